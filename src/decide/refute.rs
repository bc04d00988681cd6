//! Proofs that no body answers a question.
//!
//! Input: a question. Output: by what it is refuted, or bodies that nearly answer it. Bounds on angles come first, then
//! linear arithmetic, then both on halves of the question. Invariant: what is refuted is refuted by arithmetic that errs
//! outward.

use nalgebra::Vector3;

use crate::decide::answer::{Answer, Effort, Method};
use crate::decide::fact::{Bodies, Bone, BoneSet, Fact};
use crate::decide::propagate::{self, Angles};
use crate::decide::query::Question;
use crate::decide::relax::{self, Relaxed};

/// Answers a question of which only a proof is wanted.
pub fn refute(question: &Question, effort: Effort) -> Answer {
    match refute_or(question, effort, &mut |_| None) {
        Ok(method) => Answer::Refuted(method),
        Err(Failure::Met(bodies)) => Answer::Met(bodies),
        Err(Failure::Open(reason)) => Answer::Open(reason),
    }
}

/// Why there is no proof.
pub enum Failure {
    /// Bodies were found that answer the question.
    Met(Box<Bodies>),
    /// No proof was found; why.
    Open(String),
}

/// Refutes a question; where a part of it is not refuted, `look` is told bodies that nearly answer that part, and may tell
/// bodies that answer the question.
pub fn refute_or(
    question: &Question,
    effort: Effort,
    look: &mut dyn FnMut(&Bodies) -> Option<Bodies>,
) -> Result<Method, Failure> {
    let sliced = question.sliced();
    let mut work = Work { left: effort.parts * PART, variables: effort.variables, look };
    work.refute(&Question { facts: &sliced, ..*question })
}

/// The squared number of variables of a question that counts as one part; of smaller ones more are looked at.
const PART: usize = 70 * 70;

struct Work<'w> {
    left: usize,
    variables: usize,
    look: &'w mut dyn FnMut(&Bodies) -> Option<Bodies>,
}

impl Work<'_> {
    fn refute(&mut self, question: &Question) -> Result<Method, Failure> {
        let Some(angles) = propagate::narrowed(question) else {
            return Ok(Method::Angles);
        };
        // case by case, where something is said with "or"
        if let Some((place, cases)) = choice(question) {
            let mut facts = question.facts.to_vec();
            for case in cases {
                facts[place] = case;
                self.refute(&Question { facts: &facts, ..*question })?;
            }
            return Ok(Method::Parts);
        }
        let open = match relax::refute(question, &angles, self.variables) {
            Relaxed::Refuted => return Ok(Method::Linear),
            Relaxed::Open(open) => open,
        };
        if let Some(bodies) = open.near.as_ref().and_then(|near| (self.look)(near)) {
            return Err(Failure::Met(Box::new(bodies)));
        }
        let (reason, cost) = (open.reason, (open.variables * open.variables).max(1));
        let Some(halves) = halves(question, &angles) else { return Err(Failure::Open(reason)) };
        for half in &halves {
            if self.left < cost {
                return Err(Failure::Open(reason));
            }
            self.left -= cost;
            let mut facts = question.facts.to_vec();
            facts.push(half);
            self.refute(&Question { facts: &facts, ..*question })?;
        }
        Ok(Method::Parts)
    }
}

fn choice<'a>(question: &Question<'a>) -> Option<(usize, &'a [Fact])> {
    question.facts.iter().enumerate().find_map(|(place, fact)| match fact {
        Fact::Any(cases) => Some((place, cases.as_slice())),
        _ => None,
    })
}

/// Two facts one of which holds of every body: the bone of which least is known is nearer to an axis than the middle of
/// its bounds, or not.
fn halves(question: &Question, angles: &Angles) -> Option<[Fact; 2]> {
    let spoken = question.facts.iter().fold(BoneSet::default(), |set, fact| set.union(fact.bones()));
    let axes = [Vector3::x(), Vector3::y(), Vector3::z()];
    let candidates = spoken.common(question.free).iter().flat_map(|bone| axes.map(|axis| (bone, axis)));
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
    let half = |inside| Fact::Cone { bone, direction: axis, angle, inside };
    Some([half(true), half(false)])
}

/// Radians below which bounds are not halved.
const FINEST: f64 = 0.05;
