//! A recording that is being read: frames one after the other, from a file or a pipe, in constant memory.
//!
//! Input: bytes. Output: frames whose time per body never goes back, or one error with its place, after which the
//! recording has ended. It must not know how a format looks inside.

use std::collections::HashMap;
use std::fs::File;
use std::io::{Cursor, Read};
use std::path::Path;

use prepose_matcher::Frame;

use crate::detect::{Detection, detect};
use crate::error::{Cause, Fault, ReadError, ReadErrorKind};
use crate::format::Format;
use crate::limits::ReadLimits;
use crate::lines::Lines;
use crate::options::ReadOptions;
use crate::placement::Placement;
use crate::reader::FrameReader;

/// A recording that is being read.
pub struct Recording {
    name: String,
    format: Format,
    lines: Lines,
    reader: Box<dyn FrameReader>,
    size: Option<u64>,
    limits: ReadLimits,
    placement: Placement,
    frames: u64,
    /// The time of each body's last frame.
    clocks: HashMap<u64, f64>,
    ended: bool,
}

/// Opens a recording; gzip and the format are found by content.
///
/// ```no_run
/// use prepose_sensor::{ReadOptions, open};
///
/// for frame in open("recording.csv".as_ref(), &ReadOptions::default())? {
///     let frame = frame?;
///     println!("body {} at {} s", frame.body, frame.time);
/// }
/// # Ok::<(), prepose_sensor::ReadError>(())
/// ```
///
/// # Errors
/// When the file cannot be opened, is no recording, or its header is wrong.
pub fn open(path: &Path, options: &ReadOptions) -> Result<Recording, ReadError> {
    let name = path.display().to_string();
    let cannot = |error: std::io::Error| ReadError {
        recording: name.clone(),
        kind: ReadErrorKind::Open(Cause::new(error)),
        line: 0,
        column: 0,
    };
    let file = File::open(path).map_err(cannot)?;
    let about = file.metadata().map_err(cannot)?;
    if about.is_dir() {
        return Err(cannot(std::io::ErrorKind::IsADirectory.into()));
    }
    let mut recording = from_reader(&name, Box::new(file), options)?;
    recording.size = about.is_file().then_some(about.len());
    Ok(recording)
}

/// Reads a recording from anywhere, under a name for messages; gzip and the format are found by content.
///
/// # Errors
/// When it cannot be read, is no recording, or its header is wrong.
pub fn from_reader(name: &str, input: Box<dyn Read + Send>, options: &ReadOptions) -> Result<Recording, ReadError> {
    let nowhere = |kind| ReadError { recording: name.to_owned(), kind, line: 0, column: 0 };
    options.check().map_err(nowhere)?;
    let mut lines = Lines::new(input, options.limits).map_err(|error| nowhere(ReadErrorKind::Io(Cause::new(error))))?;
    let format = find_format(&mut lines, options).map_err(|(fault, head)| match fault.kind {
        ReadErrorKind::Empty => nowhere(ReadErrorKind::Empty),
        _ => in_head(name, fault, &head),
    })?;
    match format.start(&mut lines, &options.given()) {
        Ok(reader) => Ok(Recording {
            name: name.to_owned(),
            format,
            lines,
            reader,
            size: None,
            limits: options.limits,
            placement: Placement::new(options.tilt, options.mirrored),
            frames: 0,
            clocks: HashMap::new(),
            ended: false,
        }),
        Err(fault) => Err(in_line(name, fault, &lines)),
    }
}

/// Every frame of a recording in memory, and the error that ended it, if one did.
///
/// ```
/// use prepose_matcher::Frame;
/// use prepose_sensor::{ReadErrorKind, ReadOptions, read_all_bytes, write_json_lines};
///
/// let frames = [Frame::empty(0.0, 1), Frame::empty(0.033, 1)];
/// let mut bytes = Vec::new();
/// write_json_lines(&mut bytes, &frames)?;
/// assert_eq!(read_all_bytes(&bytes, &ReadOptions::default()), (frames.to_vec(), None));
///
/// // what was read before an error is good
/// let (before, error) = read_all_bytes(&bytes[..bytes.len() - 9], &ReadOptions::default());
/// assert_eq!(before, frames[..1]);
/// assert_eq!(error.map(|error| error.line), Some(3));
/// # Ok::<(), std::io::Error>(())
/// ```
pub fn read_all_bytes(bytes: &[u8], options: &ReadOptions) -> (Vec<Frame>, Option<ReadError>) {
    let mut frames = Vec::new();
    let recording = match from_reader("bytes", Box::new(Cursor::new(bytes.to_vec())), options) {
        Ok(recording) => recording,
        Err(error) => return (frames, Some(error)),
    };
    for frame in recording {
        match frame {
            Ok(frame) => frames.push(frame),
            Err(error) => return (frames, Some(error)),
        }
    }
    (frames, None)
}

impl Recording {
    /// The format, as found or as given.
    pub fn format(&self) -> Format {
        self.format
    }

    /// The size of the file in bytes, as it lies on the disk; `None` for a pipe.
    pub fn size_hint(&self) -> Option<u64> {
        self.size
    }

    /// How many bytes of the file or pipe have been taken, in the unit of [`Recording::size_hint`].
    pub fn bytes_read(&self) -> u64 {
        self.lines.bytes_taken()
    }

    /// What the recording calls a body that it has shown: name and class of a static pose (ML Kit), sensor and person
    /// of a view (Kinect multi-track).
    pub fn label_of(&self, body: u64) -> Option<(&str, &str)> {
        self.reader.label_of(body)
    }

    /// Reads the next frame over the one given; false at the end. Allocates nothing per frame.
    ///
    /// ```
    /// use prepose_matcher::Frame;
    /// use prepose_sensor::{ReadOptions, from_reader};
    ///
    /// let text = "{\"prepose\":\"frames\",\"version\":1}\n";
    /// let mut recording = from_reader("it", Box::new(text.as_bytes()), &ReadOptions::default())?;
    /// let mut frame = Frame::empty(0.0, 0);
    /// while recording.next_frame(&mut frame)? {
    ///     println!("body {} at {} s", frame.body, frame.time);
    /// }
    /// # Ok::<(), prepose_sensor::ReadError>(())
    /// ```
    ///
    /// # Errors
    /// What is wrong and where; the frame given is then worthless, all frames before it are good, and the recording
    /// has ended.
    pub fn next_frame(&mut self, into: &mut Frame) -> Result<bool, ReadError> {
        if self.ended {
            return Ok(false);
        }
        let read = self.reader.next(&mut self.lines, into).and_then(|more| {
            if more {
                self.check(into)?;
                self.placement.correct(into);
            }
            Ok(more)
        });
        self.ended = !matches!(read, Ok(true));
        read.map_err(|fault| in_line(&self.name, fault, &self.lines))
    }

    fn check(&mut self, frame: &Frame) -> Result<(), Fault> {
        let fail = |kind| Err(Fault { at: 0, kind });
        self.frames += 1;
        if self.frames > self.limits.max_frames {
            return fail(ReadErrorKind::ManyFrames(self.limits.max_frames));
        }
        if let Some(clock) = self.clocks.get_mut(&frame.body) {
            if frame.time < *clock {
                let (body, before, now) = (frame.body, *clock, frame.time);
                return fail(ReadErrorKind::TimeBackwards { body, before, now });
            }
            *clock = frame.time;
            return Ok(());
        }
        if self.clocks.len() >= self.limits.max_bodies {
            return fail(ReadErrorKind::ManyBodies(self.limits.max_bodies));
        }
        self.clocks.insert(frame.body, frame.time);
        Ok(())
    }
}

impl Iterator for Recording {
    type Item = Result<Frame, ReadError>;

    fn next(&mut self) -> Option<Result<Frame, ReadError>> {
        let mut frame = Frame::empty(0.0, 0);
        match self.next_frame(&mut frame) {
            Ok(true) => Some(Ok(frame)),
            Ok(false) => None,
            Err(error) => Some(Err(error)),
        }
    }
}

impl std::fmt::Debug for Recording {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Recording").field("name", &self.name).field("format", &self.format).finish_non_exhaustive()
    }
}

/// The format, and on failure the bytes that the place of the fault counts in. Asks for no more bytes than needed, so
/// that a live pipe is understood as soon as its first line is there.
fn find_format(lines: &mut Lines, options: &ReadOptions) -> Result<Format, (Fault, Vec<u8>)> {
    loop {
        lines.skip_byte_order_mark();
        let (head, more) = lines.ahead();
        match (detect(head, more), options.format) {
            (Detection::Nothing(fault), Some(_)) if fault.kind == ReadErrorKind::UnknownFormat => (),
            (Detection::Nothing(fault), _) => return Err((fault, head.to_vec())),
            (Detection::Format(found), given) => return Ok(given.unwrap_or(found)),
            (Detection::More, _) => {
                if let Err(kind) = lines.fill() {
                    let head = lines.ahead().0.to_vec();
                    return Err((Fault { at: head.len(), kind }, head));
                }
                continue;
            }
        }
        if let Some(given) = options.format {
            return Ok(given);
        }
    }
}

fn in_head(name: &str, fault: Fault, head: &[u8]) -> ReadError {
    let before = head.get(..fault.at).unwrap_or(head);
    let line = before.iter().filter(|byte| **byte == b'\n').count() as u64 + 1;
    let column = before.rsplit(|byte| *byte == b'\n').next().map_or(0, characters) + 1;
    ReadError { recording: name.to_owned(), kind: fault.kind, line, column }
}

fn in_line(name: &str, fault: Fault, lines: &Lines) -> ReadError {
    let before = lines.line().get(..fault.at).unwrap_or(lines.line());
    let column = characters(before) + 1;
    ReadError { recording: name.to_owned(), kind: cut_off(fault, lines), line: lines.number().max(1), column }
}

/// A line that ends without a newline where more had to come was cut off; saying what is missing would mislead.
fn cut_off(fault: Fault, lines: &Lines) -> ReadErrorKind {
    use ReadErrorKind::*;
    let rest = lines.line().get(fault.at..).unwrap_or_default();
    let at_the_end = lines.cut_off() && !rest.contains(&b',');
    match fault.kind {
        FewFields { .. } | Expected(..) | ExpectedNumber(_) if at_the_end => Truncated,
        kind => kind,
    }
}

/// Characters of UTF-8 text, counted so that damaged text does no harm.
fn characters(bytes: &[u8]) -> u64 {
    bytes.iter().filter(|byte| **byte & 0xc0 != 0x80).count() as u64
}
