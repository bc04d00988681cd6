//! Bounds on the angles of vectors.
//!
//! Input: a query. Output: for every two vectors that matter the least and the most angle; the triangle inequality of
//! the sphere narrows them. Invariant: bounds are only ever too wide.

use nalgebra::Vector3;

use crate::decide::arithmetic::{BOUND_EPS, Range};
use crate::decide::fact::{BONES, Bone, Fact};
use crate::decide::query::Query;
use crate::posture::angle;

/// Bounds on the angles of vectors.
#[derive(Debug, Clone)]
pub struct Angles {
    /// Fixed directions first, then free bones.
    pub(super) directions: Vec<Vector3<f64>>,
    bones: Vec<Bone>,
    place: [u8; BONES],
    ranges: Vec<Range>,
    size: usize,
}

const NOWHERE: u8 = u8::MAX;

impl Angles {
    pub(super) fn new(query: &Query) -> Angles {
        let mut angles = Angles {
            directions: vec![Vector3::x(), Vector3::y(), Vector3::z()],
            bones: Vec::new(),
            place: [NOWHERE; BONES],
            ranges: Vec::new(),
            size: 0,
        };
        for fact in query.facts {
            angles.note_directions(fact, query);
        }
        let mut spoken: Vec<Bone> = Vec::new();
        for fact in query.facts {
            spoken.extend(fact.bones().iter().filter(|bone| query.free_bones.contains(*bone)));
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

    pub(super) fn note_directions(&mut self, fact: &Fact, query: &Query) {
        match fact {
            Fact::DirectionAngle { direction, .. } | Fact::Nearer { direction, .. } => self.note(*direction),
            Fact::Linear { terms, .. } => terms.iter().for_each(|(_, by)| self.note(by.normalize())),
            Fact::Distance { offset, .. } if offset.norm() > 1e-9 => self.note(offset.normalize()),
            Fact::Any(facts) => facts.iter().for_each(|fact| self.note_directions(fact, query)),
            _ => {}
        }
        for bone in fact.bones().iter().filter(|bone| !query.free_bones.contains(*bone)) {
            let at = query.base[bone.index()];
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
    pub(super) fn note(&mut self, direction: Vector3<f64>) {
        if self.place_of(direction).is_none() && self.directions.len() < MOST_DIRECTIONS {
            self.directions.push(direction);
        }
    }

    /// Where a fixed direction is, and whether it is its opposite that is there.
    pub(super) fn place_of(&self, direction: Vector3<f64>) -> Option<(usize, bool)> {
        self.directions.iter().enumerate().find_map(|(i, known)| {
            let cosine = known.dot(&direction);
            let same = known.cross(&direction).norm_squared() < 1e-24;
            same.then_some((i, cosine < 0.0))
        })
    }

    /// The place of a bone, and whether the opposite direction is meant.
    pub(super) fn vector(&self, bone: Bone) -> Option<usize> {
        let place = self.place[bone.index()];
        (place != NOWHERE).then_some(place as usize)
    }

    pub(super) fn total(&self) -> f64 {
        self.ranges.iter().map(|range| range.high - range.low).sum()
    }

    pub(super) fn at(&self, a: usize, b: usize) -> Range {
        self.ranges[a * self.size + b]
    }

    pub(super) fn meet(&mut self, a: usize, b: usize, low: f64, high: f64) -> Option<()> {
        if a == b {
            return if low > BOUND_EPS { None } else { Some(()) };
        }
        let old = self.at(a, b);
        let range = Range { low: old.low.max(low), high: old.high.min(high) };
        self.ranges[a * self.size + b] = range;
        self.ranges[b * self.size + a] = range;
        if range.is_empty() { None } else { Some(()) }
    }

    /// The angle between a bone and a fixed direction.
    pub(super) fn to_direction(&self, bone: usize, direction: Vector3<f64>) -> Range {
        match self.place_of(direction) {
            Some((place, false)) => self.at(bone, place),
            Some((place, true)) => {
                let range = self.at(bone, place);
                let turn = std::f64::consts::PI;
                Range { low: (turn - range.high - BOUND_EPS).max(0.0), high: (turn - range.low + BOUND_EPS).min(turn) }
            }
            None => Range::ANY,
        }
    }

    pub(super) fn meet_direction(&mut self, bone: usize, direction: Vector3<f64>, low: f64, high: f64) -> Option<()> {
        match self.place_of(direction) {
            Some((place, false)) => self.meet(bone, place, low, high),
            Some((place, true)) => {
                let turn = std::f64::consts::PI;
                self.meet(bone, place, turn - high - BOUND_EPS, turn - low + BOUND_EPS)
            }
            None => Some(()),
        }
    }

    /// The triangle inequality of the sphere, for all triples.
    pub(super) fn close(&mut self) -> Option<()> {
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
                    let high = (ik.high + jk.high).min(turn - ik.low - jk.low) + BOUND_EPS;
                    let low = (ik.low - jk.high).max(jk.low - ik.high) - BOUND_EPS;
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

    /// The bounds on the angle between two bones.
    pub fn between(&self, a: Bone, b: Bone) -> Range {
        self.vector(a).zip(self.vector(b)).map_or(Range::ANY, |(a, b)| self.at(a, b))
    }

    /// The bounds on the angle between a bone and a fixed direction.
    pub fn to_fixed(&self, bone: Bone, direction: Vector3<f64>) -> Range {
        self.vector(bone).map_or(Range::ANY, |place| self.to_direction(place, direction))
    }
}

/// More fixed directions than this are left out, which only makes the bounds wider.
const MOST_DIRECTIONS: usize = 40;
