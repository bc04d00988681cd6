//! Whether one gesture fires another.
//!
//! Input: two gestures. Output: whether a performance of the one, with the rest of the body at rest, can fire the other;
//! whether every performance does; whether one motion can fire both. A performance counts as doing nothing beside its
//! poses: what lies between them is the person's to choose, so any gesture could be done there. A gesture that another
//! unlocks counts as unlocked: it may have been before. It knows nothing of which of these is an error.

use crate::decide::Answer;
use crate::decide::fact::{BoneSet, Fact, StatePair};
use crate::typed::Node;
use crate::verify::model::gesture::{Model, PoseFacts};
use crate::verify::model::paths;
use crate::verify::model::rest;
use crate::verify::property::trace::{Embedding, Moment, Trace, find_embedding};
use crate::verify::property::witness::{self, Stop, When};
use crate::verify::query::QueryContext;
use crate::verify::report::findings::{Verdict, Witness};

/// What performances of one gesture do to another.
#[derive(Debug)]
pub enum Fires {
    /// None fires it.
    Never,
    /// There is one that does.
    Can(Witness),
    /// Neither is known.
    Unknown(String),
}

/// Which part of a body may move that is asked whether it fires another gesture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rest {
    /// What the first gesture speaks of.
    OfTheBody,
    /// What either speaks of.
    OfBoth,
}

/// Whether no poses of one coincide with those of the other so that one motion may fire both.
pub fn apart(one: &Model, other: &Model, context: &QueryContext) -> Verdict {
    let trace = Trace { nodes: &one.gesture.nodes, rests: false, one_body: true };
    let mut meet = |step: usize, pose: &PoseFacts| context.compatible(one.pose(step), pose);
    match find_embedding(&trace, other, context, &mut meet) {
        Embedding::Never | Embedding::AtRest => Verdict::Proved,
        Embedding::Found(_) => Verdict::Refuted,
        Embedding::Unknown(reason) => Verdict::Undecided(reason),
    }
}

/// Whether `one` can be performed so that it fires `other`.
pub fn fires(one: &Model, other: &Model, rest: Rest, context: &QueryContext) -> Fires {
    let trace = Trace { nodes: &one.gesture.nodes, rests: rest == Rest::OfTheBody, one_body: true };
    let mut meet = |step: usize, pose: &PoseFacts| match rest {
        Rest::OfTheBody => context.meeting(one, step, pose),
        Rest::OfBoth => context.compatible(one.pose(step), pose),
    };
    match find_embedding(&trace, other, context, &mut meet) {
        Embedding::Never | Embedding::AtRest => Fires::Never,
        Embedding::Unknown(reason) => Fires::Unknown(reason),
        Embedding::Found(chain) => match joint_motion(one, other, &chain, context) {
            Some(witness) => Fires::Can(witness),
            None => Fires::Unknown("poses coincide, but no motion was found that fires both".to_string()),
        },
    }
}

/// Which of the performances fires the other, the first that does, and when.
pub fn ordinary<'w>(one: &Model, other: &Model, performances: &'w [Witness]) -> Option<(&'w Witness, When)> {
    let program = witness::unlocked(&[one.gesture, other.gesture])?;
    let fired = |performance: &&Witness| witness::completed(&program, &performance.frames)[1];
    let performance = performances.iter().find(fired)?;
    Some((performance, witness::when(&program, &performance.frames).unwrap_or(When::After)))
}

/// A motion that fires both.
fn joint_motion(
    one: &Model,
    other: &Model,
    chain: &[(usize, Moment, StatePair)],
    context: &QueryContext,
) -> Option<Witness> {
    let nodes = &one.gesture.nodes;
    let via: Vec<usize> = chain
        .iter()
        .filter_map(|(_, moment, _)| match moment {
            Moment::Step(step) => Some(*step),
            _ => None,
        })
        .collect();
    let path = if via.is_empty() { paths::covering(nodes).into_iter().next()? } else { paths::through(nodes, &via)? };
    let mut stops: Vec<Stop> = Vec::new();
    let mut left = chain.iter().peekable();
    let resting = |n: usize, body: &StatePair| Stop {
        steps: vec![(&other.gesture.nodes[n], false)],
        posture: Some(rest::posture(body)),
    };
    while let Some((n, _, body)) = left.next_if(|(_, moment, _)| *moment == Moment::Before) {
        stops.push(resting(*n, body));
    }
    for &step in &path {
        let mut here = Stop { steps: vec![(&nodes[step], false)], posture: None };
        let mut met: Option<PoseFacts> = None;
        while let Some((n, _, body)) = left.next_if(|(_, moment, _)| *moment == Moment::Step(step)) {
            here.steps.push((&other.gesture.nodes[*n], false));
            let pose = other.pose(*n);
            // one body is in all poses that are met here
            (met, here.posture) = match met {
                None => (Some(PoseFacts::both(pose, pose)), Some(rest::posture(body))),
                Some(before) if before.key == pose.key => (Some(before), here.posture),
                Some(before) => {
                    let all = PoseFacts::both(&before, pose);
                    let Answer::Sat(bodies) = context.meeting(one, step, &all) else { return None };
                    (Some(all), Some(rest::posture(&bodies)))
                }
            };
        }
        stops.push(here);
    }
    for (n, _, body) in left {
        stops.push(resting(*n, body));
    }
    let performance = witness::perform_stops(&stops, &[one.gesture, other.gesture])?;
    Some(Witness {
        title: format!("somebody who does `{}` and fires `{}`", one.gesture.name, other.gesture.name),
        frames: performance.frames,
        keyframes: performance.keyframes,
        joints: Vec::new(),
    })
}

/// Whether every performance of one fires the other: on each way, steps that are within the other's, in its times.
pub fn always(one: &Model, other: &Model, context: &QueryContext) -> bool {
    let all_paths = paths::covering(&one.gesture.nodes);
    let others = paths::covering(&other.gesture.nodes);
    all_paths.len() <= MOST_PATHS
        && others.len() <= MOST_PATHS
        && all_paths.iter().all(|path| others.iter().any(|of_other| always_on(one, path, other, of_other, context)))
}

/// More ways than this are not compared.
const MOST_PATHS: usize = 8;

fn always_on(one: &Model, path: &[usize], other: &Model, of_other: &[usize], context: &QueryContext) -> bool {
    let (mut at, mut last) = (0, None);
    for (k, &n) in of_other.iter().enumerate() {
        let wanted = &other.gesture.nodes[n];
        let found = (at..path.len()).find(|&i| {
            let node = &one.gesture.nodes[path[i]];
            node.hold >= wanted.hold && implied(&one.poses[one.pose_of[path[i]]], other.pose(n), context)
        });
        let Some(i) = found else { return false };
        if k > 0 && last.is_some_and(|last: usize| !in_time(one, &path[last..=i], wanted)) {
            return false;
        }
        (at, last) = (i + 1, Some(i));
    }
    true
}

/// Whether the times that steps allow are within those that another step asks for.
fn in_time(one: &Model, path: &[usize], wanted: &Node) -> bool {
    let steps = path[1..].iter().map(|&n| &one.gesture.nodes[n]);
    let (earliest, latest) =
        steps.fold((0.0, 0.0), |(least, most), node| (least + node.earliest, most + node.latest + node.hold));
    earliest >= wanted.earliest && latest <= wanted.latest
}

/// Whether every body in one pose is in the other.
pub fn implied(inner: &PoseFacts, outer: &PoseFacts, context: &QueryContext) -> bool {
    !outer.is_relative()
        && outer.facts.iter().all(|fact| {
            let Some(opposite) = fact.opposite() else { return false };
            let facts: Vec<&Fact> = inner.facts.iter().chain([&opposite]).collect();
            let proof_bones: BoneSet = inner.spoken_now().union(fact.bones());
            let (moving, _) = rest::moving(proof_bones);
            !context.quickly_sat(&facts, moving) && context.is_unsat(&facts, rest::all(), proof_bones)
        })
}
