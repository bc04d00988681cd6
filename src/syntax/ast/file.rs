//! What an author wrote in one file.

use super::block::{App, Block};
use crate::source::Span;

/// One file.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct File {
    /// `IMPORT`s, in order.
    pub imports: Vec<Import>,
    /// The apps; a correct file has at most one.
    pub apps: Vec<App>,
    /// The blocks of rules, in order.
    pub blocks: Vec<Block>,
}

/// `IMPORT stances.` or `IMPORT "poses.prepose".`
#[derive(Debug, Clone, PartialEq)]
pub struct Import {
    /// What is imported.
    pub target: ImportTarget,
    /// Its place.
    pub span: Span,
}

/// What an import names.
#[derive(Debug, Clone, PartialEq)]
pub enum ImportTarget {
    /// A module of the standard library.
    Standard(String),
    /// A file, relative to the importing one.
    File(String),
}
