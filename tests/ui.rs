//! Golden files: programs and what is said about them.
//!
//! Input: every `.prepose` and `.app` file under `tests/ui`, except in `modules` (files that cases import). A line with
//! an error ends with `#~ E0203` (several codes with spaces between them); `#~^ E0203` speaks of the line above, one
//! more line for each further `^`, and `#~ whole-file E0107` of the first line. So the codes and their lines are written
//! by hand, and `BLESS=1 cargo test --test ui`, which writes the `.stderr` beside each case, cannot approve a wrong one.
//! Cases in `accept` are free of findings. What would need a huge or an unwritable file is made in `generated.rs`.
//! Cases in `proved` are about what the verifier says of sound texts, all others about the front end.

#[path = "ui/support/case.rs"]
mod case;
#[path = "support/disk.rs"]
mod disk;
#[path = "support/folder.rs"]
mod folder;
#[path = "ui/support/generated.rs"]
mod generated;
#[path = "ui/support/proved.rs"]
mod proved;
#[path = "ui/support/read.rs"]
mod read;

use std::collections::BTreeSet;
use std::path::Path;

use case::{Case, Finding};
use prepose::diagnostic::Code;

#[test]
fn every_program_gets_the_findings_that_it_announces() {
    let bless = std::env::var_os("BLESS").is_some();
    let mut wrong = Vec::new();
    for case in case::all() {
        if case.found != case.announced {
            wrong.push(format!("{}\n{}", case.name, difference(&case.announced, &case.found)));
            continue;
        }
        if case.accepted() {
            continue;
        }
        let golden = Path::new(&case.name).with_extension("stderr");
        let rendered = &case.rendered;
        if bless {
            std::fs::write(&golden, rendered).expect("the golden file can be written");
        } else if std::fs::read_to_string(&golden).ok().as_deref() != Some(rendered) {
            wrong.push(format!("{}: not as in {}, but:\n{rendered}", case.name, golden.display()));
        }
    }
    let hint = "where the new text is better: BLESS=1 cargo test --test ui";
    assert!(wrong.is_empty(), "{} cases differ; {hint}\n\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn accepted_programs_announce_nothing_and_the_others_announce_something() {
    for case in case::all() {
        assert_eq!(case.announced.is_empty(), case.accepted(), "{}: {:?}", case.name, case.announced);
    }
}

#[test]
fn every_golden_file_has_its_program() {
    let cases: BTreeSet<String> = case::all().iter().map(|case| case.name.clone()).collect();
    for golden in folder::files("tests/ui", &["stderr"]) {
        let has = |extension| cases.contains(golden.with_extension(extension).to_str().expect("a plain name"));
        assert!(has("prepose") || has("app"), "{} belongs to no program", golden.display());
    }
}

#[test]
fn every_code_has_a_case() {
    let mut covered: BTreeSet<Code> = generated::CODES.iter().copied().collect();
    for case in case::all() {
        covered.extend(case.announced.iter().map(|finding| finding.code));
    }
    let missing: Vec<&str> =
        Code::ALL.iter().filter(|code| !covered.contains(code)).map(|code| code.as_str()).collect();
    assert!(missing.is_empty(), "no case shows {}", missing.join(", "));
}

/// A case that is named after a code shows that code.
#[test]
fn cases_are_named_after_what_they_show() {
    let mut named = 0;
    for case in case::all() {
        let file = Path::new(&case.name).file_name().and_then(|name| name.to_str()).expect("a plain name");
        let Some(code) = file.split('-').next().and_then(Code::parse) else { continue };
        named += 1;
        let codes: Vec<Code> = case.announced.iter().map(|finding| finding.code).collect();
        assert!(codes.contains(&code), "{} shows {codes:?}", case.name);
    }
    assert!(named >= 40, "only {named} cases are named after a code");
}

/// Messages speak gesture: lower case, no full stop, and one line of help.
#[test]
fn messages_are_in_the_house_style() {
    for case in case::all() {
        for said in &case.said {
            let help = said.help.as_deref().unwrap_or_else(|| panic!("{}: `{}` has no help", case.name, said.message));
            for text in [said.message.as_str(), help].into_iter().chain(said.labels.iter().map(String::as_str)) {
                assert!(!text.contains('\n'), "{}: `{text}` has several lines", case.name);
                assert!(!text.ends_with(['!', ' ']), "{}: `{text}`", case.name);
                assert!(!text.ends_with('.') || text.ends_with("..."), "{}: `{text}` ends with a full stop", case.name);
                let first = text.chars().next().unwrap_or('a');
                assert!(!first.is_uppercase(), "{}: `{text}` begins with a capital", case.name);
            }
        }
    }
}

/// The cases about bytes hold these bytes still, whatever an editor or a checkout did.
#[test]
fn the_bytes_that_cases_are_about_are_there() {
    let holds = |case: &str, bytes: &[u8]| {
        let text = std::fs::read(format!("tests/ui/{case}")).expect("the case is there");
        assert!(text.windows(bytes.len()).any(|window| window == bytes), "{case} has lost {bytes:?}");
    };
    holds("crlf-line-ends.prepose", b"\r\n");
    holds("tabs.prepose", b"\n\t\t");
    holds("byte-order-mark.prepose", b"\xef\xbb\xbfAPP");
    holds("accept/bytes-of-other-editors.prepose", b"\xef\xbb\xbfAPP");
    holds("accept/bytes-of-other-editors.prepose", b"\r\n");
    holds("accept/bytes-of-other-editors.prepose", "don\u{2019}t".as_bytes());
    for case in ["no-newline-at-the-end.prepose", "accept/comment-at-the-end.prepose"] {
        let text = std::fs::read_to_string(format!("tests/ui/{case}")).expect("the case is there");
        let last = text.lines().last().expect("it has lines");
        assert!(!text.ends_with('\n') && last.contains('#'), "{case} ends with a line");
    }
}

fn difference(announced: &[Finding], found: &[Finding]) -> String {
    let mut lines = String::new();
    let mut left = found.to_vec();
    for finding in announced {
        match left.iter().position(|other| other == finding) {
            Some(at) => drop(left.remove(at)),
            None => lines.push_str(&format!("  announced, not found: {finding}\n")),
        }
    }
    for finding in left {
        lines.push_str(&format!("  found, not announced: {finding}\n"));
    }
    lines
}

impl Case {
    /// Whether it lies in the folder of programs without findings.
    fn accepted(&self) -> bool {
        self.name.starts_with("tests/ui/accept/")
    }
}
