//! `perform`, `run`, `accuracy`.

use prepose_event::{GestureEvent, GestureEventKind};

use super::support::{Folder, RAISE, Ran, SLIP};

fn performed() -> Folder {
    let folder = Folder::new();
    folder.write("raise.prepose", RAISE);
    let ran = folder.run(&["perform", "raise", "raise.prepose", "--people", "3", "--noise", "kinect", "-o", "p.jsonl"]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    folder
}

fn events(ran: &Ran) -> Vec<GestureEvent> {
    ran.out.lines().map(|line| serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}"))).collect()
}

fn completions(events: &[GestureEvent]) -> Vec<u64> {
    let completed = events.iter().filter(|event| matches!(event.kind, GestureEventKind::Completed { .. }));
    let mut bodies: Vec<u64> = completed.map(|event| event.body).collect();
    bodies.sort_unstable();
    bodies
}

#[test]
fn everybody_who_performs_is_recognised() {
    let folder = performed();
    let ran = folder.run(&["run", "raise.prepose", "--source", "p.jsonl"]);
    assert_eq!(ran.code, 0);
    let events = events(&ran);
    assert_eq!(completions(&events), [1, 2, 3]);
    assert!(events.iter().all(|event| event.app == "a" && event.gesture == "raise" && event.source.is_none()));
}

#[test]
fn events_hold_no_positions() {
    let folder = performed();
    let out = folder.run(&["run", "raise.prepose", "--source", "p.jsonl", "--progress"]).out;
    let known = ["time", "body", "app", "gesture", "event", "step", "of", "pose", "fraction", "duration", "statement"];
    for line in out.lines() {
        let value: serde_json::Value = serde_json::from_str(line).expect("json");
        for key in value.as_object().expect("an object").keys() {
            assert!(known.contains(&key.as_str()), "{key} in {line}");
        }
    }
    assert!(out.contains("\"progress\""));
}

#[test]
fn the_same_seed_makes_the_same_people() {
    let folder = performed();
    let again = folder.run(&["perform", "raise", "raise.prepose", "--people", "3", "--noise", "kinect"]);
    assert_eq!(folder.read("p.jsonl"), again.out);
    let other = folder.run(&["perform", "raise", "raise.prepose", "--people", "3", "--noise", "kinect", "--seed", "2"]);
    assert_ne!(again.out, other.out);
}

#[test]
fn what_nobody_can_do_is_reported() {
    let folder = Folder::new();
    let text = "APP a:\n  GESTURE g:\n    POSE p:\n      point your left arm up,\n      put your left hand below your \
                left hip.\n    EXECUTION:\n      p.\n";
    folder.write("a.prepose", text);
    let ran = folder.run(&["perform", "g", "a.prepose", "-o", "p.jsonl"]);
    assert_eq!(ran.code, 1);
    assert!(ran.err.contains("put your left hand below your left hip"), "{}", ran.err);
    assert_eq!(folder.names(), ["a.prepose"]);
}

#[test]
fn a_mistyped_gesture_is_corrected() {
    let folder = performed();
    let ran = folder.run(&["perform", "rais", "raise.prepose"]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("did you mean `raise`?"), "{}", ran.err);
}

#[test]
fn why_names_the_statement_and_the_amount() {
    let folder = performed();
    let json = folder.run(&["run", "raise.prepose", "--source", "p.jsonl", "--why", "raise"]).out;
    let why = json.lines().map(|line| serde_json::from_str::<serde_json::Value>(line).expect("json"));
    let short = why.filter(|line| line["event"] == "why" && line["pose"] == "high").filter_map(|line| {
        let statement = &line["statements"][0];
        assert_eq!(statement["statement"], "put your left hand above your head");
        statement["short_by"]["amount"].as_f64()
    });
    assert!(short.clone().count() > 10 && short.clone().any(|amount| amount > 30.0));
    let human = folder.run(&["run", "raise.prepose", "--source", "p.jsonl", "--why", "raise", "--format", "human"]).out;
    assert!(human.contains("put your left hand above your head: ") && human.contains("centimeters short"), "{human}");
}

#[test]
fn several_sources_are_told_apart() {
    let folder = performed();
    std::fs::copy(folder.path().join("p.jsonl"), folder.path().join("q.jsonl")).expect("a copy");
    let ran = folder.run(&["run", "raise.prepose", "--source", "p.jsonl", "q.jsonl"]);
    let events = events(&ran);
    for source in ["p.jsonl", "q.jsonl"] {
        let of: Vec<_> = events.iter().filter(|event| event.source.as_deref() == Some(source)).cloned().collect();
        assert_eq!(completions(&of), [1, 2, 3]);
    }
}

#[test]
fn a_recording_may_come_through_a_pipe() {
    let folder = performed();
    let recording = folder.read("p.jsonl");
    let ran = folder.run_with(&["run", "raise.prepose", "--source", "-"], recording.as_bytes());
    assert_eq!(completions(&events(&ran)), [1, 2, 3]);
}

#[test]
fn a_damaged_recording_names_the_place_and_keeps_what_came_before() {
    let folder = performed();
    let mut damaged: Vec<String> = folder.read("p.jsonl").lines().map(str::to_string).collect();
    let line = damaged.len() - 5;
    damaged[line] = "{\"t\": oops".to_string();
    folder.write("damaged.jsonl", damaged.join("\n"));
    let stopped = folder.run(&["run", "raise.prepose", "--source", "damaged.jsonl"]);
    assert_eq!(stopped.code, 2);
    assert!(stopped.err.contains(&format!("damaged.jsonl:{}:", line + 1)), "{}", stopped.err);
    assert!(stopped.err.contains("--keep-going"), "{}", stopped.err);
    let kept = folder.run(&["run", "raise.prepose", "--source", "damaged.jsonl", "--keep-going"]);
    assert_eq!(kept.code, 0);
    assert_eq!(completions(&events(&kept)), [1, 2, 3]);
    folder.write("noise.bin", [0u8, 159, 146, 150, 7, 7, 7]);
    let noise = folder.run(&["run", "raise.prepose", "--source", "noise.bin"]);
    assert_eq!(noise.code, 2);
    assert!(noise.err.contains("noise.bin") && noise.err.contains("help:"), "{}", noise.err);
}

#[test]
fn gestures_with_errors_are_not_run() {
    let folder = performed();
    folder.write("slip.prepose", SLIP);
    let ran = folder.run(&["run", "slip.prepose", "--source", "p.jsonl"]);
    assert_eq!((ran.code, ran.out.as_str()), (2, ""));
    assert!(ran.err.contains("E0103"), "{}", ran.err);
}

#[test]
fn accuracy_counts_hits_misses_and_alarms() {
    let folder = performed();
    let other = "APP b:\n  GESTURE low:\n    POSE low:\n      point your left arm down within 40 degrees.\n    EXECUTION:\n      low.\n";
    folder.write("low.prepose", other);
    folder.run(&["perform", "low", "low.prepose", "-o", "l.jsonl"]);
    folder
        .write("index.csv", "path,dataset,label,note\np.jsonl,d,up,correct\nl.jsonl,d,up,incorrect\nl.jsonl,d,down,\n");
    folder.write("labels.csv", "dataset,label,gesture\nd,up,raise\nd,down,low\n");
    let arguments =
        ["accuracy", "raise.prepose", "low.prepose", "--recordings", ".", "--labels", "labels.csv", "--verbose"];
    let out = folder.run(&arguments).out;
    let row = |name: &str| {
        let line =
            out.lines().find(|line| line.trim_start().starts_with(name)).unwrap_or_else(|| panic!("{name} in {out}"));
        line.split_whitespace().skip(1).map(str::to_string).collect::<Vec<_>>()
    };
    assert_eq!(row("raise")[..3], ["1", "1", "0"]);
    assert_eq!(row("low")[..3], ["1", "0", "2"]);
    assert!(out.contains("correct    completed 1 of 1") && out.contains("incorrect  completed 0 of 1"), "{out}");
    folder.write("nested.csv", "gesture,contains,reason\nraise,low,the arm hangs before it is raised\n");
    let nested = folder.run(&[&arguments[..], &["--nested", "nested.csv", "--picture", "c.svg"]].concat()).out;
    assert!(nested.lines().any(|line| line.split_whitespace().take(4).eq(["low", "1", "0", "0"])), "{nested}");
    assert!(folder.read("c.svg").starts_with("<svg"));
}
