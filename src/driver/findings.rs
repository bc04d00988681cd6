//! What a check found, gathered for whoever shows it: the terminal, a file, a page.
//!
//! Input: checked files and what was proved of them. Output: all findings in one list, how many there are, one line that
//! sums them up, the verdicts as JSON. It knows neither where they go nor what form was asked for.

use super::gestures::CheckedFiles;
use super::prove::Proved;
use super::witness::WitnessFiles;
use crate::diagnostic::render::RenderedFinding;

mod counts;
pub mod summary;
pub mod verdicts;

pub use counts::FindingCounts;

/// Everything that was found, of the texts, the rules and the gestures.
pub fn all<'a>(checked: &'a CheckedFiles, proved: &'a Proved, pictures: &'a WitnessFiles) -> Vec<RenderedFinding<'a>> {
    let texts = checked.diagnostics.iter().chain(proved.report.rules()).map(RenderedFinding::from);
    let findings = proved.report.findings().iter().zip(&pictures.findings).map(|(finding, pictures)| RenderedFinding {
        diagnostic: &finding.diagnostic,
        severity: proved.severity(finding),
        accepted: finding.accepted.as_deref(),
        with: finding.with.as_deref(),
        witness: pictures.as_ref(),
    });
    texts.chain(findings).collect()
}
