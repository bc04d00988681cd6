//! Whether a constraint, a statement, a pose holds of a body.
//!
//! Input: constraints and bodies. Output: true, false, or nothing where a joint that matters was not seen. Angles are
//! worked out as angles, where the matcher compares cosines. It knows nothing of time.

use nalgebra::Vector3;
use prepose_matcher::{Body, Joint};

use crate::typed::{Constraint, TypedStatement};

/// How much a constraint is kept (positive or zero) or broken (negative), in radians (for a hinge the sine) or metres.
/// `began` is the body when the step began; a constraint that needs it is unknown without it.
pub fn margin(constraint: &Constraint, body: &Body, began: Option<&Body>) -> Option<f64> {
    let bone = |joint| direction_of(body, joint);
    let margin = |at_least: bool, value: f64, bound: f64| if at_least { value - bound } else { bound - value };
    Some(match *constraint {
        Constraint::DirectionAngle { joint, direction, angle, inside } => {
            margin(!inside, between(bone(joint)?, direction), angle)
        }
        Constraint::BoneAngle { a, b, at_least, angle } => margin(at_least, between(bone(a)?, bone(b)?), angle),
        Constraint::Offset { from, to, axis, at_least, length } => {
            let way = position_of(body, to)? - position_of(body, from)?;
            margin(at_least, way[axis as usize], length)
        }
        Constraint::Distance { a, b, at_least, length } => {
            margin(at_least, (position_of(body, a)? - position_of(body, b)?).norm(), length)
        }
        Constraint::Hinge { a, b, axis, at_least, sine } => {
            margin(at_least, bone(a)?.cross(&bone(b)?).dot(&axis), sine)
        }
        Constraint::Turned { joint, rotation, tolerance } => {
            let wanted = rotation * direction_of(began?, joint)?;
            tolerance - between(bone(joint)?, wanted)
        }
        Constraint::Nearer { joint, direction, by, near } => {
            let at_first = between(direction_of(began?, joint)?, direction);
            let asked = at_first - by;
            let allowed = if asked < near { near.min(at_first / 2.0) } else { asked };
            allowed - between(bone(joint)?, direction)
        }
        Constraint::Moved { joint, direction, at_least, length } => {
            let way = position_of(body, joint)? - position_of(began?, joint)?;
            margin(at_least, way.dot(&direction), length)
        }
    })
}

/// Whether one statement holds: not when any of its constraints is broken by more than `slack`, else unknown when any
/// is unknown.
pub fn statement(given: &TypedStatement, body: &Body, began: Option<&Body>, slack: f64) -> Option<bool> {
    all(given.constraints.iter().map(|constraint| Some(margin(constraint, body, began)? >= -slack)))
}

/// Whether all statements hold, in the same sense.
pub fn pose(statements: &[TypedStatement], body: &Body, began: Option<&Body>, slack: f64) -> Option<bool> {
    all(statements.iter().map(|given| statement(given, body, began, slack)))
}

fn all(parts: impl Iterator<Item = Option<bool>>) -> Option<bool> {
    let parts: Vec<Option<bool>> = parts.collect();
    if parts.contains(&Some(false)) {
        Some(false)
    } else if parts.contains(&None) {
        None
    } else {
        Some(true)
    }
}

fn direction_of(body: &Body, joint: Joint) -> Option<Vector3<f64>> {
    body.direction(joint).map(Vector3::from)
}

fn position_of(body: &Body, joint: Joint) -> Option<Vector3<f64>> {
    body.position(joint).map(Vector3::from)
}

fn between(a: Vector3<f64>, b: Vector3<f64>) -> f64 {
    a.dot(&b).clamp(-1.0, 1.0).acos()
}
