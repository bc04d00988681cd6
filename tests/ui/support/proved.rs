//! Cases about the verifier, as `prepose check` runs it with the standard rules.
//!
//! A line `# check: --min-margin 15` gives the case options. The binary runs twice: once for people with one thread, once
//! for programs with several, and both must say the same, so that no golden file depends on how many threads there are.

use std::path::Path;
use std::process::Command;

use prepose::diagnostic::Code;
use serde_json::Value;

use super::case::{Case, Finding, Said, announced, plain};

/// Proves a program.
pub fn case(path: &Path) -> Case {
    let name = plain(path);
    let text = std::fs::read_to_string(path).expect("the case can be read");
    let options: Vec<&str> =
        text.lines().filter_map(|line| line.strip_prefix("# check: ")).flat_map(str::split_whitespace).collect();
    let rendered = check(&name, &options, &["--notes", "--jobs", "1"]);
    let report = check(&name, &options, &["--format", "json", "--jobs", "3"]);
    let report: Value = serde_json::from_str(&report).expect("a report");
    let findings = report["findings"].as_array().expect("findings");

    let mut found: Vec<Finding> = findings.iter().map(finding).collect();
    found.sort();
    let mut named: Vec<&str> = rendered.lines().filter_map(code_of).collect();
    named.sort_unstable();
    let mut codes: Vec<&str> = found.iter().map(|finding| finding.code.as_str()).collect();
    codes.sort_unstable();
    assert_eq!(named, codes, "{name}: what people and programs are told differs");

    let mut announced: Vec<Finding> = announced(&name, &text).collect();
    announced.sort();
    Case { announced, found, said: findings.iter().map(said).collect(), rendered, name }
}

/// What `prepose check` prints.
fn check(name: &str, options: &[&str], form: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_prepose"))
        .args(["check", "--no-cache", name])
        .args(options)
        .args(form)
        .output()
        .expect("the binary starts");
    let told = String::from_utf8(output.stderr).expect("text");
    assert!(matches!(output.status.code(), Some(0 | 1)) && told.is_empty(), "{name}: {}, {told}", output.status);
    String::from_utf8(output.stdout).expect("text")
}

/// The code of a finding's first line, `error[E0601]: ...`.
fn code_of(line: &str) -> Option<&str> {
    let (kind, rest) = line.split_once('[')?;
    let (code, _) = rest.split_once("]: ")?;
    ["error", "warning", "note"].contains(&kind).then_some(code)
}

fn finding(found: &Value) -> Finding {
    let place = &found["places"][0];
    Finding {
        file: string(&place["file"]).replace('\\', "/"),
        line: place["line"].as_u64().expect("a line") as usize,
        code: Code::parse(&string(&found["code"])).expect("a code"),
    }
}

fn said(found: &Value) -> Said {
    Said {
        message: string(&found["message"]),
        help: found["help"].as_str().map(str::to_string),
        labels: found["places"].as_array().expect("places").iter().map(|place| string(&place["message"])).collect(),
    }
}

fn string(value: &Value) -> String {
    value.as_str().expect("a text").to_string()
}
