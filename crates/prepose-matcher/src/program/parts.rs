//! The tables of a program: quantities, atoms, statements, conditions and automata.
//!
//! Plain data, as a compiler makes it and the wire carries it; nothing here is checked. It knows nothing of frames, time
//! or bytes. The structs name all their fields on purpose: whoever makes a program has to fill every one of them.

use crate::joint::Joint;

/// A coordinate axis of the body frame: origin at the spine base, turning with the hips about the vertical.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum Axis {
    /// The subject's right.
    X = 0,
    /// Up, against gravity.
    Y = 1,
    /// The subject's front.
    Z = 2,
}

/// A number that one body has at one moment. Directions are unit vectors in the body frame; positions are those of the
/// canonical body, in metres.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Quantity {
    /// The cosine of the angle between a joint's bone and a fixed unit direction.
    DirectionAngle {
        /// The joint whose bone is meant.
        joint: Joint,
        /// A unit vector of the body frame.
        direction: [f64; 3],
    },
    /// The cosine of the angle between two bones.
    BoneAngle {
        /// The joint of the first bone.
        a: Joint,
        /// The joint of the second bone.
        b: Joint,
    },
    /// The coordinate of `to` less that of `from` along an axis, in metres.
    Offset {
        /// Where the difference is measured from.
        from: Joint,
        /// Where it is measured to.
        to: Joint,
        /// Along which axis.
        axis: Axis,
    },
    /// The distance of two joints, in metres.
    Distance {
        /// One joint.
        a: Joint,
        /// The other joint.
        b: Joint,
    },
    /// How far one bone leaves the line of another to one side: `(a x b) . axis`, the sine of the angle between them
    /// where both lie in the plane across the axis.
    Hinge {
        /// The joint of the bone that is left.
        a: Joint,
        /// The joint of the bone that leaves it.
        b: Joint,
        /// A unit vector of the body frame, about which the bone turns to that side.
        axis: [f64; 3],
    },
    /// The cosine of the angle between a joint's bone and the rotated direction that it had when the step began.
    Turned {
        /// The joint whose bone is meant.
        joint: Joint,
        /// The rotation, row by row, applied to the bone's direction at the step's beginning.
        rotation: [[f64; 3]; 3],
    },
    /// How much nearer to a direction than asked the bone is, in radians: the largest angle allowed less the angle now.
    /// The largest angle allowed is the angle at the step's beginning less `by`; where that is under `near`, it is the
    /// smaller of `near` and half the angle at the beginning.
    Nearer {
        /// The joint whose bone is meant.
        joint: Joint,
        /// A unit vector of the body frame.
        direction: [f64; 3],
        /// Radians by which the bone must come nearer.
        by: f64,
        /// Radians from the direction that always suffice, unless the bone began nearer than twice that.
        near: f64,
    },
    /// How far a joint's position has moved along a direction since the step began, in metres.
    Moved {
        /// The joint.
        joint: Joint,
        /// A unit vector of the body frame.
        direction: [f64; 3],
    },
}

impl Quantity {
    /// Whether the quantity depends on the body at the step's beginning, and so on the attempt, not only on the frame.
    pub fn is_relative(&self) -> bool {
        matches!(self, Quantity::Turned { .. } | Quantity::Nearer { .. } | Quantity::Moved { .. })
    }
}

/// A bound on a quantity: true when `value >= bound` (or `value <= bound`), unknown when the quantity is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Atom {
    /// Which quantity, an index of [`Parts::quantities`].
    pub quantity: u32,
    /// Whether the bound is a lower one.
    pub at_least: bool,
    /// In the quantity's unit.
    pub bound: f64,
}

/// What an author wrote as one statement: all its atoms hold.
#[derive(Debug, Clone, PartialEq)]
pub struct Statement {
    /// Indices of [`Parts::atoms`].
    pub atoms: Vec<u32>,
    /// The author's words, for reports.
    pub text: String,
}

/// A pose as one step needs it: all its statements hold.
#[derive(Debug, Clone, PartialEq)]
pub struct Condition {
    /// Indices of [`Parts::statements`].
    pub statements: Vec<u32>,
}

/// One step of a gesture's automaton.
#[derive(Debug, Clone, PartialEq)]
pub struct Node {
    /// The pose's name.
    pub name: String,
    /// An index of [`Parts::conditions`].
    pub condition: u32,
    /// The steps that may come before; all of smaller index than this one's.
    pub after: Vec<u32>,
    /// Whether an attempt may begin here.
    pub entry: bool,
    /// Whether the gesture is complete here.
    pub accept: bool,
    /// Seconds that must have passed since a step before was last held (0 for any).
    pub earliest: f64,
    /// Seconds within which the step must be met.
    pub latest: f64,
    /// Seconds for which the pose must be held without a break.
    pub hold: f64,
    /// Which step this is on its way, from 1.
    pub step: u32,
    /// How many steps the shortest way through this step has.
    pub of: u32,
}

/// One gesture: an automaton over its steps, in topological order.
#[derive(Debug, Clone, PartialEq)]
pub struct Gesture {
    /// The app that declares it.
    pub app: String,
    /// Its name.
    pub name: String,
    /// The steps; every step's predecessors stand before it.
    pub nodes: Vec<Node>,
    /// Seconds after a completion in which it cannot begin again.
    pub cooldown: f64,
    /// Another gesture (of smaller index in [`Parts::gestures`]) that must have completed at most so many seconds before
    /// the first step is reached.
    pub unlocked_by: Option<(u32, f64)>,
}

/// The tables of a program, as a compiler makes them.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Parts {
    /// Every distinct quantity, each evaluated once a frame (relative ones once an attempt).
    pub quantities: Vec<Quantity>,
    /// Every distinct bound.
    pub atoms: Vec<Atom>,
    /// Every distinct statement.
    pub statements: Vec<Statement>,
    /// Every distinct condition; a condition with a relative quantity belongs to exactly one node.
    pub conditions: Vec<Condition>,
    /// The gestures; a gesture stands after the one that unlocks it.
    pub gestures: Vec<Gesture>,
}
