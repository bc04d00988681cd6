//! Gestures that may run.

use crate::diagnostic::Code;
use crate::typed::Gesture;
use crate::verify::report::findings::{Report, Verdict};

/// Gestures of which everything required was proved, or is meant by their author. Only the verifier makes one.
#[derive(Debug, Clone)]
pub struct VerifiedModule {
    gestures: Vec<Gesture>,
}

impl VerifiedModule {
    /// The gestures, if the report about them leaves nothing open.
    ///
    /// # Errors
    /// How many findings stand against it.
    pub fn new(gestures: &[&Gesture], report: &Report) -> Result<VerifiedModule, usize> {
        let standing =
            report.findings.iter().filter(|finding| finding.diagnostic.is_error() && finding.accepted.is_none());
        let unproved = |verdict: &Verdict| matches!(verdict, Verdict::Undecided(_));
        let known =
            |report: &&crate::verify::report::findings::GestureReport| report.verdicts.iter().any(|(_, v)| unproved(v));
        let missing = gestures.len().saturating_sub(report.gestures.len());
        let accepted = report.findings.iter().filter(|f| f.code() == Code::Undecided && f.accepted.is_some()).count();
        let open = report.gestures.iter().filter(known).count().saturating_sub(accepted);
        match standing.count() + report.rules.len() + missing + open {
            0 => Ok(VerifiedModule { gestures: gestures.iter().map(|gesture| (*gesture).clone()).collect() }),
            against => Err(against),
        }
    }

    /// The gestures.
    pub fn gestures(&self) -> &[Gesture] {
        &self.gestures
    }
}
