//! Numbers at and beyond the edges, in gestures, in rules and on the command line.

use super::support::{Folder, Ran};

/// What a gesture with this second pose, in this step, under these rules gets.
fn check(pose: &str, step: &str, rules: &str) -> Ran {
    let folder = Folder::new();
    let text = format!(
        "APP edges:\n  GESTURE g:\n    POSE low: point your left leg down.\n    POSE edge: {pose}.\n    EXECUTION: low, \
         {step}.\n{rules}"
    );
    folder.write("edges.prepose", text);
    let ran = folder.run(&["check", "edges.prepose"]);
    assert!(ran.code < 2 && ran.err.is_empty(), "{pose}, {step}, {rules}: {} {}", ran.code, ran.err);
    assert!(!ran.out.contains("inf") && !ran.out.contains("NaN"), "{}", ran.out);
    ran
}

const KICK: &str = "point your left leg front within 20 degrees";

/// Each text gets this code at its line, and help; an empty code means that no error stands.
fn each(cases: &[(&str, &str)], line: usize, check: impl Fn(&str) -> Ran) {
    for (text, code) in cases {
        let ran = check(text);
        if code.is_empty() {
            assert_eq!(ran.code, 0, "{text}: {}", ran.out);
            continue;
        }
        let (first, place) = (format!("error[{code}]: "), format!("--> edges.prepose:{line}:"));
        assert!(ran.out.starts_with(&first) && ran.out.contains(&place), "{text} is to get {code}: {}", ran.out);
        assert!(ran.out.contains("= help: "), "{text}: {}", ran.out);
    }
}

#[test]
fn angles() {
    let cases = [
        ("point your left knee front within 0 degrees", "E0304"),
        ("point your left knee front within 0.0 degrees", "E0304"),
        ("point your left knee front within -1 degrees", "E0304"),
        ("point your left knee front within 180.0001 degrees", "E0304"),
        ("point your left knee front within 360 degrees", "E0304"),
        ("point your left knee front within 99999999999999999999 degrees", "E0106"),
        ("point your left knee front within 1e9 degrees", "E0103"),
        ("point your left knee front within 1e308 degrees", "E0103"),
        ("bend your left knee at least 360 degrees", "E0304"),
        ("bend your left knee at least 180 degrees", "E0601"),
        ("rotate your left knee 0 degrees up", "E0304"),
        ("rotate your left knee 360 degrees up", "E0304"),
        ("rotate your left knee 180 degrees up", ""),
    ];
    each(&cases, 4, |pose| check(pose, "edge", ""));
}

#[test]
fn lengths() {
    let cases = [
        ("touch your left knee with your left hand within 0 centimeters", "E0305"),
        ("put your left ankle at least 301 centimeters in front of your left hip", "E0305"),
        ("put your left ankle at least 300 centimeters in front of your left hip", "E0601"),
        ("keep your ankles at least 300 centimeters apart", "E0601"),
        ("keep your ankles at least 99999999999999999999 centimeters apart", "E0106"),
        ("keep your ankles at most -1 centimeters apart", "E0305"),
    ];
    each(&cases, 4, |pose| check(pose, "edge", ""));
}

#[test]
fn times() {
    let cases = [
        ("edge within 0 seconds", "E0307"),
        ("edge within 601 seconds", "E0307"),
        ("edge within 99999999999999999999 seconds", "E0106"),
        ("edge within 0.0000001 seconds", "E0602"),
        ("edge within 600 seconds", ""),
        ("edge and hold for 0 seconds", "E0307"),
        ("edge and hold for 601 seconds", "E0307"),
        ("edge and hold for 600 seconds", ""),
        ("edge and hold for 0.0000001 seconds", ""),
    ];
    each(&cases, 5, |step| check(KICK, step, ""));
}

#[test]
fn rules() {
    let cases = [
        ("ALWAYS r: point your left knee down within 0 degrees.", "E0304"),
        ("ALWAYS r: point your left knee down within 360 degrees.", "E0304"),
        ("ALWAYS r: point your left knee down within 99999999999999999999 degrees.", "E0106"),
        ("ALWAYS r: point your left knee down within 0.0000001 degrees.", "E0614"),
        ("ALWAYS r: point your left knee down within 180 degrees.", ""),
        ("NEVER r: point your left knee front within 180 degrees.", "E0614"),
        ("ALWAYS r: put your left ankle at least 0 centimeters in front of your left hip.", "E0614"),
        ("ALWAYS r: put your left ankle at least 300 centimeters in front of your left hip.", "E0614"),
        ("ALWAYS r: put your left ankle at least 301 centimeters in front of your left hip.", "E0305"),
    ];
    each(&cases, 7, |rule| check(KICK, "edge", &format!("SAFETY s:\n  {rule}\n")));
}

/// So little that no body and no proof is found: it is said, and not guessed.
#[test]
fn what_is_too_small_to_decide_is_undecided() {
    for pose in [
        "point your left knee front within 0.0000001 degrees",
        "keep your ankles at most 0 centimeters apart",
        "touch your left knee with your left hand within 0.0000001 centimeters",
    ] {
        let ran = check(pose, "edge", "");
        assert!(ran.out.starts_with("error[E0615]: it could not be decided"), "{pose}: {}", ran.out);
    }
}

#[test]
fn options() {
    let folder = Folder::new();
    folder.write("kick.prepose", format!("APP edges:\n  GESTURE g:\n    POSE p: {KICK}.\n    EXECUTION: p.\n"));
    let check = |option: &str, value: &str| folder.run(&["check", "kick.prepose", option, value]);
    let refused = [
        (
            "--min-margin",
            &["0", "-5", "180.1", "1e9", "NaN", "inf", "1e400", "", "much"][..],
            "a number over 0 and up to 180 is needed",
        ),
        ("--jobs", &["0", "1000000", "-1", "1.5", ""], ""),
        ("--effort", &["0", "1000001", "99999999999999999999", "-1", "1.5"], ""),
    ];
    for (option, values, reason) in refused {
        for value in values {
            let ran = check(option, value);
            let named = ran.err.contains(&format!("'{option} <"));
            assert!(
                ran.code == 2 && named && ran.err.contains(reason) && ran.out.is_empty(),
                "{option} {value}: {}",
                ran.err
            );
        }
    }
    let plain = folder.run(&["check", "kick.prepose"]).out;
    for (option, value) in [("--jobs", "1024"), ("--effort", "1"), ("--effort", "1000000"), ("--min-margin", "1e-300")]
    {
        let ran = check(option, value);
        assert_eq!((ran.code, ran.out), (0, plain.clone()), "{option} {value}");
    }
    let ran = check("--min-margin", "180");
    assert!(ran.code == 1 && ran.out.starts_with("error[E0612]: "), "{}", ran.out);
}
