//! Whether the times of a gesture can be kept.
//!
//! Input: a way through a gesture. Output: a finding that proves that no motion takes it in time, or nothing.

use crate::decide::fact::{Bone, BoneSet, Fact};
use crate::diagnostic::{Code, Diagnostic};
use crate::typed::TypedStatement;
use crate::verify::model::gesture::Model;
use crate::verify::model::rest;
use crate::verify::query::QueryContext;
use crate::verify::report::findings::Finding;
use crate::verify::report::message::underline;

/// The fastest that a bone turns, in radians a second: 1,500 degrees, which a throwing arm exceeds in its forearm alone
/// and nobody is asked to.
const FASTEST: f64 = 1500.0 * std::f64::consts::PI / 180.0;

/// Why a change on a way is evidently beyond every body: what costs so little to know that it is asked before a motion is
/// looked for.
pub fn trivially_impossible(model: &Model, index: usize, path: &[usize], context: &QueryContext) -> Option<Finding> {
    let steps = path.iter().enumerate().filter(|(_, n)| model.pose(**n).is_relative());
    steps.into_iter().find_map(|(place, &n)| {
        let before = place.checked_sub(1).map(|place| path[place]);
        let diagnostic = change(model, before, n, context, QueryContext::trivially_unsat)?;
        Some(Finding::new(index, diagnostic))
    })
}

/// Why no motion takes a way in time.
pub fn impossible(model: &Model, index: usize, path: &[usize], context: &QueryContext) -> Option<Finding> {
    let nodes = &model.gesture.nodes;
    let finding = |diagnostic| Finding::new(index, diagnostic);
    for (place, &n) in path.iter().enumerate() {
        let node = &nodes[n];
        let first = place == 0;
        if !first && node.earliest > node.latest {
            let message = format!(
                "the step `{}` must come after {} at the earliest and within {} at the latest",
                node.pose,
                seconds(node.earliest),
                seconds(node.latest)
            );
            let help = "leave out `slowly`, or give the step a longer time with `within`";
            return Some(finding(underline(Code::ImpossibleMotion, message, &[], node.span).help(help)));
        }
        if !first && let Some(found) = between(model, path[place - 1], n, context) {
            return Some(finding(found));
        }
        let before = place.checked_sub(1).map(|place| path[place]);
        if model.pose(n).is_relative()
            && let Some(found) = change(model, before, n, context, QueryContext::is_unsat)
        {
            return Some(finding(found));
        }
    }
    None
}

/// Two poses that follow each other too fast, or of which the second lets no time pass.
fn between(model: &Model, before: usize, n: usize, context: &QueryContext) -> Option<Diagnostic> {
    let (node, earlier) = (&model.gesture.nodes[n], &model.gesture.nodes[before]);
    let (pose, last) = (model.pose(n), model.pose(before));
    if node.earliest > 0.0 && !pose.is_relative() && !last.is_relative() && within(model, before, n, context) {
        let message = format!(
            "the step `{}` can never come slowly: whoever is in it is still in `{}`, so no time passes between them",
            node.pose, earlier.pose
        );
        let help = "leave out `slowly`, or make the two poses exclude each other";
        return Some(underline(Code::ImpossibleMotion, message, &[], node.span).help(help));
    }
    // the body at the last moment of the pose before, against that at the first of this one
    let most = FASTEST * node.latest;
    if most >= std::f64::consts::PI {
        return None;
    }
    let moving = pose.spoken_now().union(last.spoken_now());
    let both = moving.both_moments();
    let speed = moving.iter().map(|bone| Fact::BoneAngle {
        a: bone,
        b: Bone::began(bone.joint()),
        angle: most,
        at_least: false,
    });
    let mut own: Vec<Fact> = last.facts.iter().map(Fact::earlier).collect();
    own.extend(speed);
    let facts: Vec<&Fact> = pose.facts.iter().chain(&own).collect();
    if !context.is_unsat(&facts, both, both) {
        return None;
    }
    let message = format!(
        "no body is fast enough: `{}` must come within {} of `{}`",
        node.pose,
        seconds(node.latest),
        earlier.pose
    );
    let help = "give the step more time with `within`, or bring the two poses closer together";
    Some(underline(Code::ImpossibleMotion, message, &[], node.span).help(help))
}

/// Whether every body in a node's pose is in another node's pose.
fn within(model: &Model, outer: usize, inner: usize, context: &QueryContext) -> bool {
    let (outer, inner) = (model.pose(outer), model.pose(inner));
    outer.facts.iter().all(|fact| {
        let Some(opposite) = fact.opposite() else { return false };
        let facts: Vec<&Fact> = inner.facts.iter().chain([&opposite]).collect();
        let about = inner.spoken_now().union(fact.bones());
        context.is_unsat(&facts, rest::all(), about)
    })
}

/// A change that no body can make, whatever it began with, or from the pose before.
fn change<'r>(
    model: &Model,
    before: Option<usize>,
    n: usize,
    context: &QueryContext<'r>,
    refuted: impl Fn(&QueryContext<'r>, &[&Fact], BoneSet, BoneSet) -> bool,
) -> Option<Diagnostic> {
    let node = &model.gesture.nodes[n];
    let pose = model.pose(n);
    let own: Vec<Fact> =
        before.into_iter().flat_map(|before| model.pose(before).facts.iter().map(Fact::earlier)).collect();
    let spoken = own.iter().fold(pose.spoken, |set, fact| set.union(fact.bones()));
    let both = rest::all().both_moments();
    let anatomy: Vec<Fact> = context.rules.anatomy_of(rest::all()).map(Fact::earlier).collect();
    let facts: Vec<&Fact> = pose.facts.iter().chain(&pose.relative).chain(&own).chain(&anatomy).collect();
    if !refuted(context, &facts, both, spoken.both_moments()) {
        return None;
    }
    let message = match before {
        Some(before) => {
            let before = &model.gesture.nodes[before].pose;
            format!("no body can make the change that `{}` asks for, coming from `{before}`", node.pose)
        }
        None => format!("no body can make the change that `{}` asks for", node.pose),
    };
    let statements: Vec<&TypedStatement> =
        node.statements.iter().filter(|s| s.constraints.iter().any(|c| c.is_relative())).collect();
    let help = "ask for a smaller change, or begin farther away from it";
    Some(underline(Code::ImpossibleMotion, message, &statements, node.span).help(help))
}

fn seconds(time: f64) -> String {
    if time == 1.0 { "1 second".to_string() } else { format!("{time} seconds") }
}
