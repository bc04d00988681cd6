//! The forms that programs read.

use serde_json::{Value, json};

use super::super::{Code, Severity, explain};
use super::Told;
use crate::source::{Sources, Span};

/// One object: `{"version": 1, "findings": [...]}`, each finding with code, severity, message, help and places. Lines
/// and columns count from 1, columns in characters; the end is exclusive. `accepted` is the author's reason, `with` what
/// the finding names, `witness` the files that show it; each may be null.
pub fn json_value<'a>(findings: impl IntoIterator<Item = impl Into<Told<'a>>>, sources: &Sources) -> Value {
    let finding = |told: Told| {
        let places = told.diagnostic.labels.iter().map(|label| {
            let mut place = region(label.span, sources);
            place["file"] = json!(sources.get(label.span.source).name);
            place["message"] = json!(label.message);
            place
        });
        json!({
            "code": told.diagnostic.code.as_str(),
            "severity": severity(told.severity),
            "message": told.diagnostic.message,
            "help": told.diagnostic.help,
            "places": places.collect::<Vec<_>>(),
            "accepted": told.accepted,
            "with": told.with,
            "witness": told.witness.map(|pictures| json!({ "still": pictures.still, "page": pictures.page })),
        })
    };
    let findings: Vec<Value> = findings.into_iter().map(|told| finding(told.into())).collect();
    json!({ "version": 1, "findings": findings })
}

/// [`json_value`] as text.
pub fn json<'a>(findings: impl IntoIterator<Item = impl Into<Told<'a>>>, sources: &Sources) -> String {
    format!("{:#}\n", json_value(findings, sources))
}

/// SARIF 2.1.0 (OASIS), one run, with the rules' texts from the language reference.
///
/// What the author accepts is a result with a suppression (3.35); pictures are attachments (3.21).
pub fn sarif<'a>(findings: impl IntoIterator<Item = impl Into<Told<'a>>>, sources: &Sources) -> String {
    let findings: Vec<Told> = findings.into_iter().map(Into::into).collect();
    let mut codes: Vec<Code> = findings.iter().map(|told| told.diagnostic.code).collect();
    codes.sort_unstable();
    codes.dedup();
    let rules: Vec<Value> = codes
        .iter()
        .map(|&code| {
            json!({
                "id": code.as_str(),
                "shortDescription": { "text": explain(code).and_then(|text| text.lines().next()).unwrap_or(code.as_str()) },
                "fullDescription": { "text": explain(code).unwrap_or(code.as_str()) },
                "defaultConfiguration": { "level": severity(code.severity()) },
            })
        })
        .collect();
    let results: Vec<Value> = findings.iter().map(|told| result(told, &codes, sources)).collect();
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

fn result(told: &Told, codes: &[Code], sources: &Sources) -> Value {
    let diagnostic = told.diagnostic;
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
        "level": severity(told.severity),
        "message": { "text": text },
        "locations": [location(diagnostic.span(), "")],
    });
    if !others.is_empty() {
        result["relatedLocations"] =
            others.iter().map(|label| location(label.span, &label.message)).collect::<Vec<_>>().into();
    }
    if let Some(reason) = told.accepted {
        result["suppressions"] = json!([{ "kind": "inSource", "justification": reason }]);
    }
    if let Some(pictures) = told.witness {
        let attachment = |(what, path): (&str, &str)| json!({ "description": { "text": what }, "artifactLocation": { "uri": uri(path) } });
        result["attachments"] = pictures.files().map(attachment).collect::<Vec<_>>().into();
    }
    result
}

/// One workflow command a finding: `::error file=...,line=...,col=...,title=E0201::message`.
pub fn github<'a>(findings: impl IntoIterator<Item = impl Into<Told<'a>>>, sources: &Sources) -> String {
    let property = |text: &str| escape(text).replace(':', "%3A").replace(',', "%2C");
    let line = |told: Told| {
        let diagnostic = told.diagnostic;
        let source = sources.get(diagnostic.span().source);
        let (line, column) = source.position(diagnostic.span().start as usize);
        let (end_line, end_column) = source.position(diagnostic.span().end as usize);
        let help = diagnostic.help.as_deref().map(|help| format!("\nhelp: {help}")).unwrap_or_default();
        format!(
            "::{} file={},line={line},col={column},endLine={end_line},endColumn={end_column},title={}::{}\n",
            if told.severity == Severity::Note { "notice" } else { severity(told.severity) },
            property(&source.name),
            diagnostic.code.as_str(),
            escape(&format!("{}{help}", diagnostic.message)),
        )
    };
    findings.into_iter().map(|told| line(told.into())).collect()
}

fn severity(severity: Severity) -> &'static str {
    match severity {
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
    use super::super::{Pictures, human};
    use super::*;
    use crate::diagnostic::Diagnostic;

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

    #[test]
    fn what_is_accepted_and_shown_is_told_in_every_form() {
        let mut sources = Sources::default();
        let source = sources.add("arms.prepose", "APP arms:\n");
        let span = Span { source, start: 4, end: 8 };
        let found = Diagnostic::new(Code::Ambiguous, span, "one fires the other").help("mend it");
        let pictures = Pictures { still: "out/a b.svg".to_string(), page: Some("out/a.html".to_string()) };
        let (accepted, witness) = (Some("both are meant"), Some(&pictures));
        let told = [Told { accepted, with: Some("other"), witness, ..Told::from(&found) }];
        let shown = human(told, &sources, false);
        assert!(shown.starts_with("note[E0608]") && shown.contains("accepted: both are meant"), "{shown}");
        assert!(shown.contains("shown in out/a b.svg and out/a.html"), "{shown}");
        let json = json_value(told, &sources);
        assert_eq!(
            (&json["findings"][0]["accepted"], &json["findings"][0]["with"]),
            (&"both are meant".into(), &"other".into())
        );
        assert_eq!(json["findings"][0]["witness"]["page"], "out/a.html");
        let sarif: Value = serde_json::from_str(&sarif(told, &sources)).expect("json");
        let result = &sarif["runs"][0]["results"][0];
        assert_eq!(result["suppressions"], json!([{ "kind": "inSource", "justification": "both are meant" }]));
        assert_eq!(result["attachments"][0]["artifactLocation"]["uri"], "out/a%20b.svg");
    }
}
