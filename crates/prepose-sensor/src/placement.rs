//! How the sensor stood: what it calls up and right, put right.
//!
//! Input: frames in the sensor's own axes. Output: the same frames with y up against gravity and the subject's own right
//! under the names of the right. It knows nothing of formats.

use prepose_matcher::{Frame, Joint, Sample};

/// How the sensor stood.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Placement {
    /// Cosine and sine of the angle by which it looked down.
    tilt: (f32, f32),
    mirrored: bool,
}

impl Placement {
    /// A sensor that looks down by so many degrees, with a picture that was flipped or was not.
    pub(crate) fn new(tilt: f64, mirrored: bool) -> Placement {
        let (sine, cosine) = tilt.to_radians().sin_cos();
        Placement { tilt: (cosine as f32, sine as f32), mirrored }
    }

    /// Puts a frame right.
    pub(crate) fn correct(&self, frame: &mut Frame) {
        let (cosine, sine) = self.tilt;
        if sine != 0.0 {
            for joint in Joint::ALL {
                let Sample { position: [x, y, z], tracking } = *frame.joint(joint);
                // what lies farther away lies lower than it seems, if the sensor looks down
                frame.set(joint, [x, y * cosine - z * sine, y * sine + z * cosine], tracking);
            }
        }
        if self.mirrored {
            for joint in Joint::ALL.into_iter().filter(|joint| joint.index() <= joint.mirrored().index()) {
                let [here, there] = [joint, joint.mirrored()].map(|joint| *frame.joint(joint));
                for (joint, sample) in [(joint, there), (joint.mirrored(), here)] {
                    let [x, y, z] = sample.position;
                    frame.set(joint, [-x, y, z], sample.tracking);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use prepose_matcher::Tracking;

    use super::*;

    fn frame() -> Frame {
        let mut frame = Frame::empty(0.0, 1);
        frame.set(Joint::Head, [0.1, 0.9, 2.0], Tracking::Tracked);
        frame.set(Joint::HandLeft, [-0.4, 0.5, 2.0], Tracking::Inferred);
        frame
    }

    #[test]
    fn a_sensor_that_looks_down_sees_what_is_level_rise() {
        let mut there = Frame::empty(0.0, 1);
        // straight ahead of the lens, which looks down by 30 degrees, is below the sensor
        there.set(Joint::Head, [0.1, 0.0, 2.0], Tracking::Tracked);
        Placement::new(30.0, false).correct(&mut there);
        let [x, y, z] = there.joint(Joint::Head).position;
        assert!((x - 0.1).abs() < 1e-6 && (y + 1.0).abs() < 1e-6 && (z - 3f32.sqrt()).abs() < 1e-6, "{y} {z}");
    }

    #[test]
    fn a_flipped_picture_is_flipped_back() {
        let mut flipped = frame();
        Placement::new(0.0, true).correct(&mut flipped);
        assert_eq!(flipped.joint(Joint::Head).position, [-0.1, 0.9, 2.0]);
        assert_eq!(flipped.joint(Joint::HandRight).position, [0.4, 0.5, 2.0]);
        assert_eq!(flipped.joint(Joint::HandRight).tracking, Tracking::Inferred);
        assert_eq!(flipped.joint(Joint::HandLeft).tracking, Tracking::NotTracked);
        Placement::new(0.0, true).correct(&mut flipped);
        assert_eq!(flipped, frame());
    }

    #[test]
    fn a_sensor_that_stands_right_changes_nothing() {
        let mut same = frame();
        Placement::new(0.0, false).correct(&mut same);
        assert_eq!(same, frame());
    }
}
