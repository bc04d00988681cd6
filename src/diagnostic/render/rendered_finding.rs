//! A finding and what is said beside it.

use crate::diagnostic::{Diagnostic, Severity};

/// One finding as it is to be shown.
#[derive(Debug, Clone, Copy)]
pub struct RenderedFinding<'a> {
    /// What was found.
    pub diagnostic: &'a Diagnostic,
    /// How grave it is here; its code says how grave it usually is.
    pub severity: Severity,
    /// The author's reason for meaning it.
    pub accepted: Option<&'a str>,
    /// The other gesture, pose or rule that it names.
    pub with: Option<&'a str>,
    /// What shows it.
    pub witness: Option<&'a Pictures>,
}

/// The files that show a finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pictures {
    /// A still picture.
    pub still: String,
    /// A page with the motion, where there is one.
    pub page: Option<String>,
}

impl<'a> From<&'a Diagnostic> for RenderedFinding<'a> {
    fn from(diagnostic: &'a Diagnostic) -> RenderedFinding<'a> {
        RenderedFinding { diagnostic, severity: diagnostic.code.severity(), accepted: None, with: None, witness: None }
    }
}

impl<'a> From<&RenderedFinding<'a>> for RenderedFinding<'a> {
    fn from(finding: &RenderedFinding<'a>) -> RenderedFinding<'a> {
        *finding
    }
}

impl Pictures {
    /// The files, each with what it is.
    pub fn files(&self) -> impl Iterator<Item = (&'static str, &str)> {
        let page = self.page.as_deref().map(|page| ("a page that shows the motion", page));
        std::iter::once(("a still picture of the bodies", self.still.as_str())).chain(page)
    }
}
