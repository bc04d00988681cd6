//! Whether a gesture can be done, and done safely.
//!
//! Input: a gesture. Output: verdicts for validity and safety, a motion that does it within all rules, and what clashes
//! where there is none. It knows nothing of other gestures.

use super::ask::{Asker, Within};
use super::body;
use super::decide::{Answer, Effort, clash};
use super::fact::{BoneSet, Fact};
use super::finding::{Finding, Verdict, Witness};
use super::model::{Model, Pose};
use super::search::Question;
use super::{changes, motion, paths, words};
use crate::diagnostic::{Code, Diagnostic};
use crate::perform;
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
        Answer::Met(bodies) => return Some(body::posture(&bodies)),
        Answer::Open(reason) => {
            // neither is known: it may still be that the rules of safety are what is in the way
            if let Answer::Met(bodies) = asker.posed(pose, Within::Anatomy) {
                let what = format!("whether the pose `{}` can be done within the safety rules", node.pose);
                out.findings.push(undecided(model, index, pose, &what, &reason));
                out.safe = out.safe.clone().and(Verdict::Undecided(reason));
                return Some(body::posture(&bodies));
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
            let posture = body::posture(&bodies);
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
) -> Option<(Vec<usize>, Vec<usize>)> {
    let rest = body::at_rest();
    let statements = pose.origins[..pose.facts.len()].iter().copied();
    let offset = rules.iter().map(|(rule, _)| rule + 1).max().unwrap_or(0);
    let facts: Vec<&Fact> = rules.iter().map(|(_, fact)| *fact).chain(&pose.facts).collect();
    let groups: Vec<Option<usize>> =
        rules.iter().map(|(rule, _)| Some(*rule)).chain(statements.map(|s| Some(offset + s))).collect();
    let question = Question { facts: &facts, free: body::all(), about: pose.spoken_now(), base: &rest };
    let kept = clash(&question, &groups, dispensable, Effort::default().whole())?;
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
        smallest_clash(pose, &rules, &anatomy).unwrap_or_else(everything);
    let docs = limits.iter().map(|&rule| words::first_sentence(&asker.rules.anatomy[rule].rule.doc));
    let doc = docs.into_iter().next().filter(|doc| !doc.is_empty());
    let limits: Vec<String> =
        limits.iter().map(|&rule| format!("`{}`", words::spoken(&asker.rules.anatomy[rule].rule.name))).collect();
    let message = match (statements.len(), limits.is_empty()) {
        (1, true) => format!("no body can do the pose `{}`: this statement can never hold", node.pose),
        (1, false) => format!("no body can do the pose `{}`: this goes beyond {}", node.pose, words::list(&limits)),
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
            words::list(&limits)
        ),
    };
    let diagnostic = underline(Code::ImpossiblePose, message, &chosen, node.span).help(help);
    Finding { gesture: index, with: None, diagnostic, witness: None, accepted: None }
}

fn unsafe_pose(model: &Model, index: usize, pose: &Pose, asker: &Asker, posture: &Posture) -> Finding {
    let node = &model.gesture.nodes[pose.node];
    let all = asker.rules.safety.iter().chain(&asker.rules.anatomy).enumerate();
    let rules: Vec<(usize, &Fact)> = all
        .flat_map(|(i, rule)| rule.always.iter().map(move |fact| (i, fact)))
        .filter(|(_, fact)| fact.bones().within(pose.spoken_now()))
        .collect();
    let limits: Vec<usize> = (asker.rules.safety.len()..asker.rules.safety.len() + asker.rules.anatomy.len()).collect();
    let (broken, statements) = smallest_clash(pose, &rules, &limits).unwrap_or_default();
    let named = broken.iter().filter_map(|&rule| asker.rules.safety.get(rule));
    let named: Vec<&super::rules::RuleFacts> = named.collect();
    let names: Vec<String> = named.iter().map(|rule| format!("`{}`", words::spoken(&rule.rule.name))).collect();
    let names = if names.is_empty() { "the safety rules".to_string() } else { words::list(&names) };
    let message = format!("every way of doing the pose `{}` breaks {names}", node.pose);
    let chosen: Vec<&Statement> = statements.iter().map(|&s| &node.statements[s]).collect();
    let doc = named.first().map(|rule| words::first_sentence(&rule.rule.doc)).filter(|doc| !doc.is_empty());
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
    let with = named.first().map(|rule| rule.rule.name.clone());
    Finding { gesture: index, with, diagnostic, witness: Some(witness), accepted: None }
}

/// A motion through all steps, for every way.
fn look_at_motion(model: &Model, index: usize, asker: &Asker, out: &mut Validity) {
    let gesture = model.gesture;
    let Some(program) = motion::unlocked(&[gesture]) else {
        out.valid = Verdict::Undecided("it is too large to run".to_string());
        return;
    };
    for way in paths::covering(&gesture.nodes) {
        let absolute = |&node: &usize| !model.pose(node).is_relative();
        let known = way.iter().filter(|node| absolute(node));
        let postures: Vec<(usize, Posture)> =
            known.filter_map(|&node| Some((node, out.postures[model.pose_of[node]].clone()?))).collect();
        if let Some(finding) = super::timing::evidently_impossible(model, index, &way, asker) {
            out.valid = Verdict::Refuted;
            say(out, finding);
            continue;
        }
        let done = |frames: &[prepose_matcher::Frame]| motion::completed(&program, frames) == [true];
        match perform::through(gesture, &way, &postures, true, done) {
            Ok(performance) => {
                let again = |node: usize, posture: Posture| {
                    let others = postures.iter().filter(|(other, _)| *other != node).cloned();
                    let postures: Vec<(usize, Posture)> = others.chain([(node, posture)]).collect();
                    perform::through(gesture, &way, &postures, false, done).ok()
                };
                let (performance, said) = changes::look(model, index, performance, asker, again);
                if let Some((safe, finding)) = said {
                    out.safe = out.safe.clone().and(safe);
                    say(out, finding);
                }
                out.performances.push(Witness {
                    title: format!("somebody who does `{}`", gesture.name),
                    frames: performance.frames,
                    keyframes: performance.keyframes,
                    joints: Vec::new(),
                });
            }
            Err(stopped) => {
                let finding = match super::timing::impossible(model, index, &way, asker) {
                    Some(finding) => {
                        out.valid = Verdict::Refuted;
                        finding
                    }
                    None => {
                        let reason = stopped.to_string();
                        let node = way.last().copied().unwrap_or(0);
                        out.valid = out.valid.clone().and(Verdict::Undecided(reason.clone()));
                        let what = "whether a motion leads through all steps";
                        let mut finding = undecided(model, index, model.pose(node), what, &reason);
                        let help = "give its steps more time, or bring their poses closer to each other";
                        finding.diagnostic.help = Some(help.to_string());
                        finding
                    }
                };
                say(out, finding);
            }
        }
    }
    if out.valid != Verdict::Proved {
        out.performances.clear();
    }
}

fn say(out: &mut Validity, finding: Finding) {
    if !out.findings.iter().any(|known| known.diagnostic == finding.diagnostic) {
        out.findings.push(finding);
    }
}

/// A finding that says that nothing is known.
pub fn undecided(model: &Model, index: usize, pose: &Pose, what: &str, reason: &str) -> Finding {
    let node = &model.gesture.nodes[pose.node];
    let place = match node.statements.as_slice() {
        [only] => only.span,
        _ => node.span,
    };
    let diagnostic = Diagnostic::new(Code::Undecided, place, format!("it could not be decided {what}"))
        .at(reason)
        .help("move its bounds a little: what is asked lies between what a body can do and what it cannot");
    Finding { gesture: index, with: None, diagnostic, witness: None, accepted: None }
}

/// A finding that underlines statements, or a step where there are none.
pub fn underline(code: Code, message: String, statements: &[&Statement], otherwise: crate::source::Span) -> Diagnostic {
    let mut spans: Vec<crate::source::Span> = statements.iter().map(|statement| statement.span).collect();
    spans.dedup();
    match spans.split_first() {
        None => Diagnostic::new(code, otherwise, message),
        Some((first, others)) => {
            others.iter().fold(Diagnostic::new(code, *first, message), |found, span| found.and(*span, "and this"))
        }
    }
}
