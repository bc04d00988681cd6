//! Bodies that nobody thought of.
//!
//! Output: bodies at both moments, drawn from anywhere, from near rest and from near what gestures ask for. Invariant:
//! every bone is a unit vector and both hips lie as far in front or behind, which is what front means; the same numbers give
//! the same bodies. It knows nothing of facts.

use nalgebra::{Vector2, Vector3};
use prepose::decide::fact::{BONES, Bone, StatePair};
use prepose_matcher::{JOINTS, Joint};

/// Numbers that look random and are the same in every run (splitmix64; Steele, Lea and Flood 2014).
pub struct Random(pub u64);

impl Random {
    /// The next number.
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// One of so many.
    pub fn below(&mut self, count: usize) -> usize {
        (self.next() % count as u64) as usize
    }

    fn between_minus_one_and_one(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1u64 << 52) as f64 - 1.0
    }

    /// A vector in the ball of radius 1.
    pub fn ball(&mut self) -> Vector3<f64> {
        loop {
            let vector = Vector3::from_fn(|_, _| self.between_minus_one_and_one());
            if vector.norm_squared() <= 1.0 {
                return vector;
            }
        }
    }
}

/// A bone turned a little, or far.
pub fn turned(at: Vector3<f64>, size: f64, random: &mut Random) -> Vector3<f64> {
    (at + random.ball() * size).try_normalize(0.05).unwrap_or(at)
}

/// The most by which the components to the front of two hips differ, since a sensor's are not equally long.
const HIPS_APART: f64 = 0.05;

/// Lays both hips as far in front or behind, but for a little.
pub fn level(hips: [Bone; 2], body: &mut StatePair, random: &mut Random) {
    let front = (body[hips[0].index()].z + body[hips[1].index()].z) / 2.0;
    let apart = random.between_minus_one_and_one() * HIPS_APART * 0.999;
    for (hip, z) in hips.into_iter().zip([front + apart / 2.0, front - apart / 2.0]) {
        let (across, z) = (body[hip.index()].xy().try_normalize(1e-6), z.clamp(-0.9, 0.9));
        let across = across.unwrap_or_else(Vector2::x) * (1.0 - z * z).sqrt();
        body[hip.index()] = Vector3::new(across.x, across.y, z);
    }
}

/// The hips of both moments.
pub fn hips() -> [[Bone; 2]; 2] {
    [Bone::now, Bone::began].map(|moment| [moment(Joint::HipLeft), moment(Joint::HipRight)])
}

/// How far bodies are turned from what is known: radians, and anywhere.
const SIZES: [f64; 6] = [0.003, 0.03, 0.1, 0.3, 1.0, ANYWHERE];
/// A ball so large that what a bone was does not matter.
const ANYWHERE: f64 = 1e3;

/// A body near one of those known, or far from it; the body when the step began is near it too, or near another.
pub fn somebody(known: &[StatePair], random: &mut Random) -> StatePair {
    let mut one = known[random.below(known.len())];
    let size = SIZES[random.below(SIZES.len())];
    let joints = || Joint::ALL.into_iter().filter(|joint| joint.parent().is_some());
    for joint in joints() {
        let bone = Bone::now(joint);
        one[bone.index()] = turned(one[bone.index()], size, random);
    }
    let other = match random.below(2) {
        0 => one,
        _ => known[random.below(known.len())],
    };
    let size = SIZES[random.below(SIZES.len())];
    for joint in joints() {
        let bone = Bone::began(joint);
        one[bone.index()] = turned(other[Bone::now(joint).index()], size, random);
    }
    hips().into_iter().for_each(|hips| level(hips, &mut one, random));
    one
}

/// A body whose joints are at these places, now and when the step began.
pub fn from_positions(positions: &[[f32; 3]; JOINTS]) -> StatePair {
    let mut bodies = [Vector3::zeros(); BONES];
    let place = |joint: Joint| Vector3::from(positions[joint.index()].map(f64::from));
    for joint in Joint::ALL {
        let Some(parent) = joint.parent() else { continue };
        let mut direction = place(joint) - place(parent);
        if matches!(joint, Joint::HipLeft | Joint::HipRight) {
            direction.z = 0.0;
        }
        bodies[Bone::now(joint).index()] = direction.normalize();
        bodies[Bone::began(joint).index()] = direction.normalize();
    }
    bodies
}
