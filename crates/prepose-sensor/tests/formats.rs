//! Each format, on a small recording of a person whose joints are known: every frame, joint, time and body.

mod support;

use prepose_matcher::{Frame, Joint, Tracking};
use prepose_sensor::{Format, ReadOptions, read_all_bytes};
use support::{FRAMES, person, sample};

fn read(text: &str) -> Vec<Frame> {
    let (frames, error) = read_all_bytes(text.as_bytes(), &ReadOptions::default());
    assert_eq!(error, None);
    frames
}

/// Checks all joints against the person, moved as a whole when the format has no place in the room, and that just
/// these are not tracked or inferred.
fn assert_person(frame: &Frame, step: usize, absent: &[Joint], inferred: &[Joint], shift: [f32; 3]) {
    for joint in Joint::ALL {
        let sample = frame.joint(joint);
        let expected = match joint {
            _ if absent.contains(&joint) => Tracking::NotTracked,
            _ if inferred.contains(&joint) => Tracking::Inferred,
            _ => Tracking::Tracked,
        };
        assert_eq!(sample.tracking, expected, "{joint:?}");
        let place = person(step)[joint.index()];
        for axis in 0..3 {
            let wanted = if expected == Tracking::NotTracked { 0.0 } else { place[axis] + shift[axis] };
            assert!((sample.position[axis] - wanted).abs() < 2e-5, "{joint:?} {:?} {place:?}", sample.position);
        }
    }
}

const HERE: [f32; 3] = [0.0; 3];
use Joint::*;

#[test]
fn every_format_is_found_by_content() {
    for &format in Format::ALL {
        let text = sample(format);
        let bytes = std::io::Cursor::new(text.into_bytes());
        let recording = prepose_sensor::from_reader("x", Box::new(bytes), &ReadOptions::default()).expect("a sample");
        assert_eq!(recording.format(), format);
        assert_eq!(Format::from_name(format.name()), Some(format));
    }
}

#[test]
fn kinect2_with_and_without_a_clock() {
    for (format, first, apart) in [(Format::Kinect2Ticks, 1e-4, 0.033), (Format::Kinect2Csv, 0.0, 1.0 / 30.0)] {
        let frames = read(&sample(format));
        assert_eq!(frames.len(), FRAMES);
        for (step, frame) in frames.iter().enumerate() {
            assert_person(frame, step, &[], &[], HERE);
            assert!((frame.time - first - apart * step as f64).abs() < 1e-9);
            assert_eq!(frame.body, 1);
        }
    }
}

#[test]
fn a_joint_that_the_sensor_lost_has_no_position() {
    let text = sample(Format::Kinect2Csv).replacen("0.6,1.98,2,", "0.6,1.98,0,", 1);
    assert_person(&read(&text)[0], 0, &[Head], &[], HERE);
    let text = sample(Format::Kinect2Csv).replacen("0,0.6,1.98,2,", "0,0,0,2,", 1);
    assert_person(&read(&text)[0], 0, &[Head], &[], HERE);
}

#[test]
fn kinect1_has_no_neck_tips_or_thumbs() {
    let frames = read(&sample(Format::Kinect1Csv));
    assert_eq!(frames.len(), FRAMES);
    let absent = [Neck, HandTipLeft, ThumbLeft, HandTipRight, ThumbRight];
    for (step, frame) in frames.iter().enumerate() {
        assert_person(frame, step, &absent, &[], HERE);
        assert!((frame.time - step as f64 / 30.0).abs() < 1e-4);
    }
}

#[test]
fn irds_says_what_is_inferred() {
    let frames = read(&sample(Format::Irds));
    assert_eq!(frames.len(), FRAMES);
    for (step, frame) in frames.iter().enumerate() {
        assert_person(frame, step, &[], &[ThumbLeft], HERE);
        assert!((frame.time - 18.432 - 0.033 * step as f64).abs() < 1e-9);
        assert_eq!(frame.body, 5);
    }
}

#[test]
fn ui_prmd_has_no_hands() {
    let frames = read(&sample(Format::UiPrmd));
    assert_eq!(frames.len(), FRAMES);
    let absent = [HandLeft, HandTipLeft, ThumbLeft, HandRight, HandTipRight, ThumbRight];
    for (step, frame) in frames.iter().enumerate() {
        assert_person(frame, step, &absent, &[], HERE);
        assert!((frame.time - step as f64 / 30.0).abs() < 1e-9);
    }
}

#[test]
fn each_view_of_multitrack_is_a_body_of_its_own() {
    let text = sample(Format::Multitrack);
    let bytes = std::io::Cursor::new(text.into_bytes());
    let mut recording = prepose_sensor::from_reader("x", Box::new(bytes), &ReadOptions::default()).expect("a sample");
    let frames: Vec<Frame> = recording.by_ref().map(|frame| frame.expect("a row")).collect();
    assert_eq!(frames.iter().map(|frame| frame.body).collect::<Vec<_>>(), [1, 2, 1, 2, 1, 2]);
    for (row, frame) in frames.iter().enumerate() {
        assert_person(frame, row / 2, &[], &[], HERE);
    }
    assert!((frames[2].time - frames[0].time - 0.033).abs() < 1e-4);
    assert_eq!(recording.label_of(1), Some(("10.0.0.0", "0")));
    assert_eq!(recording.label_of(2), Some(("10.0.0.1", "0")));
    assert_eq!(recording.label_of(3), None);
}

const NO_LANDMARK: [Joint; 6] = [SpineBase, SpineMid, SpineShoulder, Neck, HandTipLeft, HandTipRight];

/// What the scale of a landmark format makes of the person: its trunk of 0.48 m becomes 0.49 m.
fn assert_scaled(frame: &Frame, step: usize, absent: &[Joint], inferred: &[Joint], origin: [f32; 3]) {
    let trunk = (0.48f32.powi(2) + 0.01f32.powi(2)).sqrt();
    let mut metric = frame.clone();
    for joint in metric.joints.iter_mut().filter(|joint| joint.tracking != Tracking::NotTracked) {
        joint.position = joint.position.map(|axis| axis * trunk / 0.49);
    }
    assert_person(&metric, step, absent, inferred, origin);
}

#[test]
fn mediapipe_is_turned_to_the_sensor_and_scaled_by_the_trunk() {
    let frames = read(&sample(Format::MediaPipe));
    assert_eq!(frames.len(), FRAMES);
    let absent = [&NO_LANDMARK[..], &[ThumbLeft]].concat();
    for (step, frame) in frames.iter().enumerate() {
        assert_scaled(frame, step, &absent, &[ThumbRight], [-1.0, -1.5, -2.0]);
        assert_eq!(frame.body, 1);
    }
    assert!((frames[1].time - frames[0].time - 0.133).abs() < 1e-3);
}

#[test]
fn a_clock_that_starts_again_begins_another_clip() {
    let text = sample(Format::MediaPipe);
    let (header, rows) = text.split_once('\n').expect("a header");
    let early = rows.replace("898", "897");
    let bodies: Vec<u64> = read(&format!("{header}\n{rows}{early}")).iter().map(|frame| frame.body).collect();
    assert_eq!(bodies, [1, 1, 1, 2, 2, 2]);
}

#[test]
fn nothing_is_tracked_before_the_scale_is_known() {
    let text = sample(Format::MediaPipe);
    let blind = text.replacen("0.99", "0.1", 33);
    let frames = read(&blind);
    assert!(frames[0].joints.iter().all(|joint| joint.tracking == Tracking::NotTracked));
    assert_eq!(frames[1].joint(Head).tracking, Tracking::Tracked);
}

#[test]
fn each_row_of_mlkit_is_a_body_with_a_name_and_a_class() {
    let text = sample(Format::MlKit);
    let bytes = std::io::Cursor::new(text.into_bytes());
    let mut recording = prepose_sensor::from_reader("x", Box::new(bytes), &ReadOptions::default()).expect("a sample");
    let frames: Vec<Frame> = recording.by_ref().map(|frame| frame.expect("a row")).collect();
    assert_eq!(frames.iter().map(|frame| frame.body).collect::<Vec<_>>(), [1, 2, 3]);
    assert!(frames.windows(2).all(|pair| pair[0].time < pair[1].time));
    for (step, frame) in frames.iter().enumerate() {
        assert_scaled(frame, step, &NO_LANDMARK, &[], [-1.0, -1.5, -2.0]);
    }
    assert_eq!(recording.label_of(2), Some(("picture1.png", "hands_up")));
}

#[test]
fn azure_is_turned_to_the_sensor() {
    let frames = read(&sample(Format::Azure));
    assert_eq!(frames.len(), FRAMES);
    for (step, frame) in frames.iter().enumerate() {
        assert_person(frame, step, &[HandTipLeft], &[ThumbLeft], HERE);
        assert!((frame.time - step as f64 / 30.0).abs() < 1e-9);
    }
}

#[test]
fn two_azure_bodies_share_their_moments() {
    let text = sample(Format::Azure);
    let mut lines = text.lines();
    let header: Vec<&str> = lines.by_ref().take(2).collect();
    let rows: Vec<&str> = lines.collect();
    let mut both = header.join("\n") + "\n";
    for skeleton in rows.chunks(32) {
        both += &(skeleton.join("\n") + "\n");
        both += &skeleton.iter().map(|row| row.replacen("1,", "2,", 1) + "\n").collect::<String>();
    }
    let seen: Vec<(u64, i64)> =
        read(&both).iter().map(|frame| (frame.body, (frame.time * 30.0).round() as i64)).collect();
    assert_eq!(seen, [(1, 0), (2, 0), (1, 1), (2, 1), (1, 2), (2, 2)]);
}

#[test]
fn ntu_has_several_bodies_and_moments_without_any() {
    let frames = read(&sample(Format::NtuSkeleton));
    let first = 72_057_594_037_943_732;
    let seen: Vec<(u64, i64)> = frames.iter().map(|frame| (frame.body, (frame.time * 30.0).round() as i64)).collect();
    assert_eq!(seen, [(first, 0), (first, 1), (first + 1, 1), (first, 3)]);
    for (frame, step) in frames.iter().zip([0, 1, 1, 3]) {
        assert_person(frame, step, &[], &[], HERE);
    }
}

#[test]
fn options_set_the_rate_of_formats_without_a_clock() {
    let options = ReadOptions::default().with_frames_per_second(15.0);
    let (frames, error) = read_all_bytes(sample(Format::Kinect2Csv).as_bytes(), &options);
    assert_eq!(error, None);
    assert!((frames[2].time - 2.0 / 15.0).abs() < 1e-9);
}

#[test]
fn line_ends_of_windows_a_byte_order_mark_and_gzip_change_nothing() {
    use std::io::Write;
    for &format in Format::ALL {
        let text = sample(format);
        let frames = read(&text);
        assert_eq!(read(&text.replace('\n', "\r\n")), frames, "{format}");
        assert_eq!(read(&format!("\u{feff}{text}")), frames, "{format}");
        assert_eq!(read(text.trim_end()), frames, "{format}");
        let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        gzip.write_all(text.as_bytes()).expect("memory takes everything");
        let (unpacked, error) = read_all_bytes(&gzip.finish().expect("memory"), &ReadOptions::default());
        assert_eq!((unpacked, error), (frames, None), "{format}");
    }
}

#[test]
fn a_recording_can_be_read_on_another_thread() {
    let bytes = std::io::Cursor::new(sample(Format::JsonLines).into_bytes());
    let recording = prepose_sensor::from_reader("x", Box::new(bytes), &ReadOptions::default()).expect("a sample");
    let count = std::thread::spawn(move || recording.filter(Result::is_ok).count()).join().expect("no panic");
    assert_eq!(count, FRAMES);
}
