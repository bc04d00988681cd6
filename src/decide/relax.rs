//! Refutes facts by linear arithmetic.
//!
//! Input: a query. Output: whether no body answers it. Bodies are described by the dot products of vectors: the three
//! axes, the free bones, and vectors that are linear in a bone. Facts are linear in them, and of any vectors the squared
//! length of a sum is not negative. Which sum of squares makes the rows impossible is found by arithmetic that rounds;
//! that they are is then Z3's word, in exact fractions. Invariant: every body that answers the query meets every row.

use crate::decide::fact::StatePair;
use crate::decide::propagate::Angles;
use crate::decide::query::Query;
use crate::decide::solver::{Linear, Outcome, Row};

mod certificate;
mod form;
mod rows;
mod space;

use certificate::{Found, squares};
use space::Relaxation;

/// What came of it.
#[derive(Debug, Clone, PartialEq)]
pub enum Relaxed {
    /// No body.
    Unsat,
    /// Nothing was refuted.
    Unknown(Open),
}

/// What is known where nothing was refuted.
#[derive(Debug, Clone, PartialEq)]
pub struct Open {
    /// Why.
    pub reason: String,
    /// Bodies that nearly answer the query, if it was looked at so far.
    pub near: Option<Box<StatePair>>,
    /// The variables of the linear query.
    pub variables: usize,
}

/// The solver's own steps for one query.
const EFFORT: u32 = 2_000_000;

/// Tries to refute a query whose disjunctions are already decided; `angles` are bounds that all bodies of the
/// query are within. Queries of more variables than given are left open.
pub fn refute(query: &Query, angles: &Angles, most_variables: usize) -> Relaxed {
    let relaxation = Relaxation::new(query);
    let variables = relaxation.variables;
    if variables > most_variables {
        return Relaxed::Unknown(Open { reason: "too many bones are free at once".to_string(), near: None, variables });
    }
    let rows = relaxation.rows(query, angles);
    let Found { squares, point } = squares(&rows, &relaxation);
    let reason = match squares {
        Some(squares) => match infeasible(&rows, &squares, &relaxation) {
            Outcome::Infeasible => return Relaxed::Unsat,
            Outcome::Feasible(_) => "a proof was near, but rounding undid it".to_string(),
            Outcome::GaveUp(reason) => reason,
        },
        None => "neither a body that does it was found nor a proof that there is none".to_string(),
    };
    Relaxed::Unknown(Open { reason, near: Some(Box::new(relaxation.bodies(&point))), variables })
}

/// Whether rows and sums of squares cannot hold together.
fn infeasible(rows: &[Row], squares: &[Vec<Vec<f64>>], relaxation: &Relaxation) -> Outcome {
    let blocks = relaxation.blocks.iter().zip(squares).filter(|(_, factors)| !factors.is_empty());
    let squares: Vec<Row> = blocks.map(|(block, factors)| block.sum_of_squares(factors)).collect();
    let mut solver = Linear::new(relaxation.variables, EFFORT);
    rows.iter().chain(&squares).for_each(|row| solver.require(row));
    solver.check()
}
