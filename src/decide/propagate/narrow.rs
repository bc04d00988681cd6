//! What facts leave of the angles.
//!
//! Input: a fact. Output: narrower bounds, or nothing where none are left. Invariant: bounds are only ever too wide.

use nalgebra::Vector3;

use super::angles::Angles;
use crate::decide::arithmetic::{BOUND_EPS, FACT_EPS, beyond_cosine, within_cosine};
use crate::decide::fact::{Bone, Fact, nearest};

/// More sums than this are not added to each other, which only makes the bounds wider: pairs grow as the square.
const MOST_SUMS: usize = 60;

impl Angles {
    /// Narrows by one fact; nothing where it leaves nothing.
    pub(super) fn narrow(&mut self, fact: &Fact) -> Option<()> {
        match fact {
            Fact::DirectionAngle { bone, direction, angle, inside } => {
                let Some(bone) = self.vector(*bone) else { return Some(()) };
                if *inside {
                    self.meet_direction(bone, *direction, 0.0, angle + FACT_EPS)
                } else {
                    self.meet_direction(bone, *direction, angle - FACT_EPS, std::f64::consts::PI)
                }
            }
            Fact::BoneAngle { a, b, angle, at_least } => {
                let (Some(a), Some(b)) = (self.vector(*a), self.vector(*b)) else { return Some(()) };
                if *at_least {
                    self.meet(a, b, angle - FACT_EPS, std::f64::consts::PI)
                } else {
                    self.meet(a, b, 0.0, angle + FACT_EPS)
                }
            }
            Fact::Linear { terms, least } => self.narrow_linear(terms, *least),
            Fact::Distance { terms, offset, length, at_least } => {
                self.narrow_length(terms, *offset, *length, *at_least)
            }
            Fact::Hinge { a, b, axis, least } => {
                let (Some(a), Some(b)) = (self.vector(*a), self.vector(*b)) else { return Some(()) };
                let most = axis.norm() + FACT_EPS;
                let sine = (least - FACT_EPS) / most;
                if sine <= 0.0 {
                    return Some(());
                }
                let low = (sine.min(1.0).asin() - BOUND_EPS).max(0.0);
                self.meet(a, b, low, std::f64::consts::PI - low)
            }
            Fact::Turned { joint, rotation, tolerance } => {
                let (Some(now), Some(began)) = (self.vector(Bone::now(*joint)), self.vector(Bone::began(*joint)))
                else {
                    return Some(());
                };
                // a rotation by an angle turns no vector by more
                self.meet(now, began, 0.0, rotation.angle() + tolerance + FACT_EPS)?;
                for i in 0..self.directions.len() {
                    let direction = self.directions[i];
                    let turned = rotation * direction;
                    let range = self.at(began, i);
                    let (low, high) = (range.low - tolerance - FACT_EPS, range.high + tolerance + FACT_EPS);
                    self.meet_direction(now, turned, low, high)?;
                }
                Some(())
            }
            Fact::Nearer { joint, direction, by, near, spare } => {
                let (Some(now), Some(began)) = (self.vector(Bone::now(*joint)), self.vector(Bone::began(*joint)))
                else {
                    return Some(());
                };
                let start = self.to_direction(began, *direction).high;
                self.meet_direction(now, *direction, 0.0, nearest(start, *by, *near) - spare + FACT_EPS)
            }
            Fact::Any(cases) => {
                let mut possible = cases.iter().filter(|case| self.clone().narrow(case).is_some());
                match (possible.next(), possible.next()) {
                    (None, _) => None,
                    (Some(only), None) => {
                        let only = only.clone();
                        self.narrow(&only)
                    }
                    _ => Some(()),
                }
            }
        }
    }

    /// Two sums that must each be at least so much, added: what one says of a bone may cancel what the other says.
    pub(super) fn narrow_sums(&mut self, facts: &[&Fact]) -> Option<()> {
        let sums: Vec<_> = facts
            .iter()
            .filter_map(|fact| match fact {
                Fact::Linear { terms, least } => Some((terms, *least)),
                _ => None,
            })
            .take(MOST_SUMS)
            .collect();
        for (i, (one, least)) in sums.iter().enumerate() {
            for (other, more) in &sums[..i] {
                let shared = |bone: &Bone| one.iter().find(|(known, _)| known == bone);
                if !other.iter().any(|(bone, by)| shared(bone).is_some_and(|(_, own)| own.dot(by) < 0.0)) {
                    continue;
                }
                let mut terms: Vec<(Bone, Vector3<f64>)> = (*one).clone();
                for (bone, by) in *other {
                    match terms.iter_mut().find(|(known, _)| known == bone) {
                        Some((_, sum)) => *sum += by,
                        None => terms.push((*bone, *by)),
                    }
                }
                terms.retain(|(_, by)| by.norm() > 1e-9);
                // what was left out is less than the slack of the bound
                self.narrow_linear(&terms, least + more - 1e-7)?;
            }
        }
        Some(())
    }

    /// A sum of dot products that must be at least so much.
    pub(super) fn narrow_linear(&mut self, terms: &[(Bone, Vector3<f64>)], least: f64) -> Option<()> {
        let mut most = 0.0;
        let mut parts = Vec::with_capacity(terms.len());
        for (bone, by) in terms {
            let size = by.norm();
            let high = match self.vector(*bone) {
                Some(place) => size * self.to_direction(place, by / size).cosines().1,
                None => size,
            };
            most += high;
            parts.push((size, high));
        }
        let least = least - FACT_EPS;
        if most < least {
            return None;
        }
        for ((bone, by), (size, high)) in terms.iter().zip(parts) {
            if let Some(place) = self.vector(*bone) {
                let needed = (least - (most - high)) / size;
                if needed > -1.0 {
                    self.meet_direction(place, by / size, 0.0, within_cosine(needed - 1e-9))?;
                }
            }
        }
        Some(())
    }

    /// The length of a sum of vectors: its square is the sum of all dot products.
    pub(super) fn narrow_length(
        &mut self,
        terms: &[(Bone, f64)],
        offset: Vector3<f64>,
        length: f64,
        at_least: bool,
    ) -> Option<()> {
        let mut vectors: Vec<(usize, f64)> = Vec::with_capacity(terms.len() + 1);
        for (bone, factor) in terms {
            let Some(place) = self.vector(*bone) else { return Some(()) };
            vectors.push((place, *factor));
        }
        let size = offset.norm();
        if size > 1e-9 {
            let Some((place, flipped)) = self.place_of(offset / size) else { return Some(()) };
            vectors.push((place, if flipped { -size } else { size }));
        }
        let bound = if at_least { length - FACT_EPS } else { length + FACT_EPS };
        if bound <= 0.0 {
            return if at_least { Some(()) } else { None };
        }
        // with the sign turned round, "at most" becomes "at least"
        let sign = if at_least { 1.0 } else { -1.0 };
        let mut most = 0.0;
        let mut parts = Vec::with_capacity(vectors.len() * vectors.len() / 2);
        for (i, &(a, factor)) in vectors.iter().enumerate() {
            most += sign * factor * factor;
            for &(b, other) in &vectors[..i] {
                let weight = 2.0 * sign * factor * other;
                let (low, high) = if a == b { (1.0, 1.0) } else { self.at(a, b).cosines() };
                let part = if weight > 0.0 { weight * high } else { weight * low };
                most += part;
                parts.push((a, b, weight, part));
            }
        }
        let least = sign * bound * bound;
        let spare = most - least + 1e-9;
        if spare < 0.0 {
            return None;
        }
        for (a, b, weight, part) in parts {
            if a == b || weight == 0.0 {
                continue;
            }
            // this part may be at most `spare` less than its most
            let cosine = (part - spare) / weight;
            if weight > 0.0 && cosine > -1.0 {
                self.meet(a, b, 0.0, within_cosine(cosine))?;
            } else if weight < 0.0 && cosine < 1.0 {
                self.meet(a, b, beyond_cosine(cosine), std::f64::consts::PI)?;
            }
        }
        Some(())
    }
}
