//! Where the terms of a posture's sum of squares go.
//!
//! Output: either the sum alone, or the system of a step, from the same terms.

use nalgebra::Vector3;
use prepose_matcher::Joint;

use crate::decide::fact::{Bone, Fact, StatePair};
use crate::decide::levenberg_marquardt::TangentSystem;
use crate::posture::Posture;

/// How a residual changes as bones turn: for each bone the gradient in its direction.
pub type Gradient = Vec<(Bone, Vector3<f64>)>;

/// Takes terms.
pub trait Residuals {
    /// Adds the square of `weight * residual`.
    fn add(&mut self, weight: f64, residual: f64, gradient: impl FnOnce() -> Gradient);

    /// Adds the squares of `weight` times the three coordinates of `bone - target`.
    fn pull(&mut self, weight: f64, posture: &Posture, joint: Joint, target: Vector3<f64>);

    /// Adds the square of what a fact lacks of a slack, if it lacks any.
    fn lack(&mut self, weight: f64, fact: &Fact, slack: f64, state: &StatePair) {
        let lack = slack - fact.slack(state);
        if lack > 0.0 {
            self.add(weight, lack, || {
                let mut gradient = Gradient::new();
                fact.gradient(state, &mut gradient);
                gradient.iter_mut().for_each(|(_, change)| *change = -*change);
                gradient
            });
        }
    }
}

/// Only the sum of the squares.
#[derive(Debug, Default)]
pub struct Sum(pub f64);

impl Residuals for Sum {
    fn add(&mut self, weight: f64, residual: f64, _: impl FnOnce() -> Gradient) {
        self.0 += (weight * residual).powi(2);
    }

    fn pull(&mut self, weight: f64, posture: &Posture, joint: Joint, target: Vector3<f64>) {
        self.0 += weight * weight * (posture.bone(joint) - target).norm_squared();
    }
}

impl Residuals for TangentSystem {
    fn add(&mut self, weight: f64, residual: f64, gradient: impl FnOnce() -> Gradient) {
        TangentSystem::add(self, weight, residual, &gradient());
    }

    fn pull(&mut self, weight: f64, _: &Posture, joint: Joint, target: Vector3<f64>) {
        TangentSystem::pull(self, weight, Bone::now(joint), target);
    }
}
