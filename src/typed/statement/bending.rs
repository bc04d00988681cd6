//! Statements about joints that bend: how far, and to which side.

use std::f64::consts::PI;

use nalgebra::Vector3;
use prepose_matcher::Joint::{self, *};

use super::lowering::Lowering;
use crate::diagnostic::Code;
use crate::syntax::ast::{Compass, Direction, Part, PartKind};
use crate::typed::bound::Range;
use crate::typed::module::Constraint;
use crate::typed::parts;

/// The bones that meet in a joint that bends.
struct Bending {
    joint: Joint,
    /// The joint of the bone that the other one leaves.
    parent: Joint,
    /// The joint of the bone that moves.
    child: Joint,
    /// Whether the angle is 0 when the bones point against each other: at the hips and shoulders, where the limb hangs
    /// down from an upright trunk.
    folded: bool,
}

impl Lowering<'_> {
    pub(super) fn bend(&mut self, parts: &[Part], range: Range, negated: bool) -> Option<()> {
        for Bending { parent, child, folded, .. } in self.bending(parts)? {
            let (a, b) = if folded { (child, parent) } else { (parent, child) };
            self.bounds(range, negated, |at_least, angle| match folded {
                false => Constraint::BoneAngle { a, b, at_least, angle },
                true => Constraint::BoneAngle { a, b, at_least: !at_least, angle: PI - angle },
            });
        }
        Some(())
    }

    /// How far the joints bend to one side; the range is of angles up to a right one.
    pub(super) fn bend_toward(
        &mut self,
        parts: &[Part],
        range: Range,
        direction: &Direction,
        negated: bool,
    ) -> Option<()> {
        if [Some(direction.first), direction.second].iter().any(|c| matches!(c, Some(Compass::Up | Compass::Down))) {
            let message = "up and down lie along a hanging limb, so no joint bends that way";
            let help = "say `front`, `back`, `left`, `right`, `outward` or `inward`, as seen while the limb hangs down";
            self.report(Code::NoBendDirection, direction.span, message, help);
            return None;
        }
        for Bending { joint, parent, child, .. } in self.bending(parts)? {
            let side = self.direction(joint, direction)?;
            let axis = at_rest(parent).cross(&side).normalize();
            self.bounds(range, negated, |at_least, angle| Constraint::Hinge {
                a: parent,
                b: child,
                axis,
                at_least,
                sine: angle.sin(),
            });
        }
        Some(())
    }

    /// The joints of the parts, all of which bend; reports a part that does not.
    fn bending(&mut self, parts: &[Part]) -> Option<Vec<Bending>> {
        let mut out = Vec::new();
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
                let Some(bones) = bones(joint) else {
                    let message = format!("the {} has no angle of its own", joint.words());
                    let help =
                        "joints that bend are elbows, wrists, shoulders, hips, knees, the neck and the spine mid";
                    self.report(Code::CannotBend, part.span, message, help);
                    return None;
                };
                out.push(bones);
            }
        }
        Some(out)
    }
}

fn bones(joint: Joint) -> Option<Bending> {
    let (parent, child) = match joint {
        ElbowLeft => (ElbowLeft, WristLeft),
        ElbowRight => (ElbowRight, WristRight),
        WristLeft => (WristLeft, HandLeft),
        WristRight => (WristRight, HandRight),
        KneeLeft => (KneeLeft, AnkleLeft),
        KneeRight => (KneeRight, AnkleRight),
        Neck => (Neck, Head),
        SpineMid => (SpineMid, SpineShoulder),
        ShoulderLeft => (SpineShoulder, ElbowLeft),
        ShoulderRight => (SpineShoulder, ElbowRight),
        HipLeft => (SpineShoulder, KneeLeft),
        HipRight => (SpineShoulder, KneeRight),
        _ => return None,
    };
    let folded = matches!(joint, ShoulderLeft | ShoulderRight | HipLeft | HipRight);
    Some(Bending { joint, parent, child, folded })
}

/// Where a bone runs in a person who stands at ease: the trunk's upward, the limbs' downward.
fn at_rest(joint: Joint) -> Vector3<f64> {
    if matches!(joint, SpineMid | SpineShoulder | Neck) { Vector3::y() } else { -Vector3::y() }
}
