//! The two sides of a body.
//!
//! Output: which joints lie on which side, so that limits and habits are written down once. It knows nothing else.

use prepose_matcher::Joint::{self, *};

/// The joints of one side.
pub struct Side {
    /// 1 where outward is the subject's right, else -1.
    pub outward: f64,
    pub shoulder: Joint,
    pub elbow: Joint,
    pub wrist: Joint,
    pub hand: Joint,
    pub tip: Joint,
    pub thumb: Joint,
    pub hip: Joint,
    pub knee: Joint,
    pub ankle: Joint,
    pub foot: Joint,
}

/// The subject's right.
pub const RIGHT: Side = Side {
    outward: 1.0,
    shoulder: ShoulderRight,
    elbow: ElbowRight,
    wrist: WristRight,
    hand: HandRight,
    tip: HandTipRight,
    thumb: ThumbRight,
    hip: HipRight,
    knee: KneeRight,
    ankle: AnkleRight,
    foot: FootRight,
};

/// The subject's left.
pub const LEFT: Side = Side {
    outward: -1.0,
    shoulder: ShoulderLeft,
    elbow: ElbowLeft,
    wrist: WristLeft,
    hand: HandLeft,
    tip: HandTipLeft,
    thumb: ThumbLeft,
    hip: HipLeft,
    knee: KneeLeft,
    ankle: AnkleLeft,
    foot: FootLeft,
};
