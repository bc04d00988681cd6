//! A scene as compact JSON for the page.
//!
//! Input: a [`Scene`]. Output: its JSON text, in which positions are whole millimetres and times are ticks of 0.1 ms
//! since the scene's start. A track is a string of variable-length numbers in base 64, each the difference to the frame
//! before, most of them one character: 80 to 100 characters a frame of 25 joints, so that an hour at 30 frames a second
//! is about 9 MB. Invariant: numbers that are not finite never reach the page. It must not know how the page looks.

use std::collections::HashMap;

use prepose_event::GestureEventKind;
use prepose_matcher::Joint;
use serde::Serialize;

use super::figure;
use super::scene::{GestureTrack, ProgressPoint, Scene, StepView, Track};

const TICKS_PER_SECOND: f64 = 1e4;
/// The page keeps millimetres in 16 bits and uses the lowest value for "not tracked"; 32 m is beyond every body sensor.
const FARTHEST: f32 = 32_767.0;

#[derive(Serialize)]
struct Packed<'a> {
    title: &'a str,
    source: &'a str,
    /// Seconds of the source's clock at tick 0.
    start: f64,
    /// The last tick of anything in the scene.
    end: i64,
    /// Decimal, because a script's numbers cannot hold every u64.
    bodies: Vec<String>,
    /// The parent of each joint, -1 for the root.
    parents: Vec<i32>,
    /// -1 left, 0 middle, 1 right.
    sides: Vec<i32>,
    tracks: Vec<PackedTrack>,
    gestures: Vec<PackedGesture<'a>>,
}

#[derive(Serialize)]
struct PackedTrack {
    body: usize,
    frames: usize,
    data: String,
}

#[derive(Serialize)]
struct PackedGesture<'a> {
    app: &'a str,
    name: &'a str,
    description: &'a str,
    steps: Vec<PackedStep<'a>>,
    events: Vec<PackedEvent<'a>>,
    /// The texts that `progress` points into, from 1; 0 is none.
    texts: Vec<&'a str>,
    points: usize,
    progress: String,
}

#[derive(Serialize)]
struct PackedStep<'a> {
    pose: &'a str,
    statements: &'a [String],
    note: &'a str,
    /// 75 millimetres.
    target: Option<Vec<i32>>,
}

#[derive(Serialize)]
struct PackedEvent<'a> {
    time: i64,
    body: usize,
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    step: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    of: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pose: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    statement: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    duration: Option<i64>,
}

/// The scene as JSON text. It is not yet safe inside a `script` element.
pub(super) fn json(scene: &Scene) -> String {
    let clock = Clock::of(scene);
    let mut bodies = Bodies::default();
    let tracks = scene.tracks.iter().map(|track| pack_track(track, &clock, &mut bodies)).collect();
    let gestures = scene.gestures.iter().map(|gesture| pack_gesture(gesture, &clock, &mut bodies)).collect();
    let packed = Packed {
        title: &scene.title,
        source: &scene.source,
        start: clock.start,
        end: clock.end,
        bodies: bodies.names,
        parents: Joint::ALL.iter().map(|joint| joint.parent().map_or(-1, |parent| parent.index() as i32)).collect(),
        sides: Joint::ALL.iter().map(|joint| figure::side(*joint) as i32).collect(),
        tracks,
        gestures,
    };
    serde_json::to_string(&packed).expect("a tree of strings and numbers is always JSON")
}

struct Clock {
    start: f64,
    end: i64,
}

impl Clock {
    fn of(scene: &Scene) -> Clock {
        let of_tracks = scene.tracks.iter().flat_map(|track| track.times.iter().copied());
        let of_events = scene.gestures.iter().flat_map(|gesture| gesture.events.iter().map(|event| event.time));
        let of_progress = scene.gestures.iter().flat_map(|gesture| gesture.progress.iter().map(|point| point.time));
        let (first, last) = of_tracks
            .chain(of_events)
            .chain(of_progress)
            .filter(|time| time.is_finite())
            .fold((f64::INFINITY, f64::NEG_INFINITY), |(first, last), time| (first.min(time), last.max(time)));
        if first > last {
            return Clock { start: 0.0, end: 0 };
        }
        Clock { start: first, end: ticks(last - first) }
    }

    /// A time that is no number becomes the start.
    fn tick(&self, time: f64) -> i64 {
        if time.is_finite() { ticks(time - self.start) } else { 0 }
    }
}

/// At most 2^52, which a script's number still holds exactly.
fn ticks(seconds: f64) -> i64 {
    (seconds * TICKS_PER_SECOND).round().clamp(0.0, (1_i64 << 52) as f64) as i64
}

/// The bodies in the order in which they are met.
#[derive(Default)]
struct Bodies {
    names: Vec<String>,
    places: HashMap<u64, usize>,
}

impl Bodies {
    fn place(&mut self, body: u64) -> usize {
        *self.places.entry(body).or_insert_with(|| {
            self.names.push(body.to_string());
            self.names.len() - 1
        })
    }
}

/// A frame is: the change of the frame interval; the change of the set of tracked joints, as bits; and for each joint
/// that is tracked, x, y and z against the last place where the joint was seen.
fn pack_track(track: &Track, clock: &Clock, bodies: &mut Bodies) -> PackedTrack {
    let mut data = String::new();
    let mut time = 0;
    let mut interval = 0;
    let mut tracked = 0_i64;
    let mut last = [[0_i64; 3]; 25];
    let mut count = 0;
    for (seconds, frame) in track.times.iter().zip(&track.frames) {
        let now = clock.tick(*seconds).max(time);
        push_number(&mut data, now - time - interval);
        interval = now - time;
        time = now;

        let places = frame.map(|place| place.filter(|p| p.iter().all(|c| c.is_finite())));
        let here = (0..25).filter(|joint| places[*joint].is_some()).fold(0_i64, |bits, joint| bits | 1 << joint);
        push_number(&mut data, here ^ tracked);
        tracked = here;
        for (last, place) in last.iter_mut().zip(places) {
            let Some(place) = place else { continue };
            for (last, metres) in last.iter_mut().zip(place) {
                let millimetres = i64::from(millimetres(metres));
                push_number(&mut data, millimetres - *last);
                *last = millimetres;
            }
        }
        count += 1;
    }
    PackedTrack { body: bodies.place(track.body), frames: count, data }
}

fn millimetres(metres: f32) -> i32 {
    (metres * 1000.0).round().clamp(-FARTHEST, FARTHEST) as i32
}

/// Base-64 digits of five bits each, the lowest first; the sixth bit says that more follow; the lowest bit of all is
/// the sign. The same numbers as in the mappings of source maps, revision 3.
fn push_number(out: &mut String, number: i64) {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut rest = number.unsigned_abs() << 1 | u64::from(number < 0);
    loop {
        let more = rest > 31;
        out.push(DIGITS[(rest & 31) as usize | usize::from(more) << 5] as char);
        rest >>= 5;
        if !more {
            return;
        }
    }
}

fn pack_gesture<'a>(gesture: &'a GestureTrack, clock: &Clock, bodies: &mut Bodies) -> PackedGesture<'a> {
    let mut events: Vec<PackedEvent> = gesture
        .events
        .iter()
        .filter_map(|event| pack_event(&event.kind, clock.tick(event.time), bodies.place(event.body)))
        .collect();
    events.sort_by_key(|event| event.time);
    let (points, texts, progress) = pack_progress(&gesture.progress, clock, bodies);
    PackedGesture {
        app: &gesture.app,
        name: &gesture.name,
        description: &gesture.description,
        steps: gesture.steps.iter().map(pack_step).collect(),
        events,
        texts,
        points,
        progress,
    }
}

fn pack_step(step: &StepView) -> PackedStep<'_> {
    let target = step.target.as_ref().filter(|target| target.iter().flatten().all(|c| c.is_finite()));
    PackedStep {
        pose: &step.pose,
        statements: &step.statements,
        note: &step.note,
        target: target.map(|target| target.iter().flatten().map(|c| millimetres(*c)).collect()),
    }
}

fn pack_event(kind: &GestureEventKind, time: i64, body: usize) -> Option<PackedEvent<'_>> {
    let blank = PackedEvent { time, body, kind: "", step: None, of: None, pose: None, statement: None, duration: None };
    Some(match kind {
        GestureEventKind::Started => PackedEvent { kind: "started", ..blank },
        GestureEventKind::StepReached { step, of, pose } => {
            PackedEvent { kind: "step", step: Some(*step), of: Some(*of), pose: Some(pose), ..blank }
        }
        GestureEventKind::Completed { duration } => {
            PackedEvent { kind: "completed", duration: Some(ticks(*duration)), ..blank }
        }
        GestureEventKind::Abandoned { step, of, pose, statement } => PackedEvent {
            kind: "abandoned",
            step: Some(*step),
            of: Some(*of),
            pose: Some(pose),
            statement: Some(statement).filter(|text| !text.is_empty()).map(String::as_str),
            ..blank
        },
        // progress has a line of its own, and a kind that is not known here has no mark
        _ => return None,
    })
}

/// A point is: ticks since the point before it, the body, the step, and the two texts.
fn pack_progress<'a>(points: &'a [ProgressPoint], clock: &Clock, bodies: &mut Bodies) -> (usize, Vec<&'a str>, String) {
    let mut by_time: Vec<&ProgressPoint> = points.iter().collect();
    by_time.sort_by_key(|point| clock.tick(point.time));
    let mut texts: Vec<&str> = Vec::new();
    let mut places: HashMap<&str, i64> = HashMap::new();
    let mut place = |text: &'a Option<String>| {
        text.as_deref().map_or(0, |text| {
            *places.entry(text).or_insert_with(|| {
                texts.push(text);
                texts.len() as i64
            })
        })
    };
    let mut said = HashMap::new();
    let mut data = String::new();
    let mut time = 0;
    let mut count = 0;
    for point in by_time {
        let what = (point.step, place(&point.held_back), place(&point.short_by));
        if said.insert(point.body, what) == Some(what) {
            continue;
        }
        let now = clock.tick(point.time);
        let body = bodies.place(point.body) as i64;
        for number in [now - time, body, i64::from(what.0), what.1, what.2] {
            push_number(&mut data, number);
        }
        time = now;
        count += 1;
    }
    (count, texts, data)
}

#[cfg(test)]
#[path = "pack_tests.rs"]
mod tests;
