//! Which squares to add.
//!
//! Input: rows over dot products. Output: factors of sums of vectors whose squared lengths, added to the rows, probably
//! make them impossible; nothing where the rows can probably be met. The way: the point at which the squares of all
//! that is violated, rows and negative eigenvalues, add up to the least (damped Gauss-Newton). Where that least is above
//! zero, its gradient is zero, and that says that the rows and the squares, each times its violation, add up to a
//! contradiction (Farkas). Nothing here is trusted: the rows and the squares go to the solver.

use nalgebra::{DMatrix, DVector, SymmetricEigen};

use super::{Block, Relaxation};
use crate::verify::solver::Row;

const ITERATIONS: usize = 60;
/// The sum of squares below which rows count as met.
const MET: f64 = 1e-12;
/// The change of the sum, as a share of it, at which no more comes.
const SETTLED: f64 = 1e-7;

/// For each block the factors, one list for each square.
pub fn squares(rows: &[Row], relaxation: &Relaxation) -> Option<Vec<Vec<Vec<f64>>>> {
    let mut point = DVector::zeros(relaxation.variables);
    let mut damping = 1e-4;
    let mut state = State::at(rows, relaxation, &point);
    for _ in 0..ITERATIONS {
        if state.cost < MET {
            return None;
        }
        let (matrix, vector) = state.equations(rows, relaxation);
        let mut settled = true;
        for _ in 0..10 {
            let mut damped = matrix.clone();
            for i in 0..point.len() {
                damped[(i, i)] += damping * (damped[(i, i)] + 1e-3);
            }
            if let Some(step) = damped.cholesky().map(|factor| factor.solve(&vector)) {
                let next = &point + step;
                let after = State::at(rows, relaxation, &next);
                if after.cost < state.cost {
                    settled = state.cost - after.cost < SETTLED * state.cost;
                    (point, state) = (next, after);
                    damping = (damping * 0.1).max(1e-10);
                    break;
                }
            }
            damping *= 10.0;
        }
        if settled {
            break;
        }
    }
    Some(state.factors())
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
}

impl State {
    fn at(rows: &[Row], relaxation: &Relaxation, point: &DVector<f64>) -> State {
        let point = point.as_slice();
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
    fn equations(&self, rows: &[Row], relaxation: &Relaxation) -> (DMatrix<f64>, DVector<f64>) {
        let size = relaxation.variables;
        let (mut matrix, mut vector) = (DMatrix::zeros(size, size), DVector::zeros(size));
        for &(row, lack) in &self.lacks {
            let terms = &rows[row].terms;
            for &(i, a) in terms {
                vector[i] += a * lack;
                for &(j, b) in terms {
                    matrix[(i, j)] += a * b;
                }
            }
        }
        // the second derivative of the squares of negative eigenvalues, also where their vectors turn
        for (block, spectrum) in relaxation.blocks.iter().zip(&self.spectra) {
            for (k, (value, one)) in spectrum.negative.iter().enumerate() {
                for (l, (_, other)) in spectrum.negative[..=k].iter().enumerate() {
                    let slope = slope(block, one, other, size);
                    if k == l {
                        vector.axpy(*value, &slope, 1.0);
                    }
                    add_square(&mut matrix, if k == l { 1.0 } else { 2.0 }, &slope);
                }
                for (positive, other) in &spectrum.positive {
                    add_square(&mut matrix, 2.0 * value / (value + positive), &slope(block, one, other, size));
                }
            }
        }
        (matrix, vector)
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

/// Adds a vector's product with itself; most of its entries are zero.
fn add_square(matrix: &mut DMatrix<f64>, weight: f64, slope: &DVector<f64>) {
    let entries: Vec<(usize, f64)> = slope.iter().copied().enumerate().filter(|(_, x)| *x != 0.0).collect();
    for &(i, a) in &entries {
        for &(j, b) in &entries {
            matrix[(i, j)] += weight * a * b;
        }
    }
}

/// How the product of a vector, a block's matrix and another vector changes with the variables.
fn slope(block: &Block, one: &DVector<f64>, other: &DVector<f64>, variables: usize) -> DVector<f64> {
    let n = block.vectors.len();
    let mut slope = DVector::zeros(variables);
    for i in 0..n {
        for j in 0..n {
            let weight = one[i] * other[j];
            for &(variable, c) in &block.product(i, j).terms {
                slope[variable] += weight * c;
            }
        }
    }
    slope
}
