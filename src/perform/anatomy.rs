//! What a body can do and what comes natural to it.
//!
//! Input: a posture. Output: its limits, each with how far it is overstepped, and pulls toward a relaxed stance as
//! least-squares terms. Ranges are those of a healthy adult, rounded outwards from the tables of the American Academy of
//! Orthopaedic Surgeons ("Joint Motion", 1965), since a gesture is to be shown, not a range to be measured. It knows
//! nothing of gestures.

use nalgebra::Vector3;
use prepose_matcher::Joint::{self, *};

use super::equations::Equations;
use super::posture::{Posture, across, angle};
use super::room::{Slope, between, bone_to, difference, distance};

/// A limit of the body.
pub struct Limit {
    /// Where it is.
    pub joint: Joint,
    /// By how much it is overstepped; not positive within it. Radians, or a sine, or metres in units of half of one.
    pub excess: f64,
    /// How the excess changes.
    pub slope: Slope,
    /// Whether a body cannot overstep it, or merely should not.
    pub firm: bool,
}

/// By how much a firm limit may be overstepped before nobody can do it; people differ.
pub const SUPPLE: f64 = 0.2;

const LIMIT_WEIGHT: f64 = 6.0;
const PREFERENCE_WEIGHT: f64 = 2.0;

/// Adds what speaks against a posture: overstepped limits and distance from a relaxed stance.
pub fn oppose(posture: &Posture, equations: &mut Equations) {
    limits(posture, &mut |limit| {
        if limit.excess > 0.0 {
            let weight = if limit.firm { LIMIT_WEIGHT } else { PREFERENCE_WEIGHT };
            equations.add(weight, limit.excess, &limit.slope);
        }
    });
    relax(posture, equations);
    balance(posture, equations);
}

/// The joint that is bent most beyond what it can, and by how much in radians, if any is by more than [`SUPPLE`].
pub fn strain(posture: &Posture) -> Option<(Joint, f64)> {
    let mut worst: Option<(Joint, f64)> = None;
    limits(posture, &mut |limit| {
        if limit.firm && limit.excess > worst.map_or(SUPPLE, |(_, excess)| excess) {
            worst = Some((limit.joint, limit.excess));
        }
    });
    worst
}

/// How far the worst limit, firm or not, is overstepped; not positive within all.
pub fn offence(posture: &Posture) -> f64 {
    let mut worst = f64::NEG_INFINITY;
    limits(posture, &mut |limit| worst = worst.max(limit.excess));
    worst
}

type Visit<'a> = &'a mut dyn FnMut(Limit);

fn limits(posture: &Posture, visit: Visit) {
    trunk(posture, visit);
    for side in [RIGHT, LEFT] {
        arm(posture, &side, visit);
        leg(posture, &side, visit);
    }
    collisions(posture, visit);
}

/// The joints of one side, and the outward direction.
struct Side {
    outward: f64,
    shoulder: Joint,
    elbow: Joint,
    wrist: Joint,
    hand: Joint,
    tip: Joint,
    thumb: Joint,
    hip: Joint,
    knee: Joint,
    ankle: Joint,
    foot: Joint,
}

const RIGHT: Side = Side {
    outward: 1.0,
    shoulder: ShoulderRight,
    elbow: ElbowRight,
    wrist: WristRight,
    hand: HandRight,
    tip: HandTipRight,
    thumb: ThumbRight,
    hip: HipRight,
    knee: KneeRight,
    ankle: AnkleRight,
    foot: FootRight,
};

const LEFT: Side = Side {
    outward: -1.0,
    shoulder: ShoulderLeft,
    elbow: ElbowLeft,
    wrist: WristLeft,
    hand: HandLeft,
    tip: HandTipLeft,
    thumb: ThumbLeft,
    hip: HipLeft,
    knee: KneeLeft,
    ankle: AnkleLeft,
    foot: FootLeft,
};

impl Side {
    fn out(&self) -> Vector3<f64> {
        Vector3::x() * self.outward
    }
}

/// An angle of at most so many degrees.
fn at_most(joint: Joint, (value, slope): (f64, Slope), degrees: f64) -> Limit {
    Limit { joint, excess: value - degrees.to_radians(), slope, firm: true }
}

/// An angle of at least so many degrees.
fn at_least(joint: Joint, (value, slope): (f64, Slope), degrees: f64) -> Limit {
    let slope = slope.into_iter().map(|(joint, gradient)| (joint, -gradient)).collect();
    Limit { joint, excess: degrees.to_radians() - value, slope, firm: true }
}

/// A bone that leans toward a direction by at most so many degrees beyond a right angle with it.
fn leans(posture: &Posture, joint: Joint, direction: Vector3<f64>, degrees: f64) -> Limit {
    let excess = posture.bone(joint).dot(&direction) - degrees.to_radians().sin();
    Limit { joint, excess, slope: vec![(joint, direction)], firm: true }
}

fn soft(limit: Limit) -> Limit {
    Limit { firm: false, ..limit }
}

fn trunk(posture: &Posture, visit: Visit) {
    visit(at_most(SpineMid, bone_to(posture, SpineMid, Vector3::y()), 100.0));
    visit(leans(posture, SpineMid, -Vector3::z(), 35.0));
    visit(leans(posture, SpineMid, Vector3::x(), 50.0));
    visit(leans(posture, SpineMid, -Vector3::x(), 50.0));
    visit(at_most(SpineMid, between(posture, SpineMid, SpineShoulder), 40.0));
    visit(at_most(Neck, between(posture, SpineShoulder, Neck), 45.0));
    visit(at_most(Head, between(posture, Neck, Head), 45.0));
    visit(at_least(SpineShoulder, between(posture, ShoulderLeft, ShoulderRight), 140.0));
}

fn arm(posture: &Posture, side: &Side, visit: Visit) {
    let upper = posture.bone(side.elbow);
    visit(at_least(side.shoulder, between(posture, SpineShoulder, side.shoulder), 70.0));
    visit(at_most(side.shoulder, between(posture, SpineShoulder, side.shoulder), 115.0));
    visit(at_most(side.shoulder, bone_to(posture, side.shoulder, side.out()), 60.0));
    visit(soft(leans(posture, side.elbow, -Vector3::z(), 65.0)));
    visit(soft(leans(posture, side.elbow, -side.out(), 50.0)));
    visit(at_most(side.elbow, between(posture, side.elbow, side.wrist), 150.0));
    visit(leans(posture, side.wrist, over_elbow(upper, side), 20.0));
    visit(at_most(side.wrist, between(posture, side.wrist, side.hand), 80.0));
    visit(at_most(side.hand, between(posture, side.hand, side.tip), 80.0));
    visit(soft(at_most(side.thumb, between(posture, side.hand, side.thumb), 85.0)));
}

/// The direction across an upper arm toward which its elbow does not bend: to the back while the arm hangs or is held
/// out, outward while it is held to the front or up, where the shoulder lets the forearm turn.
fn over_elbow(upper: Vector3<f64>, side: &Side) -> Vector3<f64> {
    let back = (0.5 - 0.5 * upper.y).max(0.0);
    let wanted = Vector3::new(0.35 * side.outward, 0.0, -back);
    let turned = wanted - upper * upper.dot(&wanted);
    let length = turned.norm();
    // where the upper arm points there itself, no way is forbidden
    if length < 0.1 { Vector3::zeros() } else { turned / length }
}

fn leg(posture: &Posture, side: &Side, visit: Visit) {
    let (thigh, shin) = (posture.bone(side.knee), posture.bone(side.ankle));
    visit(at_most(side.hip, bone_to(posture, side.hip, side.out()), 25.0));
    visit(leans(posture, side.knee, -Vector3::z(), 40.0));
    visit(leans(posture, side.knee, side.out(), 65.0));
    visit(leans(posture, side.knee, -side.out(), 35.0));
    visit(at_least(side.hip, between(posture, side.knee, SpineMid), 35.0));
    let (behind, beside) = knee_axes(thigh);
    visit(leans(posture, side.ankle, -behind, 8.0));
    visit(leans(posture, side.ankle, beside, 45.0));
    visit(leans(posture, side.ankle, -beside, 45.0));
    visit(at_most(side.knee, between(posture, side.knee, side.ankle), 150.0));
    visit(soft(at_least(side.ankle, between(posture, side.ankle, side.foot), 60.0)));
    visit(soft(at_most(side.ankle, between(posture, side.ankle, side.foot), 150.0)));
    visit(soft(leans(posture, side.foot, -toes(shin), 20.0)));
}

/// Across a thigh: where its shin goes when the knee bends, and the axis about which it does.
fn knee_axes(thigh: Vector3<f64>) -> (Vector3<f64>, Vector3<f64>) {
    let behind = Vector3::x().cross(&thigh);
    let behind = if behind.norm() < 0.1 { -across(thigh) } else { behind.normalize() };
    (behind, thigh.cross(&behind))
}

/// Across a shin: where the foot points.
fn toes(shin: Vector3<f64>) -> Vector3<f64> {
    let toes = shin.cross(&Vector3::x());
    if toes.norm() < 0.1 { across(shin) } else { toes.normalize() }
}

/// Metres from a trunk's axis, a head's middle and the other leg that flesh takes up; rounded inwards.
const TRUNK: f64 = 0.15;
const SKULL: f64 = 0.12;
const LEGS: f64 = 0.10;
const HANDS: f64 = 0.06;

fn collisions(posture: &Posture, visit: Visit) {
    let clear = |joint, (value, slope): (f64, Slope), least: f64| {
        let slope =
            slope.into_iter().map(|(joint, gradient): (Joint, Vector3<f64>)| (joint, gradient * -2.0)).collect();
        Limit { joint, excess: (least - value) * 2.0, slope, firm: false }
    };
    let axis = posture.bone(SpineShoulder);
    for joint in [WristLeft, HandLeft, HandTipLeft, WristRight, HandRight, HandTipRight, ElbowLeft, ElbowRight] {
        let from_middle = posture.position(joint) - posture.position(SpineMid);
        let along = from_middle.dot(&axis);
        if along.abs() < 0.3 {
            let off = from_middle - axis * along;
            let length = off.norm();
            let way = if length > 1e-3 { off / length } else { Vector3::z() };
            visit(clear(joint, (length, difference(SpineMid, joint, way)), TRUNK));
        }
        visit(clear(joint, distance(posture, Head, joint), SKULL));
    }
    for (left, right, least) in
        [(KneeLeft, KneeRight, LEGS), (AnkleLeft, AnkleRight, LEGS), (WristLeft, WristRight, HANDS)]
    {
        visit(clear(left, distance(posture, left, right), least));
    }
}

/// Pulls toward a relaxed stance: limbs hang, what nothing is asked of follows what it hangs on.
fn relax(posture: &Posture, equations: &mut Equations) {
    let rest = Posture::rest();
    for (joint, weight) in [(SpineMid, 0.5), (SpineShoulder, 0.2), (Neck, 0.2), (Head, 0.2)] {
        equations.pull(weight, posture, joint, rest.bone(joint));
    }
    for (parent, joint, weight) in [(SpineMid, SpineShoulder, 0.4), (SpineShoulder, Neck, 0.3), (Neck, Head, 0.3)] {
        follow(posture, equations, parent, joint, weight);
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
            equations.pull(weight, posture, joint, rest.bone(joint));
        }
        square(posture, equations, SpineShoulder, side.shoulder, 0.7);
        follow(posture, equations, side.elbow, side.wrist, 0.1);
        follow(posture, equations, side.wrist, side.hand, 0.3);
        follow(posture, equations, side.hand, side.tip, 0.3);
        equations.pull(0.2, posture, side.thumb, thumb(posture, &side));
        equations.pull(0.2, posture, side.foot, foot(posture, &side));
        let (_, beside) = knee_axes(posture.bone(side.knee));
        equations.add(0.3, posture.bone(side.ankle).dot(&beside), &[(side.ankle, beside)]);
    }
}

fn follow(posture: &Posture, equations: &mut Equations, parent: Joint, joint: Joint, weight: f64) {
    let gap = posture.bone(joint) - posture.bone(parent);
    for (value, axis) in [(gap.x, Vector3::x()), (gap.y, Vector3::y()), (gap.z, Vector3::z())] {
        equations.add(weight, value, &[(joint, axis), (parent, -axis)]);
    }
}

/// Pulls two bones toward a right angle.
fn square(posture: &Posture, equations: &mut Equations, a: Joint, b: Joint, weight: f64) {
    let (one, other) = (posture.bone(a), posture.bone(b));
    equations.add(weight, one.dot(&other) + 0.05, &[(a, other), (b, one)]);
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
    let stands = ((-shin.y - 0.5) / 0.3).clamp(0.0, 1.0);
    (flat * stands + hanging * (1.0 - stands)).normalize()
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
fn balance(posture: &Posture, equations: &mut Equations) {
    let (left, right) = (posture.position(AnkleLeft), posture.position(AnkleRight));
    let left_share = standing_share(left.y, right.y);
    for (along, middle, width) in FOOTING {
        let weight: f64 = MASSES.iter().map(|&(joint, mass)| mass * posture.position(joint).dot(&along)).sum();
        let support = left.dot(&along) * left_share + right.dot(&along) * (1.0 - left_share);
        let off = weight - support - middle;
        if off.abs() > width {
            let sign = off.signum();
            let mut slope = Slope::new();
            let shares = [(AnkleLeft, -left_share), (AnkleRight, left_share - 1.0)];
            for (joint, share) in MASSES.into_iter().chain(shares) {
                slope.extend(difference(SpineBase, joint, along * share * sign));
            }
            equations.add(BALANCE_WEIGHT, off.abs() - width, &slope);
        }
    }
}

const BALANCE_WEIGHT: f64 = 2.0;

/// What share of the weight the left foot carries, by how high the feet are, in metres: the lower one carries more, all
/// of it from a hand's breadth on.
pub fn standing_share(left: f64, right: f64) -> f64 {
    let apart = ((right - left) / 0.08).clamp(-1.0, 1.0);
    // smooth at both ends, so that a lifted foot hands its weight over gently
    0.5 + apart * (3.0 - apart * apart) / 4.0
}

/// How straight a limb is above all else: whether the elbow and knee of a posture bend as they do on a body.
#[cfg(test)]
pub fn bends_the_right_way(posture: &Posture) -> bool {
    [RIGHT, LEFT].iter().all(|side| {
        let elbow = posture.bone(side.wrist).dot(&over_elbow(posture.bone(side.elbow), side));
        let knee = posture.bone(side.ankle).dot(&knee_axes(posture.bone(side.knee)).0);
        elbow < 0.55 && knee > -0.35 && angle(posture.bone(side.elbow), posture.bone(side.wrist)) < 2.8
    })
}
