//! Azure Kinect body tracking: a row a joint (body, joint number, x, y, z in millimetres, quaternion, confidence).
//!
//! The camera's x grows to its own right and its y downwards; both are turned round, which keeps the frame
//! right-handed. The 32 rows of a skeleton follow each other. There is no clock: a moment ends when a body that it
//! already has comes again.

use std::collections::HashSet;

use prepose_matcher::{Frame, JOINTS, Sample, Tracking};

use super::{FrameReader, Given};
use crate::error::Fault;
use crate::fields::Fields;
use crate::head::{Head, Likeness};
use crate::joint_set::{AZURE, AZURE_JOINTS};
use crate::lines::Lines;

const FIELDS: usize = 10;

/// Millimetres to metres, half a turn about the camera's axis.
const UNIT: [f32; 3] = [-1e-3, -1e-3, 1e-3];

/// Skeletons, one after the other.
struct Azure {
    rate: f64,
    moment: u64,
    bodies: HashSet<u64>,
    /// The current line is a row that nobody has read yet.
    row_waits: bool,
}

/// Whether one of the two lines of the header is there.
pub(crate) fn recognises(head: &Head<'_>) -> Likeness {
    (head.names(&["Confidence Level", "Position"]) || head.names(&["Body ID", "Joint #"])).into()
}

/// Reads the header.
pub(crate) fn start(lines: &mut Lines, given: &Given) -> Result<Box<dyn FrameReader>, Fault> {
    let mut row_waits = false;
    while lines.advance_to_text()? {
        let line = lines.line();
        if line.starts_with(b"Body ID") {
            break;
        }
        if line.first().is_some_and(u8::is_ascii_digit) {
            row_waits = true;
            break;
        }
        if !line.starts_with(b",") {
            return Err(Fault::expected("the header `Body ID,Joint #,...`", 0, line));
        }
    }
    Ok(Box::new(Azure { rate: given.rate, moment: 0, bodies: HashSet::new(), row_waits }))
}

impl FrameReader for Azure {
    fn next(&mut self, lines: &mut Lines, into: &mut Frame) -> Result<bool, Fault> {
        into.joints = [Sample::default(); JOINTS];
        for number in 0..AZURE_JOINTS {
            let more = std::mem::take(&mut self.row_waits) || lines.advance_to_text()?;
            if !more && number == 0 {
                return Ok(false);
            }
            if !more {
                return Err(super::truncated(lines));
            }
            let row = row(lines.line())?;
            if row.joint != number as u64 {
                return Err(Fault::expected("the next joint of 0 to 31", row.joint_at, row.joint_text(lines.line())));
            }
            if number == 0 {
                self.begin(row.body, into);
            } else if row.body != into.body {
                return Err(Fault::expected("the same body for all 32 joints", 0, lines.line()));
            }
            if let Some((_, joint)) = AZURE.iter().find(|(azure, _)| *azure == number)
                && let Some(into) = into.joints.get_mut(joint.index())
            {
                *into = row.sample;
            }
        }
        Ok(true)
    }
}

impl Azure {
    fn begin(&mut self, body: u64, into: &mut Frame) {
        if !self.bodies.insert(body) {
            self.bodies.clear();
            self.bodies.insert(body);
            self.moment += 1;
        }
        into.body = body;
        into.time = self.moment as f64 / self.rate;
    }
}

struct Row {
    body: u64,
    joint: u64,
    joint_at: usize,
    sample: Sample,
}

impl Row {
    fn joint_text<'a>(&self, line: &'a [u8]) -> &'a [u8] {
        let rest = line.get(self.joint_at..).unwrap_or_default();
        rest.split(|byte| *byte == b',').next().unwrap_or_default()
    }
}

fn row(line: &[u8]) -> Result<Row, Fault> {
    let mut fields = Fields::new(line, b',', FIELDS);
    let body = fields.whole("the number of a body")?;
    let joint_at = line.iter().position(|byte| *byte == b',').map_or(line.len(), |comma| comma + 1);
    let joint = fields.whole("the number of a joint")?;
    let position = fields.position(UNIT)?;
    for _ in 0..4 {
        fields.number()?;
    }
    let (at, text) = fields.text()?;
    let tracking = confidence(text).ok_or_else(|| Fault::expected("a confidence", at, text))?;
    fields.finish()?;
    Ok(Row { body, joint, joint_at, sample: super::sample(position, tracking) })
}

/// The levels of k4abt_joint_confidence_level_t, as text or as its number; "low" is a predicted joint.
fn confidence(text: &[u8]) -> Option<Tracking> {
    let lower = text.to_ascii_lowercase();
    let begins = |start: &str| lower.starts_with(start.as_bytes());
    if begins("medium") || begins("high") || begins("2") || begins("3") {
        Some(Tracking::Tracked)
    } else if begins("the joint is not observed") || begins("low") || begins("1") {
        Some(Tracking::Inferred)
    } else if begins("the joint is out of range") || begins("none") || begins("0") {
        Some(Tracking::NotTracked)
    } else {
        None
    }
}
