//! What a file means: the artifact that all later phases read.
//!
//! Invariant: every node's predecessors stand before it, every angle is in radians, every length in metres, every
//! direction a unit vector of the body frame.

use prepose_matcher::Joint;

use crate::source::{SourceId, Span};

mod acceptance;
mod constraint;
mod gesture;
mod rules;

pub use acceptance::Acceptance;
pub use constraint::{Constraint, TypedStatement};
pub use gesture::{Gesture, Node};
pub use rules::{Region, Rule, Rules};

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
