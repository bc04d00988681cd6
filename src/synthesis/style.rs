//! How a person goes about a gesture.
//!
//! Output: plain data. It knows nothing of gestures.

/// A person's pace, patience and care.
#[derive(Debug, Clone, Copy)]
pub struct PerformanceStyle {
    /// 1 is at ease, more is faster.
    pub tempo: f64,
    /// How far inside the bounds the postures are; 1 is the usual.
    pub clearance: f64,
    /// How long postures are kept; 1 is the usual.
    pub patience: f64,
    /// Seconds of standing before the first movement.
    pub lead_in: f64,
    /// Seconds between two frames.
    pub frame: f64,
    /// Whether the smallest set of statements is looked for that stands in the way, where something does.
    pub explained: bool,
}

impl PerformanceStyle {
    /// Somebody who shows how it is done.
    pub const DEMONSTRATION: PerformanceStyle = PerformanceStyle {
        tempo: 1.0,
        clearance: 1.0,
        patience: 1.0,
        lead_in: 0.5,
        frame: 1.0 / 30.0,
        explained: true,
    };
}
