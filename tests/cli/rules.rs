//! Rules that contradict each other: the answer names the rules and their files, and nothing is proved under them.

use serde_json::Value;

use super::support::{Folder, LEGS, Ran};

const HEAD_UP: &str = "SAFETY therapist:\n  ALWAYS head-up:\n    point your head up within 20 degrees.\n";
const HEAD_DOWN: &str = "SAFETY trainer:\n  ALWAYS head-down:\n    point your head down within 20 degrees.\n";

/// Checks [`LEGS`] with profiles, whose files are called after their numbers.
fn under(profiles: &[&str]) -> (Folder, Ran) {
    let folder = Folder::new();
    folder.write("legs.prepose", LEGS);
    let mut arguments = vec!["check".to_string(), "legs.prepose".to_string()];
    for (i, text) in profiles.iter().enumerate() {
        folder.write(&format!("{i}.prepose"), text);
        arguments.extend(["--safety".to_string(), format!("{i}.prepose")]);
    }
    let ran = folder.run(&arguments.iter().map(String::as_str).collect::<Vec<_>>());
    (folder, ran)
}

/// Nothing is proved, and each part is told.
fn refused(profiles: &[&str], parts: &[&str]) {
    let (_folder, ran) = under(profiles);
    assert_eq!((ran.code, ran.err.as_str()), (1, ""), "{}", ran.out);
    for part in parts.iter().chain(&["error[E0614]", "= help: ", "0 of 2 gestures proved (2 undecided), 1 error\n"]) {
        assert!(ran.out.contains(part), "{part} in {}", ran.out);
    }
}

#[test]
fn two_profiles_that_contradict_each_other() {
    let message = "no body meets these rules together: `head-up` of therapist, `head-down` of trainer";
    refused(&[HEAD_UP, HEAD_DOWN], &[message, "--> 0.prepose:2:10", "--> 1.prepose:2:10"]);
}

#[test]
fn a_profile_that_contradicts_the_standard_rules() {
    refused(&[HEAD_DOWN], &["`head-upright` of everyday, `head-down` of trainer", "--> 0.prepose:2:10"]);
}

#[test]
fn a_profile_that_contradicts_anatomy() {
    let text = "SAFETY odd:\n  ALWAYS folded:\n    bend your left elbow at least 170 degrees.\n";
    refused(&[text], &["`elbow-flexion` of adult, `folded` of odd", "--> 0.prepose:2:10"]);
}

#[test]
fn a_profile_that_no_body_satisfies() {
    let text = "SAFETY odd:\n  NEVER hands-apart-or-not:\n    put your left hand within 300 centimeters of your right \
                hand.\n";
    refused(&[text], &["no body meets these rules together: `hands-apart-or-not` of odd", "--> 0.prepose:2:9"]);
}

#[test]
fn a_way_to_idle_that_no_body_has() {
    let text = "IDLE odd:\n  POSE folded:\n    bend your left elbow at least 170 degrees.\n";
    refused(&[text], &["no body can idle like this: `folded`", "--> 0.prepose:2:8"]);
}

#[test]
fn contradictions_reach_the_machine_formats_and_stop_the_compiler() {
    let (folder, _) = under(&[HEAD_UP, HEAD_DOWN]);
    let profiles = ["legs.prepose", "--safety", "0.prepose", "--safety", "1.prepose"];
    let json = folder.run(&[&["check", "--format", "json"], &profiles[..]].concat()).out;
    let report: Value = serde_json::from_str(&json).expect("json");
    let places = report["findings"][0]["places"].as_array().expect("places");
    let files: Vec<&Value> = places.iter().map(|place| &place["file"]).collect();
    assert_eq!(files, ["0.prepose", "1.prepose"]);
    assert_eq!(report["verdicts"]["gestures"][0]["verdict"], "undecided");

    let ran = folder.run(&[&["compile", "-o", "legs.bin"], &profiles[..]].concat());
    assert_eq!(ran.code, 1);
    assert!(ran.err.contains("E0614") && ran.err.contains("nothing was written"), "{}", ran.err);
    assert!(!folder.path().join("legs.bin").exists());
}

/// Two files that agree are no contradiction, and one file given twice neither.
#[test]
fn profiles_that_agree_add_up() {
    assert_eq!(under(&[HEAD_UP, HEAD_UP]).1.code, 0);
}
