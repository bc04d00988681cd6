//! What a body can do.
//!
//! Input: a posture. Output: how far the body's limits are overstepped. Ranges of motion are those of the standard
//! library's `anatomy`; here stands only what the language has no words for. It knows nothing of gestures.

use std::sync::LazyLock;

use nalgebra::Vector3;
use prepose_matcher::Joint;

use super::residuals::Residuals;
use super::side::{LEFT, RIGHT, Side};
use crate::decide::fact::{Bone, Fact, StatePair};
use crate::facts;
use crate::posture::Posture;
use crate::typed::standard_rules;

/// By how much a limit may be overstepped before nobody can do it, in radians; people differ.
pub const SUPPLE: f64 = 0.2;

const LIMIT_WEIGHT: f64 = 6.0;

/// What holds of every body.
static ANATOMY: LazyLock<Vec<Fact>> =
    LazyLock::new(|| standard_rules().anatomy.iter().flat_map(facts::of_rule).collect());

/// Adds overstepped limits.
pub fn oppose(posture: &Posture, state: &StatePair, residuals: &mut impl Residuals) {
    ANATOMY.iter().for_each(|fact| residuals.lack(LIMIT_WEIGHT, fact, 0.0, state));
    for side in [RIGHT, LEFT] {
        let (excess, axis) = over_elbow(posture, &side);
        if excess > 0.0 {
            residuals.add(LIMIT_WEIGHT, excess, || vec![(Bone::now(side.wrist), axis)]);
        }
    }
}

/// The joint that is bent most beyond what it can, and by how much in radians, if any is by more than [`SUPPLE`].
pub fn strain(posture: &Posture, state: &StatePair) -> Option<(Joint, f64)> {
    let excesses = ANATOMY.iter().filter_map(|fact| Some((joint(fact)?, -fact.slack(state))));
    let elbows = [RIGHT, LEFT].map(|side| (side.elbow, over_elbow(posture, &side).0));
    excesses.chain(elbows).filter(|(_, excess)| *excess > SUPPLE).max_by(|a, b| a.1.total_cmp(&b.1))
}

/// How far the worst limit is overstepped, in radians; not positive within all.
pub fn offence(posture: &Posture, state: &StatePair) -> f64 {
    let excesses = ANATOMY.iter().map(|fact| -fact.slack(state));
    excesses.chain([RIGHT, LEFT].map(|side| over_elbow(posture, &side).0)).fold(f64::NEG_INFINITY, f64::max)
}

/// The joint that a limit is of: where two bones meet, else that of the bone.
fn joint(fact: &Fact) -> Option<Joint> {
    match fact {
        Fact::BoneAngle { a, b, .. } | Fact::Hinge { a, b, .. } => {
            let (a, b) = (a.joint(), b.joint());
            if b.parent() == Some(a) { Some(a) } else { a.parent() }
        }
        fact => fact.bones().iter().next().map(Bone::joint),
    }
}

/// By how much, as a sine, a forearm is bent where its elbow does not bend, and the direction in which that grows: to the
/// back while the upper arm hangs or is held out, outward while it is held to the front or up, where the shoulder lets the
/// forearm turn. 20 degrees are what elbows give.
fn over_elbow(posture: &Posture, side: &Side) -> (f64, Vector3<f64>) {
    let upper = posture.bone(side.elbow);
    let back = (0.5 - 0.5 * upper.y).max(0.0);
    let forbidden = Vector3::new(0.35 * side.outward, 0.0, -back);
    let turned = forbidden - upper * upper.dot(&forbidden);
    let length = turned.norm();
    // where the upper arm points there itself, no way is forbidden
    let axis = if length < 0.1 { Vector3::zeros() } else { turned / length };
    (posture.bone(side.wrist).dot(&axis) - 20_f64.to_radians().sin(), axis)
}
