//! One reader a format: from lines to frames.
//!
//! Input: lines. Output: frames in sensor coordinates (metres; own right at +x, y up, z away from the sensor), or what
//! is wrong in the current line. Readers do not know the file's name, the limits or the other frames' times.

mod azure;
mod irds;
mod json_lines;
mod kinect2;
mod landmarks;
mod mediapipe;
mod mlkit;
mod named;
mod ntu;
mod table;

use prepose_matcher::{Frame, Sample, Tracking};

use crate::Format;
use crate::error::{Fault, ReadErrorKind};
use crate::lines::Lines;
use crate::options::ReadOptions;

/// The reader of one recording.
pub(crate) enum Reader {
    JsonLines,
    Kinect2(kinect2::Kinect2),
    Named(Box<named::Named>),
    Irds,
    MediaPipe(Box<mediapipe::MediaPipe>),
    MlKit(Box<mlkit::MlKit>),
    Azure(azure::Azure),
    Ntu(ntu::Ntu),
}

impl Reader {
    /// Reads what stands before the first frame.
    pub(crate) fn start(format: Format, options: &ReadOptions, lines: &mut Lines) -> Result<Reader, Fault> {
        let rate = options.frames_per_second;
        Ok(match format {
            Format::JsonLines => {
                json_lines::header(lines)?;
                Reader::JsonLines
            }
            Format::Kinect2Ticks => Reader::Kinect2(kinect2::Kinect2::with_ticks()),
            Format::Kinect2Csv => Reader::Kinect2(kinect2::Kinect2::without_clock(rate)),
            Format::Kinect1Csv => Reader::Named(Box::new(named::Named::kinect1(lines, rate)?)),
            Format::UiPrmd => Reader::Named(Box::new(named::Named::ui_prmd(lines, rate)?)),
            Format::Multitrack => Reader::Named(Box::new(named::Named::multitrack(lines)?)),
            Format::Irds => {
                irds::header(lines)?;
                Reader::Irds
            }
            Format::MediaPipe => Reader::MediaPipe(Box::new(mediapipe::MediaPipe::start(lines, options)?)),
            Format::MlKit => Reader::MlKit(Box::new(mlkit::MlKit::new(rate))),
            Format::Azure => Reader::Azure(azure::Azure::start(lines, rate)?),
            Format::NtuSkeleton => Reader::Ntu(ntu::Ntu::start(lines, rate)?),
        })
    }

    /// Reads the next frame over the one given; false when there is none.
    pub(crate) fn next(&mut self, lines: &mut Lines, into: &mut Frame) -> Result<bool, Fault> {
        match self {
            Reader::JsonLines => json_lines::next(lines, into),
            Reader::Kinect2(reader) => reader.next(lines, into),
            Reader::Named(reader) => reader.next(lines, into),
            Reader::Irds => irds::next(lines, into),
            Reader::MediaPipe(reader) => reader.next(lines, into),
            Reader::MlKit(reader) => reader.next(lines, into),
            Reader::Azure(reader) => reader.next(lines, into),
            Reader::Ntu(reader) => reader.next(lines, into),
        }
    }

    /// What the recording calls a body.
    pub(crate) fn label_of(&self, body: u64) -> Option<(&str, &str)> {
        match self {
            Reader::MlKit(reader) => reader.label_of(body),
            Reader::Named(reader) => reader.label_of(body),
            _ => None,
        }
    }
}

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
