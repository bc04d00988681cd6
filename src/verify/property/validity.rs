//! Whether a gesture can be done, and done safely.
//!
//! Input: a gesture. Output: verdicts for validity and safety, a motion that does it within all rules, and what clashes
//! where there is none. It knows nothing of other gestures.

use super::{step_safety, timing, witness};
use crate::decide::fact::{BoneSet, Fact};
use crate::decide::query::Question;
use crate::decide::{Answer, clash};
use crate::verify::model::gesture::{Model, Pose};
use crate::verify::model::paths;
use crate::verify::model::rest;
use crate::verify::model::rules::RuleFacts;
use crate::verify::query::{Asker, Within};
use crate::verify::report::findings::{Finding, Verdict, Witness};
use crate::verify::report::message::{self, undecided, underline};
use prepose_matcher::{Frame, Program};

use crate::diagnostic::Code;
use crate::perform::{self, Performance};
use crate::posture::Posture;
use crate::typed::Statement;

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
pub fn look(model: &Model, index: usize, asker: &Asker) -> Validity {
    let mut out = Validity {
        valid: Verdict::Proved,
        safe: Verdict::Proved,
        performances: Vec::new(),
        postures: Vec::new(),
        findings: Vec::new(),
    };
    for pose in &model.poses {
        let posture = look_at_pose(model, index, pose, asker, &mut out);
        out.postures.push(posture);
    }
    if out.valid == Verdict::Proved {
        look_at_motion(model, index, asker, &mut out);
    }
    out
}

/// A body for one pose, or a finding.
fn look_at_pose(model: &Model, index: usize, pose: &Pose, asker: &Asker, out: &mut Validity) -> Option<Posture> {
    let node = &model.gesture.nodes[pose.node];
    match asker.posed(pose, Within::Safety) {
        Answer::Met(bodies) => return Some(rest::posture(&bodies)),
        Answer::Open(reason) => {
            // neither is known: it may still be that the rules of safety are what is in the way
            if let Answer::Met(bodies) = asker.posed(pose, Within::Anatomy) {
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
        Answer::Refuted(_) => {}
    }
    match asker.posed(pose, Within::Anatomy) {
        Answer::Met(bodies) => {
            let posture = rest::posture(&bodies);
            out.findings.push(unsafe_pose(model, index, pose, asker, &posture));
            out.safe = Verdict::Refuted;
            Some(posture)
        }
        Answer::Refuted(_) => {
            out.findings.push(impossible_pose(model, index, pose, asker));
            out.valid = Verdict::Refuted;
            None
        }
        Answer::Open(reason) => {
            let what =
                format!("whether a body can do the pose `{}` at all; it cannot within the safety rules", node.pose);
            out.findings.push(undecided(model, index, pose, &what, &reason));
            out.valid = out.valid.clone().and(Verdict::Undecided(reason));
            None
        }
    }
}

/// The smallest set of statements, and of rules, that nothing meets together: rules first.
fn smallest_clash<'p>(
    pose: &'p Pose,
    rules: &[(usize, &'p Fact)],
    dispensable: &[usize],
    asker: &Asker,
) -> Option<(Vec<usize>, Vec<usize>)> {
    let statements = pose.origins[..pose.facts.len()].iter().copied();
    let offset = rules.iter().map(|(rule, _)| rule + 1).max().unwrap_or(0);
    let facts: Vec<&Fact> = rules.iter().map(|(_, fact)| *fact).chain(&pose.facts).collect();
    let groups: Vec<Option<usize>> =
        rules.iter().map(|(rule, _)| Some(*rule)).chain(statements.map(|s| Some(offset + s))).collect();
    let question = Question { facts: &facts, free: rest::all(), about: pose.spoken_now(), base: &asker.rest };
    let kept = clash(&question, &groups, dispensable, asker.effort.whole())?;
    let (of_rules, of_statements): (Vec<usize>, Vec<usize>) = kept.into_iter().partition(|group| *group < offset);
    Some((of_rules, of_statements.into_iter().map(|group| group - offset).collect()))
}

fn impossible_pose(model: &Model, index: usize, pose: &Pose, asker: &Asker) -> Finding {
    let node = &model.gesture.nodes[pose.node];
    let rules: Vec<(usize, &Fact)> = asker
        .rules
        .anatomy
        .iter()
        .enumerate()
        .flat_map(|(i, rule)| rule.always.iter().map(move |fact| (i, fact)))
        .filter(|(_, fact)| fact.bones().within(pose.spoken_now()))
        .collect();
    let anatomy: Vec<usize> = (0..asker.rules.anatomy.len()).collect();
    let everything = || (Vec::new(), (0..node.statements.len()).collect());
    let (limits, statements): (Vec<usize>, Vec<usize>) =
        smallest_clash(pose, &rules, &anatomy, asker).unwrap_or_else(everything);
    let docs = limits.iter().map(|&rule| message::first_sentence(&asker.rules.anatomy[rule].rule.doc));
    let doc = docs.into_iter().next().filter(|doc| !doc.is_empty());
    let limits: Vec<String> =
        limits.iter().map(|&rule| format!("`{}`", message::spoken(&asker.rules.anatomy[rule].rule.name))).collect();
    let message = match (statements.len(), limits.is_empty()) {
        (1, true) => format!("no body can do the pose `{}`: this statement can never hold", node.pose),
        (1, false) => format!("no body can do the pose `{}`: this goes beyond {}", node.pose, message::list(&limits)),
        _ => format!("no body can do the pose `{}`: these statements do not go together", node.pose),
    };
    let chosen: Vec<&Statement> = statements.iter().map(|&s| &node.statements[s]).collect();
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

fn unsafe_pose(model: &Model, index: usize, pose: &Pose, asker: &Asker, posture: &Posture) -> Finding {
    let node = &model.gesture.nodes[pose.node];
    let all = asker.rules.safety.iter().chain(&asker.rules.anatomy).enumerate();
    let rules: Vec<(usize, &Fact)> = all
        .flat_map(|(i, rule)| rule.always.iter().map(move |fact| (i, fact)))
        .filter(|(_, fact)| fact.bones().within(pose.spoken_now()))
        .collect();
    let limits: Vec<usize> = (asker.rules.safety.len()..asker.rules.safety.len() + asker.rules.anatomy.len()).collect();
    let (broken, statements) = smallest_clash(pose, &rules, &limits, asker).unwrap_or_default();
    let named = broken.iter().filter_map(|&rule| asker.rules.safety.get(rule));
    let named: Vec<&RuleFacts> = named.collect();
    let names: Vec<String> = named.iter().map(|rule| format!("`{}`", message::spoken(&rule.rule.name))).collect();
    let names = if names.is_empty() { "the safety rules".to_string() } else { message::list(&names) };
    let message = format!("every way of doing the pose `{}` breaks {names}", node.pose);
    let chosen: Vec<&Statement> = statements.iter().map(|&s| &node.statements[s]).collect();
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
        keyframes: vec![perform::still(model.gesture, pose.node, posture)],
        joints: joints.iter().map(|bone| bone.joint()).collect(),
    };
    let finding = Finding::new(index, diagnostic).shown_by(Some(witness));
    match named.first() {
        Some(rule) => finding.naming(&rule.rule.name),
        None => finding,
    }
}

/// A motion through all steps, for every way.
fn look_at_motion(model: &Model, index: usize, asker: &Asker, out: &mut Validity) {
    let Some(program) = witness::unlocked(&[model.gesture]) else {
        let reason = "it is too large to run";
        let what = "whether a motion leads through all steps";
        let mut finding = undecided(model, index, model.pose(0), what, reason);
        finding.diagnostic.help = Some("split it into gestures of fewer steps".to_string());
        out.findings.push(finding);
        out.valid = Verdict::Undecided(reason.to_string());
        return;
    };
    for way in paths::covering(&model.gesture.nodes) {
        let known = way.iter().filter(|node| !model.pose(**node).is_relative());
        let postures = known.filter_map(|&node| Some((node, out.postures[model.pose_of[node]].clone()?))).collect();
        look_at_way(&Way { model, index, program: &program, nodes: &way, postures }, asker, out);
    }
    if out.valid != Verdict::Proved {
        out.performances.clear();
    }
}

/// One way through a gesture, with the bodies that were found for its poses.
struct Way<'m, 'g> {
    model: &'m Model<'g>,
    index: usize,
    program: &'m Program,
    nodes: &'m [usize],
    postures: Vec<(usize, Posture)>,
}

impl Way<'_, '_> {
    /// Whether frames complete the gesture.
    fn completes(&self, frames: &[Frame]) -> bool {
        witness::completed(self.program, frames) == [true]
    }

    /// A motion along it.
    fn perform(&self) -> Result<Performance, perform::CannotPerform> {
        perform::through(self.model.gesture, self.nodes, &self.postures, true, |frames| self.completes(frames))
    }

    /// A motion along it in which one node has another posture.
    fn perform_with(&self, node: usize, posture: Posture) -> Option<Performance> {
        let others = self.postures.iter().filter(|(other, _)| *other != node).cloned();
        let postures: Vec<(usize, Posture)> = others.chain([(node, posture)]).collect();
        perform::through(self.model.gesture, self.nodes, &postures, false, |frames| self.completes(frames)).ok()
    }
}

/// A motion along one way, or why there is none.
fn look_at_way(way: &Way, asker: &Asker, out: &mut Validity) {
    if let Some(finding) = timing::evidently_impossible(way.model, way.index, way.nodes, asker) {
        out.valid = Verdict::Refuted;
        say(out, finding);
        return;
    }
    match way.perform() {
        Ok(performance) => performed(way, performance, asker, out),
        Err(stopped) => not_performed(way, &stopped.to_string(), asker, out),
    }
}

/// Keeps a motion, after a look at the steps in it that are changes.
fn performed(way: &Way, performance: Performance, asker: &Asker, out: &mut Validity) {
    let again = |node, posture| way.perform_with(node, posture);
    let (performance, said) = step_safety::look(way.model, way.index, performance, asker, again);
    if let Some((safe, finding)) = said {
        out.safe = out.safe.clone().and(safe);
        say(out, finding);
    }
    out.performances.push(Witness {
        title: format!("somebody who does `{}`", way.model.gesture.name),
        frames: performance.frames,
        keyframes: performance.keyframes,
        joints: Vec::new(),
    });
}

/// Says that no motion takes the way in time, or that none was found.
fn not_performed(way: &Way, reason: &str, asker: &Asker, out: &mut Validity) {
    if let Some(finding) = timing::impossible(way.model, way.index, way.nodes, asker) {
        out.valid = Verdict::Refuted;
        say(out, finding);
        return;
    }
    out.valid = out.valid.clone().and(Verdict::Undecided(reason.to_string()));
    let last = way.nodes.last().copied().unwrap_or(0);
    let what = "whether a motion leads through all steps";
    let mut finding = undecided(way.model, way.index, way.model.pose(last), what, reason);
    let help = "give its steps more time, or bring their poses closer to each other";
    finding.diagnostic.help = Some(help.to_string());
    say(out, finding);
}

fn say(out: &mut Validity, finding: Finding) {
    if !out.findings.iter().any(|known| known.diagnostic == finding.diagnostic) {
        out.findings.push(finding);
    }
}
