//! How much noise leaves everything as it is.
//!
//! Input: a gesture. Output: degrees and centimetres: the most for which a body was found that keeps every pose whatever
//! the noise does.

use prepose_matcher::body::canonical;

use super::ask::Asker;
use super::body;
use super::fact::Fact;
use super::finding::Margin;
use super::model::{Model, Pose};
use super::search::{Question, search_with};

/// Noise in what a sensor sees.
#[derive(Debug, Clone, Copy)]
pub enum Noise {
    /// Every bone is seen turned by up to so many radians.
    Bones(f64),
    /// Every joint is seen moved by up to so many metres.
    Joints(f64),
}

/// The largest margins that are looked for.
const MOST_DEGREES: f64 = 45.0;
const MOST_CENTIMETERS: f64 = 30.0;
/// How often what is looked for is halved: margins are told to a hundredth of the above.
const HALVINGS: usize = 6;

/// The margin of a gesture whose poses can be done.
pub fn margin(model: &Model, asker: &Asker) -> Margin {
    let least = |noise: fn(f64) -> Noise, most: f64, unit: f64| {
        let of = |pose: &Pose| largest(most, |amount| keeps(pose, noise(amount * unit), asker));
        model.poses.iter().map(of).fold(most, f64::min)
    };
    Margin {
        degrees: least(Noise::Bones, MOST_DEGREES, std::f64::consts::PI / 180.0),
        centimeters: least(Noise::Joints, MOST_CENTIMETERS, 0.01),
    }
}

/// The largest amount for which something is so, given that it is so for less.
fn largest(most: f64, mut so: impl FnMut(f64) -> bool) -> f64 {
    let (mut yes, mut no) = (0.0, most);
    for _ in 0..HALVINGS {
        let middle = (yes + no) / 2.0;
        if so(middle) { yes = middle } else { no = middle }
    }
    yes
}

/// Whether a body was found that is in a pose whatever the noise does.
fn keeps(pose: &Pose, noise: Noise, asker: &Asker) -> bool {
    let tight: Vec<Fact> = pose.facts.iter().chain(&pose.relative).map(|fact| loosened(fact, noise, -1.0)).collect();
    let moving = if pose.is_relative() { body::all().both_moments() } else { body::moving(pose.spoken_now()).0 };
    let earlier: Vec<Fact> = match pose.is_relative() {
        true => asker.rules.anatomy_of(body::all()).map(Fact::earlier).collect(),
        false => Vec::new(),
    };
    let facts: Vec<&Fact> = tight.iter().chain(asker.rules.anatomy_of(moving)).chain(&earlier).collect();
    let question = Question { facts: &facts, free: moving, about: pose.spoken, base: &asker.rest };
    search_with(&question, &[0.01, 0.001], 3).is_some()
}

/// A fact with so much more room, or less where `sign` is negative.
pub fn loosened(fact: &Fact, noise: Noise, sign: f64) -> Fact {
    let turn = |bone: super::fact::Bone| match noise {
        Noise::Bones(by) => by,
        // both ends of a bone are moved
        Noise::Joints(by) => (2.0 * by / canonical::length(bone.joint())).min(1.0).asin(),
    } * sign;
    let clamp = |angle: f64| angle.clamp(-1.0, std::f64::consts::PI + 1.0);
    let mut fact = fact.clone();
    match &mut fact {
        Fact::Cone { bone, angle, inside, .. } => {
            *angle = clamp(*angle + if *inside { 1.0 } else { -1.0 } * turn(*bone))
        }
        Fact::Pair { a, b, angle, at_least } => {
            *angle = clamp(*angle + if *at_least { -1.0 } else { 1.0 } * (turn(*a) + turn(*b)));
        }
        Fact::Linear { terms, least } => {
            *least -= terms.iter().map(|(bone, factor)| factor.norm() * chord(turn(*bone))).sum::<f64>();
        }
        Fact::Length { terms, length, at_least, .. } => {
            let by: f64 = terms.iter().map(|(bone, l)| l.abs() * chord(turn(*bone))).sum();
            *length = (*length + if *at_least { -by } else { by }).max(0.0);
        }
        Fact::Hinge { a, b, least, .. } => *least -= turn(*a) + turn(*b),
        Fact::Turned { joint, tolerance, .. } => {
            *tolerance = clamp(*tolerance + 2.0 * turn(super::fact::Bone::now(*joint)))
        }
        Fact::Nearer { joint, spare, .. } => *spare -= 2.0 * turn(super::fact::Bone::now(*joint)),
        Fact::Any(facts) => facts.iter_mut().for_each(|fact| *fact = loosened(fact, noise, sign)),
    }
    fact
}

/// How far the end of a unit vector moves when it turns.
fn chord(turn: f64) -> f64 {
    2.0 * (turn / 2.0).sin()
}
