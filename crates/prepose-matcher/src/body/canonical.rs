//! The proportions of the canonical body: an adult of 1.70 m.
//!
//! Output: lengths of bones in metres. It knows nothing of any person.

use crate::joint::{JOINTS, Joint};

/// The canonical body's height in metres.
pub const HEIGHT: f64 = 1.70;

/// Fractions of the height. Upper arm, forearm, thigh, shank, half the shoulders' width, and the trunk's 0.288 in two
/// halves: Drillis and Contini, "Body Segment Parameters", 1966. Of the hand's 0.108 half lies between wrist and hand,
/// half between hand and hand tip; thumb, foot, neck and hips follow the places of a Kinect skeleton (its hip joints lie
/// about 0.1 of the height apart, while 0.191 in the tables is the width across the outside of the hips).
const FRACTIONS: [f64; JOINTS] = {
    let mut of = [0.0; JOINTS];
    of[Joint::SpineMid.index()] = 0.144;
    of[Joint::SpineShoulder.index()] = 0.144;
    of[Joint::Neck.index()] = 0.052;
    of[Joint::Head.index()] = 0.066;
    let sides = [
        (Joint::ShoulderLeft, 0.1295),
        (Joint::ElbowLeft, 0.186),
        (Joint::WristLeft, 0.146),
        (Joint::HandLeft, 0.054),
        (Joint::HandTipLeft, 0.054),
        (Joint::ThumbLeft, 0.06),
        (Joint::HipLeft, 0.05),
        (Joint::KneeLeft, 0.245),
        (Joint::AnkleLeft, 0.246),
        (Joint::FootLeft, 0.11),
    ];
    let mut i = 0;
    while i < sides.len() {
        let (joint, fraction) = sides[i];
        of[joint.index()] = fraction;
        of[joint.mirrored().index()] = fraction;
        i += 1;
    }
    of
};

/// The length of a joint's bone in metres; 0 for the spine base, which has none.
pub const fn length(joint: Joint) -> f64 {
    FRACTIONS[joint.index()] * HEIGHT
}

/// The distance in metres, in the upright rest pose (trunk and head straight up, shoulders and hips sideways), from a
/// joint of the trunk to a joint that hangs on it over other joints of the trunk; over a single bone, its length.
pub fn reach(from: Joint, joint: Joint) -> f64 {
    if joint.parent() == Some(from) {
        return length(joint);
    }
    match joint {
        Joint::ShoulderLeft | Joint::ShoulderRight => {
            let up = height(Joint::SpineShoulder) - height(from);
            (up * up + length(joint) * length(joint)).sqrt()
        }
        _ => height(joint) - height(from),
    }
}

/// Metres of a trunk joint above the spine base in the rest pose.
fn height(joint: Joint) -> f64 {
    match joint {
        Joint::SpineMid => length(Joint::SpineMid),
        Joint::SpineShoulder => length(Joint::SpineMid) + length(Joint::SpineShoulder),
        Joint::Neck => height(Joint::SpineShoulder) + length(Joint::Neck),
        Joint::Head => height(Joint::Neck) + length(Joint::Head),
        _ => 0.0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_gap_in_the_trunk_is_bridged_by_the_straight_distance() {
        assert!((reach(Joint::SpineBase, Joint::Neck) - 0.34 * HEIGHT).abs() < 1e-12);
        assert!((reach(Joint::SpineMid, Joint::Head) - 0.262 * HEIGHT).abs() < 1e-12);
        let slant = (0.144f64.powi(2) + 0.1295f64.powi(2)).sqrt() * HEIGHT;
        assert!((reach(Joint::SpineMid, Joint::ShoulderLeft) - slant).abs() < 1e-12);
        assert_eq!(reach(Joint::SpineShoulder, Joint::ShoulderRight), length(Joint::ShoulderRight));
    }

    #[test]
    fn both_sides_are_alike_and_only_the_root_has_no_length() {
        for joint in Joint::ALL {
            assert_eq!(length(joint), length(joint.mirrored()));
            assert_eq!(length(joint) == 0.0, joint == Joint::SpineBase);
        }
    }
}
