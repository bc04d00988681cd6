//! `prepose.toml`: found, believed, refused.

use super::support::{Folder, LEGS, RAISE};

/// A rule that the gestures of [`LEGS`] break.
const NO_SQUAT: &str = "SAFETY mine:\n  # Nobody squats.\n  NEVER squat:\n    point your left knee front within 60 degrees,\n    \
                        point your right knee front within 60 degrees.\n";

fn folder() -> Folder {
    let folder = Folder::new();
    folder.make("rules");
    folder.make("work/deep");
    folder.write("rules/squat.prepose", NO_SQUAT);
    folder.write("work/deep/legs.prepose", LEGS);
    folder.write("work/prepose.toml", "safety = [\"../rules/squat.prepose\"]\n");
    folder
}

fn codes(text: &str) -> Vec<String> {
    let report: serde_json::Value = serde_json::from_str(text).expect("json");
    let findings = report["findings"].as_array().expect("findings");
    findings.iter().map(|finding| finding["code"].as_str().expect("a code").to_string()).collect()
}

#[test]
fn check_compile_and_the_report_agree() {
    let folder = folder();
    let ran = folder.run(&["check", "work/deep", "--no-cache", "--format", "json"]);
    assert_eq!(ran.code, 1, "{}", ran.err);
    assert!(codes(&ran.out).contains(&"E0603".to_string()), "{}", ran.out);
    let ran = folder.run(&["compile", "work/deep/legs.prepose", "--no-cache", "-o", "legs.bin"]);
    assert!(ran.code == 1 && ran.err.contains("E0603"), "{} {}", ran.code, ran.err);
    let ran = folder.run(&["verify-report", "work", "--no-cache", "-o", "out.json"]);
    assert_eq!(ran.code, 1, "{}", ran.err);
    assert!(codes(&folder.read("out.json")).contains(&"E0603".to_string()));
    // without the settings nothing stands against them
    for arguments in [
        &["check", "work/deep", "--no-cache", "--no-config"][..],
        &["compile", "work/deep", "--no-cache", "--no-config", "-o", "legs.bin"],
    ] {
        let ran = folder.run(arguments);
        assert_eq!(ran.code, 0, "{arguments:?}: {} {}", ran.out, ran.err);
    }
}

#[test]
fn what_is_given_goes_before_what_is_set() {
    let folder = Folder::new();
    folder.write("raise.prepose", RAISE);
    folder.write("prepose.toml", "format = \"json\"\ntogether = true\nexclude = [\"/old/\"]\n");
    folder.make("old");
    folder.write("old/raise.prepose", "not a gesture");
    let set = folder.run(&["check", "--syntax-only"]);
    assert!(set.code == 0 && set.out.starts_with('{'), "{} {}", set.out, set.err);
    let given = folder.run(&["check", "--syntax-only", "--format", "human", "--no-together"]);
    assert_eq!(given.out, "1 file: 1 gesture, no errors\n");
    // a file of another folder is named for all
    folder.write("other.toml", "format = \"github\"\nexclude = [\"old\"]\n");
    assert_eq!(folder.run(&["check", "--syntax-only", "--config", "other.toml"]).out, "");
    assert_eq!(folder.run(&["check", "--syntax-only", "--config", "none.toml"]).code, 2);
    // what is named is taken
    assert_eq!(folder.run(&["check", "--syntax-only", "old/raise.prepose"]).code, 1);
}

#[test]
fn settings_are_looked_for_upwards_as_far_as_the_repository() {
    let folder = Folder::new();
    folder.make("repository/.git");
    folder.make("repository/deep");
    folder.write("prepose.toml", "format = \"json\"\n");
    folder.write("repository/deep/raise.prepose", RAISE);
    folder.write("raise.prepose", RAISE);
    let check = |path: &str| folder.run(&["check", "--syntax-only", path]).out;
    assert!(check("raise.prepose").starts_with('{'));
    assert_eq!(check("repository/deep/raise.prepose"), "1 file: 1 gesture, no errors\n");
    folder.write("repository/prepose.toml", "format = \"github\"\n");
    assert_eq!(check("repository/deep/raise.prepose"), "");
}

#[test]
fn mistakes_are_shown_at_their_line() {
    let folder = Folder::new();
    folder.write("raise.prepose", RAISE);
    folder.write("prepose.toml", "# ours\nsaftey = []\ntogether = \"yes\"\npolicy = \"host.policy\"\n");
    for command in [&["check"][..], &["compile"], &["fmt"], &["list"], &["verify-report", "-o", "a.json"]] {
        let ran = folder.run(command);
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{command:?}");
        for part in [
            "prepose.toml:2:1",
            "did you mean `safety`?",
            "prepose.toml:3:12",
            "write `true` or `false`",
            "prepose.toml:4:1",
            "`policy` is not known yet",
        ] {
            assert!(ran.err.contains(part), "{command:?}: {part} in {}", ran.err);
        }
    }
    folder.write("prepose.toml", "together = tru\n");
    let ran = folder.run(&["check"]);
    assert!(ran.code == 2 && ran.err.contains("prepose.toml:1:"), "{}", ran.err);
    folder.write("prepose.toml", [0xff, 0xfe]);
    assert!(folder.run(&["check"]).err.contains("UTF-8"));
    folder.write("prepose.toml", "#".repeat(100_000));
    assert!(folder.run(&["check"]).err.contains("larger than 64 KiB"));
    std::fs::remove_file(folder.path().join("prepose.toml")).expect("it is there");
    folder.make("prepose.toml");
    assert!(folder.run(&["check"]).err.contains("is not a file"));
}

#[test]
fn files_under_different_settings_are_not_checked_together() {
    let folder = Folder::new();
    for (name, settings) in [("a", "together = true\n"), ("b", "together = false\n")] {
        folder.make(name);
        folder.write(&format!("{name}/{name}.prepose"), RAISE);
        folder.write(&format!("{name}/prepose.toml"), settings);
    }
    for paths in [&["a", "b"][..], &["a/a.prepose", "b/b.prepose"], &["."]] {
        let ran = folder.run(&[&["check", "--syntax-only"], paths].concat());
        assert_eq!(ran.code, 2, "{paths:?}");
        for part in ["`a/prepose.toml`", "`b/prepose.toml`", "`--config`"] {
            assert!(ran.err.contains(part), "{part} in {}", ran.err);
        }
    }
    // each alone, all with one, and what asks for no proof
    assert_eq!(folder.run(&["check", "--syntax-only", "a"]).code, 0);
    assert_eq!(folder.run(&["check", "--syntax-only", "--config", "a/prepose.toml", "a", "b"]).code, 0);
    assert_eq!(folder.run(&["fmt", "--check", "a", "b"]).code, 0);
    folder.write("b/prepose.toml", "exclude = [\"x\"]\ntogether = true\n");
    assert_eq!(folder.run(&["check", "--syntax-only", "."]).code, 0);
}

#[test]
fn recordings_may_be_set() {
    let folder = Folder::new();
    folder.write("raise.prepose", RAISE);
    folder.make("films");
    assert_eq!(folder.run(&["perform", "raise", "raise.prepose", "-o", "films/p.jsonl"]).code, 0);
    folder.write("films/index.csv", "path,dataset,label,note\np.jsonl,d,up,\n");
    folder.write("labels.csv", "dataset,label,gesture\nd,up,raise\n");
    let ran = folder.run(&["accuracy", "raise.prepose", "--labels", "labels.csv"]);
    assert!(ran.code == 2 && ran.err.contains("`recordings` in prepose.toml"), "{}", ran.err);
    folder.write("prepose.toml", "recordings = \"films\"\n");
    let ran = folder.run(&["accuracy", "raise.prepose", "--labels", "labels.csv"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
}
