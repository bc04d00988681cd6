//! Statements about places: beside, near, apart, moved.

use prepose_matcher::Joint;
use prepose_matcher::program::Axis;

use super::lowering::Lowering;
use crate::diagnostic::Code;
use crate::syntax::ast::{Amount, Direction, Part, Relation};
use crate::typed::bound::{self, LARGEST, METERS, Range};
use crate::typed::module::Constraint;

/// The least difference of coordinates that `put` asks for, in metres.
const PUT: f64 = 0.01;

impl Lowering<'_> {
    pub(super) fn near(&mut self, parts: &[Part], part: &Part, length: f64, negated: bool) -> Option<()> {
        for (a, b) in self.pairs(parts, part)? {
            self.out.constraints.push(Constraint::Distance { a, b, at_least: negated, length });
        }
        Some(())
    }

    /// Every joint of the parts with every joint of the part.
    pub(super) fn pairs(&mut self, parts: &[Part], part: &Part) -> Option<Vec<(Joint, Joint)>> {
        let others = self.joints(part);
        let mut pairs = Vec::new();
        for given in parts {
            for joint in self.joints(given) {
                if others.contains(&joint) {
                    let message = format!("the {} is set against itself", joint.words());
                    self.report(Code::SamePart, given.span.to(part.span), message, "name two different parts");
                    return None;
                }
                pairs.extend(others.iter().map(|&other| (joint, other)));
            }
        }
        Some(pairs)
    }

    pub(super) fn put(
        &mut self,
        parts: &[Part],
        amount: Option<&Amount>,
        relation: Relation,
        part: &Part,
        negated: bool,
    ) -> Option<()> {
        let range = match amount {
            None => Range { low: Some(PUT), high: None },
            Some(amount) => {
                let range = bound::range(amount, &METERS, LARGEST, None, self.diagnostics)?;
                // `at most 10 centimeters above` is still above
                Range { low: range.low.or(Some(0.0)), ..range }
            }
        };
        let (axis, forward) = match relation {
            Relation::InFrontOf => (Axis::Z, true),
            Relation::Behind => (Axis::Z, false),
            Relation::OnTopOf | Relation::Above => (Axis::Y, true),
            Relation::Below => (Axis::Y, false),
            Relation::RightOf => (Axis::X, true),
            Relation::LeftOf => (Axis::X, false),
        };
        for (a, b) in self.pairs(parts, part)? {
            let (from, to) = if forward { (b, a) } else { (a, b) };
            self.bounds(range, negated, |at_least, length| Constraint::Offset { from, to, axis, at_least, length });
        }
        Some(())
    }

    /// Constraints for a range, or for what lies outside of a range that is open on one side.
    pub(super) fn bounds(&mut self, range: Range, negated: bool, make: impl Fn(bool, f64) -> Constraint) {
        if let Some(low) = range.low {
            self.out.constraints.push(make(!negated, low));
        }
        if let Some(high) = range.high {
            self.out.constraints.push(make(negated, high));
        }
    }

    /// The distances within the parts: limb against limb where they are a left and a right one, else all pairs.
    pub(super) fn apart(&mut self, parts: &[Part], range: Range, negated: bool) -> Option<()> {
        let joints: Vec<Joint> = parts.iter().flat_map(|part| self.joints(part)).collect();
        if joints.len() < 2 {
            let message = "one part alone is neither connected nor apart";
            self.report(Code::GroupNeeded, self.span, message, "name two parts, or a pair such as `hands` or `feet`");
            return None;
        }
        let (left, right): (Vec<Joint>, Vec<Joint>) = joints.iter().partition(|joint| joint.name().ends_with("Left"));
        let limbs = left.len() == right.len() && left.iter().all(|joint| right.contains(&joint.mirrored()));
        let pairs: Vec<(Joint, Joint)> =
            if limbs { left.iter().map(|&joint| (joint, joint.mirrored())).collect() } else { every_pair(&joints) };
        for (a, b) in pairs {
            if a == b {
                let message = format!("the {} is set against itself", a.words());
                self.report(Code::SamePart, self.span, message, "name two different parts");
                return None;
            }
            self.bounds(range, negated, |at_least, length| Constraint::Distance { a, b, at_least, length });
        }
        Some(())
    }

    pub(super) fn moved(&mut self, parts: &[Part], amount: &Amount, direction: &Direction) -> Option<()> {
        let range = bound::range(amount, &METERS, LARGEST, None, self.diagnostics)?;
        for part in parts {
            for joint in self.joints(part) {
                let direction = self.direction(joint, direction)?;
                self.bounds(range, false, |at_least, length| Constraint::Moved { joint, direction, at_least, length });
            }
        }
        Some(())
    }
}

pub(super) fn every_pair(joints: &[Joint]) -> Vec<(Joint, Joint)> {
    let rest = |i: usize| joints[i + 1..].iter().map(move |&b| (joints[i], b));
    (0..joints.len()).flat_map(rest).collect()
}
