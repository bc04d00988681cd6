//! Skeletons made from bone directions, as a sensor would see them.
#![allow(dead_code)]

use nalgebra::Vector3;
use prepose_matcher::body::canonical;
use prepose_matcher::{Frame, JOINTS, Joint, Tracking};

/// Where a person stands: turned by an angle about the vertical, at a point, of a size.
#[derive(Debug, Clone, Copy)]
pub struct Placing {
    pub heading: f64,
    pub at: [f64; 3],
    pub size: f64,
}

impl Default for Placing {
    fn default() -> Placing {
        Placing { heading: 0.0, at: [0.0, 1.0, 2.5], size: 1.0 }
    }
}

/// A direction for each bone in body axes, and how well each joint is seen.
#[derive(Debug, Clone)]
pub struct Skeleton {
    pub bones: [[f64; 3]; JOINTS],
    pub seen: [Tracking; JOINTS],
}

pub const UP: [f64; 3] = [0.0, 1.0, 0.0];
pub const DOWN: [f64; 3] = [0.0, -1.0, 0.0];
pub const RIGHT: [f64; 3] = [1.0, 0.0, 0.0];
pub const LEFT: [f64; 3] = [-1.0, 0.0, 0.0];
pub const FRONT: [f64; 3] = [0.0, 0.0, 1.0];

impl Skeleton {
    pub fn standing() -> Skeleton {
        let bones = Joint::ALL.map(|joint| match joint {
            Joint::SpineBase | Joint::SpineMid | Joint::SpineShoulder | Joint::Neck | Joint::Head => UP,
            Joint::ShoulderLeft | Joint::HipLeft => LEFT,
            Joint::ShoulderRight | Joint::HipRight => RIGHT,
            Joint::FootLeft | Joint::FootRight | Joint::ThumbLeft | Joint::ThumbRight => FRONT,
            _ => DOWN,
        });
        Skeleton { bones, seen: [Tracking::Tracked; JOINTS] }
    }

    pub fn point(mut self, joint: Joint, direction: [f64; 3]) -> Skeleton {
        self.bones[joint.index()] = direction;
        self
    }

    pub fn see(mut self, joint: Joint, tracking: Tracking) -> Skeleton {
        self.seen[joint.index()] = tracking;
        self
    }

    /// Positions in body axes, metres, with canonical lengths.
    pub fn positions(&self) -> [Vector3<f64>; JOINTS] {
        let mut at = [Vector3::zeros(); JOINTS];
        for joint in Joint::PARENTS_FIRST {
            if let Some(parent) = joint.parent() {
                let bone = Vector3::from(self.bones[joint.index()]).normalize();
                at[joint.index()] = at[parent.index()] + bone * canonical::length(joint);
            }
        }
        at
    }

    pub fn frame(&self, time: f64, body: u64, placing: Placing) -> Frame {
        let (sin, cos) = placing.heading.sin_cos();
        let right = Vector3::new(cos, 0.0, -sin);
        let front = Vector3::y().cross(&right);
        let mut frame = Frame::empty(time, body);
        for (joint, at) in Joint::ALL.into_iter().zip(self.positions()) {
            let at = right * at.x + Vector3::y() * at.y + front * at.z;
            let at = Vector3::from(placing.at) + at * placing.size;
            frame.set(joint, [at.x as f32, at.y as f32, at.z as f32], self.seen[joint.index()]);
        }
        frame
    }
}
