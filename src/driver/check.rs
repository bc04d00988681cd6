//! `prepose check`.

use super::cli::{CheckArguments, ReportFormat};
use super::output::Failure;
use super::{Outcome, gestures, output, shown};
use crate::diagnostic::render::{self, Format};
use crate::diagnostic::{Diagnostic, Severity};

/// Reads gesture files and prints what is wrong with them.
pub fn check(arguments: &CheckArguments) -> Result<Outcome, Failure> {
    let checked = gestures::check_paths(&arguments.paths)?;
    let format = match arguments.format {
        ReportFormat::Human => Format::Human,
        ReportFormat::Json => Format::Json,
        ReportFormat::Sarif => Format::Sarif,
        ReportFormat::Github => Format::Github,
    };
    let color = shown::color(arguments.color);
    let mut report = match format {
        Format::Human => render::brief(&checked.diagnostics, &checked.sources, color),
        format => render::render(format, &checked.diagnostics, &checked.sources, color),
    };
    if format == Format::Human {
        let errors = checked.diagnostics.iter().filter(|found| found.is_error()).count();
        let warned = |found: &&Diagnostic| found.code.severity() == Severity::Warning;
        let warnings = checked.diagnostics.iter().filter(warned).count();
        report.push_str(&summary(checked.modules.len(), checked.gestures().count(), errors, warnings));
    }
    output::print(&report)?;
    // a warning alone does not stop a build
    Ok(if checked.has_errors() { Outcome::Findings } else { Outcome::Fine })
}

fn summary(files: usize, gestures: usize, errors: usize, warnings: usize) -> String {
    let count = |n: usize, what: &str| format!("{n} {what}{}", if n == 1 { "" } else { "s" });
    let found = match (errors, warnings) {
        (0, 0) => "no errors".to_string(),
        (0, w) => count(w, "warning"),
        (e, 0) => count(e, "error"),
        (e, w) => format!("{}, {}", count(e, "error"), count(w, "warning")),
    };
    let what = if errors == 0 { count(gestures, "gesture") } else { format!("{} sound", count(gestures, "gesture")) };
    format!("{}: {what}, {found}\n", count(files, "file"))
}
