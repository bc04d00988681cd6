//! What a query to the verifier is made of.
//!
//! Output: facts about bones, which are unit vectors of the body frame, now and when a step
//! began; how much slack a body has in each, and how that changes as bones turn. Invariant: a fact says what the matcher
//! asks for on the canonical body, no more and no less. It knows nothing of who asks, or of how answers are found.

use nalgebra::{Rotation3, Vector3};
use prepose_matcher::{JOINTS, Joint};

pub mod compare;
mod slack;

/// A bone of the body now, or of the body when the step began.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Bone(u8);

/// How many bones two bodies have; the spine bases among them have none.
pub const BONES: usize = 2 * JOINTS;

impl Bone {
    /// The bone of a joint now.
    pub fn now(joint: Joint) -> Bone {
        Bone(joint.index() as u8)
    }

    /// The bone of a joint when the step began.
    pub fn began(joint: Joint) -> Bone {
        Bone((JOINTS + joint.index()) as u8)
    }

    /// Its place among [`BONES`].
    pub fn index(self) -> usize {
        self.0 as usize
    }

    /// The joint.
    pub fn joint(self) -> Joint {
        Joint::ALL[self.index() % JOINTS]
    }

    /// The same bone of the other body.
    pub fn earlier(self) -> Bone {
        Bone::began(self.joint())
    }
}

/// A set of bones.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct BoneSet(u64);

impl BoneSet {
    /// Adds one.
    pub fn insert(&mut self, bone: Bone) {
        self.0 |= 1 << bone.index();
    }

    /// Whether it holds one.
    pub fn contains(self, bone: Bone) -> bool {
        self.0 & (1 << bone.index()) != 0
    }

    /// What either holds.
    pub fn union(self, other: BoneSet) -> BoneSet {
        BoneSet(self.0 | other.0)
    }

    /// What both hold.
    pub fn common(self, other: BoneSet) -> BoneSet {
        BoneSet(self.0 & other.0)
    }

    /// Whether the other holds all of it.
    pub fn within(self, other: BoneSet) -> bool {
        self.0 & !other.0 == 0
    }

    /// Whether it holds none.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The same bones, now and when the step began.
    pub fn both_moments(self) -> BoneSet {
        let now = (self.0 | self.0 >> JOINTS) & ((1 << JOINTS) - 1);
        BoneSet(now | now << JOINTS)
    }

    /// The bones, in order.
    pub fn iter(self) -> impl Iterator<Item = Bone> {
        (0..BONES as u8).map(Bone).filter(move |bone| self.contains(*bone))
    }
}

/// The directions of all bones; those of the spine bases are zero.
pub type StatePair = [Vector3<f64>; BONES];

/// One inequality. Angles in radians, lengths in metres.
#[derive(Debug, Clone, PartialEq)]
#[allow(missing_docs)]
pub enum Fact {
    /// The angle between a bone and a unit vector is at most (`inside`) or at least `angle`.
    DirectionAngle { bone: Bone, direction: Vector3<f64>, angle: f64, inside: bool },
    /// The angle between two bones is at most or at least `angle`.
    BoneAngle { a: Bone, b: Bone, angle: f64, at_least: bool },
    /// The sum of the dot products is at least `least`.
    Linear { terms: Vec<(Bone, Vector3<f64>)>, least: f64 },
    /// The length of `offset` and the bones times their factors is at least or at most `length`.
    Distance { terms: Vec<(Bone, f64)>, offset: Vector3<f64>, length: f64, at_least: bool },
    /// `(a x b) . axis` is at least `least`.
    Hinge { a: Bone, b: Bone, axis: Vector3<f64>, least: f64 },
    /// A bone is within `tolerance` of what it was, rotated.
    Turned { joint: Joint, rotation: Rotation3<f64>, tolerance: f64 },
    /// A bone is nearer to a direction than it was, `by` radians or as near as `near`, with `spare` radians to spare.
    Nearer { joint: Joint, direction: Vector3<f64>, by: f64, near: f64, spare: f64 },
    /// At least one of these holds; of none, never.
    Any(Vec<Fact>),
}

/// Metres that count as much as one radian: about what a hand moves when its arm turns.
pub const METRES_PER_RADIAN: f64 = 0.5;

/// Beyond which the opposite of a bound holds beyond doubt: radians, or metres in units of half of one.
pub const GAP: f64 = 1e-4;

impl Fact {
    /// The same of the body when the step began.
    pub fn earlier(&self) -> Fact {
        let mut fact = self.clone();
        match &mut fact {
            Fact::DirectionAngle { bone, .. } => *bone = bone.earlier(),
            Fact::BoneAngle { a, b, .. } | Fact::Hinge { a, b, .. } => (*a, *b) = (a.earlier(), b.earlier()),
            Fact::Linear { terms, .. } => terms.iter_mut().for_each(|(bone, _)| *bone = bone.earlier()),
            Fact::Distance { terms, .. } => terms.iter_mut().for_each(|(bone, _)| *bone = bone.earlier()),
            Fact::Any(facts) => facts.iter_mut().for_each(|fact| *fact = fact.earlier()),
            Fact::Turned { .. } | Fact::Nearer { .. } => {}
        }
        fact
    }

    /// Bodies that overstep the bound beyond doubt; nothing where that cannot be said as a fact.
    pub fn opposite(&self) -> Option<Fact> {
        let metres = GAP * METRES_PER_RADIAN;
        Some(match self.clone() {
            Fact::DirectionAngle { bone, direction, angle, inside } => {
                let angle = if inside { angle + GAP } else { angle - GAP };
                Fact::DirectionAngle { bone, direction, angle, inside: !inside }
            }
            Fact::BoneAngle { a, b, angle, at_least } => {
                let angle = if at_least { angle - GAP } else { angle + GAP };
                Fact::BoneAngle { a, b, angle, at_least: !at_least }
            }
            Fact::Linear { terms, least } => {
                let terms = terms.into_iter().map(|(bone, by)| (bone, -by)).collect();
                Fact::Linear { terms, least: metres - least }
            }
            Fact::Distance { terms, offset, length, at_least } => {
                let length = if at_least { length - metres } else { length + metres };
                Fact::Distance { terms, offset, length, at_least: !at_least }
            }
            Fact::Hinge { a, b, axis, least } => Fact::Hinge { a, b, axis: -axis, least: GAP - least },
            Fact::Turned { .. } | Fact::Nearer { .. } | Fact::Any(_) => return None,
        })
    }

    /// The bones it speaks of.
    pub fn bones(&self) -> BoneSet {
        let mut set = BoneSet::default();
        match self {
            Fact::DirectionAngle { bone, .. } => set.insert(*bone),
            Fact::BoneAngle { a, b, .. } | Fact::Hinge { a, b, .. } => {
                [*a, *b].into_iter().for_each(|bone| set.insert(bone))
            }
            Fact::Linear { terms, .. } => terms.iter().for_each(|(bone, _)| set.insert(*bone)),
            Fact::Distance { terms, .. } => terms.iter().for_each(|(bone, _)| set.insert(*bone)),
            Fact::Turned { joint, .. } | Fact::Nearer { joint, .. } => {
                set.insert(Bone::now(*joint));
                set.insert(Bone::began(*joint));
            }
            Fact::Any(facts) => return facts.iter().fold(set, |set, fact| set.union(fact.bones())),
        }
        set
    }

    /// Whether it speaks of the body when the step began.
    pub fn is_relative(&self) -> bool {
        self.bones().iter().any(|bone| bone.index() >= JOINTS)
    }
}

/// The largest angle that [`Fact::Nearer`] allows after an angle at the start; it grows with the start.
pub fn nearest(start: f64, by: f64, near: f64) -> f64 {
    if start - by < near { near.min(start / 2.0) } else { start - by }
}
