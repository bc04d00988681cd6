//! Whether a gesture can be done, and done safely.
//!
//! Input: a gesture. Output: verdicts for validity and safety, a motion that does it within all rules, and what clashes
//! where there is none. It knows nothing of other gestures.

use super::{step_safety, timing, witness};
use crate::decide::fact::{BoneSet, Fact};
use crate::decide::query::Query;
use crate::decide::{Answer, minimal_core};
use crate::verify::model::gesture::{Model, PoseFacts};
use crate::verify::model::paths;
use crate::verify::model::rest;
use crate::verify::model::rules::RuleFacts;
use crate::verify::query::{QueryContext, Within};
use crate::verify::report::findings::{Finding, Verdict, Witness};
use crate::verify::report::message::{self, undecided, underline};
use prepose_matcher::{Frame, Program};

use crate::diagnostic::Code;
use crate::posture::Posture;
use crate::synthesis::{self, Keyframe, Performance};
use crate::typed::TypedStatement;

/// What was found.
pub struct Validity {
    /// Whether it can be done.
    pub valid: Verdict,
    /// Whether it can be done within the safety rules.
    pub safe: Verdict,
    /// Motions that do it, one for each way that leads through steps of its own.
    pub performances: Vec<Witness>,
    /// A body for each pose, where one was found.
    pub postures: Vec<Option<Posture>>,
    /// What is said of it.
    pub findings: Vec<Finding>,
}

/// Looks at one gesture; `index` is its place among those verified.
pub fn check(model: &Model, index: usize, context: &QueryContext) -> Validity {
    let mut out = Validity {
        valid: Verdict::Proved,
        safe: Verdict::Proved,
        performances: Vec::new(),
        postures: Vec::new(),
        findings: Vec::new(),
    };
    for pose in &model.poses {
        let posture = check_pose(model, index, pose, context, &mut out);
        out.postures.push(posture);
    }
    if out.valid == Verdict::Proved {
        check_motion(model, index, context, &mut out);
    }
    out
}

/// A body for one pose, or a finding.
fn check_pose(
    model: &Model,
    index: usize,
    pose: &PoseFacts,
    context: &QueryContext,
    out: &mut Validity,
) -> Option<Posture> {
    let node = &model.gesture.nodes[pose.node];
    match context.posed(pose, Within::Safety) {
        Answer::Sat(bodies) => return Some(rest::posture(&bodies)),
        Answer::Unknown(reason) => {
            // neither is known: it may still be that the rules of safety are what is in the way
            if let Answer::Sat(bodies) = context.posed(pose, Within::Anatomy) {
                let what = format!("whether the pose `{}` can be done within the safety rules", node.pose);
                out.findings.push(undecided(model, index, pose, &what, &reason));
                out.safe = out.safe.clone().and(Verdict::Undecided(reason));
                return Some(rest::posture(&bodies));
            }
            let what = format!("whether a body can do the pose `{}`", node.pose);
            out.findings.push(undecided(model, index, pose, &what, &reason));
            out.valid = out.valid.clone().and(Verdict::Undecided(reason));
            return None;
        }
        Answer::Unsat(_) => {}
    }
    match context.posed(pose, Within::Anatomy) {
        Answer::Sat(bodies) => {
            let posture = rest::posture(&bodies);
            out.findings.push(unsafe_pose(model, index, pose, context, &posture));
            out.safe = Verdict::Refuted;
            Some(posture)
        }
        Answer::Unsat(_) => {
            out.findings.push(impossible_pose(model, index, pose, context));
            out.valid = Verdict::Refuted;
            None
        }
        Answer::Unknown(reason) => {
            let what =
                format!("whether a body can do the pose `{}` at all; it cannot within the safety rules", node.pose);
            out.findings.push(undecided(model, index, pose, &what, &reason));
            out.valid = out.valid.clone().and(Verdict::Undecided(reason));
            None
        }
    }
}

/// The smallest set of statements, and of rules, that nothing meets together: rules first.
fn minimal_conflict<'p>(
    pose: &'p PoseFacts,
    rules: &[(usize, &'p Fact)],
    dispensable: &[usize],
    context: &QueryContext,
) -> Option<(Vec<usize>, Vec<usize>)> {
    let statements = pose.origins[..pose.facts.len()].iter().copied();
    let offset = rules.iter().map(|(rule, _)| rule + 1).max().unwrap_or(0);
    let facts: Vec<&Fact> = rules.iter().map(|(_, fact)| *fact).chain(&pose.facts).collect();
    let groups: Vec<Option<usize>> =
        rules.iter().map(|(rule, _)| Some(*rule)).chain(statements.map(|s| Some(offset + s))).collect();
    let query = Query { facts: &facts, free_bones: rest::all(), proof_bones: pose.spoken_now(), base: &context.rest };
    let kept = minimal_core(&query, &groups, dispensable, context.effort.whole())?;
    let (of_rules, of_statements): (Vec<usize>, Vec<usize>) = kept.into_iter().partition(|group| *group < offset);
    Some((of_rules, of_statements.into_iter().map(|group| group - offset).collect()))
}

fn impossible_pose(model: &Model, index: usize, pose: &PoseFacts, context: &QueryContext) -> Finding {
    let node = &model.gesture.nodes[pose.node];
    let rules: Vec<(usize, &Fact)> = context
        .rules
        .anatomy
        .iter()
        .enumerate()
        .flat_map(|(i, rule)| rule.always.iter().map(move |fact| (i, fact)))
        .filter(|(_, fact)| fact.bones().within(pose.spoken_now()))
        .collect();
    let anatomy: Vec<usize> = (0..context.rules.anatomy.len()).collect();
    let everything = || (Vec::new(), (0..node.statements.len()).collect());
    let (limits, statements): (Vec<usize>, Vec<usize>) =
        minimal_conflict(pose, &rules, &anatomy, context).unwrap_or_else(everything);
    let docs = limits.iter().map(|&rule| message::first_sentence(&context.rules.anatomy[rule].rule.doc));
    let doc = docs.into_iter().next().filter(|doc| !doc.is_empty());
    let limits: Vec<String> =
        limits.iter().map(|&rule| format!("`{}`", message::spoken(&context.rules.anatomy[rule].rule.name))).collect();
    let message = match (statements.len(), limits.is_empty()) {
        (1, true) => format!("no body can do the pose `{}`: this statement can never hold", node.pose),
        (1, false) => format!("no body can do the pose `{}`: this goes beyond {}", node.pose, message::list(&limits)),
        _ => format!("no body can do the pose `{}`: these statements do not go together", node.pose),
    };
    let chosen: Vec<&TypedStatement> = statements.iter().map(|&s| &node.statements[s]).collect();
    let help = match (chosen.len(), doc) {
        (1, Some(doc)) if limits.len() == 1 => format!("{doc}; ask for less"),
        (1, _) => "ask for less, or leave it out".to_string(),
        (_, _) if limits.is_empty() => {
            "change or leave out one of them, or give it more room with `within`".to_string()
        }
        (_, _) => format!(
            "change or leave out one of them, or give it more room with `within`: a body that met them all would go \
             beyond {}",
            message::list(&limits)
        ),
    };
    let diagnostic = underline(Code::ImpossiblePose, message, &chosen, node.span).help(help);
    Finding::new(index, diagnostic)
}

fn unsafe_pose(model: &Model, index: usize, pose: &PoseFacts, context: &QueryContext, posture: &Posture) -> Finding {
    let node = &model.gesture.nodes[pose.node];
    let all = context.rules.safety.iter().chain(&context.rules.anatomy).enumerate();
    let rules: Vec<(usize, &Fact)> = all
        .flat_map(|(i, rule)| rule.always.iter().map(move |fact| (i, fact)))
        .filter(|(_, fact)| fact.bones().within(pose.spoken_now()))
        .collect();
    let limits: Vec<usize> =
        (context.rules.safety.len()..context.rules.safety.len() + context.rules.anatomy.len()).collect();
    let (broken, statements) = minimal_conflict(pose, &rules, &limits, context).unwrap_or_default();
    let named = broken.iter().filter_map(|&rule| context.rules.safety.get(rule));
    let named: Vec<&RuleFacts> = named.collect();
    let names: Vec<String> = named.iter().map(|rule| format!("`{}`", message::spoken(&rule.rule.name))).collect();
    let names = if names.is_empty() { "the safety rules".to_string() } else { message::list(&names) };
    let message = format!("every way of doing the pose `{}` breaks {names}", node.pose);
    let chosen: Vec<&TypedStatement> = statements.iter().map(|&s| &node.statements[s]).collect();
    let doc = named.first().map(|rule| message::first_sentence(&rule.rule.doc)).filter(|doc| !doc.is_empty());
    let mut diagnostic = underline(Code::Unsafe, message, &chosen, node.span);
    diagnostic = diagnostic.help(match doc {
        Some(doc) => format!("{doc}; ask for less, or say with ACCEPT why this is meant"),
        None => "ask for less, or say with ACCEPT why this is meant".to_string(),
    });
    let joints = named.iter().fold(BoneSet::default(), |set, rule| set.union(rule.spoken));
    let witness = Witness {
        title: format!("the pose `{}`, which breaks {names}", node.pose),
        frames: Vec::new(),
        keyframes: vec![Keyframe::new(model.gesture, pose.node, posture)],
        joints: joints.iter().map(|bone| bone.joint()).collect(),
    };
    let finding = Finding::new(index, diagnostic).shown_by(Some(witness));
    match named.first() {
        Some(rule) => finding.naming(&rule.rule.name),
        None => finding,
    }
}

/// A motion through all steps, for every way.
fn check_motion(model: &Model, index: usize, context: &QueryContext, out: &mut Validity) {
    let Some(program) = witness::unlocked(&[model.gesture]) else {
        let reason = "it is too large to run";
        let what = "whether a motion leads through all steps";
        let mut finding = undecided(model, index, model.pose(0), what, reason);
        finding.diagnostic.help = Some("split it into gestures of fewer steps".to_string());
        out.findings.push(finding);
        out.valid = Verdict::Undecided(reason.to_string());
        return;
    };
    for path in paths::covering(&model.gesture.nodes) {
        let known = path.iter().filter(|node| !model.pose(**node).is_relative());
        let postures = known.filter_map(|&node| Some((node, out.postures[model.pose_of[node]].clone()?))).collect();
        check_path(&PathCheck { model, index, program: &program, nodes: &path, postures }, context, out);
    }
    if out.valid != Verdict::Proved {
        out.performances.clear();
    }
}

/// One way through a gesture, with the bodies that were found for its poses.
struct PathCheck<'m, 'g> {
    model: &'m Model<'g>,
    index: usize,
    program: &'m Program,
    nodes: &'m [usize],
    postures: Vec<(usize, Posture)>,
}

impl PathCheck<'_, '_> {
    /// Whether frames complete the gesture.
    fn completes(&self, frames: &[Frame]) -> bool {
        witness::completed(self.program, frames) == [true]
    }

    /// A motion along it.
    fn perform(&self) -> Result<Performance, synthesis::CannotPerform> {
        synthesis::through(self.model.gesture, self.nodes, &self.postures, true, |frames| self.completes(frames))
    }

    /// A motion along it in which one node has another posture.
    fn perform_with(&self, node: usize, posture: Posture) -> Option<Performance> {
        let others = self.postures.iter().filter(|(other, _)| *other != node).cloned();
        let postures: Vec<(usize, Posture)> = others.chain([(node, posture)]).collect();
        synthesis::through(self.model.gesture, self.nodes, &postures, false, |frames| self.completes(frames)).ok()
    }
}

/// A motion along one way, or why there is none.
fn check_path(path: &PathCheck, context: &QueryContext, out: &mut Validity) {
    if let Some(finding) = timing::trivially_impossible(path.model, path.index, path.nodes, context) {
        out.valid = Verdict::Refuted;
        say(out, finding);
        return;
    }
    match path.perform() {
        Ok(performance) => performed(path, performance, context, out),
        Err(stopped) => not_performed(path, &stopped.to_string(), context, out),
    }
}

/// Keeps a motion, after a look at the steps in it that are changes.
fn performed(path: &PathCheck, performance: Performance, context: &QueryContext, out: &mut Validity) {
    let again = |node, posture| path.perform_with(node, posture);
    let (performance, said) = step_safety::check(path.model, path.index, performance, context, again);
    if let Some((safe, finding)) = said {
        out.safe = out.safe.clone().and(safe);
        say(out, finding);
    }
    out.performances.push(Witness {
        title: format!("somebody who does `{}`", path.model.gesture.name),
        frames: performance.frames,
        keyframes: performance.keyframes,
        joints: Vec::new(),
    });
}

/// Says that no motion takes the way in time, or that none was found.
fn not_performed(path: &PathCheck, reason: &str, context: &QueryContext, out: &mut Validity) {
    if let Some(finding) = timing::impossible(path.model, path.index, path.nodes, context) {
        out.valid = Verdict::Refuted;
        say(out, finding);
        return;
    }
    out.valid = out.valid.clone().and(Verdict::Undecided(reason.to_string()));
    let last = path.nodes.last().copied().unwrap_or(0);
    let what = "whether a motion leads through all steps";
    let mut finding = undecided(path.model, path.index, path.model.pose(last), what, reason);
    let help = "give its steps more time, or bring their poses closer to each other";
    finding.diagnostic.help = Some(help.to_string());
    say(out, finding);
}

fn say(out: &mut Validity, finding: Finding) {
    if !out.findings.iter().any(|known| known.diagnostic == finding.diagnostic) {
        out.findings.push(finding);
    }
}
