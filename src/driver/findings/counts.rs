//! How many findings there are.

use crate::diagnostic::render::RenderedFinding;
use crate::diagnostic::{Diagnostic, Severity};

/// How many findings of each kind there are.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct FindingCounts {
    /// That stop the gestures.
    pub errors: usize,
    /// That do not.
    pub warnings: usize,
    /// That may well be meant.
    pub notes: usize,
    /// That are meant.
    pub accepted: usize,
}

impl FindingCounts {
    /// Of findings of the front end.
    pub fn of_diagnostics(found: &[Diagnostic]) -> FindingCounts {
        FindingCounts::of(&found.iter().map(RenderedFinding::from).collect::<Vec<_>>())
    }

    /// Of all findings.
    pub fn of(findings: &[RenderedFinding]) -> FindingCounts {
        findings.iter().fold(FindingCounts::default(), |mut counts, finding| {
            match finding.severity {
                _ if finding.accepted.is_some() => counts.accepted += 1,
                Severity::Error => counts.errors += 1,
                Severity::Warning => counts.warnings += 1,
                Severity::Note => counts.notes += 1,
            }
            counts
        })
    }
}
