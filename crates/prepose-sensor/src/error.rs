//! What can be wrong with a recording, said so that a person can mend it.
//!
//! Output: where (source, line, column) and what. It knows nothing of how formats are read.

use std::error::Error;
use std::sync::Arc;
use std::{fmt, io};

/// Why a recording, or the rest of it, could not be read. What was read before stays valid.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct ReadError {
    /// The name the recording was opened with, usually its path.
    pub recording: String,
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
    Open(#[source] Cause),
    /// The operating system failed while reading.
    #[error("cannot be read: {0}")]
    Io(#[source] Cause),
    /// The gzip stream is damaged or ends early.
    #[error("the gzip data is damaged: {0}")]
    Gzip(#[source] Cause),
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
        f.write_str(&self.recording)?;
        if self.line > 0 {
            write!(f, ":{}:{}", self.line, self.column)?;
        }
        write!(f, ": {}", self.kind)
    }
}

impl Error for ReadError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.kind.source()
    }
}

/// What the operating system or the decompression said. It is an error of its own, whose source is the
/// [`std::io::Error`]; two are equal when they say the same.
#[derive(Debug, Clone)]
pub struct Cause {
    error: Arc<io::Error>,
    said: String,
}

impl Cause {
    pub(crate) fn new(error: io::Error) -> Cause {
        let said = error.to_string();
        Cause { error: Arc::new(error), said }
    }

    /// The cause in other words than its own.
    pub(crate) fn in_words(error: io::Error, said: &str) -> Cause {
        Cause { error: Arc::new(error), said: said.to_owned() }
    }

    /// What kind of error it was.
    pub fn kind(&self) -> io::ErrorKind {
        self.error.kind()
    }
}

impl PartialEq for Cause {
    fn eq(&self, other: &Cause) -> bool {
        self.kind() == other.kind() && self.said == other.said
    }
}

impl fmt::Display for Cause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.said)
    }
}

impl Error for Cause {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        Some(&*self.error)
    }
}
