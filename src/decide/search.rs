//! Looks for bodies in which facts hold.
//!
//! Input: facts, which bones are free, and bodies to stay near to. Output: bodies that hold with some room, or nothing,
//! which proves nothing. The way is damped Gauss-Newton on what is overstepped, every bone kept on its sphere, from a few
//! starts. Invariant: the same question has the same answer on every machine that rounds as IEEE 754 says.

use nalgebra::Vector3;
use prepose_matcher::Joint;

use crate::decide::fact::{Bodies, Fact};
use crate::decide::query::Question;
use crate::decide::sphere::on_sphere;

mod aim;
mod descent;
pub mod obstacle;

use aim::aim_of;
pub use aim::{AIMS, FINE, FIRST, LEAST_ROOM};
use descent::Descent;

/// With so much room a start is an answer.
const ALREADY: f64 = 0.003;

/// Bodies in which all facts hold, near to a start that may be near to an answer.
pub fn search_from(question: &Question, start: &Bodies) -> Option<Bodies> {
    let ended = descended(question, start);
    ended.met.then_some(ended.bodies)
}

/// Where a search ended.
pub struct Ended {
    /// The bodies.
    pub bodies: Bodies,
    /// Whether all facts hold in them, with room.
    pub met: bool,
}

/// Where a search ends that begins at a start.
pub fn descended(question: &Question, start: &Bodies) -> Ended {
    let mut bodies = *start;
    let already = start != question.base && question.facts.iter().all(|fact| fact.holds(start, ALREADY));
    let met = already || reached(question, &mut Descent::new(question), &mut bodies, &FIRST);
    Ended { bodies, met }
}

/// Bodies in which all facts hold with so much room, each as far as it has any.
pub fn search_with(question: &Question, aims: &[f64], starts: usize) -> Option<Bodies> {
    let mut descent = Descent::new(question);
    let mut random = Sequence(0x9e37_79b9_7f4a_7c15);
    for start in 0..starts {
        let mut bodies = match start {
            0 => *question.base,
            1 => pointed(question),
            _ => shaken(question, if start % 2 == 0 { *question.base } else { pointed(question) }, &mut random),
        };
        if reached(question, &mut descent, &mut bodies, aims) {
            return Some(bodies);
        }
    }
    None
}

/// Whether a descent leads to where all facts hold with one of the rooms.
fn reached(question: &Question, descent: &mut Descent, bodies: &mut Bodies, aims: &[f64]) -> bool {
    aims.iter().any(|&aim| {
        descent.descend(bodies, aim);
        question.facts.iter().all(|fact| fact.holds(bodies, aim_of(fact, aim) * 0.05 + LEAST_ROOM))
    })
}

/// The start with every bone that is told where to point pointing there.
fn pointed(question: &Question) -> Bodies {
    let mut start = *question.base;
    for fact in question.facts {
        if let Fact::Cone { bone, direction, angle, inside: true } = fact
            && question.free.contains(*bone)
            && *angle < 1.0
        {
            start[bone.index()] = on_sphere(*bone, *direction).unwrap_or(start[bone.index()]);
        }
    }
    start
}

fn shaken(question: &Question, mut start: Bodies, random: &mut Sequence) -> Bodies {
    for bone in question.free.iter() {
        let size = match bone.joint() {
            Joint::SpineMid | Joint::SpineShoulder | Joint::ShoulderLeft | Joint::ShoulderRight => 0.3,
            Joint::HipLeft | Joint::HipRight => 0.1,
            Joint::KneeLeft | Joint::KneeRight | Joint::AnkleLeft | Joint::AnkleRight => 0.7,
            _ => 1.0,
        };
        let by = Vector3::from_fn(|_, _| random.between_minus_one_and_one() * size);
        start[bone.index()] = on_sphere(bone, start[bone.index()] + by).unwrap_or(start[bone.index()]);
    }
    start
}

/// Marsaglia's xorshift64 ("Xorshift RNGs", 2003).
struct Sequence(u64);

impl Sequence {
    fn between_minus_one_and_one(&mut self) -> f64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as f64 / (1u64 << 52) as f64 - 1.0
    }
}
