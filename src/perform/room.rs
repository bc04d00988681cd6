//! How much room a constraint leaves a body.
//!
//! Input: a constraint, a posture and the posture when the step began. Output: how far inside the bound the body is,
//! and how that changes as bones turn. Invariant: the sign agrees with what the matcher decides. It knows nothing of
//! solving.

use nalgebra::Vector3;
use prepose_matcher::Joint;
use prepose_matcher::body::canonical;
use prepose_matcher::program::Axis;

use crate::posture::{Posture, across, angle, chain};
use crate::typed::{Constraint, TypedStatement};

/// By how much a value changes as bones turn: for each bone the gradient in its direction.
pub type Slope = Vec<(Joint, Vector3<f64>)>;

/// Whether an amount is an angle or a length.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Radians.
    Angle,
    /// Metres.
    Length,
}

/// Metres that count as much as one radian: about what a hand moves when its arm turns.
const METRES_PER_RADIAN: f64 = 0.5;

impl Kind {
    /// An amount in radians, or in what counts as so many.
    pub fn in_radians(self, amount: f64) -> f64 {
        if self == Kind::Length { amount / METRES_PER_RADIAN } else { amount }
    }
}

/// How far inside its bound a value is; negative outside.
#[derive(Debug, Clone)]
pub struct Room {
    /// In radians or metres.
    pub left: f64,
    /// Which of the two.
    pub kind: Kind,
    /// How `left` changes.
    pub slope: Slope,
}

/// The room that a constraint leaves.
pub fn room(constraint: &Constraint, now: &Posture, began: &Posture) -> Room {
    use Constraint::*;
    match *constraint {
        DirectionAngle { joint, direction, angle, inside } => {
            bounded(bone_to(now, joint, direction), Kind::Angle, !inside, angle)
        }
        BoneAngle { a, b, at_least, angle } => bounded(between(now, a, b), Kind::Angle, at_least, angle),
        Offset { from, to, axis, at_least, length } => {
            let along = match axis {
                Axis::X => Vector3::x(),
                Axis::Y => Vector3::y(),
                Axis::Z => Vector3::z(),
            };
            let offset = (now.position(to) - now.position(from)).dot(&along);
            bounded((offset, difference(from, to, along)), Kind::Length, at_least, length)
        }
        Distance { a, b, at_least, length } => bounded(distance(now, a, b), Kind::Length, at_least, length),
        Hinge { a, b, axis, at_least, sine } => bounded(hinge(now, a, b, axis), Kind::Angle, at_least, sine),
        Turned { joint, rotation, tolerance } => {
            let target = rotation * began.bone(joint);
            bounded(bone_to(now, joint, target), Kind::Angle, false, tolerance)
        }
        Nearer { joint, direction, .. } => {
            let allowed = allowed(constraint, began);
            bounded(bone_to(now, joint, direction), Kind::Angle, false, allowed)
        }
        Moved { joint, direction, at_least, length } => {
            let moved = (now.position(joint) - began.position(joint)).dot(&direction);
            bounded((moved, difference(Joint::SpineBase, joint, direction)), Kind::Length, at_least, length)
        }
    }
}

/// How far inside a bound a body should be, in the bound's unit, so that a sensor's noise does not carry it out: half
/// the tolerance of an angle, or what its joints are measured to if that is more, but never most of the tolerance.
pub fn aim(constraint: &Constraint, began: &Posture) -> f64 {
    use Constraint::*;
    let half = |tolerance: f64, joint| (tolerance / 2.0).min(AMPLE).max(steady(joint).min(tolerance * 0.75));
    let turn = std::f64::consts::PI;
    match *constraint {
        DirectionAngle { joint, angle, inside: true, .. } => half(angle, joint),
        DirectionAngle { joint, angle, inside: false, .. } => steady(joint).min((turn - angle) / 2.0),
        BoneAngle { a, b, at_least: false, angle } => half(angle, looser(a, b)),
        BoneAngle { a, b, at_least: true, angle } => steady(looser(a, b)).min((turn - angle) / 2.0),
        Hinge { a, b, at_least: true, sine, .. } => steady(looser(a, b)).min((1.0 - sine) / 2.0),
        Hinge { a, b, at_least: false, sine, .. } => steady(looser(a, b)).min((1.0 + sine) / 2.0),
        Turned { joint, tolerance, .. } => half(tolerance, joint).max(tolerance * 0.75),
        Nearer { joint, .. } => half(allowed(constraint, began), joint),
        Distance { at_least: false, length, .. } => CLEAR.min(length / 2.0),
        Distance { .. } | Offset { .. } | Moved { .. } => CLEAR,
    }
}

/// Whether all statements hold.
pub fn holds(statements: &[TypedStatement], now: &Posture, began: &Posture) -> bool {
    statements.iter().flat_map(|statement| &statement.constraints).all(|c| room(c, now, began).left >= 0.0)
}

/// 15 degrees: an angle that no noise crosses.
const AMPLE: f64 = 0.262;
/// Metres that no noise crosses.
const CLEAR: f64 = 0.055;

/// How far from its direction a bone may be seen, in radians: short bones at the ends of limbs are measured worst.
fn steady(joint: Joint) -> f64 {
    use Joint::*;
    let degrees = match joint {
        HandLeft | HandRight | HandTipLeft | HandTipRight | ThumbLeft | ThumbRight | FootLeft | FootRight => 14.0,
        Neck | Head | HipLeft | HipRight => 10.0,
        _ => 8.0,
    };
    f64::to_radians(degrees)
}

fn looser(a: Joint, b: Joint) -> Joint {
    if steady(a) > steady(b) { a } else { b }
}

/// The largest angle that a `Nearer` allows.
fn allowed(constraint: &Constraint, began: &Posture) -> f64 {
    let Constraint::Nearer { joint, direction, by, near } = *constraint else {
        return 0.0;
    };
    let start = angle(began.bone(joint), direction);
    if start - by < near { near.min(start / 2.0) } else { start - by }
}

fn bounded((value, slope): (f64, Slope), kind: Kind, at_least: bool, bound: f64) -> Room {
    if at_least {
        return Room { left: value - bound, kind, slope };
    }
    let slope = slope.into_iter().map(|(joint, gradient)| (joint, -gradient)).collect();
    Room { left: bound - value, kind, slope }
}

/// The angle between a bone and a direction.
pub fn bone_to(now: &Posture, joint: Joint, direction: Vector3<f64>) -> (f64, Slope) {
    let bone = now.bone(joint);
    (angle(bone, direction), vec![(joint, away(bone, direction))])
}

/// The angle between two bones.
pub fn between(now: &Posture, a: Joint, b: Joint) -> (f64, Slope) {
    let (one, other) = (now.bone(a), now.bone(b));
    (angle(one, other), vec![(a, away(one, other)), (b, away(other, one))])
}

/// The sine of how far a bone leaves another's line to one side; near enough to radians to count as them.
fn hinge(now: &Posture, a: Joint, b: Joint, axis: Vector3<f64>) -> (f64, Slope) {
    let (one, other) = (now.bone(a), now.bone(b));
    (one.cross(&other).dot(&axis), vec![(a, other.cross(&axis)), (b, axis.cross(&one))])
}

/// The unit vector across `bone` along which it turns away from a direction.
fn away(bone: Vector3<f64>, direction: Vector3<f64>) -> Vector3<f64> {
    let toward = direction - bone * bone.dot(&direction);
    let length = toward.norm();
    match length > 1e-6 {
        true => -toward / length,
        // on the direction any way leads away, against it any way leads back
        false => across(bone) * bone.dot(&direction).signum(),
    }
}

/// The distance of two joints.
pub fn distance(now: &Posture, a: Joint, b: Joint) -> (f64, Slope) {
    let line = now.position(b) - now.position(a);
    let length = line.norm();
    let along = if length > 1e-6 { line / length } else { Vector3::x() };
    (length, difference(a, b, along))
}

/// How the way from one joint to another, measured along a direction, changes as bones turn.
pub fn difference(from: Joint, to: Joint, along: Vector3<f64>) -> Slope {
    let common = |joint: &Joint, other: Joint| chain(other).any(|bone| bone == *joint);
    let forth = chain(to).filter(|bone| !common(bone, from)).map(|bone| (bone, along * canonical::length(bone)));
    let back = chain(from).filter(|bone| !common(bone, to)).map(|bone| (bone, along * -canonical::length(bone)));
    forth.chain(back).collect()
}
