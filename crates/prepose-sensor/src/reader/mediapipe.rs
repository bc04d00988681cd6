//! MediaPipe Pose table: `t`, then `0_x`, `0_y`, `0_z`, `0_v` to `32_v`.
//!
//! x is in widths of the picture, y in heights, z about in widths. The scale to metres is fixed by the first frame
//! whose trunk is seen; before it nothing is tracked, because no position in metres is known. Such tables are often
//! several clips one after the other: a clock that jumps back by more than a second begins another clip, and with it
//! another body id, so that nothing is carried over. A clock that goes back less is an error.

use prepose_matcher::{Frame, JOINTS, Sample};

use super::landmarks::Landmarks;
use super::table::{Columns, Table};
use super::{FrameReader, Given, ONLY_BODY};
use crate::error::Fault;
use crate::head::{Head, Likeness};
use crate::joint_set::LANDMARKS;
use crate::lines::Lines;

/// Seconds by which the clock goes back between two clips, at least.
const ANOTHER_CLIP: f64 = 1.0;

/// Of the picture's height; a trunk that is shorter says nothing about the scale.
const SHORTEST_TRUNK: f32 = 0.01;

/// Rows of one person.
struct MediaPipe {
    table: Table,
    landmarks: Landmarks,
    rate: f64,
    aspect: f32,
    scale: Option<f32>,
    rows: u64,
    body: u64,
    time: f64,
}

/// Whether the first and the last landmark are named.
pub(crate) fn recognises(head: &Head<'_>) -> Likeness {
    head.names(&["0_x", "32_x"]).into()
}

/// Reads the header.
pub(crate) fn start(lines: &mut Lines, given: &Given) -> Result<Box<dyn FrameReader>, Fault> {
    lines.advance_to_text()?;
    let names: [String; LANDMARKS] = std::array::from_fn(|place| place.to_string());
    let joints: Vec<(&str, usize)> = names.iter().enumerate().map(|(place, name)| (&**name, place)).collect();
    let columns = Columns { joints: &joints, clock: "t", keys: &[], metres: false };
    let table = Table::from_header(lines.line(), &columns)?;
    Ok(Box::new(MediaPipe {
        table,
        landmarks: Landmarks::new(),
        rate: given.rate,
        aspect: given.aspect as f32,
        scale: None,
        rows: 0,
        body: ONLY_BODY,
        time: f64::NEG_INFINITY,
    }))
}

impl FrameReader for MediaPipe {
    fn next(&mut self, lines: &mut Lines, into: &mut Frame) -> Result<bool, Fault> {
        if !lines.advance_to_text()? {
            return Ok(false);
        }
        self.table.read(lines.line())?;
        let time = if self.table.has_clock { self.table.clock } else { self.rows as f64 / self.rate };
        if time < self.time - ANOTHER_CLIP {
            self.body += 1;
        }
        self.rows += 1;
        self.time = time;
        into.time = time;
        into.body = self.body;
        for place in 0..LANDMARKS {
            let ([x, y, z], visibility) = self.table.joint(place);
            // In heights of the picture, so that all axes have one unit.
            self.landmarks.points[place] = [x * self.aspect, y, z * self.aspect];
            self.landmarks.visibility[place] = visibility;
        }
        self.scale = self.scale.or_else(|| self.landmarks.scale(SHORTEST_TRUNK));
        match self.scale {
            Some(scale) => self.landmarks.put(scale, into, |place| self.table.start_of(lines.line(), place))?,
            None => into.joints = [Sample::default(); JOINTS],
        }
        Ok(true)
    }
}
