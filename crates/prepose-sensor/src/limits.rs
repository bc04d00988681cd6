//! How much of a stranger's file is read at most.

/// The most that is read of a file that may be hostile. Every limit has its own error.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct ReadLimits {
    /// Bytes of text, after decompression.
    pub max_bytes: u64,
    /// Bytes of one line; also the most memory that a line takes.
    pub max_line: usize,
    /// Frames, all bodies together.
    pub max_frames: u64,
    /// Different bodies.
    pub max_bodies: usize,
}

impl Default for ReadLimits {
    fn default() -> ReadLimits {
        // A day of six bodies at 30 frames a second is 15.6 million frames and about 10 GiB of our own form; a file
        // that holds more than these is more likely an attack than a recording.
        ReadLimits { max_bytes: 8 << 30, max_line: 1 << 20, max_frames: 100_000_000, max_bodies: 65_536 }
    }
}

impl ReadLimits {
    /// The limits with so many bytes of text at most.
    pub fn with_max_bytes(self, max_bytes: u64) -> ReadLimits {
        ReadLimits { max_bytes, ..self }
    }

    /// The limits with so many bytes of a line at most.
    pub fn with_max_line(self, max_line: usize) -> ReadLimits {
        ReadLimits { max_line, ..self }
    }

    /// The limits with so many frames at most.
    pub fn with_max_frames(self, max_frames: u64) -> ReadLimits {
        ReadLimits { max_frames, ..self }
    }

    /// The limits with so many bodies at most.
    pub fn with_max_bodies(self, max_bodies: usize) -> ReadLimits {
        ReadLimits { max_bodies, ..self }
    }
}
