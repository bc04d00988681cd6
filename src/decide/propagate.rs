//! Refutes facts by the angles that they leave.
//!
//! Input: a query. Output: whether no body answers it. The angle of every two vectors that matter, bones and fixed
//! directions, is kept between bounds; the triangle inequality of the sphere and the facts narrow them until nothing
//! changes or nothing is left. Invariant: bounds are only ever too wide (see [`super::arithmetic`]).

use crate::decide::fact::Fact;
use crate::decide::query::Query;

mod angles;
mod narrow;

pub use angles::Angles;

/// How often the facts are gone through.
const ROUNDS: usize = 8;
/// Narrowing by less than so many radians is not worth another round.
const WORTHWHILE: f64 = 1e-3;

/// Whether no body answers the query. `false` proves nothing.
pub fn is_unsat(query: &Query) -> bool {
    narrowed(query).is_none()
}

/// The bounds that a query leaves, or nothing where it leaves none.
pub fn narrowed(query: &Query) -> Option<Angles> {
    let mut angles = Angles::new(query);
    angles.close()?;
    for _ in 0..ROUNDS {
        let before = angles.total();
        for fact in query.facts {
            angles.narrow(fact)?;
        }
        angles.close()?;
        angles.narrow_sums(query.facts)?;
        if before - angles.total() < WORTHWHILE {
            break;
        }
    }
    split(query, &angles)
}

/// A disjunction that nothing has decided is gone through case by case.
fn split(query: &Query, angles: &Angles) -> Option<Angles> {
    let choices = query.facts.iter().filter(|fact| matches!(fact, Fact::Any(cases) if cases.len() > 1)).count();
    if choices == 0 || choices > MOST_CHOICES {
        return Some(angles.clone());
    }
    let place = query.facts.iter().position(|fact| matches!(fact, Fact::Any(cases) if cases.len() > 1))?;
    let Fact::Any(cases) = query.facts[place] else { return Some(angles.clone()) };
    let mut facts = query.facts.to_vec();
    for case in cases {
        facts[place] = case;
        if narrowed(&Query { facts: &facts, ..*query }).is_some() {
            return Some(angles.clone());
        }
    }
    None
}

/// More disjunctions than this are not gone through: cases multiply.
const MOST_CHOICES: usize = 5;
