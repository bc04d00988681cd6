//! The times of one step.

use crate::diagnostic::{Code, Diagnostic};
use crate::syntax::ast::{Pace, Step};
use crate::typed::bound::{self, SECONDS};

/// The least time of a step that is reached `slowly`, in seconds.
const SLOWLY: f64 = 1.0;
/// The most time of a step that is reached `rapidly`, in seconds.
const RAPIDLY: f64 = 0.5;

/// The times of one step, in seconds.
pub(super) struct Timing {
    pub(super) earliest: f64,
    pub(super) latest: f64,
    pub(super) hold: f64,
}

/// Reads them; reports what cannot be.
pub(super) fn timing(step: &Step, window: f64, first: bool, diagnostics: &mut Vec<Diagnostic>) -> Option<Timing> {
    let mut timing = Timing { earliest: 0.0, latest: window, hold: 0.0 };
    if let Some(within) = &step.within {
        timing.latest = bound::within(within, &SECONDS, 600.0, diagnostics)?;
    }
    if let Some(hold) = &step.hold {
        timing.hold = bound::within(hold, &SECONDS, 600.0, diagnostics)?;
    }
    match step.pace {
        None => {}
        Some((Pace::Slowly, _)) => timing.earliest = SLOWLY,
        Some((Pace::Rapidly, _)) => timing.latest = timing.latest.min(RAPIDLY),
    }
    if timing.earliest > timing.latest {
        let span = step.within.as_ref().map_or(step.span, |within| within.span);
        let message = format!("`slowly` takes at least {SLOWLY} second, and this step has {}", timing.latest);
        let help = "give the step more time, or leave `slowly` out";
        diagnostics.push(Diagnostic::new(Code::TimeRange, span, message).help(help));
        return None;
    }
    if let (Some((_, span)), true) = (step.pace, first) {
        let message = "the first step has no step before it, so a pace says nothing";
        let help = "leave it out, or begin with the pose that the movement starts from";
        diagnostics.push(Diagnostic::new(Code::PaceWithoutStep, span, message).help(help));
    }
    Some(timing)
}
