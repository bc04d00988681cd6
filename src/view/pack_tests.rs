//! What was packed is read back, number for number, by a reader written here.

use prepose_event::GestureEvent;

use super::*;
use crate::view::Skeleton;

/// Reads the numbers of a packed string.
fn numbers(data: &str) -> Vec<i64> {
    let digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = Vec::new();
    let (mut value, mut shift) = (0_u64, 0);
    for c in data.chars() {
        let digit = digits.find(c).expect("a base-64 digit") as u64;
        value |= (digit & 31) << shift;
        shift += 5;
        if digit & 32 == 0 {
            let size = (value >> 1) as i64;
            out.push(if value & 1 == 1 { -size } else { size });
            (value, shift) = (0, 0);
        }
    }
    out
}

fn parse(scene: &Scene) -> serde_json::Value {
    serde_json::from_str(&json(scene)).expect("JSON")
}

/// A body whose joints wander by some millimetres a frame, as they do before a sensor.
fn wandering(frames: usize) -> Track {
    let mut seed = 7_u32;
    let mut place = [[0.0_f32; 3]; 25];
    let mut track = Track { body: 1, ..Track::default() };
    for frame in 0..frames {
        for c in place.iter_mut().flatten() {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            *c += ((seed >> 16) as f32 / 65_535.0 - 0.5) * 0.02 - *c * 0.01;
        }
        track.times.push(frame as f64 / 30.0);
        track.frames.push(place.map(Some));
    }
    track
}

#[test]
fn numbers_survive() {
    let all = [0, 1, -1, 15, 16, -16, 1000, -32_767, i64::from(u32::MAX), 1 << 52];
    let mut data = String::new();
    all.iter().for_each(|number| push_number(&mut data, *number));
    assert_eq!(numbers(&data), all);
}

#[test]
fn frames_are_differences_and_gaps_keep_the_last_place() {
    let mut first: Skeleton = [None; 25];
    first[0] = Some([0.1, -0.2, 3.0]);
    first[3] = Some([f32::NAN, 0.0, 0.0]);
    let mut third: Skeleton = [None; 25];
    third[0] = Some([0.101, -0.2, 2.9]);
    let track = Track { body: 9, times: vec![5.0, 5.1, 5.2], frames: vec![first, [None; 25], third] };
    let packed = parse(&Scene { tracks: vec![track], ..Scene::default() });
    assert_eq!(packed["start"], 5.0);
    assert_eq!(packed["end"], 2000);
    assert_eq!(packed["bodies"], serde_json::json!(["9"]));
    assert_eq!(packed["tracks"][0]["frames"], 3);
    let data = numbers(packed["tracks"][0]["data"].as_str().unwrap());
    assert_eq!(data, [0, 1, 100, -200, 3000, 1000, 1, 0, 1, 1, 0, -100]);
}

#[test]
fn odd_numbers_of_a_source_stay_harmless() {
    let mut far: Skeleton = [None; 25];
    far[0] = Some([1e9, -1e9, 0.0]);
    let track = Track { body: u64::MAX, times: vec![2.0, f64::NAN, 1.0, 3.0], frames: vec![far; 3] };
    let packed = parse(&Scene { tracks: vec![track], ..Scene::default() });
    assert_eq!(packed["bodies"][0], "18446744073709551615");
    assert_eq!(packed["tracks"][0]["frames"], 3, "a time without a frame is left out");
    let data = numbers(packed["tracks"][0]["data"].as_str().unwrap());
    assert_eq!(data[..5], [10_000, 1, 32_767, -32_767, 0]);
    assert_eq!(data[5], -10_000, "time does not run back");
}

#[test]
fn progress_is_said_once_and_progress_events_are_left_out() {
    let point = |time: f64, body: u64, step: u32, text: Option<&str>| ProgressPoint {
        time,
        body,
        step,
        held_back: text.map(str::to_owned),
        short_by: None,
    };
    let event = |time: f64, kind: GestureEventKind| GestureEvent::new(time, 4, "a", "g", kind);
    let gesture = GestureTrack {
        progress: vec![
            point(0.0, 4, 0, Some("point up")),
            point(0.1, 5, 0, None),
            point(0.2, 4, 0, Some("point up")),
            point(0.3, 4, 1, None),
        ],
        events: vec![
            event(0.3, GestureEventKind::Started),
            event(0.2, GestureEventKind::Progress { fraction: 0.5 }),
            event(0.9, GestureEventKind::Completed { duration: 0.6 }),
        ],
        ..GestureTrack::default()
    };
    let packed = parse(&Scene { gestures: vec![gesture], ..Scene::default() });
    let gesture = &packed["gestures"][0];
    assert_eq!(gesture["points"], 3);
    assert_eq!(gesture["texts"], serde_json::json!(["point up"]));
    let data = numbers(gesture["progress"].as_str().unwrap());
    assert_eq!(data, [0, 0, 0, 1, 0, 1000, 1, 0, 0, 0, 2000, 0, 1, 0, 0]);
    let kinds: Vec<_> = gesture["events"].as_array().unwrap().iter().map(|event| &event["kind"]).collect();
    assert_eq!(kinds, ["started", "completed"]);
    assert_eq!(gesture["events"][1]["duration"], 6000);
}

#[test]
fn the_tables_are_those_of_the_matcher() {
    let packed = parse(&Scene::default());
    assert_eq!(packed["parents"][Joint::SpineBase.index()], -1);
    assert_eq!(packed["parents"][Joint::HandTipLeft.index()], Joint::HandLeft.index());
    assert_eq!(packed["sides"][Joint::HandLeft.index()], -1);
    assert_eq!(packed["sides"][Joint::Neck.index()], 0);
    assert_eq!(packed["sides"][Joint::FootRight.index()], 1);
}

#[test]
fn a_frame_takes_less_than_eighty_characters() {
    let frames = 3000;
    let size = json(&Scene { tracks: vec![wandering(frames)], ..Scene::default() }).len();
    assert!(size / frames < 80, "{} characters a frame", size / frames);
}
