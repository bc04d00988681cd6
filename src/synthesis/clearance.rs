//! How far inside its bound a body should be, so that a sensor's noise does not carry it out.
//!
//! Input: a fact, and the bodies. Output: the slack to aim at: half the tolerance of an angle, or what its joints are
//! measured to if that is more, but never most of the tolerance. It knows nothing of how postures are found.

use prepose_matcher::Joint;

use crate::decide::fact::{Bone, Fact, METRES_PER_RADIAN, StatePair, nearest};
use crate::posture::angle;

/// 15 degrees: an angle that no noise crosses.
const AMPLE: f64 = 0.262;
/// Metres that no noise crosses.
const CLEAR: f64 = 0.055;

/// The slack to aim at, in radians, or metres in units of half of one.
pub fn clearance(fact: &Fact, state: &StatePair) -> f64 {
    let half = |tolerance: f64, joint| (tolerance / 2.0).min(AMPLE).max(steady(joint).min(tolerance * 0.75));
    let turn = std::f64::consts::PI;
    match fact {
        Fact::DirectionAngle { bone, angle, inside: true, .. } => half(*angle, bone.joint()),
        Fact::DirectionAngle { bone, angle, inside: false, .. } => steady(bone.joint()).min((turn - angle) / 2.0),
        Fact::BoneAngle { a, b, angle, at_least: false } => half(*angle, looser(*a, *b)),
        Fact::BoneAngle { a, b, angle, at_least: true } => steady(looser(*a, *b)).min((turn - angle) / 2.0),
        Fact::Hinge { a, b, least, .. } => steady(looser(*a, *b)).min((1.0 - least) / 2.0),
        Fact::Turned { joint, tolerance, .. } => half(*tolerance, *joint).max(tolerance * 0.75),
        Fact::Nearer { joint, direction, by, near, .. } => {
            let start = angle(state[Bone::began(*joint).index()], *direction);
            half(nearest(start, *by, *near), *joint)
        }
        Fact::Distance { at_least: false, length, .. } => CLEAR.min(length / 2.0) / METRES_PER_RADIAN,
        Fact::Distance { .. } | Fact::Linear { .. } => CLEAR / METRES_PER_RADIAN,
        Fact::Any(facts) => facts.iter().map(|fact| clearance(fact, state)).fold(AMPLE, f64::min),
    }
}

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

fn looser(a: Bone, b: Bone) -> Joint {
    let (a, b) = (a.joint(), b.joint());
    if steady(a) > steady(b) { a } else { b }
}
