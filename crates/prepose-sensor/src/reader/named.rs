//! Tables with named joints in metres: Kinect v1 (20 joints, seconds), UI-PRMD (22 joints, number of the frame), and
//! Kinect multi-track (25 joints, milliseconds, several sensors).
//!
//! A multi-track table holds what each of several sensors saw of the same people. Views are not merged: every sensor's
//! view of a person gets a body id of its own, from 1 in the order of appearance, and is labelled with the sensor and
//! the person, so that whoever wants one sensor keeps the bodies with its label.

use std::collections::HashMap;

use prepose_matcher::{Frame, JOINTS, Joint, Sample, Tracking};

use super::table::{Columns, KEYS, Table};
use super::{FrameReader, Given, ONLY_BODY};
use crate::clips::Labels;
use crate::error::Fault;
use crate::head::{Head, Likeness};
use crate::joint_set::{KINECT1, UI_PRMD, kinect2};
use crate::lines::Lines;

/// Rows of named joints.
struct Named {
    table: Table,
    joints: Vec<Joint>,
    clock: Clock,
    rows: u64,
    views: Option<Views>,
}

/// How a row's time is found.
enum Clock {
    /// The column, in this many parts of a second.
    Column(f64),
    /// From the number of the row, at so many a second.
    Rows(f64),
}

/// Which sensor's view of which person has which body id.
#[derive(Default)]
struct Views {
    bodies: HashMap<[Vec<u8>; KEYS], u64>,
    labels: Labels,
}

/// Whether two joints that only this sensor has are named.
pub(crate) fn recognises_kinect1(head: &Head<'_>) -> Likeness {
    head.names(&["ShoulderCenter_x", "HipCenter_x"]).into()
}

/// Whether two joints that only this dataset names are there.
pub(crate) fn recognises_ui_prmd(head: &Head<'_>) -> Likeness {
    head.names(&["Waist_x", "Chest_x"]).into()
}

/// Whether the columns that tell views apart are there.
pub(crate) fn recognises_multitrack(head: &Head<'_>) -> Likeness {
    head.names(&["Tracker_Time", "Skeleton_Id"]).into()
}

/// 20 joints, a clock in seconds.
pub(crate) fn start_kinect1(lines: &mut Lines, given: &Given) -> Result<Box<dyn FrameReader>, Fault> {
    let named = Named::start(lines, KINECT1, "t_s", &[])?;
    let clock = if named.table.has_clock { Clock::Column(1.0) } else { Clock::Rows(given.rate) };
    Ok(Box::new(Named { clock, ..named }))
}

/// 22 joints, a clock that counts frames.
pub(crate) fn start_ui_prmd(lines: &mut Lines, given: &Given) -> Result<Box<dyn FrameReader>, Fault> {
    let named = Named::start(lines, UI_PRMD, "frame", &[])?;
    let clock = if named.table.has_clock { Clock::Column(given.rate) } else { Clock::Rows(given.rate) };
    Ok(Box::new(Named { clock, ..named }))
}

/// 25 joints, a clock in milliseconds, several views of a person.
pub(crate) fn start_multitrack(lines: &mut Lines, _: &Given) -> Result<Box<dyn FrameReader>, Fault> {
    let keys = ["Kinect_Id", "Person_Id", "Skeleton_Id"];
    let named = Named::start(lines, &kinect2(), "Tracker_Time", &keys)?;
    Ok(Box::new(Named { clock: Clock::Column(1e3), views: Some(Views::default()), ..named }))
}

impl Named {
    fn start(lines: &mut Lines, set: &[(&str, Joint)], clock: &str, keys: &[&str]) -> Result<Named, Fault> {
        lines.advance_to_text()?;
        let places: Vec<(&str, usize)> = set.iter().enumerate().map(|(place, (name, _))| (*name, place)).collect();
        let columns = Columns { joints: &places, clock, keys, metres: true };
        let table = Table::from_header(lines.line(), &columns)?;
        let joints = set.iter().map(|(_, joint)| *joint).collect();
        Ok(Named { table, joints, clock: Clock::Rows(1.0), rows: 0, views: None })
    }
}

impl FrameReader for Named {
    fn next(&mut self, lines: &mut Lines, into: &mut Frame) -> Result<bool, Fault> {
        if !lines.advance_to_text()? {
            return Ok(false);
        }
        self.table.read(lines.line())?;
        into.time = match self.clock {
            Clock::Column(parts) => self.table.clock / parts,
            Clock::Rows(rate) => self.rows as f64 / rate,
        };
        self.rows += 1;
        into.body = match &mut self.views {
            Some(views) => views.body(&self.table.keys),
            None => ONLY_BODY,
        };
        into.joints = [Sample::default(); JOINTS];
        for (place, joint) in self.joints.iter().enumerate() {
            if let Some(into) = into.joints.get_mut(joint.index()) {
                *into = super::sample(self.table.joint(place).0, Tracking::Tracked);
            }
        }
        Ok(true)
    }

    fn label_of(&self, body: u64) -> Option<(&str, &str)> {
        self.views.as_ref().and_then(|views| views.labels.get(body))
    }
}

impl Views {
    fn body(&mut self, keys: &[Vec<u8>; KEYS]) -> u64 {
        if let Some(body) = self.bodies.get(keys) {
            return *body;
        }
        let [sensor, person, _] = keys;
        let body = self.labels.push(sensor, person);
        self.bodies.insert(keys.clone(), body);
        body
    }
}
