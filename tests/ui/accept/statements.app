APP statements:
  GESTURE contacts:
    POSE touching: touch your head with your left hand, touch your left knee with your right hand.
    POSE apart: don't touch your head with your left hand, don't touch your left knee with right hand.
    POSE placed:
      put your left hand in front of your head,
      put your right hand behind your back,
      put your hands on top of your head,
      put your left elbow, your right elbow and your wrists above your hips,
      put your feet below your knees,
      put your left hand to the left of your spine base,
      put your right hand to the right of your spine base.
    POSE not-placed:
      don't put your left hand in front of your head,
      don't put your right hand to the left of your neck.
    POSE aligned: align your left leg, align your arms, align your spine and your neck, align your back.
    POSE not-aligned: don't align your left arm and your right arm.
    EXECUTION: touching, apart, placed, not-placed, aligned, not-aligned.
