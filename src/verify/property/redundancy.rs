//! Statements that say nothing.
//!
//! Input: a gesture that can be done. Output: notes. It knows nothing of other gestures.

use super::validity::Validity;
use crate::decide::fact::Fact;
use crate::diagnostic::{Code, Diagnostic};
use crate::verify::model::gesture::{Model, PoseFacts};
use crate::verify::model::rest;
use crate::verify::query::QueryContext;
use crate::verify::report::findings::Finding;

/// Statements that say nothing; only of the gesture's own text, since a pose that others share must suit them all.
pub fn check(model: &Model, index: usize, context: &QueryContext, validity: &Validity) -> Vec<Finding> {
    let gesture = model.gesture;
    let dead = dead(model, context, validity);
    let mut findings: Vec<Finding> = Vec::new();
    for &(node, s) in &dead {
        let statement = &gesture.nodes[node].statements[s];
        let own = gesture.declares(statement);
        // it says nothing only if it says nothing wherever it stands
        let speaks = gesture.nodes.iter().enumerate().any(|(n, other)| {
            let first = model.pose(n).node;
            other
                .statements
                .iter()
                .enumerate()
                .any(|(i, same)| same.span == statement.span && !dead.contains(&(first, i)))
        });
        let known = findings.iter().any(|finding| finding.diagnostic.span() == statement.span);
        if own && !speaks && !known {
            let message =
                format!("`{}` says nothing: every body that meets the rest of the pose meets it", statement.text);
            let diagnostic = Diagnostic::new(Code::DeadStatement, statement.span, message)
                .help("leave it out, or ask for more if more was meant");
            findings.push(Finding::new(index, diagnostic));
        }
    }
    findings
}

/// Statements that every body meets which meets the others of its pose, by node and place; nothing is said of poses that
/// are relative or that no body can do.
fn dead(model: &Model, context: &QueryContext, validity: &Validity) -> Vec<(usize, usize)> {
    let mut dead = Vec::new();
    for (p, pose) in model.poses.iter().enumerate() {
        if validity.postures[p].is_none() {
            continue;
        }
        let statements = model.gesture.nodes[pose.node].statements.len();
        for s in 0..statements {
            if says_nothing(pose, s, context) {
                dead.push((pose.node, s));
            }
        }
    }
    dead
}

fn says_nothing(pose: &PoseFacts, statement: usize, context: &QueryContext) -> bool {
    let own = |place: usize| pose.origins[place] == statement;
    if (pose.facts.len()..pose.origins.len()).any(own) {
        return false;
    }
    let others: Vec<&Fact> = pose.facts.iter().enumerate().filter(|(i, _)| !own(*i)).map(|(_, fact)| fact).collect();
    let mut of_it = pose.facts.iter().enumerate().filter(|(i, _)| own(*i)).map(|(_, fact)| fact).peekable();
    of_it.peek().is_some()
        && of_it.all(|fact| {
            if others.iter().any(|other| other.covers(fact)) {
                return true;
            }
            let Some(opposite) = fact.opposite() else { return false };
            let mut facts = others.clone();
            facts.push(&opposite);
            let (moving, _) = rest::moving(pose.spoken_now());
            // a body that breaks it is most often found at once
            !context.quickly_sat(&facts, moving) && context.is_unsat(&facts, rest::all(), pose.spoken_now())
        })
}
