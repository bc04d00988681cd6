//! How much noise leaves everything as it is.
//!
//! Input: a gesture. Output: degrees and centimetres: the most for which a body was found that keeps every pose whatever
//! the noise does.

use crate::decide::noise::{Noise, relax_by};

use crate::decide::fact::Fact;
use crate::decide::query::Query;
use crate::decide::search::search_with;
use crate::verify::model::gesture::{Model, PoseFacts};
use crate::verify::model::rest;
use crate::verify::query::QueryContext;
use crate::verify::report::findings::Margin;

/// The largest margins that are looked for.
const MOST_DEGREES: f64 = 45.0;
const MOST_CENTIMETERS: f64 = 30.0;
/// How often what is looked for is halved: margins are told to a hundredth of the above.
const HALVINGS: usize = 6;

/// The margin of a gesture whose poses can be done.
pub fn margin(model: &Model, context: &QueryContext) -> Margin {
    let least = |noise: fn(f64) -> Noise, most: f64, unit: f64| {
        let of = |pose: &PoseFacts| largest(most, |amount| keeps(pose, noise(amount * unit), context));
        model.poses.iter().map(of).fold(most, f64::min)
    };
    Margin {
        degrees: least(Noise::Bones, MOST_DEGREES, std::f64::consts::PI / 180.0),
        centimeters: least(Noise::Joints, MOST_CENTIMETERS, 0.01),
    }
}

/// The largest amount for which something is so, given that it is so for less.
fn largest(most: f64, mut so: impl FnMut(f64) -> bool) -> f64 {
    let (mut yes, mut no) = (0.0, most);
    for _ in 0..HALVINGS {
        let middle = (yes + no) / 2.0;
        if so(middle) { yes = middle } else { no = middle }
    }
    yes
}

/// Whether a body was found that is in a pose whatever the noise does.
fn keeps(pose: &PoseFacts, noise: Noise, context: &QueryContext) -> bool {
    let tighten: Vec<Fact> = pose.facts.iter().chain(&pose.relative).map(|fact| relax_by(fact, noise, -1.0)).collect();
    let moving = if pose.is_relative() { rest::all().both_moments() } else { rest::moving(pose.spoken_now()).0 };
    let earlier: Vec<Fact> = match pose.is_relative() {
        true => context.rules.anatomy_of(rest::all()).map(Fact::earlier).collect(),
        false => Vec::new(),
    };
    let facts: Vec<&Fact> = tighten.iter().chain(context.rules.anatomy_of(moving)).chain(&earlier).collect();
    let query = Query { facts: &facts, free_bones: moving, proof_bones: pose.spoken, base: &context.rest };
    search_with(&query, &[0.01, 0.001], 3).is_some()
}
