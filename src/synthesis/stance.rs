//! What comes natural to a body.
//!
//! Input: a posture. Output: least-squares terms that pull toward a relaxed and balanced one. Weights are our own,
//! chosen by looking at figures: the trunk gives way last, the arms first. It knows nothing of gestures or of limits.

use nalgebra::Vector3;
use prepose_matcher::body::canonical;
use prepose_matcher::{
    JOINTS,
    Joint::{self, *},
};

use super::comfort::toes;
use super::residuals::{Gradient, Residuals};
use super::side::{LEFT, RIGHT, Side};
use crate::decide::fact::Bone;
use crate::posture::{Posture, across, chain};

/// Adds pulls toward a relaxed stance: limbs hang, what nothing is asked of follows what it hangs on, and the weight
/// stays over the feet.
pub fn relax(posture: &Posture, residuals: &mut impl Residuals) {
    let rest = Posture::rest();
    for (joint, weight) in [(SpineMid, 0.5), (SpineShoulder, 0.2), (Neck, 0.2), (Head, 0.2)] {
        residuals.pull(weight, posture, joint, rest.bone(joint));
    }
    for (parent, joint, weight) in [(SpineMid, SpineShoulder, 0.4), (SpineShoulder, Neck, 0.3), (Neck, Head, 0.3)] {
        follow(posture, residuals, parent, joint, weight);
    }
    for side in [RIGHT, LEFT] {
        for (joint, weight) in [
            (side.shoulder, 0.5),
            (side.elbow, 0.12),
            (side.wrist, 0.07),
            (side.hip, 0.8),
            (side.knee, 0.25),
            (side.ankle, 0.2),
        ] {
            residuals.pull(weight, posture, joint, rest.bone(joint));
        }
        square(posture, residuals, SpineShoulder, side.shoulder, 0.7);
        follow(posture, residuals, side.elbow, side.wrist, 0.1);
        follow(posture, residuals, side.wrist, side.hand, 0.3);
        follow(posture, residuals, side.hand, side.tip, 0.3);
        residuals.pull(0.2, posture, side.thumb, thumb(posture, &side));
        residuals.pull(0.2, posture, side.foot, foot(posture, &side));
        let beside = beside_knee(posture.bone(side.knee));
        residuals.add(0.3, posture.bone(side.ankle).dot(&beside), || vec![(Bone::now(side.ankle), beside)]);
        // a knee is lifted to the front sooner than to a side
        let aside = posture.bone(side.knee).x - rest.bone(side.knee).x;
        residuals.add(0.3, aside, || vec![(Bone::now(side.knee), Vector3::x())]);
    }
    balance(posture, residuals);
}

fn follow(posture: &Posture, residuals: &mut impl Residuals, parent: Joint, joint: Joint, weight: f64) {
    let gap = posture.bone(joint) - posture.bone(parent);
    for (value, axis) in [(gap.x, Vector3::x()), (gap.y, Vector3::y()), (gap.z, Vector3::z())] {
        residuals.add(weight, value, || vec![(Bone::now(joint), axis), (Bone::now(parent), -axis)]);
    }
}

/// Pulls two bones toward a right angle.
fn square(posture: &Posture, residuals: &mut impl Residuals, a: Joint, b: Joint, weight: f64) {
    let (one, other) = (posture.bone(a), posture.bone(b));
    residuals.add(weight, one.dot(&other) + 0.05, || vec![(Bone::now(a), other), (Bone::now(b), one)]);
}

/// Beside the hand: in front of it while it hangs, above it while it is held out.
fn thumb(posture: &Posture, side: &Side) -> Vector3<f64> {
    let hand = posture.bone(side.hand);
    let beside = hand.cross(&Vector3::x()) + Vector3::new(-0.1 * side.outward, 0.25, 0.25);
    let beside = beside - hand * hand.dot(&beside);
    let beside = if beside.norm() < 0.1 { across(hand) } else { beside.normalize() };
    (hand * 0.75 + beside * 0.65).normalize()
}

/// Flat while the shin stands, else as it hangs from the shin.
fn foot(posture: &Posture, side: &Side) -> Vector3<f64> {
    let shin = posture.bone(side.ankle);
    let hanging = toes(shin) + shin * 0.35;
    let flat = Posture::rest().bone(side.foot);
    let stands = ((-shin.y - 0.3) / 0.2).clamp(0.0, 1.0);
    (flat * stands + hanging * (1.0 - stands)).normalize()
}

/// Across a thigh: the axis about which its knee bends.
fn beside_knee(thigh: Vector3<f64>) -> Vector3<f64> {
    let behind = Vector3::x().cross(&thigh);
    let behind = if behind.norm() < 0.1 { -across(thigh) } else { behind.normalize() };
    thigh.cross(&behind)
}

/// What part of the body's mass lies near which joints, rounded (Drillis and Contini 1966, shares of segments).
const MASSES: [(Joint, f64); 10] = [
    (SpineMid, 0.38),
    (SpineShoulder, 0.12),
    (Head, 0.08),
    (ElbowLeft, 0.05),
    (ElbowRight, 0.05),
    (KneeLeft, 0.13),
    (KneeRight, 0.13),
    (AnkleLeft, 0.03),
    (AnkleRight, 0.03),
    (SpineBase, 0.0),
];

/// How far from the middle of the feet the weight may lie, in metres: to the front or back, and to a side.
const FOOTING: [(Vector3<f64>, f64, f64); 2] =
    [(Vector3::new(0.0, 0.0, 1.0), 0.04, 0.09), (Vector3::new(1.0, 0.0, 0.0), 0.0, 0.08)];

/// Keeps the weight over the feet that stand.
fn balance(posture: &Posture, residuals: &mut impl Residuals) {
    let (left, right) = (posture.position(AnkleLeft), posture.position(AnkleRight));
    let left_share = standing_share(left.y, right.y);
    for (along, middle, width) in FOOTING {
        let weight: f64 = MASSES.iter().map(|&(joint, mass)| mass * posture.position(joint).dot(&along)).sum();
        let support = left.dot(&along) * left_share + right.dot(&along) * (1.0 - left_share);
        let off = weight - support - middle;
        if off.abs() > width {
            let sign = off.signum();
            let shares = [(AnkleLeft, -left_share), (AnkleRight, left_share - 1.0)];
            residuals.add(BALANCE_WEIGHT, off.abs() - width, || levers(MASSES.into_iter().chain(shares), along * sign));
        }
    }
}

/// How the sum of shares of positions along a direction changes as bones turn.
fn levers(shares: impl Iterator<Item = (Joint, f64)>, along: Vector3<f64>) -> Gradient {
    let mut moved = [0.0; JOINTS];
    for (joint, share) in shares {
        chain(joint).for_each(|bone| moved[bone.index()] += share * canonical::length(bone));
    }
    let bones = Joint::PARENTS_FIRST[1..].iter().filter(|joint| moved[joint.index()] != 0.0);
    bones.map(|&joint| (Bone::now(joint), along * moved[joint.index()])).collect()
}

const BALANCE_WEIGHT: f64 = 2.0;

/// What share of the weight the left foot carries, by how high the feet are, in metres: the lower one carries more, all
/// of it from a hand's breadth on.
pub fn standing_share(left: f64, right: f64) -> f64 {
    let apart = ((right - left) / 0.08).clamp(-1.0, 1.0);
    // smooth at both ends, so that a lifted foot hands its weight over gently
    0.5 + apart * (3.0 - apart * apart) / 4.0
}
