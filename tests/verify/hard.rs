//! Poses that a prover finds hard: each is decided, and rightly.

use prepose::diagnostic::Code;
use prepose::verify::{Property, Verdict};

use super::soundness::shipped;
use crate::Apps;

/// Decides one pose: whether somebody can do it.
fn possible(statements: &str) -> bool {
    let text = format!("APP hard:\n  GESTURE hard:\n    POSE hard: {statements}.\n    EXECUTION: hard.\n");
    let report = Apps::read([text.as_str()]).verify();
    let codes: Vec<Code> = report.findings().iter().map(|finding| finding.code()).collect();
    assert!(!codes.contains(&Code::Undecided), "{statements}: {:?}", report.findings());
    let (property, verdict) = &report.gestures()[0].verdicts[0];
    assert_eq!(*property, Property::Validity);
    assert_eq!(*verdict == Verdict::Refuted, codes.contains(&Code::ImpossiblePose), "{statements}: {codes:?}");
    *verdict == Verdict::Proved
}

#[test]
fn both_hands_touch_the_head() {
    assert!(possible("touch your head with your left hand, touch your head with your right hand"));
}

#[test]
fn a_hand_does_not_reach_the_other_ankle_of_a_body_that_stands_straight() {
    assert!(!possible(
        "touch your left ankle with your right hand, point your spine up within 15 degrees, point your legs down within \
         15 degrees"
    ));
}

#[test]
fn a_straight_arm_does_not_reach_its_own_shoulder() {
    assert!(!possible("align your right arm within 20 degrees, touch your right shoulder with your right hand"));
}

#[test]
fn hands_touch_behind_the_back_with_straight_arms() {
    assert!(possible(
        "connect your hands within 15 centimeters, put your hands at least 8 centimeters behind your spine base, \
         straighten your elbows within 20 degrees"
    ));
}

#[test]
fn a_bent_arm_does_not_reach_as_far_as_a_straight_one() {
    assert!(!possible(
        "bend your right elbow at least 60 degrees, keep your right hand and your right shoulder at least 62 \
         centimeters apart"
    ));
}

#[test]
fn the_quadriceps_can_be_stretched() {
    assert!(possible(
        "bend your right knee at least 100 degrees, touch your right ankle with your right hand within 25 centimeters, \
         point your left leg down within 20 degrees, point your right knee down within 30 degrees"
    ));
}

/// Both hips lie as far in front, so knees that are so far apart cannot be in line.
#[test]
fn thighs_in_line_leave_no_knee_ahead() {
    assert!(!possible(
        "put your left knee at least 14 centimeters in front of your right knee, align your left knee and your right knee \
         within 18 degrees"
    ));
}

/// No more than 1.4 millimetres of reach are to spare.
#[test]
fn an_arm_reaches_far_ahead_of_its_elbow() {
    assert!(possible(
        "put your right hand at least 52 centimeters in front of your right shoulder, point your right elbow right and down \
         within 35 degrees"
    ));
}

#[test]
fn nothing_about_the_shipped_gestures_is_undecided() {
    let report = &shipped().report;
    let open = |verdict: &Verdict| matches!(verdict, Verdict::Undecided(_));
    let gestures = report.gestures().iter().flat_map(|gesture| &gesture.verdicts).filter(|(_, verdict)| open(verdict));
    assert_eq!(gestures.count(), 0);
    let pairs = report.pairs().iter().filter(|pair| open(&pair.verdict) || open(&pair.every_way));
    assert_eq!(pairs.count(), 0);
    assert!(report.gestures().len() > 100 && report.pairs().len() > 800);
}
