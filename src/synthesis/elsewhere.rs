//! Postures to go to when only leaving matters.
//!
//! Output: a few that everybody can take and that differ in most respects. It knows nothing of gestures.

use nalgebra::Vector3;
use prepose_matcher::Joint::{self, *};

use crate::posture::Posture;

/// The postures, standing at ease among them.
pub fn elsewhere() -> Vec<Posture> {
    let posture = |bones: &[(Joint, Vector3<f64>)]| {
        let mut posture = Posture::rest();
        for &(joint, direction) in bones {
            posture.set(joint, direction);
            posture.set(joint.mirrored(), Vector3::new(-direction.x, direction.y, direction.z));
        }
        posture
    };
    let arms = |direction| posture(&[ElbowRight, WristRight, HandRight, HandTipRight].map(|joint| (joint, direction)));
    let crouched = [(KneeRight, Vector3::new(0.1, -0.75, 0.65)), (AnkleRight, Vector3::new(0.0, -0.75, -0.65))];
    vec![
        Posture::rest(),
        arms(Vector3::new(0.8, -0.5, 0.3)),
        arms(Vector3::new(0.95, 0.1, 0.3)),
        arms(Vector3::new(0.2, 0.05, 1.0)),
        arms(Vector3::new(0.25, 1.0, 0.1)),
        posture(&crouched),
        posture(&[(SpineMid, Vector3::new(0.0, 0.85, 0.5)), (SpineShoulder, Vector3::new(0.0, 0.75, 0.65))]),
        posture(&[(Neck, Vector3::new(0.0, 0.9, 0.4)), (Head, Vector3::new(0.0, 0.75, 0.65))]),
    ]
}
