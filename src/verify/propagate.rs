//! Refutes facts by the angles that they leave.
//!
//! Input: a question. Output: whether no body answers it. The angle of every two vectors that matter, bones and fixed
//! directions, is kept between bounds; the triangle inequality of the sphere and the facts narrow them until nothing
//! changes or nothing is left. Invariant: bounds are only ever too wide (see [`super::arithmetic`]).

use nalgebra::Vector3;

use super::arithmetic::{ROUNDING, Range, SLACK, angle, beyond_cosine, within_cosine};
use super::fact::{BONES, Bone, Fact, nearest};
use super::search::Question;

/// How often the facts are gone through.
const ROUNDS: usize = 8;
/// Narrowing by less than so many radians is not worth another round.
const WORTHWHILE: f64 = 1e-3;

/// Whether no body answers the question. `false` proves nothing.
pub fn refuted(question: &Question) -> bool {
    narrowed(question).is_none()
}

/// The bounds that a question leaves, or nothing where it leaves none.
pub fn narrowed(question: &Question) -> Option<Angles> {
    let mut angles = Angles::new(question);
    angles.close()?;
    for _ in 0..ROUNDS {
        let before = angles.total();
        for fact in question.facts {
            angles.narrow(fact)?;
        }
        angles.close()?;
        angles.narrow_sums(question.facts)?;
        if before - angles.total() < WORTHWHILE {
            break;
        }
    }
    split(question, &angles)
}

/// A disjunction that nothing has decided is gone through case by case.
fn split(question: &Question, angles: &Angles) -> Option<Angles> {
    let choices = question.facts.iter().filter(|fact| matches!(fact, Fact::Any(cases) if cases.len() > 1)).count();
    if choices == 0 || choices > MOST_CHOICES {
        return Some(angles.clone());
    }
    let place = question.facts.iter().position(|fact| matches!(fact, Fact::Any(cases) if cases.len() > 1))?;
    let Fact::Any(cases) = question.facts[place] else { return Some(angles.clone()) };
    let mut facts = question.facts.to_vec();
    for case in cases {
        facts[place] = case;
        if narrowed(&Question { facts: &facts, ..*question }).is_some() {
            return Some(angles.clone());
        }
    }
    None
}

/// More disjunctions than this are not gone through: cases multiply.
const MOST_CHOICES: usize = 5;

/// Bounds on the angles of vectors.
#[derive(Debug, Clone)]
pub struct Angles {
    /// Fixed directions first, then free bones.
    directions: Vec<Vector3<f64>>,
    bones: Vec<Bone>,
    place: [u8; BONES],
    ranges: Vec<Range>,
    size: usize,
}

const NOWHERE: u8 = u8::MAX;

impl Angles {
    fn new(question: &Question) -> Angles {
        let mut angles = Angles {
            directions: vec![Vector3::x(), Vector3::y(), Vector3::z()],
            bones: Vec::new(),
            place: [NOWHERE; BONES],
            ranges: Vec::new(),
            size: 0,
        };
        for fact in question.facts {
            angles.note_directions(fact, question);
        }
        let mut spoken: Vec<Bone> = Vec::new();
        for fact in question.facts {
            spoken.extend(fact.bones().iter().filter(|bone| question.free.contains(*bone)));
        }
        spoken.sort_unstable();
        spoken.dedup();
        for (i, bone) in spoken.iter().enumerate() {
            angles.place[bone.index()] = (angles.directions.len() + i) as u8;
        }
        angles.bones = spoken;
        angles.size = angles.directions.len() + angles.bones.len();
        angles.ranges = vec![Range::ANY; angles.size * angles.size];
        for i in 0..angles.size {
            angles.ranges[i * angles.size + i] = Range { low: 0.0, high: 0.0 };
        }
        for i in 0..angles.directions.len() {
            for j in 0..i {
                let range = Range::about(angle(angles.directions[i], angles.directions[j]));
                angles.ranges[i * angles.size + j] = range;
                angles.ranges[j * angles.size + i] = range;
            }
        }
        angles
    }

    fn note_directions(&mut self, fact: &Fact, question: &Question) {
        match fact {
            Fact::Cone { direction, .. } | Fact::Nearer { direction, .. } => self.note(*direction),
            Fact::Linear { terms, .. } => terms.iter().for_each(|(_, by)| self.note(by.normalize())),
            Fact::Length { offset, .. } if offset.norm() > 1e-9 => self.note(offset.normalize()),
            Fact::Any(facts) => facts.iter().for_each(|fact| self.note_directions(fact, question)),
            _ => {}
        }
        for bone in fact.bones().iter().filter(|bone| !question.free.contains(*bone)) {
            let at = question.base[bone.index()];
            if at.norm_squared() > 0.5 && self.directions.len() < MOST_DIRECTIONS {
                // its own place, also where the opposite direction is there
                let known = self.directions.iter().position(|known| (known - at).norm_squared() < 1e-24);
                let place = known.unwrap_or(self.directions.len());
                if known.is_none() {
                    self.directions.push(at);
                }
                self.place[bone.index()] = place as u8;
            }
        }
    }

    /// Adds a fixed direction, unless it or its opposite is there.
    fn note(&mut self, direction: Vector3<f64>) {
        if self.place_of(direction).is_none() && self.directions.len() < MOST_DIRECTIONS {
            self.directions.push(direction);
        }
    }

    /// Where a fixed direction is, and whether it is its opposite that is there.
    fn place_of(&self, direction: Vector3<f64>) -> Option<(usize, bool)> {
        self.directions.iter().enumerate().find_map(|(i, known)| {
            let cosine = known.dot(&direction);
            let same = known.cross(&direction).norm_squared() < 1e-24;
            same.then_some((i, cosine < 0.0))
        })
    }

    /// The place of a bone, and whether the opposite direction is meant.
    fn vector(&self, bone: Bone) -> Option<usize> {
        let place = self.place[bone.index()];
        (place != NOWHERE).then_some(place as usize)
    }

    fn total(&self) -> f64 {
        self.ranges.iter().map(|range| range.high - range.low).sum()
    }

    fn at(&self, a: usize, b: usize) -> Range {
        self.ranges[a * self.size + b]
    }

    fn meet(&mut self, a: usize, b: usize, low: f64, high: f64) -> Option<()> {
        if a == b {
            return if low > SLACK { None } else { Some(()) };
        }
        let old = self.at(a, b);
        let range = Range { low: old.low.max(low), high: old.high.min(high) };
        self.ranges[a * self.size + b] = range;
        self.ranges[b * self.size + a] = range;
        if range.is_empty() { None } else { Some(()) }
    }

    /// The angle between a bone and a fixed direction.
    fn to_direction(&self, bone: usize, direction: Vector3<f64>) -> Range {
        match self.place_of(direction) {
            Some((place, false)) => self.at(bone, place),
            Some((place, true)) => {
                let range = self.at(bone, place);
                let turn = std::f64::consts::PI;
                Range { low: (turn - range.high - SLACK).max(0.0), high: (turn - range.low + SLACK).min(turn) }
            }
            None => Range::ANY,
        }
    }

    fn meet_direction(&mut self, bone: usize, direction: Vector3<f64>, low: f64, high: f64) -> Option<()> {
        match self.place_of(direction) {
            Some((place, false)) => self.meet(bone, place, low, high),
            Some((place, true)) => {
                let turn = std::f64::consts::PI;
                self.meet(bone, place, turn - high - SLACK, turn - low + SLACK)
            }
            None => Some(()),
        }
    }

    /// The triangle inequality of the sphere, for all triples.
    fn close(&mut self) -> Option<()> {
        let n = self.size;
        let turn = 2.0 * std::f64::consts::PI;
        for k in 0..n {
            for i in 0..n {
                if i == k {
                    continue;
                }
                let ik = self.at(i, k);
                for j in 0..i {
                    if j == k {
                        continue;
                    }
                    let (jk, old) = (self.at(j, k), self.at(i, j));
                    let high = (ik.high + jk.high).min(turn - ik.low - jk.low) + SLACK;
                    let low = (ik.low - jk.high).max(jk.low - ik.high) - SLACK;
                    if high < old.high || low > old.low {
                        let range = Range { low: old.low.max(low), high: old.high.min(high) };
                        if range.is_empty() {
                            return None;
                        }
                        self.ranges[i * n + j] = range;
                        self.ranges[j * n + i] = range;
                    }
                }
            }
        }
        Some(())
    }

    /// Narrows by one fact; nothing where it leaves nothing.
    fn narrow(&mut self, fact: &Fact) -> Option<()> {
        match fact {
            Fact::Cone { bone, direction, angle, inside } => {
                let Some(bone) = self.vector(*bone) else { return Some(()) };
                if *inside {
                    self.meet_direction(bone, *direction, 0.0, angle + ROUNDING)
                } else {
                    self.meet_direction(bone, *direction, angle - ROUNDING, std::f64::consts::PI)
                }
            }
            Fact::Pair { a, b, angle, at_least } => {
                let (Some(a), Some(b)) = (self.vector(*a), self.vector(*b)) else { return Some(()) };
                if *at_least {
                    self.meet(a, b, angle - ROUNDING, std::f64::consts::PI)
                } else {
                    self.meet(a, b, 0.0, angle + ROUNDING)
                }
            }
            Fact::Linear { terms, least } => self.narrow_linear(terms, *least),
            Fact::Length { terms, offset, length, at_least } => self.narrow_length(terms, *offset, *length, *at_least),
            Fact::Hinge { a, b, axis, least } => {
                let (Some(a), Some(b)) = (self.vector(*a), self.vector(*b)) else { return Some(()) };
                let most = axis.norm() + ROUNDING;
                let sine = (least - ROUNDING) / most;
                if sine <= 0.0 {
                    return Some(());
                }
                let low = (sine.min(1.0).asin() - SLACK).max(0.0);
                self.meet(a, b, low, std::f64::consts::PI - low)
            }
            Fact::Turned { joint, rotation, tolerance } => {
                let (Some(now), Some(began)) = (self.vector(Bone::now(*joint)), self.vector(Bone::began(*joint)))
                else {
                    return Some(());
                };
                // a rotation by an angle turns no vector by more
                self.meet(now, began, 0.0, rotation.angle() + tolerance + ROUNDING)?;
                for i in 0..self.directions.len() {
                    let direction = self.directions[i];
                    let turned = rotation * direction;
                    let range = self.at(began, i);
                    let (low, high) = (range.low - tolerance - ROUNDING, range.high + tolerance + ROUNDING);
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
                self.meet_direction(now, *direction, 0.0, nearest(start, *by, *near) - spare + ROUNDING)
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
    fn narrow_sums(&mut self, facts: &[&Fact]) -> Option<()> {
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
    fn narrow_linear(&mut self, terms: &[(Bone, Vector3<f64>)], least: f64) -> Option<()> {
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
        let least = least - ROUNDING;
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
    fn narrow_length(
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
        let bound = if at_least { length - ROUNDING } else { length + ROUNDING };
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

    /// The bounds on the angle between a bone and a fixed direction.
    pub fn to_fixed(&self, bone: Bone, direction: Vector3<f64>) -> Range {
        self.vector(bone).map_or(Range::ANY, |place| self.to_direction(place, direction))
    }
}

/// More sums than this are not added to each other, which only makes the bounds wider: pairs grow as the square.
const MOST_SUMS: usize = 60;

/// More fixed directions than this are left out, which only makes the bounds wider.
const MOST_DIRECTIONS: usize = 40;
