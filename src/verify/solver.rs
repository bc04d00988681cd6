//! The solver: the one file that names Z3.
//!
//! Input: linear inequalities over real numbers. Output: whether they can hold together. Invariant: coefficients become exact fractions and bounds are rounded outward, so
//! that what Z3 refutes is refuted for the numbers meant; effort is counted in Z3's own steps, never in seconds, so that
//! an answer does not depend on the machine.

use z3::ast::Real;
use z3::{Params, SatResult, Solver};

/// `sum of coefficient * variable >= least`.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// Variables, of absolute value at most 1 wherever it matters, and their coefficients.
    pub terms: Vec<(usize, f64)>,
    /// The bound.
    pub least: f64,
}

/// What the solver says.
#[derive(Debug, Clone, PartialEq)]
pub enum Outcome {
    /// The rows cannot hold together.
    Infeasible,
    /// They can.
    Feasible,
    /// It gave up.
    GaveUp(String),
}

/// The version that the proofs were tried with at least.
pub const OLDEST: (u32, u32) = (4, 13);

/// The library's version.
pub fn version() -> String {
    z3::full_version().to_string()
}

/// Whether the library that was loaded can be used.
///
/// # Errors
/// A sentence that says which library was loaded and what to do.
pub fn usable() -> Result<(), String> {
    let loaded = version();
    // "Z3 5.4.1.0 ..."
    let mut numbers = loaded.split(['.', ' ']).filter_map(|part| part.parse::<u32>().ok());
    if numbers.next().zip(numbers.next()).is_some_and(|found| found >= OLDEST) {
        return Ok(());
    }
    let (major, minor) = OLDEST;
    Err(format!(
        "the Z3 library that was loaded calls itself `{loaded}`, but proofs need version {major}.{minor} or newer; run \
         `make deps`, or take the old library out of the loader's path"
    ))
}

/// Rows that are to be refuted.
pub struct Linear {
    solver: Solver,
    variables: Vec<Real>,
}

/// Fractions have this denominator.
const DENOMINATOR: f64 = 1e9;

impl Linear {
    /// No rows yet, over so many variables.
    pub fn new(variables: usize, effort: u32) -> Linear {
        let solver = Solver::new_for_logic("QF_LRA").unwrap_or_default();
        let mut params = Params::new();
        params.set_u32("random_seed", 1);
        params.set_u32("rlimit", effort);
        // interrupts are the program's own to handle
        params.set_bool("ctrl_c", false);
        solver.set_params(&params);
        // within a scope the solver works on rows as they are, which is quicker for so few than to rewrite them first
        solver.push();
        Linear { solver, variables: (0..variables).map(|i| Real::new_const(i as u32)).collect() }
    }

    /// Adds a row; the bound errs outward by what its fractions may be off.
    pub fn require(&mut self, row: &Row) {
        // a variable of at most 1 in absolute value moves the sum by less than one unit per rounded coefficient
        let spare = (row.terms.len() + 2) as f64;
        let least = ((row.least * DENOMINATOR) - spare).floor() as i64;
        let sum: Vec<Real> = row
            .terms
            .iter()
            .filter(|(_, coefficient)| *coefficient != 0.0)
            .map(|&(variable, c)| fraction((c * DENOMINATOR).round() as i64) * &self.variables[variable])
            .collect();
        let sum = if sum.is_empty() { fraction(0) } else { Real::add(&sum) };
        self.solver.assert(sum.ge(fraction(least)));
    }

    /// Asks.
    pub fn check(&self) -> Outcome {
        match self.solver.check() {
            SatResult::Unsat => Outcome::Infeasible,
            SatResult::Sat => Outcome::Feasible,
            SatResult::Unknown => {
                let reason = self.solver.get_reason_unknown().unwrap_or_default();
                Outcome::GaveUp(format!("the solver stopped at its limit of steps ({reason})"))
            }
        }
    }
}

fn fraction(numerator: i64) -> Real {
    Real::from_rational(numerator, DENOMINATOR as i64)
}
