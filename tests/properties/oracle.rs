//! The compiled matcher and the interpreter tell the same.

use std::cell::RefCell;

use prepose::interpret::Interpreter;
use prepose::translate::translate;
use prepose::typed::Gesture;
use prepose_matcher::{Event, EventKind, Frame, Matcher, Options, Program};
use proptest::prelude::*;

use super::motion::motion;
use super::person::mirrored;
use super::run::{checked, numbers, prove};
use super::tape::{Choices, Seeded, Tape};
use super::text;

/// An event with the words of the statement in place of its number.
#[derive(Debug, Clone, PartialEq)]
struct Told {
    time: f64,
    body: u64,
    gesture: String,
    kind: EventKind,
    words: Option<String>,
}

fn told(event: &Event, names: &[String], words: impl Fn(u32, u32, u32) -> String) -> Told {
    let (kind, words) = match event.kind {
        EventKind::Abandoned { node, statement } => {
            let words = statement.map(|statement| words(event.gesture, node, statement));
            (EventKind::Abandoned { node, statement: None }, words)
        }
        kind => (kind, None),
    };
    Told { time: event.time, body: event.body, gesture: names[event.gesture as usize].clone(), kind, words }
}

fn by_matcher(program: &Program, options: &Options, frames: &[Frame]) -> Vec<Vec<Told>> {
    let names: Vec<String> = program.parts().gestures.iter().map(|gesture| gesture.name.clone()).collect();
    let mut matcher = Matcher::new(program.clone(), options.clone());
    let words = |_, _, statement: u32| program.parts().statements[statement as usize].text.clone();
    let step = |frame: &Frame| {
        let mut events = Vec::new();
        matcher.step(frame, |event| events.push(told(&event, &names, words)));
        events
    };
    frames.iter().map(step).collect()
}

fn by_interpreter(gestures: &[Gesture], options: &Options, frames: &[Frame], slack: f64) -> Vec<Vec<Told>> {
    let mut interpreter = Interpreter::new(gestures, options).with_slack(slack);
    let ordered = interpreter.gestures().to_vec();
    let names: Vec<String> = ordered.iter().map(|gesture| gesture.name.clone()).collect();
    let words = |gesture: u32, node: u32, statement: u32| {
        ordered[gesture as usize].nodes[node as usize].statements[statement as usize].text.clone()
    };
    let step = |frame: &Frame| interpreter.step(frame).iter().map(|event| told(event, &names, words)).collect();
    frames.iter().map(step).collect()
}

fn options(choose: &mut impl Choices) -> Options {
    Options::default()
        .with_max_bodies(if choose.chance(60) { 16 } else { 1 + choose.below(2) })
        .with_trust_inferred(choose.chance(70))
        .with_proportions(if choose.chance(15) { prepose_matcher::Proportions::Own } else { Default::default() })
}

/// What the cases together have shown, so that none of it passes for want of a trial.
#[derive(Debug, Default)]
struct Seen {
    cases: u32,
    broken_text: u32,
    on_the_edge: u32,
    started: u32,
    reached: u32,
    completed: u32,
    abandoned: u32,
}

impl Seen {
    fn count(&mut self, events: &[Vec<Told>]) {
        for event in events.iter().flatten() {
            match event.kind {
                EventKind::Started => self.started += 1,
                EventKind::StepReached { .. } => self.reached += 1,
                EventKind::Completed { .. } => self.completed += 1,
                EventKind::Abandoned { .. } => self.abandoned += 1,
                EventKind::Progress { .. } => {}
            }
        }
    }
}

#[test]
fn the_matcher_tells_what_the_interpreter_tells() {
    let seen = RefCell::new(Seen::default());
    prove(1500, (numbers(220), any::<u64>()), |(tape, seed)| {
        let app = text::app(&mut Tape::new(&tape));
        let mut seen = seen.borrow_mut();
        seen.cases += 1;
        let Some(gestures) = checked(&app.text) else {
            seen.broken_text += 1;
            return Ok(());
        };
        let program = translate(&gestures).map_err(|error| TestCaseError::fail(format!("{error}\n{}", app.text)))?;
        let read_back = Program::from_bytes(&program.to_bytes());
        prop_assert_eq!(read_back.as_ref(), Ok(&program), "{}", app.text);
        let frames = motion(&gestures, seed, 25.0);
        let options = options(&mut Seeded(seed ^ 1));
        let fast = by_matcher(&program, &options, &frames);
        let slow = by_interpreter(&gestures, &options, &frames, 0.0);
        seen.count(&fast);
        if let Some(at) = (0..frames.len()).find(|&at| fast[at] != slow[at]) {
            let edge = [1e-9, -1e-9].map(|slack| by_interpreter(&gestures, &options, &frames, slack));
            if edge[0][..=at] != edge[1][..=at] {
                seen.on_the_edge += 1;
                return Ok(());
            }
            let before = slow[..at].iter().flatten().rev().take(12).map(|told| format!("    {told:?}\n"));
            let before: Vec<String> = before.collect();
            prop_assert!(
                false,
                "{}\n{options:?}\nframe {at}: {:?}\nmatcher:     {:#?}\ninterpreter: {:#?}\nbefore, last first:\n{}",
                app.text,
                (frames[at].time, frames[at].body),
                fast[at],
                slow[at],
                before.concat()
            );
        }
        Ok(())
    });
    let seen = seen.into_inner();
    assert!(seen.broken_text * 4 < seen.cases && seen.on_the_edge * 100 < seen.cases, "{seen:?}");
    let least = seen.started.min(seen.reached).min(seen.completed).min(seen.abandoned);
    assert!(least > seen.cases / 4, "{seen:?}");
}

#[test]
fn a_mirrored_gesture_sees_mirrored_people() {
    let told_at_all = RefCell::new(0);
    prove(200, (numbers(160), any::<u64>()), |(tape, seed)| {
        let text = text::app(&mut Tape::new(&tape)).with_mirror_images();
        let Some(gestures) = checked(&text) else { return Ok(()) };
        let program = translate(&gestures).map_err(|error| TestCaseError::fail(format!("{error}\n{text}")))?;
        let frames = motion(&gestures, seed, 15.0);
        let mirror: Vec<Frame> = frames.iter().map(mirrored).collect();
        let options = options(&mut Seeded(seed ^ 1));
        // the words speak of the other side, and the order of gestures within a frame is the program's
        let plain = |events: &[Vec<Told>], of: &str| {
            let own = |told: &&Told| told.gesture == of;
            let plain = |told: &Told| (told.time, told.body, told.kind);
            events.iter().flatten().filter(own).map(plain).collect::<Vec<_>>()
        };
        let here = by_matcher(&program, &options, &frames);
        let there = by_matcher(&program, &options, &mirror);
        for gesture in gestures.iter().filter(|gesture| !gesture.name.starts_with("mirrored-")) {
            let image = format!("mirrored-{}", gesture.name);
            let events = plain(&here, &gesture.name);
            *told_at_all.borrow_mut() += events.len();
            prop_assert_eq!(&events, &plain(&there, &image), "{}\n{}", gesture.name, text);
            prop_assert_eq!(plain(&there, &gesture.name), plain(&here, &image), "{}\n{}", gesture.name, text);
        }
        Ok(())
    });
    assert!(told_at_all.into_inner() > 1000);
}
