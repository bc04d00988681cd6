//! Which squares to add.
//!
//! Input: rows over dot products. Output: factors of sums of vectors whose squared lengths, added to the rows, probably
//! make them impossible; nothing where the rows can probably be met. The way: the point at which the squares of all
//! that is violated, rows and negative eigenvalues, add up to the least (damped Gauss-Newton). Where that least is above
//! zero, its gradient is zero, and that says that the rows and the squares, each times its violation, add up to a
//! contradiction (Farkas); before that, when the gradient is too small to undo the contradiction. Nothing here is trusted: the rows and the squares go to the solver.

use nalgebra::{DVector, SymmetricEigen};

use super::form::Block;
use super::space::Relaxation;
use crate::verify::normal::{Normal, dot};
use crate::verify::solver::Row;

const ITERATIONS: usize = 60;
/// The sum of squares below which rows count as met.
const MET: f64 = 1e-12;
/// The change of the sum, as a share of it, at which no more comes.
const SETTLED: f64 = 1e-7;

/// By how much the damping grows at first where a step leads up. How much it shrinks where it leads down depends on how well
/// the gain was foretold (Nielsen, "Damping Parameter in Marquardt's Method", 1999).
const GROWTH: f64 = 4.0;

/// By how much a contradiction must outweigh what is left over, since the solver rounds.
const ENOUGH: f64 = 1.5;

/// What was found.
pub struct Found {
    /// For each block the factors, one list for each square; nothing where the rows can probably be met.
    pub squares: Option<Vec<Vec<Vec<f64>>>>,
    /// Where least is violated.
    pub point: Vec<f64>,
}

/// Looks for squares that make rows impossible.
pub fn squares(rows: &[Row], relaxation: &Relaxation) -> Found {
    let entries: Vec<Vec<Entry>> = relaxation.blocks.iter().map(entries).collect();
    let mut point = vec![0.0; relaxation.variables];
    let mut damping = 1e-4;
    let mut growth = GROWTH;
    let mut state = State::at(rows, relaxation, &point);
    let mut normal = Normal::default();
    for _ in 0..ITERATIONS {
        if state.cost < MET {
            return Found { squares: None, point };
        }
        state.equations(rows, relaxation, &entries, &mut normal);
        // of the sum of what is violated, each times its violation, this much is left over within the bounds of variables
        let left = point.iter().enumerate().map(|(i, x)| normal.right[row_of(i, relaxation)].abs() * (1.0 + x.abs()));
        if state.cost > ENOUGH * left.sum::<f64>() {
            break;
        }
        let mut settled = true;
        for _ in 0..10 {
            if let Some(step) = normal.solve(|diagonal| damping * (diagonal + 1e-3)) {
                let moved = |variable: usize| step[row_of(variable, relaxation)];
                let next: Vec<f64> = point.iter().enumerate().map(|(variable, x)| x + moved(variable)).collect();
                let after = State::at(rows, relaxation, &next);
                let gain = state.cost - after.cost;
                if gain > 0.0 {
                    settled = gain < SETTLED * state.cost;
                    (point, state) = (next, after);
                    let foretold = gain / normal.along();
                    damping = (damping * (1.0 - (2.0 * foretold - 1.0).powi(3)).clamp(0.1, 2.0)).max(1e-10);
                    growth = GROWTH;
                    break;
                }
            }
            damping *= growth;
            growth *= 2.0;
        }
        if settled {
            break;
        }
    }
    Found { squares: Some(state.factors()), point }
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

/// Where a variable stands in a block's matrix, once for each place in its lower half.
struct Entry {
    variable: usize,
    at: (usize, usize),
    factor: f64,
}

/// By variable.
fn entries(block: &Block) -> Vec<Entry> {
    let n = block.vectors.len();
    let places = (0..n).flat_map(|i| (0..=i).map(move |j| (i, j)));
    let mut entries: Vec<Entry> = places
        .flat_map(|at| block.product(at.0, at.1).terms.iter().map(move |&(variable, factor)| (variable, at, factor)))
        .map(|(variable, at, factor)| Entry { variable, at, factor })
        .collect();
    entries.sort_by_key(|entry| entry.variable);
    entries
}

struct State {
    cost: f64,
    /// Violated rows and by how much.
    lacks: Vec<(usize, f64)>,
    spectra: Vec<Spectrum>,
}

/// The eigenvalues of a block's matrix, and their vectors.
#[derive(Default)]
struct Spectrum {
    /// Negative ones, turned round.
    negative: Vec<(f64, DVector<f64>)>,
    /// The others.
    positive: Vec<(f64, DVector<f64>)>,
}

impl Spectrum {
    fn of(block: &Block, point: &[f64]) -> Spectrum {
        let eigen = SymmetricEigen::new(block.gram(point));
        let mut spectrum = Spectrum::default();
        for (value, vector) in eigen.eigenvalues.iter().zip(eigen.eigenvectors.column_iter()) {
            let side = if *value < 0.0 { &mut spectrum.negative } else { &mut spectrum.positive };
            side.push((value.abs(), vector.into_owned()));
        }
        spectrum
    }

    /// How often the second derivative of half the squares of negative eigenvalues has the square of how the product of a
    /// vector, the matrix and another vector changes: also where vectors turn towards those of positive eigenvalues.
    fn pairs(&self) -> Vec<(f64, &DVector<f64>, &DVector<f64>)> {
        let mut pairs = Vec::new();
        for (k, (value, one)) in self.negative.iter().enumerate() {
            let negative = self.negative[..=k].iter().enumerate();
            pairs.extend(negative.map(|(l, (_, other))| (if k == l { 1.0 } else { 2.0 }, one, other)));
            let positive = self.positive.iter();
            pairs.extend(positive.map(|(positive, other)| (2.0 * value / (value + positive), one, other)));
        }
        pairs
    }
}

impl State {
    fn at(rows: &[Row], relaxation: &Relaxation, point: &[f64]) -> State {
        let value = |row: &Row| row.terms.iter().map(|&(variable, c)| c * point[variable]).sum::<f64>();
        let lacks: Vec<(usize, f64)> = rows
            .iter()
            .enumerate()
            .map(|(i, row)| (i, row.least - value(row)))
            .filter(|(_, lack)| *lack > 0.0)
            .collect();
        let spectra: Vec<Spectrum> = relaxation.blocks.iter().map(|block| Spectrum::of(block, point)).collect();
        let negative = spectra.iter().flat_map(|spectrum| &spectrum.negative);
        let cost = lacks.iter().map(|(_, lack)| lack * lack).sum::<f64>()
            + negative.map(|(value, _)| value * value).sum::<f64>();
        State { cost, lacks, spectra }
    }

    /// The normal equations of everything that is violated.
    fn equations(&self, rows: &[Row], relaxation: &Relaxation, entries: &[Vec<Entry>], normal: &mut Normal) {
        normal.clear(relaxation.variables);
        let mut terms: Vec<(usize, f64)> = Vec::new();
        for &(row, lack) in &self.lacks {
            terms.clear();
            terms.extend(rows[row].terms.iter().map(|&(variable, c)| (row_of(variable, relaxation), c)));
            terms.sort_unstable_by_key(|term| term.0);
            terms.iter().for_each(|&(i, a)| normal.right[i] += a * lack);
            normal.add_square(1.0, &terms);
        }
        for (entries, spectrum) in entries.iter().zip(&self.spectra).filter(|(_, s)| !s.negative.is_empty()) {
            add_curvature(entries, spectrum, relaxation, normal);
        }
        normal.close();
    }

    fn factors(&self) -> Vec<Vec<Vec<f64>>> {
        let negative = self.spectra.iter().flat_map(|spectrum| &spectrum.negative).map(|(value, _)| *value);
        let most = self.lacks.iter().map(|(_, lack)| *lack).chain(negative).fold(f64::MIN_POSITIVE, f64::max);
        let factor = |(value, vector): &(f64, DVector<f64>)| {
            let scale = (value / most).sqrt();
            vector.iter().map(|x| x * scale).collect()
        };
        self.spectra.iter().map(|spectrum| spectrum.negative.iter().map(factor).collect()).collect()
    }
}

/// Adds the derivatives of half the squares of a block's negative eigenvalues.
fn add_curvature(entries: &[Entry], spectrum: &Spectrum, relaxation: &Relaxation, normal: &mut Normal) {
    let pairs = spectrum.pairs();
    let slope = |of: &[Entry], one: &DVector<f64>, other: &DVector<f64>| -> f64 {
        let part = |entry: &Entry| match entry.at {
            (i, j) if i == j => entry.factor * one[i] * other[i],
            (i, j) => entry.factor * (one[i] * other[j] + one[j] * other[i]),
        };
        of.iter().map(part).sum()
    };
    // for each variable how every product changes with it, times the root of how often that counts
    let variables: Vec<&[Entry]> = entries.chunk_by(|a, b| a.variable == b.variable).collect();
    let rows: Vec<usize> = variables.iter().map(|of| row_of(of[0].variable, relaxation)).collect();
    let mut slopes: Vec<f64> = Vec::with_capacity(variables.len() * pairs.len());
    for (of, &row) in variables.iter().zip(&rows) {
        slopes.extend(pairs.iter().map(|(weight, one, other)| weight.sqrt() * slope(of, one, other)));
        let falling = spectrum.negative.iter().map(|(value, vector)| value * slope(of, vector, vector));
        normal.right[row] += falling.sum::<f64>();
    }
    let slopes: Vec<&[f64]> = slopes.chunks_exact(pairs.len()).collect();
    for (a, one) in slopes.iter().enumerate() {
        for (b, other) in slopes[..=a].iter().enumerate() {
            normal.add(rows[a].max(rows[b]), rows[a].min(rows[b]), dot(one, other));
        }
    }
}
