//! Kinect v2 rows: an optional clock in ticks of 100 ns, then x, y, z, state of 25 joints in native order.

use prepose_matcher::{Frame, JOINTS};

use super::{FrameReader, Given, ONLY_BODY};
use crate::error::Fault;
use crate::fields::Fields;
use crate::head::{Head, Likeness, is_number, is_whole};
use crate::lines::Lines;

const TICKS_PER_SECOND: f64 = 1e7;

/// Rows of one body.
struct Kinect2 {
    /// Frames a second, when the rows have no clock.
    rate: Option<f64>,
    rows: u64,
}

/// Whether the first row is a whole number of ticks and the numbers of 25 joints.
pub(crate) fn recognises_ticks(head: &Head<'_>) -> Likeness {
    let mut fields = head.fields();
    let count = fields.clone().count();
    let begins = fields.next().is_some_and(is_whole) && fields.next().is_some_and(is_number);
    (count == 1 + 4 * JOINTS && begins).into()
}

/// Whether the first row is the numbers of 25 joints.
pub(crate) fn recognises_csv(head: &Head<'_>) -> Likeness {
    let mut fields = head.fields();
    (fields.clone().count() == 4 * JOINTS && fields.next().is_some_and(is_number)).into()
}

/// Rows with a clock.
pub(crate) fn start_ticks(_: &mut Lines, _: &Given) -> Result<Box<dyn FrameReader>, Fault> {
    Ok(Box::new(Kinect2 { rate: None, rows: 0 }))
}

/// Rows without one.
pub(crate) fn start_csv(_: &mut Lines, given: &Given) -> Result<Box<dyn FrameReader>, Fault> {
    Ok(Box::new(Kinect2 { rate: Some(given.rate), rows: 0 }))
}

impl FrameReader for Kinect2 {
    fn next(&mut self, lines: &mut Lines, into: &mut Frame) -> Result<bool, Fault> {
        if !lines.advance_to_text()? {
            return Ok(false);
        }
        let clock = usize::from(self.rate.is_none());
        let mut fields = Fields::new(lines.line(), b',', clock + 4 * JOINTS);
        into.time = match self.rate {
            None => fields.whole("a time in ticks")? as f64 / TICKS_PER_SECOND,
            Some(rate) => self.rows as f64 / rate,
        };
        into.body = ONLY_BODY;
        for joint in &mut into.joints {
            let position = fields.position([1.0; 3])?;
            *joint = super::sample(position, fields.state()?);
        }
        fields.finish()?;
        self.rows += 1;
        Ok(true)
    }
}
