//! NTU RGB+D `.skeleton` text: a count of frames; a frame is a count of bodies; a body is a line of ten values, the
//! count of joints (25) and a line a joint: x, y, z in metres, depth and colour pixels, a quaternion, a state.
//!
//! Joints are in the native order of Kinect v2, in its camera space. There is no clock.

use prepose_matcher::{Frame, JOINTS};

use super::{FrameReader, Given};
use crate::error::{Fault, Found, ReadErrorKind};
use crate::fields::Fields;
use crate::head::{Head, Likeness, is_whole};
use crate::lines::Lines;

/// Values of a joint's line: position, two pixels, quaternion, state.
const JOINT_FIELDS: usize = 3 + 4 + 4 + 1;
/// Values of a body's line: id, clipped edges, both hands' confidence and state, restricted, lean x and y, state.
const BODY_FIELDS: usize = 10;

/// Frames, one after the other.
struct Ntu {
    rate: f64,
    frames: u64,
    frames_begun: u64,
    bodies_left: u64,
}

/// Whether the recording begins with two counts, each on a line of its own. With one count and nothing else it does, too:
/// the reader will say that it is cut off.
pub(crate) fn recognises(head: &Head<'_>) -> Likeness {
    match head.second {
        _ if !is_whole(head.first) => Likeness::No,
        Some(second) => is_whole(second).into(),
        None if head.more_can_come => Likeness::NotYet,
        None => Likeness::Yes,
    }
}

/// Reads the count of frames.
pub(crate) fn start(lines: &mut Lines, given: &Given) -> Result<Box<dyn FrameReader>, Fault> {
    let frames = count(lines, "a count of frames")?;
    Ok(Box::new(Ntu { rate: given.rate, frames, frames_begun: 0, bodies_left: 0 }))
}

impl FrameReader for Ntu {
    fn next(&mut self, lines: &mut Lines, into: &mut Frame) -> Result<bool, Fault> {
        while self.bodies_left == 0 {
            if self.frames_begun == self.frames {
                return self.finish(lines);
            }
            self.bodies_left = count(lines, "a count of bodies")?;
            self.frames_begun += 1;
        }
        self.bodies_left -= 1;
        into.time = (self.frames_begun - 1) as f64 / self.rate;
        body(lines, into)?;
        Ok(true)
    }
}

impl Ntu {
    fn finish(&self, lines: &mut Lines) -> Result<bool, Fault> {
        if lines.advance_to_text()? {
            return Err(Fault::expected("the end, after as many frames as the first line says", 0, lines.line()));
        }
        Ok(false)
    }
}

fn body(lines: &mut Lines, into: &mut Frame) -> Result<(), Fault> {
    text_line(lines)?;
    let mut fields = Fields::new(lines.line(), b' ', BODY_FIELDS);
    into.body = fields.whole("the number of a body")?;
    for _ in 1..BODY_FIELDS {
        fields.skip()?;
    }
    fields.finish()?;
    if count(lines, "a count of joints")? != JOINTS as u64 {
        return Err(Fault { at: 0, kind: ReadErrorKind::Expected("25 joints", Found::new(lines.line())) });
    }
    for joint in &mut into.joints {
        text_line(lines)?;
        let mut fields = Fields::new(lines.line(), b' ', JOINT_FIELDS);
        let position = fields.position([1.0; 3])?;
        for _ in 3..JOINT_FIELDS - 1 {
            fields.skip()?;
        }
        *joint = super::sample(position, fields.state()?);
        fields.finish()?;
    }
    Ok(())
}

fn text_line(lines: &mut Lines) -> Result<(), Fault> {
    if lines.advance_to_text()? { Ok(()) } else { Err(super::truncated(lines)) }
}

fn count(lines: &mut Lines, what: &'static str) -> Result<u64, Fault> {
    text_line(lines)?;
    let mut fields = Fields::new(lines.line(), b' ', 1);
    let value = fields.whole(what)?;
    fields.finish()?;
    Ok(value)
}
