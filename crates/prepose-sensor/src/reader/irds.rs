//! IntelliRehabDS text: a version line, then a line a frame: frame, body, milliseconds, and 25 groups
//! `(Name,Tracked or Inferred,x,y,z,pixel x,pixel y)`.

use prepose_matcher::{Frame, JOINTS, Joint, Sample, Tracking};

use super::{FrameReader, Given};
use crate::error::Fault;
use crate::fields::Fields;
use crate::head::{Head, Likeness};
use crate::lines::Lines;

const FIELDS: usize = 3 + 7 * JOINTS;

/// Frames, one a line.
struct Irds;

/// Whether the recording begins with a version, or with a group of the first joint.
pub(crate) fn recognises(head: &Head<'_>) -> Likeness {
    (head.first.starts_with(b"Version") || head.first.windows(11).any(|piece| piece == b"(SpineBase,")).into()
}

/// Reads the version line.
pub(crate) fn start(lines: &mut Lines, _: &Given) -> Result<Box<dyn FrameReader>, Fault> {
    if lines.advance_to_text()? && lines.line().starts_with(b"Version") {
        return Ok(Box::new(Irds));
    }
    Err(Fault::expected("a line `Version`", 0, lines.line()))
}

impl FrameReader for Irds {
    fn next(&mut self, lines: &mut Lines, into: &mut Frame) -> Result<bool, Fault> {
        next(lines, into)
    }
}

fn next(lines: &mut Lines, into: &mut Frame) -> Result<bool, Fault> {
    if !lines.advance_to_text()? {
        return Ok(false);
    }
    let mut fields = Fields::new(lines.line(), b',', FIELDS);
    fields.whole("the number of the frame")?;
    into.body = fields.whole("the number of the body")?;
    into.time = fields.number()? / 1e3;
    let mut seen = [false; JOINTS];
    for place in 0..JOINTS {
        let (joint, sample) = group(&mut fields, place, &mut seen)?;
        if let Some(into) = into.joints.get_mut(joint.index()) {
            *into = sample;
        }
    }
    fields.finish()?;
    Ok(true)
}

fn group(fields: &mut Fields<'_>, place: usize, seen: &mut [bool; JOINTS]) -> Result<(Joint, Sample), Fault> {
    let (at, text) = fields.text()?;
    let unknown = || Fault::expected("`(` and the name of a joint not named before", at, text);
    let name = text.strip_prefix(b"(").ok_or_else(unknown)?;
    let is_named = |joint: &Joint| joint.name().as_bytes() == name;
    let usual = Joint::from_index(place).filter(is_named);
    let joint = usual.or_else(|| Joint::ALL.into_iter().find(is_named)).ok_or_else(unknown)?;
    match seen.get_mut(joint.index()) {
        Some(seen) if !*seen => *seen = true,
        _ => return Err(unknown()),
    }
    let (at, state) = fields.text()?;
    let tracking = match state {
        b"Tracked" => Tracking::Tracked,
        b"Inferred" => Tracking::Inferred,
        b"NotTracked" => Tracking::NotTracked,
        _ => return Err(Fault::expected("`Tracked`, `Inferred` or `NotTracked`", at, state)),
    };
    let position = fields.position([1.0; 3])?;
    fields.skip()?;
    let (at, last) = fields.text()?;
    if !last.ends_with(b")") {
        return Err(Fault::expected("a pixel and `)`", at, last));
    }
    Ok((joint, super::sample(position, tracking)))
}
