//! Directions of bones.
//!
//! Invariant: a bone is a unit vector; hips stay in the frontal plane, since the body's frame turns with them.

use nalgebra::Vector3;
use prepose_matcher::Joint;

use crate::decide::fact::Bone;

/// A bone in a direction; hips stay in the frontal plane, since the body's frame turns with them.
pub fn on_sphere(bone: Bone, mut direction: Vector3<f64>) -> Option<Vector3<f64>> {
    if is_hip(bone) {
        direction.z = 0.0;
    }
    direction.try_normalize(0.1)
}

/// Whether a bone is that of a hip.
pub fn is_hip(bone: Bone) -> bool {
    matches!(bone.joint(), Joint::HipLeft | Joint::HipRight)
}
