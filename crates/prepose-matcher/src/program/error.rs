//! Why tables or bytes are not a program, in words for whoever has to mend them.

use std::fmt;

use thiserror::Error;

/// An entry of a program's tables, counted from 0 as in [`Parts`](super::Parts).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)]
#[non_exhaustive]
pub enum Place {
    Quantity(usize),
    Atom(usize),
    Statement(usize),
    Condition(usize),
    Gesture(usize),
    Node { gesture: usize, node: usize },
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Place::Quantity(i) => write!(f, "quantity {i}"),
            Place::Atom(i) => write!(f, "atom {i}"),
            Place::Statement(i) => write!(f, "statement {i}"),
            Place::Condition(i) => write!(f, "condition {i}"),
            Place::Gesture(i) => write!(f, "gesture {i}"),
            Place::Node { gesture, node } => write!(f, "step {node} of gesture {gesture}"),
        }
    }
}

/// Why tables or bytes are not a program.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum ProgramError {
    /// The bytes do not begin as a program does.
    #[error("these bytes are not a compiled program; compile the gestures to get one")]
    NotAProgram,
    /// The bytes are of another version of the format.
    #[error("the program is of format {found}, and this matcher reads format {known}; compile the gestures again")]
    Version {
        /// The format of the bytes.
        found: u32,
        /// The format that is read here.
        known: u32,
    },
    /// The bytes end too early.
    #[error("the program ends inside {what}; copy it again, or compile the gestures again")]
    CutShort {
        /// What was being read.
        what: &'static str,
    },
    /// Something follows the end.
    #[error("{bytes} bytes follow the end of the program; copy it again, or compile the gestures again")]
    Trailing {
        /// How many bytes are left.
        bytes: usize,
    },
    /// A code that stands for nothing.
    #[error("{code} is no {what}; compile the gestures again with a compiler of this version")]
    Code {
        /// What the code should stand for.
        what: &'static str,
        /// The code.
        code: u8,
    },
    /// A text is not UTF-8.
    #[error("{what} is not UTF-8 text; compile the gestures again")]
    NotText {
        /// Which text.
        what: &'static str,
    },
    /// A table is too large.
    #[error("the program has {found} {what}, and at most {limit} are allowed; split it into several programs")]
    TooMany {
        /// What there is too much of.
        what: &'static str,
        /// How many there are.
        found: usize,
        /// How many may be.
        limit: usize,
    },
    /// A text is too long.
    #[error("{what} has {found} bytes, and at most {limit} are allowed; shorten it")]
    TooLong {
        /// Which text.
        what: &'static str,
        /// Its bytes.
        found: usize,
        /// How many it may have.
        limit: usize,
    },
    /// An index points beyond its table.
    #[error("{place} refers to {target}, and there is none; this is a fault of the compiler that made the program")]
    OutOfRange {
        /// Where the index stands.
        place: Place,
        /// Where it points.
        target: Place,
    },
    /// A number is not finite, or negative where it must not be.
    #[error("{place} has {field} {value}; a {kind} number is needed")]
    BadNumber {
        /// Where the number stands.
        place: Place,
        /// Which number.
        field: &'static str,
        /// The number, as text.
        value: String,
        /// What it should be.
        kind: &'static str,
    },
    /// A direction is not of length 1.
    #[error("{place} has a direction that is not of length 1; divide it by its length")]
    NotUnit {
        /// Where.
        place: Place,
    },
    /// A matrix is not a rotation.
    #[error("{place} has a matrix that is not a rotation; its rows must be perpendicular, of length 1, right-handed")]
    NotRotation {
        /// Where.
        place: Place,
    },
    /// A gesture cannot begin.
    #[error("{place} has no step to begin with; mark one as an entry")]
    NoEntry {
        /// Which gesture.
        place: Place,
    },
    /// A gesture cannot end.
    #[error("{place} has no step to end with; mark one as accepting")]
    NoAccept {
        /// Which gesture.
        place: Place,
    },
    /// A step cannot be reached.
    #[error("{place} can never be reached; make it an entry or give it a step to come after")]
    Unreachable {
        /// Which step.
        place: Place,
    },
    /// A step leads nowhere.
    #[error("{place} leads nowhere; make it accepting or let a step come after it")]
    DeadEnd {
        /// Which step.
        place: Place,
    },
    /// A step or gesture refers to one that does not stand before it.
    #[error("{place} depends on {target}, which does not stand before it; put the gestures and steps in order")]
    Order {
        /// The one that depends.
        place: Place,
        /// The one it depends on.
        target: Place,
    },
    /// A relative condition has more than one owner.
    #[error("{place} is relative to its step's beginning and used by two steps; give each step its own copy")]
    SharedRelative {
        /// Which condition.
        place: Place,
    },
}
