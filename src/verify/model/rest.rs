//! What a body does that nobody speaks of.
//!
//! Output: the body at rest, and which bones follow others. Invariant: the bones that a gesture does not mention are at
//! rest, but for those that hang on bones it mentions: a hand goes with its forearm, a shin wherever its thigh lets it.

use prepose_matcher::Joint;

use crate::decide::fact::{Bone, BoneSet, Fact, StatePair};
use crate::decide::state::pair;
pub use crate::decide::state::{began as earlier_posture, now as posture};
use crate::posture::Posture;
use crate::posture::angle;

/// A body at rest, now and when the step began.
pub fn at_rest() -> StatePair {
    pair(&Posture::rest(), &Posture::rest())
}

/// All bones that a body has now.
pub fn all() -> BoneSet {
    let mut all = BoneSet::default();
    Joint::PARENTS_FIRST[1..].iter().for_each(|joint| all.insert(Bone::now(*joint)));
    all
}

/// The bones that move when some are spoken of, and how those that are not spoken of follow.
pub fn moving(spoken: BoneSet) -> (BoneSet, Vec<Fact>) {
    let rest = at_rest();
    let mut moving = BoneSet::default();
    let mut follow = Vec::new();
    for joint in &Joint::PARENTS_FIRST[1..] {
        let bone = Bone::now(*joint);
        if spoken.contains(bone) {
            moving.insert(bone);
            continue;
        }
        let Some((parent, lag)) = leader(*joint) else { continue };
        let parent = Bone::now(parent);
        if moving.contains(parent) {
            moving.insert(bone);
            let typical_body = angle(rest[parent.index()], rest[bone.index()]);
            if let Some(lag) = lag {
                follow.push(Fact::BoneAngle { a: parent, b: bone, angle: typical_body + lag, at_least: false });
                if typical_body - lag > 0.2 {
                    follow.push(Fact::BoneAngle { a: parent, b: bone, angle: typical_body - lag, at_least: true });
                }
            }
        }
    }
    (moving, follow)
}

/// The joint whose bone a joint's bone follows, and by how many radians more or less than at rest it may be bent; any way
/// that the body can where nothing is said.
fn leader(joint: Joint) -> Option<(Joint, Option<f64>)> {
    use Joint::*;
    let parent = joint.parent()?;
    let lag = match joint {
        SpineShoulder | Neck | Head | ShoulderLeft | ShoulderRight => Some(0.17),
        WristLeft | WristRight => Some(0.35),
        HandLeft | HandRight | HandTipLeft | HandTipRight => Some(0.26),
        ThumbLeft | ThumbRight | AnkleLeft | AnkleRight | FootLeft | FootRight => None,
        _ => return None,
    };
    Some((parent, lag))
}
