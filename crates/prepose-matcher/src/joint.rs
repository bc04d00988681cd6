//! The 25 joints of a Kinect v2 skeleton, and the tree of bones between them.
//!
//! Output: names, parents, mirror images. It knows nothing of positions, sensors or gestures.

/// A joint of the body, in the native order of the Kinect v2 skeleton. Left and right are the subject's own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
#[allow(missing_docs)]
pub enum Joint {
    SpineBase,
    SpineMid,
    Neck,
    Head,
    ShoulderLeft,
    ElbowLeft,
    WristLeft,
    HandLeft,
    ShoulderRight,
    ElbowRight,
    WristRight,
    HandRight,
    HipLeft,
    KneeLeft,
    AnkleLeft,
    FootLeft,
    HipRight,
    KneeRight,
    AnkleRight,
    FootRight,
    SpineShoulder,
    HandTipLeft,
    ThumbLeft,
    HandTipRight,
    ThumbRight,
}

/// How many joints a skeleton has.
pub const JOINTS: usize = 25;

use Joint::*;

impl Joint {
    /// Every joint, in native order: `Joint::ALL[j.index()] == j`.
    pub const ALL: [Joint; JOINTS] = [
        SpineBase,
        SpineMid,
        Neck,
        Head,
        ShoulderLeft,
        ElbowLeft,
        WristLeft,
        HandLeft,
        ShoulderRight,
        ElbowRight,
        WristRight,
        HandRight,
        HipLeft,
        KneeLeft,
        AnkleLeft,
        FootLeft,
        HipRight,
        KneeRight,
        AnkleRight,
        FootRight,
        SpineShoulder,
        HandTipLeft,
        ThumbLeft,
        HandTipRight,
        ThumbRight,
    ];

    /// Every joint, parents before children, the root first.
    pub const PARENTS_FIRST: [Joint; JOINTS] = [
        SpineBase,
        SpineMid,
        SpineShoulder,
        Neck,
        Head,
        ShoulderLeft,
        ElbowLeft,
        WristLeft,
        HandLeft,
        HandTipLeft,
        ThumbLeft,
        ShoulderRight,
        ElbowRight,
        WristRight,
        HandRight,
        HandTipRight,
        ThumbRight,
        HipLeft,
        KneeLeft,
        AnkleLeft,
        FootLeft,
        HipRight,
        KneeRight,
        AnkleRight,
        FootRight,
    ];

    /// The place of this joint in [`Joint::ALL`].
    pub const fn index(self) -> usize {
        self as usize
    }

    /// The joint at a place of [`Joint::ALL`], if there is one.
    pub fn from_index(index: usize) -> Option<Joint> {
        Joint::ALL.get(index).copied()
    }

    /// The joint that this joint's bone starts from; the spine base is the root and has none.
    pub const fn parent(self) -> Option<Joint> {
        Some(match self {
            SpineBase => return None,
            SpineMid => SpineBase,
            SpineShoulder => SpineMid,
            Neck => SpineShoulder,
            Head => Neck,
            ShoulderLeft | ShoulderRight => SpineShoulder,
            ElbowLeft => ShoulderLeft,
            WristLeft => ElbowLeft,
            HandLeft | ThumbLeft => WristLeft,
            HandTipLeft => HandLeft,
            ElbowRight => ShoulderRight,
            WristRight => ElbowRight,
            HandRight | ThumbRight => WristRight,
            HandTipRight => HandRight,
            HipLeft | HipRight => SpineBase,
            KneeLeft => HipLeft,
            AnkleLeft => KneeLeft,
            FootLeft => AnkleLeft,
            KneeRight => HipRight,
            AnkleRight => KneeRight,
            FootRight => AnkleRight,
        })
    }

    /// The same joint on the other side of the body; a joint of the middle is its own mirror image.
    pub const fn mirrored(self) -> Joint {
        match self {
            SpineBase | SpineMid | Neck | Head | SpineShoulder => self,
            ShoulderLeft => ShoulderRight,
            ElbowLeft => ElbowRight,
            WristLeft => WristRight,
            HandLeft => HandRight,
            HipLeft => HipRight,
            KneeLeft => KneeRight,
            AnkleLeft => AnkleRight,
            FootLeft => FootRight,
            HandTipLeft => HandTipRight,
            ThumbLeft => ThumbRight,
            ShoulderRight => ShoulderLeft,
            ElbowRight => ElbowLeft,
            WristRight => WristLeft,
            HandRight => HandLeft,
            HipRight => HipLeft,
            KneeRight => KneeLeft,
            AnkleRight => AnkleLeft,
            FootRight => FootLeft,
            HandTipRight => HandTipLeft,
            ThumbRight => ThumbLeft,
        }
    }

    /// The name in the Kinect v2 SDK's spelling, `ElbowLeft`.
    pub const fn name(self) -> &'static str {
        match self {
            SpineBase => "SpineBase",
            SpineMid => "SpineMid",
            Neck => "Neck",
            Head => "Head",
            ShoulderLeft => "ShoulderLeft",
            ElbowLeft => "ElbowLeft",
            WristLeft => "WristLeft",
            HandLeft => "HandLeft",
            ShoulderRight => "ShoulderRight",
            ElbowRight => "ElbowRight",
            WristRight => "WristRight",
            HandRight => "HandRight",
            HipLeft => "HipLeft",
            KneeLeft => "KneeLeft",
            AnkleLeft => "AnkleLeft",
            FootLeft => "FootLeft",
            HipRight => "HipRight",
            KneeRight => "KneeRight",
            AnkleRight => "AnkleRight",
            FootRight => "FootRight",
            SpineShoulder => "SpineShoulder",
            HandTipLeft => "HandTipLeft",
            ThumbLeft => "ThumbLeft",
            HandTipRight => "HandTipRight",
            ThumbRight => "ThumbRight",
        }
    }

    /// The name a gesture author uses, `left elbow`.
    pub const fn words(self) -> &'static str {
        match self {
            SpineBase => "spine base",
            SpineMid => "spine mid",
            Neck => "neck",
            Head => "head",
            ShoulderLeft => "left shoulder",
            ElbowLeft => "left elbow",
            WristLeft => "left wrist",
            HandLeft => "left hand",
            ShoulderRight => "right shoulder",
            ElbowRight => "right elbow",
            WristRight => "right wrist",
            HandRight => "right hand",
            HipLeft => "left hip",
            KneeLeft => "left knee",
            AnkleLeft => "left ankle",
            FootLeft => "left foot",
            HipRight => "right hip",
            KneeRight => "right knee",
            AnkleRight => "right ankle",
            FootRight => "right foot",
            SpineShoulder => "spine shoulder",
            HandTipLeft => "left hand tip",
            ThumbLeft => "left thumb",
            HandTipRight => "right hand tip",
            ThumbRight => "right thumb",
        }
    }
}
