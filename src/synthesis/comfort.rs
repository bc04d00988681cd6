//! What a body should not do though it can.
//!
//! Input: a posture. Output: how far it goes through its own flesh, or holds thumbs and feet as nobody does. Sizes are
//! our own, rounded inwards. It knows nothing of gestures.

use std::sync::LazyLock;

use nalgebra::Vector3;
use prepose_matcher::Joint::{self, *};

use super::residuals::{Gradient, Residuals};
use super::side::{LEFT, RIGHT};
use crate::decide::fact::{Bone, Fact, METRES_PER_RADIAN, StatePair};
use crate::facts;
use crate::posture::{Posture, across, chain};
use crate::typed::Constraint;
use prepose_matcher::body::canonical;

const PREFERENCE_WEIGHT: f64 = 2.0;

/// Metres from a trunk's axis, a head's middle, the other leg and the other hand that flesh takes up.
const TRUNK: f64 = 0.15;
const SKULL: f64 = 0.12;
const LEGS: f64 = 0.10;
const HANDS: f64 = 0.06;
/// The joints of arms that stay clear of the trunk and the head.
const ARMS: [Joint; 8] = [WristLeft, HandLeft, HandTipLeft, WristRight, HandRight, HandTipRight, ElbowLeft, ElbowRight];

/// What facts can say of it.
static PREFERENCES: LazyLock<Vec<Fact>> = LazyLock::new(|| {
    let apart = |a, b, length| facts::of(&Constraint::Distance { a, b, at_least: true, length });
    let heads = ARMS.into_iter().map(|joint| apart(Head, joint, SKULL));
    let pairs = [(KneeLeft, KneeRight, LEGS), (AnkleLeft, AnkleRight, LEGS), (WristLeft, WristRight, HANDS)];
    let thumbs = [RIGHT, LEFT].map(|side| {
        let angle = 85_f64.to_radians();
        facts::of(&Constraint::BoneAngle { a: side.hand, b: side.thumb, at_least: false, angle })
    });
    heads.chain(pairs.map(|(a, b, length)| apart(a, b, length))).chain(thumbs).collect()
});

/// Adds what is overstepped.
pub fn prefer(posture: &Posture, state: &StatePair, residuals: &mut impl Residuals) {
    PREFERENCES.iter().for_each(|fact| residuals.lack(PREFERENCE_WEIGHT, fact, 0.0, state));
    for joint in ARMS {
        if let Some((excess, off)) = in_the_trunk(posture, joint)
            && excess > 0.0
        {
            residuals.add(PREFERENCE_WEIGHT, excess, || {
                let arm = chain(joint).take_while(|bone| *bone != SpineMid);
                arm.map(|bone| (Bone::now(bone), -off * (canonical::length(bone) / METRES_PER_RADIAN))).collect()
            });
        }
    }
    for side in [RIGHT, LEFT] {
        let (excess, axis) = lifted_toes(posture, side.ankle, side.foot);
        if excess > 0.0 {
            residuals.add(PREFERENCE_WEIGHT, excess, || Gradient::from([(Bone::now(side.foot), axis)]));
        }
    }
}

/// How far the worst is overstepped, in radians, or metres in units of half of one; not positive where nothing is.
pub fn offence(posture: &Posture, state: &StatePair) -> f64 {
    let facts = PREFERENCES.iter().map(|fact| -fact.slack(state));
    let trunk = ARMS.into_iter().filter_map(|joint| Some(in_the_trunk(posture, joint)?.0));
    let toes = [RIGHT, LEFT].map(|side| lifted_toes(posture, side.ankle, side.foot).0);
    facts.chain(trunk).chain(toes).fold(f64::NEG_INFINITY, f64::max)
}

/// How far a joint is inside the trunk, in units of half a metre, and the direction out of it; nothing where it is above or
/// below.
fn in_the_trunk(posture: &Posture, joint: Joint) -> Option<(f64, Vector3<f64>)> {
    let axis = posture.bone(SpineShoulder);
    let from_middle = posture.position(joint) - posture.position(SpineMid);
    let along = from_middle.dot(&axis);
    if along.abs() >= 0.3 {
        return None;
    }
    let off = from_middle - axis * along;
    let length = off.norm();
    let out = if length > 1e-3 { off / length } else { Vector3::z() };
    Some(((TRUNK - length) / METRES_PER_RADIAN, out))
}

/// By how much, as a sine, toes point to the back of their shin, 20 degrees aside, and the direction in which that grows.
fn lifted_toes(posture: &Posture, ankle: Joint, foot: Joint) -> (f64, Vector3<f64>) {
    let axis = -toes(posture.bone(ankle));
    (posture.bone(foot).dot(&axis) - 20_f64.to_radians().sin(), axis)
}

/// Across a shin: where the foot points.
pub fn toes(shin: Vector3<f64>) -> Vector3<f64> {
    let toes = shin.cross(&Vector3::x());
    if toes.norm() < 0.1 { across(shin) } else { toes.normalize() }
}
