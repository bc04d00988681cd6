//! A body as the directions of its bones.
//!
//! Output: postures in the body frame (x the subject's right, y up, z the subject's front, origin at the spine base),
//! with the positions that the canonical lengths, or a person's own, give them. Invariant: every bone is a unit vector;
//! the spine base has none and is zero. It knows nothing of gestures.

use nalgebra::Vector3;
use prepose_matcher::body::canonical;
use prepose_matcher::{JOINTS, Joint};

/// Bone directions, `bones[Joint::Head.index()]` from the neck to the head.
#[derive(Debug, Clone, PartialEq)]
pub struct Posture {
    bones: [Vector3<f64>; JOINTS],
}

/// How high the ankle lies above the sole, as a share of the body's height (Drillis and Contini 1966).
pub const ANKLE_HEIGHT: f64 = 0.039;

impl Posture {
    /// Standing at ease: arms hanging a little away from the body with the elbows slightly bent, feet flat.
    pub fn rest() -> Posture {
        let mut rest = Posture { bones: [Vector3::zeros(); JOINTS] };
        for (joint, x, y, z) in [
            (Joint::SpineMid, 0.0, 1.0, 0.02),
            (Joint::SpineShoulder, 0.0, 1.0, -0.02),
            (Joint::Neck, 0.0, 1.0, 0.03),
            (Joint::Head, 0.0, 1.0, 0.05),
            (Joint::ShoulderRight, 1.0, -0.07, 0.0),
            (Joint::ElbowRight, 0.17, -1.0, -0.02),
            (Joint::WristRight, 0.08, -1.0, 0.22),
            (Joint::HandRight, 0.02, -1.0, 0.24),
            (Joint::HandTipRight, -0.02, -1.0, 0.24),
            (Joint::ThumbRight, -0.15, -0.75, 0.7),
            (Joint::HipRight, 1.0, 0.0, 0.0),
            (Joint::KneeRight, 0.02, -1.0, 0.04),
            (Joint::AnkleRight, 0.02, -1.0, -0.04),
            (Joint::FootRight, 0.18, -0.354, 0.92),
        ] {
            rest.set(joint, Vector3::new(x, y, z));
            if joint.mirrored() != joint {
                rest.set(joint.mirrored(), Vector3::new(-x, y, z));
            }
        }
        rest
    }

    /// The direction of a joint's bone.
    pub fn bone(&self, joint: Joint) -> Vector3<f64> {
        self.bones[joint.index()]
    }

    /// Turns a joint's bone into a direction of any length but 0.
    pub fn set(&mut self, joint: Joint, direction: Vector3<f64>) {
        self.bones[joint.index()] = direction.normalize();
    }

    /// Where the joints of the canonical body are, in metres.
    pub fn positions(&self) -> [Vector3<f64>; JOINTS] {
        self.positions_with(canonical::length)
    }

    /// Where the joints of a body with other bone lengths are, in the unit of the lengths.
    pub fn positions_with(&self, length: impl Fn(Joint) -> f64) -> [Vector3<f64>; JOINTS] {
        let mut positions = [Vector3::zeros(); JOINTS];
        for joint in &Joint::PARENTS_FIRST[1..] {
            let parent = joint.parent().map_or(Vector3::zeros(), |parent| positions[parent.index()]);
            positions[joint.index()] = parent + self.bone(*joint) * length(*joint);
        }
        positions
    }

    /// The position of one joint of the canonical body, in metres.
    pub fn position(&self, joint: Joint) -> Vector3<f64> {
        chain(joint).map(|bone| self.bone(bone) * canonical::length(bone)).sum()
    }

    /// The largest angle by which a bone differs from another posture's, in radians.
    pub fn travel(&self, other: &Posture) -> f64 {
        let angles = Joint::PARENTS_FIRST[1..].iter().map(|&joint| angle(self.bone(joint), other.bone(joint)));
        angles.fold(0.0, f64::max)
    }
}

/// The joints whose bones lead from a joint to the spine base, the joint first.
pub fn chain(joint: Joint) -> impl Iterator<Item = Joint> {
    std::iter::successors(Some(joint), |joint| joint.parent()).filter(|joint| joint.parent().is_some())
}

/// The angle between two unit vectors in radians, exact also near 0 and a half turn.
pub fn angle(a: Vector3<f64>, b: Vector3<f64>) -> f64 {
    a.cross(&b).norm().atan2(a.dot(&b))
}

/// A unit vector across another: as far to the front as can be, or up where that one points to the front or back.
pub fn across(direction: Vector3<f64>) -> Vector3<f64> {
    let wanted = if direction.z.abs() < 0.9 { Vector3::z() } else { Vector3::y() };
    (wanted - direction * direction.dot(&wanted)).normalize()
}
