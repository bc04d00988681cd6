//! The gate before the compiler: what is open holds gestures back unless its author accepts just that.

use std::collections::BTreeSet;

use prepose::decide::Effort;
use prepose::diagnostic::Code;
use prepose::verify::{Finding, Options, Report, Verdict};

use crate::{Apps, shipped};

/// A pose that no body can do, which only arithmetic tells.
const HARD: &str = "put your left knee at least 14 centimeters in front of your right knee, \
                    align your left knee and your right knee within 18 degrees";
const OTHER: &str = "touch your left ankle with your right hand, point your spine up within 15 degrees, \
                     point your legs down within 15 degrees";
const EASY: &str = "point your left knee front within 30 degrees";

/// Verifies with so little effort that whatever is not evident stays open.
fn verify_hardly(apps: &Apps) -> Report {
    let effort = Effort { parts: 0, variables: 0, starts: 1 };
    apps.job_with(Options { jobs: 2, effort, ..Options::default() }, prepose::verify::verify)
}

fn app(gestures: &[(&str, &str, &str)]) -> Apps {
    let gesture = |(name, pose, accepted): &(&str, &str, &str)| {
        format!("  GESTURE {name}:\n{accepted}    POSE pose-of-{name}: {pose}.\n    EXECUTION: pose-of-{name}.\n")
    };
    let gestures: Vec<String> = gestures.iter().map(gesture).collect();
    let text = format!("APP gates:\n{}", gestures.join("\n"));
    Apps::read([text.as_str()])
}

fn codes(report: &Report) -> Vec<(&str, &str)> {
    report.findings().iter().map(|found| (found.code().as_str(), found.diagnostic.message.as_str())).collect()
}

const ACCEPTED: &str = "    ACCEPT E0615 because \"the test means it\".\n";
const SITTING: &str = "    ACCEPT E0610 because \"the test means it\".\n";
const PAIR_ACCEPTED: &str =
    "    ACCEPT E0610 because \"the test means it\".\n    ACCEPT E0615 with hard because \"the test means it\".\n";

#[test]
fn what_is_open_is_held_back_until_its_author_accepts_it() {
    assert_eq!(verify_hardly(&app(&[("hard", HARD, "")])).verified().err(), Some(2), "a finding and a verdict");
    let accepted = verify_hardly(&app(&[("hard", HARD, ACCEPTED)]));
    let names = |report: &Report| {
        report.verified().map(|verified| verified.gestures().iter().map(|g| g.name.clone()).collect::<Vec<_>>())
    };
    assert_eq!(names(&accepted), Ok(vec!["hard".to_string()]));
}

#[test]
fn an_acceptance_of_one_gesture_lets_no_other_pass() {
    // the first gesture accepts more than it needs
    let report = verify_hardly(&app(&[("hard", HARD, ACCEPTED), ("other", OTHER, "")]));
    let open = report.gestures().iter().filter(|g| matches!(g.verdicts[0].1, Verdict::Undecided(_))).count();
    assert_eq!(open, 2, "{:?}", codes(&report));
    assert!(report.verified().is_err());
}

#[test]
fn a_pair_that_could_not_be_compared_is_accepted_by_itself() {
    let report = verify_hardly(&app(&[("hard", HARD, ACCEPTED), ("easy", EASY, SITTING)]));
    // `ACCEPT E0615` without a name accepts what is undecided about the pair as well
    assert_eq!(report.verified().err(), None, "{:?}", codes(&report));
    let only_of_it = "    ACCEPT E0615 with easy because \"the test means it\".\n";
    let report = verify_hardly(&app(&[("hard", HARD, only_of_it), ("easy", EASY, SITTING)]));
    assert!(report.verified().is_err(), "of the gesture itself nothing was accepted");
    let report = verify_hardly(&app(&[("hard", HARD, ""), ("easy", EASY, PAIR_ACCEPTED)]));
    let accepted: Vec<bool> = report.findings().iter().map(|finding| finding.accepted.is_some()).collect();
    assert_eq!(accepted.iter().filter(|accepted| **accepted).count(), 2, "{:?}", codes(&report));
    assert!(report.verified().is_err());
}

#[test]
fn every_verdict_that_is_not_proved_has_its_finding() {
    let mut texts = vec![shipped("everyday.prepose")];
    texts.extend(
        [HARD, OTHER, "touch your left elbow with your left hand", EASY]
            .map(|pose| format!("APP a:\n GESTURE g:\n  POSE p: {pose}.\n  EXECUTION: p.\n")),
    );
    let report = verify_hardly(&Apps::read(texts.iter().map(String::as_str)));
    let of_pairs = |found: &Finding| found.code() == Code::Undecided && found.partner.is_some();
    let of_pairs: BTreeSet<(usize, Option<usize>)> =
        report.findings().iter().filter(|found| of_pairs(found)).map(|found| (found.gesture, found.partner)).collect();
    let (mut open, mut refuted) = (0, 0);
    for (i, gesture) in report.gestures().iter().enumerate() {
        let own = || report.findings().iter().filter(|found| found.gesture == i && found.partner.is_none());
        for (property, verdict) in gesture.verdicts.iter().filter(|(property, _)| property.is_required()) {
            let told = match verdict {
                Verdict::Proved => continue,
                Verdict::Refuted => own().any(|found| property.codes().contains(&found.code())),
                Verdict::Undecided(_) => own().any(|found| found.code() == Code::Undecided),
            };
            assert!(told, "{}: {property:?} is {verdict:?} without a finding", gesture.name);
            *(if *verdict == Verdict::Refuted { &mut refuted } else { &mut open }) += 1;
        }
    }
    for pair in report.pairs() {
        let validity = |i: usize| &report.gestures()[i].verdicts[0].1;
        if matches!(pair.verdict, Verdict::Undecided(_)) && ![pair.a, pair.b].map(validity).contains(&&Verdict::Refuted)
        {
            assert!(of_pairs.contains(&(pair.a, Some(pair.b))), "a pair is open without a finding: {:?}", pair.verdict);
        }
    }
    assert!(open > 0 && refuted > 0, "so little effort leaves {open} open, and {refuted} are refuted");
}

#[test]
fn rules_are_held_to_the_same_effort() {
    let apps = Apps::read(["APP none:\n GESTURE g:\n  POSE p: point your left arm up.\n  EXECUTION: p.\n"]);
    let said = |effort: Effort| {
        let rules = Apps::rules(&format!("SAFETY odd:\n  ALWAYS hard: {HARD}.\n"));
        let options = Options { jobs: 1, effort, ..Options::default() };
        let report = apps.job_under(&rules, options, prepose::verify::verify);
        assert!(report.unchecked() > 0, "nothing is looked at under rules in error");
        assert!(report.verified().is_err());
        report.rules()[0].message.clone()
    };
    assert!(said(Effort::default()).starts_with("no body meets these rules together"));
    assert!(said(Effort { parts: 0, variables: 0, starts: 1 }).contains("no body was found that does not"));
}
