//! Least squares over the directions of bones.
//!
//! Input: residuals with their slopes. Output: the step of a damped Gauss-Newton iteration (Levenberg 1944, Marquardt
//! 1963), in two coordinates for each bone in the plane that touches its sphere. Invariant: bones stay unit vectors, and
//! the hips stay in the frontal plane, since the body frame turns with them. It knows nothing of what residuals mean.

use nalgebra::{DMatrix, DVector, Vector3};
use prepose_matcher::{JOINTS, Joint};

use crate::posture::{Posture, across};

/// The sum of squares at a posture and, if wanted, its normal equations.
pub struct Equations {
    /// The sum of the squares of all residuals.
    pub cost: f64,
    bases: Option<[[Vector3<f64>; 2]; JOINTS]>,
    matrix: DMatrix<f64>,
    vector: DVector<f64>,
    row: Vec<(usize, f64)>,
}

const UNKNOWNS: usize = 2 * JOINTS;
/// The most by which a bone turns in one step, in radians.
const LARGEST_TURN: f64 = 0.6;

impl Equations {
    /// Only the sum of squares.
    pub fn cost_only() -> Equations {
        let (matrix, vector) = (DMatrix::zeros(0, 0), DVector::zeros(0));
        Equations { cost: 0.0, bases: None, matrix, vector, row: Vec::new() }
    }

    /// The sum of squares and the equations for a step from a posture.
    pub fn at(posture: &Posture) -> Equations {
        let bases = Joint::ALL.map(|joint| basis(posture, joint));
        let (matrix, vector) = (DMatrix::zeros(UNKNOWNS, UNKNOWNS), DVector::zeros(UNKNOWNS));
        Equations { cost: 0.0, bases: Some(bases), matrix, vector, row: Vec::with_capacity(UNKNOWNS) }
    }

    /// Adds the square of `weight * value`.
    pub fn add(&mut self, weight: f64, value: f64, slope: &[(Joint, Vector3<f64>)]) {
        self.cost += (weight * value).powi(2);
        let Some(bases) = &self.bases else {
            return;
        };
        self.row.clear();
        for (joint, gradient) in slope {
            let i = joint.index();
            for (k, base) in bases[i].iter().enumerate() {
                self.row.push((2 * i + k, weight * gradient.dot(base)));
            }
        }
        for &(i, a) in &self.row {
            self.vector[i] -= a * weight * value;
            for &(j, b) in &self.row {
                self.matrix[(i, j)] += a * b;
            }
        }
    }

    /// Adds the squares of `weight` times the three coordinates of `bone - target`.
    pub fn pull(&mut self, weight: f64, posture: &Posture, joint: Joint, target: Vector3<f64>) {
        let gap = posture.bone(joint) - target;
        for (value, axis) in [(gap.x, Vector3::x()), (gap.y, Vector3::y()), (gap.z, Vector3::z())] {
            self.add(weight, value, &[(joint, axis)]);
        }
    }

    /// The posture after a step with so much damping; nothing where the equations cannot be solved.
    pub fn step(&self, posture: &Posture, damping: f64) -> Option<Posture> {
        let bases = self.bases.as_ref()?;
        let mut damped = self.matrix.clone();
        for i in 0..UNKNOWNS {
            damped[(i, i)] += damping * (damped[(i, i)] + 0.1) + 1e-9;
        }
        let step = damped.cholesky()?.solve(&self.vector);
        let mut next = posture.clone();
        for joint in &Joint::PARENTS_FIRST[1..] {
            let i = joint.index();
            let turn = bases[i][0] * step[2 * i] + bases[i][1] * step[2 * i + 1];
            let size = turn.norm();
            let turn = if size > LARGEST_TURN { turn * (LARGEST_TURN / size) } else { turn };
            let bone = posture.bone(*joint) + turn;
            if !bone.iter().all(|x| x.is_finite()) {
                return None;
            }
            next.set(*joint, bone);
        }
        Some(next)
    }
}

/// Two unit vectors across a bone; for a hip only the one in the frontal plane.
fn basis(posture: &Posture, joint: Joint) -> [Vector3<f64>; 2] {
    let bone = posture.bone(joint);
    match joint {
        Joint::SpineBase => [Vector3::zeros(); 2],
        Joint::HipLeft | Joint::HipRight => [Vector3::z().cross(&bone), Vector3::zeros()],
        _ => {
            let first = across(bone);
            [first, bone.cross(&first)]
        }
    }
}
