//! People made of bone directions, and frames of them.

use nalgebra::{Rotation3, Vector3};
use prepose_matcher::{Body, Frame, JOINTS, Joint, Proportions, Tracking};

use super::tape::Choices;

/// A bone direction for every joint, in the frame of the body: the subject's right, up, the subject's front.
#[derive(Debug, Clone, PartialEq)]
pub struct Shape(pub [Vector3<f64>; JOINTS]);

/// How large a person is, and where and how it stands.
#[derive(Debug, Clone)]
pub struct Stance {
    pub size: f64,
    pub place: Vector3<f64>,
    /// Radians about the vertical; 0 faces the sensor.
    pub turn: f64,
}

impl Shape {
    /// Upright, with hanging arms.
    pub fn rest() -> Shape {
        let mut shape = Shape([-Vector3::y(); JOINTS]);
        for joint in [Joint::SpineMid, Joint::SpineShoulder, Joint::Neck, Joint::Head] {
            shape.0[joint.index()] = Vector3::y();
        }
        for (joint, out) in [(Joint::ShoulderLeft, -0.95), (Joint::HipLeft, -1.0)] {
            shape.0[joint.index()] = Vector3::new(out, 0.0, 0.0);
            shape.0[joint.mirrored().index()] = Vector3::new(-out, 0.0, 0.0);
        }
        for joint in [Joint::FootLeft, Joint::FootRight, Joint::ThumbLeft, Joint::ThumbRight] {
            shape.0[joint.index()] = Vector3::z();
        }
        shape
    }

    /// Any directions at all, but for the hips.
    pub fn random(choose: &mut impl Choices) -> Shape {
        let mut shape = Shape::rest();
        for joint in Joint::ALL {
            if !matches!(joint, Joint::HipLeft | Joint::HipRight) {
                shape.0[joint.index()] = direction(choose);
            }
        }
        shape
    }

    /// The shape part of the way to another.
    pub fn toward(&self, other: &Shape, part: f64) -> Shape {
        let mut shape = self.clone();
        for (here, there) in shape.0.iter_mut().zip(&other.0) {
            let mixed = *here * (1.0 - part) + there * part;
            *here = mixed.try_normalize(1e-6).unwrap_or(*there);
        }
        shape
    }

    /// The shape with every direction a little off.
    pub fn shaken(&self, choose: &mut impl Choices, by: f64) -> Shape {
        let mut shape = self.clone();
        for direction in &mut shape.0 {
            let off = Vector3::from_fn(|_, _| choose.between(-by, by));
            *direction = (*direction + off).try_normalize(1e-6).unwrap_or(*direction);
        }
        shape
    }

    /// A frame of a person of this shape, every joint seen.
    pub fn frame(&self, stance: &Stance, time: f64, body: u64) -> Frame {
        let mut frame = Frame::empty(time, body);
        let turn = Rotation3::from_axis_angle(&Vector3::y_axis(), stance.turn);
        let mut at = [Vector3::zeros(); JOINTS];
        for joint in Joint::PARENTS_FIRST {
            let start = joint.parent().map_or(stance.place, |parent| at[parent.index()]);
            let length = if joint.parent().is_some() { stance.size * length(joint) } else { 0.0 };
            // a subject that faces the sensor looks along its -z
            let bone = self.0[joint.index()];
            at[joint.index()] = start + turn * Vector3::new(bone.x, bone.y, -bone.z) * length;
            let position = at[joint.index()].cast::<f32>();
            frame.set(joint, position.into(), Tracking::Tracked);
        }
        frame
    }

    /// The body that a sensor without errors would see.
    pub fn body(&self, stance: &Stance) -> Body {
        Body::from_frame(&self.frame(stance, 0.0, 0), Proportions::Canonical, true)
    }
}

/// A frame seen in a mirror: left is right.
pub fn mirrored(frame: &Frame) -> Frame {
    let mut out = frame.clone();
    for joint in Joint::ALL {
        let sample = frame.joint(joint.mirrored());
        let [x, y, z] = sample.position;
        out.set(joint, [-x, y, z], sample.tracking);
    }
    out
}

/// A random direction, often a plain one.
pub fn direction(choose: &mut impl Choices) -> Vector3<f64> {
    if choose.chance(50) {
        let axis = choose.below(3);
        return Vector3::ith(axis, if choose.chance(50) { 1.0 } else { -1.0 });
    }
    Vector3::from_fn(|_, _| choose.between(-1.0, 1.0)).try_normalize(1e-3).unwrap_or(Vector3::z())
}

/// Metres; only roughly those of a person, so that whatever depends on the person's own lengths shows.
fn length(joint: Joint) -> f64 {
    use Joint::*;
    match joint {
        SpineMid | SpineShoulder | AnkleLeft | AnkleRight => 0.27,
        KneeLeft | KneeRight => 0.41,
        ElbowLeft | ElbowRight | WristLeft | WristRight => 0.28,
        _ => 0.14,
    }
}
