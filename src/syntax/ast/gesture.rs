//! What an author wrote within a gesture: its poses, what the person does, and findings that are meant.

use super::name::Name;
use super::pose::{Pose, Setting};
use super::statement::{Measure, Number};
use crate::source::Span;

/// `GESTURE name: ...`
#[derive(Debug, Clone, PartialEq)]
pub struct Gesture {
    /// The comment lines directly above.
    pub doc: String,
    /// Its name.
    pub name: Name,
    /// Settings, poses and executions, in order.
    pub items: Vec<GestureItem>,
    /// The whole declaration.
    pub span: Span,
}

/// Something written in a gesture.
#[derive(Debug, Clone, PartialEq)]
pub enum GestureItem {
    /// A setting of this gesture.
    Setting(Setting),
    /// A pose.
    Pose(Pose),
    /// What the person does.
    Execution(Execution),
    /// A finding that the author means.
    Accept(Accept),
    /// Something unreadable, already reported.
    Unreadable,
}

/// What the person does.
#[derive(Debug, Clone, PartialEq)]
pub struct Execution {
    /// How it is said.
    pub kind: ExecutionKind,
    /// Its place.
    pub span: Span,
}

/// The three ways to say what the person does.
#[derive(Debug, Clone, PartialEq)]
pub enum ExecutionKind {
    /// Poses, one after another.
    Steps {
        /// `repeat N times the following steps`.
        repeat: Option<Repeat>,
        /// The steps; an unreadable one is left out and already reported.
        steps: Vec<Step>,
    },
    /// Other gestures, combined.
    Sequence(Combination),
    /// Another gesture with left and right exchanged.
    Mirror(Name),
    /// Nothing readable, already reported.
    Unreadable,
}

/// `repeat 3 times the following steps`, with the count of steps that old programs may add.
#[derive(Debug, Clone, PartialEq)]
pub struct Repeat {
    /// How many times.
    pub times: Number,
    /// How many steps the author says there are.
    pub steps: Option<Number>,
}

/// One step.
#[derive(Debug, Clone, PartialEq)]
pub struct Step {
    /// How fast the step is reached.
    pub pace: Option<(Pace, Span)>,
    /// The pose to reach.
    pub pose: Name,
    /// For how long it is held.
    pub hold: Option<Measure>,
    /// In what time it must be met.
    pub within: Option<Measure>,
    /// Its place.
    pub span: Span,
}

/// How fast a step is reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Pace {
    /// In a second or more.
    Slowly,
    /// In half a second or less.
    Rapidly,
}

/// Gestures combined.
#[derive(Debug, Clone, PartialEq)]
pub enum Combination {
    /// A gesture.
    Gesture(Name),
    /// One after another.
    Then(Vec<Combination>),
    /// Any one of them.
    Or(Vec<Combination>),
    /// Several times in a row.
    Times(Box<Combination>, Number),
}

/// `ACCEPT N0609 with wave because "both are meant to count".`
#[derive(Debug, Clone, PartialEq)]
pub struct Accept {
    /// The code of the finding, as written.
    pub code: Name,
    /// What else the finding names.
    pub with: Option<Name>,
    /// Why it is meant, without the quotes.
    pub reason: String,
    /// Its place.
    pub span: Span,
}
