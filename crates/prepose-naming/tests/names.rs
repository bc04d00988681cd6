//! Each kind of event gets the names of its program, and an event of another program gets none.

use prepose_event::{GestureEvent, GestureEventKind};
use prepose_matcher::{Event, EventKind, Program};
use prepose_naming::named;

#[path = "../examples/lines.rs"]
#[allow(dead_code)] // its `main` prints
mod example;

fn program() -> Program {
    Program::from_bytes(include_bytes!("../examples/hand-on-head.program")).expect("a program")
}

fn name(gesture: u32, kind: EventKind) -> Option<GestureEvent> {
    named(&Event { time: 4.0, body: 2, gesture, kind }, &program())
}

#[test]
fn each_kind_has_its_names() {
    let pose = |name: &str| name.to_owned();
    let statement = "touch your head with your right hand";
    let place = program().parts().statements.iter().position(|s| s.text == statement).expect("the statement");
    for (kind, expected) in [
        (EventKind::Started, GestureEventKind::Started),
        (EventKind::StepReached { node: 1 }, GestureEventKind::StepReached { step: 2, of: 2, pose: pose("hand-up") }),
        (EventKind::Progress { fraction: 0.5 }, GestureEventKind::Progress { fraction: 0.5 }),
        (EventKind::Completed { since: 1.5 }, GestureEventKind::Completed { duration: 2.5 }),
        (
            EventKind::Abandoned { node: 1, statement: Some(place as u32) },
            GestureEventKind::Abandoned { step: 2, of: 2, pose: pose("hand-up"), statement: statement.to_owned() },
        ),
        (
            EventKind::Abandoned { node: 0, statement: None },
            GestureEventKind::Abandoned { step: 1, of: 2, pose: pose("arms-down"), statement: String::new() },
        ),
    ] {
        assert_eq!(name(0, kind), Some(GestureEvent::new(4.0, 2, "demo", "hand-on-head", expected)));
    }
}

#[test]
fn an_event_of_another_program_has_no_names() {
    assert_eq!(name(1, EventKind::Started), None);
    assert_eq!(name(0, EventKind::StepReached { node: 2 }), None);
    assert_eq!(name(0, EventKind::Abandoned { node: 0, statement: Some(99) }), None);
}

#[test]
fn the_example_prints_lines_of_events() {
    let lines = example::lines().expect("lines");
    let beginning =
        r#"{"time":0.0,"source":"front door","body":1,"app":"demo","gesture":"hand-on-head","event":"started"}"#;
    assert_eq!(lines.first().map(String::as_str), Some(beginning));
    let events: Result<Vec<_>, _> = lines.iter().map(GestureEvent::from_line).collect();
    let last = events.expect("events").pop().expect("some");
    assert!(matches!(last.kind, GestureEventKind::Completed { duration } if duration > 1.4), "{last:?}");
}
