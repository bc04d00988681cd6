//! The wire form: what is written is read back equal, and what is no event is told so.

use prepose_event::{EventError, GestureEvent, GestureEventKind, MAX_LINE};
use proptest::prelude::*;

#[path = "../examples/completed.rs"]
#[allow(dead_code)] // its `main` reads standard input
mod example;

fn event(kind: GestureEventKind) -> GestureEvent {
    GestureEvent::new(1.5, 3, "demo", "wave", kind)
}

#[test]
fn each_kind_has_its_line() {
    let pose = || "up".to_owned();
    let abandoned =
        |statement: &str| GestureEventKind::Abandoned { step: 2, of: 3, pose: pose(), statement: statement.to_owned() };
    for (kind, line) in [
        (GestureEventKind::Started, r#""event":"started""#),
        (
            GestureEventKind::StepReached { step: 2, of: 3, pose: pose() },
            r#""event":"step-reached","step":2,"of":3,"pose":"up""#,
        ),
        (GestureEventKind::Progress { fraction: 0.25 }, r#""event":"progress","fraction":0.25"#),
        (GestureEventKind::Completed { duration: 2.5 }, r#""event":"completed","duration":2.5"#),
        (abandoned("a \"b\""), r#""event":"abandoned","step":2,"of":3,"pose":"up","statement":"a \"b\"""#),
    ] {
        let whole = format!(r#"{{"time":1.5,"body":3,"app":"demo","gesture":"wave",{line}}}"#);
        assert_eq!(event(kind.clone()).to_line().expect("a line"), whole);
        assert_eq!(GestureEvent::from_line(format!("{whole}\r\n")).expect("an event"), event(kind));
    }
}

#[test]
fn unknown_fields_are_passed_over_and_unknown_kinds_are_not() {
    let line = |kind: &str| {
        format!(r#"{{"time":1.5,"room":{{"a":[1]}},"body":3,"app":"demo","gesture":"wave","event":"{kind}"}}"#)
    };
    assert_eq!(GestureEvent::from_line(line("started")).expect("an event"), event(GestureEventKind::Started));
    let error = GestureEvent::from_line(line("danced")).expect_err("no such kind");
    assert!(error.to_string().contains("unknown variant `danced`"), "{error}");
    assert!(std::error::Error::source(&error).is_some_and(|source| source.is::<serde_json::Error>()));
}

#[test]
fn what_could_not_be_read_back_is_not_written() {
    let bad = |event: &GestureEvent| matches!(event.to_line(), Err(EventError::BadNumber { .. }));
    assert!(bad(&event(GestureEventKind::Completed { duration: f64::INFINITY })));
    assert!(bad(&event(GestureEventKind::Progress { fraction: 1.5 })));
    assert!(bad(&event(GestureEventKind::Progress { fraction: f32::NAN })));
    assert!(bad(&GestureEvent::new(f64::NAN, 1, "a", "b", GestureEventKind::Started)));
    let long = event(GestureEventKind::Started).with_source("x".repeat(MAX_LINE));
    assert!(matches!(long.to_line(), Err(EventError::TooLong { .. })));
}

#[test]
fn hostile_lines_are_refused() {
    let line = event(GestureEventKind::Started).to_line().expect("a line");
    let refused = |bytes: &[u8]| GestureEvent::from_line(bytes).expect_err("no event").to_string();
    assert!(refused(&vec![b'['; MAX_LINE + 1]).starts_with("a line of 65537 bytes"));
    assert!(refused(format!("{{\"room\":{}", "[".repeat(1000)).as_bytes()).contains("recursion limit"));
    assert!(refused(format!("{line}\n{line}").as_bytes()).contains("several lines"));
    assert!(refused(format!("{line}{line}").as_bytes()).contains("trailing characters"));
    assert!(refused(line.replace("wave", "wa\u{0}ve").as_bytes()).contains("control character"));
    assert!(refused(line.replace("1.5", "1e999").as_bytes()).contains("out of range"));
    let twice = line.replacen("\"body\":3", "\"body\":3,\"body\":4", 1);
    assert!(refused(twice.as_bytes()).contains("duplicate field"));
    let progress = event(GestureEventKind::Progress { fraction: 0.5 }).to_line().expect("a line");
    assert!(refused(progress.replace("0.5", "1e300").as_bytes()).contains("not within 0 and 1"));
    assert!(refused(b"").contains("EOF"));
    assert!(refused(b"\xff").starts_with("this line is no gesture event"));
}

#[test]
fn the_example_tells_completions() {
    let completed = event(GestureEventKind::Completed { duration: 2.5 }).to_line().expect("a line");
    let started = event(GestureEventKind::Started).to_line().expect("a line");
    let told = |line: &str| example::completed(line.as_bytes()).expect("an event");
    assert_eq!(told(&completed).as_deref(), Some("person 3 did `wave` in 2.5 s"));
    assert_eq!(told(&started), None);
}

fn kinds() -> impl Strategy<Value = GestureEventKind> {
    let finite = prop::num::f64::NORMAL | prop::num::f64::SUBNORMAL | prop::num::f64::ZERO;
    let step = || (any::<u32>(), any::<u32>(), any::<String>());
    prop_oneof![
        Just(GestureEventKind::Started),
        step().prop_map(|(step, of, pose)| GestureEventKind::StepReached { step, of, pose }),
        (0.0f32..=1.0).prop_map(|fraction| GestureEventKind::Progress { fraction }),
        finite.prop_map(|duration| GestureEventKind::Completed { duration }),
        (step(), any::<String>()).prop_map(|((step, of, pose), statement)| GestureEventKind::Abandoned {
            step,
            of,
            pose,
            statement
        }),
    ]
}

proptest! {
    #[test]
    fn what_is_written_is_read_back(
        time in prop::num::f64::NORMAL | prop::num::f64::ZERO,
        body in any::<u64>(),
        names in any::<[String; 2]>(),
        source in any::<Option<String>>(),
        kind in kinds(),
    ) {
        let [app, gesture] = names;
        let mut event = GestureEvent::new(time, body, app, gesture, kind);
        event.source = source;
        let line = event.to_line().expect("a line");
        prop_assert!(!line.contains('\n'));
        prop_assert_eq!(GestureEvent::from_line(&line).expect("an event"), event);
    }

    #[test]
    fn no_bytes_panic(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        if let Ok(event) = GestureEvent::from_line(&bytes) {
            prop_assert_eq!(GestureEvent::from_line(event.to_line().expect("a line")).expect("an event"), event);
        }
    }
}
