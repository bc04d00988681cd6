//! Forms over dot products, and blocks of vectors.
//!
//! Output: what rows and squares are made of. It knows nothing of facts.

use nalgebra::{DMatrix, Matrix3, Vector3};

use crate::decide::fact::Bone;
use crate::decide::solver::Row;

/// A vector as `matrix * bone + constant`.
#[derive(Clone, PartialEq)]
pub(super) struct Vector {
    pub(super) of: Option<Bone>,
    pub(super) matrix: Matrix3<f64>,
    pub(super) constant: Vector3<f64>,
    /// The square of its length, where all bodies have the same.
    pub(super) square: Option<f64>,
}

/// A linear form: a constant and variables with coefficients.
#[derive(Clone, Default)]
pub(super) struct Form {
    pub(super) constant: f64,
    pub(super) terms: Vec<(usize, f64)>,
}

impl Form {
    pub(super) fn add(&mut self, other: &Form, by: f64) {
        self.constant += other.constant * by;
        self.terms.extend(other.terms.iter().map(|(variable, c)| (*variable, c * by)));
    }

    pub(super) fn at(&self, point: &[f64]) -> f64 {
        self.constant + self.terms.iter().map(|&(variable, c)| c * point[variable]).sum::<f64>()
    }

    /// `self >= least`.
    pub(super) fn at_least(&self, least: f64) -> Row {
        let mut terms = self.terms.clone();
        terms.sort_unstable_by_key(|term| term.0);
        terms.dedup_by(|next, kept| {
            let same = next.0 == kept.0;
            if same {
                kept.1 += next.1;
            }
            same
        });
        Row { terms, least: least - self.constant - 1e-12 }
    }

    pub(super) fn at_most(&self, most: f64) -> Row {
        let mut turned = Form::default();
        turned.add(self, -1.0);
        turned.at_least(-most)
    }
}

/// Vectors of which any two are in one fact, or are linked by others that are: the axes, some of the free bones, and what
/// is linear in them. Dot products of vectors of different blocks are in no fact, and any values of the others leave
/// values for them.
pub(super) struct Block {
    pub(super) vectors: Vec<Vector>,
    /// The dot product of every two vectors.
    pub(super) products: Vec<Form>,
}

impl Block {
    pub(super) fn product(&self, i: usize, j: usize) -> &Form {
        &self.products[i * self.vectors.len() + j]
    }

    /// The dot products of the vectors at a point.
    pub(super) fn gram(&self, point: &[f64]) -> DMatrix<f64> {
        let n = self.vectors.len();
        DMatrix::from_fn(n, n, |i, j| self.product(i, j).at(point))
    }

    /// A sum of squared lengths of sums of vectors, one for each list of factors: not negative for any body.
    pub(super) fn sum_of_squares(&self, factors: &[Vec<f64>]) -> Row {
        let n = self.vectors.len();
        let mut sum = Form::default();
        for i in 0..n {
            for j in 0..=i {
                let weight: f64 = factors.iter().map(|v| v[i] * v[j]).sum();
                if weight != 0.0 {
                    sum.add(self.product(i, j), if i == j { weight } else { 2.0 * weight });
                }
            }
        }
        sum.at_least(0.0)
    }
}
