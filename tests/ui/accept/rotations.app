APP rotations:
  GESTURE turns:
    POSE start: point your arms down.
    POSE toward: rotate your left arm 45 degrees up, rotate your right arm 30 degrees to your front.
    POSE frontal: rotate your left wrist 30 degrees clockwise on the frontal plane.
    POSE sagittal: rotate your left wrist and your right wrist 20 degrees counter clockwise on the sagittal plane.
    POSE horizontal: rotate your neck 20 degrees counter clockwise on horizontal plane.
    POSE pointed-and-turned: point your right arm up, rotate your right arm 15.5 degrees clockwise on the frontal plane.
    EXECUTION: start, toward, frontal, sagittal, horizontal, pointed-and-turned.
