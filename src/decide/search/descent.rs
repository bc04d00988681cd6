//! From a start to where facts hold.
//!
//! Input: a query and a start. Output: bodies that overstep less. Damped Gauss-Newton on what is overstepped; every
//! bone is kept on its sphere and pulled a little to where it was. Bones that nothing oversteps are pulled alone, so the
//! equations are as large as what is overstepped.

use nalgebra::Vector3;

use super::aim::aim_of;
use crate::decide::arithmetic::angle;
use crate::decide::fact::{BONES, Bone, BoneSet, Fact, StatePair};
use crate::decide::least_squares::NormalEquations;
use crate::decide::query::Query;
use crate::decide::sphere::{is_hip, on_sphere};
use crate::posture::across;

/// How strongly a free bone stays where it is in the base, against 1 for a fact.
const PULL: f64 = 0.004;
/// Less slack than this is aimed at with less pull, which else would outweigh it.
const FULL_PULL: f64 = 0.003;
const ITERATIONS: usize = 25;
/// The change of the sum of squares, as a share of it, at which no more comes.
const SETTLED: f64 = 1e-4;
/// The most by which a bone turns in one step, in radians.
const LARGEST_TURN: f64 = 0.7;

/// A descent; memory is kept from one to the next.
pub struct Descent<'a> {
    query: Query<'a>,
    /// The free bones that facts speak of; the others need not turn.
    bones: Vec<Bone>,
    aimed: Vec<Aimed<'a>>,
    /// For each fact that is overstepped its place and by how much.
    lacks: Vec<(usize, f64)>,
    gradient_terms: Vec<(Bone, Vector3<f64>)>,
    row: Vec<(usize, f64)>,
    normal: NormalEquations,
    pull: f64,
}

/// A fact and the slack that it is given.
struct Aimed<'a> {
    fact: &'a Fact,
    aim: f64,
    /// A cosine at or beyond which an angle has that slack beyond doubt: most facts are far from their bounds, and a dot
    /// product costs less than an angle.
    enough: f64,
}

impl<'a> Aimed<'a> {
    fn new(fact: &'a Fact, aim: f64) -> Aimed<'a> {
        let aim = aim_of(fact, aim);
        let enough = match fact {
            Fact::DirectionAngle { angle, inside: true, .. } | Fact::BoneAngle { angle, at_least: false, .. } => {
                angle - aim
            }
            Fact::DirectionAngle { angle, inside: false, .. } | Fact::BoneAngle { angle, at_least: true, .. } => {
                angle + aim
            }
            _ => f64::NAN,
        };
        Aimed { fact, aim, enough: enough.clamp(0.0, std::f64::consts::PI).cos() }
    }

    /// How much slack it lacks, at least 0.
    fn lack(&self, bodies: &StatePair) -> f64 {
        let (one, other, sign) = match self.fact {
            Fact::DirectionAngle { bone, direction, inside, .. } => {
                (&bodies[bone.index()], direction, if *inside { 1.0 } else { -1.0 })
            }
            Fact::BoneAngle { a, b, at_least, .. } => {
                (&bodies[a.index()], &bodies[b.index()], if *at_least { -1.0 } else { 1.0 })
            }
            fact => return (self.aim - fact.slack(bodies)).max(0.0),
        };
        if (one.dot(other) - self.enough) * sign > 1e-9 {
            return 0.0;
        }
        let (Fact::DirectionAngle { angle: bound, .. } | Fact::BoneAngle { angle: bound, .. }) = self.fact else {
            return 0.0;
        };
        (self.aim - (bound - angle(*one, *other)) * sign).max(0.0)
    }
}

const NOWHERE: usize = usize::MAX;

impl<'a> Descent<'a> {
    /// For one query.
    pub fn new(query: &Query<'a>) -> Descent<'a> {
        let spoken = query.facts.iter().fold(BoneSet::default(), |set, fact| set.union(fact.bones()));
        Descent {
            query: *query,
            bones: spoken.common(query.free_bones).iter().collect(),
            aimed: Vec::with_capacity(query.facts.len()),
            lacks: Vec::new(),
            gradient_terms: Vec::new(),
            row: Vec::new(),
            normal: NormalEquations::default(),
            pull: PULL,
        }
    }

    /// Turns bones until the facts have so much slack, or no more comes of it.
    pub fn descend(&mut self, bodies: &mut StatePair, aim: f64) {
        if self.bones.is_empty() {
            return;
        }
        self.pull = PULL * (aim / FULL_PULL).min(1.0).powi(2);
        self.aimed.clear();
        self.aimed.extend(self.query.facts.iter().map(|fact| Aimed::new(fact, aim)));
        let mut damping = 1e-3;
        let mut cost = self.cost(bodies);
        for _ in 0..ITERATIONS {
            let turning = self.equations(bodies);
            let mut settled = true;
            for _ in 0..8 {
                if let Some(next) = self.turned(bodies, &turning, damping) {
                    let after = self.cost(&next);
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

    fn cost(&self, bodies: &StatePair) -> f64 {
        let lacks: f64 = self.aimed.iter().map(|aimed| aimed.lack(bodies).powi(2)).sum();
        let base = self.query.base;
        let pull = self.bones.iter().map(|bone| (bodies[bone.index()] - base[bone.index()]).norm_squared());
        lacks + self.pull * self.pull * pull.sum::<f64>()
    }

    /// Sets up the equations, and tells the bones that they turn, with two ways for each.
    fn equations(&mut self, bodies: &StatePair) -> Vec<(Bone, [Vector3<f64>; 2])> {
        self.lacks.clear();
        let mut moved = BoneSet::default();
        for (f, aimed) in self.aimed.iter().enumerate() {
            let lack = aimed.lack(bodies);
            if lack > 0.0 {
                self.lacks.push((f, lack));
                moved = moved.union(aimed.fact.bones());
            }
        }
        let base = self.query.base;
        // what nothing oversteps turns only back to where it was
        let turning: Vec<(Bone, [Vector3<f64>; 2])> = self
            .bones
            .iter()
            .filter(|bone| moved.contains(**bone) || bodies[bone.index()] != base[bone.index()])
            .map(|&bone| (bone, basis(bone, bodies)))
            .collect();
        let mut place = [NOWHERE; BONES];
        turning.iter().enumerate().for_each(|(i, (bone, _))| place[bone.index()] = 2 * i);
        self.normal.clear(2 * turning.len());
        for &(f, lack) in &self.lacks {
            self.gradient_terms.clear();
            self.aimed[f].fact.gradient(bodies, &mut self.gradient_terms);
            self.row.clear();
            for (bone, gradient) in &self.gradient_terms {
                let at = place[bone.index()];
                if at != NOWHERE {
                    let tangents = &turning[at / 2].1;
                    self.row.extend([(at, gradient.dot(&tangents[0])), (at + 1, gradient.dot(&tangents[1]))]);
                    // the sphere falls away from the gradient
                    let falls = lack * gradient.dot(&bodies[bone.index()]).max(0.0);
                    (0..2).for_each(|k| self.normal.add(at + k, at + k, falls * tangents[k].norm_squared()));
                }
            }
            self.row.sort_unstable_by_key(|entry| entry.0);
            self.row.iter().for_each(|&(i, a)| self.normal.right[i] += a * lack);
            self.normal.add_square(1.0, &self.row);
        }
        for (b, (bone, tangents)) in turning.iter().enumerate() {
            let gap = base[bone.index()] - bodies[bone.index()];
            for (k, tangent) in tangents.iter().enumerate() {
                let i = 2 * b + k;
                self.normal.add(i, i, self.pull * self.pull * tangent.norm_squared());
                self.normal.right[i] += self.pull * self.pull * gap.dot(tangent);
            }
        }
        self.normal.close();
        turning
    }

    fn turned(&mut self, bodies: &StatePair, turning: &[(Bone, [Vector3<f64>; 2])], damping: f64) -> Option<StatePair> {
        let step = self.normal.solve(|diagonal| damping * (diagonal + 0.01) + 1e-12)?;
        let mut next = *bodies;
        for (b, (bone, tangents)) in turning.iter().enumerate() {
            let turn = tangents[0] * step[2 * b] + tangents[1] * step[2 * b + 1];
            let size = turn.norm();
            let turn = if size > LARGEST_TURN { turn * (LARGEST_TURN / size) } else { turn };
            if let Some(turned) = on_sphere(*bone, bodies[bone.index()] + turn) {
                next[bone.index()] = turned;
            }
        }
        Some(next)
    }
}

/// Two unit vectors across a bone; for a hip only the one in the frontal plane.
fn basis(bone: Bone, bodies: &StatePair) -> [Vector3<f64>; 2] {
    let at = bodies[bone.index()];
    if is_hip(bone) {
        return [Vector3::z().cross(&at), Vector3::zeros()];
    }
    let first = across(at);
    [first, at.cross(&first)]
}
