//! Findings as JSON.

use serde_json::{Value, json};

use super::rendered_finding::RenderedFinding;
use crate::source::{Sources, Span};

/// One object: `{"version": 1, "findings": [...]}`, each finding with code, severity, message, help and places. Lines
/// and columns count from 1, columns in characters; the end is exclusive. `accepted` is the author's reason, `with` what
/// the finding names, `witness` the files that show it; each may be null.
pub fn json_value<'a>(findings: impl IntoIterator<Item = impl Into<RenderedFinding<'a>>>, sources: &Sources) -> Value {
    let object = |finding: RenderedFinding| {
        let places = finding.diagnostic.labels.iter().map(|label| {
            let mut place = region(label.span, sources);
            place["file"] = json!(sources.get(label.span.source).name);
            place["message"] = json!(label.message);
            place
        });
        json!({
            "code": finding.diagnostic.code.as_str(),
            "severity": finding.severity.word(),
            "message": finding.diagnostic.message,
            "help": finding.diagnostic.help,
            "places": places.collect::<Vec<_>>(),
            "accepted": finding.accepted,
            "with": finding.with,
            "witness": finding.witness.map(|pictures| json!({ "still": pictures.still, "page": pictures.page })),
        })
    };
    let findings: Vec<Value> = findings.into_iter().map(|finding| object(finding.into())).collect();
    json!({ "version": 1, "findings": findings })
}

/// [`json_value`] as text.
pub fn json<'a>(findings: impl IntoIterator<Item = impl Into<RenderedFinding<'a>>>, sources: &Sources) -> String {
    format!("{:#}\n", json_value(findings, sources))
}

fn region(span: Span, sources: &Sources) -> Value {
    let source = sources.get(span.source);
    let (line, column) = source.position(span.start as usize);
    let (end_line, end_column) = source.position(span.end as usize);
    json!({ "line": line, "column": column, "end_line": end_line, "end_column": end_column })
}
