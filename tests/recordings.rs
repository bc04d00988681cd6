//! Recordings of real people, read in place where they are there: the gestures of `gestures/recorded` keep what was
//! measured.

use std::path::{Path, PathBuf};
use std::process::Command;

/// Where recordings are, if they are anywhere.
fn recordings() -> Option<PathBuf> {
    let named = std::env::var_os("PREPOSE_RECORDINGS").map(PathBuf::from);
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/recordings");
    named.into_iter().chain([beside]).find(|folder| folder.join("index.csv").is_file())
}

fn main() {
    let Some(folder) = recordings() else {
        println!(
            "skipped: no recordings in $PREPOSE_RECORDINGS or ../shared/recordings\n0 passed, 0 failed, 1 skipped"
        );
        return;
    };
    let output = Command::new(env!("CARGO_BIN_EXE_prepose"))
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .args(["accuracy", "gestures/recorded", "--labels", "gestures/recorded/labels.csv"])
        .args(["--nested", "gestures/recorded/nested.csv", "--main", "utd_mhad,irds,ui_prmd", "--recordings"])
        .arg(&folder)
        .output()
        .expect("the binary runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let report = String::from_utf8_lossy(&output.stdout).into_owned();

    let after = |title: &str, word: &str| -> f64 {
        let mut lines = report.lines().skip_while(|line| *line != title);
        let line =
            lines.find(|line| line.contains(word)).unwrap_or_else(|| panic!("`{word}` under `{title}`:\n{report}"));
        let number = line.split(word).nth(1).and_then(|rest| rest.split_whitespace().next());
        number.and_then(|number| number.parse().ok()).unwrap_or_else(|| panic!("a number in `{line}`"))
    };
    let main = "utd_mhad + irds + ui_prmd, executions noted as incorrect left out";
    let f1 = after(main, "macro F1 ");
    assert!(f1 >= 0.95, "macro F1 {f1} on {main}\n{report}");
    let told_apart = after("executions noted as correct or incorrect", "balanced accuracy ");
    assert!(told_apart > 0.75, "balanced accuracy {told_apart}\n{report}");
    println!("macro F1 {f1} on {main}; balanced accuracy {told_apart} of correctness\n1 passed, 0 failed");
}
