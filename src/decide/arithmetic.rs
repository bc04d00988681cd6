//! Arithmetic that proofs may lean on.
//!
//! Every bound that a proof derives is wider than exact arithmetic would have it: an angle by [`BOUND_EPS`], which is more
//! than the rounding of a cosine and its inverse, also next to 0 and a half turn, where an error of 1e-16 in the cosine
//! is one of 2e-8 in the angle.

use std::f64::consts::PI;

/// Radians by which every derived bound on an angle is widened.
pub const BOUND_EPS: f64 = 1e-7;

/// By how much every query is relaxed before it is refuted, in radians and metres: more than the matcher's own
/// rounding of sensor coordinates, so that what is proved holds for what runs.
pub const FACT_EPS: f64 = 1e-6;

/// The least and the most that an angle can be.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Range {
    /// Radians.
    pub low: f64,
    /// Radians.
    pub high: f64,
}

impl Range {
    /// Any angle between two vectors.
    pub const ANY: Range = Range { low: 0.0, high: PI };

    /// One angle, widened.
    pub fn about(angle: f64) -> Range {
        Range { low: (angle - BOUND_EPS).max(0.0), high: (angle + BOUND_EPS).min(PI) }
    }

    /// The least and the most cosine, widened.
    pub fn cosines(self) -> (f64, f64) {
        (self.high.cos() - 1e-14, self.low.cos() + 1e-14)
    }

    /// Whether no angle is left.
    pub fn is_empty(self) -> bool {
        self.low > self.high
    }
}

/// The largest angle whose cosine is at least so much, widened.
pub fn within_cosine(least: f64) -> f64 {
    if least <= -1.0 { PI } else { (least.min(1.0).acos() + BOUND_EPS).min(PI) }
}

/// The smallest angle whose cosine is at most so much, widened.
pub fn beyond_cosine(most: f64) -> f64 {
    if most >= 1.0 { 0.0 } else { (most.max(-1.0).acos() - BOUND_EPS).max(0.0) }
}
