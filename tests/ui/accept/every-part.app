APP every-part:
  GESTURE joints:
    POSE middle: point your neck, your head, your spine mid and your spine shoulder up, put your spine base below your head.
    POSE left-side: point your left shoulder, left elbow, left wrist, left hand, left hand tip, left thumb, left hip,
      left knee, left ankle and left foot down.
    POSE right-side: point your right shoulder, your right elbow, your right wrist, your right hand, your right hand tip,
      your right thumb, your right hip, your right knee, your right ankle and your right foot down.
    POSE groups: point your left arm and your right arm down, point your left leg and right leg down, point your arms,
      legs, elbows, wrists, hands, hands tips, thumbs, knees, ankles and feet down, point your spine up,
      align your shoulders, align your hips, align your back, align you.
    EXECUTION: middle, left-side, right-side, groups.
