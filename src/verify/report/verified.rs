//! Gestures that may run.
//!
//! Input: a report. Output: its gestures, if it leaves nothing open. Invariant: each undecided verdict of a gesture or a pair is
//! one that the author of that gesture or pair accepted; one acceptance covers one verdict.

use super::findings::{Finding, Verdict};
use super::whole::Report;
use crate::diagnostic::Code;
use crate::typed::Gesture;

/// Gestures of which everything required was proved, or is meant by their author. Only [`Report::verified`] makes one:
///
/// ```compile_fail,E0451
/// prepose::verify::VerifiedModule { gestures: Vec::new() };
/// ```
#[derive(Debug, Clone)]
pub struct VerifiedModule {
    gestures: Vec<Gesture>,
}

impl VerifiedModule {
    /// The gestures.
    pub fn gestures(&self) -> &[Gesture] {
        &self.gestures
    }
}

impl Report {
    /// The gestures, if nothing is left open.
    ///
    /// # Errors
    /// How much stands against them: findings, verdicts that are open and were not accepted, and what was not looked at.
    pub fn verified(&self) -> Result<VerifiedModule, usize> {
        let standing = |finding: &&Finding| finding.diagnostic.is_error() && finding.accepted.is_none();
        let findings = self.findings.iter().filter(standing).count();
        match findings + self.rules.len() + self.unchecked + self.open() {
            0 => Ok(VerifiedModule { gestures: self.subjects.clone() }),
            against => Err(against),
        }
    }

    /// How many required verdicts are open that nobody accepted.
    fn open(&self) -> usize {
        let gestures = self.gestures.iter().enumerate().map(|(i, report)| {
            let open = report.verdicts.iter().filter(|(property, verdict)| property.is_required() && is_open(verdict));
            open.count().saturating_sub(self.accepted(i, None))
        });
        let pairs = self.pairs.iter().map(|pair| {
            let accepted = self.accepted(pair.a, Some(pair.b)) + self.accepted(pair.b, Some(pair.a));
            usize::from(is_open(&pair.verdict)).saturating_sub(accepted)
        });
        gestures.sum::<usize>() + pairs.sum::<usize>()
    }

    /// How many findings of a gesture, or of a pair, say that something is undecided and are meant.
    fn accepted(&self, gesture: usize, partner: Option<usize>) -> usize {
        let meant = |finding: &&Finding| finding.code() == Code::Undecided && finding.accepted.is_some();
        let own = |finding: &&Finding| finding.gesture == gesture && finding.partner == partner;
        self.findings.iter().filter(meant).filter(own).count()
    }
}

fn is_open(verdict: &Verdict) -> bool {
    matches!(verdict, Verdict::Undecided(_))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Diagnostic;
    use crate::source::{SourceId, Sources, Span};
    use crate::verify::report::findings::{GestureReport, PairReport};
    use crate::verify::report::properties::Property;

    fn gesture(source: SourceId, name: &str) -> Gesture {
        let span = Span { source, start: 0, end: 0 };
        let (app, name, doc) = ("app".to_string(), name.to_string(), String::new());
        let (nodes, accepted) = (Vec::new(), Vec::new());
        Gesture { app, name, doc, span, text: span, nodes, cooldown: 0.0, after: None, accepted }
    }

    /// A report in which verdicts of each of two gestures are open, and findings of each accepted.
    fn report(open: [usize; 2], accepted: [usize; 2]) -> Report {
        let source = Sources::default().add("a.prepose".to_string(), String::new());
        let gestures = ["one", "two"].map(|name| gesture(source, name));
        let mut report = Report::of(&gestures.each_ref(), "a solver".to_string());
        report.unchecked = 0;
        for (i, gesture) in gestures.iter().enumerate() {
            let verdict = |n| if n < open[i] { Verdict::Undecided("it is hard".to_string()) } else { Verdict::Proved };
            let required = Property::ALL.iter().copied().filter(|property| property.is_required());
            report.gestures.push(GestureReport {
                app: gesture.app.clone(),
                name: gesture.name.clone(),
                verdicts: required.enumerate().map(|(n, property)| (property, verdict(n))).collect(),
                performances: Vec::new(),
                margin: None,
                seconds: 0.0,
                safety_seconds: 0.0,
            });
            let diagnostic = Diagnostic::new(Code::Undecided, gesture.span, "it could not be decided");
            let finding = Finding { accepted: Some("it is meant".to_string()), ..Finding::new(i, diagnostic) };
            report.findings.extend(std::iter::repeat_n(finding, accepted[i]));
        }
        report
    }

    #[test]
    fn acceptances_of_one_gesture_hide_no_verdict_of_another() {
        assert!(report([0, 0], [0, 0]).verified().is_ok());
        assert!(report([1, 1], [1, 1]).verified().is_ok());
        assert_eq!(report([1, 1], [2, 0]).verified().err(), Some(1));
        assert_eq!(report([2, 0], [1, 3]).verified().err(), Some(1));
    }

    #[test]
    fn an_open_pair_needs_an_acceptance_of_its_own() {
        let pair = |accepted: bool| {
            let mut report = report([1, 0], [2, 1]);
            let verdict = Verdict::Undecided("it is hard".to_string());
            let (every_way, distance, seconds) = (verdict.clone(), None, 0.0);
            report.pairs.push(PairReport { a: 0, b: 1, verdict, every_way, distance, seconds });
            if accepted {
                let of_pair = Finding { partner: Some(1), ..report.findings[0].clone() };
                report.findings.push(of_pair);
            }
            report
        };
        assert_eq!(pair(false).verified().err(), Some(1));
        assert!(pair(true).verified().is_ok());
    }

    #[test]
    fn what_was_not_looked_at_is_not_verified() {
        let mut stopped = report([0, 0], [0, 0]);
        stopped.unchecked = 1;
        assert_eq!(stopped.verified().err(), Some(1));
    }
}
