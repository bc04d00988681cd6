//! The same constraints with left and right exchanged.

use nalgebra::{Matrix3, Rotation3, Vector3};
use prepose_matcher::program::Axis;

use super::module::Constraint;

/// A direction seen in a mirror that stands in the sagittal plane.
pub fn direction(d: Vector3<f64>) -> Vector3<f64> {
    Vector3::new(-d.x, d.y, d.z)
}

/// A constraint on the mirrored body: it holds of a body exactly when the given one holds of its mirror image.
pub fn constraint(given: &Constraint) -> Constraint {
    use Constraint::*;
    match given.clone() {
        DirectionAngle { joint, direction: d, angle, inside } => {
            DirectionAngle { joint: joint.mirrored(), direction: direction(d), angle, inside }
        }
        BoneAngle { a, b, at_least, angle } => BoneAngle { a: a.mirrored(), b: b.mirrored(), at_least, angle },
        // x changes its sign, so the difference is taken the other way round
        Offset { from, to, axis: Axis::X, at_least, length } => {
            Offset { from: to.mirrored(), to: from.mirrored(), axis: Axis::X, at_least, length }
        }
        Offset { from, to, axis, at_least, length } => {
            Offset { from: from.mirrored(), to: to.mirrored(), axis, at_least, length }
        }
        Distance { a, b, at_least, length } => Distance { a: a.mirrored(), b: b.mirrored(), at_least, length },
        // a cross product is not mirrored with its factors, but turned half round as well
        Hinge { a, b, axis, at_least, sine } => {
            Hinge { a: a.mirrored(), b: b.mirrored(), axis: -direction(axis), at_least, sine }
        }
        Turned { joint, rotation: r, tolerance } => {
            Turned { joint: joint.mirrored(), rotation: rotation(&r), tolerance }
        }
        Nearer { joint, direction: d, by, near } => {
            Nearer { joint: joint.mirrored(), direction: direction(d), by, near }
        }
        Moved { joint, direction: d, at_least, length } => {
            Moved { joint: joint.mirrored(), direction: direction(d), at_least, length }
        }
    }
}

fn rotation(r: &Rotation3<f64>) -> Rotation3<f64> {
    let flip = Matrix3::from_diagonal(&Vector3::new(-1.0, 1.0, 1.0));
    Rotation3::from_matrix_unchecked(flip * r.matrix() * flip)
}
