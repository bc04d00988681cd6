# The shape of a program of the published language: an app, gestures closed by their last period, no settings.
APP published-shape:
  GESTURE lift-and-turn:
    // a pose ends with a period, its statements are separated by commas
    POSE arms-low:
      point your arms down,
      align your left leg.
    POSE arms-out:
      point your left arm to your left,
      point your right arm to your right.
    /* steps are
       separated by commas too */
    EXECUTION: arms-low, arms-out, arms-low.

  GESTURE again:
    POSE arms-front: point your arms front.
    # a pose of another gesture
    EXECUTION: arms-low, slowly arms-front, rapidly arms-low and hold for 2 seconds.
