//! Landmarks of a picture, carried over to metres in sensor coordinates.
//!
//! Input: 33 landmarks in one unit of the picture, x to the picture's right, y down, z smaller when nearer. A picture
//! has no scale, so one is assumed: the trunk, from between the shoulders to between the hips, of a person of 1.70 m.
//! The picture's right is the own left of a person who faces the camera; turning x and y round gives sensor
//! coordinates and keeps them right-handed.

use prepose_matcher::{Frame, JOINTS, Sample, Tracking};

use crate::error::Fault;
use crate::fields::within_room;
use crate::joint_set::{LANDMARKS, POSE_LANDMARKS};

/// 0.288 of the height (Drillis and Contini 1966, shoulder 0.818 H to hip 0.530 H) of a person of 1.70 m.
const TRUNK: f32 = 0.49;

/// MediaPipe's own default for trusting a pose.
const SEEN: f32 = 0.5;
/// Below this a landmark is a guess outside of the picture.
const GUESSED: f32 = 0.2;

/// The landmarks of one person on one picture.
pub(crate) struct Landmarks {
    pub(crate) points: [[f32; 3]; LANDMARKS],
    pub(crate) visibility: [f32; LANDMARKS],
}

impl Landmarks {
    /// None yet.
    pub(crate) fn new() -> Landmarks {
        Landmarks { points: [[0.0; 3]; LANDMARKS], visibility: [1.0; LANDMARKS] }
    }

    /// Metres for one unit of the picture, when the trunk is seen and longer than the least length given.
    pub(crate) fn scale(&self, least: f32) -> Option<f32> {
        let seen = [11, 12, 23, 24].iter().all(|place: &usize| self.visibility.get(*place).is_some_and(|v| *v >= SEEN));
        let middle = |a: [f32; 3], b: [f32; 3]| [0, 1, 2].map(|axis: usize| (a[axis] + b[axis]) / 2.0);
        let shoulders = middle(self.points[11], self.points[12]);
        let hips = middle(self.points[23], self.points[24]);
        let length = shoulders.iter().zip(hips).map(|(a, b)| (a - b) * (a - b)).sum::<f32>().sqrt();
        (seen && length > least && length.is_finite()).then_some(TRUNK / length)
    }

    /// Puts the joints into a frame. `start_of` says where in the line a landmark stands, for one that is absurdly far.
    pub(crate) fn put(&self, scale: f32, into: &mut Frame, start_of: impl Fn(usize) -> usize) -> Result<(), Fault> {
        into.joints = [Sample::default(); JOINTS];
        for (place, joint) in POSE_LANDMARKS {
            let [x, y, z] = self.points.get(*place).copied().unwrap_or_default();
            let tracking = match self.visibility.get(*place) {
                Some(v) if *v >= SEEN => Tracking::Tracked,
                Some(v) if *v >= GUESSED => Tracking::Inferred,
                _ => Tracking::NotTracked,
            };
            let position = [-x * scale, -y * scale, z * scale];
            for axis in position {
                within_room(axis).map_err(|kind| Fault { at: start_of(*place), kind })?;
            }
            if let Some(into) = into.joints.get_mut(joint.index()) {
                *into = super::sample(position, tracking);
            }
        }
        Ok(())
    }
}
