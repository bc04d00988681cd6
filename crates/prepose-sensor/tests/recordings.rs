//! The recordings of real people, read where they lie. Without them this is skipped, which it says on one line.

mod support;

use std::collections::BTreeMap;
use std::path::Path;

use prepose_matcher::{Frame, Joint, Tracking};
use prepose_sensor::{Format, ReadOptions, open};
use support::recordings;

/// A line of `index.csv`: path, format, count of frames.
fn index(folder: &Path) -> Vec<(String, Format, u64)> {
    let text = std::fs::read_to_string(folder.join("index.csv")).expect("the index can be read");
    let rows: Vec<_> = text
        .lines()
        .skip(1)
        .map(|line| {
            let fields: Vec<&str> = line.split(',').collect();
            let format = Format::from_name(fields[2]).unwrap_or_else(|| panic!("a format named {}", fields[2]));
            (fields[0].to_owned(), format, fields[5].parse().expect("a count of frames"))
        })
        .collect();
    assert!(rows.len() > 300, "the index has {} files", rows.len());
    rows
}

#[test]
fn every_recording_is_read_to_its_end() {
    let Some(folder) = recordings() else { return };
    for (path, format, count) in index(&folder) {
        let mut recording = open(&folder.join(&path), &ReadOptions::default()).expect("a recording");
        assert_eq!(recording.format(), format, "{path}");
        let mut frame = Frame::empty(0.0, 0);
        let mut frames = 0;
        while recording.next_frame(&mut frame).unwrap_or_else(|error| panic!("{error}")) {
            frames += 1;
        }
        assert_eq!(frames, count, "{path}");
        assert_eq!(Some(recording.bytes_read()), recording.size_hint(), "{path}");
    }
}

/// Of a kind of recording: frames that tell, and how many of them say so.
#[derive(Debug, Default, Clone, Copy)]
struct Share {
    of: u32,
    yes: u32,
}

impl Share {
    fn count(&mut self, answer: Option<bool>) {
        if let Some(answer) = answer {
            self.of += 1;
            self.yes += u32::from(answer);
        }
    }

    fn part(self) -> f64 {
        f64::from(self.yes) / f64::from(self.of)
    }
}

fn between(frame: &Frame, from: Joint, to: Joint) -> Option<[f32; 3]> {
    let (from, to) = (frame.joint(from), frame.joint(to));
    let known = from.tracking != Tracking::NotTracked && to.tracking != Tracking::NotTracked;
    known.then(|| [0, 1, 2].map(|axis| to.position[axis] - from.position[axis]))
}

/// Whether the toes are in front of the ankles, front being up x right of right-handed coordinates.
fn toes_in_front(frame: &Frame) -> Option<bool> {
    let right = between(frame, Joint::HipLeft, Joint::HipRight)?;
    let left_foot = between(frame, Joint::AnkleLeft, Joint::FootLeft)?;
    let right_foot = between(frame, Joint::AnkleRight, Joint::FootRight)?;
    let forward = |foot: [f32; 3]| right[2] * foot[0] - right[0] * foot[2];
    Some(forward(left_foot) + forward(right_foot) > 0.0)
}

#[test]
fn bodies_are_the_right_way_round() {
    let Some(folder) = recordings() else { return };
    let mut seen: BTreeMap<&str, [Share; 3]> = BTreeMap::new();
    for (path, format, _) in index(&folder) {
        for frame in open(&folder.join(&path), &ReadOptions::default()).expect("a recording") {
            let frame = frame.expect("a frame");
            let [right, up, front] = seen.entry(format.name()).or_default();
            right.count(between(&frame, Joint::HipLeft, Joint::HipRight).map(|hips| hips[0] > 0.0));
            up.count(between(&frame, Joint::HipLeft, Joint::ShoulderLeft).map(|trunk| trunk[1] > 0.0));
            front.count(toes_in_front(&frame));
        }
    }
    assert_eq!(seen.len(), 9);
    for (format, [right, up, front]) in &seen {
        // People face a Kinect in all of these. Before the cameras they also lie, bend over and turn away.
        let (least_right, least_up, least_front) = match *format {
            "mediapipe-csv" | "mlkit" => (0.75, 0.75, 0.7),
            _ => (0.98, 0.98, 0.98),
        };
        assert!(right.part() >= least_right, "{format}: own right at +x in {right:?}");
        assert!(up.part() >= least_up, "{format}: shoulders above hips in {up:?}");
        assert!(front.part() >= least_front, "{format}: toes in front in {front:?}");
    }
}

#[test]
fn trunks_have_the_length_of_trunks() {
    let Some(folder) = recordings() else { return };
    for (path, format, _) in index(&folder) {
        // A picture's scale is set by one frame of it, whose depth may be wrong by the half.
        let picture = matches!(format, Format::MediaPipe | Format::MlKit);
        let trunks = if picture { 0.2..1.2 } else { 0.3..0.7 };
        let mut lengths: Vec<f32> = open(&folder.join(&path), &ReadOptions::default())
            .expect("a recording")
            .filter_map(|frame| between(&frame.expect("a frame"), Joint::HipLeft, Joint::ShoulderLeft))
            .map(|trunk| trunk.iter().map(|axis| axis * axis).sum::<f32>().sqrt())
            .collect();
        lengths.sort_by(f32::total_cmp);
        let median = lengths[lengths.len() / 2];
        assert!(trunks.contains(&median), "{path}: hip to shoulder {median} m");
    }
}
