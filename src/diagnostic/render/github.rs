//! Findings as commands of a GitHub workflow's log.

use super::rendered_finding::RenderedFinding;
use crate::diagnostic::Severity;
use crate::source::{Origin, Sources};

/// One workflow command a finding: `::error file=...,line=...,col=...,title=E0201::message`.
pub fn github<'a>(findings: impl IntoIterator<Item = impl Into<RenderedFinding<'a>>>, sources: &Sources) -> String {
    let property = |text: &str| escape(text).replace(':', "%3A").replace(',', "%2C");
    let line = |finding: RenderedFinding| {
        let diagnostic = finding.diagnostic;
        let source = sources.get(diagnostic.span().source);
        let (line, column) = source.position(diagnostic.span().start as usize);
        let (end_line, end_column) = source.position(diagnostic.span().end as usize);
        let name = &source.name;
        // a workflow's log marks places of files alone
        let (place, elsewhere) = match source.origin {
            Origin::File => {
                let ends = format!("line={line},col={column},endLine={end_line},endColumn={end_column}");
                (format!("file={},{ends},", property(name)), String::new())
            }
            _ => (String::new(), format!("\nat {name}:{line}:{column}")),
        };
        let help = diagnostic.help.as_deref().map(|help| format!("\nhelp: {help}")).unwrap_or_default();
        format!(
            "::{} {place}title={}::{}\n",
            if finding.severity == Severity::Note { "notice" } else { finding.severity.word() },
            diagnostic.code.as_str(),
            escape(&format!("{}{elsewhere}{help}", diagnostic.message)),
        )
    };
    findings.into_iter().map(|finding| line(finding.into())).collect()
}

fn escape(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}
