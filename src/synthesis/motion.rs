//! Postures over time.
//!
//! Input: postures and times. Output: the posture at any moment. Between two postures each bone turns the short way
//! round with the least jerk (Flash and Hogan, "The Coordination of Arm Movements", 1985), around what is in its way.
//! Invariant: without a jump, and at rest wherever a posture is reached. It knows nothing of gestures.

use nalgebra::{Rotation3, Unit, Vector3};
use prepose_matcher::{JOINTS, Joint};

use super::objective::{Drift, PostureObjective, PostureRequest};
use super::{anatomy, comfort};
use crate::decide::state::pair;
use crate::posture::{Posture, across, angle};

/// The peak speed of a least-jerk movement over its mean speed.
pub const PEAK: f64 = 1.875;

/// The movement from one posture to another, without its time.
#[derive(Debug, Clone)]
pub struct Transition {
    from: Posture,
    to: Posture,
    /// By how much each bone swings out half-way.
    bulge: [Vector3<f64>; JOINTS],
}

impl Transition {
    /// Between two postures; where the straight way would lead through the body or bend a joint too far, around it.
    pub fn new(from: &Posture, to: &Posture) -> Transition {
        let mut transition = Transition { from: from.clone(), to: to.clone(), bulge: [Vector3::zeros(); JOINTS] };
        let middle = transition.along(0.5);
        if offence(&middle) > OFFENCE {
            let drift = Drift { bones: Joint::ALL.map(|joint| middle.bone(joint)), weights: [0.5; JOINTS] };
            let (began, from) = (&middle, &middle);
            let request =
                PostureRequest { statements: &[], began, from, clearance: 1.0, drift: Some(&drift), explained: false };
            let around = PostureObjective::new(&request).descend(&middle, 1.0);
            transition.bulge = Joint::ALL.map(|joint| around.bone(joint) - middle.bone(joint));
        }
        transition
    }

    /// The posture after a share of the time, from 0 to 1.
    pub fn at(&self, share: f64) -> Posture {
        let t = share.clamp(0.0, 1.0);
        self.along(t * t * t * (10.0 - t * (15.0 - 6.0 * t)))
    }

    /// The largest turn of a bone on it, in radians.
    pub fn travel(&self) -> f64 {
        self.from.travel(&self.to)
    }

    fn along(&self, share: f64) -> Posture {
        let mut posture = self.from.clone();
        for joint in &Joint::PARENTS_FIRST[1..] {
            let straight = turned(*joint, self.from.bone(*joint), self.to.bone(*joint), share);
            let bone = straight + self.bulge[joint.index()] * (4.0 * share * (1.0 - share));
            posture.set(*joint, if bone.norm() > 0.1 { bone } else { straight });
        }
        posture
    }
}

/// How far a limit may be overstepped in passing, in radians.
const OFFENCE: f64 = 0.1;

/// How far the worst limit, of what a body can or should do, is overstepped.
fn offence(posture: &Posture) -> f64 {
    let state = pair(posture, posture);
    anatomy::offence(posture, &state).max(comfort::offence(posture, &state))
}

/// From which angle on a bone turns by the front rather than the short way round, in radians.
const OPPOSITE: f64 = 2.9;

/// A direction on the way from one to another.
fn turned(joint: Joint, from: Vector3<f64>, to: Vector3<f64>, share: f64) -> Vector3<f64> {
    let whole = angle(from, to);
    if whole < 1e-9 {
        return to;
    }
    if whole > OPPOSITE {
        let outward = match joint.name() {
            name if name.ends_with("Right") => 0.4,
            name if name.ends_with("Left") => -0.4,
            _ => 0.0,
        };
        let by = Vector3::new(outward, 0.2, 1.0);
        let around = from.cross(&by);
        let around = if around.norm() < 1e-3 { from.cross(&across(from)) } else { around };
        let half = turned_about(from, around, whole / 2.0);
        let (first, second) = (angle(from, half), angle(half, to));
        let split = first / (first + second);
        return match share < split {
            true => turned_about(from, from.cross(&half), share * (first + second)),
            false => turned_about(half, half.cross(&to), (share - split) * (first + second)),
        };
    }
    turned_about(from, from.cross(&to), whole * share)
}

fn turned_about(from: Vector3<f64>, axis: Vector3<f64>, angle: f64) -> Vector3<f64> {
    Rotation3::from_axis_angle(&Unit::new_normalize(axis), angle) * from
}

/// One transition in time, and the stay where it leads.
#[derive(Debug, Clone)]
pub struct Movement {
    /// Between which postures.
    pub transition: Transition,
    /// When it begins, in seconds.
    pub start: f64,
    /// How long it takes, in seconds.
    pub duration: f64,
}

impl Movement {
    /// When its end is reached.
    pub fn arrival(&self) -> f64 {
        self.start + self.duration
    }
}

/// Movements one after another, from a posture that is kept before the first.
#[derive(Debug, Clone)]
pub struct Trajectory {
    /// The posture at the beginning.
    pub first: Posture,
    /// The movements, in order, none beginning before the one before it ends.
    pub movements: Vec<Movement>,
}

impl Trajectory {
    /// The posture at a time in seconds.
    pub fn posture(&self, time: f64) -> Posture {
        let begun = self.movements.partition_point(|movement| movement.start <= time);
        match begun.checked_sub(1).map(|last| &self.movements[last]) {
            None => self.first.clone(),
            Some(movement) => movement.transition.at((time - movement.start) / movement.duration),
        }
    }

    /// When the last movement ends.
    pub fn arrival(&self) -> f64 {
        self.movements.last().map_or(0.0, Movement::arrival)
    }
}
