//! Since when something holds, for one body.
//!
//! Input: the truth of something in each frame. Output: since when it holds without a break. It knows nothing of what
//! it is that holds.

use super::truth::Truth;

/// How long something has held for one body.
#[derive(Debug, Clone, Copy)]
pub(crate) struct HoldTimer {
    /// Since when it holds, moved on by the time during which it was not known; NaN while it does not hold.
    pub since: f64,
    /// When it began to hold.
    pub began: f64,
    /// Whether it holds in this frame.
    pub now: bool,
    /// Whether it held in the frame before; means something only if it holds in this one.
    pub before: bool,
}

impl HoldTimer {
    pub(crate) const NEVER: HoldTimer = HoldTimer { since: f64::NAN, began: f64::NAN, now: false, before: false };

    pub(crate) fn is_running(&self) -> bool {
        !self.since.is_nan()
    }

    pub(crate) fn advance(&mut self, truth: Truth, clock: Clock) {
        self.before = self.now;
        self.now = truth == Truth::True;
        match truth {
            Truth::True if !self.is_running() => (self.since, self.began) = (clock.time, clock.time),
            Truth::True => {}
            // holding does not count while it cannot be seen
            Truth::Unknown => self.since += clock.passed,
            Truth::False => self.interrupt(),
        }
    }

    /// It does not hold, or nobody can say that it held.
    pub(crate) fn interrupt(&mut self) {
        (self.since, self.began) = (f64::NAN, f64::NAN);
    }
}

/// The time of a frame.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Clock {
    /// Seconds of the source.
    pub time: f64,
    /// Seconds since the body's frame before.
    pub passed: f64,
}
