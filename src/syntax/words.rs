//! The words of a text with their places, and the comments between them.

use super::token::Token;
use crate::diagnostic::Diagnostic;
use crate::source::Span;

/// A comment and where it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Comment {
    /// Its place, marks included.
    pub span: Span,
    /// Whether it runs to the end of its line.
    pub line: bool,
}

/// A word with its first byte and the byte after its last.
pub type Word<'s> = (u32, Token<'s>, u32);

/// The words of a text.
#[derive(Debug, Default)]
pub struct Words<'s> {
    /// Every word that is not a comment.
    pub words: Vec<Word<'s>>,
    /// Every comment, in order.
    pub comments: Vec<Comment>,
    /// What could not be read as words.
    pub diagnostics: Vec<Diagnostic>,
}
