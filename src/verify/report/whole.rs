//! Everything that the verifier found out.
//!
//! Input: what was asked for, and what was found. Output: a [`Report`]. Invariant: only the verifier makes one, and it keeps the
//! gestures that it is about, so that it cannot be told of others. It knows nothing of how any property is decided.

use super::findings::{Finding, GestureReport, Margin, PairReport, Verdict};
use super::properties::Property;
use crate::diagnostic::Diagnostic;
use crate::typed::Gesture;

/// What was found about gestures. Nobody but the verifier can make one:
///
/// ```compile_fail,E0451
/// use prepose::verify::Report;
/// fn forge(report: Report) -> Report {
///     Report { subjects: Vec::new(), ..report }
/// }
/// ```
///
/// ```compile_fail,E0599
/// prepose::verify::Report::default();
/// ```
#[derive(Debug, Clone)]
pub struct Report {
    pub(in crate::verify) subjects: Vec<Gesture>,
    pub(in crate::verify) gestures: Vec<GestureReport>,
    pub(in crate::verify) pairs: Vec<PairReport>,
    pub(in crate::verify) findings: Vec<Finding>,
    pub(in crate::verify) rules: Vec<Diagnostic>,
    pub(in crate::verify) unchecked: usize,
    pub(in crate::verify) queries: usize,
    pub(in crate::verify) solver: String,
}

impl Report {
    /// A report in which nothing was looked at.
    pub(in crate::verify) fn of(subjects: &[&Gesture], solver: String) -> Report {
        Report {
            subjects: subjects.iter().map(|gesture| (*gesture).clone()).collect(),
            gestures: Vec::new(),
            pairs: Vec::new(),
            findings: Vec::new(),
            rules: Vec::new(),
            unchecked: subjects.len(),
            queries: 0,
            solver,
        }
    }

    /// The gestures, in the order given.
    pub fn gestures(&self) -> &[GestureReport] {
        &self.gestures
    }

    /// All pairs that were compared.
    pub fn pairs(&self) -> &[PairReport] {
        &self.pairs
    }

    /// What was found, accepted or not.
    pub fn findings(&self) -> &[Finding] {
        &self.findings
    }

    /// What is wrong with the rules; then nothing else was looked at.
    pub fn rules(&self) -> &[Diagnostic] {
        &self.rules
    }

    /// How many gestures and pairs should have been looked at and were not: the rules are in error, or somebody stopped it.
    pub fn unchecked(&self) -> usize {
        self.unchecked
    }

    /// How many queries were asked; none where all answers were kept from an earlier run.
    pub fn queries(&self) -> usize {
        self.queries
    }

    /// The solver's version.
    pub fn solver(&self) -> &str {
        &self.solver
    }
}

/// The report of one group of gestures that are held against the same rules.
pub struct Part {
    /// The places of its gestures among all.
    pub places: Vec<usize>,
    /// What was found of them.
    pub report: Report,
}

/// One report of several, over all gestures; of those under broken rules nothing is known.
pub fn join(gestures: &[&Gesture], parts: Vec<Part>) -> Report {
    let mut all = Report::of(gestures, String::new());
    all.gestures = gestures.iter().map(|gesture| unknown(gesture)).collect();
    let mut missing: Vec<bool> = vec![true; gestures.len()];
    all.unchecked = 0;
    for Part { places, report } in parts {
        let known = report.gestures.len();
        all.unchecked += report.unchecked.saturating_sub(places.len().saturating_sub(known));
        for (&place, (subject, gesture)) in places.iter().zip(report.subjects.into_iter().zip(report.gestures)) {
            // a place that is told of twice is not known
            all.unchecked += usize::from(!std::mem::replace(&mut missing[place], false));
            // what was looked at, whatever the caller says it was
            all.subjects[place] = subject;
            all.gestures[place] = gesture;
        }
        let at = |i: usize| places[i];
        all.pairs.extend(report.pairs.into_iter().map(|pair| PairReport { a: at(pair.a), b: at(pair.b), ..pair }));
        all.findings.extend(report.findings.into_iter().map(|finding| Finding {
            gesture: at(finding.gesture),
            partner: finding.partner.map(at),
            ..finding
        }));
        for found in report.rules {
            if !all.rules.contains(&found) {
                all.rules.push(found);
            }
        }
        all.queries += report.queries;
        all.solver = report.solver;
    }
    all.unchecked += missing.into_iter().filter(|missing| *missing).count();
    all.pairs.sort_by_key(|pair| (pair.a, pair.b));
    // in the order of the texts, as everything that is said about them
    all.findings.sort_by_key(|finding| (finding.diagnostic.span().source, finding.diagnostic.span().start));
    all
}

/// What is told of a gesture that was not looked at.
fn unknown(gesture: &Gesture) -> GestureReport {
    let reason = "the rules that it is held against are in error".to_string();
    GestureReport {
        app: gesture.app.clone(),
        name: gesture.name.clone(),
        verdicts: vec![(Property::Validity, Verdict::Undecided(reason))],
        performances: Vec::new(),
        margin: None::<Margin>,
        seconds: 0.0,
        safety_seconds: 0.0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{Sources, Span};

    fn looked_at(gesture: &Gesture) -> Report {
        let proved = GestureReport { verdicts: vec![(Property::Validity, Verdict::Proved)], ..unknown(gesture) };
        Report { gestures: vec![proved], unchecked: 0, ..Report::of(&[gesture], String::new()) }
    }

    /// Nobody gets a verified gesture by joining the report of another one.
    #[test]
    fn a_joined_report_is_about_what_was_looked_at() {
        let source = Sources::default().add("a", "");
        let gesture = |name: &str| {
            let span = Span { source, start: 0, end: 0 };
            let (app, name, doc) = ("app".to_string(), name.to_string(), String::new());
            let (nodes, accepted) = (Vec::new(), Vec::new());
            Gesture { app, name, doc, span, text: span, nodes, cooldown: 0.0, after: None, accepted }
        };
        let (good, bad) = (gesture("good"), gesture("bad"));
        let forged = join(&[&bad], vec![Part { places: vec![0], report: looked_at(&good) }]);
        let verified = forged.verified().expect("nothing is open");
        assert_eq!(verified.gestures().iter().map(|gesture| gesture.name.as_str()).collect::<Vec<_>>(), ["good"]);

        let part = || Part { places: vec![0], report: looked_at(&good) };
        assert_eq!(join(&[&good], vec![part(), part()]).verified().err(), Some(1), "told of twice");
        assert_eq!(join(&[&good, &bad], vec![part()]).verified().err(), Some(2), "open, and not looked at");
    }
}
