//! From syntax trees to meaning: names looked up, units turned into numbers, gestures turned into automata of steps.
//!
//! Input: the syntax trees of a file and of what it imports. Output: a [`TypedModule`] with the gestures that are free
//! of errors, and diagnostics. Invariant: every node's predecessors stand before it, every angle is in radians, every
//! length in metres, every direction a unit vector of the body frame. It knows nothing of programs, solvers or frames.

use nalgebra::Vector3;
use prepose_matcher::Joint;
use prepose_matcher::program::Axis;

use crate::diagnostic::Diagnostic;
use crate::source::{SourceId, Sources, Span};

mod accept;
mod automaton;
mod bound;
mod import;
mod lower;
mod mirror;
mod parts;
mod pose;
mod rules;
mod scope;
mod settings;
mod standard;
mod statement;

pub use accept::Acceptance;
pub use import::{Loader, StandardLibrary};
pub use rules::{Region, Rule, Rules};
pub use settings::WINDOW;
pub use standard::{standard_rules, standard_rules_in};

/// How much a file may expand to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Steps of one gesture, all repetitions and choices written out.
    pub steps: usize,
    /// Statements of one pose, all compositions written out.
    pub statements: usize,
    /// Files that one file may import, directly or not.
    pub imports: usize,
    /// Statements of one module, all steps of all gestures written out.
    pub module_statements: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Limits { steps: 2_000, statements: 500, imports: 64, module_statements: 500_000 }
    }
}

/// What a file means.
#[derive(Debug, Clone, Default)]
pub struct TypedModule {
    /// The app's name; empty when the file has none.
    pub app: String,
    /// The poses declared in the file, in order.
    pub poses: Vec<Pose>,
    /// The gestures declared in the file that are free of errors, in order.
    pub gestures: Vec<Gesture>,
    /// The rule blocks of the file, not those of its imports.
    pub rules: Rules,
    /// The files that were read, the checked one first.
    pub files: Vec<SourceId>,
}

/// A declared pose, for listings.
#[derive(Debug, Clone)]
pub struct Pose {
    /// Its name.
    pub name: String,
    /// The comment lines above it.
    pub doc: String,
    /// Its declaration.
    pub span: Span,
    /// The joints its statements speak of.
    pub joints: Vec<Joint>,
}

/// A gesture as an automaton of steps.
#[derive(Debug, Clone)]
pub struct Gesture {
    /// The app that declares it.
    pub app: String,
    /// Its name.
    pub name: String,
    /// The comment lines above it.
    pub doc: String,
    /// Where it is named.
    pub span: Span,
    /// The whole declaration.
    pub text: Span,
    /// The steps; predecessors first.
    pub nodes: Vec<Node>,
    /// Seconds after a completion in which it does not begin again.
    pub cooldown: f64,
    /// The name of the gesture that unlocks it, and for how many seconds.
    pub after: Option<(String, f64)>,
    /// The findings that its author means.
    pub accepted: Vec<Acceptance>,
}

impl Gesture {
    /// Whether a statement stands in the gesture's own text, not in a pose that others share.
    pub fn declares(&self, statement: &Statement) -> bool {
        let (text, span) = (self.text, statement.span);
        span.source == text.source && span.start >= text.start && span.end <= text.end
    }
}

/// One step of a gesture.
#[derive(Debug, Clone)]
pub struct Node {
    /// The pose's name.
    pub pose: String,
    /// Where the step is written.
    pub span: Span,
    /// What must hold, as this step needs it.
    pub statements: Vec<Statement>,
    /// Indices of the steps that may come before.
    pub after: Vec<usize>,
    /// Whether the gesture may begin here.
    pub entry: bool,
    /// Whether the gesture is complete here.
    pub accept: bool,
    /// Seconds that must pass since a step before was last held.
    pub earliest: f64,
    /// Seconds within which the pose must be met.
    pub latest: f64,
    /// Seconds for which it is held.
    pub hold: f64,
    /// Which step on its way, from 1.
    pub step: u32,
    /// How many steps the shortest way through it has.
    pub of: u32,
}

/// One statement of a step: all its constraints hold.
#[derive(Debug, Clone, PartialEq)]
pub struct Statement {
    /// Where it is written.
    pub span: Span,
    /// The author's words.
    pub text: String,
    /// What it asks for.
    pub constraints: Vec<Constraint>,
}

/// A bound on the body at one moment, or on it and the body when the step began. Angles in radians, lengths in metres,
/// directions unit vectors of the body frame (x the subject's right, y up, z the subject's front).
#[derive(Debug, Clone, PartialEq)]
pub enum Constraint {
    /// The angle between a bone and a direction is at most (`inside`) or at least `angle`.
    Cone {
        /// The joint whose bone is meant.
        joint: Joint,
        /// The direction.
        direction: Vector3<f64>,
        /// The bound.
        angle: f64,
        /// Whether the bound is an upper one.
        inside: bool,
    },
    /// The angle between two bones is at least or at most `angle`.
    BoneAngle {
        /// The joint of one bone.
        a: Joint,
        /// The joint of the other.
        b: Joint,
        /// Whether the bound is a lower one.
        at_least: bool,
        /// The bound.
        angle: f64,
    },
    /// A coordinate of `to` less that of `from` is at least or at most `length`.
    Offset {
        /// Measured from.
        from: Joint,
        /// Measured to.
        to: Joint,
        /// Along which axis.
        axis: Axis,
        /// Whether the bound is a lower one.
        at_least: bool,
        /// The bound.
        length: f64,
    },
    /// The distance of two joints is at least or at most `length`.
    Distance {
        /// One joint.
        a: Joint,
        /// The other.
        b: Joint,
        /// Whether the bound is a lower one.
        at_least: bool,
        /// The bound.
        length: f64,
    },
    /// How far bone `b` leaves the line of bone `a` to one side: `(a x b) . axis` is at least or at most `sine`.
    Hinge {
        /// The joint of the bone that is left.
        a: Joint,
        /// The joint of the bone that leaves it.
        b: Joint,
        /// A unit vector of the body frame, level: the direction in which `a` runs at rest, times the side (as a
        /// cross product in coordinates).
        axis: Vector3<f64>,
        /// Whether the bound is a lower one.
        at_least: bool,
        /// The bound, the sine of the angle that the author named.
        sine: f64,
    },
    /// The bone is within `tolerance` of its direction at the step's beginning, rotated by `angle` about `axis` (by the
    /// right-hand rule in the body frame's coordinates, that is: X to Y for Z, Y to Z for X, Z to X for Y).
    Turned {
        /// The joint whose bone is meant.
        joint: Joint,
        /// The rotation.
        rotation: nalgebra::Rotation3<f64>,
        /// The bound.
        tolerance: f64,
    },
    /// The bone is at least `by` nearer to the direction than at the step's beginning; where that would pass the
    /// direction, within the smaller of `near` and half the angle at the beginning.
    Nearer {
        /// The joint whose bone is meant.
        joint: Joint,
        /// The direction.
        direction: Vector3<f64>,
        /// How much nearer.
        by: f64,
        /// What is near enough.
        near: f64,
    },
    /// The joint has moved along a direction by at least or at most `length` since the step began.
    Moved {
        /// The joint.
        joint: Joint,
        /// The direction.
        direction: Vector3<f64>,
        /// Whether the bound is a lower one.
        at_least: bool,
        /// The bound.
        length: f64,
    },
}

impl Constraint {
    /// The joints it speaks of.
    pub fn joints(&self) -> Vec<Joint> {
        match *self {
            Constraint::Cone { joint, .. }
            | Constraint::Turned { joint, .. }
            | Constraint::Nearer { joint, .. }
            | Constraint::Moved { joint, .. } => vec![joint],
            Constraint::BoneAngle { a, b, .. } | Constraint::Distance { a, b, .. } | Constraint::Hinge { a, b, .. } => {
                vec![a, b]
            }
            Constraint::Offset { from, to, .. } => vec![from, to],
        }
    }

    /// Whether it depends on the body when the step began.
    pub fn is_relative(&self) -> bool {
        matches!(self, Constraint::Turned { .. } | Constraint::Nearer { .. } | Constraint::Moved { .. })
    }
}

/// A checked file.
#[derive(Debug, Clone)]
pub struct Checked {
    /// What could be understood.
    pub module: TypedModule,
    /// What could not, of the file and of all it imports, in the order of the texts.
    pub diagnostics: Vec<Diagnostic>,
}

impl Checked {
    /// Whether anything is wrong enough to stop.
    pub fn has_errors(&self) -> bool {
        self.diagnostics.iter().any(Diagnostic::is_error)
    }
}

/// Reads a text and what it imports, and finds out what it means.
pub fn check(
    sources: &mut Sources,
    root: SourceId,
    loader: &dyn Loader,
    syntax: &crate::syntax::Limits,
    limits: &Limits,
) -> Checked {
    let mut diagnostics = Vec::new();
    let files = import::load(sources, root, loader, syntax, limits, &mut diagnostics);
    let scope = scope::Scope::build(&files, &mut diagnostics);
    let module = lower::lower(&scope, sources, limits, &mut diagnostics);
    diagnostics.sort_by_key(|found| (found.span().source, found.span().start, found.code));
    diagnostics.dedup_by(|a, b| a.code == b.code && a.span() == b.span());
    Checked { module, diagnostics }
}
