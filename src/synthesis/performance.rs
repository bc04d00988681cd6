//! What is asked of a performance, and what comes of it.
//!
//! Output: plain data. It knows nothing of how a performance is made.

use prepose_matcher::{Frame, JOINTS};

use crate::posture::Posture;
use crate::typed::Gesture;

/// What a sensor adds to what it sees.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Noise {
    /// Nothing.
    #[default]
    None,
    /// Errors like those of a skeleton tracked by a depth camera: 5 to 10 mm at the trunk and along the limbs, up to
    /// 15 mm at their ends (standard deviation along each axis), lasting for a few frames, and one frame in a hundred
    /// in which an end is guessed.
    Kinect,
}

/// Who performs, and how it is seen.
#[derive(Debug, Clone, PartialEq)]
pub struct Settings {
    /// How many people, each of another size, at another place and pace.
    pub people: usize,
    /// What the sensor adds.
    pub noise: Noise,
    /// Which people and which noise.
    pub seed: u64,
    /// From 5 to 240; beyond that, the nearest of these.
    pub frames_per_second: f64,
}

impl Default for Settings {
    fn default() -> Settings {
        Settings { people: 1, noise: Noise::None, seed: 0, frames_per_second: 30.0 }
    }
}

/// A gesture, performed.
#[derive(Debug, Clone, PartialEq)]
pub struct Performance {
    /// The frames of all people in the order of their times; bodies are numbered from 1. Everybody begins at 0 and
    /// leaves when done.
    pub frames: Vec<Frame>,
    /// The posture of every step that the first person performs.
    pub keyframes: Vec<Keyframe>,
    /// The steps that the first person performs, as indices of [`Gesture::nodes`].
    pub path: Vec<usize>,
}

/// The posture of one step.
#[derive(Debug, Clone, PartialEq)]
pub struct Keyframe {
    /// The step, an index of [`Gesture::nodes`].
    pub node: usize,
    /// The pose's name.
    pub pose: String,
    /// Where the joints of the canonical body are, in native order: metres in the body frame (x the subject's right, y
    /// up, z the subject's front, origin at the spine base).
    pub positions: [[f32; 3]; JOINTS],
}

impl Keyframe {
    /// One posture as the body of a step.
    pub fn new(gesture: &Gesture, node: usize, posture: &Posture) -> Keyframe {
        let positions = posture.positions().map(|position| [position.x as f32, position.y as f32, position.z as f32]);
        Keyframe { node, pose: gesture.nodes[node].pose.clone(), positions }
    }
}
