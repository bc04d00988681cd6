//! Bytes of a file or a pipe, as lines.
//!
//! Input: any reader; gzip is found by its first bytes. Output: one line at a time, borrowed, without its end. The
//! invariant: a line that is handed out lies wholly in the buffer, and the buffer never outgrows the line limit.
//! It must not know what a line means.

use std::io::{self, BufRead, Cursor, ErrorKind, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use flate2::read::MultiGzDecoder;

use crate::error::{Cause, Fault, ReadErrorKind};
use crate::limits::ReadLimits;

/// How much is asked of the source at once.
const BLOCK: usize = 256 * 1024;

/// The lines of a source.
pub(crate) struct Lines {
    input: Box<dyn Read + Send>,
    gzip: bool,
    taken: Arc<AtomicU64>,
    buffer: Vec<u8>,
    /// What of the buffer has been read from the source and not handed out yet.
    start: usize,
    end: usize,
    /// The current line, without its end.
    line: (usize, usize),
    number: u64,
    terminated: bool,
    /// The source has no more.
    ended: bool,
    /// Bytes that came out of decompression.
    total: u64,
    limits: ReadLimits,
}

impl Lines {
    pub(crate) fn new(input: Box<dyn Read + Send>, limits: ReadLimits) -> io::Result<Lines> {
        let taken = Arc::new(AtomicU64::new(0));
        let mut counted = Counted { input, taken: taken.clone() };
        let mut magic = Vec::with_capacity(2);
        counted.by_ref().take(2).read_to_end(&mut magic)?;
        let gzip = magic == [0x1f, 0x8b];
        let whole = Cursor::new(magic).chain(counted);
        let input: Box<dyn Read + Send> = if gzip { Box::new(MultiGzDecoder::new(whole)) } else { Box::new(whole) };
        Ok(Lines {
            input,
            gzip,
            taken,
            buffer: vec![0; BLOCK],
            start: 0,
            end: 0,
            line: (0, 0),
            number: 0,
            terminated: true,
            ended: false,
            total: 0,
            limits,
        })
    }

    /// Bytes taken from the file or pipe so far, before decompression.
    pub(crate) fn bytes_taken(&self) -> u64 {
        self.taken.load(Ordering::Relaxed)
    }

    /// What has been read and not handed out, and whether the source has more.
    pub(crate) fn ahead(&self) -> (&[u8], bool) {
        (self.buffer.get(self.start..self.end).unwrap_or_default(), !self.ended)
    }

    /// Goes to the next line; false at the end. The last line need not end with a newline.
    pub(crate) fn advance(&mut self) -> Result<bool, Fault> {
        let mut searched = 0;
        loop {
            let rest = self.buffer.get(self.start..self.end).unwrap_or_default();
            // `skip_until` is the standard library's vectorised search for a byte.
            let mut unsearched = rest.get(searched..).unwrap_or_default();
            let skipped = unsearched.skip_until(b'\n').unwrap_or(0);
            let length = searched + skipped;
            let found = skipped > 0 && rest.get(length - 1) == Some(&b'\n');
            if length > self.limits.max_line {
                self.number += 1;
                self.line = (self.start, self.start);
                return Err(Fault { at: 0, kind: ReadErrorKind::LongLine(self.limits.max_line) });
            }
            if found || (self.ended && length > 0) {
                let mut text = rest.get(..length - usize::from(found)).unwrap_or_default();
                text = text.strip_suffix(b"\r").unwrap_or(text);
                self.line = (self.start, self.start + text.len());
                self.start += length;
                self.number += 1;
                self.terminated = found;
                return Ok(true);
            }
            if self.ended {
                return Ok(false);
            }
            searched = length;
            if let Err(kind) = self.fill() {
                self.number += 1;
                self.line = (self.start, self.end);
                self.start = self.end;
                return Err(Fault { at: self.line().len(), kind });
            }
        }
    }

    /// Goes to the next line that is not blank; false at the end.
    pub(crate) fn advance_to_text(&mut self) -> Result<bool, Fault> {
        while self.advance()? {
            if self.line().iter().any(|byte| !byte.is_ascii_whitespace()) {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// The current line.
    pub(crate) fn line(&self) -> &[u8] {
        self.buffer.get(self.line.0..self.line.1).unwrap_or_default()
    }

    /// The number of the current line, from 1.
    pub(crate) fn number(&self) -> u64 {
        self.number
    }

    /// Whether the current line is the last and has no newline, as when a file was cut off.
    pub(crate) fn cut_off(&self) -> bool {
        !self.terminated
    }

    /// Drops the mark that some editors put before UTF-8 text, when nothing has been handed out yet.
    pub(crate) fn skip_byte_order_mark(&mut self) {
        if self.start == 0 && self.ahead().0.starts_with(b"\xef\xbb\xbf") {
            self.start += 3;
        }
    }

    /// Reads once more from the source, after what is there.
    pub(crate) fn fill(&mut self) -> Result<(), ReadErrorKind> {
        // The current line stays, because an error at the end is said of the last line.
        let kept = self.line.0;
        if kept > 0 && self.end == self.buffer.len() {
            self.buffer.copy_within(kept..self.end, 0);
            self.line = (0, self.line.1 - kept);
            self.start -= kept;
            self.end -= kept;
        }
        if self.end == self.buffer.len() {
            self.buffer.resize(self.buffer.len() + BLOCK, 0);
        }
        let room = self.buffer.get_mut(self.end..).unwrap_or_default();
        let got = loop {
            match self.input.read(room) {
                Ok(got) => break got,
                Err(error) if error.kind() == ErrorKind::Interrupted => (),
                Err(error) => {
                    self.ended = true;
                    return Err(self.describe(error));
                }
            }
        };
        self.end += got.min(room.len());
        self.total += got as u64;
        self.ended = got == 0;
        if self.total > self.limits.max_bytes {
            self.ended = true;
            return Err(ReadErrorKind::ManyBytes(self.limits.max_bytes));
        }
        Ok(())
    }

    fn describe(&self, error: io::Error) -> ReadErrorKind {
        match error.kind() {
            ErrorKind::UnexpectedEof if self.gzip => ReadErrorKind::Gzip(Cause::in_words(error, "it ends early")),
            ErrorKind::InvalidInput | ErrorKind::InvalidData if self.gzip => ReadErrorKind::Gzip(Cause::new(error)),
            _ => ReadErrorKind::Io(Cause::new(error)),
        }
    }
}

/// Counts what is taken from the source.
struct Counted {
    input: Box<dyn Read + Send>,
    taken: Arc<AtomicU64>,
}

impl Read for Counted {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let got = self.input.read(into)?;
        self.taken.fetch_add(got as u64, Ordering::Relaxed);
        Ok(got)
    }
}
