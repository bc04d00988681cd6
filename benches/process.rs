//! Whole processes: `prepose check --syntax-only` on the shipped gestures, and `prepose run` over an hour of six people.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use prepose_sensor::{JsonLinesWriter, ReadOptions};

fn main() {
    divan::main();
}

fn prepose() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_prepose"));
    command.current_dir(env!("CARGO_MANIFEST_DIR")).stdout(Stdio::null());
    command
}

#[divan::bench(sample_count = 30)]
fn check_the_shipped_gestures() {
    let status = prepose().args(["check", "--syntax-only", "gestures"]).status().expect("the binary runs");
    assert!(status.success());
}

#[divan::bench(sample_count = 3, sample_size = 1)]
fn run_28_gestures_over_an_hour_of_six_people(bencher: divan::Bencher<'_, '_>) {
    let recording = hour();
    bencher.bench_local(|| {
        let status = prepose()
            .args(["run", "gestures/therapy.prepose", "gestures/ballet.prepose", "--format", "json", "--source"])
            .arg(&recording)
            .status()
            .expect("the binary runs");
        assert!(status.success());
    });
}

/// 108,000 frames of six bodies in our own form: performances of several gestures, again and again. Written once.
fn hour() -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let path = folder.join("hour.jsonl");
    if path.exists() {
        return path;
    }
    let part = folder.join("part.jsonl");
    let performed = prepose()
        .args(["perform", "half-squats", "gestures/therapy.prepose", "--people", "6", "--noise", "kinect", "-o"])
        .arg(&part)
        .status()
        .expect("the binary runs");
    assert!(performed.success());
    let mut bodies: Vec<Vec<prepose_matcher::Frame>> = vec![Vec::new(); 6];
    for frame in prepose_sensor::open(&part, &ReadOptions::default()).expect("a recording") {
        let frame = frame.expect("a frame");
        bodies[frame.body as usize - 1].push(frame);
    }
    let unfinished = folder.join("hour.part");
    let file = std::io::BufWriter::new(std::fs::File::create(&unfinished).expect("a file"));
    let mut writer = JsonLinesWriter::new(file).expect("a header");
    for tick in 0..108_000usize {
        for body in &bodies {
            let mut frame = body[tick % body.len()].clone();
            frame.time = tick as f64 / 30.0;
            writer.write(&frame).expect("a line");
        }
    }
    drop(writer.into_inner().expect("all is written"));
    std::fs::rename(unfinished, &path).expect("the finished file");
    path
}
