//! `inspect`, what `run` says of gestures that a recording cannot show, and how a sensor stood.

use serde_json::{Value, json};

use super::support::Folder;

const ARMS: &str = "\
APP arms:
  GESTURE over:
    POSE low: point your right arm down.
    POSE raised: put your right hand above your neck.
    EXECUTION: low, raised.
  GESTURE up:
    POSE low: point your right arm down.
    POSE raised: point your right arm up.
    EXECUTION: low, raised.
  GESTURE then:
    AFTER over within 5 seconds.
    POSE low: point your right arm down.
    POSE raised: point your right arm right.
    EXECUTION: low, raised.
";

/// Somebody who does `up`; `change` sees the joints of each frame, `[x, y, z, state]` or null.
fn recorded(folder: &Folder, change: impl Fn(&mut Vec<Value>)) -> String {
    folder.write("arms.prepose", ARMS);
    let ran = folder.run(&["perform", "up", "arms.prepose"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let mut lines = ran.out.lines();
    let mut out = format!("{}\n", lines.next().expect("a header"));
    for line in lines {
        let mut frame: Value = serde_json::from_str(line).expect("json");
        change(frame["joints"].as_array_mut().expect("joints"));
        out.push_str(&format!("{frame}\n"));
    }
    out
}

/// The joints' places in the form: head, neck.
const HEAD: usize = 3;
const NECK: usize = 2;

fn completes(folder: &Folder, more: &[&str]) -> bool {
    let ran = folder.run(&[&["run", "arms.prepose", "-s", "it.jsonl", "--format", "human"], more].concat());
    assert_eq!(ran.code, 0, "{}", ran.err);
    ran.out.lines().any(|line| line.contains("  up ") && line.contains("COMPLETED"))
}

#[test]
fn a_gesture_that_the_sensor_cannot_show_is_named_before_the_first_event() {
    let folder = Folder::new();
    folder.write("it.jsonl", recorded(&folder, |joints| joints[NECK] = Value::Null));
    let file = folder.run(&["run", "arms.prepose", "-s", "it.jsonl"]);
    assert_eq!(file.code, 0);
    let said = "prepose: `it.jsonl` never shows the neck, without which `over`, `then` can never fire\n";
    assert_eq!(file.err, said);
    // what is piped is told of at its end
    let piped = folder.run_with(&["run", "arms.prepose", "-s", "-"], folder.read("it.jsonl").as_bytes());
    assert_eq!(piped.err, said.replace("it.jsonl", "-"));
    // a joint that no gesture needs is not spoken of
    folder.write("it.jsonl", recorded(&folder, |joints| joints[HEAD] = Value::Null));
    assert_eq!(folder.run(&["run", "arms.prepose", "-s", "it.jsonl"]).err, "");
}

#[test]
fn inspect_says_what_was_understood() {
    let folder = Folder::new();
    folder.write("it.jsonl", recorded(&folder, |joints| joints[NECK] = Value::Null));
    let ran = folder.run(&["inspect", "it.jsonl", "--gestures", "arms.prepose"]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    for row in [
        "  format          json-lines: prepose frames, one JSON object a line\n",
        "  people          1\n",
        " a second\n",
        "  never seen      the neck\n",
        "  can never fire  over: `put your right hand above your neck` needs the neck\n",
        "  can never fire  then: `put your right hand above your neck` of `over`, which unlocks it, needs the neck\n",
    ] {
        assert!(ran.out.contains(row), "{row} in\n{}", ran.out);
    }
    assert!(!ran.out.contains("leaning"), "{}", ran.out);
}

#[test]
fn a_joint_that_comes_late_is_not_called_missing_for_ever() {
    let folder = Folder::new();
    let whole = recorded(&folder, |_| ());
    // as often as it takes for the neck to come after what is read ahead
    let mut lines = whole.lines();
    let mut out = format!("{}\n", lines.next().expect("a header"));
    let frames: Vec<Value> = lines.map(|line| serde_json::from_str(line).expect("json")).collect();
    for n in 0..600 {
        let mut frame = frames[n % frames.len()].clone();
        frame["t"] = json!(n as f64 / 30.0);
        frame["joints"][NECK] = if n < 300 { Value::Null } else { json!([0.0, 0.5, 2.0, 2]) };
        out.push_str(&format!("{frame}\n"));
    }
    folder.write("it.jsonl", out);
    let ran = folder.run(&["run", "arms.prepose", "-s", "it.jsonl"]);
    let said = "prepose: `it.jsonl` does not show the neck in its first 256 frames, without which `over`, `then` cannot fire\n";
    assert_eq!(ran.err, said);
    let whole = folder.run(&["inspect", "it.jsonl", "-g", "arms.prepose"]).out;
    assert!(whole.contains("  seen at times   neck (50 %)\n") && !whole.contains("can never fire"), "{whole}");
}

#[test]
fn one_that_cannot_be_read_takes_nothing_from_the_others() {
    let folder = Folder::new();
    folder.write("it.jsonl", recorded(&folder, |_| ()));
    folder.write("notes.txt", "Tuesday, after lunch\n");
    let ran = folder.run(&["inspect", "notes.txt", "gone.csv", "it.jsonl"]);
    assert_eq!(ran.code, 2);
    assert!(
        ran.err.contains("notes.txt:1:1: the format is not known") && ran.err.contains("`gone.csv`"),
        "{}",
        ran.err
    );
    assert!(ran.out.contains("it.jsonl\n  format "), "{}", ran.out);
}

#[test]
fn gestures_that_are_wrong_are_told() {
    let folder = Folder::new();
    folder.write("it.jsonl", recorded(&folder, |_| ()));
    folder.write("slip.prepose", ARMS.replace("right hand above", "right hnad above"));
    let ran = folder.run(&["inspect", "it.jsonl", "-g", "slip.prepose"]);
    assert_eq!(ran.code, 1);
    assert!(ran.err.contains("did you mean `hand`?"), "{}", ran.err);
    assert!(ran.out.contains("  people          1\n"), "{}", ran.out);
}

#[test]
fn what_stands_before_damage_is_told_with_the_damage() {
    let folder = Folder::new();
    let whole = recorded(&folder, |_| ());
    folder.write("it.jsonl", &whole[..whole.len() - 40]);
    let ran = folder.run(&["inspect", "it.jsonl"]);
    assert_eq!(ran.code, 1);
    assert!(ran.out.contains("  ends early      it.jsonl:"), "{}", ran.out);
}

#[test]
fn a_tilted_sensor_is_found_told_and_put_right() {
    let folder = Folder::new();
    // a sensor that looks down by 25 degrees
    let (sine, cosine) = 25f64.to_radians().sin_cos();
    let tilted = recorded(&folder, |joints| {
        for joint in joints.iter_mut().filter(|joint| !joint.is_null()) {
            let [y, z] = [1, 2].map(|axis: usize| joint[axis].as_f64().expect("a number"));
            joint[1] = json!(y * cosine + z * sine);
            joint[2] = json!(z * cosine - y * sine);
        }
    });
    folder.write("it.jsonl", &tilted);
    assert!(!completes(&folder, &[]));
    assert!(completes(&folder, &["--tilt", "25"]));
    let ran = folder.run(&["inspect", "it.jsonl"]);
    assert!(ran.out.contains("toward the sensor on average"), "{}", ran.out);
    let half = folder.run(&["inspect", "it.jsonl", "--tilt", "10"]);
    let advice = |out: &str| out.split("`--tilt ").nth(1).and_then(|rest| rest.split('`').next()).map(str::to_string);
    assert_eq!(advice(&ran.out), advice(&half.out), "{}", half.out);
    let again = folder.run(&["inspect", "it.jsonl", "--tilt", "25"]);
    assert!(!again.out.contains("leaning"), "{}", again.out);
    let refused = folder.run(&["inspect", "it.jsonl", "--tilt", "120"]);
    assert_eq!(refused.code, 2);
    assert!(refused.err.contains("a number from -90 to 90 is needed, such as 20"), "{}", refused.err);
}

#[test]
fn a_flipped_picture_is_flipped_back() {
    let folder = Folder::new();
    let mirror = [0, 1, 2, 3, 8, 9, 10, 11, 4, 5, 6, 7, 16, 17, 18, 19, 12, 13, 14, 15, 20, 23, 24, 21, 22];
    let flipped = recorded(&folder, |joints| {
        let before = joints.clone();
        for (joint, from) in joints.iter_mut().zip(mirror) {
            *joint = before[from].clone();
            if let Some(x) = joint.get(0).and_then(Value::as_f64) {
                joint[0] = json!(-x);
            }
        }
    });
    folder.write("it.jsonl", &flipped);
    assert!(!completes(&folder, &[]));
    assert!(completes(&folder, &["--mirrored"]));
}
