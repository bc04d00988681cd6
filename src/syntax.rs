//! From text to syntax tree.
//!
//! Input: one text. Output: a [`Parsed`] with a tree of what could be read and a diagnostic for all that could not; it
//! never fails. Invariant: every node's span lies in the text. It knows nothing of what names mean.

pub mod ast;
pub mod format;
mod lexer;
mod limits;
mod parse;
pub mod print;
mod recover;
mod synonym;
pub mod token;
mod words;

pub use limits::ParseLimits;
pub use parse::{Parsed, parse};
pub use words::Comment;
