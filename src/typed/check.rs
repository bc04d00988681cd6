//! All that is done to find out what a file means, in its order.

use super::import::{self, Loader};
use super::limits::CheckLimits;
use super::lower;
use super::module::TypedModule;
use super::scope::Scope;
use crate::diagnostic::Diagnostic;
use crate::source::{SourceId, Sources};
use crate::syntax::ParseLimits;

/// A checked file.
#[derive(Debug, Clone)]
pub struct Checked {
    /// What could be understood.
    pub module: TypedModule,
    /// What could not, of the file and of all it imports, in the order of the texts.
    pub diagnostics: Vec<Diagnostic>,
}

impl Checked {
    /// Whether anything is wrong enough to stop.
    pub fn has_errors(&self) -> bool {
        self.diagnostics.iter().any(Diagnostic::is_error)
    }
}

/// Reads a text and what it imports, and finds out what it means.
pub fn check(
    sources: &mut Sources,
    root: SourceId,
    loader: &dyn Loader,
    syntax: &ParseLimits,
    limits: &CheckLimits,
) -> Checked {
    let mut diagnostics = Vec::new();
    let files = import::load(sources, root, loader, syntax, limits, &mut diagnostics);
    let scope = Scope::build(&files, &mut diagnostics);
    let module = lower::lower(&scope, sources, limits, &mut diagnostics);
    diagnostics.sort_by_key(|found| (found.span().source, found.span().start, found.code));
    diagnostics.dedup_by(|a, b| a.code == b.code && a.span() == b.span());
    Checked { module, diagnostics }
}
