//! The queries of all properties, each asked once.
//!
//! Input: facts of poses, and what else holds. Output: answers, kept while the process lives. Invariant: every query
//! carries the anatomy of the bones that move; the other bones are at rest, which is within all rules.

use std::collections::HashMap;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::decide::fact::{BoneSet, Fact, StatePair};
use crate::decide::noise::{self, Noise};
use crate::decide::propagate;
use crate::decide::query::{Query, pruned};
use crate::decide::search::search_from;
use crate::decide::{Answer, Effort, Memory, Method, RefutedQuery, decide_from};
use crate::verify::model::gesture::{Model, PoseFacts, PoseKey};
use crate::verify::model::rest;
use crate::verify::model::rules::Rules;

/// Which rules a body of an answer is within.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Within {
    /// Anatomy.
    Anatomy,
    /// Anatomy and safety.
    Safety,
}

/// Who asks.
pub struct QueryContext<'r> {
    /// The rules.
    pub rules: &'r Rules,
    /// The bodies at rest.
    pub rest: StatePair,
    /// Whether motions are wanted also for what is only remarked upon.
    pub witnesses: bool,
    /// What was refuted, where that is collected.
    pub refuted_queries: Option<Mutex<Vec<RefutedQuery>>>,
    /// How much is tried for one query.
    pub effort: Effort,
    known: Mutex<HashMap<(PoseKey, PoseKey, BoneSet), Answer>>,
    refuted: Mutex<HashMap<blake3::Hash, Method>>,
    typical_body: Mutex<HashMap<PoseKey, StatePair>>,
    asked: AtomicUsize,
}

impl<'r> QueryContext<'r> {
    /// Nothing asked yet.
    pub fn new(rules: &'r Rules, effort: Effort, witnesses: bool) -> QueryContext<'r> {
        QueryContext {
            rules,
            rest: rest::at_rest(),
            witnesses,
            refuted_queries: None,
            effort,
            known: Mutex::default(),
            refuted: Mutex::default(),
            typical_body: Mutex::default(),
            asked: AtomicUsize::new(0),
        }
    }

    /// How many queries were asked.
    pub fn asked(&self) -> usize {
        self.asked.load(Ordering::Relaxed)
    }

    /// Answers, and records what was refuted where proofs are collected.
    fn answer(&self, query: &Query, start: &StatePair) -> Answer {
        self.asked.fetch_add(1, Ordering::Relaxed);
        decide_from(query, start, self.effort, self)
    }

    fn record(&self, query: &Query, method: Method) {
        if let Some(refuted_queries) = &self.refuted_queries {
            let facts = query.facts.iter().map(|fact| (*fact).clone()).collect();
            let proof = RefutedQuery {
                facts,
                free_bones: query.free_bones,
                proof_bones: query.proof_bones,
                base: *query.base,
                method,
            };
            refuted_queries.lock().unwrap_or_else(|broken| broken.into_inner()).push(proof);
        }
    }

    /// A body in all of some facts, anything else as in `base` where it need not move.
    pub fn body(
        &self,
        facts: &[&Fact],
        moving: BoneSet,
        proof_bones: BoneSet,
        within: Within,
        base: &StatePair,
    ) -> Answer {
        let mut all = facts.to_vec();
        all.extend(self.rules.anatomy_of(moving));
        if within == Within::Safety {
            all.extend(self.rules.safety_of(moving));
        }
        let all = pruned(all);
        self.answer(&Query { facts: &all, free_bones: moving, proof_bones, base }, base)
    }

    /// A body in all of some facts, within anatomy, near rest.
    pub fn near_rest(&self, facts: &[&Fact], moving: BoneSet, proof_bones: BoneSet) -> Answer {
        self.body(facts, moving, proof_bones, Within::Anatomy, &self.rest)
    }

    /// Whether a first search finds a body in all of some facts, within anatomy, near rest; that none is found says nothing.
    pub fn quickly_sat(&self, facts: &[&Fact], moving: BoneSet) -> bool {
        self.asked.fetch_add(1, Ordering::Relaxed);
        let all = pruned(facts.iter().copied().chain(self.rules.anatomy_of(moving)).collect());
        let query = Query { facts: &all, free_bones: moving, proof_bones: moving, base: &self.rest };
        search_from(&query, &self.rest).is_some()
    }

    /// Whether it is proved that no body is in all of some facts, within anatomy.
    pub fn is_unsat(&self, facts: &[&Fact], moving: BoneSet, proof_bones: BoneSet) -> bool {
        matches!(self.near_rest(facts, moving, proof_bones), Answer::Unsat(_))
    }

    /// Only a proof by bounds on angles, which takes next to no time.
    pub fn trivially_unsat(&self, facts: &[&Fact], moving: BoneSet, proof_bones: BoneSet) -> bool {
        let all = pruned(facts.iter().copied().chain(self.rules.anatomy_of(moving)).collect());
        let query = Query { facts: &all, free_bones: moving, proof_bones, base: &self.rest };
        let refuted = propagate::is_unsat(&Query { facts: &query.sliced(), ..query });
        if refuted {
            self.record(&query, Method::Angles);
        }
        refuted
    }

    /// A body in a pose; the bones that it does not speak of stay at rest if they can.
    pub fn posed(&self, pose: &PoseFacts, within: Within) -> Answer {
        let facts: Vec<&Fact> = pose.facts.iter().collect();
        let proof_bones = pose.spoken_now();
        // no more of the body moves than must: what is only a landmark stays at rest if it can
        for spoken in [pose.moved, proof_bones] {
            let (moving, _) = rest::moving(spoken);
            let mut near: Vec<&Fact> = facts.clone();
            near.extend(self.rules.anatomy_of(moving));
            if within == Within::Safety {
                near.extend(self.rules.safety_of(moving));
            }
            let near = pruned(near);
            let query = Query { facts: &near, free_bones: moving, proof_bones, base: &self.rest };
            self.asked.fetch_add(1, Ordering::Relaxed);
            if let Some(bodies) = search_from(&query, &self.rest) {
                return Answer::Sat(Box::new(bodies));
            }
            if pose.moved == proof_bones {
                break;
            }
        }
        self.body(&facts, rest::all(), proof_bones, within, &self.rest)
    }

    /// A body that is in a pose of one gesture and in a pose of another at once, while the one is performed with the
    /// rest of the body at rest.
    pub fn meeting(&self, one: &Model, step: usize, other: &PoseFacts) -> Answer {
        let (pose, moving_set) = (one.pose(step), one.moving_set(step));
        let key = (pose.key, other.key, moving_set.moving);
        let usable = other.relative.is_empty();
        if usable && let Some(known) = self.known.lock().unwrap_or_else(|broken| broken.into_inner()).get(&key) {
            return known.clone();
        }
        let answer = self.meet(&pose.facts, &[], &moving_set.follow, moving_set.moving, other);
        if usable {
            self.known.lock().unwrap_or_else(|broken| broken.into_inner()).insert(key, answer.clone());
        }
        answer
    }

    /// Whether a body can be in two poses, the rest of the body helping, and as if a change since the step before could be
    /// anything.
    pub fn compatible(&self, one: &PoseFacts, other: &PoseFacts) -> Answer {
        let key = (one.key.min(other.key), one.key.max(other.key), BoneSet::default());
        if let Some(known) = self.known.lock().unwrap_or_else(|broken| broken.into_inner()).get(&key) {
            return known.clone();
        }
        let own: Vec<Fact> = one.facts.iter().chain(&other.facts).map(tighten).collect();
        let (moving, follow) = rest::moving(one.spoken_now().union(other.spoken_now()));
        let facts: Vec<&Fact> = own.iter().chain(&follow).collect();
        let start = self.between(one, other);
        let all = pruned(facts.into_iter().chain(self.rules.anatomy_of(moving)).collect());
        let query = Query { facts: &all, free_bones: moving, proof_bones: moving, base: &self.rest };
        let answer = self.answer(&query, &start);
        self.known.lock().unwrap_or_else(|broken| broken.into_inner()).insert(key, answer.clone());
        answer
    }

    /// The body at rest with the bones that two poses speak of as in bodies that meet one or the other.
    fn between(&self, one: &PoseFacts, other: &PoseFacts) -> StatePair {
        let mut between = self.rest;
        for pose in [one, other] {
            let found = self.typical_body(pose);
            pose.spoken_now().iter().for_each(|bone| between[bone.index()] = found[bone.index()]);
        }
        between
    }

    /// A body near rest that nearly meets a pose.
    fn typical_body(&self, pose: &PoseFacts) -> StatePair {
        if let Some(known) = self.typical_body.lock().unwrap_or_else(|broken| broken.into_inner()).get(&pose.key) {
            return *known;
        }
        let (moving, _) = rest::moving(pose.spoken_now());
        let facts: Vec<&Fact> = pose.facts.iter().chain(self.rules.anatomy_of(moving)).collect();
        let query = Query { facts: &facts, free_bones: moving, proof_bones: moving, base: &self.rest };
        let typical_body = search_from(&query, &self.rest).unwrap_or(self.rest);
        self.typical_body.lock().unwrap_or_else(|broken| broken.into_inner()).insert(pose.key, typical_body);
        typical_body
    }

    /// A body within facts, some bones moving, that is in a pose too; `began` is what is known of the body when the step
    /// began, where the pose is relative.
    pub fn meet(&self, within: &[Fact], began: &[Fact], follow: &[Fact], moving: BoneSet, pose: &PoseFacts) -> Answer {
        // what is at rest decides most queries
        let pose = &tightened(pose);
        let at_rest = |fact: &&Fact| fact.bones().common(moving.both_moments()).is_empty();
        if pose.facts.iter().filter(at_rest).any(|fact| !fact.holds(&self.rest, 0.0)) {
            return Answer::Unsat(crate::decide::Method::Angles);
        }
        let known = within.iter().chain(began).chain(pose.came_from);
        let spoken = known.fold(pose.spoken, |set, fact| set.union(fact.bones()));
        let mut facts: Vec<&Fact> = within.iter().chain(&pose.facts).chain(follow).collect();
        if pose.relative.is_empty() {
            return self.body(&facts, moving, spoken.common(moving), Within::Anatomy, &self.rest);
        }
        // the step before may have been met by any body in its pose that moves the same bones
        let both = moving.both_moments();
        let earlier: Vec<Fact> = follow.iter().chain(self.rules.anatomy_of(moving)).map(Fact::earlier).collect();
        facts.extend(pose.relative.iter().chain(pose.came_from).chain(began).chain(&earlier));
        self.body(&facts, both, spoken.common(both), Within::Anatomy, &self.rest)
    }
}

impl Memory for QueryContext<'_> {
    fn recall(&self, key: &blake3::Hash) -> Option<Method> {
        self.refuted.lock().unwrap_or_else(|broken| broken.into_inner()).get(key).copied()
    }

    fn note(&self, query: &Query, method: Method, key: Option<blake3::Hash>) {
        if let Some(key) = key {
            self.refuted.lock().unwrap_or_else(|broken| broken.into_inner()).insert(key, method);
        }
        self.record(query, method);
    }
}

/// A pose with a hair's breadth less room.
struct TightenedPose<'p> {
    facts: Vec<Fact>,
    relative: Vec<Fact>,
    came_from: &'p [Fact],
    spoken: BoneSet,
}

/// By how much two poses must share bodies to meet, in radians: 0.06 degrees, which no sensor sees. Bounds that authors
/// write often touch (30 and 60 degrees from directions at right angles), and that is no collision.
pub const MIN_OVERLAP: f64 = 1e-3;

/// A fact with so much less room.
pub fn tighten(fact: &Fact) -> Fact {
    noise::relax_by(fact, Noise::Bones(MIN_OVERLAP), -1.0)
}

fn tightened(pose: &PoseFacts) -> TightenedPose<'_> {
    let (facts, relative) = (pose.facts.iter().map(tighten).collect(), pose.relative.iter().map(tighten).collect());
    TightenedPose { facts, relative, came_from: &pose.came_from, spoken: pose.spoken }
}

#[cfg(test)]
mod tests {
    use prepose_matcher::Joint;

    use super::*;
    use crate::decide::fact::Bone;

    fn pose(direction: nalgebra::Vector3<f64>, last: u8) -> PoseFacts {
        let bone = Bone::now(Joint::WristLeft);
        let facts = vec![Fact::DirectionAngle { bone, direction, angle: 0.3, inside: true }];
        let mut spoken = BoneSet::default();
        spoken.insert(bone);
        // the first 31 bytes of the keys are the same
        let mut key = [7; 32];
        key[31] = last;
        let (relative, came_from) = (Vec::new(), Vec::new());
        PoseFacts { key, facts, relative, came_from, origins: vec![0], spoken, moved: spoken, node: 0 }
    }

    #[test]
    fn poses_of_one_short_key_have_answers_of_their_own() {
        let rules = Rules::default();
        let context = QueryContext::new(&rules, Effort::default(), false);
        let (front, also_front) = (pose(nalgebra::Vector3::z(), 0), pose(nalgebra::Vector3::z(), 1));
        let back = pose(-nalgebra::Vector3::z(), 2);
        assert!(matches!(context.compatible(&front, &also_front), Answer::Sat(_)));
        assert!(matches!(context.compatible(&front, &back), Answer::Unsat(_)));
        assert!(matches!(context.compatible(&also_front, &front), Answer::Sat(_)));
        assert_eq!(context.asked(), 2, "an answer that is known is not asked for again");
    }
}
