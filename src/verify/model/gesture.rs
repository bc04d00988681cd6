//! A gesture as the verifier sees it.
//!
//! Input: a typed gesture. Output: its distinct poses as facts, which node has which, and which bones it speaks of.
//! Invariant: equal poses stand once and have equal keys, in whatever gesture they are. It knows nothing of
//! properties.

use std::collections::HashMap;

use prepose_matcher::Joint;

use crate::decide::fact::{BoneSet, Fact};
use crate::decide::query::Query;
use crate::decide::search::search_from;
use crate::facts;
use crate::typed::{Gesture, TypedStatement};
use crate::verify::model::rest;
use crate::verify::model::rules::Rules;

/// Tells poses apart in all gestures: a BLAKE3 hash of what they ask.
pub type PoseKey = [u8; 32];

/// A pose.
#[derive(Debug)]
pub struct PoseFacts {
    /// Tells poses apart, in all gestures.
    pub key: PoseKey,
    /// What it asks of the body now.
    pub facts: Vec<Fact>,
    /// What it asks of the body now against the body when the step began.
    pub relative: Vec<Fact>,
    /// Where it is relative: what held of the body when the step began, since the step before was reached.
    pub came_from: Vec<Fact>,
    /// For each fact, and then for each relative one, the statement it comes from.
    pub origins: Vec<usize>,
    /// The bones it speaks of.
    pub spoken: BoneSet,
    /// Those of them that move for it: of a line between two joints the limbs, and the trunk where nothing else is there.
    pub moved: BoneSet,
    /// The first node that has it.
    pub node: usize,
}

impl PoseFacts {
    fn new(statements: &[TypedStatement], node: usize) -> PoseFacts {
        let (mut facts, mut relative) = (Vec::new(), Vec::new());
        for (s, statement) in statements.iter().enumerate() {
            for constraint in &statement.constraints {
                let fact = facts::of(constraint);
                if constraint.is_relative() { relative.push((fact, s)) } else { facts.push((fact, s)) }
            }
        }
        let origins = facts.iter().chain(&relative).map(|(_, s)| *s).collect();
        let facts: Vec<Fact> = facts.into_iter().map(|(fact, _)| fact).collect();
        let relative: Vec<Fact> = relative.into_iter().map(|(fact, _)| fact).collect();
        let spoken = facts.iter().chain(&relative).fold(BoneSet::default(), |set, fact| set.union(fact.bones()));
        let moved = facts.iter().fold(BoneSet::default(), |set, fact| set.union(moved(fact)));
        let key = key(&facts, &relative, &[]);
        PoseFacts { key, facts, relative, came_from: Vec::new(), origins, spoken, moved, node }
    }

    /// A pose that is relative to a step whose pose is given.
    fn coming_from(self, before: &PoseFacts) -> PoseFacts {
        let came_from: Vec<Fact> = before.facts.iter().map(Fact::earlier).collect();
        PoseFacts { key: key(&self.facts, &self.relative, &came_from), came_from, ..self }
    }

    /// Both of two poses at once, of which the second is that of a later step.
    pub fn both(one: &PoseFacts, other: &PoseFacts) -> PoseFacts {
        // what two changes began with are two bodies, so of the earlier one nothing is asked
        let changed = if other.is_relative() { other } else { one };
        PoseFacts {
            key: *blake3::Hasher::new().update(&one.key).update(&other.key).finalize().as_bytes(),
            facts: one.facts.iter().chain(&other.facts).cloned().collect(),
            relative: changed.relative.clone(),
            came_from: changed.came_from.clone(),
            origins: Vec::new(),
            spoken: one.spoken.union(other.spoken),
            moved: one.moved.union(other.moved),
            node: one.node,
        }
    }

    /// Whether it depends on the step before.
    pub fn is_relative(&self) -> bool {
        !self.relative.is_empty()
    }

    /// The bones it speaks of now.
    pub fn spoken_now(&self) -> BoneSet {
        self.spoken.common(rest::all())
    }
}

/// The bones that move for a fact.
fn moved(fact: &Fact) -> BoneSet {
    let bones = fact.bones();
    match fact {
        Fact::Linear { .. } | Fact::Distance { .. } => {
            let mut limbs = BoneSet::default();
            bones.iter().filter(|bone| is_of_limb(bone.joint())).for_each(|bone| limbs.insert(bone));
            if limbs.is_empty() { bones } else { limbs }
        }
        Fact::Any(facts) => facts.iter().fold(BoneSet::default(), |set, fact| set.union(moved(fact))),
        _ => bones,
    }
}

/// Whether a joint's bone is of an arm or a leg; collar bones and the pelvis are of the trunk.
fn is_of_limb(joint: Joint) -> bool {
    std::iter::successors(Some(joint), |joint| joint.parent())
        .skip(1)
        .any(|joint| matches!(joint, Joint::ShoulderLeft | Joint::ShoulderRight | Joint::HipLeft | Joint::HipRight))
}

/// The whole hash, since nothing but the key is compared where an answer is used again, and texts are other people's.
fn key(facts: &[Fact], relative: &[Fact], came_from: &[Fact]) -> PoseKey {
    *blake3::hash(format!("{facts:?}{relative:?}{came_from:?}").as_bytes()).as_bytes()
}

/// A gesture.
#[derive(Debug)]
pub struct Model<'g> {
    /// What it was made from.
    pub gesture: &'g Gesture,
    /// Its distinct poses.
    pub poses: Vec<PoseFacts>,
    /// For each node its pose.
    pub pose_of: Vec<usize>,
    /// The bones that move when it is done, but for those that follow others.
    pub moved: BoneSet,
    /// The ways of doing it that share no step, as with either hand.
    pub moving_sets: Vec<MovingSet>,
    /// For each node its manner.
    pub moving_set_of: Vec<usize>,
}

/// What moves in a way of doing a gesture while the rest of the body is at rest.
#[derive(Debug)]
pub struct MovingSet {
    /// The bones that move.
    pub moving: BoneSet,
    /// How those follow that the gesture does not speak of.
    pub follow: Vec<Fact>,
}

impl<'g> Model<'g> {
    /// The model of a gesture; rules tell what a body can do that moves no more than it must.
    pub fn new(gesture: &'g Gesture, rules: &Rules) -> Model<'g> {
        let mut poses: Vec<PoseFacts> = Vec::new();
        let mut known: HashMap<PoseKey, usize> = HashMap::new();
        let mut pose_of: Vec<usize> = Vec::with_capacity(gesture.nodes.len());
        for (n, node) in gesture.nodes.iter().enumerate() {
            let mut pose = PoseFacts::new(&node.statements, n);
            // where several steps may come before, nothing is known of the body when this one began
            if let (true, false, [before]) = (pose.is_relative(), node.entry, node.after.as_slice()) {
                pose = pose.coming_from(&poses[pose_of[*before]]);
            }
            let place = *known.entry(pose.key).or_insert(poses.len());
            if place == poses.len() {
                poses.push(pose);
            }
            pose_of.push(place);
        }
        let moving_set_of = moving_sets(gesture);
        let count = moving_set_of.iter().max().map_or(0, |last| last + 1);
        let mut moved = BoneSet::default();
        let moving_set = |m: usize| {
            let own = pose_of.iter().zip(&moving_set_of).filter(|(_, moving_set)| **moving_set == m);
            let own: Vec<&PoseFacts> = own.map(|(&pose, _)| &poses[pose]).collect();
            let (spoken, moving_set) = MovingSet::of(&own, rules);
            moved = moved.union(spoken);
            moving_set
        };
        let moving_sets = (0..count).map(moving_set).collect();
        Model { gesture, poses, pose_of, moved, moving_sets, moving_set_of }
    }

    /// The way of doing it that a node is in.
    pub fn moving_set(&self, node: usize) -> &MovingSet {
        &self.moving_sets[self.moving_set_of[node]]
    }

    /// The pose of a node.
    pub fn pose(&self, node: usize) -> &PoseFacts {
        &self.poses[self.pose_of[node]]
    }
}

impl MovingSet {
    /// The manner of some poses, and the bones that it moves by itself. Parts of the trunk and the head that only serve as
    /// landmarks ("above your head") stay at rest if the poses can be met so.
    fn of(poses: &[&PoseFacts], rules: &Rules) -> (BoneSet, MovingSet) {
        let all =
            |of: fn(&PoseFacts) -> BoneSet| poses.iter().fold(BoneSet::default(), |set, pose| set.union(of(pose)));
        let least = all(|pose| pose.moved);
        let (moving, follow) = rest::moving(least);
        let rest = rest::at_rest();
        let met = |pose: &&PoseFacts| {
            let facts: Vec<&Fact> = pose.facts.iter().chain(&follow).chain(rules.anatomy_of(moving)).collect();
            let query = Query { facts: &facts, free_bones: moving, proof_bones: moving, base: &rest };
            search_from(&query, &rest).is_some()
        };
        if poses.iter().all(|pose| !pose.is_relative()) && poses.iter().all(met) {
            return (least, MovingSet { moving, follow });
        }
        let spoken = all(PoseFacts::spoken_now);
        let (moving, follow) = rest::moving(spoken);
        (spoken, MovingSet { moving, follow })
    }
}

/// Nodes that are linked, directly or over others, get the same number.
fn moving_sets(gesture: &Gesture) -> Vec<usize> {
    let nodes = &gesture.nodes;
    let mut leader: Vec<usize> = (0..nodes.len()).collect();
    fn find(leader: &mut [usize], mut n: usize) -> usize {
        while leader[n] != n {
            leader[n] = leader[leader[n]];
            n = leader[n];
        }
        n
    }
    for (n, node) in nodes.iter().enumerate() {
        for &before in &node.after {
            let (a, b) = (find(&mut leader, n), find(&mut leader, before));
            leader[a.max(b)] = a.min(b);
        }
    }
    let mut numbers: HashMap<usize, usize> = HashMap::new();
    (0..nodes.len())
        .map(|n| {
            let root = find(&mut leader, n);
            let next = numbers.len();
            *numbers.entry(root).or_insert(next)
        })
        .collect()
}
