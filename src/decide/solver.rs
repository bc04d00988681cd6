//! The solver: the one file that names Z3.
//!
//! Input: linear inequalities over real numbers, or for audits polynomial ones. Output: whether they can hold together.
//! Invariant: coefficients become exact fractions and bounds are rounded outward, so that what Z3 refutes is refuted for the
//! numbers meant (inward where an audit asks for that); effort is counted in Z3's own steps, never in seconds, so that an
//! answer does not depend on the machine.

use z3::ast::{Bool, Real};
use z3::{Params, SatResult, Solver, Tactic};

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
    /// They hold at these values of the variables.
    Feasible(Vec<f64>),
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
        limit(&solver, "random_seed", effort);
        // interrupts are the program's own to handle
        let mut params = Params::new();
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
        let least = Real::from_rational(((row.least * DENOMINATOR) - spare).floor() as i64, DENOMINATOR as i64);
        let sum: Vec<Real> = row
            .terms
            .iter()
            .filter(|(_, coefficient)| *coefficient != 0.0)
            .map(|&(variable, coefficient)| fraction(coefficient, DENOMINATOR) * &self.variables[variable])
            .collect();
        let sum = if sum.is_empty() { fraction(0.0, DENOMINATOR) } else { Real::add(&sum) };
        self.solver.assert(sum.ge(least));
    }

    /// Asks.
    pub fn check(&self) -> Outcome {
        answer(&self.solver, &self.variables)
    }
}

/// `constant + sum of coefficient * product of variables`, of one variable or two.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Polynomial {
    /// The constant.
    pub constant: f64,
    /// Variables, of absolute value at most 1 wherever it matters, with coefficients.
    pub singles: Vec<(usize, f64)>,
    /// Products of two variables, with coefficients.
    pub products: Vec<(usize, usize, f64)>,
}

/// Fractions in polynomials have this denominator: they are multiplied so often that finer ones take too long.
const COARSE: f64 = 1e5;

/// What must hold of variables.
#[derive(Debug, Clone, PartialEq)]
pub enum Condition {
    /// A polynomial is at least zero.
    Positive(Polynomial),
    /// At least one of these holds; of none, never.
    Any(Vec<Condition>),
}

/// To which side bounds are rounded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// What holds after rounding holds.
    Inward,
    /// What holds, holds after rounding.
    Outward,
}

/// Polynomial conditions: Z3 decides few of them, but those by a way of its own.
pub struct Polynomials {
    solver: Solver,
    variables: Vec<Real>,
    side: Side,
    asserted: usize,
}

impl Polynomials {
    /// No conditions yet, over so many variables.
    pub fn new(variables: usize, side: Side, effort: u32) -> Polynomials {
        // the solver that Z3 takes for the logic tries several ways, each for some seconds; this one way counts steps
        let solver = Tactic::new("qfnra-nlsat").solver();
        limit(&solver, "seed", effort);
        let variables = (0..variables).map(|i| Real::new_const(i as u32)).collect();
        Polynomials { solver, variables, side, asserted: 0 }
    }

    /// Variables are the coordinates of a unit vector, exactly.
    pub fn unit(&mut self, variables: &[usize]) {
        let squares = variables.iter().map(|&i| &self.variables[i] * &self.variables[i]);
        let sum = Real::add(&squares.collect::<Vec<Real>>());
        self.assert(&sum.eq(Real::from_rational(1, 1)));
    }

    /// Adds a condition.
    pub fn require(&mut self, condition: &Condition) {
        self.assert(&self.said(condition));
    }

    fn assert(&mut self, said: &Bool) {
        self.solver.assert(said);
        self.asserted += 1;
    }

    fn said(&self, condition: &Condition) -> Bool {
        let polynomial = match condition {
            Condition::Positive(polynomial) => polynomial,
            Condition::Any(cases) => {
                return Bool::or(&cases.iter().map(|case| self.said(case)).collect::<Vec<Bool>>());
            }
        };
        let fraction = |number| fraction(number, COARSE);
        let singles = polynomial.singles.iter().map(|&(i, by)| fraction(by) * &self.variables[i]);
        let product = |&(i, j, by): &(usize, usize, f64)| fraction(by) * &self.variables[i] * &self.variables[j];
        let terms: Vec<Real> = singles.chain(polynomial.products.iter().map(product)).collect();
        // a product of at most 1 in absolute value moves the sum by less than one unit per rounded coefficient
        let spare = (terms.len() + 2) as f64 / COARSE;
        let constant = match self.side {
            Side::Inward => polynomial.constant - spare,
            Side::Outward => polynomial.constant + spare,
        };
        let sum = terms.into_iter().fold(fraction(constant), |sum, term| sum + term);
        sum.ge(Real::from_rational(0, 1))
    }

    /// Asks.
    pub fn check(&self) -> Outcome {
        if self.solver.get_assertions().len() != self.asserted {
            return Outcome::GaveUp("the solver lost what it was told".to_string());
        }
        answer(&self.solver, &self.variables)
    }
}

/// Makes answers depend on nothing but the query. A solver that does not know the name of its seed would silently
/// take no limit either, and lose what it is told first.
fn limit(solver: &Solver, seed: &str, effort: u32) {
    let mut params = Params::new();
    params.set_u32(seed, 1);
    params.set_u32("rlimit", effort);
    solver.set_params(&params);
}

/// The nearest fraction with this denominator.
fn fraction(number: f64, denominator: f64) -> Real {
    Real::from_rational((number * denominator).round() as i64, denominator as i64)
}

fn answer(solver: &Solver, variables: &[Real]) -> Outcome {
    match solver.check() {
        SatResult::Unsat => Outcome::Infeasible,
        SatResult::Sat => {
            let Some(model) = solver.get_model() else {
                return Outcome::GaveUp("the solver gave no values".to_string());
            };
            let value = |variable: &Real| model.eval(variable, true).map_or(0.0, |value| value.approx_f64());
            Outcome::Feasible(variables.iter().map(value).collect())
        }
        SatResult::Unknown => {
            let reason = solver.get_reason_unknown().unwrap_or_default();
            Outcome::GaveUp(format!("the solver stopped at its limit of steps ({reason})"))
        }
    }
}
