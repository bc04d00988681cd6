//! From one statement to constraints.

use std::collections::BTreeMap;

use nalgebra::Vector3;
use prepose_matcher::Joint;

use super::Constraint;
use super::bound::{self, DEGREES, METERS, Range};
use super::parts::{self, Hand};
use super::settings::{ALIGN, ANGLE, CONTACT, Settings};
use crate::diagnostic::{Code, Diagnostic};
use crate::source::Span;
use crate::syntax::ast::{Amount, Bound, Measure, Part, Statement, StatementKind};

mod angles;
mod bending;
mod direction;
mod places;

use places::LARGEST;

/// The direction that each joint's bone was sent to by `point` and `rotate`.
pub type Targets = BTreeMap<Joint, Vector3<f64>>;

/// What a statement's meaning depends on.
pub struct Context<'a> {
    /// Which side `either` is.
    pub chosen: Hand,
    /// The tolerances.
    pub settings: &'a Settings,
    /// Where the step before sent the bones.
    pub before: &'a Targets,
}

/// What one statement asks for.
#[derive(Debug, Default)]
pub struct Lowered {
    pub constraints: Vec<Constraint>,
    /// Where it sends bones.
    pub targets: Targets,
    /// The joints whose earlier `point` in the same pose it turns.
    pub replaces: Vec<Joint>,
}

/// The constraints of one statement; `here` is where earlier statements of the same pose sent the bones.
pub fn lower(
    statement: &Statement,
    context: &Context<'_>,
    here: &Targets,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Lowered> {
    let mut lowering = Lowering { context, here, span: statement.span, out: Lowered::default(), diagnostics };
    let negated = statement.negated.is_some();
    if negated && !lowering.can_negate(&statement.kind) {
        return None;
    }
    lowering.statement(&statement.kind, negated)?;
    Some(lowering.out)
}

struct Lowering<'a> {
    context: &'a Context<'a>,
    here: &'a Targets,
    span: Span,
    out: Lowered,
    diagnostics: &'a mut Vec<Diagnostic>,
}

impl Lowering<'_> {
    fn report(&mut self, code: Code, span: Span, message: impl Into<String>, help: impl Into<String>) {
        self.diagnostics.push(Diagnostic::new(code, span, message).help(help));
    }

    fn can_negate(&mut self, kind: &StatementKind) -> bool {
        let two_sided = |amount: &Amount| matches!(amount.bound, Bound::Between(..) | Bound::About(_));
        let (fine, help) = match kind {
            StatementKind::Rotate { .. } | StatementKind::Move { .. } | StatementKind::Compose(_) => {
                (false, "leave `don't` out and say where the part is instead")
            }
            StatementKind::Bend { amount, .. } | StatementKind::Keep { amount, .. } if two_sided(amount) => {
                (false, "say `at least` or `at most`; outside of two bounds would be two poses")
            }
            StatementKind::Put { amount: Some(amount), .. } if !matches!(amount.bound, Bound::AtLeast(_)) => {
                (false, "say `at least` or leave the amount out")
            }
            _ => (true, ""),
        };
        if !fine {
            self.report(Code::CannotNegate, self.span, "`don't` cannot turn round what is said here", help);
        }
        fine
    }

    fn statement(&mut self, kind: &StatementKind, negated: bool) -> Option<()> {
        match kind {
            StatementKind::Point { parts, direction, within } => {
                let angle = self.tolerance(within.as_ref())?;
                self.point(parts, direction, angle, negated)
            }
            StatementKind::Rotate { parts, angle, way, within } => {
                let tolerance = self.tolerance(within.as_ref())?;
                let by = bound::within(angle, &DEGREES, 180.0, self.diagnostics)?;
                self.rotate(parts, by, way, tolerance)
            }
            StatementKind::Touch { part, hand, within } => {
                let length = self.contact(within.as_ref())?;
                self.near(std::slice::from_ref(hand), part, length, negated)
            }
            StatementKind::Near { parts, within, part } => {
                let length = bound::within(within, &METERS, LARGEST, self.diagnostics)?;
                self.near(parts, part, length, negated)
            }
            StatementKind::Put { parts, amount, relation, part } => {
                self.put(parts, amount.as_ref(), *relation, part, negated)
            }
            StatementKind::Connect { parts, to, within } => {
                let length = self.contact(within.as_ref())?;
                match to {
                    Some(to) => self.near(parts, to, length, negated),
                    None => self.apart(parts, Range { low: None, high: Some(length) }, negated),
                }
            }
            StatementKind::Keep { parts, amount } => {
                let range = bound::range(amount, &METERS, LARGEST, None, self.diagnostics)?;
                self.apart(parts, range, negated)
            }
            StatementKind::Align { parts, within } => {
                let angle = match within {
                    Some(measure) => bound::within(measure, &DEGREES, 180.0, self.diagnostics)?,
                    None => self.context.settings.angle.unwrap_or(ALIGN),
                };
                self.align(parts, angle, negated)
            }
            StatementKind::Bend { parts, amount, direction, within } => {
                if let (Some(within), Bound::AtLeast(_) | Bound::AtMost(_) | Bound::Between(..)) =
                    (within, amount.bound)
                {
                    let message = "a bound needs no tolerance";
                    self.report(Code::BoundNeeded, within.span, message, "leave `within ... degrees` out");
                    return None;
                }
                if let Some(direction) = direction {
                    let range = bound::range(amount, &DEGREES, 90.0, None, self.diagnostics)?;
                    return self.bend_toward(parts, range, direction, negated);
                }
                let tolerance = self.tolerance(within.as_ref())?;
                let range = bound::range(amount, &DEGREES, 180.0, Some(tolerance), self.diagnostics)?;
                self.bend(parts, range, negated)
            }
            StatementKind::Straighten { parts, within } => {
                let tolerance = self.tolerance(within.as_ref())?;
                self.bend(parts, Range { low: None, high: Some(tolerance) }, negated)
            }
            StatementKind::Move { parts, amount, direction } => self.moved(parts, amount, direction),
            // a composition is written out before its statements come here
            StatementKind::Compose(_) | StatementKind::Name(_) | StatementKind::Unreadable => Some(()),
        }
    }

    fn tolerance(&mut self, within: Option<&Measure>) -> Option<f64> {
        match within {
            Some(measure) => bound::within(measure, &DEGREES, 180.0, self.diagnostics),
            None => Some(self.context.settings.angle.unwrap_or(ANGLE)),
        }
    }

    fn contact(&mut self, within: Option<&Measure>) -> Option<f64> {
        match within {
            Some(measure) => bound::within(measure, &METERS, LARGEST, self.diagnostics),
            None => Some(self.context.settings.contact.unwrap_or(CONTACT)),
        }
    }

    fn joints(&self, part: &Part) -> Vec<Joint> {
        parts::joints(part, self.context.chosen)
    }
}
