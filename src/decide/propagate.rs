//! Refutes facts by the angles that they leave.
//!
//! Input: a question. Output: whether no body answers it. The angle of every two vectors that matter, bones and fixed
//! directions, is kept between bounds; the triangle inequality of the sphere and the facts narrow them until nothing
//! changes or nothing is left. Invariant: bounds are only ever too wide (see [`super::arithmetic`]).

use crate::decide::fact::Fact;
use crate::decide::query::Question;

mod angles;
mod narrow;

pub use angles::Angles;

/// How often the facts are gone through.
const ROUNDS: usize = 8;
/// Narrowing by less than so many radians is not worth another round.
const WORTHWHILE: f64 = 1e-3;

/// Whether no body answers the question. `false` proves nothing.
pub fn refuted(question: &Question) -> bool {
    narrowed(question).is_none()
}

/// The bounds that a question leaves, or nothing where it leaves none.
pub fn narrowed(question: &Question) -> Option<Angles> {
    let mut angles = Angles::new(question);
    angles.close()?;
    for _ in 0..ROUNDS {
        let before = angles.total();
        for fact in question.facts {
            angles.narrow(fact)?;
        }
        angles.close()?;
        angles.narrow_sums(question.facts)?;
        if before - angles.total() < WORTHWHILE {
            break;
        }
    }
    split(question, &angles)
}

/// A disjunction that nothing has decided is gone through case by case.
fn split(question: &Question, angles: &Angles) -> Option<Angles> {
    let choices = question.facts.iter().filter(|fact| matches!(fact, Fact::Any(cases) if cases.len() > 1)).count();
    if choices == 0 || choices > MOST_CHOICES {
        return Some(angles.clone());
    }
    let place = question.facts.iter().position(|fact| matches!(fact, Fact::Any(cases) if cases.len() > 1))?;
    let Fact::Any(cases) = question.facts[place] else { return Some(angles.clone()) };
    let mut facts = question.facts.to_vec();
    for case in cases {
        facts[place] = case;
        if narrowed(&Question { facts: &facts, ..*question }).is_some() {
            return Some(angles.clone());
        }
    }
    None
}

/// More disjunctions than this are not gone through: cases multiply.
const MOST_CHOICES: usize = 5;
