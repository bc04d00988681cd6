//! Our own form: what is written is read back bit by bit, is JSON to others, and nothing else is accepted.

mod support;

use prepose_matcher::{Frame, JOINTS, Sample, Tracking};
use prepose_sensor::{JsonLinesWriter, ReadOptions, read_all_bytes, write_json_lines};
use proptest::prelude::*;

fn read(text: &str) -> (Vec<Frame>, Option<String>) {
    let (frames, error) = read_all_bytes(text.as_bytes(), &ReadOptions::default());
    (frames, error.map(|error| error.to_string()))
}

const HEADER: &str = r#"{"prepose":"frames","version":1}"#;

fn line(joints: &str) -> String {
    format!("{HEADER}\n{{\"t\":0.5,\"body\":3,\"joints\":[{joints}]}}\n")
}

fn nulls(count: usize) -> String {
    vec!["null"; count].join(",")
}

#[test]
fn spaces_and_the_order_of_keys_do_not_matter() {
    let tight = line(&format!("[1,-2.5,3e0,2],[0.1,0.2,0.3,1],[9,9,9,0],{}", nulls(22)));
    let loose = format!(
        " {{ \"version\" : 1 , \"prepose\" : \"frames\" }} \n\n\
         {{ \"joints\" : [ [ 1 , -2.5 , 3e0 , 2 ] ,[0.1, 0.2, 0.3, 1], [9,9,9,0], {} ] , \"body\" : 3 , \"t\" : 0.5 }}  \n",
        nulls(22).replace(',', " , ")
    );
    let (frames, error) = read(&tight);
    assert_eq!(error, None);
    let mut expected = Frame::empty(0.5, 3);
    expected.joints[0] = Sample { position: [1.0, -2.5, 3.0], tracking: Tracking::Tracked };
    expected.joints[1] = Sample { position: [0.1, 0.2, 0.3], tracking: Tracking::Inferred };
    assert_eq!(frames, [expected]);
    assert_eq!(read(&loose), (frames, None));
}

#[test]
fn what_is_not_the_form_is_refused_with_its_place() {
    let frame = |text: &str| format!("{HEADER}\n{text}\n");
    let joints = nulls(25);
    let cases = [
        (line(&nulls(24)), "bytes:2:148: expected 25 joints, found `24`"),
        (line(&nulls(26)), "bytes:2:153: expected 25 joints, found `more`"),
        (line(&format!("[1,2,abc,2],{}", nulls(24))), "bytes:2:34: expected a number, found `abc`"),
        (line(&format!("[1,2,3],{}", nulls(24))), "bytes:2:35: expected `,`, found `]`"),
        (line(&format!("[1,2,3,7],{}", nulls(24))), "bytes:2:36: expected a state 0, 1 or 2, found `7`"),
        (
            line(&format!("[1,2,1e9,2],{}", nulls(24))),
            "bytes:2:34: a coordinate of 1000000000 metres is outside of any room",
        ),
        (line(&format!("[1,NaN,3,2],{}", nulls(24))), "bytes:2:32: the number `NaN` is not finite"),
        (line(&format!("[1,01,3,2],{}", nulls(24))), "bytes:2:32: expected a number, found `01`"),
        (
            frame(&format!(r#"{{"t":1e999,"body":1,"joints":[{joints}]}}"#)),
            "bytes:2:6: the number `1e999` is not finite",
        ),
        (
            frame(&format!(r#"{{"t":1,"body":-1,"joints":[{joints}]}}"#)),
            "bytes:2:15: expected the number of a body, found `-1`",
        ),
        (
            frame(&format!(r#"{{"t":1,"t":1,"body":1,"joints":[{joints}]}}"#)),
            "bytes:2:8: expected each key once, found `t`",
        ),
        (frame(&format!(r#"{{"t":1,"joints":[{joints}]}}"#)), "bytes:2:144: expected the key `body`, found nothing"),
        (
            frame(r#"{"t":1,"body":1,"hat":2}"#),
            "bytes:2:17: expected one of the keys `t`, `body`, `joints`, found `hat`",
        ),
        (
            frame(&format!(r#"{{"t":1,"body":1,"joints":[{joints}]}}x"#)),
            "bytes:2:153: expected the end of the line, found `x`",
        ),
        (HEADER.replace('1', "2"), "bytes:1:31: frames of version 2 are not known"),
        (
            HEADER.replace("frames", "gestures"),
            "bytes:1:12: expected the header {\"prepose\":\"frames\",\"version\":1}",
        ),
        (String::from("{\"t\":1}\n"), "bytes:1:2: expected the header {\"prepose\":\"frames\",\"version\":1}"),
    ];
    for (text, expected) in cases {
        assert_eq!(read(&text), (Vec::new(), Some(expected.to_owned())), "{text}");
    }
}

#[test]
fn a_header_alone_is_a_recording_of_nothing() {
    assert_eq!(read(HEADER), (Vec::new(), None));
}

#[test]
fn frames_that_could_not_be_read_back_are_not_written() {
    let mut out = Vec::new();
    let mut writer = JsonLinesWriter::new(&mut out).expect("memory takes everything");
    let mut far = Frame::empty(0.0, 1);
    far.set(prepose_matcher::Joint::Head, [0.0, 1e4, 0.0], Tracking::Inferred);
    assert!(writer.write(&far).is_err());
    assert!(writer.write(&Frame::empty(f64::NAN, 1)).is_err());
    drop(writer);
    assert_eq!(out, format!("{HEADER}\n").as_bytes());
}

fn joint() -> impl Strategy<Value = Sample> {
    let axis = prop_oneof![8 => -4.0f32..4.0, 1 => -1000.0f32..=1000.0, 1 => -1e-38f32..1e-38];
    (prop::array::uniform3(axis), 0..3u8).prop_map(|(position, state)| match state {
        0 => Sample::default(),
        1 => Sample { position, tracking: Tracking::Inferred },
        _ => Sample { position, tracking: Tracking::Tracked },
    })
}

fn recording() -> impl Strategy<Value = Vec<Frame>> {
    let step = prop_oneof![0.0f64..0.1, Just(0.0), 1e6f64..1e12];
    let frame = (step, 0..4u64, prop::collection::vec(joint(), JOINTS));
    prop::collection::vec(frame, 0..12).prop_map(|steps| {
        let mut time = -3.0;
        let frame = |(step, body, joints): (f64, u64, Vec<Sample>)| {
            time += step;
            Frame { time, body: u64::MAX - body, joints: joints.try_into().expect("25 joints") }
        };
        steps.into_iter().map(frame).collect()
    })
}

proptest! {
    #[test]
    fn what_is_written_is_read_back(frames in recording()) {
        let mut out = Vec::new();
        write_json_lines(&mut out, &frames).expect("memory takes everything");
        let (back, error) = read_all_bytes(&out, &ReadOptions::default());
        prop_assert_eq!(error, None);
        prop_assert_eq!(back, frames);
    }

    #[test]
    fn every_line_is_json_to_others(frames in recording()) {
        let mut out = Vec::new();
        write_json_lines(&mut out, &frames).expect("memory takes everything");
        let text = String::from_utf8(out).expect("JSON is UTF-8");
        for (line, frame) in text.lines().skip(1).zip(&frames) {
            let json: serde_json::Value = serde_json::from_str(line).expect("JSON");
            prop_assert_eq!(json["body"].as_u64(), Some(frame.body));
            prop_assert_eq!(json["joints"].as_array().map(Vec::len), Some(JOINTS));
        }
        prop_assert_eq!(text.lines().count(), frames.len() + 1);
    }
}
