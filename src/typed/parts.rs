//! Which joints a part of the body means.

use prepose_matcher::Joint::{self, *};

use crate::syntax::ast::{Part, PartKind, Side};

/// Left or right, once `either` and `other` have been decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Hand {
    Left,
    Right,
}

/// The joints of a part, group members in order. `either` means `chosen`, `other` the opposite.
pub fn joints(part: &Part, chosen: Hand) -> Vec<Joint> {
    let left = sided(part.kind);
    if left.is_empty() {
        return whole(part.kind);
    }
    let hand = match (part.side, chosen) {
        (Some(Side::Left), _) | (Some(Side::Either), Hand::Left) | (Some(Side::Other), Hand::Right) => Hand::Left,
        _ => Hand::Right,
    };
    match hand {
        Hand::Left => left,
        Hand::Right => left.into_iter().map(Joint::mirrored).collect(),
    }
}

/// Whether the part is one joint by its nature, not a group.
pub fn is_joint(kind: PartKind) -> bool {
    use PartKind::*;
    matches!(
        kind,
        Shoulder
            | Elbow
            | Wrist
            | Hand
            | HandTip
            | Thumb
            | Hip
            | Knee
            | Ankle
            | Foot
            | Neck
            | Head
            | SpineMid
            | SpineBase
            | SpineShoulder
    )
}

/// The joint that an author probably means when a limb is asked to bend.
pub fn bending_joint(kind: PartKind) -> Option<&'static str> {
    match kind {
        PartKind::Arm => Some("elbow"),
        PartKind::Leg => Some("knee"),
        PartKind::Arms => Some("elbows"),
        PartKind::Legs => Some("knees"),
        _ => None,
    }
}

/// The limbs of a group, each a chain of joints, for `align`.
pub fn limbs(kind: PartKind, joints: &[Joint]) -> Vec<Vec<Joint>> {
    let spine = |chain: &[Joint]| vec![chain.to_vec(), vec![ShoulderLeft, ShoulderRight], vec![HipLeft, HipRight]];
    match kind {
        PartKind::Arms | PartKind::Legs => {
            let (left, right): (Vec<Joint>, Vec<Joint>) =
                joints.iter().partition(|joint| joint.name().ends_with("Left"));
            vec![left, right]
        }
        PartKind::Back => spine(&[SpineMid, SpineShoulder]),
        PartKind::You => spine(&[SpineMid, SpineShoulder, Neck, Head]),
        _ => vec![joints.to_vec()],
    }
}

/// The left joints of a part that has sides; empty for other parts.
fn sided(kind: PartKind) -> Vec<Joint> {
    match kind {
        PartKind::Shoulder => vec![ShoulderLeft],
        PartKind::Elbow => vec![ElbowLeft],
        PartKind::Wrist => vec![WristLeft],
        PartKind::Hand => vec![HandLeft],
        PartKind::HandTip => vec![HandTipLeft],
        PartKind::Thumb => vec![ThumbLeft],
        PartKind::Hip => vec![HipLeft],
        PartKind::Knee => vec![KneeLeft],
        PartKind::Ankle => vec![AnkleLeft],
        PartKind::Foot => vec![FootLeft],
        PartKind::Arm => vec![WristLeft, ElbowLeft],
        PartKind::Leg => vec![KneeLeft, AnkleLeft],
        _ => Vec::new(),
    }
}

fn whole(kind: PartKind) -> Vec<Joint> {
    match kind {
        PartKind::Neck => vec![Neck],
        PartKind::Head => vec![Head],
        PartKind::SpineMid => vec![SpineMid],
        PartKind::SpineBase => vec![SpineBase],
        PartKind::SpineShoulder => vec![SpineShoulder],
        PartKind::Arms => vec![WristLeft, ElbowLeft, WristRight, ElbowRight],
        PartKind::Legs => vec![KneeLeft, AnkleLeft, KneeRight, AnkleRight],
        PartKind::Spine => vec![SpineMid, SpineShoulder],
        PartKind::Back => vec![SpineMid, SpineShoulder, ShoulderLeft, ShoulderRight, HipLeft, HipRight],
        PartKind::Shoulders => vec![ShoulderLeft, ShoulderRight],
        PartKind::Elbows => vec![ElbowLeft, ElbowRight],
        PartKind::Wrists => vec![WristLeft, WristRight],
        PartKind::Hands => vec![HandLeft, HandRight],
        PartKind::HandTips => vec![HandTipLeft, HandTipRight],
        PartKind::Thumbs => vec![ThumbLeft, ThumbRight],
        PartKind::Hips => vec![HipLeft, HipRight],
        PartKind::Knees => vec![KneeLeft, KneeRight],
        PartKind::Ankles => vec![AnkleLeft, AnkleRight],
        PartKind::Feet => vec![FootLeft, FootRight],
        PartKind::You => {
            vec![SpineMid, SpineShoulder, ShoulderLeft, ShoulderRight, HipLeft, HipRight, Neck, Head]
        }
        _ => Vec::new(),
    }
}
