use super::*;
use crate::joint::Joint;

fn frame(time: f64, x: f32) -> Frame {
    let mut frame = Frame::empty(time, 1);
    frame.set(Joint::HandLeft, [x, 1.0, 2.0], Tracking::Tracked);
    frame
}

fn smoothed(smoother: &mut Smoother, time: f64, x: f32) -> f64 {
    let mut frame = frame(time, x);
    smoother.smooth(&mut frame);
    assert!((frame.joint(Joint::HandLeft).position[1] - 1.0).abs() < 1e-6);
    frame.joint(Joint::HandLeft).position[0].into()
}

#[test]
fn one_step_is_the_formula_of_the_paper() {
    let parameters = OneEuro { min_cutoff: 2.0, beta: 0.5, derivative_cutoff: 1.0 };
    let mut smoother = Smoother::new(parameters, 1);
    assert_eq!(smoothed(&mut smoother, 0.0, 0.0), 0.0);
    // alpha = 1 / (1 + 1 / (2 pi f T)), for the speed with f = 1 and then for the position
    let passed = 0.1;
    let tau = std::f64::consts::TAU;
    let speed = 1.0 / (1.0 + 1.0 / (tau * 1.0 * passed)) * (0.5 / passed);
    let cutoff = 2.0 + 0.5 * speed;
    let expected = 1.0 / (1.0 + 1.0 / (tau * cutoff * passed)) * 0.5;
    assert!((smoothed(&mut smoother, passed, 0.5) - expected).abs() < 1e-6);
}

#[test]
fn jitter_shrinks_and_a_fast_joint_is_followed() {
    let mut smoother = Smoother::new(OneEuro::default(), 1);
    let mut spread: f64 = 0.0;
    for i in 0..300 {
        let x = if i % 2 == 0 { 0.005 } else { -0.005 };
        let smooth = smoothed(&mut smoother, f64::from(i) / 30.0, x);
        if i > 30 {
            spread = spread.max(smooth.abs());
        }
    }
    assert!(spread < 0.0025, "{spread}");
    let lag = (300..330).map(|i| {
        let x = f64::from(i - 300) / 30.0 * 2.0;
        x - smoothed(&mut smoother, f64::from(i) / 30.0, x as f32)
    });
    // 2 metres a second are 67 millimetres a frame
    assert!(lag.last().is_some_and(|lag| lag.abs() < 0.067));
}

#[test]
fn what_was_out_of_sight_begins_anew() {
    let mut smoother = Smoother::new(OneEuro::default(), 1);
    smoothed(&mut smoother, 0.0, 0.0);
    assert!(smoothed(&mut smoother, 0.1, 1.0) < 0.999);
    smoother.smooth(&mut Frame::empty(0.2, 1));
    assert_eq!(smoothed(&mut smoother, 0.3, 1.0), 1.0);
    assert_eq!(smoothed(&mut smoother, 2.0, 5.0), 5.0);
    assert_eq!(smoothed(&mut smoother, 1.0, -5.0), -5.0);
}

#[test]
fn bad_frames_and_parameters_do_no_harm() {
    let mut smoother = Smoother::new(OneEuro { min_cutoff: f64::NAN, beta: -1.0, derivative_cutoff: 0.0 }, 1);
    smoothed(&mut smoother, 0.0, 0.0);
    assert_eq!(smoothed(&mut smoother, 0.0, 1.0), 0.0);
    let mut bad = frame(0.1, f32::NAN);
    smoother.smooth(&mut bad);
    assert!(bad.joint(Joint::HandLeft).position[0].is_nan());
    assert_eq!(smoothed(&mut smoother, 0.2, 0.5), 0.5);
    assert_eq!(smoothed(&mut smoother, f64::NAN, 0.7), f64::from(0.7f32));
    let mut other = Frame { body: 2, ..frame(0.3, 0.25) };
    smoother.smooth(&mut other);
    assert_eq!(other, Frame { body: 2, ..frame(0.3, 0.25) });
}
