APP a:
  GESTURE _under-score$:
    POSE 1st-pose: point your arms up.
    POSE x: point your arms down.
    POSE $: point your arms front.
    EXECUTION: 1st-pose, x, $.
  # words that the language got later may be names
  GESTURE mirror:
    POSE bend: point your arms up.
    POSE within: point your arms down.
    POSE either: point your arms front.
    POSE compose: point your arms back.
    POSE MIRROR: point your arms up.
    EXECUTION: bend, within, either, compose, MIRROR, bend and hold for 1 seconds.
