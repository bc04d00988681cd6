//! What a quantity's number is.
//!
//! Input: a [`Quantity`] and bodies. Output: its value, or nothing where a joint it needs is not known. The one place
//! where the meaning of a quantity is written down; the matcher and whoever checks it use the same functions. It knows
//! nothing of bounds, steps or time.

use nalgebra::{Matrix3, Vector3};

use crate::body::Body;
use crate::program::{Axis, Quantity};

/// The value of a quantity for a body now, given the body at the step's beginning: a cosine, radians or metres, as the
/// quantity says. Nothing when a bone or position it needs is not known, or a relative quantity has no beginning.
pub fn evaluate(quantity: &Quantity, now: &Body, began: Option<&Body>) -> Option<f64> {
    let value = match quantity {
        Quantity::DirectionAngle { joint, direction } => along(now.bone(*joint), Vector3::from(*direction)),
        Quantity::BoneAngle { a, b } => along(now.bone(*a), now.bone(*b)),
        Quantity::Offset { from, to, axis } => offset(now.place(*from), now.place(*to), *axis),
        Quantity::Distance { a, b } => distance(now.place(*a), now.place(*b)),
        Quantity::Hinge { a, b, axis } => hinge(now.bone(*a), now.bone(*b), Vector3::from(*axis)),
        Quantity::Turned { .. } | Quantity::Nearer { .. } | Quantity::Moved { .. } => {
            relative(quantity, sample(quantity, now), sample(quantity, began?))
        }
    };
    if value.is_nan() { None } else { Some(value) }
}

/// The cosine between two unit vectors.
pub(crate) fn along(a: Vector3<f64>, b: Vector3<f64>) -> f64 {
    a.dot(&b)
}

/// The part along an axis of the cross product of two unit vectors.
pub(crate) fn hinge(a: Vector3<f64>, b: Vector3<f64>, axis: Vector3<f64>) -> f64 {
    a.cross(&b).dot(&axis)
}

/// Metres from one position to another along an axis.
pub(crate) fn offset(from: Vector3<f64>, to: Vector3<f64>, axis: Axis) -> f64 {
    match axis {
        Axis::X => to.x - from.x,
        Axis::Y => to.y - from.y,
        Axis::Z => to.z - from.z,
    }
}

/// Metres between two positions.
pub(crate) fn distance(a: Vector3<f64>, b: Vector3<f64>) -> f64 {
    (b - a).norm()
}

/// What a relative quantity remembers of a body: a bone's direction or a joint's position; NaN where it is not known.
/// Of a quantity that is not relative, nothing.
pub(crate) fn sample(quantity: &Quantity, body: &Body) -> Vector3<f64> {
    match quantity {
        Quantity::Turned { joint, .. } | Quantity::Nearer { joint, .. } => body.bone(*joint),
        Quantity::Moved { joint, .. } => body.place(*joint),
        _ => Vector3::repeat(f64::NAN),
    }
}

/// The value of a relative quantity from two samples; NaN where one is not known.
pub(crate) fn relative(quantity: &Quantity, now: Vector3<f64>, began: Vector3<f64>) -> f64 {
    match quantity {
        Quantity::Turned { rotation, .. } => {
            let [x, y, z] = rotation.map(|row| Vector3::from(row).transpose());
            along(now, Matrix3::from_rows(&[x, y, z]) * began)
        }
        Quantity::Nearer { direction, by, near, .. } => {
            let direction = Vector3::from(*direction);
            let start = angle(along(began, direction));
            let asked = start - by;
            let allowed = if asked < *near { near.min(start / 2.0) } else { asked };
            allowed - angle(along(now, direction))
        }
        Quantity::Moved { direction, .. } => (now - began).dot(&Vector3::from(*direction)),
        _ => f64::NAN,
    }
}

/// The angle in radians of a cosine that rounding may have carried out of its range.
pub(crate) fn angle(cosine: f64) -> f64 {
    cosine.clamp(-1.0, 1.0).acos()
}
