//! The paragraph of the language reference that a code has. The reference is the only place where it is written.

use super::code::Code;

const REFERENCE: &str = include_str!("../../LANGUAGE.md");

/// The section of `LANGUAGE.md` about a code, without its heading's marks; `None` would be our omission, and a test
/// forbids it.
pub fn explain(code: Code) -> Option<&'static str> {
    let heading = format!("### {}", code.as_str());
    let start =
        REFERENCE.match_indices(&heading).map(|(at, _)| at).find(|&at| at == 0 || REFERENCE[..at].ends_with('\n'))?;
    let section = &REFERENCE[start + "### ".len()..];
    // a line that begins with one `#` is a comment of an example: the only heading of that kind is the title
    let end = ["\n### ", "\n## "].iter().filter_map(|mark| section.find(mark)).min().unwrap_or(section.len());
    Some(section[..end].trim_end())
}
