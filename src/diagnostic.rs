//! What an author did that the language cannot take, or should be told of.
//!
//! Output of every phase of the front end: [`Diagnostic`] values with a permanent code, places, what was expected, and
//! one line of help. [`render`] turns them into the four formats people and machines read. It knows nothing of gestures.

use crate::source::Span;

mod code;
mod explain;
pub mod render;

pub use code::{Code, Severity};
pub use explain::explain;

/// One finding.
#[derive(Debug, Clone, PartialEq)]
pub struct Diagnostic {
    /// The permanent code.
    pub code: Code,
    /// What is wrong: lower case, no full stop, the author's words in backticks.
    pub message: String,
    /// Where; the first is the place to mend.
    pub labels: Vec<Label>,
    /// What to do about it.
    pub help: Option<String>,
}

/// A place and what it has to do with the finding.
#[derive(Debug, Clone, PartialEq)]
pub struct Label {
    /// The place.
    pub span: Span,
    /// A few words; may be empty.
    pub message: String,
}

impl Diagnostic {
    /// A finding at a place.
    pub fn new(code: Code, span: Span, message: impl Into<String>) -> Diagnostic {
        Diagnostic { code, message: message.into(), labels: vec![Label { span, message: String::new() }], help: None }
    }

    /// Says something at the place to mend.
    pub fn at(mut self, message: impl Into<String>) -> Diagnostic {
        self.labels[0].message = message.into();
        self
    }

    /// Points at another place.
    pub fn and(mut self, span: Span, message: impl Into<String>) -> Diagnostic {
        self.labels.push(Label { span, message: message.into() });
        self
    }

    /// Says what to do.
    pub fn help(mut self, help: impl Into<String>) -> Diagnostic {
        self.help = Some(help.into());
        self
    }

    /// The place to mend.
    pub fn span(&self) -> Span {
        self.labels[0].span
    }

    /// Whether it stops the gesture from being compiled.
    pub fn is_error(&self) -> bool {
        self.code.severity() == Severity::Error
    }
}

/// The nearest of some names to a word, if one is near enough to be meant.
pub fn nearest<'a>(word: &str, names: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let lower = word.to_lowercase();
    let letters = lower.chars().count();
    // one slip in a short word, more in a long one; of one or two letters any word would be near
    let slips = |name: &str| match name.chars().count().max(letters) {
        0..=2 => 0,
        3..=6 => 1,
        7..=10 => 2,
        _ => 3,
    };
    names
        .into_iter()
        .filter(|name| *name != word)
        .map(|name| (strsim::damerau_levenshtein(&lower, &name.to_lowercase()), name))
        .filter(|(distance, name)| *distance <= slips(name))
        .min()
        .map(|(_, name)| name)
}
