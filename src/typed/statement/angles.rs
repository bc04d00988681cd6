//! Statements about angles: where bones point, how they turn, line up and bend.

use std::f64::consts::PI;

use nalgebra::Vector3;
use prepose_matcher::Joint::{self, *};

use super::Lowering;
use super::direction::{in_plane, toward};
use super::places::every_pair;
use crate::diagnostic::Code;
use crate::syntax::ast::{Direction, Part, PartKind, Way};
use crate::typed::Constraint;
use crate::typed::bound::Range;
use crate::typed::parts;

impl Lowering<'_> {
    pub(super) fn point(&mut self, parts: &[Part], direction: &Direction, angle: f64, negated: bool) -> Option<()> {
        for (joint, direction) in self.bones_toward(parts, direction)? {
            self.out.constraints.push(Constraint::Cone { joint, direction, angle, inside: !negated });
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
        self.out.constraints.push(Constraint::Cone { joint, direction, angle, inside: true });
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

    pub(super) fn bend(&mut self, parts: &[Part], range: Range, negated: bool) -> Option<()> {
        for part in parts {
            let limb_or_trunk = matches!(
                part.kind,
                PartKind::Arm
                    | PartKind::Leg
                    | PartKind::Arms
                    | PartKind::Legs
                    | PartKind::Spine
                    | PartKind::Back
                    | PartKind::You
            );
            if limb_or_trunk {
                let help = match parts::bending_joint(part.kind) {
                    Some(joint) => format!("name the joint that bends, such as the `{joint}`"),
                    None => "name the joint that bends, such as `spine mid` or `neck`".to_string(),
                };
                self.report(Code::JointNeeded, part.span, "several joints are named where one bends", help);
                return None;
            }
            for joint in self.joints(part) {
                let Some((a, b, folded)) = bending_bones(joint) else {
                    let message = format!("the {} has no angle of its own", joint.words());
                    let help =
                        "joints that bend are elbows, wrists, shoulders, hips, knees, the neck and the spine mid";
                    self.report(Code::CannotBend, part.span, message, help);
                    return None;
                };
                self.bounds(range, negated, |at_least, angle| match folded {
                    false => Constraint::BoneAngle { a, b, at_least, angle },
                    true => Constraint::BoneAngle { a, b, at_least: !at_least, angle: PI - angle },
                });
            }
        }
        Some(())
    }
}

/// The two bones whose angle is the joint's, and whether the angle is 0 when they point against each other: at the hips
/// and shoulders, where the limb hangs down from an upright trunk.
fn bending_bones(joint: Joint) -> Option<(Joint, Joint, bool)> {
    Some(match joint {
        ElbowLeft => (ElbowLeft, WristLeft, false),
        ElbowRight => (ElbowRight, WristRight, false),
        WristLeft => (WristLeft, HandLeft, false),
        WristRight => (WristRight, HandRight, false),
        KneeLeft => (KneeLeft, AnkleLeft, false),
        KneeRight => (KneeRight, AnkleRight, false),
        Neck => (Neck, Head, false),
        SpineMid => (SpineMid, SpineShoulder, false),
        ShoulderLeft => (ElbowLeft, SpineShoulder, true),
        ShoulderRight => (ElbowRight, SpineShoulder, true),
        HipLeft => (KneeLeft, SpineShoulder, true),
        HipRight => (KneeRight, SpineShoulder, true),
        _ => return None,
    })
}
