//! A recording, read ahead on a thread of its own while its frames are used.
//!
//! Input: a path. Output: frames in order, then how the reading ended. Memory is bounded: a few buffers go round.

use std::path::{Path, PathBuf};
use std::sync::mpsc;

use prepose_matcher::Frame;
use prepose_sensor::{Format, ReadError, ReadOptions, Recording};

use super::cli::ReadingArguments;
use super::output::Failure;

/// Frames in one buffer; enough that handing over costs nothing, few enough to stay in the cache.
const BUFFER: usize = 256;
/// Buffers that go round.
const BUFFERS: usize = 4;

/// How recordings are to be read.
pub fn options(arguments: &ReadingArguments) -> Result<ReadOptions, Failure> {
    let mut options = ReadOptions::default()
        .with_frames_per_second(arguments.fps)
        .with_aspect(arguments.aspect)
        .with_tilt(arguments.tilt)
        .with_mirrored(arguments.mirrored);
    if let Some(name) = &arguments.source_format {
        let format = Format::from_name(name).ok_or_else(|| {
            Failure::Misuse(format!("there is no recording format `{name}`; there are {}", Format::names()))
        })?;
        options.format = Some(format);
    }
    Ok(options)
}

/// Refuses to read standard input twice: the second reader would find nothing.
pub fn one_standard_input<'p>(paths: impl Iterator<Item = &'p PathBuf>) -> Result<(), Failure> {
    match paths.filter(|path| path.as_os_str() == "-").count() {
        0 | 1 => Ok(()),
        _ => Err(Failure::Misuse("standard input, `-`, can be read only once; name a file for the others".to_string())),
    }
}

/// Opens a recording, `-` being standard input.
pub fn open(path: &Path, options: &ReadOptions) -> Result<Recording, Failure> {
    if path.is_dir() {
        let message = format!("`{}` is a folder; name the recordings in it, as in `{0}/*`", path.display());
        return Err(Failure::Misuse(message));
    }
    if path.extension().is_some_and(|extension| extension == "prepose" || extension == "app") {
        let message = format!("`{}` is a gesture file; gestures stand before `--source`", path.display());
        return Err(Failure::Misuse(message));
    }
    let stands_for_input = path.as_os_str() == "-";
    if !stands_for_input {
        path.metadata().map_err(Failure::unreadable(path))?;
    }
    let opened = match stands_for_input {
        true => prepose_sensor::from_reader("<stdin>", Box::new(std::io::stdin()), options),
        false => prepose_sensor::open(path, options),
    };
    opened.map_err(failure)
}

/// A reading error as the failure of a command.
pub fn failure(error: ReadError) -> Failure {
    let help = error.help().to_string();
    Failure::Recording { source: Box::new(error), help }
}

/// An error behind some good frames as the failure of a command.
pub fn stopped(error: ReadError, frames: u64) -> Failure {
    let kept = match frames {
        0 => String::new(),
        frames => format!("; `--keep-going` uses the {frames} frames before it"),
    };
    let help = format!("{}{kept}", error.help());
    Failure::Recording { source: Box::new(error), help }
}

/// How a recording was read.
#[derive(Debug)]
pub struct Ending {
    /// How many frames were used.
    pub frames: u64,
    /// What was wrong behind them.
    pub error: Option<ReadError>,
}

/// Reads a whole recording, handing each frame to `use_frame` with the bytes read so far; stops where that fails. Frames
/// of a `live` source are handed on one by one, as they come.
pub fn replay(
    recording: Recording,
    live: bool,
    use_frame: impl FnMut(&Frame, u64) -> Result<(), Failure>,
) -> Result<Ending, Failure> {
    replay_after(recording, live, |_, _| (), use_frame)
}

/// Like [`replay`]; the frames that are read ahead are shown to `look` before the first is used, with whether these are all.
pub fn replay_after(
    mut recording: Recording,
    live: bool,
    look: impl FnOnce(&[Frame], bool),
    mut use_frame: impl FnMut(&Frame, u64) -> Result<(), Failure>,
) -> Result<Ending, Failure> {
    let (to_user, from_reader) = mpsc::sync_channel::<Buffer>(BUFFERS);
    let (to_reader, from_user) = mpsc::channel::<Buffer>();
    for _ in 0..BUFFERS {
        let buffer = Buffer {
            frames: vec![Frame::empty(0.0, 0); if live { 1 } else { BUFFER }],
            filled: 0,
            bytes: 0,
            error: None,
        };
        // the receiver is right here
        let _ = to_reader.send(buffer);
    }
    std::thread::scope(|scope| {
        scope.spawn(move || {
            for mut buffer in from_user {
                let more = buffer.fill(&mut recording);
                if to_user.send(buffer).is_err() || !more {
                    break;
                }
            }
        });
        let mut ending = Ending { frames: 0, error: None };
        // both ends live in here, so that an early return ends the reader too
        let from_reader = from_reader;
        let to_reader = to_reader;
        let mut look = Some(look);
        while let Ok(buffer) = from_reader.recv() {
            if let Some(look) = look.take() {
                look(&buffer.frames[..buffer.filled], buffer.filled < buffer.frames.len());
            }
            for frame in &buffer.frames[..buffer.filled] {
                use_frame(frame, buffer.bytes)?;
                ending.frames += 1;
            }
            if buffer.error.is_some() {
                ending.error = buffer.error;
                break;
            }
            // the reader may have come to the end
            let _ = to_reader.send(buffer);
        }
        Ok(ending)
    })
}

struct Buffer {
    frames: Vec<Frame>,
    filled: usize,
    /// Bytes of the recording read so far.
    bytes: u64,
    error: Option<ReadError>,
}

impl Buffer {
    /// Reads frames until it is full; whether there may be more.
    fn fill(&mut self, recording: &mut Recording) -> bool {
        self.filled = 0;
        while self.filled < self.frames.len() {
            match recording.next_frame(&mut self.frames[self.filled]) {
                Ok(true) => self.filled += 1,
                Ok(false) => break,
                Err(error) => {
                    self.error = Some(error);
                    break;
                }
            }
        }
        self.bytes = recording.bytes_read();
        self.filled == self.frames.len() && self.error.is_none()
    }
}
