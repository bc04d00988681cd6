//! Proofs that no body answers a query.
//!
//! Input: a query. Output: by what it is refuted, or bodies that nearly answer it. Bounds on angles come first, then
//! linear arithmetic, then both on halves of the query. Invariant: what is refuted is refuted by arithmetic that errs
//! outward.

use nalgebra::Vector3;

use crate::decide::answer::{Answer, Effort, Method};
use crate::decide::fact::{Bone, BoneSet, Fact, StatePair};
use crate::decide::propagate::{self, Angles};
use crate::decide::query::Query;
use crate::decide::relax::{self, Relaxed};

/// Answers a query of which only a proof is wanted.
pub fn refute(query: &Query, effort: Effort) -> Answer {
    match refute_or(query, effort, &mut |_| None) {
        Ok(method) => Answer::Unsat(method),
        Err(Failure::Sat(bodies)) => Answer::Sat(bodies),
        Err(Failure::Unknown(reason)) => Answer::Unknown(reason),
    }
}

/// Why there is no proof.
pub enum Failure {
    /// Bodies were found that answer the query.
    Sat(Box<StatePair>),
    /// No proof was found; why.
    Unknown(String),
}

/// Refutes a query; where a part of it is not refuted, `search` is told bodies that nearly answer that part, and may tell
/// bodies that answer the query.
pub fn refute_or(
    query: &Query,
    effort: Effort,
    search: &mut dyn FnMut(&StatePair) -> Option<StatePair>,
) -> Result<Method, Failure> {
    let sliced = query.sliced();
    let mut work = Work { left: effort.parts * PART, variables: effort.variables, search };
    work.refute(&Query { facts: &sliced, ..*query })
}

/// The squared number of variables of a query that counts as one part; of smaller ones more are looked at.
const PART: usize = 70 * 70;

struct Work<'w> {
    left: usize,
    variables: usize,
    search: &'w mut dyn FnMut(&StatePair) -> Option<StatePair>,
}

impl Work<'_> {
    fn refute(&mut self, query: &Query) -> Result<Method, Failure> {
        let Some(angles) = propagate::narrowed(query) else {
            return Ok(Method::Angles);
        };
        // case by case, where something is said with "or"
        if let Some((place, cases)) = choice(query) {
            let mut facts = query.facts.to_vec();
            for case in cases {
                facts[place] = case;
                self.refute(&Query { facts: &facts, ..*query })?;
            }
            return Ok(Method::Parts);
        }
        let open = match relax::refute(query, &angles, self.variables) {
            Relaxed::Unsat => return Ok(Method::Linear),
            Relaxed::Unknown(open) => open,
        };
        if let Some(bodies) = open.near.as_ref().and_then(|near| (self.search)(near)) {
            return Err(Failure::Sat(Box::new(bodies)));
        }
        let (reason, cost) = (open.reason, (open.variables * open.variables).max(1));
        let Some(halves) = halves(query, &angles) else { return Err(Failure::Unknown(reason)) };
        for half in &halves {
            if self.left < cost {
                return Err(Failure::Unknown(reason));
            }
            self.left -= cost;
            let mut facts = query.facts.to_vec();
            facts.push(half);
            self.refute(&Query { facts: &facts, ..*query })?;
        }
        Ok(Method::Parts)
    }
}

fn choice<'a>(query: &Query<'a>) -> Option<(usize, &'a [Fact])> {
    query.facts.iter().enumerate().find_map(|(place, fact)| match fact {
        Fact::Any(cases) => Some((place, cases.as_slice())),
        _ => None,
    })
}

/// Two facts one of which holds of every body: the bone of which least is known is nearer to an axis than the middle of
/// its bounds, or not.
fn halves(query: &Query, angles: &Angles) -> Option<[Fact; 2]> {
    let spoken = query.facts.iter().fold(BoneSet::default(), |set, fact| set.union(fact.bones()));
    let axes = [Vector3::x(), Vector3::y(), Vector3::z()];
    let candidates = spoken.common(query.free_bones).iter().flat_map(|bone| axes.map(|axis| (bone, axis)));
    let width = |bone: Bone, axis| {
        let range = angles.to_fixed(bone, axis);
        (range.high - range.low, range)
    };
    let (bone, axis, (width, range)) =
        candidates.map(|(bone, axis)| (bone, axis, width(bone, axis))).max_by(|a, b| a.2.0.total_cmp(&b.2.0))?;
    if width < FINEST {
        return None;
    }
    let angle = (range.low + range.high) / 2.0;
    let half = |inside| Fact::DirectionAngle { bone, direction: axis, angle, inside };
    Some([half(true), half(false)])
}

/// Radians below which bounds are not halved.
const FINEST: f64 = 0.05;
