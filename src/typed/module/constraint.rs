//! What a statement asks of the body.

use nalgebra::{Rotation3, Vector3};
use prepose_matcher::Joint;
use prepose_matcher::program::Axis;

use crate::source::Span;

/// One statement of a step: all its constraints hold.
#[derive(Debug, Clone, PartialEq)]
pub struct TypedStatement {
    /// Where it is written.
    pub span: Span,
    /// The author's words.
    pub text: String,
    /// What it asks for.
    pub constraints: Vec<Constraint>,
}

/// A bound on the body at one moment, or on it and the body when the step began. Angles in radians, lengths in metres,
/// directions unit vectors of the body frame (x the subject's right, y up, z the subject's front).
#[derive(Debug, Clone, PartialEq)]
pub enum Constraint {
    /// The angle between a bone and a direction is at most (`inside`) or at least `angle`.
    DirectionAngle {
        /// The joint whose bone is meant.
        joint: Joint,
        /// The direction.
        direction: Vector3<f64>,
        /// The bound.
        angle: f64,
        /// Whether the bound is an upper one.
        inside: bool,
    },
    /// The angle between two bones is at least or at most `angle`.
    BoneAngle {
        /// The joint of one bone.
        a: Joint,
        /// The joint of the other.
        b: Joint,
        /// Whether the bound is a lower one.
        at_least: bool,
        /// The bound.
        angle: f64,
    },
    /// A coordinate of `to` less that of `from` is at least or at most `length`.
    Offset {
        /// Measured from.
        from: Joint,
        /// Measured to.
        to: Joint,
        /// Along which axis.
        axis: Axis,
        /// Whether the bound is a lower one.
        at_least: bool,
        /// The bound.
        length: f64,
    },
    /// The distance of two joints is at least or at most `length`.
    Distance {
        /// One joint.
        a: Joint,
        /// The other.
        b: Joint,
        /// Whether the bound is a lower one.
        at_least: bool,
        /// The bound.
        length: f64,
    },
    /// How far bone `b` leaves the line of bone `a` to one side: `(a x b) . axis` is at least or at most `sine`.
    Hinge {
        /// The joint of the bone that is left.
        a: Joint,
        /// The joint of the bone that leaves it.
        b: Joint,
        /// A unit vector of the body frame, level: the direction in which `a` runs at rest, times the side (as a
        /// cross product in coordinates).
        axis: Vector3<f64>,
        /// Whether the bound is a lower one.
        at_least: bool,
        /// The bound, the sine of the angle that the author named.
        sine: f64,
    },
    /// The bone is within `tolerance` of its direction at the step's beginning, rotated by `angle` about `axis` (by the
    /// right-hand rule in the body frame's coordinates, that is: X to Y for Z, Y to Z for X, Z to X for Y).
    Turned {
        /// The joint whose bone is meant.
        joint: Joint,
        /// The rotation.
        rotation: Rotation3<f64>,
        /// The bound.
        tolerance: f64,
    },
    /// The bone is at least `by` nearer to the direction than at the step's beginning; where that would pass the
    /// direction, within the smaller of `near` and half the angle at the beginning.
    Nearer {
        /// The joint whose bone is meant.
        joint: Joint,
        /// The direction.
        direction: Vector3<f64>,
        /// How much nearer.
        by: f64,
        /// What is near enough.
        near: f64,
    },
    /// The joint has moved along a direction by at least or at most `length` since the step began.
    Moved {
        /// The joint.
        joint: Joint,
        /// The direction.
        direction: Vector3<f64>,
        /// Whether the bound is a lower one.
        at_least: bool,
        /// The bound.
        length: f64,
    },
}

impl Constraint {
    /// The joints it speaks of.
    pub fn joints(&self) -> Vec<Joint> {
        match *self {
            Constraint::DirectionAngle { joint, .. }
            | Constraint::Turned { joint, .. }
            | Constraint::Nearer { joint, .. }
            | Constraint::Moved { joint, .. } => vec![joint],
            Constraint::BoneAngle { a, b, .. } | Constraint::Distance { a, b, .. } | Constraint::Hinge { a, b, .. } => {
                vec![a, b]
            }
            Constraint::Offset { from, to, .. } => vec![from, to],
        }
    }

    /// Whether it depends on the body when the step began.
    pub fn is_relative(&self) -> bool {
        matches!(self, Constraint::Turned { .. } | Constraint::Nearer { .. } | Constraint::Moved { .. })
    }
}
