//! Everything that is asked of one gesture, and of two.
//!
//! Input: models. Output: what is reported of them. One file of its folder is one property; here stands in which order they
//! are asked. This file knows nothing of how any of it is found out, or of threads and stores.

use std::time::Instant;

pub mod collision;
pub mod consistency;
pub mod distance;
mod idle;
mod interference;
mod margin;
mod possible_violation;
mod redundancy;
mod step_safety;
mod timing;
mod trace;
pub mod validity;
mod witness;

use self::collision::Verified;
use crate::diagnostic::{Code, Diagnostic};
use crate::typed::Gesture;
use crate::verify::job::Options;
use crate::verify::model::gesture::Model;
use crate::verify::query::QueryContext;
use crate::verify::report::findings::{Finding, GestureReport, PairReport, Verdict};
use crate::verify::report::properties::Property;

/// Why a pair has no verdict of which a gesture has none that stands.
pub const NOT_COMPARED: &str = "one of them cannot be done";

/// Looks at one gesture.
pub fn check_gesture(
    model: &Model,
    index: usize,
    protected: &[Model],
    context: &QueryContext,
    options: &Options,
) -> (GestureReport, Vec<Finding>) {
    let start = Instant::now();
    let gesture = model.gesture;
    let mut validity = validity::check(model, index, context);
    let mut verdicts = vec![(Property::Validity, validity.valid.clone()), (Property::Safety, validity.safe.clone())];
    let mut findings = Vec::new();
    let (mut least, mut caution) = (None, None);
    if validity.valid == Verdict::Proved {
        caution = Some(possible_violation::check(model, index, context, &validity));
    }
    let safety_seconds = start.elapsed().as_secs_f64();
    if let Some((caution, notes)) = caution {
        let verified = Verified { model, index, performances: &validity.performances };
        let (capture, captured) = collision::check_protected(verified, protected, context);
        let (idle, idling) = idle::check(model, index, context);
        verdicts.extend([(Property::Caution, caution), (Property::Protected, capture), (Property::Idle, idle)]);
        findings.extend(notes.into_iter().chain(captured).chain(idling));
        findings.extend(redundancy::check(model, index, context, &validity));
        if options.margins || options.min_margin.is_some() {
            least = Some(margin::margin(model, context));
        }
    }
    if let (Some(margin), Some(wanted)) = (least, options.min_margin)
        && margin.degrees < wanted
    {
        let message = format!(
            "`{}` is still recognised when each bone is seen turned by up to {:.1} degrees, and {wanted} are asked for",
            gesture.name, margin.degrees
        );
        findings.push(plain(index, Code::ThinMargin, gesture, message, "give its poses more room with `within`"));
    }
    findings.splice(0..0, validity.findings);
    let report = GestureReport {
        app: gesture.app.clone(),
        name: gesture.name.clone(),
        verdicts,
        performances: std::mem::take(&mut validity.performances),
        margin: least,
        seconds: start.elapsed().as_secs_f64(),
        safety_seconds,
    };
    (report, findings)
}

fn plain(index: usize, code: Code, gesture: &Gesture, message: String, help: &str) -> Finding {
    let diagnostic = Diagnostic::new(code, gesture.span, message).help(help);
    Finding::new(index, diagnostic)
}

/// What was found about whether a gesture can be done.
fn validity_of(report: &GestureReport) -> Option<&Verdict> {
    report.verdicts.iter().find(|(property, _)| *property == Property::Validity).map(|(_, verdict)| verdict)
}

/// Whether a gesture can be done.
pub fn valid(report: &GestureReport) -> bool {
    validity_of(report) == Some(&Verdict::Proved)
}

/// Looks at two gestures that were each looked at.
pub fn check_pair(
    a: Verified,
    b: Verified,
    checked: &[(GestureReport, Vec<Finding>)],
    context: &QueryContext,
    options: &Options,
) -> (PairReport, Vec<Finding>) {
    let start = Instant::now();
    if !valid(&checked[a.index].0) || !valid(&checked[b.index].0) {
        let verdict = Verdict::Undecided(NOT_COMPARED.to_string());
        let (every_way, seconds) = (verdict.clone(), start.elapsed().as_secs_f64());
        let findings = not_compared(a, b, checked).into_iter().collect();
        return (PairReport { a: a.index, b: b.index, verdict, every_way, distance: None, seconds }, findings);
    }
    let collision::Compared { ordinary: verdict, every_way, mut findings } = collision::check(a, b, context);
    let mut distance = None;
    if options.margins || options.min_margin.is_some() {
        let far = match verdict == Verdict::Proved {
            true => distance::distance((a.model, a.performances), (b.model, b.performances)),
            false => 0.0,
        };
        distance = Some(far);
        if let Some(wanted) = options.min_margin
            && verdict == Verdict::Proved
            && far < wanted
        {
            let (name, other) = (&a.model.gesture.name, &b.model.gesture.name);
            let message = format!(
                "whoever does one of `{name}` and `{other}` may fire the other when each bone is seen turned by {far:.1} \
                 degrees, and {wanted} are asked for"
            );
            let help = "let a pose of one differ more from the other's";
            let mut finding = plain(a.index, Code::ThinMargin, a.model.gesture, message, help).of_pair(b.index, other);
            finding.diagnostic = finding.diagnostic.and(b.model.gesture.span, format!("`{other}` is here"));
            findings.push(finding);
        }
    }
    let seconds = start.elapsed().as_secs_f64();
    (PairReport { a: a.index, b: b.index, verdict, every_way, distance, seconds }, findings)
}

/// What is said of a pair that was not compared because nobody knows whether one of them can be done. One that cannot be
/// done fires nothing and has a finding of its own.
fn not_compared(a: Verified, b: Verified, checked: &[(GestureReport, Vec<Finding>)]) -> Option<Finding> {
    let undecided = |of: &Verified| matches!(validity_of(&checked[of.index].0), Some(Verdict::Undecided(_)));
    let refuted = |of: &Verified| validity_of(&checked[of.index].0) == Some(&Verdict::Refuted);
    if refuted(&a) || refuted(&b) {
        return None;
    }
    let open = [a, b].into_iter().find(undecided)?.model.gesture;
    let (gesture, other) = (a.model.gesture, b.model.gesture);
    let message = format!("it could not be decided whether `{}` and `{}` fire each other", gesture.name, other.name);
    let diagnostic = Diagnostic::new(Code::Undecided, gesture.span, message)
        .at(format!("it is not known whether `{}` can be done", open.name))
        .and(other.span, format!("`{}` is here", other.name))
        .help(format!("settle what is undecided about `{}` first", open.name));
    Some(Finding::new(a.index, diagnostic).of_pair(b.index, &other.name))
}
