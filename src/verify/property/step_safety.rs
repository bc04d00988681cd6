//! Whether a step that is told by a change keeps to the safety rules.
//!
//! Input: a performance. Output: a verdict, and a finding where it is not proved. A pose that is told by itself has a body
//! within the rules before it is performed; that of a change is made by whoever performs it, and is looked at here. It knows
//! nothing of other gestures.

use nalgebra::Vector3;
use prepose_matcher::Joint;

use crate::decide::Answer;
use crate::decide::fact::{Bone, BoneSet, Fact, StatePair};
use crate::diagnostic::Code;
use crate::posture::Posture;
use crate::synthesis::{Keyframe, Performance};
use crate::typed::TypedStatement;
use crate::verify::model::gesture::Model;
use crate::verify::model::rest;
use crate::verify::model::rules::RuleFacts;
use crate::verify::query::{QueryContext, Within};
use crate::verify::report::findings::{Finding, Verdict, Witness};
use crate::verify::report::message;
use crate::verify::report::message::{undecided, underline};

/// A change that leaves the safety rules.
struct Broken<'r> {
    /// The step, and the one before it.
    node: usize,
    before: Option<usize>,
    rule: &'r RuleFacts,
}

/// Looks at the steps of a performance that are changes. Where one leaves the safety rules, the performance is made again
/// from a body that need not, by `again`, which is given the step before and its posture. Returns the performance that is
/// to be shown, and what is said where it is not within the rules.
pub fn check(
    model: &Model,
    index: usize,
    performance: Performance,
    context: &QueryContext,
    again: impl FnOnce(usize, Posture) -> Option<Performance>,
) -> (Performance, Option<(Verdict, Finding)>) {
    let Some(broken) = broken(model, &performance, context) else { return (performance, None) };
    let name = message::spoken(&broken.rule.rule.name);
    let node = &model.gesture.nodes[broken.node];
    let said = match safe(model, &broken, context) {
        Answer::Unsat(_) => {
            let message = format!("every way of making the change that `{}` asks for breaks `{name}`", node.pose);
            let changes = node.statements.iter().filter(|s| s.constraints.iter().any(|c| c.is_relative()));
            let changes: Vec<&TypedStatement> = changes.collect();
            let diagnostic = underline(Code::Unsafe, message, &changes, node.span)
                .help("ask for a smaller change, or say with ACCEPT why this is meant");
            let witness = Witness {
                title: format!("the step `{}`, which breaks `{name}`", node.pose),
                frames: performance.frames.clone(),
                keyframes: performance.keyframes.clone(),
                joints: broken.rule.spoken.iter().map(|bone| bone.joint()).collect(),
            };
            let finding = Finding::new(index, diagnostic).naming(&broken.rule.rule.name).shown_by(Some(witness));
            (Verdict::Refuted, finding)
        }
        answer => {
            if let (Answer::Sat(bodies), Some(before)) = (answer, broken.before)
                && let Some(other) = again(before, rest::earlier_posture(&bodies))
                && self::broken(model, &other, context).is_none()
            {
                return (other, None);
            }
            let reason = format!("the motion that was found breaks `{name}`, and it was not proved that all do");
            let what = format!("whether the change that `{}` asks for can be made safely", node.pose);
            let finding = undecided(model, index, model.pose(broken.node), &what, &reason);
            (Verdict::Undecided(reason), finding)
        }
    };
    (performance, Some(said))
}

/// The first step of a performance that is a change and leaves a safety rule.
fn broken<'r>(model: &Model, performance: &Performance, context: &QueryContext<'r>) -> Option<Broken<'r>> {
    performance.keyframes.iter().enumerate().filter(|(_, keyframe)| model.pose(keyframe.node).is_relative()).find_map(
        |(place, keyframe)| {
            let shown = seen(keyframe);
            let rule =
                context.rules.safety.iter().find(|rule| rule.always.iter().any(|fact| !fact.holds(&shown, 0.0)))?;
            let before = place.checked_sub(1).map(|before| performance.keyframes[before].node);
            Some(Broken { node: keyframe.node, before, rule })
        },
    )
}

/// Bodies before and after a change, both within the rules.
fn safe(model: &Model, broken: &Broken, context: &QueryContext) -> Answer {
    let pose = model.pose(broken.node);
    let all = rest::all();
    let own: Vec<Fact> =
        broken.before.into_iter().flat_map(|before| model.pose(before).facts.iter().map(Fact::earlier)).collect();
    let rules = context.rules.anatomy_of(all).chain(context.rules.safety_of(all));
    let earlier: Vec<Fact> = rules.map(Fact::earlier).collect();
    let facts: Vec<&Fact> = pose.facts.iter().chain(&pose.relative).chain(&own).chain(&earlier).collect();
    let spoken = own.iter().fold(pose.spoken, |set: BoneSet, fact| set.union(fact.bones()));
    context.body(&facts, all.both_moments(), spoken.both_moments(), Within::Safety, &context.rest)
}

/// The bones of a posture that is told by where its joints are.
fn seen(keyframe: &Keyframe) -> StatePair {
    let at = |joint: Joint| Vector3::from(keyframe.positions[joint.index()].map(f64::from));
    let mut bodies = rest::at_rest();
    for joint in &Joint::PARENTS_FIRST[1..] {
        let start = joint.parent().map_or(Vector3::zeros(), at);
        if let Some(direction) = (at(*joint) - start).try_normalize(1e-6) {
            bodies[Bone::now(*joint).index()] = direction;
        }
    }
    bodies
}
