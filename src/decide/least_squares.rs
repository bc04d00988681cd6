//! Normal equations of least squares, solved often and small: the inner loop of the search and of certificates.
//!
//! Input: the lower half of a symmetric matrix, a right side, what to add to the diagonal. Output: the solution, or nothing
//! where the matrix is not positive. Invariant: sums are taken in one order, so a solution does not depend on the machine.
//! It knows nothing of what is solved for.

/// A symmetric matrix and a right side. Memory is kept from use to use.
#[derive(Default)]
pub struct NormalEquations {
    size: usize,
    /// The lower half, row after row.
    matrix: Vec<f64>,
    /// The right side.
    pub right: Vec<f64>,
    factor: Vec<f64>,
    /// For each row its first entry that is not zero: what stands before it stays zero in the factor.
    first: Vec<usize>,
    solution: Vec<f64>,
}

impl NormalEquations {
    /// All zero, of a size.
    pub fn clear(&mut self, size: usize) {
        self.size = size;
        self.matrix.clear();
        self.matrix.resize(size * (size + 1) / 2, 0.0);
        self.right.clear();
        self.right.resize(size, 0.0);
    }

    /// Adds to an entry of the lower half: `column` is at most `row`.
    pub fn add(&mut self, row: usize, column: usize, by: f64) {
        self.matrix[start(row) + column] += by;
    }

    /// Adds a vector's product with itself, given by its entries that are not zero, in ascending order.
    pub fn add_square(&mut self, weight: f64, entries: &[(usize, f64)]) {
        for (n, &(i, a)) in entries.iter().enumerate() {
            let row = &mut self.matrix[start(i)..start(i + 1)];
            for &(j, b) in &entries[..=n] {
                row[j] += weight * a * b;
            }
        }
    }

    /// Where the rows of the matrix begin to differ from zero; to be called when all is added.
    pub fn close(&mut self) {
        self.first.clear();
        for i in 0..self.size {
            let row = &self.matrix[start(i)..start(i + 1)];
            self.first.push(row.iter().position(|x| *x != 0.0).unwrap_or(i));
        }
    }

    /// Solves with something added to each entry of the diagonal.
    pub fn solve(&mut self, added: impl Fn(f64) -> f64) -> Option<&[f64]> {
        let n = self.size;
        self.factor.clear();
        self.factor.extend_from_slice(&self.matrix);
        for i in 0..n {
            let (above, rest) = self.factor.split_at_mut(start(i));
            let row = &mut rest[..=i];
            let first = self.first[i];
            for j in first..i {
                let other = &above[start(j)..start(j) + j + 1];
                let from = first.max(self.first[j]);
                let sum = if from < j { dot(&row[from..j], &other[from..j]) } else { 0.0 };
                row[j] = (row[j] - sum) * other[j];
            }
            let rest = row[i] + added(row[i]) - dot(&row[first..i], &row[first..i]);
            if !(rest > 0.0 && rest.is_finite()) {
                return None;
            }
            // the inverse, by which everything else is multiplied
            row[i] = 1.0 / rest.sqrt();
        }
        self.solution.clear();
        self.solution.extend_from_slice(&self.right);
        for i in 0..n {
            let row = &self.factor[start(i)..start(i + 1)];
            let first = self.first[i];
            self.solution[i] = (self.solution[i] - dot(&row[first..i], &self.solution[first..i])) * row[i];
        }
        for i in (0..n).rev() {
            let row = &self.factor[start(i)..start(i + 1)];
            let x = self.solution[i] * row[i];
            self.solution[i] = x;
            let first = self.first[i];
            for (y, l) in self.solution[first..i].iter_mut().zip(&row[first..i]) {
                *y -= l * x;
            }
        }
        Some(&self.solution)
    }

    /// The dot product of the last solution and the right side.
    pub fn along(&self) -> f64 {
        dot(&self.solution, &self.right)
    }
}

fn start(row: usize) -> usize {
    row * (row + 1) / 2
}

/// A dot product in eight sums, which a processor takes at once.
pub fn dot(a: &[f64], b: &[f64]) -> f64 {
    let mut sums = [0.0; 8];
    let (mut left, mut right) = (a.chunks_exact(8), b.chunks_exact(8));
    for (a, b) in left.by_ref().zip(right.by_ref()) {
        for k in 0..8 {
            sums[k] += a[k] * b[k];
        }
    }
    let rest: f64 = left.remainder().iter().zip(right.remainder()).map(|(a, b)| a * b).sum();
    ((sums[0] + sums[4]) + (sums[2] + sums[6])) + ((sums[1] + sums[5]) + (sums[3] + sums[7])) + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn solutions_solve() {
        // a matrix with a zero block, from squares of sparse vectors
        let n = 23;
        let mut normal = NormalEquations::default();
        normal.clear(n);
        for k in 0..40_usize {
            let places = [k % 11, 5 + k % 6, 11 + (k * 7) % 12];
            let mut entries: Vec<(usize, f64)> = vec![(places[k % 2], 1.0 + k as f64 / 9.0), (places[2], -0.7)];
            entries.retain(|entry| k % 3 > 0 || entry.0 < 11);
            normal.add_square(1.5, &entries);
        }
        (0..n).for_each(|i| normal.right[i] = (i as f64 * 0.37).sin());
        normal.close();
        let full = |normal: &NormalEquations, i: usize, j: usize| normal.matrix[start(i.max(j)) + i.min(j)];
        let matrix: Vec<Vec<f64>> = (0..n).map(|i| (0..n).map(|j| full(&normal, i, j)).collect()).collect();
        let right = normal.right.clone();
        let solution = normal.solve(|diagonal| 0.01 * diagonal + 0.001).expect("it is positive").to_vec();
        for i in 0..n {
            let sum: f64 = (0..n).map(|j| matrix[i][j] * solution[j]).sum();
            let sum = sum + (0.01 * matrix[i][i] + 0.001) * solution[i];
            assert!((sum - right[i]).abs() < 1e-10, "row {i}: {sum} is not {}", right[i]);
        }
        assert!(normal.solve(|_| -1e6).is_none());
    }
}
