//! Texts that import nothing but the standard library, and what is asked of findings about them.

use prepose::diagnostic::{Diagnostic, render};
use prepose::source::{SourceId, Sources};
use prepose::syntax;
use prepose::typed::{self, CheckLimits, Checked, NoFiles};

/// Checks a text.
pub fn check(text: impl Into<String>, limits: &CheckLimits) -> (Sources, SourceId, Checked) {
    let mut sources = Sources::default();
    let source = sources.add("fuzz.prepose", text);
    let checked = typed::check(&mut sources, source, &NoFiles, &syntax::ParseLimits::default(), limits);
    (sources, source, checked)
}

/// Every finding has a place, every place is one of a text, and every way to show them can.
pub fn show<'a>(found: impl IntoIterator<Item = &'a Diagnostic>, sources: &Sources) {
    let found: Vec<&Diagnostic> = found.into_iter().collect();
    for diagnostic in &found {
        assert!(!diagnostic.labels.is_empty(), "{diagnostic:?}");
        for label in &diagnostic.labels {
            let known = sources.ids().any(|id| id == label.span.source);
            assert!(known && sources.get(label.span.source).text.get(label.span.range()).is_some(), "{diagnostic:?}");
        }
    }
    // forms for machines say so much of each that a long list would take most of the time
    let all = || found.iter().copied().take(4);
    assert_eq!(render::human(found.iter().copied(), sources, false).is_empty(), found.is_empty());
    assert!(render::github(all(), sources).lines().count() >= found.len().min(4));
    assert!(!render::json(all(), sources).is_empty() && !render::sarif(all(), sources).is_empty());
}
