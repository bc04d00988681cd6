//! Findings for code scanning: SARIF 2.1.0 (OASIS), with what GitHub shows of it.
//!
//! Input: findings and their texts. Output: one log of one run. Invariant: a path stands in it only where there is a
//! file; it depends on nothing but findings and texts, so that two runs over the same files are equal.

use serde_json::{Value, json};

use super::fingerprint::{LineHashes, finding_hashes};
use super::rendered_finding::RenderedFinding;
use crate::diagnostic::{Code, Severity, explain};
use crate::source::{Origin, SourceId, Sources, Span};

/// What relative paths are relative to, by the name that code scanning knows: the folder that the check ran in.
const ROOT: &str = "%SRCROOT%";
/// Where people read about the tool; empty until the package names a place.
const HOME: &str = or(env!("CARGO_PKG_HOMEPAGE"), env!("CARGO_PKG_REPOSITORY"));

const fn or(one: &'static str, other: &'static str) -> &'static str {
    if one.is_empty() { other } else { one }
}

/// SARIF 2.1.0 (OASIS), one run, with the rules' texts from the language reference.
///
/// What the author accepts is a result with a suppression (3.35); pictures are attachments (3.21). What was read from no
/// file is an artifact without a location (3.24), to which its results lead by index.
pub fn sarif<'a>(findings: impl IntoIterator<Item = impl Into<RenderedFinding<'a>>>, sources: &Sources) -> String {
    let findings: Vec<RenderedFinding> = findings.into_iter().map(Into::into).collect();
    let mut codes: Vec<Code> = findings.iter().map(|finding| finding.diagnostic.code).collect();
    codes.sort_unstable();
    codes.dedup();
    let labels = findings.iter().flat_map(|finding| &finding.diagnostic.labels);
    let mut unplaced: Vec<SourceId> = labels.map(|label| label.span.source).collect();
    unplaced.retain(|&source| sources.get(source).origin != Origin::File);
    unplaced.sort_unstable();
    unplaced.dedup();
    let log = Log { sources, codes, unplaced };
    let mut lines = LineHashes::new(sources);
    let hashes = finding_hashes(&findings, sources);
    let results = findings.iter().zip(hashes).map(|(finding, hash)| {
        let mut result = log.result(finding);
        let line = lines.of(finding.diagnostic.span());
        result["partialFingerprints"] = json!({ "primaryLocationLineHash": line, "preposeFindingHash/v1": hash });
        result
    });
    let mut run = json!({
        "tool": { "driver": log.driver() },
        "originalUriBaseIds": { ROOT: { "description": { "text": "the folder that the check ran in" } } },
        "columnKind": "unicodeCodePoints",
        "results": results.collect::<Vec<_>>(),
    });
    if !log.unplaced.is_empty() {
        run["artifacts"] = log.artifacts();
    }
    let log = json!({
        "version": "2.1.0",
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "runs": [run],
    });
    format!("{log:#}\n")
}

/// What results refer to.
struct Log<'s> {
    sources: &'s Sources,
    /// The codes that were found, sorted: the rules.
    codes: Vec<Code>,
    /// The texts that are no files, sorted: the artifacts.
    unplaced: Vec<SourceId>,
}

impl Log<'_> {
    fn driver(&self) -> Value {
        let mut driver = json!({
            "name": "prepose",
            "version": env!("CARGO_PKG_VERSION"),
            "semanticVersion": env!("CARGO_PKG_VERSION"),
            "rules": self.codes.iter().map(|&code| rule(code)).collect::<Vec<_>>(),
        });
        if !HOME.is_empty() {
            driver["informationUri"] = json!(HOME);
        }
        driver
    }

    fn artifacts(&self) -> Value {
        let text = |&source: &SourceId| match self.sources.get(source).origin {
            Origin::Stream => "standard input".to_string(),
            _ => format!("`{}` within prepose", self.sources.get(source).name),
        };
        self.unplaced.iter().map(|source| json!({ "description": { "text": text(source) } })).collect()
    }

    fn result(&self, finding: &RenderedFinding) -> Value {
        let diagnostic = finding.diagnostic;
        let text = match &diagnostic.help {
            Some(help) => format!("{}; {help}", diagnostic.message),
            None => diagnostic.message.clone(),
        };
        let others = &diagnostic.labels[1..];
        let mut result = json!({
            "ruleId": diagnostic.code.as_str(),
            "ruleIndex": self.codes.binary_search(&diagnostic.code).unwrap_or(0),
            "level": finding.severity.word(),
            "message": { "text": text },
            "locations": [self.location(diagnostic.span(), "")],
        });
        if !others.is_empty() {
            result["relatedLocations"] =
                others.iter().map(|label| self.location(label.span, &label.message)).collect::<Vec<_>>().into();
        }
        if let Some(reason) = finding.accepted {
            result["suppressions"] = json!([{ "kind": "inSource", "justification": reason }]);
        }
        if let Some(pictures) = finding.witness {
            let attachment = |(what, path)| json!({ "description": { "text": what }, "artifactLocation": file(path) });
            result["attachments"] = pictures.files().map(attachment).collect::<Vec<_>>().into();
        }
        result
    }

    fn location(&self, span: Span, message: &str) -> Value {
        let source = self.sources.get(span.source);
        let artifact = match self.unplaced.binary_search(&span.source) {
            Ok(index) => json!({ "index": index }),
            Err(_) => file(&source.name),
        };
        let (line, column) = source.position(span.start as usize);
        let (end_line, end_column) = source.position(span.end as usize);
        let region = json!({ "startLine": line, "startColumn": column, "endLine": end_line, "endColumn": end_column });
        let mut location = json!({ "physicalLocation": { "artifactLocation": artifact, "region": region } });
        if !message.is_empty() {
            location["message"] = json!({ "text": message });
        }
        location
    }
}

/// What a code means, from the language reference: its title, its first paragraph, and all of it.
fn rule(code: Code) -> Value {
    let section = explain(code).unwrap_or(code.as_str());
    let (heading, body) = section.split_once('\n').unwrap_or((section, ""));
    let title = heading.split_once(": ").map_or(heading, |(_, title)| title);
    let markdown = without_links(body.trim());
    let first = markdown.split("\n\n").find(|paragraph| !paragraph.starts_with("```")).unwrap_or(title);
    let kind = match code {
        code if code.is_of_verifier() => "behavior",
        code if code.is_syntax() => "syntax",
        _ => "meaning",
    };
    let problem = match code.severity() {
        Severity::Note => "recommendation",
        severity => severity.word(),
    };
    json!({
        "id": code.as_str(),
        "name": format!("{code:?}"),
        "shortDescription": { "text": title },
        "fullDescription": { "text": first.split_whitespace().collect::<Vec<_>>().join(" ") },
        "help": { "text": markdown, "markdown": format!("**{}: {title}**\n\n{markdown}", code.as_str()) },
        "defaultConfiguration": { "level": code.severity().word() },
        "properties": { "tags": ["gesture", kind], "problem.severity": problem },
    })
}

/// Links within the reference lead nowhere outside of it: `[poses](#poses)` becomes `poses`.
fn without_links(markdown: &str) -> String {
    let mut out = String::new();
    let mut rest = markdown;
    while let Some((before, target)) = rest.split_once("](#") {
        let (head, words) = before.rsplit_once('[').unwrap_or((before, ""));
        out.push_str(head);
        out.push_str(words);
        rest = target.split_once(')').map_or("", |(_, rest)| rest);
    }
    out + rest
}

/// A file: relative to the folder of the check where its path is, else by itself.
fn file(path: &str) -> Value {
    let path = path.replace('\\', "/");
    let path = path.strip_prefix("./").unwrap_or(&path);
    match path.as_bytes() {
        [b'/', ..] => return json!({ "uri": format!("file://{}", encoded(path)) }),
        [drive, b':', b'/', ..] => {
            return json!({ "uri": format!("file:///{}:{}", char::from(*drive), encoded(&path[2..])) });
        }
        _ => {}
    }
    json!({ "uri": encoded(path), "uriBaseId": ROOT })
}

/// A path within an URI: bytes outside of RFC 3986's unreserved set and `/` are percent-encoded.
fn encoded(path: &str) -> String {
    let encode = |byte: u8| match byte {
        b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => (byte as char).to_string(),
        byte => format!("%{byte:02X}"),
    };
    path.bytes().map(encode).collect()
}
