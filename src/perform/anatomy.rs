//! What a body can do.
//!
//! Input: a posture. Output: how far the body's limits are overstepped. Ranges are those of a healthy adult, rounded
//! outwards from the tables of the American Academy of Orthopaedic Surgeons ("Joint Motion", 1965), since a gesture is to
//! be shown, not a range to be measured. It knows nothing of gestures.

use nalgebra::Vector3;
use prepose_matcher::Joint::{self, *};

use super::equations::Equations;
use super::room::{Slope, between, bone_to, difference, distance};
use super::side::{LEFT, RIGHT, Side};
use crate::posture::{Posture, across};

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

/// Adds overstepped limits.
pub fn oppose(posture: &Posture, equations: &mut Equations) {
    limits(posture, &mut |limit| {
        if limit.excess > 0.0 {
            let weight = if limit.firm { LIMIT_WEIGHT } else { PREFERENCE_WEIGHT };
            equations.add(weight, limit.excess, &limit.slope);
        }
    });
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
    visit(at_most(SpineShoulder, bone_to(posture, SpineShoulder, Vector3::y()), 130.0));
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
pub fn knee_axes(thigh: Vector3<f64>) -> (Vector3<f64>, Vector3<f64>) {
    let behind = Vector3::x().cross(&thigh);
    let behind = if behind.norm() < 0.1 { -across(thigh) } else { behind.normalize() };
    (behind, thigh.cross(&behind))
}

/// Across a shin: where the foot points.
pub fn toes(shin: Vector3<f64>) -> Vector3<f64> {
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
