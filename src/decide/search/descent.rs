//! From a start to where facts hold.
//!
//! Input: a query and a start. Output: bodies that overstep less. The residuals are what facts lack, and every bone is
//! pulled a little to where it was. Bones that nothing oversteps are pulled alone, so the system is as large as what is
//! overstepped. It knows nothing of who asks.

use nalgebra::Vector3;

use super::clearance::clearance;
use crate::decide::fact::{Bone, BoneSet, Fact, StatePair};
use crate::decide::levenberg_marquardt::{Limits, Objective, TangentSystem, minimize};
use crate::decide::query::Query;
use crate::posture::angle;

/// How strongly a free bone stays where it is in the base, against 1 for a fact.
const PULL: f64 = 0.004;
/// Less slack than this is aimed at with less pull, which else would outweigh it.
const FULL_PULL: f64 = 0.003;
/// Short, since another start is cheaper than the last digits.
const LIMITS: Limits = Limits {
    iterations: 25,
    settled: 1e-4,
    largest_turn: 0.7,
    first_damping: 1e-3,
    least_damping: 1e-7,
    raised: 8.0,
    least_curvature: 0.01,
    curved: true,
};

/// A descent; memory is kept from one to the next.
pub struct Descent<'a> {
    lacks: Lacks<'a>,
    system: TangentSystem,
}

impl<'a> Descent<'a> {
    /// For one query.
    pub fn new(query: &Query<'a>) -> Descent<'a> {
        let spoken = query.facts.iter().fold(BoneSet::default(), |set, fact| set.union(fact.bones()));
        let lacks = Lacks {
            query: *query,
            bones: spoken.common(query.free_bones).iter().collect(),
            aimed: Vec::with_capacity(query.facts.len()),
            overstepped: Vec::new(),
            gradient: Vec::new(),
            pull: PULL,
        };
        Descent { lacks, system: TangentSystem::default() }
    }

    /// Turns bones until the facts have so much slack, or no more comes of it.
    pub fn descend(&mut self, state: &mut StatePair, slack: f64) {
        if !self.lacks.bones.is_empty() {
            self.lacks.aim_at(slack);
            minimize(&mut self.lacks, &mut self.system, state, &LIMITS);
        }
    }
}

/// What the facts of a query lack of the slack that is aimed at.
struct Lacks<'a> {
    query: Query<'a>,
    /// The free bones that facts speak of; the others need not turn.
    bones: Vec<Bone>,
    aimed: Vec<Aimed<'a>>,
    /// For each fact that is overstepped its place and by how much.
    overstepped: Vec<(usize, f64)>,
    gradient: Vec<(Bone, Vector3<f64>)>,
    pull: f64,
}

impl Lacks<'_> {
    fn aim_at(&mut self, slack: f64) {
        self.pull = PULL * (slack / FULL_PULL).min(1.0).powi(2);
        self.aimed.clear();
        self.aimed.extend(self.query.facts.iter().map(|fact| Aimed::new(fact, slack)));
    }
}

impl Objective for Lacks<'_> {
    fn cost(&self, state: &StatePair) -> f64 {
        let lacks: f64 = self.aimed.iter().map(|aimed| aimed.lack(state).powi(2)).sum();
        let base = self.query.base;
        let pull = self.bones.iter().map(|bone| (state[bone.index()] - base[bone.index()]).norm_squared());
        lacks + self.pull * self.pull * pull.sum::<f64>()
    }

    fn linearize(&mut self, state: &StatePair, system: &mut TangentSystem) {
        self.overstepped.clear();
        let mut moved = BoneSet::default();
        for (f, aimed) in self.aimed.iter().enumerate() {
            let lack = aimed.lack(state);
            if lack > 0.0 {
                self.overstepped.push((f, lack));
                moved = moved.union(aimed.fact.bones());
            }
        }
        let base = self.query.base;
        // what nothing oversteps turns only back to where it was
        let turns = |bone: &Bone| moved.contains(*bone) || state[bone.index()] != base[bone.index()];
        let turning = || self.bones.iter().copied().filter(turns);
        system.begin(turning(), state);
        for &(f, lack) in &self.overstepped {
            self.gradient.clear();
            self.aimed[f].fact.gradient(state, &mut self.gradient);
            // what is lacked falls as slack grows
            self.gradient.iter_mut().for_each(|(_, change)| *change = -*change);
            system.add(1.0, lack, &self.gradient);
        }
        turning().for_each(|bone| system.pull(self.pull, bone, base[bone.index()]));
    }
}

/// A fact and the slack that it is given.
struct Aimed<'a> {
    fact: &'a Fact,
    slack: f64,
    /// A cosine at or beyond which an angle has that slack beyond doubt: most facts are far from their bounds, and a dot
    /// product costs less than an angle.
    enough: f64,
}

impl<'a> Aimed<'a> {
    fn new(fact: &'a Fact, slack: f64) -> Aimed<'a> {
        let slack = clearance(fact, slack);
        let enough = match fact {
            Fact::DirectionAngle { angle, inside: true, .. } | Fact::BoneAngle { angle, at_least: false, .. } => {
                angle - slack
            }
            Fact::DirectionAngle { angle, inside: false, .. } | Fact::BoneAngle { angle, at_least: true, .. } => {
                angle + slack
            }
            _ => f64::NAN,
        };
        Aimed { fact, slack, enough: enough.clamp(0.0, std::f64::consts::PI).cos() }
    }

    /// How much slack it lacks, at least 0.
    fn lack(&self, state: &StatePair) -> f64 {
        let (one, other, sign) = match self.fact {
            Fact::DirectionAngle { bone, direction, inside, .. } => {
                (&state[bone.index()], direction, if *inside { 1.0 } else { -1.0 })
            }
            Fact::BoneAngle { a, b, at_least, .. } => {
                (&state[a.index()], &state[b.index()], if *at_least { -1.0 } else { 1.0 })
            }
            fact => return (self.slack - fact.slack(state)).max(0.0),
        };
        if (one.dot(other) - self.enough) * sign > 1e-9 {
            return 0.0;
        }
        let (Fact::DirectionAngle { angle: bound, .. } | Fact::BoneAngle { angle: bound, .. }) = self.fact else {
            return 0.0;
        };
        (self.slack - (bound - angle(*one, *other)) * sign).max(0.0)
    }
}
