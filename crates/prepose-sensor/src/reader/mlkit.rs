//! ML Kit rows: a name, a class, then x, y, z of 33 landmarks in pixels of the row's own picture.
//!
//! Every row is a pose of its own (see [`crate::clips`]), with a scale of its own; a row whose trunk is shorter than
//! two pixels has no scale, and nothing in it is tracked.

use prepose_matcher::{Frame, JOINTS, Sample};

use super::landmarks::Landmarks;
use super::{FrameReader, Given};
use crate::clips::Labels;
use crate::error::{Fault, Found, ReadErrorKind};
use crate::fields::{Fields, start_of};
use crate::head::{Head, Likeness, is_number};
use crate::joint_set::LANDMARKS;
use crate::lines::Lines;
use crate::scan;

const FIELDS: usize = 2 + 3 * LANDMARKS;
const SHORTEST_TRUNK: f32 = 2.0;
const LONGEST_LABEL: usize = 256;

/// Poses, one a row.
struct MlKit {
    rate: f64,
    landmarks: Landmarks,
    labels: Labels,
}

/// Whether the first row is two texts and the numbers of 33 landmarks.
pub(crate) fn recognises(head: &Head<'_>) -> Likeness {
    let mut fields = head.fields();
    (fields.clone().count() == FIELDS && fields.nth(1).is_some_and(|class| !is_number(class))).into()
}

/// Begins to read.
pub(crate) fn start(_: &mut Lines, given: &Given) -> Result<Box<dyn FrameReader>, Fault> {
    Ok(Box::new(MlKit { rate: given.rate, landmarks: Landmarks::new(), labels: Labels::default() }))
}

impl FrameReader for MlKit {
    fn next(&mut self, lines: &mut Lines, into: &mut Frame) -> Result<bool, Fault> {
        if !lines.advance_to_text()? {
            return Ok(false);
        }
        let mut fields = Fields::new(lines.line(), b',', FIELDS);
        let name = label(&mut fields)?;
        let at = fields.at();
        let class = label(&mut fields)?;
        if scan::number(class).is_some() {
            return Err(Fault::expected("the name of a class", at, class));
        }
        for point in &mut self.landmarks.points {
            for axis in point {
                *axis = fields.number32()?;
            }
        }
        fields.finish()?;
        match self.landmarks.scale(SHORTEST_TRUNK) {
            Some(scale) => self.landmarks.put(scale, into, |place| start_of(lines.line(), 2 + 3 * place))?,
            None => into.joints = [Sample::default(); JOINTS],
        }
        into.body = self.labels.push(name, class);
        into.time = (into.body - 1) as f64 / self.rate;
        Ok(true)
    }

    fn label_of(&self, body: u64) -> Option<(&str, &str)> {
        self.labels.get(body)
    }
}

fn label<'a>(fields: &mut Fields<'a>) -> Result<&'a [u8], Fault> {
    let (at, text) = fields.text()?;
    if text.len() > LONGEST_LABEL {
        return Err(Fault { at, kind: ReadErrorKind::Expected("a label of at most 256 bytes", Found::new(text)) });
    }
    Ok(text)
}
