//! Looks for bodies in which facts hold.
//!
//! Input: facts, which bones are free, and bodies to stay near to. Output: bodies that hold with some room, or nothing,
//! which proves nothing. The way is damped Gauss-Newton on what is overstepped, every bone kept on its sphere, from a few
//! starts. Invariant: the same question has the same answer on every machine that rounds as IEEE 754 says.

use nalgebra::Vector3;
use prepose_matcher::Joint;

use super::fact::compare::thinned;
use super::fact::{Bodies, Bone, BoneSet, Fact, METRES_PER_RADIAN};

mod descent;
pub mod obstacle;

use descent::Descent;

/// A question about bodies.
#[derive(Clone, Copy)]
pub struct Question<'a> {
    /// What must hold.
    pub facts: &'a [&'a Fact],
    /// The bones that may turn; the others are as in `base`.
    pub free: BoneSet,
    /// The free bones that a proof should look at; facts that speak of others are left out of it.
    pub about: BoneSet,
    /// The bodies to stay near to.
    pub base: &'a Bodies,
}

impl<'a> Question<'a> {
    /// The facts that a proof looks at: fewer facts only have more answers.
    pub fn sliced(&self) -> Vec<&'a Fact> {
        let about = |fact: &&&Fact| fact.bones().common(self.free).within(self.about);
        few(self.facts.iter().filter(about).copied().collect())
    }
}

/// The same facts without those that others say more tightly, where there are so many that it pays to look.
pub fn few(facts: Vec<&Fact>) -> Vec<&Fact> {
    if facts.len() > MANY { thinned(&facts) } else { facts }
}

/// Anatomy and what an author writes of a pose are fewer.
const MANY: usize = 120;

/// The least room, in radians or metres in units of half of one, that found bodies have: more than the rounding of
/// sensor coordinates to 32 bits takes.
pub const LEAST_ROOM: f64 = 2e-5;

/// Rooms that are aimed at, one after another; less room is better than none.
pub const AIMS: [f64; 3] = [0.10, 0.02, 0.001];
/// With so much room a start is an answer.
const ALREADY: f64 = 0.003;
/// Rooms that are aimed at where an answer is probably near.
pub const FIRST: [f64; 2] = [0.05, 0.003];
/// Rooms that are aimed at where there is hardly any.
pub const FINE: [f64; 3] = [0.03, 0.002, 0.0001];

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

/// The room that a fact is given, as far as it has any.
fn aim_of(fact: &Fact, aim: f64) -> f64 {
    match fact {
        Fact::Cone { angle, inside: true, .. } => aim.min(angle / 2.0),
        Fact::Cone { angle, inside: false, .. } => aim.min((std::f64::consts::PI - angle) / 2.0),
        Fact::Pair { angle, at_least: false, .. } => aim.min(angle / 2.0),
        Fact::Pair { angle, at_least: true, .. } => aim.min((std::f64::consts::PI - angle) / 2.0),
        Fact::Turned { tolerance, .. } => aim.min(tolerance / 2.0),
        Fact::Length { at_least: false, length, .. } => aim.min(length / METRES_PER_RADIAN / 2.0),
        Fact::Any(facts) => facts.first().map_or(aim, |first| aim_of(first, aim)),
        _ => aim,
    }
    .max(0.0)
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

/// A bone in a direction; hips stay in the frontal plane, since the body's frame turns with them.
pub fn on_sphere(bone: Bone, mut direction: Vector3<f64>) -> Option<Vector3<f64>> {
    if is_hip(bone) {
        direction.z = 0.0;
    }
    direction.try_normalize(0.1)
}

fn is_hip(bone: Bone) -> bool {
    matches!(bone.joint(), Joint::HipLeft | Joint::HipRight)
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
