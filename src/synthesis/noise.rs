//! A sensor's errors.
//!
//! Input: where joints are. Output: where a sensor says they are. The model is our own, made to look like a skeleton
//! tracked by a depth camera: each joint carries a part of the error of the joint it hangs on and adds its own, more
//! toward the ends of limbs; errors last for a few frames; now and then the end of a limb is guessed. It knows nothing
//! of gestures or people.

use nalgebra::Vector3;
use prepose_matcher::{JOINTS, Joint, Tracking};

use super::random::Random;

/// The errors of one person's joints from frame to frame.
#[derive(Debug)]
pub struct Sensor {
    random: Random,
    own: [Vector3<f64>; JOINTS],
    /// How much of an error is left in the next frame.
    lasting: f64,
}

/// Standard deviation of a joint's error along each axis, in metres.
const fn spread(joint: Joint) -> f64 {
    use Joint::*;
    match joint {
        SpineBase | SpineMid => 0.005,
        SpineShoulder | Neck | HipLeft | HipRight => 0.006,
        Head | ShoulderLeft | ShoulderRight => 0.007,
        ElbowLeft | ElbowRight | KneeLeft | KneeRight => 0.008,
        WristLeft | WristRight => 0.009,
        AnkleLeft | AnkleRight => 0.010,
        HandLeft | HandRight => 0.012,
        FootLeft | FootRight => 0.014,
        HandTipLeft | HandTipRight | ThumbLeft | ThumbRight => 0.015,
    }
}

/// The part of the error of its parent that a joint has too.
const CARRIED: f64 = 0.7;
/// How much of an error is left after a thirtieth of a second.
const LASTING: f64 = 0.6;
/// How often an end of a limb is guessed, and the standard deviation of a guess along each axis, in metres.
const GUESSED: f64 = 0.01;
const GUESS: f64 = 0.04;

impl Sensor {
    /// A sensor that begins with typical errors, for so many frames a second.
    pub fn new(mut random: Random, frames_per_second: f64) -> Sensor {
        let own = Joint::ALL.map(|joint| added(joint, &mut random));
        Sensor { random, own, lasting: LASTING.powf(30.0 / frames_per_second) }
    }

    /// What is seen of joints in the next frame, in the coordinates given.
    pub fn see(&mut self, joints: &[Vector3<f64>; JOINTS]) -> [(Vector3<f64>, Tracking); JOINTS] {
        let fresh = (1.0 - self.lasting * self.lasting).sqrt();
        let mut errors = [Vector3::zeros(); JOINTS];
        let mut seen = joints.map(|joint| (joint, Tracking::Tracked));
        for joint in Joint::PARENTS_FIRST {
            let i = joint.index();
            self.own[i] = self.own[i] * self.lasting + added(joint, &mut self.random) * fresh;
            let carried = joint.parent().map_or(Vector3::zeros(), |parent| errors[parent.index()] * CARRIED);
            errors[i] = carried + self.own[i];
            seen[i].0 += errors[i];
            if is_end(joint) && self.random.unit() < GUESSED {
                seen[i].0 += Vector3::from_fn(|_, _| self.random.normal() * GUESS);
                seen[i].1 = Tracking::Inferred;
            }
        }
        seen
    }
}

/// The error that a joint adds to what it carries.
fn added(joint: Joint, random: &mut Random) -> Vector3<f64> {
    let carried = joint.parent().map_or(0.0, |parent| spread(parent) * CARRIED);
    let own = (spread(joint).powi(2) - carried.powi(2)).max(0.0).sqrt();
    Vector3::from_fn(|_, _| random.normal() * own)
}

fn is_end(joint: Joint) -> bool {
    use Joint::*;
    matches!(joint, HandLeft | HandRight | HandTipLeft | HandTipRight | ThumbLeft | ThumbRight | FootLeft | FootRight)
}
