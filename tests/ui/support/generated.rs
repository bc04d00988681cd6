//! Cases that no file should hold: huge ones, empty ones, and bytes that are no text.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use prepose::diagnostic::{Code, Diagnostic};
use prepose::source::Sources;
use prepose::typed::{self, Checked, Loader};

/// The codes whose cases are made here.
pub const CODES: &[Code] = &[Code::FileTooLarge, Code::TooManyImports, Code::ProgramTooLarge, Code::NotText];

const WAVE: &str = "  GESTURE wave:\n    POSE up: point your left arm up.\n    EXECUTION: up.\n";

/// Files in memory.
#[derive(Default)]
struct Memory(HashMap<PathBuf, String>);

impl Loader for Memory {
    fn load(&self, path: &Path) -> Result<String, String> {
        self.0.get(path).cloned().ok_or_else(|| "there is no such file".to_string())
    }
}

fn check(text: &str, loader: &dyn Loader) -> Checked {
    let mut sources = Sources::default();
    let root = sources.add("case.prepose", text);
    typed::check(&mut sources, root, loader, &Default::default(), &Default::default())
}

fn codes(checked: &Checked) -> Vec<&'static str> {
    checked.diagnostics.iter().map(|found: &Diagnostic| found.code.as_str()).collect()
}

#[test]
fn a_file_without_a_word_has_no_app() {
    for text in ["", "\n", " \t\r\n", "\u{feff}", "#", "/* */", "// a comment\n"] {
        let checked = check(text, &Memory::default());
        assert_eq!(codes(&checked), ["E0107"], "{text:?}");
        assert_eq!(checked.diagnostics[0].span().start, 0, "{text:?}");
    }
}

#[test]
fn a_file_is_read_up_to_its_limit() {
    let limit = prepose::syntax::ParseLimits::default().bytes;
    let app = format!("APP large:\n{WAVE}#");
    let fits = format!("{app}{}", "x".repeat(limit - app.len()));
    assert_eq!(codes(&check(&fits, &Memory::default())), [""; 0]);
    let checked = check(&format!("{fits}x"), &Memory::default());
    assert_eq!(codes(&checked), ["E0501"]);
    assert!(checked.diagnostics[0].message.contains(&limit.to_string()), "{}", checked.diagnostics[0].message);
}

#[test]
fn a_file_imports_up_to_its_limit() {
    let limit = typed::CheckLimits::default().imports;
    let importing = |count: usize| {
        let imports: String = (0..count).map(|i| format!("IMPORT \"{i}.prepose\".\n")).collect();
        let pose = |i: usize| format!("APP library-{i}:\n  POSE pose-{i}: point your left arm up.\n");
        let files = (0..count).map(|i| (PathBuf::from(format!("{i}.prepose")), pose(i))).collect();
        codes(&check(&format!("{imports}APP many:\n{WAVE}"), &Memory(files)))
    };
    assert_eq!(importing(limit), [""; 0]);
    assert_eq!(importing(limit + 1), ["E0505"]);
}

/// Every gesture is within its own limits; together they are too large.
#[test]
fn a_program_is_written_out_up_to_its_limit() {
    let pose = format!("  POSE large: {}.\n", vec!["point your left arm up"; 490].join(", "));
    let steps = vec!["large"; 100].join(", ");
    let gestures = |count: usize| {
        let all: String = (0..count).map(|i| format!("  GESTURE g{i}: EXECUTION: {steps}.\n")).collect();
        codes(&check(&format!("APP large:\n{pose}{all}"), &Memory::default()))
    };
    assert_eq!(gestures(10), [""; 0]);
    assert_eq!(gestures(11), ["E0506"]);
}

/// Each pose doubles the one before: written out, the last would be larger than any memory.
#[test]
fn a_pose_that_grows_without_bound_is_refused_at_once() {
    let doubled: String = (1..64).map(|i| format!("    POSE p{i}: compose p{}, p{}.\n", i - 1, i - 1)).collect();
    let first = "    POSE p0: point your left arm up.\n";
    let text = format!("APP grows:\n  GESTURE g:\n{first}{doubled}    EXECUTION: p63.\n");
    let checked = check(&text, &Memory::default());
    assert!(codes(&checked).iter().all(|code| *code == "E0504"), "{:?}", codes(&checked));
    assert!(checked.has_errors());
}

/// A chain of poses and one of gestures, far longer than a stack of calls may be.
#[test]
fn a_long_chain_of_declarations_does_not_exhaust_the_stack() {
    let poses: String = (1..4_000).map(|i| format!("    POSE p{i}: compose p{}.\n", i - 1)).collect();
    let gestures: String = (1..4_000).map(|i| format!("  GESTURE g{i}: SEQUENCE: g{}.\n", i - 1)).collect();
    let first = "  GESTURE g0:\n    POSE p0: point your left arm up.\n";
    let text = format!("APP chains:\n{first}{poses}    EXECUTION: p3999.\n{gestures}");
    // whatever is said about it, something is said
    check(&text, &Memory::default());
}

#[test]
fn bytes_that_are_no_text_are_named_so() {
    let folder = std::env::temp_dir().join(format!("prepose-ui-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder for the case");
    let path = folder.join("latin-1.prepose");
    std::fs::write(&path, b"APP l:\n  GESTURE g:\n    POSE h\xf6he: point your left arm up.\n    EXECUTION: up.\n")
        .expect("the case");
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_prepose"))
        .args(["check", "--syntax-only", "--format", "json"])
        .arg(&path)
        .output()
        .expect("the program runs");
    std::fs::remove_dir_all(&folder).expect("the folder can be taken away");
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).expect("a report");
    let first = &report["findings"][0];
    assert_eq!((&first["code"], &first["places"][0]["line"]), (&"E0507".into(), &3.into()));
    assert_eq!(output.status.code(), Some(1));
}
