APP directions:
GESTURE all-ways:
POSE bare: point your left wrist up, point your right wrist down, point your left elbow front,
  point your right elbow back, point your left knee left, point your right knee right.
POSE to: point your left wrist to up, point your right wrist to down, point your left elbow to front.
POSE to-your: point your left wrist to your left, point your right wrist to your right,
  point your left elbow to your front, point your right elbow to your back.
POSE without-your: point left wrist up, point neck, head and spine mid up.
POSE to-the: point your left wrist to the left, point your right wrist to the right.
EXECUTION: bare, to, to-your, without-your, to-the.
