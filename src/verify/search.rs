//! Looks for bodies in which facts hold.
//!
//! Input: facts, which bones are free, and bodies to stay near to. Output: bodies that hold with some room, or nothing,
//! which proves nothing. The way is damped Gauss-Newton on what is overstepped, every bone kept on its sphere, from a few
//! starts. Invariant: the same question has the same answer on every machine that rounds as IEEE 754 says.

use nalgebra::{DMatrix, DVector, Vector3};
use prepose_matcher::{JOINTS, Joint};

use super::fact::{Bodies, Bone, BoneSet, Fact, METRES_PER_RADIAN};
use crate::posture::across;

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
        self.facts.iter().filter(about).copied().collect()
    }
}

/// The least room, in radians or metres in units of half of one, that found bodies have: more than the rounding of
/// sensor coordinates to 32 bits takes.
pub const LEAST_ROOM: f64 = 2e-5;

/// Rooms that are aimed at, one after another; less room is better than none.
const AIMS: [f64; 3] = [0.10, 0.02, 0.001];
/// How many starts there are.
const STARTS: usize = 7;

/// Bodies in which all facts hold.
pub fn search(question: &Question) -> Option<Bodies> {
    search_with(question, &AIMS, STARTS)
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
        for &aim in aims {
            descent.descend(&mut bodies, aim);
            if question.facts.iter().all(|fact| fact.holds(&bodies, aim_of(fact, aim) * 0.05 + LEAST_ROOM)) {
                return Some(bodies);
            }
        }
    }
    None
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
fn on_sphere(bone: Bone, mut direction: Vector3<f64>) -> Option<Vector3<f64>> {
    if is_hip(bone) {
        direction.z = 0.0;
    }
    direction.try_normalize(0.1)
}

fn is_hip(bone: Bone) -> bool {
    matches!(bone.joint(), Joint::HipLeft | Joint::HipRight)
}

/// How strongly a free bone stays where it is in the base, against 1 for a fact.
const PULL: f64 = 0.004;
const ITERATIONS: usize = 25;
/// The change of the sum of squares, as a share of it, at which no more comes.
const SETTLED: f64 = 1e-4;
/// The most by which a bone turns in one step, in radians.
const LARGEST_TURN: f64 = 0.7;

struct Descent<'a> {
    question: Question<'a>,
    /// The free bones that facts speak of; the others need not turn.
    bones: Vec<Bone>,
    place: [usize; 2 * JOINTS],
    slope: Vec<(Bone, Vector3<f64>)>,
    row: Vec<(usize, f64)>,
}

const NOWHERE: usize = usize::MAX;

impl<'a> Descent<'a> {
    fn new(question: &Question<'a>) -> Descent<'a> {
        let spoken = question.facts.iter().fold(BoneSet::default(), |set, fact| set.union(fact.bones()));
        let bones: Vec<Bone> = spoken.common(question.free).iter().collect();
        let mut place = [NOWHERE; 2 * JOINTS];
        for (i, bone) in bones.iter().enumerate() {
            place[bone.index()] = 2 * i;
        }
        Descent { question: *question, bones, place, slope: Vec::new(), row: Vec::new() }
    }

    fn descend(&mut self, bodies: &mut Bodies, aim: f64) {
        let n = 2 * self.bones.len();
        if n == 0 {
            return;
        }
        let mut damping = 1e-3;
        let mut cost = self.cost(bodies, aim);
        for _ in 0..ITERATIONS {
            let bases: Vec<[Vector3<f64>; 2]> = self.bones.iter().map(|&bone| basis(bone, bodies)).collect();
            let (matrix, vector) = self.equations(bodies, aim, &bases, n);
            let mut settled = true;
            for _ in 0..8 {
                let mut damped = matrix.clone();
                for i in 0..n {
                    damped[(i, i)] += damping * (damped[(i, i)] + 0.01) + 1e-12;
                }
                if let Some(step) = damped.cholesky().map(|factor| factor.solve(&vector)) {
                    let next = self.turned(bodies, &bases, &step);
                    let after = self.cost(&next, aim);
                    if after < cost {
                        settled = cost - after < SETTLED * cost;
                        (*bodies, cost) = (next, after);
                        damping = (damping * 0.2).max(1e-7);
                        break;
                    }
                }
                damping *= 8.0;
            }
            if settled {
                break;
            }
        }
    }

    fn cost(&mut self, bodies: &Bodies, aim: f64) -> f64 {
        let mut cost = 0.0;
        for fact in self.question.facts {
            self.slope.clear();
            let lack = aim_of(fact, aim) - fact.room(bodies, &mut self.slope);
            cost += lack.max(0.0).powi(2);
        }
        let base = self.question.base;
        let pull = self.bones.iter().map(|bone| (bodies[bone.index()] - base[bone.index()]).norm_squared());
        cost + PULL * PULL * pull.sum::<f64>()
    }

    fn equations(
        &mut self,
        bodies: &Bodies,
        aim: f64,
        bases: &[[Vector3<f64>; 2]],
        n: usize,
    ) -> (DMatrix<f64>, DVector<f64>) {
        let (mut matrix, mut vector) = (DMatrix::zeros(n, n), DVector::zeros(n));
        for fact in self.question.facts {
            self.slope.clear();
            let lack = aim_of(fact, aim) - fact.room(bodies, &mut self.slope);
            if lack <= 0.0 {
                continue;
            }
            self.row.clear();
            for (bone, gradient) in &self.slope {
                let at = self.place[bone.index()];
                if at != NOWHERE {
                    for (k, base) in bases[at / 2].iter().enumerate() {
                        self.row.push((at + k, gradient.dot(base)));
                    }
                }
            }
            for &(i, a) in &self.row {
                vector[i] += a * lack;
                for &(j, b) in &self.row {
                    matrix[(i, j)] += a * b;
                }
            }
        }
        for (b, bone) in self.bones.iter().enumerate() {
            let gap = self.question.base[bone.index()] - bodies[bone.index()];
            for (k, base) in bases[b].iter().enumerate() {
                let i = 2 * b + k;
                matrix[(i, i)] += PULL * PULL * base.norm_squared();
                vector[i] += PULL * PULL * gap.dot(base);
            }
        }
        (matrix, vector)
    }

    fn turned(&self, bodies: &Bodies, bases: &[[Vector3<f64>; 2]], step: &DVector<f64>) -> Bodies {
        let mut next = *bodies;
        for (b, bone) in self.bones.iter().enumerate() {
            let turn = bases[b][0] * step[2 * b] + bases[b][1] * step[2 * b + 1];
            let size = turn.norm();
            let turn = if size > LARGEST_TURN { turn * (LARGEST_TURN / size) } else { turn };
            if let Some(turned) = on_sphere(*bone, bodies[bone.index()] + turn) {
                next[bone.index()] = turned;
            }
        }
        next
    }
}

/// Two unit vectors across a bone; for a hip only the one in the frontal plane.
fn basis(bone: Bone, bodies: &Bodies) -> [Vector3<f64>; 2] {
    let at = bodies[bone.index()];
    if is_hip(bone) {
        return [Vector3::z().cross(&at), Vector3::zeros()];
    }
    let first = across(at);
    [first, at.cross(&first)]
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
