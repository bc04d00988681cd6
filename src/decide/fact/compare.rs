//! Facts about the same quantity.
//!
//! Input: two facts. Output: whether one says all that the other says. Invariant: "yes" only where both bound the very same
//! quantity on the same side. It knows nothing of bodies.

use crate::decide::fact::Fact;

impl Fact {
    /// Whether it bounds the same quantity as another, at least as tightly.
    pub fn covers(&self, other: &Fact) -> bool {
        match (self, other) {
            (
                Fact::DirectionAngle { bone, direction, angle, inside },
                Fact::DirectionAngle { bone: b, direction: d, angle: bound, inside: side },
            ) => bone == b && direction == d && inside == side && tighter(*inside, *angle, *bound),
            (
                Fact::BoneAngle { a, b, angle, at_least },
                Fact::BoneAngle { a: c, b: d, angle: bound, at_least: side },
            ) => ((a, b) == (c, d) || (a, b) == (d, c)) && at_least == side && tighter(!at_least, *angle, *bound),
            (Fact::Linear { terms, least }, Fact::Linear { terms: others, least: bound }) => {
                least >= bound && terms == others
            }
            (
                Fact::Distance { terms, offset, length, at_least },
                Fact::Distance { terms: others, offset: from, length: bound, at_least: side },
            ) => at_least == side && tighter(!at_least, *length, *bound) && offset == from && terms == others,
            (Fact::Hinge { a, b, axis, least }, Fact::Hinge { a: c, b: d, axis: about, least: bound }) => {
                least >= bound && (a, b, axis) == (c, d, about)
            }
            _ => self == other,
        }
    }
}

fn tighter(at_most: bool, bound: f64, other: f64) -> bool {
    if at_most { bound <= other } else { bound >= other }
}

/// The facts that no other one covers; of equal ones the first. They have the same answers.
pub fn thinned<'a>(facts: &[&'a Fact]) -> Vec<&'a Fact> {
    let mut kept: Vec<&Fact> = Vec::with_capacity(facts.len());
    for fact in facts {
        if !kept.iter().any(|known| known.covers(fact)) {
            kept.retain(|known| !fact.covers(known));
            kept.push(fact);
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use nalgebra::Vector3;
    use prepose_matcher::Joint;

    use super::*;
    use crate::decide::fact::Bone;

    fn cone(angle: f64, inside: bool) -> Fact {
        Fact::DirectionAngle { bone: Bone::now(Joint::Head), direction: Vector3::y(), angle, inside }
    }

    #[test]
    fn the_tightest_bounds_stay() {
        let facts = [cone(0.5, true), cone(0.4, true), cone(0.1, false), cone(0.2, false), cone(0.4, true)];
        let kept = thinned(&facts.iter().collect::<Vec<_>>());
        assert_eq!(kept, [&facts[1], &facts[3]]);
        let length = |length: f64, at_least: bool| Fact::Distance {
            terms: vec![(Bone::now(Joint::Head), 1.0)],
            offset: Vector3::zeros(),
            length,
            at_least,
        };
        assert!(length(0.2, true).covers(&length(0.1, true)) && length(0.1, false).covers(&length(0.2, false)));
        assert!(!length(0.2, true).covers(&length(0.2, false)) && !length(0.1, true).covers(&length(0.2, true)));
    }
}
