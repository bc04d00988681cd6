//! Statements about directions of bones: where they point, how they turn and line up.

use std::f64::consts::PI;

use nalgebra::Vector3;
use prepose_matcher::Joint::{self, *};

use super::direction::{in_plane, toward};
use super::lowering::Lowering;
use super::places::every_pair;
use crate::diagnostic::Code;
use crate::syntax::ast::{Direction, Part, Way};
use crate::typed::module::Constraint;
use crate::typed::parts;

impl Lowering<'_> {
    pub(super) fn point(&mut self, parts: &[Part], direction: &Direction, angle: f64, negated: bool) -> Option<()> {
        for (joint, direction) in self.bones_toward(parts, direction)? {
            self.out.constraints.push(Constraint::DirectionAngle { joint, direction, angle, inside: !negated });
            if !negated {
                self.out.targets.insert(joint, direction);
            }
        }
        Some(())
    }

    pub(super) fn rotate(&mut self, parts: &[Part], by: f64, way: &Way, tolerance: f64) -> Option<()> {
        for part in parts {
            for joint in self.joints(part) {
                self.has_bone(joint, part.span)?;
                let before = self.context.before.get(&joint);
                // a rotation is never satisfied by its own start
                let relative = tolerance.min(by / 2.0);
                let (start, tolerance) = match (self.here.get(&joint), before) {
                    (Some(here), _) => (Some(*here), tolerance),
                    (None, Some(before)) => (Some(*before), relative),
                    (None, None) => (None, relative),
                };
                if self.here.contains_key(&joint) {
                    self.out.replaces.push(joint);
                }
                match way {
                    Way::InPlane { clockwise, plane } => {
                        let rotation = in_plane(*plane, if *clockwise { by } else { -by });
                        match start {
                            Some(start) => self.send(joint, rotation * start, tolerance),
                            None => self.out.constraints.push(Constraint::Turned { joint, rotation, tolerance }),
                        }
                    }
                    Way::Toward(direction) => {
                        let direction = self.direction(joint, direction)?;
                        match start {
                            Some(start) => self.send(joint, toward(start, direction, by), tolerance),
                            None => {
                                self.out.constraints.push(Constraint::Nearer { joint, direction, by, near: tolerance });
                            }
                        }
                    }
                }
            }
        }
        Some(())
    }

    pub(super) fn send(&mut self, joint: Joint, direction: Vector3<f64>, angle: f64) {
        let direction = direction.normalize();
        self.out.constraints.push(Constraint::DirectionAngle { joint, direction, angle, inside: true });
        self.out.targets.insert(joint, direction);
    }

    pub(super) fn align(&mut self, parts: &[Part], angle: f64, negated: bool) -> Option<()> {
        if let [part] = parts
            && parts::is_joint(part.kind)
        {
            let message = "one joint alone cannot be aligned";
            let help = "name several, or a group such as `left arm`, `legs` or `spine`";
            self.report(Code::GroupNeeded, part.span, message, help);
            return None;
        }
        let limbs = match parts {
            [part] => parts::limbs(part.kind, &self.joints(part)),
            _ => vec![parts.iter().flat_map(|part| self.joints(part)).collect()],
        };
        for limb in limbs {
            for &joint in &limb {
                self.has_bone(joint, self.span)?;
            }
            // the two bones of the shoulders, or of the hips, point away from each other when they are in line
            let one_line = parts.len() == 1 && matches!(limb[..], [ShoulderLeft, ShoulderRight] | [HipLeft, HipRight]);
            for (a, b) in every_pair(&limb) {
                let (at_least, angle) = if one_line { (!negated, PI - angle) } else { (negated, angle) };
                self.out.constraints.push(Constraint::BoneAngle { a, b, at_least, angle });
            }
        }
        Some(())
    }
}
