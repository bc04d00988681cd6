//! By what a finding is known again after the lines around it have moved.
//!
//! Input: findings and their texts. Output: two hashes a finding. Neither depends on line numbers.

use std::collections::HashMap;

use super::rendered_finding::RenderedFinding;
use crate::source::{SourceId, Sources, Span};

/// Letters that one hash of GitHub's looks at.
const WINDOW: usize = 100;
/// Its factor; all is modulo 2^64.
const FACTOR: u64 = 37;
/// What ends a text to it.
const END: u16 = u16::MAX;

/// What GitHub's upload action would write itself: a rolling hash over the letters from the line's first on, blanks left
/// out, and which line of the text has this hash. Where it finds another it warns, and where a log is uploaded without
/// the action none is added.
pub struct LineHashes<'s> {
    sources: &'s Sources,
    known: HashMap<SourceId, Vec<String>>,
}

impl<'s> LineHashes<'s> {
    /// None computed yet.
    pub fn new(sources: &'s Sources) -> LineHashes<'s> {
        LineHashes { sources, known: HashMap::new() }
    }

    /// That of the line on which a place begins.
    pub fn of(&mut self, span: Span) -> &str {
        let source = self.sources.get(span.source);
        let lines = self.known.entry(span.source).or_insert_with(|| hashes(&source.text));
        &lines[source.line_of(span.start as usize).min(lines.len() - 1)]
    }
}

/// One hash a line. The letters are UTF-16 units, and each way to end a line is the same.
fn hashes(text: &str) -> Vec<String> {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let letters: Vec<u16> =
        text.encode_utf16().filter(|&unit| unit != u16::from(b' ') && unit != u16::from(b'\t')).chain([END]).collect();
    let line_end = u16::from(b'\n');
    let starts = (0..letters.len()).filter(|&at| at == 0 || letters[at - 1] == line_end);
    let mut seen: HashMap<u64, usize> = HashMap::new();
    let with_count = |start: usize| {
        let units = (start..start + WINDOW).map(|at| u64::from(letters.get(at).copied().unwrap_or(0)));
        let hash = units.fold(0_u64, |hash, unit| hash.wrapping_mul(FACTOR).wrapping_add(unit));
        let count = seen.entry(hash).and_modify(|count| *count += 1).or_insert(1);
        format!("{hash:x}:{count}")
    };
    starts.map(with_count).collect()
}

/// Our own, which tells apart what GitHub's does not: over code, file, the words of the place and what else the finding
/// names, with a count where all of these are equal.
pub fn finding_hashes(findings: &[RenderedFinding], sources: &Sources) -> Vec<String> {
    let mut seen: HashMap<String, usize> = HashMap::new();
    let hash = |finding: &RenderedFinding| {
        let span = finding.diagnostic.span();
        let source = sources.get(span.source);
        let words = sources.text(span).split_whitespace().collect::<Vec<_>>().join(" ");
        let mut hasher = blake3::Hasher::new();
        for part in [finding.diagnostic.code.as_str(), &source.name, &words, finding.with.unwrap_or_default()] {
            hasher.update(part.as_bytes());
            hasher.update(&[0]);
        }
        let hash = hasher.finalize().to_hex()[..16].to_string();
        let count = seen.entry(hash.clone()).and_modify(|count| *count += 1).or_insert(1);
        format!("{hash}:{count}")
    };
    findings.iter().map(hash).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The values that GitHub's action and its ports are tested with.
    #[test]
    fn the_hashes_of_lines_are_those_of_github() {
        assert_eq!(hashes(""), ["c129715d7a2bc9a3:1"]);
        let four = ["271789c17abda88f:1", "54703d4cd895b18:1", "180aee12dab6264:1", "a23a3dc5e078b07b:1"];
        assert_eq!(hashes(" a\nb\n  \t\tc\n d"), four);
        let seven = [
            "e9496ae3ebfced30:1",
            "fb7c023a8b9ccb3f:1",
            "ce8ba1a563dcdaca:1",
            "e20e36e16fcb0cc8:1",
            "b3edc88f2938467e:1",
            "c8e28b0b4002a3a0:1",
            "c129715d7a2bc9a3:1",
        ];
        for line_end in ["\n", "\r", "\r\n"] {
            let text = " hello; \t\nworld!!!\n\n\n  \t\tGreetings\n End\n".replace('\n', line_end);
            assert_eq!(hashes(&text), seven);
        }
    }

    #[test]
    fn equal_stretches_are_counted() {
        let text = format!("{}\n", "a".repeat(WINDOW)).repeat(2);
        let all = hashes(&text);
        assert_eq!(all[0].split_once(':').expect("a count").0, all[1].split_once(':').expect("a count").0);
        assert!(all[0].ends_with(":1") && all[1].ends_with(":2"));
    }
}
