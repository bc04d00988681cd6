//! Small recordings of every format, written for the tests, and the way to the recordings of real people.
#![allow(dead_code)]

use std::fmt::Write;
use std::path::{Path, PathBuf};

use prepose_matcher::{Frame, JOINTS, Joint, Tracking};
use prepose_sensor::{Format, write_json_lines};

/// Where the joints of a person of about 1.70 m are who stands two metres before the sensor and faces it, the right
/// hand raised; `step` moves the right hand.
pub fn person(step: usize) -> [[f32; 3]; JOINTS] {
    let lift = step as f32 * 0.015625;
    Joint::ALL.map(|joint| {
        use Joint::*;
        match joint {
            SpineBase => [0.0, -0.1, 2.0],
            SpineMid => [0.0, 0.14, 2.0],
            SpineShoulder => [0.0, 0.39, 2.0],
            Neck => [0.0, 0.47, 2.0],
            Head => [0.0, 0.6, 1.98],
            ShoulderLeft => [-0.2, 0.36, 2.0],
            ElbowLeft => [-0.22, 0.05, 2.0],
            WristLeft => [-0.23, -0.2, 1.97],
            HandLeft => [-0.23, -0.28, 1.96],
            HandTipLeft => [-0.23, -0.35, 1.95],
            ThumbLeft => [-0.2, -0.27, 1.94],
            ShoulderRight => [0.2, 0.36, 2.0],
            ElbowRight => [0.3, 0.6, 1.95],
            WristRight => [0.28, 0.82 + lift, 1.92],
            HandRight => [0.27, 0.9 + lift, 1.91],
            HandTipRight => [0.27, 0.97 + lift, 1.9],
            ThumbRight => [0.24, 0.88 + lift, 1.9],
            HipLeft => [-0.09, -0.12, 1.99],
            KneeLeft => [-0.1, -0.53, 1.98],
            AnkleLeft => [-0.1, -0.93, 2.0],
            FootLeft => [-0.1, -0.98, 1.88],
            HipRight => [0.09, -0.12, 1.99],
            KneeRight => [0.1, -0.53, 1.98],
            AnkleRight => [0.1, -0.93, 2.0],
            FootRight => [0.1, -0.98, 1.88],
        }
    })
}

/// The person as frames of one body.
pub fn frames(count: usize, body: u64) -> Vec<Frame> {
    (0..count)
        .map(|step| {
            let mut frame = Frame::empty(step as f64 / 32.0, body);
            for (joint, position) in Joint::ALL.into_iter().zip(person(step)) {
                frame.set(joint, position, Tracking::Tracked);
            }
            frame
        })
        .collect()
}

/// How many frames each sample holds.
pub const FRAMES: usize = 3;

/// A small recording of a format: the person, three frames.
pub fn sample(format: Format) -> String {
    match format {
        Format::JsonLines => json_lines(),
        Format::Kinect2Ticks => rows(|step| format!("{},{}", 1000 + 330_000 * step, kinect2(step))),
        Format::Kinect2Csv => format!("\n\n\n{}", rows(kinect2)),
        Format::Kinect1Csv => named(KINECT1, "t_s", |step| format!("{:.4}", step as f32 / 30.0)),
        Format::UiPrmd => named(UI_PRMD, "frame", |step| step.to_string()),
        Format::Irds => format!("Version0.1\n{}", rows(irds)),
        Format::Multitrack => multitrack(),
        Format::MediaPipe => mediapipe(),
        Format::MlKit => rows(|step| format!("picture{step}.png,hands_up,{}", landmarks(step, 600.0, false))),
        Format::Azure => azure(),
        Format::NtuSkeleton => ntu(),
        _ => panic!("`{format}` has no sample; write one here"),
    }
}

fn json_lines() -> String {
    let mut out = Vec::new();
    write_json_lines(&mut out, &frames(FRAMES, 7)).expect("memory takes everything");
    String::from_utf8(out).expect("JSON is UTF-8")
}

fn rows(row: impl Fn(usize) -> String) -> String {
    (0..FRAMES).map(|step| row(step) + "\n").collect()
}

fn kinect2(step: usize) -> String {
    person(step).iter().fold(String::new(), |mut row, [x, y, z]| {
        write!(row, "{x},{y},{z},2,").expect("memory takes everything");
        row
    })
}

fn irds(step: usize) -> String {
    let groups: Vec<String> = Joint::ALL
        .iter()
        .zip(person(step))
        .map(|(joint, [x, y, z])| {
            let state = if *joint == Joint::ThumbLeft { "Inferred" } else { "Tracked" };
            format!("({},{state},{x},{y},{z},250.5,100)", joint.name())
        })
        .collect();
    format!("{},5,{},{}", 100 + step, 18432 + 33 * step, groups.join(","))
}

const KINECT1: &[(&str, Joint)] = &[
    ("Head", Joint::Head),
    ("ShoulderCenter", Joint::SpineShoulder),
    ("Spine", Joint::SpineMid),
    ("HipCenter", Joint::SpineBase),
    ("ShoulderLeft", Joint::ShoulderLeft),
    ("ElbowLeft", Joint::ElbowLeft),
    ("WristLeft", Joint::WristLeft),
    ("HandLeft", Joint::HandLeft),
    ("ShoulderRight", Joint::ShoulderRight),
    ("ElbowRight", Joint::ElbowRight),
    ("WristRight", Joint::WristRight),
    ("HandRight", Joint::HandRight),
    ("HipLeft", Joint::HipLeft),
    ("KneeLeft", Joint::KneeLeft),
    ("AnkleLeft", Joint::AnkleLeft),
    ("FootLeft", Joint::FootLeft),
    ("HipRight", Joint::HipRight),
    ("KneeRight", Joint::KneeRight),
    ("AnkleRight", Joint::AnkleRight),
    ("FootRight", Joint::FootRight),
];

const UI_PRMD: &[(&str, Joint)] = &[
    ("Waist", Joint::SpineBase),
    ("Spine", Joint::SpineMid),
    ("Chest", Joint::SpineShoulder),
    ("Neck", Joint::Neck),
    ("Head", Joint::Head),
    ("HeadTip", Joint::Head),
    ("LeftCollar", Joint::SpineShoulder),
    ("LeftUpperArm", Joint::ShoulderLeft),
    ("LeftForearm", Joint::ElbowLeft),
    ("LeftHand", Joint::WristLeft),
    ("RightCollar", Joint::SpineShoulder),
    ("RightUpperArm", Joint::ShoulderRight),
    ("RightForearm", Joint::ElbowRight),
    ("RightHand", Joint::WristRight),
    ("LeftUpperLeg", Joint::HipLeft),
    ("LeftLowerLeg", Joint::KneeLeft),
    ("LeftFoot", Joint::AnkleLeft),
    ("LeftToes", Joint::FootLeft),
    ("RightUpperLeg", Joint::HipRight),
    ("RightLowerLeg", Joint::KneeRight),
    ("RightFoot", Joint::AnkleRight),
    ("RightToes", Joint::FootRight),
];

fn named(set: &[(&str, Joint)], clock: &str, time: impl Fn(usize) -> String) -> String {
    let names: Vec<String> = set.iter().map(|(name, _)| format!("{name}_x,{name}_y,{name}_z")).collect();
    let row = |step: usize| {
        let person = person(step);
        let positions: Vec<String> = set
            .iter()
            .map(|(_, joint)| {
                let [x, y, z] = person[joint.index()];
                format!("{x},{y},{z}")
            })
            .collect();
        format!("{},{}", time(step), positions.join(","))
    };
    format!("{clock},{}\n{}", names.join(","), rows(row))
}

/// One person, seen by two sensors: two rows a moment.
fn multitrack() -> String {
    let mut joints = Joint::ALL;
    joints.sort_by_key(|joint| joint.name());
    let names: String = joints.iter().fold(String::new(), |mut all, joint| {
        let name = joint.name();
        write!(all, ", {name}_X, {name}_Y, {name}_Z").expect("memory takes everything");
        all
    });
    let mut text = format!("Scenario_Id, Tracker_Time, Person_Id, Skeleton_Id, Kinect_Id{names}\n");
    for step in 0..FRAMES {
        let person = person(step);
        for sensor in 0..2 {
            write!(text, "1, {}, 0, {sensor}, 10.0.0.{sensor}", 63_562_208_137_357_u64 + 33 * step as u64)
                .expect("memory takes everything");
            for joint in joints {
                let [x, y, z] = person[joint.index()];
                write!(text, ", {x}, {y}, {z}").expect("memory takes everything");
            }
            text.push('\n');
        }
    }
    text
}

/// Which of the 25 joints a landmark is nearest to; where it matters, the landmark is exactly there.
fn landmark(number: usize) -> Joint {
    use Joint::*;
    match number {
        0..=10 => Head,
        11 => ShoulderLeft,
        12 => ShoulderRight,
        13 => ElbowLeft,
        14 => ElbowRight,
        15 => WristLeft,
        16 => WristRight,
        17 | 19 => HandLeft,
        18 | 20 => HandRight,
        21 => ThumbLeft,
        22 => ThumbRight,
        23 => HipLeft,
        24 => HipRight,
        25 => KneeLeft,
        26 => KneeRight,
        27 | 29 => AnkleLeft,
        28 | 30 => AnkleRight,
        31 => FootLeft,
        _ => FootRight,
    }
}

/// The person as a camera sees it that shows a metre as `unit`: the own right on the picture's left, y down.
fn landmarks(step: usize, unit: f32, visibility: bool) -> String {
    let person = person(step);
    let aspect = if visibility { 16.0 / 9.0 } else { 1.0 };
    let texts: Vec<String> = (0..33)
        .map(|number| {
            let [x, y, z] = person[landmark(number).index()];
            let [x, y, z] = [(1.0 - x) * unit / aspect, (1.5 - y) * unit, (z - 2.0) * unit / aspect];
            let v = if number == 22 {
                ",0.3"
            } else if number == 21 {
                ",0.1"
            } else {
                ",0.99"
            };
            format!("{x},{y},{z}{}", if visibility { v } else { "" })
        })
        .collect();
    texts.join(",")
}

fn mediapipe() -> String {
    let names: Vec<String> = (0..33).map(|n| format!("{n}_x,{n}_y,{n}_z,{n}_v")).collect();
    let row = |step: usize| format!("{:.3},{}", 8981.485 + step as f32 * 0.133, landmarks(step, 0.4, true));
    format!("t,{}\n{}", names.join(","), rows(row))
}

fn azure() -> String {
    use Joint::*;
    let order = [
        SpineBase,
        SpineMid,
        SpineShoulder,
        Neck,
        SpineShoulder,
        ShoulderLeft,
        ElbowLeft,
        WristLeft,
        HandLeft,
        HandTipLeft,
        ThumbLeft,
        SpineShoulder,
        ShoulderRight,
        ElbowRight,
        WristRight,
        HandRight,
        HandTipRight,
        ThumbRight,
        HipLeft,
        KneeLeft,
        AnkleLeft,
        FootLeft,
        HipRight,
        KneeRight,
        AnkleRight,
        FootRight,
        Head,
        Head,
        Head,
        Head,
        Head,
        Head,
    ];
    let mut text = String::from(",,Position,,,Orientation,,,,Confidence Level\nBody ID,Joint #,x,y,z,x,y,z,w\n");
    for step in 0..FRAMES {
        let person = person(step);
        for (number, joint) in order.iter().enumerate() {
            let [x, y, z] = person[joint.index()];
            let confidence = match number {
                10 => "The joint is not observed(likely due to occlusion) - predicted joint pose",
                9 => "The joint is out of range (too far from depth camera)",
                _ => "Medium confidence in joint pose",
            };
            writeln!(text, "1,{number},{},{},{},1,0,0,0,{confidence},", -1000.0 * x, -1000.0 * y, 1000.0 * z)
                .expect("memory takes everything");
        }
    }
    text
}

/// A frame with one body, one with two, one with none, one with one: four frames of two bodies.
fn ntu() -> String {
    let mut text = String::from("4\n");
    for (step, bodies) in [1, 2, 0, 1].into_iter().enumerate() {
        writeln!(text, "{bodies}").expect("memory takes everything");
        for body in 0..bodies {
            writeln!(text, "{} 0 1 1 1 1 0 0.01 -0.2 2\n25", 72_057_594_037_943_732_u64 + body)
                .expect("memory takes everything");
            for [x, y, z] in person(step) {
                writeln!(text, "{x} {y} {z} 260.5 190.1 980.2 500.9 0.1 -0.2 0.3 0.9 2")
                    .expect("memory takes everything");
            }
        }
    }
    text
}

/// Where the recordings of real people are, if they are there.
pub fn recordings() -> Option<PathBuf> {
    let given = std::env::var_os("PREPOSE_RECORDINGS").map(PathBuf::from);
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/recordings");
    let found = given.into_iter().chain([beside]).find(|folder| folder.join("index.csv").is_file());
    if found.is_none() {
        // Written past the test harness, which hides what a passing test prints: skipped must not look like passed.
        static SAID: std::sync::Once = std::sync::Once::new();
        SAID.call_once(|| {
            use std::io::Write;
            let _ = writeln!(std::io::stderr(), "skipped: recordings not found");
        });
    }
    found
}
