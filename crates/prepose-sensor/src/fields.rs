//! The fields of one line of a table.
//!
//! Input: a line. Output: its fields from left to right, or what is wrong at which byte of the line. It must not know
//! which line of which file it is, nor what a field means.

use prepose_matcher::Tracking;

use crate::error::{Fault, Found, ReadErrorKind};
use crate::scan;

/// No person is farther from a sensor than this, in metres.
const FARTHEST: f32 = 1e3;

/// The fields of a line that are still to be read.
pub(crate) struct Fields<'a> {
    line: &'a [u8],
    at: usize,
    separator: u8,
    count: usize,
    expected: usize,
}

impl<'a> Fields<'a> {
    /// The fields of a line of a format that has this many.
    pub(crate) fn new(line: &'a [u8], separator: u8, expected: usize) -> Fields<'a> {
        Fields { line, at: 0, separator, count: 0, expected }
    }

    /// The next field without the spaces around it, and where it begins.
    pub(crate) fn text(&mut self) -> Result<(usize, &'a [u8]), Fault> {
        self.enter()?;
        let from = self.at;
        let rest = self.line.get(from..).unwrap_or_default();
        let length = rest.iter().position(|byte| *byte == self.separator).unwrap_or(rest.len());
        self.leave(from + length);
        Ok((from, rest.get(..length).unwrap_or_default().trim_ascii_end()))
    }

    /// The byte of the line where the next field begins.
    pub(crate) fn at(&self) -> usize {
        self.at + self.spaces(self.at)
    }

    /// Passes over a field.
    pub(crate) fn skip(&mut self) -> Result<(), Fault> {
        self.text().map(drop)
    }

    /// The next field as a number.
    pub(crate) fn number(&mut self) -> Result<f64, Fault> {
        self.enter()?;
        let scanned = self.line.get(self.at..).and_then(scan::number);
        match scanned.filter(|number| self.ends_after(number.used)) {
            Some(number) => {
                self.leave(self.at + number.used);
                Ok(number.value)
            }
            None => Err(self.not_a_number()),
        }
    }

    /// The next field as a length, in any unit.
    #[inline]
    pub(crate) fn number32(&mut self) -> Result<f32, Fault> {
        self.enter()?;
        let scanned = self.line.get(self.at..).and_then(scan::number32);
        match scanned.filter(|number| self.ends_after(number.used)) {
            Some(number) => {
                self.leave(self.at + number.used);
                Ok(number.value)
            }
            None => Err(self.not_a_number()),
        }
    }

    /// The next three fields as a position in the given unit, in metres.
    #[inline]
    pub(crate) fn position(&mut self, unit: [f32; 3]) -> Result<[f32; 3], Fault> {
        let mut position = [0.0; 3];
        for (axis, unit) in position.iter_mut().zip(unit) {
            let at = self.at();
            let value = self.number32()? * unit;
            *axis = within_room(value).map_err(|kind| Fault { at, kind })?;
        }
        Ok(position)
    }

    /// The next field as a whole number.
    pub(crate) fn whole(&mut self, what: &'static str) -> Result<u64, Fault> {
        let (at, text) = self.text()?;
        match scan::whole(text) {
            Some((value, used)) if used == text.len() => Ok(value),
            _ => Err(Fault { at, kind: ReadErrorKind::Expected(what, Found::new(text)) }),
        }
    }

    /// The next field as a Kinect tracking state: 0 not tracked, 1 inferred, 2 tracked.
    #[inline]
    pub(crate) fn state(&mut self) -> Result<Tracking, Fault> {
        let (at, text) = self.text()?;
        match text {
            b"2" => Ok(Tracking::Tracked),
            b"1" => Ok(Tracking::Inferred),
            b"0" => Ok(Tracking::NotTracked),
            _ => Err(Fault { at, kind: ReadErrorKind::Expected("a state 0, 1 or 2", Found::new(text)) }),
        }
    }

    /// Checks that nothing is left but perhaps an empty field after the last separator.
    pub(crate) fn finish(self) -> Result<(), Fault> {
        let rest = self.line.get(self.at..).unwrap_or_default();
        if rest.trim_ascii().is_empty() {
            return Ok(());
        }
        Err(Fault { at: self.at, kind: ReadErrorKind::ManyFields { expected: self.expected } })
    }

    fn enter(&mut self) -> Result<(), Fault> {
        self.at += self.spaces(self.at);
        if self.at >= self.line.len() && self.count < self.expected {
            let kind = ReadErrorKind::FewFields { expected: self.expected, found: self.count };
            return Err(Fault { at: self.line.len(), kind });
        }
        self.count += 1;
        Ok(())
    }

    fn leave(&mut self, end: usize) {
        let end = end + self.spaces(end);
        self.at = if self.line.get(end) == Some(&self.separator) { end + 1 } else { end };
    }

    fn spaces(&self, from: usize) -> usize {
        let rest = self.line.get(from..).unwrap_or_default();
        rest.iter().take_while(|byte| **byte == b' ').count()
    }

    fn ends_after(&self, used: usize) -> bool {
        let end = self.at + used;
        match self.line.get(end) {
            None => true,
            Some(byte) if *byte == self.separator => true,
            Some(b' ') => {
                let next = self.line.get(end + self.spaces(end));
                next.is_none_or(|byte| *byte == self.separator)
            }
            Some(_) => false,
        }
    }

    #[cold]
    fn not_a_number(&mut self) -> Fault {
        let at = self.at;
        let rest = self.line.get(at..).unwrap_or_default();
        let length = rest.iter().position(|byte| *byte == self.separator).unwrap_or(rest.len());
        let text = rest.get(..length).unwrap_or_default();
        Fault { at, kind: number_expected(text) }
    }
}

/// The byte of the line where a field begins, fields being counted from 0.
pub(crate) fn start_of(line: &[u8], field: usize) -> usize {
    line.split(|byte| *byte == b',').take(field).map(|text| text.len() + 1).sum::<usize>().min(line.len())
}

/// Why a text is not a number.
#[cold]
pub(crate) fn number_expected(text: &[u8]) -> ReadErrorKind {
    let lower = text.trim_ascii().to_ascii_lowercase();
    let bare = lower.strip_prefix(b"-").or(lower.strip_prefix(b"+")).unwrap_or(&lower);
    let huge = std::str::from_utf8(bare).is_ok_and(|text| text.parse::<f32>().is_ok_and(|v| !v.is_finite()));
    if huge || bare == "\u{221e}".as_bytes() {
        ReadErrorKind::NotFinite(Found::new(text))
    } else {
        ReadErrorKind::ExpectedNumber(Found::new(text))
    }
}

/// A coordinate that a body can have.
#[inline]
pub(crate) fn within_room(value: f32) -> Result<f32, ReadErrorKind> {
    if value.abs() <= FARTHEST { Ok(value) } else { Err(ReadErrorKind::TooFar(value)) }
}
