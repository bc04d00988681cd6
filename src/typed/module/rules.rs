//! What a file says of bodies beside its app.

use super::constraint::TypedStatement;
use super::gesture::Gesture;
use crate::source::Span;

/// What a file says of bodies beside its app. Where a rule or pose says `either`, the left side and the right one stand
/// one after the other under the same name.
#[derive(Debug, Clone, Default)]
pub struct Rules {
    /// What a body can do.
    pub anatomy: Vec<Rule>,
    /// What a body should not be led to do.
    pub safety: Vec<Rule>,
    /// Gestures that no other may disturb; their `app` is the block's name.
    pub protected: Vec<Gesture>,
    /// Bodies of people who do nothing.
    pub idle: Vec<Region>,
}

impl Rules {
    /// Adds the rules of another file.
    pub fn extend(&mut self, other: Rules) {
        self.anatomy.extend(other.anatomy);
        self.safety.extend(other.safety);
        self.protected.extend(other.protected);
        self.idle.extend(other.idle);
    }

    /// Whether nothing is said.
    pub fn is_empty(&self) -> bool {
        self.anatomy.is_empty() && self.safety.is_empty() && self.protected.is_empty() && self.idle.is_empty()
    }
}

/// A rule about every body.
#[derive(Debug, Clone)]
pub struct Rule {
    /// The name of its block.
    pub block: String,
    /// Its name.
    pub name: String,
    /// The comment lines above it.
    pub doc: String,
    /// The place of its name.
    pub span: Span,
    /// Whether no body meets all statements at once; else every body meets each.
    pub never: bool,
    /// The statements; at least one.
    pub statements: Vec<TypedStatement>,
}

/// Bodies that meet all of some statements.
#[derive(Debug, Clone)]
pub struct Region {
    /// The name of its block.
    pub block: String,
    /// Its name.
    pub name: String,
    /// The comment lines above it.
    pub doc: String,
    /// The place of its name.
    pub span: Span,
    /// The statements; at least one.
    pub statements: Vec<TypedStatement>,
}
