//! What an author wrote of a pose, and the settings beside it.

use super::name::Name;
use super::statement::{Measure, Statement};
use crate::source::Span;

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
