//! What a sensor saw of one body at one moment.
//!
//! Input of the whole product. It knows nothing of gestures; readers make it, the matcher takes it.

use crate::joint::{JOINTS, Joint};

/// How sure the sensor is of a joint.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
#[repr(u8)]
pub enum Tracking {
    /// Not seen, or not known to this kind of sensor; its position means nothing.
    #[default]
    NotTracked = 0,
    /// Guessed by the sensor from the joints around it.
    Inferred = 1,
    /// Seen.
    Tracked = 2,
}

/// One joint of one frame.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Sample {
    /// Sensor coordinates in metres: y up; a subject who faces the sensor has the own right at +x; z away from the
    /// sensor. Right-handed.
    pub position: [f32; 3],
    /// How sure the sensor is.
    pub tracking: Tracking,
}

/// One body at one moment.
#[derive(Debug, Clone, PartialEq)]
pub struct Frame {
    /// Seconds since some fixed moment of the source; only differences mean anything.
    pub time: f64,
    /// Which person, as the sensor tells them apart. Stable while the person stays in view.
    pub body: u64,
    /// The joints in native order, `joints[Joint::Head.index()]`.
    pub joints: [Sample; JOINTS],
}

impl Frame {
    /// A frame in which nothing is tracked.
    pub fn empty(time: f64, body: u64) -> Frame {
        Frame { time, body, joints: [Sample::default(); JOINTS] }
    }

    /// The sample of a joint.
    pub fn joint(&self, joint: Joint) -> &Sample {
        &self.joints[joint.index()]
    }

    /// Puts a joint at a position (sensor coordinates, metres).
    pub fn set(&mut self, joint: Joint, position: [f32; 3], tracking: Tracking) {
        self.joints[joint.index()] = Sample { position, tracking };
    }
}
