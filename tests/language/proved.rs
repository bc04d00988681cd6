//! The examples that the verifier has something to say of, as `prepose check` says it.
//!
//! A block with a code of the verifier shows that code and no other error or warning. A block without one that mends a
//! mistake, or that accepts a finding, shows no error or warning that stands. Notes may stand anywhere: most are meant.

use std::collections::BTreeSet;
use std::io::Write;
use std::process::{Command, Stdio};

use prepose::diagnostic::Code;
use serde_json::Value;

use crate::{Block, blocks};

#[test]
fn every_example_gets_the_verdict_that_it_is_there_for() {
    let (mut wrong, mut mistakes, mut mended) = (Vec::new(), 0, 0);
    for block in blocks() {
        let Some((kind, code)) = about_proofs(&block) else { continue };
        *(if code.is_some() { &mut mistakes } else { &mut mended }) += 1;
        let report = check(&block.text);
        let found: BTreeSet<&str> = grave(&report, code).collect();
        let expected: BTreeSet<&str> = code.map(Code::as_str).into_iter().collect();
        if found != expected {
            wrong.push(format!("LANGUAGE.md:{}: {kind}: expected {expected:?}, found {found:?}", block.line));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(mistakes >= 15 && mended >= 6, "only {mistakes} mistakes and {mended} mended ones were proved");
}

/// What a block shows, and the code if it shows a mistake; nothing for those that the front end alone is asked about.
fn about_proofs(block: &Block) -> Option<(&'static str, Option<Code>)> {
    let of_verifier = |text: &str| Code::parse(text).filter(|code| code.is_of_verifier());
    match block.tag.strip_prefix("prepose")?.trim() {
        "" if of_verifier(block.section.split(':').next().unwrap_or_default()).is_some() => Some(("mended", None)),
        "" if block.text.contains("ACCEPT ") => Some(("accepted", None)),
        "" => None,
        code => of_verifier(code).map(|code| ("a mistake", Some(code))),
    }
}

/// The codes of the errors and warnings that stand; and of notes, where a note is what is looked for.
fn grave(report: &Value, wanted: Option<Code>) -> impl Iterator<Item = &str> {
    let findings = report["findings"].as_array().expect("findings").iter();
    let standing = findings.filter(|found| found["accepted"].is_null());
    let code = |found: &'_ Value| Code::parse(found["code"].as_str().unwrap_or_default());
    let grave =
        standing.filter(move |found| found["severity"] != "note" || (wanted.is_some() && code(found) == wanted));
    grave.map(|found| found["code"].as_str().expect("a code"))
}

/// What is found in a text, with the options that it asks for in a line `# check: OPTIONS`.
fn check(text: &str) -> Value {
    let options = text.lines().filter_map(|line| line.strip_prefix("# check: ")).flat_map(str::split_whitespace);
    let mut child = Command::new(env!("CARGO_BIN_EXE_prepose"))
        .args(["check", "--no-cache", "--format", "json", "-"])
        .args(options)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("the binary starts");
    child.stdin.take().expect("a pipe").write_all(text.as_bytes()).expect("it reads the text");
    let output = child.wait_with_output().expect("it ends");
    serde_json::from_slice(&output.stdout).unwrap_or_else(|error| panic!("{error} in what is said of\n{text}"))
}
