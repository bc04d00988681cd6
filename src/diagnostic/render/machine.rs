//! The forms that programs read.

use serde_json::{Value, json};

use super::super::{Code, Diagnostic, Severity, explain};
use crate::source::{Sources, Span};

/// One object: `{"version": 1, "findings": [...]}`, each finding with code, severity, message, help and places. Lines
/// and columns count from 1, columns in characters; the end is exclusive.
pub fn json(diagnostics: &[Diagnostic], sources: &Sources) -> String {
    let findings: Vec<Value> = diagnostics
        .iter()
        .map(|diagnostic| {
            let places = diagnostic.labels.iter().map(|label| {
                let mut place = region(label.span, sources);
                place["file"] = json!(sources.get(label.span.source).name);
                place["message"] = json!(label.message);
                place
            });
            json!({
                "code": diagnostic.code.as_str(),
                "severity": severity(diagnostic.code),
                "message": diagnostic.message,
                "help": diagnostic.help,
                "places": places.collect::<Vec<_>>(),
            })
        })
        .collect();
    let object = json!({ "version": 1, "findings": findings });
    format!("{object:#}\n")
}

/// SARIF 2.1.0 (OASIS), one run, with the rules' texts from the language reference.
pub fn sarif(diagnostics: &[Diagnostic], sources: &Sources) -> String {
    let mut codes: Vec<Code> = diagnostics.iter().map(|diagnostic| diagnostic.code).collect();
    codes.sort_unstable();
    codes.dedup();
    let rules: Vec<Value> = codes
        .iter()
        .map(|&code| {
            json!({
                "id": code.as_str(),
                "shortDescription": { "text": explain(code).and_then(|text| text.lines().next()).unwrap_or(code.as_str()) },
                "fullDescription": { "text": explain(code).unwrap_or(code.as_str()) },
                "defaultConfiguration": { "level": severity(code) },
            })
        })
        .collect();
    let results: Vec<Value> = diagnostics
        .iter()
        .map(|diagnostic| {
            let text = match &diagnostic.help {
                Some(help) => format!("{}; {help}", diagnostic.message),
                None => diagnostic.message.clone(),
            };
            let location = |span: Span, message: &str| {
                let mut location = json!({
                    "physicalLocation": {
                        "artifactLocation": { "uri": uri(&sources.get(span.source).name) },
                        "region": sarif_region(span, sources),
                    },
                });
                if !message.is_empty() {
                    location["message"] = json!({ "text": message });
                }
                location
            };
            let others = &diagnostic.labels[1..];
            let mut result = json!({
                "ruleId": diagnostic.code.as_str(),
                "ruleIndex": codes.binary_search(&diagnostic.code).unwrap_or(0),
                "level": severity(diagnostic.code),
                "message": { "text": text },
                "locations": [location(diagnostic.span(), "")],
            });
            if !others.is_empty() {
                result["relatedLocations"] =
                    others.iter().map(|label| location(label.span, &label.message)).collect::<Vec<_>>().into();
            }
            result
        })
        .collect();
    let log = json!({
        "version": "2.1.0",
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "runs": [{
            "tool": { "driver": { "name": "prepose", "version": env!("CARGO_PKG_VERSION"), "rules": rules } },
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    format!("{log:#}\n")
}

/// One workflow command a finding: `::error file=...,line=...,col=...,title=E0201::message`.
pub fn github(diagnostics: &[Diagnostic], sources: &Sources) -> String {
    let property = |text: &str| escape(text).replace(':', "%3A").replace(',', "%2C");
    let lines = diagnostics.iter().map(|diagnostic| {
        let source = sources.get(diagnostic.span().source);
        let (line, column) = source.position(diagnostic.span().start as usize);
        let (end_line, end_column) = source.position(diagnostic.span().end as usize);
        let help = diagnostic.help.as_deref().map(|help| format!("\nhelp: {help}")).unwrap_or_default();
        format!(
            "::{} file={},line={line},col={column},endLine={end_line},endColumn={end_column},title={}::{}\n",
            if diagnostic.code.severity() == Severity::Note { "notice" } else { severity(diagnostic.code) },
            property(&source.name),
            diagnostic.code.as_str(),
            escape(&format!("{}{help}", diagnostic.message)),
        )
    });
    lines.collect()
}

fn severity(code: Code) -> &'static str {
    match code.severity() {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    }
}

fn region(span: Span, sources: &Sources) -> Value {
    let source = sources.get(span.source);
    let (line, column) = source.position(span.start as usize);
    let (end_line, end_column) = source.position(span.end as usize);
    json!({ "line": line, "column": column, "end_line": end_line, "end_column": end_column })
}

fn sarif_region(span: Span, sources: &Sources) -> Value {
    let source = sources.get(span.source);
    let (line, column) = source.position(span.start as usize);
    let (end_line, end_column) = source.position(span.end as usize);
    json!({ "startLine": line, "startColumn": column, "endLine": end_line, "endColumn": end_column })
}

/// A path as a relative reference: bytes outside of RFC 3986's unreserved set and `/` are percent-encoded.
fn uri(path: &str) -> String {
    let encode = |byte: u8| match byte {
        b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => (byte as char).to_string(),
        byte => format!("%{byte:02X}"),
    };
    path.replace('\\', "/").bytes().map(encode).collect()
}

fn escape(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

#[cfg(test)]
mod tests {
    use super::super::human;
    use super::*;

    #[test]
    fn a_note_is_a_note_in_every_form() {
        let mut sources = Sources::default();
        let source = sources.add("arms.prepose", "APP arms:\n");
        let span = Span { source, start: 4, end: 8 };
        let found =
            [Diagnostic::new(Code::MayFire, span, "one motion can fire both").help("say what tells them apart")];
        assert!(human(&found, &sources, false).starts_with("note[N0609]: one motion"));
        assert!(json(&found, &sources).contains("\"severity\": \"note\""));
        assert!(sarif(&found, &sources).contains("\"level\": \"note\""));
        assert!(github(&found, &sources).starts_with("::notice file=arms.prepose,line=1,col=5,"));
        assert!(!found[0].is_error());
    }
}
