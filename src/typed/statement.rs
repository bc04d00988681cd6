//! From one statement to constraints.

use super::bound::{self, DEGREES, LARGEST, METERS, Range};
use super::settings::ALIGN;
use crate::diagnostic::{Code, Diagnostic};
use crate::syntax::ast::{Amount, Bound, Statement, StatementKind};

mod angles;
mod bending;
mod direction;
mod lowering;
mod places;

use lowering::Lowering;
pub use lowering::{Context, Lowered, Targets};

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
    // a statement of which nothing is asked would be left out in silence
    let elsewhere =
        matches!(statement.kind, StatementKind::Compose(_) | StatementKind::Name(_) | StatementKind::Unreadable);
    debug_assert!(elsewhere || !lowering.out.constraints.is_empty(), "{:?} asks for nothing", statement.kind);
    Some(lowering.out)
}

impl Lowering<'_> {
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
            // each by name: whoever adds a statement decides here whether it can be turned round
            StatementKind::Point { .. }
            | StatementKind::Touch { .. }
            | StatementKind::Put { .. }
            | StatementKind::Near { .. }
            | StatementKind::Connect { .. }
            | StatementKind::Keep { .. }
            | StatementKind::Align { .. }
            | StatementKind::Bend { .. }
            | StatementKind::Straighten { .. }
            | StatementKind::Name(_)
            | StatementKind::Unreadable => (true, ""),
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
}
