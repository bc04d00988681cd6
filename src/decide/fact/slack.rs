//! How much slack bodies have in a fact, and how that changes as bones turn.
//!
//! Input: a fact and two bodies. Output: radians, or metres in units of half of one; gradients. Invariant: the slack is not
//! negative exactly where the fact holds. It knows nothing of who asks.

use nalgebra::Vector3;

use crate::decide::fact::{Bone, Fact, METRES_PER_RADIAN, StatePair, nearest};
use crate::posture::across;
use crate::posture::angle;

impl Fact {
    /// How far inside the bound two bodies are, negative outside: radians, or metres in units of half of one.
    pub fn slack(&self, bodies: &StatePair) -> f64 {
        let at = |bone: &Bone| bodies[bone.index()];
        match self {
            Fact::DirectionAngle { bone, direction, angle: bound, inside } => {
                (bound - angle(at(bone), *direction)) * if *inside { 1.0 } else { -1.0 }
            }
            Fact::BoneAngle { a, b, angle: bound, at_least } => {
                (bound - angle(at(a), at(b))) * if *at_least { -1.0 } else { 1.0 }
            }
            Fact::Linear { terms, least } => {
                let sum: f64 = terms.iter().map(|(bone, by)| at(bone).dot(by)).sum();
                (sum - least) / METRES_PER_RADIAN
            }
            Fact::Distance { terms, offset, length, at_least } => {
                let sign = if *at_least { 1.0 } else { -1.0 };
                (line(terms, *offset, bodies).norm() - length) * sign / METRES_PER_RADIAN
            }
            Fact::Hinge { a, b, axis, least } => at(a).cross(&at(b)).dot(axis) - least,
            Fact::Turned { joint, rotation, tolerance } => {
                tolerance - angle(at(&Bone::now(*joint)), rotation * at(&Bone::began(*joint)))
            }
            Fact::Nearer { joint, direction, by, near, spare } => {
                let start = angle(at(&Bone::began(*joint)), *direction);
                nearest(start, *by, *near) - spare - angle(at(&Bone::now(*joint)), *direction)
            }
            Fact::Any(facts) => facts.iter().map(|fact| fact.slack(bodies)).fold(f64::NEG_INFINITY, f64::max),
        }
    }

    /// Whether it holds with so much slack.
    pub fn holds(&self, bodies: &StatePair, slack: f64) -> bool {
        self.slack(bodies) >= slack
    }

    /// Adds the gradient of the slack for each bone.
    pub fn gradient(&self, bodies: &StatePair, slope: &mut Vec<(Bone, Vector3<f64>)>) {
        let at = |bone: Bone| bodies[bone.index()];
        match self {
            Fact::DirectionAngle { bone, direction, inside, .. } => {
                slope.push((*bone, toward(at(*bone), *direction) * if *inside { 1.0 } else { -1.0 }));
            }
            Fact::BoneAngle { a, b, at_least, .. } => {
                let sign = if *at_least { -1.0 } else { 1.0 };
                slope.push((*a, toward(at(*a), at(*b)) * sign));
                slope.push((*b, toward(at(*b), at(*a)) * sign));
            }
            Fact::Linear { terms, .. } => {
                slope.extend(terms.iter().map(|(bone, by)| (*bone, by / METRES_PER_RADIAN)));
            }
            Fact::Distance { terms, offset, at_least, .. } => {
                let line = line(terms, *offset, bodies);
                let norm = line.norm();
                let along = if norm > 1e-6 { line / norm } else { Vector3::x() };
                let sign = if *at_least { 1.0 } else { -1.0 } / METRES_PER_RADIAN;
                slope.extend(terms.iter().map(|(bone, l)| (*bone, along * (l * sign))));
            }
            Fact::Hinge { a, b, axis, .. } => {
                slope.push((*a, at(*b).cross(axis)));
                slope.push((*b, axis.cross(&at(*a))));
            }
            Fact::Turned { joint, rotation, .. } => {
                let (now, began) = (Bone::now(*joint), Bone::began(*joint));
                let target = rotation * at(began);
                slope.push((now, toward(at(now), target)));
                slope.push((began, rotation.inverse() * toward(target, at(now))));
            }
            Fact::Nearer { joint, direction, by, near, .. } => {
                let (now, began) = (Bone::now(*joint), Bone::began(*joint));
                let rate = if angle(at(began), *direction) - by >= *near { 1.0 } else { 0.5 };
                slope.push((now, toward(at(now), *direction)));
                slope.push((began, toward(at(began), *direction) * -rate));
            }
            Fact::Any(facts) => {
                // the one that is nearest to holding is the one to work on
                let best = facts.iter().max_by(|a, b| a.slack(bodies).total_cmp(&b.slack(bodies)));
                best.into_iter().for_each(|fact| fact.gradient(bodies, slope));
            }
        }
    }
}

/// The vector whose length a fact bounds.
fn line(terms: &[(Bone, f64)], offset: Vector3<f64>, bodies: &StatePair) -> Vector3<f64> {
    terms.iter().fold(offset, |line, (bone, l)| line + bodies[bone.index()] * *l)
}

/// The unit vector across a bone along which it turns to a direction.
fn toward(bone: Vector3<f64>, direction: Vector3<f64>) -> Vector3<f64> {
    let across_bone = direction - bone * bone.dot(&direction);
    let length = across_bone.norm();
    match length > 1e-6 {
        true => across_bone / length,
        // from the opposite any way leads there, from the direction itself any way leads off
        false => across(bone) * -bone.dot(&direction).signum(),
    }
}
