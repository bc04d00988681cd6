//! Directions: compass words, diagonals, turns in a plane and toward a direction.

use nalgebra::{Rotation3, Unit, Vector3};
use prepose_matcher::Joint;

use super::lowering::Lowering;
use crate::diagnostic::Code;
use crate::source::Span;
use crate::syntax::ast::{Compass, Direction, Part, Plane};

impl Lowering<'_> {
    /// Each joint of the parts, with the direction seen from its side of the body. Every joint has a bone.
    pub(super) fn bones_toward(&mut self, parts: &[Part], direction: &Direction) -> Option<Vec<(Joint, Vector3<f64>)>> {
        let mut out = Vec::new();
        for part in parts {
            for joint in self.joints(part) {
                self.has_bone(joint, part.span)?;
                out.push((joint, self.direction(joint, direction)?));
            }
        }
        Some(out)
    }

    pub(super) fn has_bone(&mut self, joint: Joint, span: Span) -> Option<()> {
        if joint.parent().is_some() {
            return Some(());
        }
        let message = "the spine base is where the body is measured from, so it points nowhere";
        self.report(Code::NoBone, span, message, "name the part above it, `spine mid`, or the whole `spine`");
        None
    }

    pub(super) fn direction(&mut self, joint: Joint, direction: &Direction) -> Option<Vector3<f64>> {
        let first = self.compass(joint, direction.first, direction.span)?;
        let Some(second) = direction.second else { return Some(first) };
        let sum = first + self.compass(joint, second, direction.span)?;
        if sum.norm() < 1e-9 {
            let message = "these two directions cancel each other";
            self.report(Code::OppositeDirections, direction.span, message, "join two that lie beside each other");
            return None;
        }
        Some(sum.normalize())
    }

    pub(super) fn compass(&mut self, joint: Joint, compass: Compass, span: Span) -> Option<Vector3<f64>> {
        Some(match compass {
            Compass::Up => Vector3::y(),
            Compass::Down => -Vector3::y(),
            Compass::Front => Vector3::z(),
            Compass::Back => -Vector3::z(),
            Compass::Right => Vector3::x(),
            Compass::Left => -Vector3::x(),
            Compass::Outward | Compass::Inward => {
                let outward = match joint.name() {
                    name if name.ends_with("Left") => -Vector3::x(),
                    name if name.ends_with("Right") => Vector3::x(),
                    _ => {
                        let message =
                            format!("the {} is in the middle, so it has no outward and inward", joint.words());
                        self.report(Code::NoSide, span, message, "say `left` or `right`");
                        return None;
                    }
                };
                if compass == Compass::Outward { outward } else { -outward }
            }
        })
    }
}

/// Clockwise is positive: in the left-handed body frame, seen from in front, from the subject's right, and from above.
pub(super) fn in_plane(plane: Plane, angle: f64) -> Rotation3<f64> {
    let axis = match plane {
        Plane::Frontal => Vector3::z_axis(),
        Plane::Sagittal => Vector3::x_axis(),
        Plane::Horizontal => Vector3::y_axis(),
    };
    Rotation3::from_axis_angle(&axis, angle)
}

/// A direction turned by an angle toward another, at most onto it. From the exact opposite the way leads through the
/// front, and from front or back through up.
pub(super) fn toward(start: Vector3<f64>, end: Vector3<f64>, by: f64) -> Vector3<f64> {
    if start.angle(&end) <= by {
        return end;
    }
    let mut axis = start.cross(&end);
    if axis.norm() < 1e-9 {
        let through = if start.z.abs() < 0.9 { Vector3::z() } else { Vector3::y() };
        axis = start.cross(&through);
    }
    Rotation3::from_axis_angle(&Unit::new_normalize(axis), by) * start
}
