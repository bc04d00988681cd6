//! What the person who reads a recording may say about it.

use crate::error::ReadErrorKind;
use crate::format::Format;
use crate::limits::ReadLimits;
use crate::reader::Given;

/// How to read a recording.
///
/// ```
/// use prepose_sensor::{Format, ReadOptions};
///
/// let options = ReadOptions::default().with_format(Format::Kinect2Csv).with_frames_per_second(15.0);
/// assert_eq!(options.format, Some(Format::Kinect2Csv));
/// ```
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct ReadOptions {
    /// The format, where the content should not decide.
    pub format: Option<Format>,
    /// Frames a second, for formats that have no clock; above 0.
    pub frames_per_second: f64,
    /// Width over height of the camera's image, for landmarks normalised by them; above 0.
    pub aspect: f64,
    /// By how much the sensor looks down, in degrees within -90 and 90; where it looks up, less than 0. Positions are
    /// turned about its x axis, so that +y is up.
    pub tilt: f64,
    /// Whether the picture was flipped before joints were found in it, so that left is right.
    pub mirrored: bool,
    /// The most that is read.
    pub limits: ReadLimits,
}

impl Default for ReadOptions {
    fn default() -> ReadOptions {
        ReadOptions {
            format: None,
            frames_per_second: 30.0,
            aspect: 16.0 / 9.0,
            tilt: 0.0,
            mirrored: false,
            limits: ReadLimits::default(),
        }
    }
}

impl ReadOptions {
    /// The options with this format instead of finding it.
    pub fn with_format(self, format: Format) -> ReadOptions {
        ReadOptions { format: Some(format), ..self }
    }

    /// The options with so many frames a second.
    pub fn with_frames_per_second(self, frames_per_second: f64) -> ReadOptions {
        ReadOptions { frames_per_second, ..self }
    }

    /// The options with this width over height of the camera's image.
    pub fn with_aspect(self, aspect: f64) -> ReadOptions {
        ReadOptions { aspect, ..self }
    }

    /// The options with a sensor that looks down by so many degrees.
    pub fn with_tilt(self, tilt: f64) -> ReadOptions {
        ReadOptions { tilt, ..self }
    }

    /// The options with a picture that was flipped, or was not.
    pub fn with_mirrored(self, mirrored: bool) -> ReadOptions {
        ReadOptions { mirrored, ..self }
    }

    /// The options with these limits.
    pub fn with_limits(self, limits: ReadLimits) -> ReadOptions {
        ReadOptions { limits, ..self }
    }

    /// What of it readers need to know.
    pub(crate) fn given(&self) -> Given {
        Given { rate: self.frames_per_second, aspect: self.aspect }
    }

    pub(crate) fn check(&self) -> Result<(), ReadErrorKind> {
        let positive = |value: f64, name| {
            if value.is_finite() && value > 0.0 { Ok(()) } else { Err(ReadErrorKind::Option(name)) }
        };
        positive(self.frames_per_second, "frames a second")?;
        positive(self.aspect, "the aspect of the image")?;
        match self.tilt.abs() <= 90.0 {
            true => Ok(()),
            false => Err(ReadErrorKind::Option("the tilt of the sensor")),
        }
    }
}
