//! A body as lines on paper.
//!
//! Input: a body in the frame it is known in. Output: its joints as seen by a viewer who stands in front of it, and the
//! bones between those that are known. It must not know of colours or of markup.

use prepose_matcher::Joint;

/// The joints of one body at one moment, in native order; `None` where a joint was not tracked.
///
/// Sensor coordinates in metres: y up, z away from the sensor, and a subject who faces the sensor has the own right at
/// +x.
pub type Skeleton = [Option<[f32; 3]>; 25];

/// A solved body that satisfies a pose, in native order of the joints.
///
/// Body frame in metres: x the subject's right, y up, z the subject's front, the origin at the spine base.
pub type Target = [[f32; 3]; 25];

/// The body of a figure, in the frame it is known in.
#[derive(Debug, Clone, PartialEq)]
pub enum FigureBody {
    /// As a sensor saw it. All seen bodies of one picture stand on one floor, at their lowest joint.
    Seen(Skeleton),
    /// A solved target. Each stands on its own lowest joint.
    Target(Target),
}

/// Joints for a viewer in front of the body, metres: x to the viewer's right, y up, z toward the viewer; `None` where
/// the joint is not known.
pub(super) type Seen = [Option<[f32; 3]>; 25];

/// The half of the body that a joint belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    Left = -1,
    Middle = 0,
    Right = 1,
}

/// The camera looks down by this angle, in degrees, so that a floor can be seen.
const PITCH: f32 = 8.0;

/// Where the joints are for the viewer after the body was turned by `turn` degrees (positive: front to the viewer's
/// right), and before the view is tilted.
pub(super) fn turned(body: &FigureBody, turn: f32) -> Seen {
    let (sin, cos) = turn.to_radians().sin_cos();
    let seen: Seen = match body {
        FigureBody::Seen(skeleton) => skeleton.map(|place| place.map(|[x, y, z]| [-x, y, -z])),
        FigureBody::Target(target) => target.map(|[x, y, z]| Some([-x, y, z])),
    };
    let finite = seen.map(|place| place.filter(|place| place.iter().all(|c| c.is_finite())));
    finite.map(|place| place.map(|[x, y, z]| [x * cos + z * sin, y, z * cos - x * sin]))
}

/// The tilt of the camera.
pub(super) fn tilted([x, y, z]: [f32; 3]) -> [f32; 3] {
    let (sin, cos) = PITCH.to_radians().sin_cos();
    [x, y * cos - z * sin, y * sin + z * cos]
}

/// The side of a joint.
pub(super) fn side(joint: Joint) -> Side {
    if joint.mirrored() == joint {
        Side::Middle
    } else if joint.words().starts_with("left") {
        Side::Left
    } else {
        Side::Right
    }
}

/// The bones that can be drawn, from a joint to its nearest ancestor that is known.
pub(super) fn bones(body: &Seen) -> Vec<(Joint, Joint)> {
    let known = |joint: Joint| body[joint.index()].is_some();
    let from = |joint: Joint| std::iter::successors(joint.parent(), |joint| joint.parent()).find(|joint| known(*joint));
    Joint::ALL.into_iter().filter(|joint| known(*joint)).filter_map(|joint| Some((from(joint)?, joint))).collect()
}

/// The spine base, or what stands for it where a sensor does not give it.
pub(super) fn root(body: &Seen) -> Option<[f32; 3]> {
    let place = |joint: Joint| body[joint.index()];
    let middle = |a: Joint, b: Joint| {
        let (a, b) = (place(a)?, place(b)?);
        Some([0, 1, 2].map(|i| (a[i] + b[i]) / 2.0))
    };
    place(Joint::SpineBase)
        .or_else(|| middle(Joint::HipLeft, Joint::HipRight))
        .or_else(|| middle(Joint::ShoulderLeft, Joint::ShoulderRight))
        .or_else(|| body.iter().flatten().next().copied())
}

/// Horizontal unit vector (x, z) to the body's front, from its hips or else its shoulders. These coordinates are
/// right-handed, so the front is up cross right.
pub(super) fn front(body: &Seen) -> Option<[f32; 2]> {
    let across = |left: Joint, right: Joint| {
        let (left, right) = (body[left.index()]?, body[right.index()]?);
        let (x, z) = (right[0] - left[0], right[2] - left[2]);
        let length = x.hypot(z);
        (length > 1e-3).then(|| [z / length, -x / length])
    };
    across(Joint::HipLeft, Joint::HipRight).or_else(|| across(Joint::ShoulderLeft, Joint::ShoulderRight))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn standing() -> FigureBody {
        let mut body = [None; 25];
        let mut set = |joint: Joint, place: [f32; 3]| body[joint.index()] = Some(place);
        set(Joint::SpineBase, [0.0, 0.0, 3.0]);
        set(Joint::HipLeft, [-0.1, 0.0, 3.0]);
        set(Joint::HipRight, [0.1, 0.0, 3.0]);
        set(Joint::Head, [0.0, 0.7, 3.0]);
        FigureBody::Seen(body)
    }

    #[test]
    fn the_subjects_right_is_at_the_viewers_left() {
        let seen = turned(&standing(), 0.0);
        assert!(seen[Joint::HipRight.index()].unwrap()[0] < seen[Joint::HipLeft.index()].unwrap()[0]);
        let mut target = [[0.0; 3]; 25];
        target[Joint::HipRight.index()] = [0.1, 0.0, 0.0];
        target[Joint::HandRight.index()] = [0.1, 0.0, 0.5];
        let seen = turned(&FigureBody::Target(target), 0.0);
        assert!(seen[Joint::HipRight.index()].unwrap()[0] < 0.0);
        assert!(seen[Joint::HandRight.index()].unwrap()[2] > 0.0, "the front is toward the viewer");
    }

    #[test]
    fn turning_moves_the_front_to_the_viewers_right() {
        let facing = front(&turned(&standing(), 0.0)).unwrap();
        assert!((facing[0].abs() < 1e-6) && (facing[1] - 1.0).abs() < 1e-6, "{facing:?}");
        let facing = front(&turned(&standing(), 90.0)).unwrap();
        assert!((facing[0] - 1.0).abs() < 1e-6, "{facing:?}");
    }

    #[test]
    fn bones_bridge_what_is_not_tracked() {
        let bones = bones(&turned(&standing(), 0.0));
        assert_eq!(bones.len(), 3);
        assert!(bones.contains(&(Joint::SpineBase, Joint::Head)));
    }
}
