//! Bones as points of spheres: how they turn.
//!
//! Input: a bone and its direction. Output: the plane that touches its sphere there, and the way back to the sphere.
//! Invariant: a bone is a unit vector; hips stay in the frontal plane, since the body's frame turns with them.

use nalgebra::Vector3;
use prepose_matcher::Joint;

use crate::decide::fact::Bone;
use crate::posture::across;

/// Two unit vectors across a bone; for a hip only the one in the frontal plane, and zero.
pub fn tangents(bone: Bone, at: Vector3<f64>) -> [Vector3<f64>; 2] {
    if is_hip(bone) {
        return [Vector3::z().cross(&at), Vector3::zeros()];
    }
    let first = across(at);
    [first, at.cross(&first)]
}

/// The point of a bone's sphere in a direction; nothing for one that is too short to tell.
pub fn retract(bone: Bone, mut direction: Vector3<f64>) -> Option<Vector3<f64>> {
    if is_hip(bone) {
        direction.z = 0.0;
    }
    direction.try_normalize(0.1)
}

/// Whether a bone is that of a hip.
pub fn is_hip(bone: Bone) -> bool {
    matches!(bone.joint(), Joint::HipLeft | Joint::HipRight)
}
