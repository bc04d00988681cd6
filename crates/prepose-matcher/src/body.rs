//! One frame as a body of its own: bone directions and joint positions in the frame of the body.
//!
//! Input: a [`Frame`] in sensor coordinates. Output: a [`Body`], whose axes are the subject's right, up and the
//! subject's front, so that it does not matter where the person stands or faces. What the sensor did not see is unknown,
//! never guessed. It knows nothing of gestures or of other frames.

use nalgebra::Vector3;

use crate::frame::{Frame, Tracking};
use crate::joint::{JOINTS, Joint};

pub mod canonical;

/// Whose lengths the positions of a body have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[non_exhaustive]
pub enum Proportions {
    /// The person's bone directions with the lengths of an adult of 1.70 m, so that a distance means the same for all.
    #[default]
    Canonical,
    /// The person's own proportions, scaled as a whole so that the bones seen add up to those of an adult of 1.70 m.
    Own,
}

/// Bone directions and joint positions of one person at one moment. Axes: x the subject's right, y up against gravity,
/// z the subject's front; the origin is the spine base, or the middle of the hips where it is not seen. Likewise the
/// spine shoulder is the middle of the shoulders where it is not seen: sensors that have no trunk joints still tell how
/// the trunk leans.
#[derive(Debug, Clone, PartialEq)]
pub struct Body {
    // a vector of NaN is not known: arithmetic then carries "unknown" along without a branch
    directions: [Vector3<f64>; JOINTS],
    positions: [Vector3<f64>; JOINTS],
}

const UNKNOWN: Vector3<f64> = Vector3::new(f64::NAN, f64::NAN, f64::NAN);

/// Metres of which a line across the body must be longer to tell where the body faces.
const NARROWEST: f64 = 0.03;

/// Metres of which a bone must be longer to have a direction.
const SHORTEST: f64 = 1e-4;

impl Body {
    /// A body of which nothing is known.
    pub fn unknown() -> Body {
        Body { directions: [UNKNOWN; JOINTS], positions: [UNKNOWN; JOINTS] }
    }

    /// The body that a frame shows. Joints that the sensor inferred count only if they are trusted; a joint with a
    /// coordinate that is not finite is not seen.
    pub fn from_frame(frame: &Frame, proportions: Proportions, trust_inferred: bool) -> Body {
        let mut body = Body::unknown();
        body.read(frame, proportions, trust_inferred);
        body
    }

    /// The unit vector from the start of a joint's bone to the joint, in body axes. The bone starts at the joint's
    /// parent; over joints of the trunk that are not seen, at the next ancestor that is.
    pub fn direction(&self, joint: Joint) -> Option<[f64; 3]> {
        known(self.bone(joint)).map(Into::into)
    }

    /// A joint's position in metres, in body axes from the spine base, with the lengths of the proportions asked for.
    pub fn position(&self, joint: Joint) -> Option<[f64; 3]> {
        known(self.place(joint)).map(Into::into)
    }

    /// Like [`Body::direction`], with NaN for what is not known.
    pub(crate) fn bone(&self, joint: Joint) -> Vector3<f64> {
        self.directions[joint.index()]
    }

    /// Like [`Body::position`], with NaN for what is not known.
    pub(crate) fn place(&self, joint: Joint) -> Vector3<f64> {
        self.positions[joint.index()]
    }

    /// Makes this the body that a frame shows.
    pub(crate) fn read(&mut self, frame: &Frame, proportions: Proportions, trust_inferred: bool) {
        *self = Body::unknown();
        let Some(seen) = Seen::new(frame, trust_inferred) else {
            return;
        };
        self.positions[Joint::SpineBase.index()] = Vector3::zeros();
        let (mut own, mut canonical) = (0.0, 0.0);
        for joint in &Joint::PARENTS_FIRST[1..] {
            let joint = *joint;
            let start = seen.start(joint);
            let bone = seen.at[joint.index()] - seen.at[start.index()];
            let length = bone.norm();
            if length > SHORTEST {
                let direction = bone / length;
                let reach = canonical::reach(start, joint);
                self.directions[joint.index()] = direction;
                self.positions[joint.index()] = self.positions[start.index()] + direction * reach;
                own += length;
                canonical += reach;
            }
        }
        if proportions == Proportions::Own {
            let scale = if own > 0.0 { canonical / own } else { 1.0 };
            for (position, at) in self.positions.iter_mut().zip(&seen.at) {
                *position = at * scale;
            }
        }
    }
}

fn known(vector: Vector3<f64>) -> Option<Vector3<f64>> {
    if vector.x.is_nan() { None } else { Some(vector) }
}

/// The joints that were seen, in body axes from the root; the others are NaN. The root counts as the spine base.
struct Seen {
    at: [Vector3<f64>; JOINTS],
}

impl Seen {
    /// Nothing when it cannot be told where the body is or faces.
    fn new(frame: &Frame, trust_inferred: bool) -> Option<Seen> {
        let least = if trust_inferred { Tracking::Inferred } else { Tracking::Tracked };
        let mut at = [UNKNOWN; JOINTS];
        for (at, sample) in at.iter_mut().zip(&frame.joints) {
            let [x, y, z] = sample.position;
            // one infinite or undefined coordinate makes the sum so; three finite ones stay finite in f64
            let sum = f64::from(x) + f64::from(y) + f64::from(z);
            if sample.tracking >= least && sum.is_finite() {
                *at = Vector3::new(x.into(), y.into(), z.into());
            }
        }
        let joint = |joint: Joint| known(at[joint.index()]);
        let right = across(joint(Joint::HipLeft), joint(Joint::HipRight))
            .or_else(|| across(joint(Joint::ShoulderLeft), joint(Joint::ShoulderRight)))?;
        let root =
            joint(Joint::SpineBase).or_else(|| Some((joint(Joint::HipLeft)? + joint(Joint::HipRight)?) * 0.5))?;
        let front = Vector3::y().cross(&right);
        for at in &mut at {
            let from_root = *at - root;
            *at = Vector3::new(from_root.dot(&right), from_root.y, from_root.dot(&front));
        }
        at[Joint::SpineBase.index()] = Vector3::zeros();
        let shoulders = (at[Joint::ShoulderLeft.index()] + at[Joint::ShoulderRight.index()]) * 0.5;
        let between = &mut at[Joint::SpineShoulder.index()];
        if between.x.is_nan() {
            *between = shoulders;
        }
        Some(Seen { at })
    }

    /// Where a joint's bone starts.
    fn start(&self, joint: Joint) -> Joint {
        let mut start = joint.parent().unwrap_or(Joint::SpineBase);
        while matches!(start, Joint::SpineMid | Joint::SpineShoulder | Joint::Neck) && self.at[start.index()].x.is_nan()
        {
            start = start.parent().unwrap_or(Joint::SpineBase);
        }
        start
    }
}

/// The horizontal unit vector from the left to the right of a pair of joints, if they are far enough apart.
fn across(left: Option<Vector3<f64>>, right: Option<Vector3<f64>>) -> Option<Vector3<f64>> {
    let mut line = right? - left?;
    line.y = 0.0;
    let length = line.norm();
    (length > NARROWEST).then(|| line / length)
}

#[cfg(test)]
mod tests;
