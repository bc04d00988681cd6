//! One reader a format: from lines to frames.
//!
//! Input: lines. Output: frames in sensor coordinates (metres; own right at +x, y up, z away from the sensor), or what
//! is wrong in the current line. Readers do not know the file's name, the limits or the other frames' times. Each module
//! has, for each of its formats, a function that recognises it by its first lines and one that begins to read it; the
//! table of formats names both.

pub(crate) mod azure;
pub(crate) mod irds;
pub(crate) mod json_lines;
pub(crate) mod kinect2;
mod landmarks;
pub(crate) mod mediapipe;
pub(crate) mod mlkit;
pub(crate) mod named;
pub(crate) mod ntu;
mod table;

use prepose_matcher::{Frame, Sample, Tracking};

use crate::error::{Fault, ReadErrorKind};
use crate::lines::Lines;

/// What reads the frames of one recording, after what stands before the first one.
pub(crate) trait FrameReader: Send {
    /// Reads the next frame over the one given; false when there is none.
    fn next(&mut self, lines: &mut Lines, into: &mut Frame) -> Result<bool, Fault>;

    /// What the recording calls a body.
    fn label_of(&self, _body: u64) -> Option<(&str, &str)> {
        None
    }
}

/// What the person who reads says, where the recording does not.
pub(crate) struct Given {
    /// Frames a second.
    pub(crate) rate: f64,
    /// Width over height of the camera's image.
    pub(crate) aspect: f64,
}

/// The body of a recording that tells no bodies apart.
const ONLY_BODY: u64 = 1;

/// The end came where a frame had begun; it is said of the last line there is.
fn truncated(lines: &Lines) -> Fault {
    Fault { at: lines.line().len(), kind: ReadErrorKind::Truncated }
}

/// A sample as sensors mean it: a lost joint, or one exactly at the sensor's own place, has no position.
fn sample(position: [f32; 3], tracking: Tracking) -> Sample {
    if tracking == Tracking::NotTracked || position == [0.0; 3] {
        Sample::default()
    } else {
        Sample { position, tracking }
    }
}
