//! Noise in what a sensor sees.
//!
//! Input: a fact. Output: the same with so much more or less slack as noise takes. It knows nothing of who asks.

use prepose_matcher::body::canonical;

use crate::decide::fact::{Bone, Fact};

/// Noise in what a sensor sees.
#[derive(Debug, Clone, Copy)]
pub enum Noise {
    /// Every bone is seen turned by up to so many radians.
    Bones(f64),
    /// Every joint is seen moved by up to so many metres.
    Joints(f64),
}

/// A fact with so much more slack, or less where `sign` is negative.
pub fn relax_by(fact: &Fact, noise: Noise, sign: f64) -> Fact {
    let turn = |bone: Bone| match noise {
        Noise::Bones(by) => by,
        // both ends of a bone are moved
        Noise::Joints(by) => (2.0 * by / canonical::length(bone.joint())).min(1.0).asin(),
    } * sign;
    let clamp = |angle: f64| angle.clamp(-1.0, std::f64::consts::PI + 1.0);
    let mut fact = fact.clone();
    match &mut fact {
        Fact::DirectionAngle { bone, angle, inside, .. } => {
            *angle = clamp(*angle + if *inside { 1.0 } else { -1.0 } * turn(*bone))
        }
        Fact::BoneAngle { a, b, angle, at_least } => {
            *angle = clamp(*angle + if *at_least { -1.0 } else { 1.0 } * (turn(*a) + turn(*b)));
        }
        Fact::Linear { terms, least } => {
            *least -= terms.iter().map(|(bone, factor)| factor.norm() * chord(turn(*bone))).sum::<f64>();
        }
        Fact::Distance { terms, length, at_least, .. } => {
            let by: f64 = terms.iter().map(|(bone, l)| l.abs() * chord(turn(*bone))).sum();
            *length = (*length + if *at_least { -by } else { by }).max(0.0);
        }
        Fact::Hinge { a, b, least, .. } => *least -= turn(*a) + turn(*b),
        Fact::Turned { joint, tolerance, .. } => *tolerance = clamp(*tolerance + 2.0 * turn(Bone::now(*joint))),
        Fact::Nearer { joint, spare, .. } => *spare -= 2.0 * turn(Bone::now(*joint)),
        Fact::Any(facts) => facts.iter_mut().for_each(|fact| *fact = relax_by(fact, noise, sign)),
    }
    fact
}

/// How far the end of a unit vector moves when it turns.
fn chord(turn: f64) -> f64 {
    2.0 * (turn / 2.0).sin()
}
