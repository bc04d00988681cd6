//! Pages in a real browser: made here, looked at by `tools/page-checks/check.js`.
//!
//! A program of its own, so that it can say that it was skipped where there is no browser, no node, or the packages of
//! `make page-checks` are missing. Where `PREPOSE_PAGES` is `required`, as in CI, that is a failure.

use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use serde_json::json;

#[path = "cli/support.rs"]
#[expect(dead_code, reason = "the command line's tests use the rest")]
mod support;

use support::{Folder, LEGS, RAISE};

/// A rule that both gestures of [`LEGS`] break however they are done.
const NO_SQUATS: &str =
    "SAFETY knees:\n  ALWAYS left-leg-straight:\n    point your left knee down within 30 degrees.\n";

fn main() -> ExitCode {
    let checks = Path::new(env!("CARGO_MANIFEST_DIR")).join("tools/page-checks");
    let chromium = match needed(&checks) {
        Ok(chromium) => chromium,
        Err(missing) if std::env::var_os("PREPOSE_PAGES").is_some_and(|value| value == "required") => {
            println!("{missing}, and PREPOSE_PAGES says that pages must be looked at\n0 passed, 1 failed");
            return ExitCode::FAILURE;
        }
        Err(missing) => {
            println!("skipped: {missing}, so NO PAGE WAS LOOKED AT\n0 passed, 0 failed, 1 skipped");
            return ExitCode::SUCCESS;
        }
    };
    let folder = Folder::new();
    make(&folder);
    let status = Command::new("node")
        .arg(checks.join("check.js"))
        .arg(folder.path())
        .env("PREPOSE_CHROMIUM", chromium)
        .status()
        .expect("node was found");
    if status.success() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// The browser, where all that is needed is there.
fn needed(checks: &Path) -> Result<PathBuf, String> {
    let in_path = |name: &str| {
        let path = std::env::var_os("PATH").unwrap_or_default();
        std::env::split_paths(&path).map(|folder| folder.join(name)).find(|file| file.is_file())
    };
    let chromium = std::env::var_os("PREPOSE_CHROMIUM").map(PathBuf::from);
    let names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
    let chromium = chromium.or_else(|| names.into_iter().find_map(in_path)).ok_or("there is no chromium")?;
    in_path("node").ok_or("there is no node")?;
    if !checks.join("node_modules/axe-core").is_dir() {
        return Err("`make page-checks` was not run".to_string());
    }
    Ok(chromium)
}

/// A page of each kind, and the plan of what to look for.
fn make(folder: &Folder) {
    let run = |arguments: &[&str]| {
        let ran = folder.run(arguments);
        assert!(ran.code <= 1, "{arguments:?}: {}{}", ran.out, ran.err);
    };
    folder.write("raise.prepose", RAISE);
    run(&["perform", "raise", "raise.prepose", "--people", "2", "-o", "people.jsonl"]);
    run(&["view", "raise.prepose", "--source", "people.jsonl", "-o", "recording.html"]);

    // what authors write is shown and never run, in either direction of writing
    let words = "# </script><img src=x onerror=\"document.title='broken'\"> \u{5d4}\u{5e8}\u{5dd} \u{5d9}\u{5d3}";
    folder.write("hostile.prepose", RAISE.replace("# Raise your left hand.", words));
    run(&["view", "hostile.prepose", "-o", "hostile.html"]);

    let meant = LEGS.replace(
        "GESTURE squat:\n",
        "GESTURE squat:\n    ACCEPT E0603 because \"\u{5db}\u{5df}, a squat bends knees\".\n",
    );
    folder.write("legs.prepose", meant);
    folder.write("knees.rules", NO_SQUATS);
    run(&[
        "check",
        "legs.prepose",
        "--safety",
        "knees.rules",
        "--no-cache",
        "--report",
        "review.html",
        "--witness",
        "witness",
    ]);

    let page = "witness/legs-squat.html";
    std::fs::create_dir(folder.path().join("alone")).expect("a new folder");
    folder.write("alone/legs-squat.html", folder.read(page));

    let plan = json!({
        "players": {
            "recording.html": { "gestures": 1, "completed": 2 },
            "hostile.html": { "gestures": 1, "completed": 1 },
            page: { "gestures": 1, "completed": 1 },
        },
        "reviews": { "review.html": { "pictures": 4, "accepted": "g-legs-squat", "refuted": "g-legs-left_2d_side" } },
        "lonely": ["alone/legs-squat.html"],
    });
    folder.write("plan.json", plan.to_string());
}
