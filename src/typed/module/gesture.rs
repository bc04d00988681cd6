//! A gesture as an automaton of steps.

use super::acceptance::Acceptance;
use super::constraint::TypedStatement;
use crate::source::Span;

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
    pub fn declares(&self, statement: &TypedStatement) -> bool {
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
    pub statements: Vec<TypedStatement>,
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
