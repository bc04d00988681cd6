//! Looks for bodies in which facts hold.
//!
//! Input: facts, which bones are free, and bodies to stay near to. Output: bodies that hold with some slack, or nothing,
//! which proves nothing. Least squares on what is overstepped, from a few starts. Invariant: the same query has the same answer on every machine that rounds as IEEE 754 says.

use nalgebra::Vector3;
use prepose_matcher::Joint;

use crate::decide::fact::{Fact, StatePair};
use crate::decide::query::Query;
use crate::decide::sphere::retract;

mod clearance;
pub mod core_candidate;
mod descent;

use clearance::clearance;
pub use clearance::{AIMS, FINE, FIRST, LEAST_SLACK};
use descent::Descent;

/// With so much slack a start is an answer.
const ALREADY: f64 = 0.003;

/// Bodies in which all facts hold, near to a start that may be near to an answer.
pub fn search_from(query: &Query, start: &StatePair) -> Option<StatePair> {
    let ended = descended(query, start);
    ended.met.then_some(ended.bodies)
}

/// Where a search ended.
pub struct Ended {
    /// The bodies.
    pub bodies: StatePair,
    /// Whether all facts hold in them, with slack.
    pub met: bool,
}

/// Where a search ends that begins at a start.
pub fn descended(query: &Query, start: &StatePair) -> Ended {
    let mut bodies = *start;
    let already = start != query.base && query.facts.iter().all(|fact| fact.holds(start, ALREADY));
    let met = already || reached(query, &mut Descent::new(query), &mut bodies, &FIRST);
    Ended { bodies, met }
}

/// Bodies in which all facts hold with so much slack, each as far as it has any.
pub fn search_with(query: &Query, aims: &[f64], starts: usize) -> Option<StatePair> {
    let mut descent = Descent::new(query);
    let mut random = Sequence(0x9e37_79b9_7f4a_7c15);
    for start in 0..starts {
        let mut bodies = match start {
            0 => *query.base,
            1 => pointed(query),
            _ => shaken(query, if start % 2 == 0 { *query.base } else { pointed(query) }, &mut random),
        };
        if reached(query, &mut descent, &mut bodies, aims) {
            return Some(bodies);
        }
    }
    None
}

/// Whether a descent leads to where all facts hold with one of the slacks.
fn reached(query: &Query, descent: &mut Descent, bodies: &mut StatePair, aims: &[f64]) -> bool {
    aims.iter().any(|&aim| {
        descent.descend(bodies, aim);
        query.facts.iter().all(|fact| fact.holds(bodies, clearance(fact, aim) * 0.05 + LEAST_SLACK))
    })
}

/// The start with every bone that is told where to point pointing there.
fn pointed(query: &Query) -> StatePair {
    let mut start = *query.base;
    for fact in query.facts {
        if let Fact::DirectionAngle { bone, direction, angle, inside: true } = fact
            && query.free_bones.contains(*bone)
            && *angle < 1.0
        {
            start[bone.index()] = retract(*bone, *direction).unwrap_or(start[bone.index()]);
        }
    }
    start
}

fn shaken(query: &Query, mut start: StatePair, random: &mut Sequence) -> StatePair {
    for bone in query.free_bones.iter() {
        let size = match bone.joint() {
            Joint::SpineMid | Joint::SpineShoulder | Joint::ShoulderLeft | Joint::ShoulderRight => 0.3,
            Joint::HipLeft | Joint::HipRight => 0.1,
            Joint::KneeLeft | Joint::KneeRight | Joint::AnkleLeft | Joint::AnkleRight => 0.7,
            _ => 1.0,
        };
        let by = Vector3::from_fn(|_, _| random.between_minus_one_and_one() * size);
        start[bone.index()] = retract(bone, start[bone.index()] + by).unwrap_or(start[bone.index()]);
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
