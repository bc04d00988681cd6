//! Our own form, read by a scanner made for it; what it is, [`crate::json_lines`] says.
//!
//! A recording of an hour is half a gigabyte of it, so numbers go straight from the line into the frame, and no
//! general JSON tree is built. It is strict: what the form does not have is an error.

use prepose_matcher::{Frame, JOINTS, Sample, Tracking};

use super::{FrameReader, Given};
use crate::error::{Fault, Found, ReadErrorKind};
use crate::fields::{number_expected, within_room};
use crate::head::{Head, Likeness};
use crate::json_lines::{KIND, VERSION};
use crate::lines::Lines;
use crate::scan;

/// Frames, one a line.
struct JsonLines;

/// Whether the recording begins with an object.
pub(crate) fn recognises(head: &Head<'_>) -> Likeness {
    head.first.starts_with(b"{").into()
}

/// Reads the header.
pub(crate) fn start(lines: &mut Lines, _: &Given) -> Result<Box<dyn FrameReader>, Fault> {
    header(lines)?;
    Ok(Box::new(JsonLines))
}

impl FrameReader for JsonLines {
    fn next(&mut self, lines: &mut Lines, into: &mut Frame) -> Result<bool, Fault> {
        next(lines, into)
    }
}

fn header(lines: &mut Lines) -> Result<(), Fault> {
    let no_header = Fault { at: 0, kind: ReadErrorKind::Header };
    if !lines.advance_to_text()? {
        return Err(no_header);
    }
    let mut json = Json { line: lines.line(), at: 0, key_at: 0 };
    let (mut kind, mut version) = (false, None);
    json.object(|json, key| match key {
        b"prepose" => {
            let at = json.at;
            kind = json.string()? == KIND.as_bytes();
            if kind { Ok(()) } else { Err(Fault { at, kind: ReadErrorKind::Header }) }
        }
        b"version" => {
            version = Some((json.at, json.token()));
            json.at += json.token().len();
            Ok(())
        }
        _ => Err(Fault { at: json.key_at, kind: ReadErrorKind::Header }),
    })?;
    let (at, version) = version.filter(|_| kind).ok_or(no_header)?;
    match scan::whole(version) {
        Some((VERSION, used)) if used == version.len() => Ok(()),
        Some((_, used)) if used == version.len() => {
            let version = String::from_utf8_lossy(version).chars().take(24).collect();
            Err(Fault { at, kind: ReadErrorKind::UnknownVersion(version) })
        }
        _ => Err(Fault::expected("the number of a version", at, version)),
    }
}

fn next(lines: &mut Lines, into: &mut Frame) -> Result<bool, Fault> {
    if !lines.advance_to_text()? {
        return Ok(false);
    }
    let mut json = Json { line: lines.line(), at: 0, key_at: 0 };
    let (mut time, mut body, mut joints) = (None, None, false);
    json.object(|json, key| {
        let at = json.key_at;
        let again = match key {
            b"t" => time.replace(json.number()?).is_some(),
            b"body" => body.replace(json.whole()?).is_some(),
            b"joints" => {
                json.joints(&mut into.joints)?;
                std::mem::replace(&mut joints, true)
            }
            _ => return Err(Fault::expected("one of the keys `t`, `body`, `joints`", at, key)),
        };
        if again { Err(Fault::expected("each key once", at, key)) } else { Ok(()) }
    })?;
    let missing = |what| Fault::expected(what, lines.line().len(), b"");
    into.time = time.ok_or_else(|| missing("the key `t`"))?;
    into.body = body.ok_or_else(|| missing("the key `body`"))?;
    if joints { Ok(true) } else { Err(missing("the key `joints`")) }
}

/// A line, and the byte of it that is read next.
struct Json<'a> {
    line: &'a [u8],
    at: usize,
    /// Where the last key of the object began.
    key_at: usize,
}

impl<'a> Json<'a> {
    /// An object, and nothing after it; each value is read by the function given.
    fn object(&mut self, mut value: impl FnMut(&mut Self, &'a [u8]) -> Result<(), Fault>) -> Result<(), Fault> {
        self.eat(b'{', "`{`")?;
        loop {
            self.spaces();
            self.key_at = self.at;
            let key = self.string()?;
            self.eat(b':', "`:`")?;
            self.spaces();
            value(self, key)?;
            if !self.comma_or(b'}', "`,` or `}`")? {
                break;
            }
        }
        self.spaces();
        if self.at < self.line.len() { Err(self.unexpected("the end of the line")) } else { Ok(()) }
    }

    fn joints(&mut self, joints: &mut [Sample; JOINTS]) -> Result<(), Fault> {
        self.eat(b'[', "`[`")?;
        for (place, joint) in joints.iter_mut().enumerate() {
            self.joint(joint)?;
            let more = self.comma_or(b']', "`,` or `]`")?;
            if more != (place + 1 < JOINTS) {
                let found = if more { "more".to_owned() } else { (place + 1).to_string() };
                return Err(Fault::expected("25 joints", self.at.saturating_sub(1), found.as_bytes()));
            }
        }
        Ok(())
    }

    #[inline]
    fn joint(&mut self, joint: &mut Sample) -> Result<(), Fault> {
        self.spaces();
        if self.line.get(self.at) == Some(&b'n') {
            if self.token() != b"null" {
                return Err(self.unexpected("`[` or `null`"));
            }
            self.at += 4;
            *joint = Sample::default();
            return Ok(());
        }
        self.eat(b'[', "`[` or `null`")?;
        let mut position = [0.0f32; 3];
        for axis in &mut position {
            *axis = self.coordinate()?;
            self.eat(b',', "`,`")?;
        }
        self.spaces();
        let tracking = match self.line.get(self.at) {
            Some(b'2') => Tracking::Tracked,
            Some(b'1') => Tracking::Inferred,
            Some(b'0') => Tracking::NotTracked,
            _ => return Err(self.unexpected("a state 0, 1 or 2")),
        };
        self.at += 1;
        self.eat(b']', "`]`")?;
        *joint = if tracking == Tracking::NotTracked { Sample::default() } else { Sample { position, tracking } };
        Ok(())
    }

    #[inline]
    fn coordinate(&mut self) -> Result<f32, Fault> {
        if self.line.get(self.at).is_some_and(|byte| *byte <= b' ') {
            self.spaces();
        }
        let rest = self.line.get(self.at..).unwrap_or_default();
        let number = scan::number32(rest).filter(|number| !number.zero_led).ok_or_else(|| self.not_a_number())?;
        let value = within_room(number.value).map_err(|kind| Fault { at: self.at, kind })?;
        self.at += number.used;
        Ok(value)
    }

    fn number(&mut self) -> Result<f64, Fault> {
        let rest = self.line.get(self.at..).unwrap_or_default();
        let number = scan::number(rest).filter(|number| !number.zero_led).ok_or_else(|| self.not_a_number())?;
        self.at += number.used;
        Ok(number.value)
    }

    fn whole(&mut self) -> Result<u64, Fault> {
        let token = self.token();
        match scan::whole(token) {
            Some((value, used)) if used == token.len() && (used == 1 || token.first() != Some(&b'0')) => {
                self.at += used;
                Ok(value)
            }
            _ => Err(self.unexpected("the number of a body")),
        }
    }

    /// A string without escapes; no key or value of the form has any.
    fn string(&mut self) -> Result<&'a [u8], Fault> {
        self.eat(b'"', "a text in quotes")?;
        let rest = self.line.get(self.at..).unwrap_or_default();
        let length = rest.iter().position(|byte| *byte == b'"').ok_or_else(|| Fault {
            at: self.line.len(),
            kind: ReadErrorKind::Expected("a closing quote", Found::new(b"")),
        })?;
        self.at += length + 1;
        Ok(rest.get(..length).unwrap_or_default())
    }

    /// True after a comma, false after the closing byte.
    #[inline]
    fn comma_or(&mut self, close: u8, what: &'static str) -> Result<bool, Fault> {
        self.spaces();
        match self.line.get(self.at) {
            Some(b',') => self.at += 1,
            Some(byte) if *byte == close => {
                self.at += 1;
                return Ok(false);
            }
            _ => return Err(self.unexpected(what)),
        }
        Ok(true)
    }

    #[inline]
    fn eat(&mut self, byte: u8, what: &'static str) -> Result<(), Fault> {
        if self.line.get(self.at) == Some(&byte) {
            self.at += 1;
            return Ok(());
        }
        self.eat_after_spaces(byte, what)
    }

    #[cold]
    fn eat_after_spaces(&mut self, byte: u8, what: &'static str) -> Result<(), Fault> {
        self.spaces();
        if self.line.get(self.at) != Some(&byte) {
            return Err(self.unexpected(what));
        }
        self.at += 1;
        Ok(())
    }

    #[inline]
    fn spaces(&mut self) {
        while self.line.get(self.at).is_some_and(|byte| *byte <= b' ' && byte.is_ascii_whitespace()) {
            self.at += 1;
        }
    }

    /// What stands here, up to the next comma, bracket or space.
    fn token(&self) -> &'a [u8] {
        let rest = self.line.get(self.at..).unwrap_or_default();
        let ends = |byte: &u8| b",]}: \t".contains(byte);
        let length = rest.iter().position(ends).unwrap_or(rest.len());
        rest.get(..length).unwrap_or_default()
    }

    #[cold]
    fn unexpected(&self, what: &'static str) -> Fault {
        let token = self.token();
        let shown = if token.is_empty() { self.line.get(self.at..self.at + 1).unwrap_or_default() } else { token };
        Fault::expected(what, self.at, shown)
    }

    #[cold]
    fn not_a_number(&self) -> Fault {
        Fault { at: self.at, kind: number_expected(self.token()) }
    }
}
