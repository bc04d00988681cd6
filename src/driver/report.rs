//! The report of a check as a file.

use std::path::Path;

use serde_json::json;

use super::findings::{self, verdicts};
use super::gestures::CheckedFiles;
use super::output::Failure;
use super::output_path;
use super::prove::Proved;
use super::witness::WitnessFiles;
use crate::diagnostic::render;
use crate::view::review;

mod page;

/// The forms of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A page for a reviewer.
    Page,
    /// JSON, as `check --format json` prints it, and the rules.
    Json,
}

impl Kind {
    /// What a file's ending asks for.
    pub fn of(path: &Path) -> Result<Kind, Failure> {
        let ending = path.extension().map(|ending| ending.to_ascii_lowercase());
        match ending.as_ref().and_then(|ending| ending.to_str()) {
            Some("html" | "htm") => Ok(Kind::Page),
            Some("json") => Ok(Kind::Json),
            _ => {
                let message = format!("`{}` ends neither with `.html` nor with `.json`", path.display());
                Err(Failure::Misuse(message))
            }
        }
    }
}

/// Writes the report.
pub fn write(path: &Path, kind: Kind, checked: &CheckedFiles, proved: &Proved) -> Result<(), Failure> {
    let nothing = WitnessFiles::nothing(proved);
    let text = match kind {
        Kind::Page => review::review(&page::review(checked, proved)),
        Kind::Json => {
            let mut object = render::json_value(findings::all(checked, proved, &nothing), &checked.sources);
            object["verdicts"] = verdicts::json(proved, &nothing);
            let rules = page::rules(proved).into_iter();
            object["rules"] = rules.map(|(kind, names)| json!({ "kind": kind, "names": names })).collect();
            format!("{object:#}\n")
        }
    };
    output_path::write_file(path, text.as_bytes())
}
