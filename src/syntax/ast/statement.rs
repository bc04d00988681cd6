//! What an author wrote within a pose.

use super::name::Name;
use crate::source::Span;

/// One statement of a pose.
#[derive(Debug, Clone, PartialEq)]
pub struct Statement {
    /// The place of `don't`.
    pub negated: Option<Span>,
    /// What it says.
    pub kind: StatementKind,
    /// Its place.
    pub span: Span,
}

/// What a statement says.
#[derive(Debug, Clone, PartialEq)]
#[allow(missing_docs)]
pub enum StatementKind {
    /// `point PARTS DIRECTION`
    Point { parts: Vec<Part>, direction: Direction, within: Option<Measure> },
    /// `rotate PARTS N degrees ...`
    Rotate { parts: Vec<Part>, angle: Measure, way: Way, within: Option<Measure> },
    /// `touch PART with your left hand`
    Touch { part: Part, hand: Part, within: Option<Measure> },
    /// `put PARTS RELATION PART`
    Put { parts: Vec<Part>, amount: Option<Amount>, relation: Relation, part: Part },
    /// `put PARTS within N centimeters of PART`
    Near { parts: Vec<Part>, within: Measure, part: Part },
    /// `connect PARTS [to PART]`
    Connect { parts: Vec<Part>, to: Option<Part>, within: Option<Measure> },
    /// `keep PARTS at least N centimeters apart`
    Keep { parts: Vec<Part>, amount: Amount },
    /// `align PARTS`
    Align { parts: Vec<Part>, within: Option<Measure> },
    /// `bend PARTS N degrees [DIRECTION]`
    Bend { parts: Vec<Part>, amount: Amount, direction: Option<Direction>, within: Option<Measure> },
    /// `straighten PARTS`
    Straighten { parts: Vec<Part>, within: Option<Measure> },
    /// `move PARTS at least N centimeters DIRECTION`
    Move { parts: Vec<Part>, amount: Amount, direction: Direction },
    /// `compose NAME`; further names of the list follow as [`StatementKind::Name`]
    Compose(Name),
    /// A further name of a composition
    Name(Name),
    /// Something unreadable, already reported
    Unreadable,
}

/// How a rotation goes.
#[derive(Debug, Clone, PartialEq)]
pub enum Way {
    /// Toward a direction.
    Toward(Direction),
    /// In a plane.
    InPlane {
        /// Clockwise as seen from outside.
        clockwise: bool,
        /// The plane.
        plane: Plane,
    },
}

/// A plane of the body.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Plane {
    /// Seen from in front of the subject.
    Frontal,
    /// Seen from the subject's right.
    Sagittal,
    /// Seen from above.
    Horizontal,
}

/// One direction, or the diagonal of two.
#[derive(Debug, Clone, PartialEq)]
pub struct Direction {
    /// The first.
    pub first: Compass,
    /// The second, of `up and front`.
    pub second: Option<Compass>,
    /// Its place.
    pub span: Span,
}

/// A direction of the body frame.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum Compass {
    Up,
    Down,
    Front,
    Back,
    Left,
    Right,
    Outward,
    Inward,
}

/// Where one part is, seen from another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum Relation {
    InFrontOf,
    Behind,
    OnTopOf,
    Above,
    Below,
    LeftOf,
    RightOf,
}

/// A number.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Number {
    /// Finite.
    pub value: f64,
    /// Its place.
    pub span: Span,
}

/// A number with a unit.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Measure {
    /// The number.
    pub number: Number,
    /// The unit.
    pub unit: Unit,
    /// The place of both.
    pub span: Span,
}

/// A unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum Unit {
    Degrees,
    Centimeters,
    Meters,
    Seconds,
}

/// How much.
#[derive(Debug, Clone, PartialEq)]
pub struct Amount {
    /// In which way.
    pub bound: Bound,
    /// Its place.
    pub span: Span,
}

/// The ways to bound an amount.
#[derive(Debug, Clone, Copy, PartialEq)]
#[allow(missing_docs)]
pub enum Bound {
    AtLeast(Measure),
    AtMost(Measure),
    Between(Number, Measure),
    About(Measure),
}

/// A part of the body.
#[derive(Debug, Clone, PartialEq)]
pub struct Part {
    /// Left, right, either or other; only for parts that have sides.
    pub side: Option<Side>,
    /// Which part.
    pub kind: PartKind,
    /// Its place.
    pub span: Span,
}

/// A side of the body.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Side {
    /// The subject's left.
    Left,
    /// The subject's right.
    Right,
    /// One of both, the same through the whole gesture.
    Either,
    /// The one that `either` is not.
    Other,
}

/// The parts. Those of the first three lines take a side; the others do not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
#[rustfmt::skip]
pub enum PartKind {
    Shoulder, Elbow, Wrist, Hand, HandTip, Thumb,
    Hip, Knee, Ankle, Foot,
    Arm, Leg,
    Neck, Head, SpineMid, SpineBase, SpineShoulder,
    Arms, Legs, Spine, Back, Shoulders, Elbows, Wrists, Hands, HandTips, Thumbs, Hips, Knees, Ankles, Feet, You,
}
