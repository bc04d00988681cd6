//! Words for findings.

/// `a`, `a and b`, `a, b and c`.
pub fn list(words: &[String]) -> String {
    match words {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

/// A rule's name as words: `knees-not-backwards` reads "knees not backwards".
pub fn spoken(name: &str) -> String {
    name.replace(['-', '_'], " ")
}

/// The first sentence of a comment, without its full stop and begun in lower case.
pub fn first_sentence(doc: &str) -> String {
    let joined = doc.split_whitespace().collect::<Vec<_>>().join(" ");
    let end = joined.find(". ").unwrap_or(joined.len());
    let sentence = joined[..end].trim_end_matches('.');
    let mut letters = sentence.chars();
    letters.next().map_or(String::new(), |first| first.to_lowercase().collect::<String>() + letters.as_str())
}
