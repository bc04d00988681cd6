//! Runs a compiled gesture over a person made for the purpose, and prints the events in their wire form, as an
//! application receives them.

use std::error::Error;

use prepose_matcher::{Frame, Joint, Matcher, Options, Program, Tracking};
use prepose_naming::named;

fn main() -> Result<(), Box<dyn Error>> {
    for line in lines()? {
        println!("{line}");
    }
    Ok(())
}

/// What is printed.
pub fn lines() -> Result<Vec<String>, Box<dyn Error>> {
    let program = Program::from_bytes(include_bytes!("hand-on-head.program"))?;
    let mut matcher = Matcher::new(program.clone(), Options::default());
    let mut events = Vec::new();
    for number in 0..60 {
        let time = f64::from(number) / 32.0;
        matcher.step(&person(time, time > 1.0), |event| events.extend(named(&event, &program)));
    }
    let line = |event: prepose_event::GestureEvent| event.with_source("front door").to_line();
    Ok(events.into_iter().map(line).collect::<Result<_, _>>()?)
}

/// Somebody who stands two metres before the sensor and faces it, the right arm hanging or the right hand on the head.
fn person(time: f64, raised: bool) -> Frame {
    use Joint::*;
    let arm = match raised {
        false => [[0.22, 0.05, 2.0], [0.23, -0.2, 2.0], [0.23, -0.28, 2.0]],
        true => [[0.355, 0.628, 2.0], [0.105, 0.64, 2.0], [0.025, 0.616, 2.0]],
    };
    let trunk = [
        (SpineBase, [0.0, -0.1, 2.0]),
        (SpineMid, [0.0, 0.14, 2.0]),
        (SpineShoulder, [0.0, 0.39, 2.0]),
        (Neck, [0.0, 0.47, 2.0]),
        (Head, [0.0, 0.6, 1.98]),
        (HipLeft, [-0.09, -0.12, 2.0]),
        (HipRight, [0.09, -0.12, 2.0]),
        (ShoulderLeft, [-0.2, 0.36, 2.0]),
        (ElbowLeft, [-0.22, 0.05, 2.0]),
        (WristLeft, [-0.23, -0.2, 2.0]),
        (HandLeft, [-0.23, -0.28, 2.0]),
        (ShoulderRight, [0.2, 0.36, 2.0]),
    ];
    let mut frame = Frame::empty(time, 1);
    for (joint, position) in trunk.into_iter().chain([ElbowRight, WristRight, HandRight].into_iter().zip(arm)) {
        frame.set(joint, position, Tracking::Tracked);
    }
    frame
}
