//! How much slack a search aims at.
//!
//! Output: slacks in radians, or metres in units of half of one. It knows nothing of how bodies are found.

use crate::decide::fact::{Fact, METRES_PER_RADIAN};

/// The least slack, in radians or metres in units of half of one, that found bodies have: more than the rounding of
/// sensor coordinates to 32 bits takes.
pub const LEAST_SLACK: f64 = 2e-5;

/// Slacks that are aimed at, one after another; less slack is better than none.
pub const AIMS: [f64; 3] = [0.10, 0.02, 0.001];
/// Slacks that are aimed at where an answer is probably near.
pub const FIRST: [f64; 2] = [0.05, 0.003];
/// Slacks that are aimed at where there is hardly any.
pub const FINE: [f64; 3] = [0.03, 0.002, 0.0001];

/// The slack that a fact is given, as far as it can have it.
pub fn clearance(fact: &Fact, aim: f64) -> f64 {
    match fact {
        Fact::DirectionAngle { angle, inside: true, .. } => aim.min(angle / 2.0),
        Fact::DirectionAngle { angle, inside: false, .. } => aim.min((std::f64::consts::PI - angle) / 2.0),
        Fact::BoneAngle { angle, at_least: false, .. } => aim.min(angle / 2.0),
        Fact::BoneAngle { angle, at_least: true, .. } => aim.min((std::f64::consts::PI - angle) / 2.0),
        Fact::Turned { tolerance, .. } => aim.min(tolerance / 2.0),
        Fact::Distance { at_least: false, length, .. } => aim.min(length / METRES_PER_RADIAN / 2.0),
        Fact::Any(facts) => facts.first().map_or(aim, |first| clearance(first, aim)),
        _ => aim,
    }
    .max(0.0)
}
