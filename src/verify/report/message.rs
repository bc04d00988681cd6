//! Words for findings, and findings that many properties make.

use super::findings::Finding;
use crate::diagnostic::{Code, Diagnostic};
use crate::source::Span;
use crate::typed::{Gesture, TypedStatement};
use crate::verify::model::gesture::{Model, PoseFacts};

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

/// A finding that says that nothing is known.
pub fn undecided(model: &Model, index: usize, pose: &PoseFacts, what: &str, reason: &str) -> Finding {
    let node = &model.gesture.nodes[pose.node];
    let place = match node.statements.as_slice() {
        [only] => only.span,
        _ => node.span,
    };
    let diagnostic = Diagnostic::new(Code::Undecided, place, format!("it could not be decided {what}"))
        .at(reason)
        .help("move its bounds a little: what is asked lies between what a body can do and what it cannot");
    Finding::new(index, diagnostic)
}

/// A finding that underlines statements, or a step where there are none.
pub fn underline(code: Code, message: String, statements: &[&TypedStatement], otherwise: Span) -> Diagnostic {
    let mut spans: Vec<Span> = statements.iter().map(|statement| statement.span).collect();
    spans.dedup();
    match spans.split_first() {
        None => Diagnostic::new(code, otherwise, message),
        Some((first, others)) => {
            others.iter().fold(Diagnostic::new(code, *first, message), |found, span| found.and(*span, "and this"))
        }
    }
}

/// What is assumed of a gesture that another one unlocks, for the end of a clause; nothing of others.
pub fn once_unlocked(gesture: &Gesture) -> String {
    gesture.after.as_ref().map_or(String::new(), |(other, _)| format!(", once `{other}` has unlocked it"))
}
