//! What the person who reads a recording may say about it, and how much of a stranger's file is read at most.

use crate::Format;
use crate::error::ReadErrorKind;

/// How to read a recording.
#[derive(Debug, Clone, PartialEq)]
pub struct ReadOptions {
    /// The format, where the content should not decide.
    pub format: Option<Format>,
    /// Frames a second, for formats that have no clock.
    pub frames_per_second: f64,
    /// Width over height of the camera's image, for landmarks normalised by them.
    pub aspect: f64,
    /// The most that is read.
    pub limits: Limits,
}

/// The most that is read of a file that may be hostile. Every limit has its own error.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of text, after decompression.
    pub max_bytes: u64,
    /// Bytes of one line; also the most memory that a line takes.
    pub max_line: usize,
    /// Frames, all bodies together.
    pub max_frames: u64,
    /// Different bodies.
    pub max_bodies: usize,
}

impl Default for ReadOptions {
    fn default() -> ReadOptions {
        ReadOptions { format: None, frames_per_second: 30.0, aspect: 16.0 / 9.0, limits: Limits::default() }
    }
}

impl Default for Limits {
    fn default() -> Limits {
        // A day of six bodies at 30 frames a second is 15.6 million frames and about 10 GiB of our own form; a file
        // that holds more than these is more likely an attack than a recording.
        Limits { max_bytes: 8 << 30, max_line: 1 << 20, max_frames: 100_000_000, max_bodies: 65_536 }
    }
}

impl ReadOptions {
    /// The options with this format instead of finding it.
    pub fn with_format(self, format: Format) -> ReadOptions {
        ReadOptions { format: Some(format), ..self }
    }

    pub(crate) fn check(&self) -> Result<(), ReadErrorKind> {
        let positive = |value: f64, name| {
            if value.is_finite() && value > 0.0 { Ok(()) } else { Err(ReadErrorKind::Option(name)) }
        };
        positive(self.frames_per_second, "frames a second")?;
        positive(self.aspect, "the aspect of the image")
    }
}
