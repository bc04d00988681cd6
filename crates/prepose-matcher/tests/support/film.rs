//! Films: what a person does, frame by frame, in the words of `program`; and what the matcher tells of it.
#![allow(dead_code)]

use prepose_matcher::{Event, EventKind, Frame, Joint, Matcher, Options, Program, Tracking};

use crate::program::LETTERS;
use crate::skeleton::{DOWN, Placing, Skeleton, UP};

/// A frame: the letters that point up; after `?` those that are not seen. `r` and a number of degrees turns the right
/// foot from down toward the right.
pub fn frame(time: f64, body: u64, words: &str) -> Frame {
    let mut skeleton = Skeleton::standing();
    for (_, joint) in LETTERS {
        skeleton = skeleton.point(joint, DOWN);
    }
    skeleton = skeleton.point(Joint::FootRight, DOWN);
    for word in words.split_whitespace() {
        if let Some(degrees) = word.strip_prefix('r') {
            let (sin, cos) = degrees.parse::<f64>().unwrap().to_radians().sin_cos();
            skeleton = skeleton.point(Joint::FootRight, [sin, -cos, 0.0]);
            continue;
        }
        let hidden = word.starts_with('?');
        for letter in word.trim_start_matches('?').chars() {
            let joint = LETTERS.iter().find(|(l, _)| *l == letter).unwrap().1;
            skeleton = match hidden {
                true => skeleton.see(joint, Tracking::NotTracked),
                false => skeleton.point(joint, UP),
            };
        }
    }
    skeleton.frame(time, body, Placing::default())
}

pub fn play(matcher: &mut Matcher, body: u64, film: &[(f64, &str)]) -> Vec<Event> {
    let mut events = Vec::new();
    for &(time, words) in film {
        matcher.step(&frame(time, body, words), |event| events.push(event));
    }
    events
}

/// Plays a film to a new matcher and tells the events in words.
pub fn tell(program: &Program, film: &[(f64, &str)]) -> Vec<String> {
    let mut matcher = Matcher::new(program.clone(), Options::default());
    play(&mut matcher, 1, film).iter().map(|event| words(program, event)).collect()
}

pub fn words(program: &Program, event: &Event) -> String {
    let gesture = &program.parts().gestures[event.gesture as usize];
    let pose = |node: u32| &gesture.nodes[node as usize].name;
    let what = match event.kind {
        EventKind::Started => "started".to_owned(),
        EventKind::StepReached { node } => format!("reached {}", pose(node)),
        EventKind::Progress { fraction } => format!("at {fraction:.2}"),
        EventKind::Completed { since } => format!("completed since {since}"),
        EventKind::Abandoned { node, statement } => {
            let statement = statement.map(|s| program.parts().statements[s as usize].text.as_str());
            format!("abandoned before {} for {}", pose(node), statement.unwrap_or("nothing"))
        }
    };
    format!("{} {} {what}", event.time, gesture.name)
}
