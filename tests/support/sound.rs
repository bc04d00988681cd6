//! Texts of a test that are right.

use prepose::diagnostic::render;
use prepose::source::{SourceId, Sources};
use prepose::typed::{self, Checked, NoFiles};

/// Checks a text that imports nothing but the standard library.
///
/// # Panics
///
/// Where there is an error in it, with the report.
pub fn check(sources: &mut Sources, name: impl Into<String>, text: impl Into<String>) -> (SourceId, Checked) {
    let source = sources.add(name, text);
    let checked = typed::check(sources, source, &NoFiles, &Default::default(), &Default::default());
    assert!(!checked.has_errors(), "{}", render::human(&checked.diagnostics, sources, false));
    (source, checked)
}
