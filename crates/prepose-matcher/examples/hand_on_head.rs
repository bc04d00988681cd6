//! Runs a compiled gesture over a person made for the purpose, and prints what happens and what the gesture waits for.
//!
//! `hand-on-head.program` was compiled with `prepose compile hand-on-head.prepose -o hand-on-head.program`. Here frames are
//! written by hand; an application has them from a sensor (see `prepose-sensor`).

use prepose_matcher::{Blocker, Event, EventKind, Frame, Joint, Matcher, Options, Program, ProgramError, Tracking};

fn main() -> Result<(), ProgramError> {
    for line in lines()? {
        println!("{line}");
    }
    Ok(())
}

/// What is printed.
pub fn lines() -> Result<Vec<String>, ProgramError> {
    let program = Program::from_bytes(include_bytes!("hand-on-head.program"))?;
    let mut matcher = Matcher::new(program, Options::default());
    let mut lines = Vec::new();
    for number in 0..60 {
        let time = f64::from(number) / 30.0;
        let frame = person(time, time > 1.0);
        // nothing is allocated for a frame but what the closure itself allocates
        matcher.step(&frame, |event| lines.push(told(&event)));
        if number % 15 == 0
            && let Some(explanation) = matcher.why(frame.body, 0)
        {
            let waits = match explanation.blocker {
                Blocker::Pose => "the pose".to_owned(),
                Blocker::Hold { left } => format!("{left:.2} s more"),
                other => format!("{other:?}"),
            };
            lines.push(format!("{time:.2} s: step {} of {} waits for {waits}", explanation.step, explanation.of));
        }
    }
    Ok(lines)
}

fn told(event: &Event) -> String {
    match event.kind {
        EventKind::Completed { since } => format!("{:.2} s: completed in {:.2} s", event.time, event.time - since),
        kind => format!("{:.2} s: {kind:?}", event.time),
    }
}

/// Somebody who stands two metres before the sensor and faces it, the right arm hanging or the right hand on the head.
fn person(time: f64, raised: bool) -> Frame {
    use Joint::*;
    let mut frame = Frame::empty(time, 1);
    for (joint, position) in [
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
    ] {
        frame.set(joint, position, Tracking::Tracked);
    }
    let arm = match raised {
        false => [[0.22, 0.05], [0.23, -0.2], [0.23, -0.28]],
        true => [[0.355, 0.628], [0.105, 0.64], [0.025, 0.616]],
    };
    for (joint, [x, y]) in [ElbowRight, WristRight, HandRight].into_iter().zip(arm) {
        frame.set(joint, [x, y, 2.0], Tracking::Tracked);
    }
    frame
}
