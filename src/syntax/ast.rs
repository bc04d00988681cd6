//! The syntax tree: what an author wrote, with places, before any name is looked up.

use crate::source::Span;

mod block;
mod statement;

pub use block::*;
pub use statement::*;

/// One file.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct File {
    /// `IMPORT`s, in order.
    pub imports: Vec<Import>,
    /// The apps; a correct file has at most one.
    pub apps: Vec<App>,
    /// The blocks of rules, in order.
    pub blocks: Vec<Block>,
}

/// `IMPORT stances.` or `IMPORT "poses.prepose".`
#[derive(Debug, Clone, PartialEq)]
pub struct Import {
    /// What is imported.
    pub target: ImportTarget,
    /// Its place.
    pub span: Span,
}

/// What an import names.
#[derive(Debug, Clone, PartialEq)]
pub enum ImportTarget {
    /// A module of the standard library.
    Standard(String),
    /// A file, relative to the importing one.
    File(String),
}

/// `APP name: ...`
#[derive(Debug, Clone, PartialEq)]
pub struct App {
    /// Its name.
    pub name: Name,
    /// Settings, poses and gestures, in order.
    pub items: Vec<AppItem>,
}

/// Something declared in an app.
#[derive(Debug, Clone, PartialEq)]
pub enum AppItem {
    /// A default for the app's gestures.
    Setting(Setting),
    /// A pose of the app.
    Pose(Pose),
    /// A gesture.
    Gesture(Gesture),
    /// A rule; only in a block of rules.
    Rule(Rule),
}

/// A name and its place.
#[derive(Debug, Clone, PartialEq)]
pub struct Name {
    /// The name.
    pub text: String,
    /// Its place.
    pub span: Span,
}

/// `TOLERANCE 20 degrees.` and its like.
#[derive(Debug, Clone, PartialEq)]
pub struct Setting {
    /// Which setting.
    pub kind: SettingKind,
    /// Its place.
    pub span: Span,
}

/// The settings.
#[derive(Debug, Clone, PartialEq)]
pub enum SettingKind {
    /// The tolerance of angles or of contact.
    Tolerance(Measure),
    /// The time in which a step must be met.
    Window(Measure),
    /// The time after a completion in which a gesture rests.
    Cooldown(Measure),
    /// Another gesture that unlocks this one for a time.
    After(Name, Measure),
}

/// `POSE name: ...`
#[derive(Debug, Clone, PartialEq)]
pub struct Pose {
    /// The comment lines directly above.
    pub doc: String,
    /// Its name.
    pub name: Name,
    /// What it asks for.
    pub body: PoseBody,
    /// The whole declaration.
    pub span: Span,
}

/// What a pose asks for.
#[derive(Debug, Clone, PartialEq)]
pub enum PoseBody {
    /// Statements, all of which hold.
    Statements(Vec<Statement>),
    /// Another pose with left and right exchanged.
    Mirror(Name),
}

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
