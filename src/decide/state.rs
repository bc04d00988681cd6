//! Two postures as one state: the body now, and the body when a step began.
//!
//! Input: postures. Output: the directions of all their bones, and back. It knows nothing of facts.

use nalgebra::Vector3;
use prepose_matcher::Joint;

use crate::decide::fact::{BONES, Bone, StatePair};
use crate::posture::Posture;

/// The body now, and when the step began.
pub fn pair(now: &Posture, began: &Posture) -> StatePair {
    let mut state = [Vector3::zeros(); BONES];
    for joint in Joint::ALL {
        state[Bone::now(joint).index()] = now.bone(joint);
        state[Bone::began(joint).index()] = began.bone(joint);
    }
    state
}

/// The body now.
pub fn now(state: &StatePair) -> Posture {
    posture(state, Bone::now)
}

/// The body when the step began.
pub fn began(state: &StatePair) -> Posture {
    posture(state, Bone::began)
}

fn posture(state: &StatePair, bone: fn(Joint) -> Bone) -> Posture {
    let mut posture = Posture::rest();
    for joint in &Joint::PARENTS_FIRST[1..] {
        posture.set(*joint, state[bone(*joint).index()]);
    }
    posture
}
