//! Distances between gestures are those that one would measure, and noise below them fires nothing.

use nalgebra::{Rotation3, Unit, Vector3};
use prepose::posture::Posture;
use prepose::translate::translate;
use prepose::typed::Gesture;
use prepose::verify::{FARTHEST, Options, Report, Verdict};
use prepose_matcher::body::{Body, Proportions};
use prepose_matcher::{EventKind, Frame, Joint, Matcher, Tracking};

use super::soundness::crowd::Random;
use crate::{Apps, shipped};

fn with_distances(apps: &Apps) -> Report {
    apps.job_with(Options { jobs: 2, margins: true, ..Options::default() }, prepose::verify::verify)
}

/// The distance of two gestures of one pose each.
fn between(one: &str, other: &str) -> f64 {
    let gesture = |name: &str, said: &str| format!("  GESTURE {name}:\n    POSE p: {said}.\n    EXECUTION: p.\n");
    let text = format!("APP pair:\n{}{}", gesture("one", one), gesture("other", other));
    let report = with_distances(&Apps::read([text.as_str()]));
    assert_eq!(report.pairs()[0].verdict, Verdict::Proved, "{:?}", report.findings());
    report.pairs()[0].distance.expect("distances were asked for")
}

#[test]
fn distances_are_angles_to_the_nearest_frame() {
    // an arm that hangs and is led to the front comes no nearer to "outward" than 90 degrees but for what rest is off
    let far = between("point your right arm front within 10 degrees", "point your right arm outward within 60 degrees");
    assert!((far - 28.0).abs() < 6.0, "{far}");
    let nearer =
        between("point your right arm front within 10 degrees", "point your right arm outward within 70 degrees");
    assert!((far - nearer - 10.0).abs() < 0.01, "{far} and {nearer}");
    let apart =
        between("point your right arm front within 10 degrees", "point your right arm outward within 30 degrees");
    assert_eq!(apart, FARTHEST);
    // two bones share what is between them
    let bent = between(
        "point your right arm outward within 10 degrees, straighten your right elbow within 10 degrees",
        "bend your right elbow at least 60 degrees, point your right elbow outward within 60 degrees",
    );
    assert!((20.0..30.0).contains(&bent), "{bent}");
}

/// Whether the frames of one person complete a gesture.
fn fires(gesture: &Gesture, frames: &[Frame]) -> bool {
    let program = translate(&[Gesture { after: None, ..gesture.clone() }]).expect("a program");
    let mut matcher = Matcher::new(program, prepose_matcher::Options::default());
    let mut fired = false;
    for frame in frames {
        matcher.step(frame, |event| fired |= matches!(event.kind, EventKind::Completed { .. }));
    }
    fired
}

/// The frames with every bone turned by up to so much, each about an axis of its own that stays.
fn turned(frames: &[Frame], radians: f64, random: &mut Random) -> Vec<Frame> {
    let axes: Vec<Vector3<f64>> = Joint::ALL.iter().map(|_| random.ball()).collect();
    let seen = |frame: &Frame| {
        let body = Body::from_frame(frame, Proportions::Canonical, true);
        let mut posture = Posture::rest();
        for joint in &Joint::PARENTS_FIRST[1..] {
            let bone = Vector3::from(body.direction(*joint).expect("all is seen"));
            // the hips tell where front is, so they stay
            let hip = matches!(joint, Joint::HipLeft | Joint::HipRight);
            let axis = bone.cross(&axes[joint.index()]);
            let turn = if hip { 0.0 } else { radians };
            posture.set(*joint, Rotation3::from_axis_angle(&Unit::new_normalize(axis), turn) * bone);
        }
        let mut seen = Frame::empty(frame.time, frame.body);
        for (joint, at) in Joint::ALL.into_iter().zip(posture.positions()) {
            // as a sensor in front of the person sees it
            seen.set(joint, [at.x as f32, at.y as f32, (2.5 - at.z) as f32], Tracking::Tracked);
        }
        seen
    };
    frames.iter().map(seen).collect()
}

#[test]
fn noise_below_the_distance_fires_nothing_and_noise_above_it_may() {
    let texts = [shipped("everyday.prepose"), shipped("ballet.prepose")];
    let apps = Apps::read(texts.iter().map(String::as_str));
    let report = with_distances(&apps);
    let mut random = Random(5);
    let (mut tried, mut fired_above) = (0, 0);
    for pair in report.pairs() {
        let distance = pair.distance.expect("distances were asked for");
        if pair.verdict != Verdict::Proved || !(1.0..12.0).contains(&distance) {
            continue;
        }
        for (doer, other) in [(pair.a, pair.b), (pair.b, pair.a)] {
            for performance in &report.gestures()[doer].performances {
                for _ in 0..6 {
                    let below = turned(&performance.frames, distance.to_radians() * 0.999, &mut random);
                    let names = (&apps.gestures[doer].name, &apps.gestures[other].name);
                    assert!(!fires(&apps.gestures[other], &below), "{names:?} at {distance} degrees");
                    let above = turned(&performance.frames, distance.to_radians() * 2.5, &mut random);
                    fired_above += usize::from(fires(&apps.gestures[other], &above));
                    tried += 1;
                }
            }
        }
    }
    println!("{tried} performances with noise below the distance fire nothing; above it {fired_above} fire");
    assert!(tried > 100 && fired_above > 0, "{tried} tried, {fired_above} fired above");
}
