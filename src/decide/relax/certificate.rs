//! Which squares to add.
//!
//! Input: rows over dot products. Output: factors of sums of vectors whose squared lengths, added to the rows, probably
//! make them impossible; nothing where the rows can probably be met. The way: the least relief is sought, that is how much
//! every row must be relaxed and every matrix of dot products be lifted until all can be met, by Newton's method with
//! logarithmic barriers (Boyd and Vandenberghe, "Convex Optimization", 2004, chapter 11). What the barriers push with are
//! multiples of rows and of squares that nearly add up to a contradiction where the least relief is above zero (Farkas);
//! it is one as soon as it outweighs what is left over. Nothing here is trusted: the rows and the squares go to the solver.

use nalgebra::DMatrix;

use super::form::Block;
use super::space::Relaxation;
use crate::decide::least_squares::NormalEquations;
use crate::decide::solver::Row;

const ITERATIONS: usize = 80;
/// By how much a contradiction must outweigh what is left over, since the solver rounds.
const ENOUGH: f64 = 2.0;
/// A least relief below this is none: the solver's fractions are not finer.
const NONE: f64 = 1e-7;
/// By what the relief gains weight against the barriers when they are balanced.
const PRESS: f64 = 8.0;
/// Half the square of the Newton decrement at which they are.
const BALANCED: f64 = 0.3;

/// What was found.
pub struct Found {
    /// For each block the factors, one list for each square; nothing where the rows can probably be met.
    pub squares: Option<Vec<Vec<Vec<f64>>>>,
    /// Where they can with the least relief.
    pub point: Vec<f64>,
}

/// Looks for squares that make rows impossible.
pub fn squares(rows: &[Row], relaxation: &Relaxation) -> Found {
    let problem = Problem::new(rows, relaxation);
    let mut state = problem.start();
    // as many barriers as there are bound how far the relief is above the least
    let mut weight = problem.barriers() / state.relief.max(1.0);
    let mut normal = NormalEquations::default();
    for _ in 0..ITERATIONS {
        if state.relief < 0.0 {
            return Found { squares: None, point: state.point };
        }
        problem.equations(&state, weight, &mut normal);
        if problem.contradiction(&state)
            > ENOUGH * normal.right[..relaxation.variables].iter().map(|r| r.abs()).sum::<f64>()
        {
            return Found { squares: Some(problem.factors(&state)), point: state.point };
        }
        let Some(step) = normal.solve(|_| 1e-12).map(<[f64]>::to_vec) else { break };
        let decrement = normal.along() / 2.0;
        let (mut share, mut next) = (1.0, None);
        for _ in 0..30 {
            let moved = problem.moved(&state, &step, share);
            if let Some(moved) =
                moved.filter(|moved| moved.height(weight) < state.height(weight) - 0.1 * share * decrement)
            {
                next = Some(moved);
                break;
            }
            share *= 0.5;
        }
        if let Some(next) = next {
            state = next;
        } else if decrement > BALANCED {
            break;
        }
        // once a contradiction is there, better balance shows it
        let enough = state.relief * weight > 2.0 * problem.barriers();
        if decrement < if enough { 1e-9 } else { BALANCED } {
            if problem.barriers() / weight < NONE {
                break;
            }
            weight *= PRESS;
        }
    }
    Found { squares: None, point: state.point }
}

/// Rows and blocks with what is needed again and again.
struct Problem<'r> {
    rows: &'r [Row],
    relaxation: &'r Relaxation,
    /// For each row how much one unit of relief relaxes it.
    scales: Vec<f64>,
    entries: Vec<Vec<Entry>>,
}

/// Where a variable stands in a block's matrix, once for each place in its lower half; on the diagonal with half its factor.
struct Entry {
    variable: usize,
    at: (usize, usize),
    factor: f64,
}

/// A point within all barriers.
struct State {
    point: Vec<f64>,
    relief: f64,
    /// By how much each relaxed row holds.
    slacks: Vec<f64>,
    /// For each block the inverse of its lifted matrix.
    inverses: Vec<DMatrix<f64>>,
    /// The barriers.
    barrier: f64,
}

impl State {
    fn height(&self, weight: f64) -> f64 {
        weight * self.relief + self.barrier
    }
}

impl<'r> Problem<'r> {
    fn new(rows: &'r [Row], relaxation: &'r Relaxation) -> Problem<'r> {
        let scale = |row: &Row| row.terms.iter().map(|term| term.1.abs()).fold(1e-3, f64::max);
        let entries = relaxation.blocks.iter().map(entries).collect();
        Problem { rows, relaxation, scales: rows.iter().map(scale).collect(), entries }
    }

    fn barriers(&self) -> f64 {
        (self.rows.len() + self.relaxation.blocks.iter().map(|block| block.vectors.len()).sum::<usize>()) as f64
    }

    /// Where all coordinates and products are zero, and so much relief that everything holds.
    fn start(&self) -> State {
        let mut relief = 2.0;
        loop {
            if let Some(state) = self.at(vec![0.0; self.relaxation.variables], relief) {
                return state;
            }
            relief *= 2.0;
        }
    }

    /// A point; nothing where it is beyond a barrier.
    fn at(&self, point: Vec<f64>, relief: f64) -> Option<State> {
        let mut barrier = 0.0;
        let mut slacks = Vec::with_capacity(self.rows.len());
        for (row, scale) in self.rows.iter().zip(&self.scales) {
            let sum: f64 = row.terms.iter().map(|&(variable, c)| c * point[variable]).sum();
            let slack = sum - row.least + scale * relief;
            if slack <= 0.0 {
                return None;
            }
            barrier -= slack.ln();
            slacks.push(slack);
        }
        let mut inverses = Vec::with_capacity(self.relaxation.blocks.len());
        for block in &self.relaxation.blocks {
            let mut lifted = block.gram(&point);
            (0..lifted.nrows()).for_each(|i| lifted[(i, i)] += relief);
            let factor = lifted.cholesky()?;
            barrier -= 2.0 * factor.l_dirty().diagonal().iter().map(|x| x.ln()).sum::<f64>();
            inverses.push(factor.inverse());
        }
        barrier.is_finite().then_some(State { point, relief, slacks, inverses, barrier })
    }

    /// So much of a step.
    fn moved(&self, state: &State, step: &[f64], share: f64) -> Option<State> {
        let next = |(variable, x): (usize, &f64)| x + share * step[row_of(variable, self.relaxation)];
        let point = state.point.iter().enumerate().map(next).collect();
        self.at(point, state.relief + share * step[self.relaxation.variables])
    }

    /// Newton's equations; on the right what the barriers push with, the relief last.
    fn equations(&self, state: &State, weight: f64, normal: &mut NormalEquations) {
        let last = self.relaxation.variables;
        normal.clear(last + 1);
        normal.right[last] = -weight;
        let mut terms: Vec<(usize, f64)> = Vec::new();
        for ((row, scale), slack) in self.rows.iter().zip(&self.scales).zip(&state.slacks) {
            terms.clear();
            terms.extend(row.terms.iter().map(|&(variable, c)| (row_of(variable, self.relaxation), c)));
            terms.sort_unstable_by_key(|term| term.0);
            terms.push((last, *scale));
            terms.iter().for_each(|&(i, a)| normal.right[i] += a / slack);
            normal.add_square(1.0 / (slack * slack), &terms);
        }
        for (entries, inverse) in self.entries.iter().zip(&state.inverses) {
            self.add_block(entries, inverse, normal);
        }
        normal.close();
    }

    /// Adds the derivatives of the logarithm of a block's determinant.
    fn add_block(&self, entries: &[Entry], inverse: &DMatrix<f64>, normal: &mut NormalEquations) {
        let last = self.relaxation.variables;
        let square = inverse * inverse;
        normal.right[last] += inverse.trace();
        normal.add(last, last, square.trace());
        for (e, one) in entries.iter().enumerate() {
            let row = row_of(one.variable, self.relaxation);
            let (i, j) = one.at;
            normal.right[row] += 2.0 * one.factor * inverse[(i, j)];
            normal.add(last, row, 2.0 * one.factor * square[(i, j)]);
            for other in &entries[..=e] {
                let (k, l) = other.at;
                let product = inverse[(i, k)] * inverse[(j, l)] + inverse[(i, l)] * inverse[(j, k)];
                let mut by = 2.0 * one.factor * other.factor * product;
                let column = row_of(other.variable, self.relaxation);
                if row == column && !std::ptr::eq(one, other) {
                    by *= 2.0;
                }
                normal.add(row.max(column), row.min(column), by);
            }
        }
    }

    /// What rows and squares, each times what its barrier pushes with, ask for together, where nothing is left over.
    fn contradiction(&self, state: &State) -> f64 {
        let rows = self.rows.iter().zip(&state.slacks).map(|(row, slack)| row.least / slack);
        let origin = vec![0.0; self.relaxation.variables];
        let blocks = self.relaxation.blocks.iter().zip(&state.inverses);
        rows.sum::<f64>() - blocks.map(|(block, inverse)| block.gram(&origin).dot(inverse)).sum::<f64>()
    }

    fn factors(&self, state: &State) -> Vec<Vec<Vec<f64>>> {
        let most = state.inverses.iter().flat_map(|inverse| inverse.diagonal().iter().copied().collect::<Vec<_>>());
        let most = most.fold(f64::MIN_POSITIVE, f64::max);
        let squares = |inverse: &DMatrix<f64>| match (inverse / most).cholesky() {
            Some(factor) => factor.l().column_iter().map(|column| column.iter().copied().collect()).collect(),
            None => Vec::new(),
        };
        state.inverses.iter().map(squares).collect()
    }
}

/// The row of a variable in the equations: coordinates, which may have to do with any block, come last, so that what lies
/// before them falls into blocks.
fn row_of(variable: usize, relaxation: &Relaxation) -> usize {
    let coordinates = 3 * relaxation.bones.len();
    match variable < coordinates {
        true => variable + relaxation.variables - coordinates,
        false => variable - coordinates,
    }
}

/// By variable.
fn entries(block: &Block) -> Vec<Entry> {
    let n = block.vectors.len();
    let places = (0..n).flat_map(|i| (0..=i).map(move |j| (i, j)));
    let mut entries: Vec<Entry> = places
        .flat_map(|at| block.product(at.0, at.1).terms.iter().map(move |&(variable, factor)| (variable, at, factor)))
        .map(|(variable, at, factor)| Entry { variable, at, factor: if at.0 == at.1 { factor / 2.0 } else { factor } })
        .collect();
    entries.sort_by_key(|entry| entry.variable);
    entries
}
