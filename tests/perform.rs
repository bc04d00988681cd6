//! Gestures are performed by made-up people, and the matcher sees it; what nobody can do is told.

use std::collections::BTreeSet;

use nalgebra::Vector3;
use prepose::source::Sources;
use prepose::synthesis::{CannotPerform, Noise, Performance, Settings, perform, solve_nodes, solve_path};
use prepose::translate::translate;
use prepose::typed::Gesture;
use prepose_matcher::{Body, EventKind, Frame, Joint, Matcher, Options, Proportions, Tracking};

#[path = "support/folder.rs"]
mod folder;
#[path = "support/sound.rs"]
mod sound;

fn gestures(name: &str, text: &str) -> Vec<Gesture> {
    sound::check(&mut Sources::default(), name, text).1.module.gestures
}

fn gesture(body: &str) -> Gesture {
    gestures("test.prepose", &format!("APP test:\n GESTURE tested:\n{body}")).remove(0)
}

fn crowd(people: usize) -> Settings {
    Settings { people, noise: Noise::Kinect, seed: 7, ..Settings::default() }
}

/// The bodies that complete a gesture, seen by one matcher that follows them all.
fn completing(gestures: &[&Gesture], name: &str, frames: &[Frame]) -> BTreeSet<u64> {
    let program = translate(gestures.iter().copied()).unwrap();
    let wanted = program.parts().gestures.iter().position(|gesture| gesture.name == name).unwrap();
    let mut matcher = Matcher::new(program, Options::default().with_max_bodies(64));
    let mut bodies = BTreeSet::new();
    for frame in frames {
        matcher.step(frame, |event| {
            if event.gesture as usize == wanted && matches!(event.kind, EventKind::Completed { .. }) {
                bodies.insert(event.body);
            }
        });
    }
    assert_eq!(matcher.ignored_frames(), 0);
    bodies
}

/// Performs a gesture with and without noise, and has it seen.
fn recognised(gesture: &Gesture) -> Performance {
    let noisy = perform(gesture, None, &crowd(4)).unwrap_or_else(|error| panic!("{}: {error}", gesture.name));
    assert_eq!(completing(&[gesture], &gesture.name, &noisy.frames), (1..=4).collect(), "{}", gesture.name);
    let clean = perform(gesture, None, &Settings::default()).unwrap();
    assert_eq!(completing(&[gesture], &gesture.name, &clean.frames), [1].into());
    assert!(noisy.frames.is_sorted_by(|a, b| a.time <= b.time));
    clean
}

fn bodies(performance: &Performance, body: u64) -> Vec<(f64, Body)> {
    let own = performance.frames.iter().filter(|frame| frame.body == body);
    own.map(|frame| (frame.time, Body::from_frame(frame, Proportions::Canonical, true))).collect()
}

/// From when to when, in seconds, something held for the first time.
fn first_run(performance: &Performance, holds: impl Fn(&Body) -> bool) -> (f64, f64) {
    let bodies = bodies(performance, 1);
    let from = bodies.iter().position(|(_, body)| holds(body)).expect("it never holds");
    let until = bodies[from..].iter().take_while(|(_, body)| holds(body)).last().unwrap();
    (bodies[from].0, until.0)
}

fn position(body: &Body, joint: Joint) -> Vector3<f64> {
    body.position(joint).unwrap().into()
}

fn degrees(body: &Body, joint: Joint, x: f64, y: f64, z: f64) -> f64 {
    let bone = body.direction(joint).unwrap();
    (bone[0] * x + bone[1] * y + bone[2] * z).clamp(-1.0, 1.0).acos().to_degrees()
}

fn y_of(frame: &Frame, joint: Joint) -> f32 {
    frame.joint(joint).position[1]
}

#[test]
fn a_raised_arm_points_up_and_the_rest_hangs() {
    let clean = recognised(&gesture("POSE high: point your right arm up. EXECUTION: high."));
    let at = |joint: Joint| clean.keyframes[0].positions[joint.index()];
    assert_eq!(clean.path, [0]);
    assert_eq!(clean.keyframes[0].pose, "high");
    assert!(at(Joint::HandRight)[1] > at(Joint::Head)[1]);
    assert!(at(Joint::HandLeft)[1] < at(Joint::SpineBase)[1]);
    // the canonical body stands in its own frame
    assert_eq!(at(Joint::SpineBase), [0.0; 3]);
    assert!(at(Joint::HipRight)[0] > 0.05 && at(Joint::HipLeft)[0] < -0.05);
    assert!(at(Joint::FootLeft)[2] > at(Joint::AnkleLeft)[2] + 0.1, "feet point to the front");
}

#[test]
fn a_wave_repeats() {
    let wave = gesture(
        "POSE inside: point your right wrist up and left within 30 degrees, put your right hand above your neck.
         POSE outside: point your right wrist up and right within 30 degrees, put your right hand above your neck.
         EXECUTION: repeat 3 times the following steps inside, outside.",
    );
    let clean = recognised(&wave);
    assert_eq!(clean.path, [0, 1, 2, 3, 4, 5]);
    // a pose that comes again is the same posture again
    assert_eq!(clean.keyframes[0].positions, clean.keyframes[4].positions);
    assert_ne!(clean.keyframes[0].positions, clean.keyframes[1].positions);
}

#[test]
fn a_squat_brings_the_body_down_and_leaves_the_feet_on_the_floor() {
    let squat = gesture(
        "POSE tall: bend your knees at most 30 degrees.
         POSE low: bend your knees at least 80 degrees, put your hands in front of your spine mid.
         EXECUTION: tall, low and hold for 1 second, tall.",
    );
    let clean = recognised(&squat);
    let heights = || clean.frames.iter().map(|frame| y_of(frame, Joint::SpineBase));
    let size = y_of(&clean.frames[0], Joint::Head) - y_of(&clean.frames[0], Joint::FootLeft);
    assert!(heights().fold(f32::MAX, f32::min) < heights().fold(f32::MIN, f32::max) - 0.15 * size);
    let soles = clean.frames.iter().map(|frame| y_of(frame, Joint::FootLeft).min(y_of(frame, Joint::FootRight)));
    let (lowest, highest) = soles.fold((f32::MAX, f32::MIN), |(low, high), y| (low.min(y), high.max(y)));
    assert!(highest - lowest < 0.03, "feet leave the floor by {} m", highest - lowest);
    let ankles = || clean.frames.iter().map(|frame| frame.joint(Joint::AnkleRight).position);
    let first = ankles().next().unwrap();
    let slid = ankles().map(|at| (at[0] - first[0]).hypot(at[2] - first[2])).fold(0.0, f32::max);
    assert!(slid < 0.03, "a foot slides by {slid} m");
    // knees bend to the front, never backward
    for (_, body) in bodies(&clean, 1) {
        let (thigh, shin) = (body.direction(Joint::KneeLeft).unwrap(), body.direction(Joint::AnkleLeft).unwrap());
        assert!(shin[2] - thigh[2] < 0.1);
    }
}

#[test]
fn both_hands_reach_the_head_with_elbows_bent_the_right_way() {
    let head = gesture(
        "POSE touching: touch your head with your left hand, touch your head with your right hand.
         EXECUTION: touching and hold for 2 seconds.",
    );
    let clean = recognised(&head);
    let at = |joint: Joint| nalgebra::Vector3::from(clean.keyframes[0].positions[joint.index()]);
    for (hand, elbow) in [(Joint::HandLeft, Joint::ElbowLeft), (Joint::HandRight, Joint::ElbowRight)] {
        let distance = (at(hand) - at(Joint::Head)).norm();
        assert!((0.08..0.19).contains(&distance), "{distance}");
        assert!(at(hand).z > at(elbow).z - 0.25 && at(hand).y > at(elbow).y);
    }
}

#[test]
fn hands_clap_rapidly() {
    let clap = gesture(
        "POSE together: connect your hands within 15 centimeters.
         POSE apart: keep your hands at least 40 centimeters apart.
         EXECUTION: apart, rapidly together, rapidly apart, rapidly together.",
    );
    let clean = recognised(&clap);
    let distance = |body: &Body| (position(body, Joint::HandLeft) - position(body, Joint::HandRight)).norm();
    let (met, _) = first_run(&clean, |body| distance(body) <= 0.15);
    let mut before = bodies(&clean, 1);
    before.retain(|(time, body)| *time < met && distance(body) >= 0.40);
    assert!(met - before.last().unwrap().0 <= 0.5);
}

#[test]
fn slowly_rapidly_and_hold_are_kept() {
    let paced = gesture(
        "POSE high: point your arms up.
         POSE low: point your arms down within 30 degrees.
         EXECUTION: low, slowly high and hold for 1.5 seconds, rapidly low, high within 0.8 seconds.",
    );
    let clean = recognised(&paced);
    let (low, high) = (|body: &Body| arms(body, -1.0) <= 30.0, |body: &Body| arms(body, 1.0) <= 15.0);
    fn arms(body: &Body, up: f64) -> f64 {
        let all = [Joint::ElbowLeft, Joint::WristLeft, Joint::ElbowRight, Joint::WristRight];
        all.into_iter().map(|joint| degrees(body, joint, 0.0, up, 0.0)).fold(0.0, f64::max)
    }
    let (_, left_low) = first_run(&clean, low);
    let (met_high, left_high) = first_run(&clean, high);
    assert!(met_high - left_low >= 1.0, "slowly");
    assert!(left_high - met_high >= 1.5, "hold");
    let later = bodies(&clean, 1).into_iter().find(|(time, body)| *time > left_high && low(body)).unwrap().0;
    assert!(later - left_high <= 0.5, "rapidly");
}

#[test]
fn either_hand_is_used_by_different_people() {
    let either = gesture(
        "POSE high: point your either arm up, point your other arm down within 30 degrees.
         EXECUTION: high.",
    );
    let both = perform(&either, None, &crowd(4)).unwrap();
    assert_eq!(completing(&[&either], "tested", &both.frames).len(), 4);
    let raised = |body: u64, joint| bodies(&both, body).iter().any(|(_, b)| degrees(b, joint, 0.0, 1.0, 0.0) < 15.0);
    assert!((1..=4).all(|body| raised(body, Joint::WristLeft) != raised(body, Joint::WristRight)));
    assert!((1..=4).any(|body| raised(body, Joint::WristLeft)) && (1..=4).any(|body| raised(body, Joint::WristRight)));
    // each step of either way has its posture
    assert!(solve_nodes(&either).iter().all(Option::is_some));
    assert_eq!(solve_path(&either).unwrap().len(), 1);
}

#[test]
fn a_mirrored_gesture_is_performed_by_the_other_side() {
    let both = gestures(
        "test.prepose",
        "APP test:
         GESTURE one: POSE out: point your right arm right, bend your left elbow 90 degrees. EXECUTION: out.
         GESTURE two: MIRROR one.",
    );
    let (one, two) = (solve_path(&both[0]).unwrap(), solve_path(&both[1]).unwrap());
    let right = one[0].positions[Joint::WristRight.index()];
    let left = two[0].positions[Joint::WristLeft.index()];
    assert!(right[0] > 0.5 && left[0] < -0.5);
    both.iter().for_each(|gesture| drop(recognised(gesture)));
}

#[test]
fn relative_steps_are_met_from_where_the_step_before_was_reached() {
    recognised(&gesture(
        "POSE ahead: point your right arm front within 40 degrees.
         POSE turned: rotate your left wrist 70 degrees up.
         POSE more: rotate your left wrist 40 degrees counter clockwise on the frontal plane.
         EXECUTION: ahead, turned, more.",
    ));
    recognised(&gesture("POSE turned: rotate your right wrist 60 degrees up. EXECUTION: turned, turned."));
    let moved = recognised(&gesture(
        "POSE out: point your right arm right within 80 degrees.
         POSE across: move your right hand at least 60 centimeters left.
         EXECUTION: out, across.",
    ));
    let hand = |i: usize| moved.keyframes[i].positions[Joint::HandRight.index()];
    assert!(hand(1)[0] < hand(0)[0] - 0.5);
}

#[test]
fn a_gesture_is_unlocked_first() {
    let all = gestures(
        "test.prepose",
        "APP test:
         GESTURE key: POSE met: connect your hands. EXECUTION: met.
         GESTURE door: AFTER key within 2 seconds. POSE high: point your left arm up. EXECUTION: high and hold for 0.5 seconds.",
    );
    let (key, door) = (&all[0], &all[1]);
    let unlocked = perform(door, Some(key), &crowd(4)).unwrap();
    assert_eq!(completing(&[key, door], "door", &unlocked.frames).len(), 4);
    assert_eq!(unlocked.keyframes.len(), 1, "only the gesture's own steps are told");
    // without the key the same performance opens nothing
    let alone = perform(door, None, &crowd(4)).unwrap();
    assert!(completing(&[key, door], "door", &alone.frames).is_empty());
}

#[test]
fn an_impossible_pose_is_told_with_the_statements_that_clash() {
    let clash = gesture(
        "POSE no: point your left arm down, point your right arm up, point your spine up, put your right hand below your right hip.
         EXECUTION: no.",
    );
    let error = perform(&clash, None, &Settings::default()).unwrap_err();
    let CannotPerform::Pose { node: 0, pose, statements, shortfall } = &error else { panic!("{error}") };
    assert_eq!((pose.as_str(), &statements[..]), ("no", &[1, 3][..]));
    assert!(shortfall.contains("`put your right hand below your right hip`"), "{shortfall}");
    assert!(shortfall.contains("do not go together"), "{shortfall}");
    assert!(error.to_string().starts_with("no body was found for the pose `no`: "));
    assert_eq!(solve_path(&clash).unwrap_err(), error);
    assert_eq!(solve_nodes(&clash), [None]);
}

#[test]
fn a_knee_does_not_bend_backward_for_a_statement() {
    let knee = gesture("POSE no: point your left knee down, point your left ankle front. EXECUTION: no.");
    let error = perform(&knee, None, &Settings::default()).unwrap_err();
    let CannotPerform::Pose { shortfall, .. } = error else { panic!("{error}") };
    assert!(shortfall.contains("left ankle") && shortfall.contains("too far"), "{shortfall}");
}

#[test]
fn times_that_nobody_can_keep_are_told() {
    let hasty = gesture(
        "POSE high: point your arms up.
         POSE low: point your arms down.
         EXECUTION: low, high within 0.05 seconds.",
    );
    let error = perform(&hasty, None, &Settings::default()).unwrap_err();
    assert!(matches!(&error, CannotPerform::Pace { node: 1, pose, .. } if pose == "high"), "{error}");
    let same = gesture("POSE high: point your arms up. EXECUTION: high, slowly high.");
    let error = perform(&same, None, &Settings::default()).unwrap_err();
    assert!(matches!(error, CannotPerform::Overlap { node: 1, .. }), "{error}");
}

#[test]
fn people_differ_and_the_same_seed_gives_the_same_frames() {
    let high = gesture("POSE high: point your right arm up. EXECUTION: high.");
    let settings = Settings { people: 8, ..crowd(8) };
    let crowd = perform(&high, None, &settings).unwrap();
    assert_eq!(crowd, perform(&high, None, &settings).unwrap());
    assert_ne!(crowd.frames, perform(&high, None, &Settings { seed: 8, ..settings.clone() }).unwrap().frames);
    assert_eq!(completing(&[&high], "tested", &crowd.frames).len(), 8);
    let clean = perform(&high, None, &Settings { noise: Noise::None, ..settings }).unwrap();
    let first = |body: u64| clean.frames.iter().find(|frame| frame.body == body).unwrap();
    let heights: Vec<f32> =
        (1..=8).map(|body| y_of(first(body), Joint::Head) - y_of(first(body), Joint::FootLeft)).collect();
    let (least, most) = heights.iter().fold((f32::MAX, f32::MIN), |(least, most), &h| (least.min(h), most.max(h)));
    assert!(least > 0.9 && most < 2.1 && most > least + 0.4, "{heights:?}");
    let places: BTreeSet<i32> =
        (1..=8).map(|body| (first(body).joint(Joint::SpineBase).position[2] * 100.0) as i32).collect();
    assert!(places.len() > 4 && places.iter().all(|z| (140..360).contains(z)), "{places:?}");
    assert!(clean.frames.iter().flat_map(|f| &f.joints).all(|sample| sample.tracking == Tracking::Tracked));
    let guessed = |f: &&Frame| f.joints.iter().any(|sample| sample.tracking == Tracking::Inferred);
    assert!(crowd.frames.iter().any(|f| guessed(&f)), "a sensor guesses now and then");
}

#[test]
fn nothing_jumps() {
    let wild = gesture(
        "POSE one: point your arms up, point your head back within 60 degrees.
         POSE two: touch your left foot with your right hand.
         POSE three: connect your hands, bend your knees at least 60 degrees.
         EXECUTION: one, two, three.",
    );
    let clean = recognised(&wild);
    for joint in Joint::ALL {
        for pair in clean.frames.windows(2) {
            let [a, b] = [0, 1].map(|i| nalgebra::Vector3::from(pair[i].joint(joint).position));
            // 4 m/s: less than a brisk throw
            assert!((a - b).norm() < 4.0 / 30.0, "{} jumps at {} s", joint.name(), pair[1].time);
        }
    }
}

#[test]
fn other_frame_rates_do() {
    let high =
        gesture("POSE low: point your arms down. POSE high: point your arms up. EXECUTION: low, rapidly high, low.");
    for rate in [10.0, 15.0, 60.0, 120.0] {
        let performance = perform(&high, None, &Settings { frames_per_second: rate, ..crowd(2) }).unwrap();
        assert_eq!(completing(&[&high], "tested", &performance.frames).len(), 2, "{rate} frames a second");
    }
    let odd = Settings { frames_per_second: f64::NAN, ..Settings::default() };
    assert_eq!(perform(&high, None, &odd).unwrap(), perform(&high, None, &Settings::default()).unwrap());
}

#[test]
fn what_a_sensor_cannot_see_well_enough_is_told() {
    // hands are short: their direction is measured to no better than several degrees
    let hands = gesture("POSE still: point your hands up within 3 degrees. EXECUTION: still and hold for 2 seconds.");
    assert!(perform(&hands, None, &Settings::default()).is_ok());
    let error = perform(&hands, None, &crowd(1)).unwrap_err();
    let CannotPerform::NotRecognised { person: 0, reached: 0, of: 1, statement } = &error else { panic!("{error}") };
    assert_eq!(statement.as_deref(), Some("point your hands up within 3 degrees"));
    assert!(error.to_string().starts_with("person 1 reached 0 of 1 steps"), "{error}");
}

/// No shin of the people, in whatever they do, swings past its thigh to the front by more than noise.
fn knees_bend_forward(performance: &Performance) {
    for (time, body) in (1..=5).flat_map(|number| bodies(performance, number)) {
        for (knee, ankle) in [(Joint::KneeLeft, Joint::AnkleLeft), (Joint::KneeRight, Joint::AnkleRight)] {
            let [thigh, shin] = [knee, ankle].map(|joint| Vector3::from(body.direction(joint).unwrap()));
            let behind = Vector3::x().cross(&thigh);
            assert!(behind.norm() < 0.2 || shin.dot(&behind.normalize()) > -0.4, "{} at {time} s", knee.name());
        }
    }
}

#[test]
fn every_shipped_gesture_is_performed_by_bodies_of_all_sizes_in_front_of_a_noisy_sensor() {
    let mut performed = 0;
    for file in folder::files("gestures", &["prepose"]) {
        let all = gestures(&file.display().to_string(), &std::fs::read_to_string(&file).unwrap());
        for gesture in &all {
            let unlock = gesture.after.as_ref().and_then(|(name, _)| all.iter().find(|other| other.name == *name));
            let performance = perform(gesture, unlock, &crowd(5))
                .unwrap_or_else(|error| panic!("{} of {}: {error}", gesture.name, file.display()));
            knees_bend_forward(&performance);
            let together: Vec<&Gesture> = unlock.into_iter().chain([gesture]).collect();
            assert_eq!(completing(&together, &gesture.name, &performance.frames), (1..=5).collect());
            performed += 1;
        }
    }
    assert!(performed > 20, "only {performed} gestures were found");
}
