//! The questions of all properties, each asked once.
//!
//! Input: facts of poses, and what else holds. Output: answers, kept while the process lives. Invariant: every question
//! carries the anatomy of the bones that move; the other bones are at rest, which is within all rules.

use std::collections::HashMap;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::decide::fact::{Bodies, BoneSet, Fact};
use crate::decide::noise::{self, Noise};
use crate::decide::propagate;
use crate::decide::query::{Question, few};
use crate::decide::search::search_from;
use crate::decide::{Answer, Effort, Memory, Method, Proof, decide_from};
use crate::verify::model::gesture::{Model, Pose, PoseKey};
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
pub struct Asker<'r> {
    /// The rules.
    pub rules: &'r Rules,
    /// The bodies at rest.
    pub rest: Bodies,
    /// Whether motions are wanted also for what is only remarked upon.
    pub witnesses: bool,
    /// What was refuted, where that is collected.
    pub proofs: Option<Mutex<Vec<Proof>>>,
    /// How much is tried for one question.
    pub effort: Effort,
    known: Mutex<HashMap<(PoseKey, PoseKey, BoneSet), Answer>>,
    refuted: Mutex<HashMap<blake3::Hash, Method>>,
    usual: Mutex<HashMap<PoseKey, Bodies>>,
    asked: AtomicUsize,
}

impl<'r> Asker<'r> {
    /// Nothing asked yet.
    pub fn new(rules: &'r Rules, effort: Effort, witnesses: bool) -> Asker<'r> {
        Asker {
            rules,
            rest: rest::at_rest(),
            witnesses,
            proofs: None,
            effort,
            known: Mutex::default(),
            refuted: Mutex::default(),
            usual: Mutex::default(),
            asked: AtomicUsize::new(0),
        }
    }

    /// How many questions were asked.
    pub fn asked(&self) -> usize {
        self.asked.load(Ordering::Relaxed)
    }

    /// Answers, and records what was refuted where proofs are collected.
    fn answer(&self, question: &Question, start: &Bodies) -> Answer {
        self.asked.fetch_add(1, Ordering::Relaxed);
        decide_from(question, start, self.effort, self)
    }

    fn record(&self, question: &Question, method: Method) {
        if let Some(proofs) = &self.proofs {
            let facts = question.facts.iter().map(|fact| (*fact).clone()).collect();
            let proof = Proof { facts, free: question.free, about: question.about, base: *question.base, method };
            proofs.lock().unwrap_or_else(|broken| broken.into_inner()).push(proof);
        }
    }

    /// A body in all of some facts, anything else as in `base` where it need not move.
    pub fn body(&self, facts: &[&Fact], moving: BoneSet, about: BoneSet, within: Within, base: &Bodies) -> Answer {
        let mut all = facts.to_vec();
        all.extend(self.rules.anatomy_of(moving));
        if within == Within::Safety {
            all.extend(self.rules.safety_of(moving));
        }
        let all = few(all);
        self.answer(&Question { facts: &all, free: moving, about, base }, base)
    }

    /// A body in all of some facts, within anatomy, near rest.
    pub fn near_rest(&self, facts: &[&Fact], moving: BoneSet, about: BoneSet) -> Answer {
        self.body(facts, moving, about, Within::Anatomy, &self.rest)
    }

    /// Whether a first search finds a body in all of some facts, within anatomy, near rest; that none is found says nothing.
    pub fn soon_found(&self, facts: &[&Fact], moving: BoneSet) -> bool {
        self.asked.fetch_add(1, Ordering::Relaxed);
        let all = few(facts.iter().copied().chain(self.rules.anatomy_of(moving)).collect());
        let question = Question { facts: &all, free: moving, about: moving, base: &self.rest };
        search_from(&question, &self.rest).is_some()
    }

    /// Whether it is proved that no body is in all of some facts, within anatomy.
    pub fn refuted(&self, facts: &[&Fact], moving: BoneSet, about: BoneSet) -> bool {
        matches!(self.near_rest(facts, moving, about), Answer::Refuted(_))
    }

    /// Only a proof by bounds on angles, which takes next to no time.
    pub fn evidently_refuted(&self, facts: &[&Fact], moving: BoneSet, about: BoneSet) -> bool {
        let all = few(facts.iter().copied().chain(self.rules.anatomy_of(moving)).collect());
        let question = Question { facts: &all, free: moving, about, base: &self.rest };
        let refuted = propagate::refuted(&Question { facts: &question.sliced(), ..question });
        if refuted {
            self.record(&question, Method::Angles);
        }
        refuted
    }

    /// A body in a pose; the bones that it does not speak of stay at rest if they can.
    pub fn posed(&self, pose: &Pose, within: Within) -> Answer {
        let facts: Vec<&Fact> = pose.facts.iter().collect();
        let about = pose.spoken_now();
        // no more of the body moves than must: what is only a landmark stays at rest if it can
        for spoken in [pose.moved, about] {
            let (moving, _) = rest::moving(spoken);
            let mut near: Vec<&Fact> = facts.clone();
            near.extend(self.rules.anatomy_of(moving));
            if within == Within::Safety {
                near.extend(self.rules.safety_of(moving));
            }
            let near = few(near);
            let question = Question { facts: &near, free: moving, about, base: &self.rest };
            self.asked.fetch_add(1, Ordering::Relaxed);
            if let Some(bodies) = search_from(&question, &self.rest) {
                return Answer::Met(Box::new(bodies));
            }
            if pose.moved == about {
                break;
            }
        }
        self.body(&facts, rest::all(), about, within, &self.rest)
    }

    /// A body that is in a pose of one gesture and in a pose of another at once, while the one is performed with the
    /// rest of the body at rest.
    pub fn meeting(&self, one: &Model, step: usize, other: &Pose) -> Answer {
        let (pose, manner) = (one.pose(step), one.manner(step));
        let key = (pose.key, other.key, manner.moving);
        let usable = other.relative.is_empty();
        if usable && let Some(known) = self.known.lock().unwrap_or_else(|broken| broken.into_inner()).get(&key) {
            return known.clone();
        }
        let answer = self.meet(&pose.facts, &[], &manner.follow, manner.moving, other);
        if usable {
            self.known.lock().unwrap_or_else(|broken| broken.into_inner()).insert(key, answer.clone());
        }
        answer
    }

    /// Whether a body can be in two poses, the rest of the body helping, and as if a change since the step before could be
    /// anything.
    pub fn compatible(&self, one: &Pose, other: &Pose) -> Answer {
        let key = (one.key.min(other.key), one.key.max(other.key), BoneSet::default());
        if let Some(known) = self.known.lock().unwrap_or_else(|broken| broken.into_inner()).get(&key) {
            return known.clone();
        }
        let own: Vec<Fact> = one.facts.iter().chain(&other.facts).map(tight).collect();
        let (moving, follow) = rest::moving(one.spoken_now().union(other.spoken_now()));
        let facts: Vec<&Fact> = own.iter().chain(&follow).collect();
        let start = self.between(one, other);
        let all = few(facts.into_iter().chain(self.rules.anatomy_of(moving)).collect());
        let question = Question { facts: &all, free: moving, about: moving, base: &self.rest };
        let answer = self.answer(&question, &start);
        self.known.lock().unwrap_or_else(|broken| broken.into_inner()).insert(key, answer.clone());
        answer
    }

    /// The body at rest with the bones that two poses speak of as in bodies that meet one or the other.
    fn between(&self, one: &Pose, other: &Pose) -> Bodies {
        let mut between = self.rest;
        for pose in [one, other] {
            let found = self.usual(pose);
            pose.spoken_now().iter().for_each(|bone| between[bone.index()] = found[bone.index()]);
        }
        between
    }

    /// A body near rest that nearly meets a pose.
    fn usual(&self, pose: &Pose) -> Bodies {
        if let Some(known) = self.usual.lock().unwrap_or_else(|broken| broken.into_inner()).get(&pose.key) {
            return *known;
        }
        let (moving, _) = rest::moving(pose.spoken_now());
        let facts: Vec<&Fact> = pose.facts.iter().chain(self.rules.anatomy_of(moving)).collect();
        let question = Question { facts: &facts, free: moving, about: moving, base: &self.rest };
        let usual = search_from(&question, &self.rest).unwrap_or(self.rest);
        self.usual.lock().unwrap_or_else(|broken| broken.into_inner()).insert(pose.key, usual);
        usual
    }

    /// A body within facts, some bones moving, that is in a pose too; `began` is what is known of the body when the step
    /// began, where the pose is relative.
    pub fn meet(&self, within: &[Fact], began: &[Fact], follow: &[Fact], moving: BoneSet, pose: &Pose) -> Answer {
        // what is at rest decides most questions
        let pose = &tight_pose(pose);
        let at_rest = |fact: &&Fact| fact.bones().common(moving.both_moments()).is_empty();
        if pose.facts.iter().filter(at_rest).any(|fact| !fact.holds(&self.rest, 0.0)) {
            return Answer::Refuted(crate::decide::Method::Angles);
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

impl Memory for Asker<'_> {
    fn recall(&self, key: &blake3::Hash) -> Option<Method> {
        self.refuted.lock().unwrap_or_else(|broken| broken.into_inner()).get(key).copied()
    }

    fn note(&self, question: &Question, method: Method, key: Option<blake3::Hash>) {
        if let Some(key) = key {
            self.refuted.lock().unwrap_or_else(|broken| broken.into_inner()).insert(key, method);
        }
        self.record(question, method);
    }
}

/// A pose with a hair's breadth less room.
struct Tight<'p> {
    facts: Vec<Fact>,
    relative: Vec<Fact>,
    came_from: &'p [Fact],
    spoken: BoneSet,
}

/// By how much two poses must share bodies to meet, in radians: 0.06 degrees, which no sensor sees. Bounds that authors
/// write often touch (30 and 60 degrees from directions at right angles), and that is no collision.
pub const HAIR: f64 = 1e-3;

/// A fact with so much less room.
pub fn tight(fact: &Fact) -> Fact {
    noise::loosened(fact, Noise::Bones(HAIR), -1.0)
}

fn tight_pose(pose: &Pose) -> Tight<'_> {
    let (facts, relative) = (pose.facts.iter().map(tight).collect(), pose.relative.iter().map(tight).collect());
    Tight { facts, relative, came_from: &pose.came_from, spoken: pose.spoken }
}

#[cfg(test)]
mod tests {
    use prepose_matcher::Joint;

    use super::*;
    use crate::decide::fact::Bone;

    fn pose(direction: nalgebra::Vector3<f64>, last: u8) -> Pose {
        let bone = Bone::now(Joint::WristLeft);
        let facts = vec![Fact::Cone { bone, direction, angle: 0.3, inside: true }];
        let mut spoken = BoneSet::default();
        spoken.insert(bone);
        // the first 31 bytes of the keys are the same
        let mut key = [7; 32];
        key[31] = last;
        let (relative, came_from) = (Vec::new(), Vec::new());
        Pose { key, facts, relative, came_from, origins: vec![0], spoken, moved: spoken, node: 0 }
    }

    #[test]
    fn poses_of_one_short_key_have_answers_of_their_own() {
        let rules = Rules::default();
        let asker = Asker::new(&rules, Effort::default(), false);
        let (front, also_front) = (pose(nalgebra::Vector3::z(), 0), pose(nalgebra::Vector3::z(), 1));
        let back = pose(-nalgebra::Vector3::z(), 2);
        assert!(matches!(asker.compatible(&front, &also_front), Answer::Met(_)));
        assert!(matches!(asker.compatible(&front, &back), Answer::Refuted(_)));
        assert!(matches!(asker.compatible(&also_front, &front), Answer::Met(_)));
        assert_eq!(asker.asked(), 2, "an answer that is known is not asked for again");
    }
}
