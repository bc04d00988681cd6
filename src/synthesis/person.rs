//! A person of a size at a place.
//!
//! Input: postures over time. Output: where the joints are in sensor coordinates. The feet carry the body: the lowest
//! one is on the floor and, as far as it carries weight, stays where it is, so that bent knees bring the body down. It
//! knows nothing of gestures or noise.

use nalgebra::Vector3;
use prepose_matcher::body::canonical;
use prepose_matcher::{JOINTS, Joint};

use super::random::Random;
use super::stance::standing_share;
use crate::posture::{ANKLE_HEIGHT, Posture};

/// The length of each bone, where the person stands and faces, and how fast they are.
#[derive(Debug, Clone)]
pub struct Person {
    lengths: [f64; JOINTS],
    ankle_height: f64,
    /// Radians about the vertical; 0 faces the sensor.
    yaw: f64,
    /// The middle of the feet at the beginning: to the right seen from the subject who faces the sensor, and away.
    place: [f64; 2],
    /// 1 is at ease, more is faster.
    pub tempo: f64,
}

/// Metres of the floor under the sensor.
const FLOOR: f64 = -0.9;
/// The share of the golden ratio: heights of the people of a performance lie evenly in their range.
const GOLDEN: f64 = 0.618_033_988_75;

impl Person {
    /// Somebody between 1.20 and 2.00 m tall, with segments up to 5 % longer or shorter, 1.5 to 3.5 m from the sensor,
    /// up to 0.7 m beside its axis, turned by up to 30 degrees, up to 20 % slower or faster than others.
    pub fn new(seed: u64, number: u64) -> Person {
        let mut all = Random::new(seed, &[0]);
        let mut own = Random::new(seed, &[1, number]);
        let height = 1.2 + 0.8 * (all.unit() + number as f64 * GOLDEN).fract();
        let scale = height / canonical::HEIGHT;
        let mut lengths = Joint::ALL.map(|joint| canonical::length(joint) * scale);
        for joint in Joint::ALL {
            // both sides alike
            let factor = own.between(0.95, 1.05);
            for joint in [joint, joint.mirrored()] {
                lengths[joint.index()] = canonical::length(joint) * scale * factor;
            }
        }
        Person {
            lengths,
            ankle_height: ANKLE_HEIGHT * height,
            yaw: own.between(-30.0, 30.0).to_radians(),
            place: [own.between(-0.7, 0.7), own.between(1.5, 3.5)],
            tempo: own.between(0.8, 1.2),
        }
    }

    /// Where the joints are at each of the postures, which follow each other closely, in sensor coordinates.
    pub fn walk<'a>(
        &'a self,
        postures: impl Iterator<Item = Posture> + 'a,
    ) -> impl Iterator<Item = [Vector3<f64>; JOINTS]> + 'a {
        let mut last: Option<Feet> = None;
        let mut root = Vector3::zeros();
        postures.map(move |posture| {
            let mut positions = posture.positions_with(|joint| self.lengths[joint.index()]);
            let feet = self.feet(&positions);
            let moved = match &last {
                Some(last) => {
                    (feet.left - last.left) * feet.left_share + (feet.right - last.right) * (1.0 - feet.left_share)
                }
                None => (feet.left + feet.right) * 0.5,
            };
            root -= moved;
            root.y = -feet.lowest;
            for position in &mut positions {
                *position = self.in_sensor(*position + root);
            }
            last = Some(feet);
            positions
        })
    }

    fn feet(&self, positions: &[Vector3<f64>; JOINTS]) -> Feet {
        let at = |joint: Joint| positions[joint.index()];
        let sole = |ankle: Joint, foot: Joint| (at(ankle).y - self.ankle_height).min(at(foot).y);
        let left = sole(Joint::AnkleLeft, Joint::FootLeft);
        let right = sole(Joint::AnkleRight, Joint::FootRight);
        Feet {
            left: at(Joint::AnkleLeft),
            right: at(Joint::AnkleRight),
            left_share: standing_share(left, right),
            lowest: left.min(right),
        }
    }

    fn in_sensor(&self, own: Vector3<f64>) -> Vector3<f64> {
        let (sin, cos) = self.yaw.sin_cos();
        let right = Vector3::new(cos, 0.0, sin);
        let front = Vector3::y().cross(&right);
        let place = Vector3::new(self.place[0], FLOOR, self.place[1]);
        place + right * own.x + Vector3::y() * own.y + front * own.z
    }
}

struct Feet {
    left: Vector3<f64>,
    right: Vector3<f64>,
    left_share: f64,
    lowest: f64,
}
