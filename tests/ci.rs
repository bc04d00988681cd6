//! What other people's continuous integration runs of ours: the hooks of pre-commit and the step of a GitHub workflow.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;

const HOOKS: &str = include_str!("../.pre-commit-hooks.yaml");
const ACTION: &str = include_str!("../action.yml");
const SCRIPT: &str = include_str!("../tools/action.sh");

/// A folder of one test, emptied before it.
fn folder(test: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("ci").join(test);
    let _ = std::fs::remove_dir_all(&path);
    std::fs::create_dir_all(&path).expect("a folder of the test");
    path
}

/// Runs a program in a folder; nothing is kept for or taken from whoever runs the tests.
fn alone<'c>(command: &'c mut Command, folder: &Path) -> &'c mut Command {
    command.current_dir(folder).env_remove("HOME").env("XDG_CACHE_HOME", folder).env("XDG_STATE_HOME", folder)
}

/// A file in which there is nothing to find, laid out: what `prepose new` writes.
fn fine(folder: &Path) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_prepose"));
    assert!(alone(&mut command, folder).args(["new", "fine"]).output().expect("prepose runs").status.success());
    std::fs::read_to_string(folder.join("fine.prepose")).expect("the file that was made")
}

/// A text with a word that means nothing.
fn wrong(fine: &str) -> String {
    fine.replacen("point your arms", "pointt your arms", 1)
}

/// The value of a key of each hook: the file is as simple as YAML can be.
fn values(key: &str) -> Vec<&'static str> {
    HOOKS.lines().filter_map(|line| line.trim_start_matches(['-', ' ']).strip_prefix(key)?.strip_prefix(": ")).collect()
}

/// Runs a hook as pre-commit does: its entry, and behind it the names of files.
fn hook(id: &str, folder: &Path, file: &str) -> Option<i32> {
    let index = values("id").iter().position(|known| *known == id).expect("the hook is there");
    let mut entry = values("entry")[index].split(' ');
    assert_eq!(entry.next(), Some("prepose"));
    let mut command = Command::new(env!("CARGO_BIN_EXE_prepose"));
    alone(&mut command, folder).args(entry).arg(file).output().expect("prepose runs").status.code()
}

#[test]
fn every_hook_is_about_gesture_files_and_uses_the_installed_program() {
    let hooks = values("id").len();
    assert_eq!(hooks, 2);
    assert_eq!(values("files"), [r"\.prepose$"; 2]);
    assert_eq!(values("language"), ["system"; 2]);
    assert_eq!((values("name").len(), values("description").len(), values("entry").len()), (hooks, hooks, hooks));
}

#[test]
fn the_hooks_fail_where_they_should() {
    let folder = folder("hooks");
    let write = |text: &str| std::fs::write(folder.join("a.prepose"), text).expect("a file of the test");
    let read = || std::fs::read_to_string(folder.join("a.prepose")).expect("a file of the test");
    let fine = fine(&folder);
    write(&fine);
    assert_eq!(
        (hook("prepose-check", &folder, "a.prepose"), hook("prepose-fmt", &folder, "a.prepose")),
        (Some(0), Some(0))
    );
    assert_eq!(read(), fine, "pre-commit fails where a hook changes a file");
    write(&wrong(&fine));
    assert_eq!(hook("prepose-check", &folder, "a.prepose"), Some(1));
    write(&fine.replace("    POSE", "POSE"));
    assert_eq!(hook("prepose-fmt", &folder, "a.prepose"), Some(0));
    assert_eq!(read(), fine);
}

/// Runs the step of the action: its exit code, what it printed, and the log it wrote.
fn action(folder: &Path, paths: &str, arguments: &str) -> (Option<i32>, String, Option<serde_json::Value>) {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tools/action.sh");
    let mut command = Command::new("sh");
    alone(&mut command, folder).arg(script).arg("check");
    command.env("PREPOSE", env!("CARGO_BIN_EXE_prepose")).env("PREPOSE_SARIF", "found.sarif");
    command.env("PREPOSE_PATHS", paths).env("PREPOSE_ARGUMENTS", arguments);
    let output = command.output().expect("a shell runs");
    let log = std::fs::read_to_string(folder.join("found.sarif")).ok();
    let log = log.map(|text| serde_json::from_str(&text).expect("the log is whole"));
    (output.status.code(), String::from_utf8(output.stdout).expect("a text"), log)
}

#[test]
fn the_action_marks_what_it_finds_and_writes_a_log() {
    let folder = folder("action");
    // names of files are names, whatever they look like
    let odd = "it's $(touch broken) `touch broken` *.prepose";
    std::fs::write(folder.join(odd), wrong(&fine(&folder))).expect("a file of the test");
    let (code, printed, log) = action(&folder, &format!("{odd}\nfine.prepose\n"), "");
    assert_eq!(code, Some(1), "{printed}");
    assert!(printed.starts_with(&format!("::error file={odd},line=")), "{printed}");
    let results = log.expect("a log")["runs"][0]["results"].clone();
    assert_eq!(results.as_array().map(Vec::len), Some(1), "{results}");
    assert!(!folder.join("broken").exists());
    let (code, _, log) = action(&folder, "fine.prepose", "--syntax-only");
    assert_eq!((code, log.expect("a log")["runs"][0]["results"].clone()), (Some(0), serde_json::json!([])));
}

#[test]
fn the_action_leaves_no_log_where_it_could_not_check() {
    let folder = folder("action-misused");
    let (code, _, log) = action(&folder, "nowhere.prepose", "");
    assert_eq!((code, log), (Some(2), None));
    fine(&folder);
    let (code, _, log) = action(&folder, "fine.prepose", "--no-such-flag");
    assert_eq!((code, log), (Some(2), None));
    assert!(!folder.join("found.sarif.part").exists());
}

#[test]
fn the_action_gives_its_script_what_it_reads_and_nothing_as_a_command() {
    let words = |text: &'static str, mark: char| -> BTreeSet<&str> {
        let parts = text.split(|c: char| !(c.is_ascii_alphanumeric() || c == '_' || c == '.' || c == mark));
        parts.filter(|word| !word.is_empty()).collect()
    };
    let read = words(SCRIPT, '$').into_iter().filter_map(|word| word.trim_start_matches('$').split('.').next());
    let read: BTreeSet<&str> = read.filter(|word| word.starts_with("PREPOSE")).collect();
    assert_eq!(read.len(), 4, "{read:?}");
    for name in &read {
        assert!(ACTION.contains(&format!("        {name}: ${{{{ inputs.")), "the action does not set {name}");
    }
    let inputs =
        ACTION.split_once("\ninputs:\n").and_then(|(_, rest)| rest.split_once("\noutputs:")).expect("inputs").0;
    let declared: BTreeSet<&str> =
        inputs.lines().filter_map(|line| line.strip_prefix("  ")?.strip_suffix(':')).collect();
    let used: BTreeSet<&str> = words(ACTION, '-').into_iter().filter_map(|word| word.strip_prefix("inputs.")).collect();
    assert_eq!(declared, used);
    for line in ACTION.lines().filter(|line| line.trim_start().starts_with("run:")) {
        assert!(!line.contains("${{"), "what a workflow is given could be a command here: {line}");
    }
}
