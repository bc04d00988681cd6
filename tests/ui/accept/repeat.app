APP repetition:
  GESTURE plain:
    POSE up-high: point your arms up.
    POSE down-low: point your arms down.
    EXECUTION: repeat 3 times the following steps up-high, down-low.
  GESTURE counted:
    EXECUTION:
      repeat 2 times the following steps 2
      slowly up-high and hold for 1 seconds,
      rapidly down-low.
  GESTURE with-colon:
    EXECUTION: repeat 10 times the following steps: down-low, up-high and hold for 0.5 seconds.
