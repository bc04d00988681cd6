//! `check` where it proves, `verify-report`, `compile`, and what is kept from run to run.

use serde_json::Value;

use super::support::{Folder, LEGS, RAISE, SLIP};

/// A rule that the squat of [`LEGS`] breaks however it is done.
const NO_SQUATS: &str = "SAFETY knees:\n  # Knees that hurt stay straight.\n  ALWAYS left-leg-straight:\n    point your left knee down within 30 degrees.\n";

fn legs() -> Folder {
    let folder = Folder::new();
    folder.write("legs.prepose", LEGS);
    folder
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).expect("json")
}

#[test]
fn what_is_proved_is_counted() {
    let folder = legs();
    let ran = folder.run(&["check", "legs.prepose"]);
    let line = "1 file: 2 gestures proved, 1 pair apart as ordinarily done, 1 apart however done, 1 finding accepted, 1 note (--notes shows them)\n";
    assert_eq!((ran.code, ran.out.as_str(), ran.err.as_str()), (0, line, ""));
    let notes = folder.run(&["check", "legs.prepose", "--notes"]);
    assert_eq!(notes.code, 0);
    for part in ["note[N0604]: `squat`", "accepted: the chair holds the knees", "1 finding accepted, 1 note\n"] {
        assert!(notes.out.contains(part), "{part} in {}", notes.out);
    }
    let one = folder.run(&["check", "legs.prepose", "--jobs", "1"]);
    assert_eq!(one.out, ran.out, "the number of threads does not matter");
}

#[test]
fn a_slip_in_one_file_stops_the_proofs_of_all() {
    let folder = legs();
    folder.write("slip.prepose", SLIP);
    let ran = folder.run(&["check"]);
    assert_eq!(ran.code, 1);
    assert!(ran.out.contains("E0103") && ran.out.ends_with("2 files: 2 gestures sound, 1 error; nothing was proved\n"));
}

#[test]
fn a_report_that_is_not_written_is_not_passed_over() {
    let folder = legs();
    folder.write("slip.prepose", SLIP);
    for command in [&["check", "--report"][..], &["verify-report", "-o"]] {
        let ran = folder.run(&[command, &["r.html"]].concat());
        assert_eq!((ran.code, ran.err.as_str()), (1, "prepose: nothing was proved, so `r.html` was not written\n"));
    }
    for option in ["--report", "--witness", "--min-margin"] {
        let ran = folder.run(&["check", "legs.prepose", "--syntax-only", option, "7"]);
        assert!(ran.code == 2 && ran.err.contains("cannot be used with"), "{option}: {}", ran.err);
    }
    assert_eq!(folder.names(), ["legs.prepose", "slip.prepose"]);
}

#[test]
fn notes_become_errors_on_request() {
    let ran = legs().run(&["check", "legs.prepose", "--strict-safety"]);
    assert_eq!(ran.code, 1);
    assert!(ran.out.contains("error[N0604]: `squat`") && !ran.out.contains("`left-side` can"), "{}", ran.out);
}

#[test]
fn every_verdict_is_in_the_json() {
    let report = json(&legs().run(&["check", "legs.prepose", "--format", "json"]).out);
    assert_eq!(report["version"], 1);
    let verdicts = &report["verdicts"];
    assert_eq!((&verdicts["gestures"][1]["name"], &verdicts["gestures"][1]["app"]), (&"squat".into(), &"legs".into()));
    assert_eq!(verdicts["gestures"][1]["properties"]["validity"]["verdict"], "proved");
    assert_eq!(verdicts["gestures"][1]["verdict"], "proved");
    assert_eq!(
        (&verdicts["pairs"][0]["verdict"], &verdicts["pairs"][0]["b"]["name"]),
        (&"proved".into(), &"squat".into())
    );
    assert_eq!(report["findings"][0]["accepted"], "the chair holds the knees");
    assert_eq!(report["findings"][0]["with"], "knees-not-backwards");
}

#[test]
fn accepted_findings_are_suppressed_in_sarif_and_absent_for_github() {
    let folder = legs();
    let sarif = json(&folder.run(&["check", "legs.prepose", "--format", "sarif"]).out);
    let results = &sarif["runs"][0]["results"];
    assert_eq!(results[0]["suppressions"][0]["justification"], "the chair holds the knees");
    assert_eq!((&results[1]["level"], &results[1]["suppressions"]), (&"note".into(), &Value::Null));
    assert_eq!(folder.run(&["check", "legs.prepose", "--format", "github"]).out, "");
    let notes = folder.run(&["check", "legs.prepose", "--format", "github", "--notes"]).out;
    assert_eq!((notes.lines().count(), notes.starts_with("::notice")), (1, true), "{notes}");
}

#[test]
fn pictures_show_gestures_and_findings() {
    let folder = legs();
    let ran = folder.run(&["check", "legs.prepose", "--witness", "out", "--format", "json"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let report = json(&ran.out);
    let name = "out/legs-squat-n0604-knees-not-backwards.svg";
    assert_eq!(report["findings"][1]["witness"]["still"], name);
    assert!(folder.read(name).starts_with("<svg"));
    assert_eq!(report["verdicts"]["gestures"][1]["witness"]["page"], "out/legs-squat.html");
    assert!(folder.read("out/legs-squat.html").contains("somebody who does \u{201c}squat\u{201d}"));
    let names = std::fs::read_dir(folder.path().join("out")).expect("the folder of witnesses");
    let names = names.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned());
    let players: Vec<String> = names.filter(|name| name.starts_with("player-")).collect();
    assert_eq!(players.len(), 2, "one style and one script for all pages: {players:?}");
    assert!(players.iter().all(|player| folder.read("out/legs-squat.html").contains(player.as_str())));
    assert!(
        !std::fs::read_dir(folder.path().join("out"))
            .expect("the folder")
            .any(|entry| { entry.expect("an entry").file_name().to_string_lossy().ends_with(".part") })
    );
}

#[test]
fn reports_tell_a_reviewer_everything() {
    let folder = legs();
    assert_eq!(folder.run(&["verify-report", "legs.prepose", "-o", "legs.html"]).code, 0);
    let page = folder.read("legs.html");
    for part in [
        "left-side",
        "squat",
        "the chair holds the knees",
        "1 of 1 pairs are apart as they are ordinarily done",
        "<svg class=\"snapshot\"",
    ] {
        assert!(page.contains(part), "{part}");
    }
    assert_eq!(page.matches("<script").count(), 1, "its own");
    assert_eq!(folder.run(&["check", "legs.prepose", "--report", "legs.json"]).code, 0);
    let report = json(&folder.read("legs.json"));
    assert!(report["verdicts"]["gestures"][0]["margin"]["degrees"].as_f64().is_some_and(|degrees| degrees > 0.0));
    assert!(report["verdicts"]["pairs"][0]["distance"].as_f64().is_some());
    assert!(!report["rules"][0]["names"].as_array().expect("names").is_empty());
    let ran = folder.run(&["check", "legs.prepose", "--report", "legs.txt"]);
    assert!(ran.code == 2 && ran.err.contains("`.html`"), "{}", ran.err);
}

#[test]
fn margins_are_demanded() {
    let folder = legs();
    assert_eq!(folder.run(&["check", "legs.prepose", "--min-margin", "1"]).code, 0);
    let ran = folder.run(&["check", "legs.prepose", "--min-margin", "80"]);
    assert!(ran.code == 1 && ran.out.contains("E0612"), "{}", ran.out);
}

#[test]
fn rules_come_from_files_and_from_the_gestures_own_file() {
    let folder = legs();
    folder.write("knees.prepose", NO_SQUATS);
    let ran = folder.run(&["check", "legs.prepose", "--safety", "knees.prepose"]);
    assert_eq!(ran.code, 1);
    assert!(ran.out.contains("error[E0603]") && ran.out.contains("left knee front"), "{}", ran.out);

    // beside it, a file of rules is only checked; in one file with the app, it holds for the app
    assert_eq!(folder.run(&["check"]).code, 0);
    folder.write("legs.prepose", format!("{NO_SQUATS}\n{LEGS}"));
    assert!(folder.run(&["check", "legs.prepose"]).out.contains("error[E0603]"));

    let ran = folder.run(&["check", "legs.prepose", "--anatomy", "knees.prepose"]);
    assert!(ran.code == 2 && ran.err.contains("no ANATOMY block"), "{}", ran.err);
    folder.write("raise.prepose", RAISE);
    let ran = folder.run(&["check", "legs.prepose", "--safety", "raise.prepose"]);
    assert!(ran.code == 2 && ran.err.contains("no SAFETY"), "{}", ran.err);
}

#[test]
fn rules_that_nobody_meets_prove_nothing() {
    let folder = legs();
    folder.write("up.prepose", "SAFETY odd:\n  ALWAYS hands-up:\n    put your left hand above your head.\n");
    let ran = folder.run(&["check", "legs.prepose", "--safety", "up.prepose"]);
    assert_eq!(ran.code, 1);
    assert!(ran.out.contains("error[E0614]") && ran.out.contains("0 of 2 gestures proved"), "{}", ran.out);
    assert_eq!(folder.run(&["check", "up.prepose"]).code, 1, "rules alone are checked too");
}

#[test]
fn what_is_verified_compiles_and_nothing_else() {
    let folder = legs();
    assert_eq!(folder.run(&["compile", "legs.prepose", "-o", "legs.bin"]).code, 0);
    let bytes = std::fs::read(folder.path().join("legs.bin")).expect("the program");
    let program = prepose_matcher::Program::from_bytes(&bytes).expect("a program");
    assert_eq!(program.parts().gestures.len(), 2);
    folder.write("knees.prepose", NO_SQUATS);
    let ran = folder.run(&["compile", "legs.prepose", "--safety", "knees.prepose", "-o", "other.bin"]);
    assert_eq!(ran.code, 1);
    assert!(ran.err.contains("E0603") && ran.err.contains("nothing was written"), "{}", ran.err);
    assert!(!folder.path().join("other.bin").exists());
    folder.write("slip.prepose", SLIP);
    assert_eq!(folder.run(&["compile", "slip.prepose", "-o", "other.bin"]).code, 1);
}

#[test]
fn answers_are_kept_from_run_to_run() {
    let folder = legs();
    std::fs::create_dir(folder.path().join("state")).expect("a folder for the key");
    let first = folder.run(&["check", "legs.prepose", "--cache", "kept", "--notes"]);
    assert_eq!(first.code, 0, "{}", first.out);
    assert!(folder.path().join("kept/answers").is_file() && folder.path().join("state/prepose/cache-key").is_file());
    let again = ["check", "legs.prepose", "--cache", "kept"];
    assert_eq!(folder.run(&[&again[..], &["--notes"]].concat()).out, first.out);
    let report = json(&folder.run(&[&again[..], &["--format", "json"]].concat()).out);
    assert_eq!(report["verdicts"]["gestures"][1]["seconds"], 0.0, "it was not proved again");
    // an edit pays for what it touched
    folder.write("legs.prepose", LEGS.replace("front within 40", "front within 35"));
    let report = json(&folder.run(&[&again[..], &["--format", "json"]].concat()).out);
    assert_eq!(report["verdicts"]["gestures"][0]["seconds"], 0.0);
    assert_ne!(report["verdicts"]["gestures"][1]["seconds"], 0.0);
    // a folder that cannot be one costs only the cache
    assert_eq!(folder.run(&["check", "legs.prepose", "--cache", "legs.prepose"]).code, 0);
}
