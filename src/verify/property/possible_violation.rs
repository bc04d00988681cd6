//! Whether a gesture lets the body leave the safety rules, and which of its statements say nothing.
//!
//! Input: a gesture. Output: notes. It knows nothing of other gestures.

use crate::decide::Answer;
use crate::decide::fact::Fact;
use crate::diagnostic::{Code, Diagnostic};
use crate::posture::Posture;
use crate::synthesis::Keyframe;
use crate::verify::model::gesture::{Model, PoseFacts};
use crate::verify::model::rest;
use crate::verify::model::rules::RuleFacts;
use crate::verify::property::validity::Validity;
use crate::verify::query::QueryContext;
use crate::verify::report::findings::{Finding, Verdict, Witness};
use crate::verify::report::message;

/// Rules that the gesture lets a body break, with a body that does.
pub fn check(model: &Model, index: usize, context: &QueryContext, validity: &Validity) -> (Verdict, Vec<Finding>) {
    let mut verdict = Verdict::Proved;
    let mut findings: Vec<Finding> = Vec::new();
    for rule in &context.rules.safety {
        let forced =
            validity.findings.iter().any(|f| f.code() == Code::Unsafe && f.with.as_ref() == Some(&rule.rule.name));
        for pose in model.poses.iter().filter(|_| !forced) {
            match broken(model, pose, rule, context) {
                Answer::Unsat(_) => {}
                Answer::Sat(bodies) => {
                    verdict = Verdict::Refuted;
                    let known = findings.iter().any(|finding| finding.with.as_ref() == Some(&rule.rule.name));
                    if !known {
                        findings.push(lets(model, index, pose, rule, Some(&rest::posture(&bodies))));
                    }
                    break;
                }
                Answer::Unknown(reason) => {
                    verdict = verdict.and(Verdict::Undecided(reason));
                    findings.push(lets(model, index, pose, rule, None));
                    break;
                }
            }
        }
    }
    (verdict, findings)
}

/// A body in a pose that breaks a rule, the bones that nobody speaks of at rest.
fn broken(model: &Model, pose: &PoseFacts, rule: &RuleFacts, context: &QueryContext) -> Answer {
    let mut open = None;
    let moving_set = model.moving_set(pose.node);
    let moving = moving_set.moving;
    if rule.spoken.common(moving).is_empty() {
        return Answer::Unsat(crate::decide::Method::Angles);
    }
    for violation in &rule.broken {
        let facts: Vec<&Fact> = pose.facts.iter().chain(&moving_set.follow).chain(violation).collect();
        let about = pose.spoken_now().union(rule.spoken).common(moving);
        match context.near_rest(&facts, moving, about) {
            Answer::Unsat(_) => {}
            Answer::Unknown(reason) => open = Some(reason),
            met => return met,
        }
    }
    open.map_or(Answer::Unsat(crate::decide::Method::Parts), Answer::Unknown)
}

/// The note, with a body that breaks the rule where one was found.
fn lets(model: &Model, index: usize, pose: &PoseFacts, rule: &RuleFacts, posture: Option<&Posture>) -> Finding {
    let node = &model.gesture.nodes[pose.node];
    let name = message::spoken(&rule.rule.name);
    let can =
        format!("`{}` can be done in a way that breaks `{name}`, in its pose `{}`", model.gesture.name, node.pose);
    let message = if posture.is_some() { can } else { format!("it was not excluded that {can}") };
    let told = match message::first_sentence(&rule.rule.doc) {
        told if told.is_empty() => String::new(),
        told => format!("{told}; "),
    };
    let diagnostic = Diagnostic::new(Code::MayBeUnsafe, node.span, message).help(format!(
        "{told}a statement can exclude it, or say with `ACCEPT N0604 with {} because \"...\".` why it is meant",
        rule.rule.name
    ));
    let witness = posture.map(|posture| Witness {
        title: format!("the pose `{}`, done so that it breaks `{name}`", node.pose),
        frames: Vec::new(),
        keyframes: vec![Keyframe::new(model.gesture, pose.node, posture)],
        joints: rule.spoken.iter().map(|bone| bone.joint()).collect(),
    });
    Finding::new(index, diagnostic).naming(&rule.rule.name).shown_by(witness)
}
