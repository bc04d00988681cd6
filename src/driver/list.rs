//! `prepose list`.

use std::collections::BTreeSet;

use prepose_matcher::Joint;
use serde_json::json;

use super::cli::ListArguments;
use super::output::{self, Failure, Outcome};
use super::{find, gestures, terminal};
use crate::diagnostic::render;
use crate::typed::{Gesture, Node, TypedModule};

/// Prints the gestures of files: what they are, their steps, the joints they use; and rules.
pub fn list(arguments: &ListArguments) -> Result<Outcome, Failure> {
    let checked = gestures::check_files(&find::find(&arguments.paths, &arguments.config, None)?)?;
    if checked.has_errors() {
        output::tell(&render::brief(&checked.diagnostics, &checked.sources, terminal::color_on_stderr()));
    }
    let text = if arguments.json {
        let apps: Vec<_> = checked.modules.iter().map(as_json).collect();
        format!("{:#}\n", json!({ "version": 1, "apps": apps }))
    } else {
        checked.modules.iter().map(as_text).collect::<Vec<_>>().join("\n")
    };
    output::print(&text)?;
    Ok(if checked.has_errors() { Outcome::Findings } else { Outcome::Fine })
}

fn as_text(module: &TypedModule) -> String {
    let title = if module.app.is_empty() { "(no app)" } else { &module.app };
    let mut out = format!("{title}\n");
    for gesture in &module.gestures {
        out.push_str(&format!("  {}\n", gesture.name));
        for line in gesture.doc.lines() {
            out.push_str(&format!("      {line}\n"));
        }
        out.push_str(&format!("      steps   {}\n", steps(gesture)));
        let joints: Vec<&str> = joints(gesture).into_iter().map(Joint::words).collect();
        out.push_str(&format!("      joints  {}\n", joints.join(", ")));
    }
    for (kind, block, name, doc) in rules(module) {
        out.push_str(&format!("  {kind} {name}  [{block}]\n"));
        for line in doc.lines() {
            out.push_str(&format!("      {line}\n"));
        }
    }
    if module.gestures.is_empty() {
        for pose in &module.poses {
            out.push_str(&format!("  pose {}\n", pose.name));
            for line in pose.doc.lines() {
                out.push_str(&format!("      {line}\n"));
            }
        }
    }
    out
}

fn as_json(module: &TypedModule) -> serde_json::Value {
    let gestures: Vec<_> = module
        .gestures
        .iter()
        .map(|gesture| {
            let steps: Vec<_> = way(gesture)
                .iter()
                .map(|node| {
                    let statements: Vec<&str> = node.statements.iter().map(|s| s.text.as_str()).collect();
                    json!({ "pose": node.pose, "note": note(node), "statements": statements })
                })
                .collect();
            let joints: Vec<&str> = joints(gesture).into_iter().map(Joint::name).collect();
            json!({ "name": gesture.name, "description": gesture.doc, "steps": steps, "joints": joints })
        })
        .collect();
    let poses: Vec<_> = module
        .poses
        .iter()
        .map(|pose| {
            let joints: Vec<&str> = pose.joints.iter().map(|joint| joint.name()).collect();
            json!({ "name": pose.name, "description": pose.doc, "joints": joints })
        })
        .collect();
    let rules: Vec<_> = rules(module)
        .into_iter()
        .map(|(kind, block, name, doc)| json!({ "kind": kind, "block": block, "name": name, "description": doc }))
        .collect();
    json!({ "app": module.app, "gestures": gestures, "poses": poses, "rules": rules })
}

/// What a file says of bodies beside its app: kind, block, name and comment. Both sides of a rule are one.
fn rules(module: &TypedModule) -> Vec<(&'static str, &str, &str, &str)> {
    let rules = &module.rules;
    let anatomy = rules.anatomy.iter().map(|r| ("anatomy", r.block.as_str(), r.name.as_str(), r.doc.as_str()));
    let safety = rules.safety.iter().map(|r| ("safety", r.block.as_str(), r.name.as_str(), r.doc.as_str()));
    let protected = rules.protected.iter().map(|g| ("protected", g.app.as_str(), g.name.as_str(), g.doc.as_str()));
    let idle = rules.idle.iter().map(|r| ("idle", r.block.as_str(), r.name.as_str(), r.doc.as_str()));
    let mut all: Vec<_> = anatomy.chain(safety).chain(protected).chain(idle).collect();
    all.dedup();
    all
}

fn joints(gesture: &Gesture) -> BTreeSet<Joint> {
    let statements = gesture.nodes.iter().flat_map(|node| &node.statements);
    statements.flat_map(|statement| &statement.constraints).flat_map(|constraint| constraint.joints()).collect()
}

fn steps(gesture: &Gesture) -> String {
    let steps: Vec<String> = way(gesture)
        .iter()
        .map(|node| match note(node).as_str() {
            "" => node.pose.clone(),
            note => format!("{} ({note})", node.pose),
        })
        .collect();
    let ways = gesture.nodes.iter().filter(|node| node.entry).count();
    let more = if ways > 1 { format!("  [one of {ways} ways]") } else { String::new() };
    format!("{}{more}", steps.join(", "))
}

/// The shortest way through a gesture, the first where there are several.
pub fn way(gesture: &Gesture) -> Vec<&Node> {
    let mut shortest: Vec<Option<Vec<usize>>> = Vec::with_capacity(gesture.nodes.len());
    for (i, node) in gesture.nodes.iter().enumerate() {
        let best = node.after.iter().filter_map(|&before| shortest[before].as_ref()).min_by_key(|way| way.len());
        shortest.push(match (node.entry, best) {
            (true, _) => Some(vec![i]),
            (false, Some(way)) => Some([way.as_slice(), &[i]].concat()),
            (false, None) => None,
        });
    }
    let ends = gesture.nodes.iter().zip(&shortest).filter(|(node, _)| node.accept).filter_map(|(_, way)| way.as_ref());
    ends.min_by_key(|way| way.len()).map_or(Vec::new(), |way| way.iter().map(|&i| &gesture.nodes[i]).collect())
}

/// The timing of a step in words; empty when there is nothing to say.
pub fn note(node: &Node) -> String {
    let mut notes = Vec::new();
    if node.earliest > 0.0 {
        notes.push("slowly".to_string());
    }
    if node.latest <= 0.5 {
        notes.push("rapidly".to_string());
    } else if node.latest != crate::typed::WINDOW && !node.entry {
        notes.push(format!("within {}", terminal::seconds(node.latest)));
    }
    if node.hold > 0.0 {
        notes.push(format!("hold {}", terminal::seconds(node.hold)));
    }
    notes.join(", ")
}
