//! Kinect v2 rows: an optional clock in ticks of 100 ns, then x, y, z, state of 25 joints in native order.

use prepose_matcher::{Frame, JOINTS};

use crate::error::Fault;
use crate::fields::Fields;
use crate::lines::Lines;

/// The body of a recording that tells no bodies apart.
pub(crate) const ONLY_BODY: u64 = 1;

const TICKS_PER_SECOND: f64 = 1e7;

/// Rows of one body.
pub(crate) struct Kinect2 {
    /// Frames a second, when the rows have no clock.
    rate: Option<f64>,
    rows: u64,
}

impl Kinect2 {
    pub(crate) fn with_ticks() -> Kinect2 {
        Kinect2 { rate: None, rows: 0 }
    }

    pub(crate) fn without_clock(rate: f64) -> Kinect2 {
        Kinect2 { rate: Some(rate), rows: 0 }
    }

    pub(crate) fn next(&mut self, lines: &mut Lines, into: &mut Frame) -> Result<bool, Fault> {
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
