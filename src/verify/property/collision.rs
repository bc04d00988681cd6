//! What is said of two gestures, and of a gesture and the protected ones.
//!
//! Input: two gestures and what a performance of the one does to the other. Output: verdicts and findings. It knows
//! nothing of how that was found out.

use crate::diagnostic::{Code, Diagnostic};
use crate::verify::model::gesture::Model;
use crate::verify::property::interference::{Fires, Rest, always, apart, fires, ordinary};
use crate::verify::property::witness::When;
use crate::verify::query::QueryContext;
use crate::verify::report::findings::{Finding, Verdict, Witness};
use crate::verify::report::message;
use crate::verify::report::message::undecided;

/// A gesture with its place among those verified and performances of it.
#[derive(Clone, Copy)]
pub struct Verified<'a, 'g> {
    /// The gesture.
    pub model: &'a Model<'g>,
    /// Its place.
    pub index: usize,
    /// People who do it in the ordinary way: no more of the body moves than must.
    pub performances: &'a [Witness],
}

/// What is known of two gestures.
pub struct Compared {
    /// Whether the ordinary performances of one leave the other alone.
    pub ordinary: Verdict,
    /// Whether no motion of parts that both speak of fires both.
    pub every_way: Verdict,
    /// What is said of it.
    pub findings: Vec<Finding>,
}

/// Looks at two gestures of which neither should fire the other.
pub fn check(a: Verified, b: Verified, context: &QueryContext) -> Compared {
    let (mut ordinary_verdict, mut findings) = (Verdict::Proved, Vec::new());
    for (one, other) in [(a, b), (b, a)] {
        let (name, with) = (&one.model.gesture.name, &other.model.gesture.name);
        let Some((witness, when)) = ordinary(one.model, other.model, one.performances) else { continue };
        let once = message::once_unlocked(other.model.gesture);
        let (code, message) = match always(one.model, other.model, context) {
            true => (Code::AlwaysFires, format!("every performance of `{name}` fires `{with}` too{once}")),
            false => {
                let when = moment(one.model, when);
                (Code::Ambiguous, format!("whoever does `{name}` in the ordinary way fires `{with}` too, {when}{once}"))
            }
        };
        ordinary_verdict = Verdict::Refuted;
        let diagnostic = Diagnostic::new(code, one.model.gesture.span, message)
            .and(other.model.gesture.span, format!("`{with}` is here"))
            .help(format!(
                "let a pose of `{name}` and one of `{with}` exclude each other, or say with `ACCEPT {} with {with} because \
                 \"...\".` why both are meant",
                code.as_str()
            ));
        let witness = Witness { title: format!("somebody who does `{name}` and fires `{with}`"), ..witness.clone() };
        findings.push(Finding::new(one.index, diagnostic).of_pair(other.index, with).shown_by(Some(witness)));
    }
    let every_way = match ordinary_verdict == Verdict::Proved {
        true => every_way(a, b, context),
        false => Verdict::Refuted,
    };
    if ordinary_verdict == Verdict::Proved && every_way != Verdict::Proved {
        findings.push(may(a, b, &every_way, context));
    }
    Compared { ordinary: ordinary_verdict, every_way, findings }
}

/// When in a performance, in words.
fn moment(model: &Model, when: When) -> String {
    match when {
        When::Before => "before it begins, when the person is still at rest".to_string(),
        When::At(node) => format!("at its step `{}`", model.gesture.nodes[node].pose),
        When::After => "after it, when the person comes back to rest".to_string(),
    }
}

/// Gestures that move different parts can always be done at once, which is no collision.
fn every_way(a: Verified, b: Verified, context: &QueryContext) -> Verdict {
    if a.model.moved.common(b.model.moved).is_empty() {
        return Verdict::Proved;
    }
    match apart(a.model, b.model, context) {
        Verdict::Refuted => Verdict::Refuted,
        found => found.and(apart(b.model, a.model, context)),
    }
}

/// The note where it is not proved that no motion fires both. Its motion is made only where it is wanted.
fn may(a: Verified, b: Verified, every_way: &Verdict, context: &QueryContext) -> Finding {
    let directions = [(a, b), (b, a)];
    let (name, other) = (&a.model.gesture.name, &b.model.gesture.name);
    let message = match every_way {
        Verdict::Undecided(_) => {
            format!("it was not excluded that poses of `{name}` and `{other}` coincide, so that one motion fires both")
        }
        _ => format!("poses of `{name}` and `{other}` can coincide, so that one motion may fire both"),
    };
    let diagnostic = Diagnostic::new(Code::MayFire, a.model.gesture.span, message)
        .and(b.model.gesture.span, format!("`{other}` is here"))
        .help("say more about the parts that tell them apart, if people are to do only one at a time");
    let shown = directions.iter().filter(|_| context.witnesses).find_map(|(one, other)| {
        match fires(one.model, other.model, Rest::OfBoth, context) {
            Fires::Can(witness) => Some(witness),
            _ => None,
        }
    });
    Finding::new(a.index, diagnostic).of_pair(b.index, other).shown_by(shown)
}

/// Looks at a gesture and the person's own.
pub fn check_protected(verified: Verified, protected: &[Model], context: &QueryContext) -> (Verdict, Vec<Finding>) {
    let (mut verdict, mut findings) = (Verdict::Proved, Vec::new());
    let gesture = verified.model.gesture;
    for own in protected {
        let name = &own.gesture.name;
        if let Some((witness, when)) = ordinary(verified.model, own, verified.performances) {
            verdict = Verdict::Refuted;
            let when = moment(verified.model, when);
            let message = format!(
                "whoever does `{}` in the ordinary way fires the protected gesture `{name}` too, {when}",
                gesture.name
            );
            findings.push(disturbing(verified, own, Code::CapturesProtected, message, witness.clone()));
        }
        let once = message::once_unlocked(gesture);
        let message = format!("a person who does the protected gesture `{name}` can fire `{}`{once}", gesture.name);
        match fires(own, verified.model, Rest::OfTheBody, context) {
            Fires::Never => {}
            Fires::Can(witness) => {
                verdict = Verdict::Refuted;
                findings.push(disturbing(verified, own, Code::FiresInProtected, message, witness));
            }
            Fires::Unknown(reason) => {
                verdict = verdict.and(Verdict::Undecided(reason.clone()));
                let what = format!("whether {message}");
                let mut finding = undecided(verified.model, verified.index, verified.model.pose(0), &what, &reason);
                finding.diagnostic.help = Some(apart_from(own, Code::Undecided));
                finding.with = Some(name.clone());
                findings.push(finding);
            }
        }
    }
    (verdict, findings)
}

/// What to do about a protected gesture, and what it is: it stands in no file of the author's.
fn apart_from(own: &Model, code: Code) -> String {
    let (name, code) = (&own.gesture.name, code.as_str());
    let told = match message::first_sentence(&own.gesture.doc) {
        told if told.is_empty() => format!("`{name}` is a protected gesture"),
        told => format!("`{name}` is: {told}"),
    };
    format!(
        "{told}; ask for something that it rules out, or say with `ACCEPT {code} with {name} because \"...\".` why that \
         is no harm where this runs"
    )
}

fn disturbing(verified: Verified, own: &Model, code: Code, message: String, witness: Witness) -> Finding {
    let (gesture, name) = (verified.model.gesture, &own.gesture.name);
    let diagnostic = Diagnostic::new(code, gesture.span, message).help(apart_from(own, code));
    let title = format!("somebody who fires both `{}` and the protected gesture `{name}`", gesture.name);
    let witness = Some(Witness { title, ..witness });
    Finding::new(verified.index, diagnostic).naming(name).shown_by(witness)
}
