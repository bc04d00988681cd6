//! How fast recordings are read: frames of one body a second, from memory, one core.

use std::fmt::Write;
use std::io::Cursor;

use divan::counter::{BytesCount, ItemsCount};
use prepose_matcher::{Frame, Joint, Tracking};
use prepose_sensor::{ReadOptions, from_reader, write_json_lines};

fn main() {
    divan::main();
}

const FRAMES: usize = 20_000;

/// Six people who move a little, with the digits that a sensor gives.
fn frames() -> Vec<Frame> {
    let mut seed = 1u32;
    let mut noise = || {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (seed >> 8) as f32 / (1 << 24) as f32
    };
    (0..FRAMES)
        .map(|row| {
            let mut frame = Frame::empty((row / 6) as f64 / 30.0, (row % 6) as u64);
            for joint in Joint::ALL {
                let position = [noise() - 0.5, 2.0 * noise() - 1.0, 2.0 + noise()];
                let tracking = if noise() < 0.1 { Tracking::Inferred } else { Tracking::Tracked };
                frame.set(joint, position, tracking);
            }
            frame
        })
        .collect()
}

fn read(bencher: divan::Bencher<'_, '_>, bytes: &[u8]) {
    let size = bytes.len();
    bencher
        .counter(ItemsCount::new(FRAMES))
        .counter(BytesCount::new(size))
        .with_inputs(|| Box::new(Cursor::new(bytes.to_vec())))
        .bench_local_values(|input| {
            let mut recording = from_reader("bench", input, &ReadOptions::default()).expect("a recording");
            let mut frame = Frame::empty(0.0, 0);
            let mut count = 0;
            while recording.next_frame(&mut frame).expect("a frame") {
                count += 1;
            }
            assert_eq!(count, FRAMES);
            frame
        });
}

#[divan::bench]
fn json_lines(bencher: divan::Bencher<'_, '_>) {
    let mut bytes = Vec::new();
    write_json_lines(&mut bytes, &frames()).expect("memory takes everything");
    read(bencher, &bytes);
}

#[divan::bench]
fn json_lines_in_millimetres(bencher: divan::Bencher<'_, '_>) {
    let mut frames = frames();
    for joint in frames.iter_mut().flat_map(|frame| &mut frame.joints) {
        joint.position = joint.position.map(|axis| (axis * 1000.0).round() / 1000.0);
    }
    let mut bytes = Vec::new();
    write_json_lines(&mut bytes, &frames).expect("memory takes everything");
    read(bencher, &bytes);
}

#[divan::bench]
fn kinect2_csv(bencher: divan::Bencher<'_, '_>) {
    let mut text = String::new();
    for frame in frames() {
        for joint in &frame.joints {
            let [x, y, z] = joint.position;
            write!(text, "{x:.6},{y:.6},{z:.6},{},", joint.tracking as u8).expect("memory takes everything");
        }
        text.push('\n');
    }
    read(bencher, text.as_bytes());
}

#[divan::bench]
fn kinect1_csv(bencher: divan::Bencher<'_, '_>) {
    const NAMES: [&str; 20] = [
        "Head",
        "ShoulderCenter",
        "Spine",
        "HipCenter",
        "ShoulderLeft",
        "ElbowLeft",
        "WristLeft",
        "HandLeft",
        "ShoulderRight",
        "ElbowRight",
        "WristRight",
        "HandRight",
        "HipLeft",
        "KneeLeft",
        "AnkleLeft",
        "FootLeft",
        "HipRight",
        "KneeRight",
        "AnkleRight",
        "FootRight",
    ];
    let mut text = String::from("t_s");
    for name in NAMES {
        write!(text, ",{name}_x,{name}_y,{name}_z").expect("memory takes everything");
    }
    for (row, frame) in frames().iter().enumerate() {
        write!(text, "\n{:.4}", row as f64 / 30.0).expect("memory takes everything");
        for joint in frame.joints.iter().take(NAMES.len()) {
            let [x, y, z] = joint.position;
            write!(text, ",{x:.4},{y:.4},{z:.4}").expect("memory takes everything");
        }
    }
    read(bencher, text.as_bytes());
}

#[divan::bench]
fn write_json_lines_to_memory(bencher: divan::Bencher<'_, '_>) {
    let frames = frames();
    bencher.counter(ItemsCount::new(FRAMES)).bench_local(|| {
        let mut out = Vec::with_capacity(FRAMES * 1024);
        write_json_lines(&mut out, &frames).expect("memory takes everything");
        out.len()
    });
}
