//! Which of the 25 joints the joints of other skeletons are.
//!
//! A joint that another skeleton does not have stays not tracked: nothing is computed from its neighbours, so that a
//! gesture never fires on a position that nobody measured. It knows nothing of formats.

use prepose_matcher::{JOINTS, Joint};

use Joint::*;

/// Kinect v1, 20 joints by name. Its shoulder centre and its hip centre carry the limbs, as spine shoulder and spine
/// base do; it has no neck, hand tips or thumbs.
pub(crate) const KINECT1: &[(&str, Joint)] = &[
    ("Head", Head),
    ("ShoulderCenter", SpineShoulder),
    ("Spine", SpineMid),
    ("HipCenter", SpineBase),
    ("ShoulderLeft", ShoulderLeft),
    ("ElbowLeft", ElbowLeft),
    ("WristLeft", WristLeft),
    ("HandLeft", HandLeft),
    ("ShoulderRight", ShoulderRight),
    ("ElbowRight", ElbowRight),
    ("WristRight", WristRight),
    ("HandRight", HandRight),
    ("HipLeft", HipLeft),
    ("KneeLeft", KneeLeft),
    ("AnkleLeft", AnkleLeft),
    ("FootLeft", FootLeft),
    ("HipRight", HipRight),
    ("KneeRight", KneeRight),
    ("AnkleRight", AnkleRight),
    ("FootRight", FootRight),
];

/// UI-PRMD, 22 joints by name. Segments are named by where they begin: the forearm begins at the elbow, the hand at
/// the wrist. Its collars and the tip of the head have no counterpart; it has no hands, hand tips or thumbs.
pub(crate) const UI_PRMD: &[(&str, Joint)] = &[
    ("Waist", SpineBase),
    ("Spine", SpineMid),
    ("Chest", SpineShoulder),
    ("Neck", Neck),
    ("Head", Head),
    ("LeftUpperArm", ShoulderLeft),
    ("LeftForearm", ElbowLeft),
    ("LeftHand", WristLeft),
    ("RightUpperArm", ShoulderRight),
    ("RightForearm", ElbowRight),
    ("RightHand", WristRight),
    ("LeftUpperLeg", HipLeft),
    ("LeftLowerLeg", KneeLeft),
    ("LeftFoot", AnkleLeft),
    ("LeftToes", FootLeft),
    ("RightUpperLeg", HipRight),
    ("RightLowerLeg", KneeRight),
    ("RightFoot", AnkleRight),
    ("RightToes", FootRight),
];

/// How many joints an Azure Kinect skeleton has.
pub(crate) const AZURE_JOINTS: usize = 32;

/// Azure Kinect, 32 joints by number (k4abt_joint_id_t of the Body Tracking SDK). Its chest carries neck and
/// clavicles, as the spine shoulder does; clavicles, nose, eyes and ears have no counterpart.
pub(crate) const AZURE: &[(usize, Joint)] = &[
    (0, SpineBase),
    (1, SpineMid),
    (2, SpineShoulder),
    (3, Neck),
    (5, ShoulderLeft),
    (6, ElbowLeft),
    (7, WristLeft),
    (8, HandLeft),
    (9, HandTipLeft),
    (10, ThumbLeft),
    (12, ShoulderRight),
    (13, ElbowRight),
    (14, WristRight),
    (15, HandRight),
    (16, HandTipRight),
    (17, ThumbRight),
    (18, HipLeft),
    (19, KneeLeft),
    (20, AnkleLeft),
    (21, FootLeft),
    (22, HipRight),
    (23, KneeRight),
    (24, AnkleRight),
    (25, FootRight),
    (26, Head),
];

/// How many landmarks a MediaPipe Pose (BlazePose) or ML Kit skeleton has.
pub(crate) const LANDMARKS: usize = 33;

/// MediaPipe Pose and ML Kit, 33 landmarks by number. The nose is the one landmark in the middle of the head; the
/// index finger's knuckle lies in the hand, 4 cm from where Kinect puts it. No trunk joint, neck or hand tip is
/// there: middles of shoulders and hips are not measured, so they are not stored.
pub(crate) const POSE_LANDMARKS: &[(usize, Joint)] = &[
    (0, Head),
    (11, ShoulderLeft),
    (12, ShoulderRight),
    (13, ElbowLeft),
    (14, ElbowRight),
    (15, WristLeft),
    (16, WristRight),
    (19, HandLeft),
    (20, HandRight),
    (21, ThumbLeft),
    (22, ThumbRight),
    (23, HipLeft),
    (24, HipRight),
    (25, KneeLeft),
    (26, KneeRight),
    (27, AnkleLeft),
    (28, AnkleRight),
    (31, FootLeft),
    (32, FootRight),
];

/// All 25 joints under the names of the Kinect v2 SDK.
pub(crate) fn kinect2() -> [(&'static str, Joint); JOINTS] {
    Joint::ALL.map(|joint| (joint.name(), joint))
}
