//! Findings as text: for people, for programs, for code scanning, for a workflow's log.
//!
//! Input: diagnostics and the texts they point into. Output: one string. It decides nothing.

use codespan_reporting::diagnostic as codespan;
use codespan_reporting::files::{self, Files};
use codespan_reporting::term::{self, termcolor};

use super::Severity;
use crate::source::{SourceId, Sources, Span};

mod fingerprint;
mod github;
mod json;
mod rendered_finding;
mod sarif;

pub use github::github;
pub use json::{json, json_value};
pub use rendered_finding::{Pictures, RenderedFinding};
pub use sarif::sarif;

/// How many findings a person is shown at once.
const SHOWN: usize = 100;
/// Bytes of a line above which it is not shown: nobody wrote it.
const LONGEST_LINE: usize = 1_000;

/// [`human`] for a hundred findings, and how many more there are: a person mends a few at a time. Where not all are shown, the
/// gravest are, and those that the author means come last.
pub fn brief<'a>(
    findings: impl IntoIterator<Item = impl Into<RenderedFinding<'a>>>,
    sources: &Sources,
    color: bool,
) -> String {
    let mut findings: Vec<RenderedFinding> = findings.into_iter().map(Into::into).collect();
    if findings.len() > SHOWN {
        // stable, so that equals stay in the order of the texts
        findings.sort_by_key(|finding| (finding.accepted.is_some(), finding.severity));
    }
    let left = findings.split_off(findings.len().min(SHOWN));
    let mut report = human(findings, sources, color);
    if !left.is_empty() {
        let errors = left.iter().filter(|finding| finding.accepted.is_none() && finding.severity == Severity::Error);
        let of_them = match errors.count() {
            0 => "no error among them".to_string(),
            1 => "1 error among them".to_string(),
            errors => format!("{errors} errors among them"),
        };
        report.push_str(&format!("... and {} more findings, {of_them}; mend these first\n", left.len()));
    }
    report
}

/// Excerpts with the places marked, one finding after another.
pub fn human<'a>(
    findings: impl IntoIterator<Item = impl Into<RenderedFinding<'a>>>,
    sources: &Sources,
    color: bool,
) -> String {
    emit(findings.into_iter().map(|finding| excerpt(finding.into(), sources)), sources, color)
}

fn emit(
    diagnostics: impl IntoIterator<Item = codespan::Diagnostic<SourceId>>,
    sources: &Sources,
    color: bool,
) -> String {
    let mut buffer = if color { termcolor::Buffer::ansi() } else { termcolor::Buffer::no_color() };
    let config = term::Config { chars: term::Chars::ascii(), tab_width: 4, ..term::Config::default() };
    for diagnostic in diagnostics {
        // the spans come from these very sources, and the buffer is memory
        term::emit_to_write_style(&mut buffer, &config, sources, &diagnostic).expect("spans lie in their sources");
    }
    String::from_utf8_lossy(buffer.as_slice()).into_owned()
}

/// An excerpt for what is wrong with a text that is no gesture, and so has no code.
pub fn misuse(message: &str, span: Span, help: &str, sources: &Sources, color: bool) -> String {
    let source = sources.get(span.source);
    let line = source.line_range(source.line_of(span.range().start));
    let (labels, place) = if line.is_some_and(|line| line.len() > LONGEST_LINE) {
        let (line, column) = source.position(span.range().start);
        (Vec::new(), Some(format!("at {}:{line}:{column}", source.name)))
    } else {
        (vec![codespan::Label::new(codespan::LabelStyle::Primary, span.source, span.range())], None)
    };
    let notes = place.into_iter().chain([format!("help: {help}")]).collect();
    emit([codespan::Diagnostic::error().with_message(message).with_labels(labels).with_notes(notes)], sources, color)
}

fn excerpt(finding: RenderedFinding, sources: &Sources) -> codespan::Diagnostic<SourceId> {
    let diagnostic = finding.diagnostic;
    let severity = match finding.severity {
        _ if finding.accepted.is_some() => codespan::Severity::Note,
        Severity::Error => codespan::Severity::Error,
        Severity::Warning => codespan::Severity::Warning,
        Severity::Note => codespan::Severity::Note,
    };
    let labels = diagnostic.labels.iter().enumerate().map(|(i, label)| {
        let style = if i == 0 { codespan::LabelStyle::Primary } else { codespan::LabelStyle::Secondary };
        codespan::Label::new(style, label.span.source, label.span.range()).with_message(&label.message)
    });
    let source = sources.get(diagnostic.span().source);
    let too_long = diagnostic.labels.iter().any(|label| {
        let source = sources.get(label.span.source);
        let line = source.line_range(source.line_of(label.span.range().start));
        line.is_some_and(|line| line.len() > LONGEST_LINE)
    });
    let labels: Vec<_> = if too_long { Vec::new() } else { labels.collect() };
    let (line, column) = source.position(diagnostic.span().range().start);
    let place = too_long.then(|| format!("at {}:{line}:{column}", source.name));
    let advice = match finding.accepted {
        Some(reason) => Some(format!("accepted: {reason}")),
        None => diagnostic.help.as_ref().map(|help| format!("help: {help}")),
    };
    let shown = finding.witness.map(|pictures| {
        let files: Vec<&str> = pictures.files().map(|(_, path)| path).collect();
        format!("shown in {}", files.join(" and "))
    });
    codespan::Diagnostic::new(severity)
        .with_code(diagnostic.code.as_str())
        .with_message(&diagnostic.message)
        .with_labels(labels)
        .with_notes(place.into_iter().chain(advice).chain(shown).collect())
}

impl<'a> Files<'a> for Sources {
    type FileId = SourceId;
    type Name = &'a str;
    type Source = &'a str;

    fn name(&'a self, id: SourceId) -> Result<&'a str, files::Error> {
        Ok(&self.get(id).name)
    }

    fn source(&'a self, id: SourceId) -> Result<&'a str, files::Error> {
        Ok(&self.get(id).text)
    }

    fn line_index(&'a self, id: SourceId, byte: usize) -> Result<usize, files::Error> {
        Ok(self.get(id).line_of(byte))
    }

    fn line_range(&'a self, id: SourceId, line: usize) -> Result<std::ops::Range<usize>, files::Error> {
        self.get(id).line_range(line).ok_or(files::Error::LineTooLarge { given: line, max: line })
    }
}

#[cfg(test)]
mod tests;
