use super::*;
use crate::frame::Sample;

/// Hips 0.3 m apart, spine straight up, the left arm sideways then up; the person faces the sensor.
fn frame() -> Frame {
    let mut frame = Frame::empty(0.0, 1);
    for (joint, position) in [
        (Joint::SpineBase, [1.0, 1.0, 3.0]),
        (Joint::HipLeft, [0.85, 1.0, 3.0]),
        (Joint::HipRight, [1.15, 1.0, 3.0]),
        (Joint::SpineMid, [1.0, 1.3, 3.0]),
        (Joint::SpineShoulder, [1.0, 1.6, 3.0]),
        (Joint::Neck, [1.0, 1.7, 3.0]),
        (Joint::Head, [1.0, 1.7, 2.9]),
        (Joint::ShoulderLeft, [0.8, 1.6, 3.0]),
        (Joint::ElbowLeft, [0.5, 1.6, 3.0]),
        (Joint::WristLeft, [0.5, 1.9, 3.0]),
    ] {
        frame.set(joint, position, Tracking::Tracked);
    }
    frame
}

fn body(frame: &Frame) -> Body {
    Body::from_frame(frame, Proportions::Canonical, true)
}

fn close(vector: Option<[f64; 3]>, expected: [f64; 3]) {
    let vector = vector.expect("known");
    let apart = Vector3::from(vector) - Vector3::from(expected);
    assert!(apart.norm() < 1e-6, "{vector:?} is not {expected:?}");
}

#[test]
fn axes_are_the_subjects_own() {
    let body = body(&frame());
    close(body.direction(Joint::HipRight), [1.0, 0.0, 0.0]);
    close(body.direction(Joint::ElbowLeft), [-1.0, 0.0, 0.0]);
    close(body.direction(Joint::WristLeft), [0.0, 1.0, 0.0]);
    // toward the sensor is the front of a person who faces it
    close(body.direction(Joint::Head), [0.0, 0.0, 1.0]);
    assert_eq!(body.direction(Joint::SpineBase), None);
    assert_eq!(body.direction(Joint::HandLeft), None);
}

#[test]
fn positions_have_canonical_lengths() {
    let body = body(&frame());
    let trunk = 2.0 * 0.144 * 1.70;
    close(body.position(Joint::SpineBase), [0.0; 3]);
    close(body.position(Joint::WristLeft), [-(0.1295 + 0.186) * 1.70, trunk + 0.146 * 1.70, 0.0]);
    assert_eq!(body.position(Joint::HandLeft), None);
}

#[test]
fn own_proportions_are_scaled_as_a_whole() {
    let own = Body::from_frame(&frame(), Proportions::Own, true);
    let seen = [0.15, 0.15, 0.3, 0.3, 0.1, 0.1, 0.2, 0.3, 0.3];
    let canonical = [0.05, 0.05, 0.144, 0.144, 0.052, 0.066, 0.1295, 0.186, 0.146];
    let scale = canonical.iter().sum::<f64>() * 1.70 / seen.iter().sum::<f64>();
    close(own.position(Joint::WristLeft), [-0.5 * scale, 0.9 * scale, 0.0]);
    close(own.direction(Joint::WristLeft), [0.0, 1.0, 0.0]);
    assert_eq!(own.position(Joint::KneeLeft), None);
}

#[test]
fn an_unseen_joint_of_the_trunk_is_bridged_and_one_of_a_limb_is_not() {
    let mut frame = frame();
    frame.joints[Joint::SpineShoulder.index()].tracking = Tracking::NotTracked;
    let bridged = body(&frame);
    close(bridged.direction(Joint::Neck), [0.0, 1.0, 0.0]);
    close(bridged.position(Joint::Neck), [0.0, 0.34 * 1.70, 0.0]);
    let slant = Vector3::new(-0.2, 0.3, 0.0).normalize();
    close(bridged.direction(Joint::ShoulderLeft), slant.into());
    frame.joints[Joint::ElbowLeft.index()].tracking = Tracking::NotTracked;
    assert_eq!(body(&frame).direction(Joint::WristLeft), None);
    assert_eq!(body(&frame).position(Joint::WristLeft), None);
}

#[test]
fn the_hips_stand_in_for_the_root_and_the_shoulders_for_the_hips() {
    let mut frame = frame();
    frame.joints[Joint::SpineBase.index()] = Sample::default();
    close(body(&frame).direction(Joint::SpineMid), [0.0, 1.0, 0.0]);
    close(body(&frame).position(Joint::SpineBase), [0.0; 3]);
    frame.joints[Joint::HipLeft.index()] = Sample::default();
    assert!(nothing_is_known(&body(&frame)));

    let mut frame = self::frame();
    frame.joints[Joint::HipLeft.index()] = Sample::default();
    assert!(nothing_is_known(&body(&frame)));
    frame.set(Joint::ShoulderRight, [0.8, 1.6, 3.2], Tracking::Inferred);
    // the shoulders' line runs away from the sensor, so the left is where the sensor is
    close(body(&frame).direction(Joint::Head), [-1.0, 0.0, 0.0]);
    // an inferred joint that is not trusted is not there
    assert!(nothing_is_known(&Body::from_frame(&frame, Proportions::Canonical, false)));
}

fn nothing_is_known(body: &Body) -> bool {
    Joint::ALL.iter().all(|&joint| body.direction(joint).is_none() && body.position(joint).is_none())
}

#[test]
fn coordinates_that_are_not_finite_are_not_seen() {
    for bad in [f32::NAN, f32::INFINITY, f32::NEG_INFINITY] {
        for axis in 0..3 {
            let mut frame = frame();
            frame.joints[Joint::WristLeft.index()].position[axis] = bad;
            assert_eq!(body(&frame).direction(Joint::WristLeft), None);
            assert!(body(&frame).direction(Joint::ElbowLeft).is_some());
        }
    }
    let mut frame = frame();
    frame.joints[Joint::WristLeft.index()].position = [f32::MAX, f32::MAX, f32::MIN];
    assert!(body(&frame).direction(Joint::WristLeft).is_some());
}

#[test]
fn joints_that_coincide_have_no_bone() {
    let mut frame = frame();
    frame.joints[Joint::WristLeft.index()].position = frame.joint(Joint::ElbowLeft).position;
    assert_eq!(body(&frame).direction(Joint::WristLeft), None);
}
