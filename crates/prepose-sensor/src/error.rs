//! What can be wrong with a recording, said so that a person can mend it.
//!
//! Output: where (source, line, column) and what. It knows nothing of how formats are read.

use std::fmt;

/// Why a recording, or the rest of it, could not be read. What was read before stays valid.
#[derive(Debug, Clone, PartialEq)]
pub struct ReadError {
    /// The name the recording was opened with, usually its path.
    pub source: String,
    /// What is wrong.
    pub kind: ReadErrorKind,
    /// The line, from 1; 0 when the error has no place in the text.
    pub line: u64,
    /// The character within the line, from 1; 0 when the error has no place in the text.
    pub column: u64,
}

/// What is wrong with a recording.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum ReadErrorKind {
    /// The file could not be opened.
    #[error("cannot be opened: {0}")]
    Open(String),
    /// The operating system failed while reading.
    #[error("cannot be read: {0}")]
    Io(String),
    /// The gzip stream is damaged or ends early.
    #[error("the gzip data is damaged: {0}")]
    Gzip(String),
    /// There is nothing in it.
    #[error("the recording is empty")]
    Empty,
    /// The bytes are not text.
    #[error("this is not text")]
    Binary,
    /// No reader knows what this is.
    #[error("the format is not known")]
    UnknownFormat,
    /// Our own form, of a version that this build does not read.
    #[error("frames of version {0} are not known")]
    UnknownVersion(String),
    /// The first line of our own form is not what it has to be.
    #[error("expected the header {{\"prepose\":\"frames\",\"version\":1}}")]
    Header,
    /// A table without a column it needs.
    #[error("the column `{0}` is missing")]
    MissingColumn(String),
    /// A table that names a column twice.
    #[error("the column `{0}` is there twice")]
    RepeatedColumn(String),
    /// Something else stands where a number has to be.
    #[error("expected a number, found {0}")]
    ExpectedNumber(Found),
    /// Something else stands where this has to be.
    #[error("expected {0}, found {1}")]
    Expected(&'static str, Found),
    /// Infinite or not a number.
    #[error("the number {0} is not finite")]
    NotFinite(Found),
    /// Farther from the sensor than any person can be.
    #[error("a coordinate of {0} metres is outside of any room")]
    TooFar(f32),
    /// A line that has fewer fields than the format.
    #[error("expected {expected} fields, found {found}")]
    FewFields {
        /// How many the format has.
        expected: usize,
        /// How many the line has.
        found: usize,
    },
    /// A line that has more fields than the format.
    #[error("expected {expected} fields, found more")]
    ManyFields {
        /// How many the format has.
        expected: usize,
    },
    /// The clock of a body runs backwards.
    #[error("the time of body {body} goes back from {before} to {now} seconds")]
    TimeBackwards {
        /// Whose clock.
        body: u64,
        /// Seconds of the frame before.
        before: f64,
        /// Seconds of this frame.
        now: f64,
    },
    /// The end comes in the middle of a frame.
    #[error("the recording ends in the middle of a frame")]
    Truncated,
    /// More bytes (after decompression) than allowed.
    #[error("more than {0} bytes")]
    ManyBytes(u64),
    /// A longer line than allowed.
    #[error("a line of more than {0} bytes")]
    LongLine(usize),
    /// More frames than allowed.
    #[error("more than {0} frames")]
    ManyFrames(u64),
    /// More bodies than allowed.
    #[error("more than {0} bodies")]
    ManyBodies(usize),
    /// A reading option that makes no sense.
    #[error("{0} has to be a number above 0")]
    Option(&'static str),
}

/// What is wrong within the current line.
#[derive(Debug)]
pub(crate) struct Fault {
    /// The byte of the line, from 0.
    pub(crate) at: usize,
    pub(crate) kind: ReadErrorKind,
}

impl Fault {
    /// Something else stands at this byte than what has to be there.
    #[cold]
    pub(crate) fn expected(what: &'static str, at: usize, found: &[u8]) -> Fault {
        Fault { at, kind: ReadErrorKind::Expected(what, Found::new(found)) }
    }
}

/// A piece of the text for a message: short, on one line, printable.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found(String);

impl Found {
    /// The piece of text as a person should see it.
    pub fn new(bytes: &[u8]) -> Found {
        const LONGEST: usize = 24;
        let text = String::from_utf8_lossy(bytes.get(..4 * LONGEST).unwrap_or(bytes)).into_owned();
        let mut shown = String::new();
        for (count, c) in text.trim().chars().enumerate() {
            if count == LONGEST {
                shown.push_str("...");
                break;
            }
            if c.is_control() { shown.extend(c.escape_default()) } else { shown.push(c) }
        }
        Found(shown)
    }
}

impl fmt::Display for Found {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0.is_empty() { f.write_str("nothing") } else { write!(f, "`{}`", self.0) }
    }
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.source)?;
        if self.line > 0 {
            write!(f, ":{}:{}", self.line, self.column)?;
        }
        write!(f, ": {}", self.kind)
    }
}

impl std::error::Error for ReadError {}

impl ReadError {
    /// One line that says what to do about it.
    pub fn help(&self) -> String {
        use ReadErrorKind::*;
        match &self.kind {
            Open(_) => "check the path, and that you may read the file".into(),
            Io(_) => "check the disk or the connection, then try again".into(),
            Gzip(_) => "copy or download the file again; the frames before this place are good".into(),
            Empty => "record again: the program that wrote this stopped before the first frame".into(),
            Binary => "give the skeleton as text (CSV, JSON Lines), not a video, an archive or UTF-16".into(),
            UnknownFormat => format!("name the format yourself; known formats: {}", crate::Format::names()),
            UnknownVersion(_) => "this build reads version 1; update prepose or write the recording again".into(),
            Header => "put the header on the first line, before the frames".into(),
            MissingColumn(name) => format!("export the table with `{name}`, or name another format"),
            RepeatedColumn(name) => format!("keep one of the columns `{name}`"),
            ExpectedNumber(_) | Expected(..) | FewFields { .. } | ManyFields { .. } => {
                "this line is damaged or of another recording; the frames before it are good".into()
            }
            NotFinite(_) => "leave the joint out or mark it not tracked where the sensor lost it".into(),
            TooFar(_) => "coordinates are in metres; check the units, or name another format".into(),
            TimeBackwards { .. } => "two recordings in one file? split them at this line".into(),
            Truncated => "the file was cut off; the frames before this place are good".into(),
            ManyBytes(_) | LongLine(_) | ManyFrames(_) | ManyBodies(_) => {
                "if the recording is to be trusted, raise this limit".into()
            }
            Option(_) => "leave the option out to use its default".into(),
        }
    }
}
