//! What an author declared in an app or beside it: shared poses, gestures, and rules about bodies.

use super::gesture::Gesture;
use super::name::Name;
use super::pose::{Pose, Setting};

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

/// `ANATOMY name: ...` and its like.
#[derive(Debug, Clone, PartialEq)]
pub struct Block {
    /// Which kind of block.
    pub kind: BlockKind,
    /// Its name.
    pub name: Name,
    /// Settings, poses, and what the kind holds, in order.
    pub items: Vec<AppItem>,
}

/// The blocks that may stand beside an app.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum BlockKind {
    /// What a body can do, as rules.
    Anatomy,
    /// What a body should not be led to do, as rules.
    Safety,
    /// Gestures that no other may disturb.
    Protected,
    /// Poses of people who do nothing.
    Idle,
}

impl BlockKind {
    /// The word that begins it.
    pub fn word(self) -> &'static str {
        match self {
            BlockKind::Anatomy => "ANATOMY",
            BlockKind::Safety => "SAFETY",
            BlockKind::Protected => "PROTECTED",
            BlockKind::Idle => "IDLE",
        }
    }

    /// What may stand in it, as one line of help.
    pub fn holds(self) -> &'static str {
        match self {
            BlockKind::Anatomy | BlockKind::Safety => {
                "`ANATOMY` and `SAFETY` hold settings, `POSE name: ...`, `ALWAYS name: ...` and `NEVER name: ...`"
            }
            BlockKind::Protected => {
                "`PROTECTED` holds what an app holds: settings, `POSE name: ...`, `GESTURE name: ...`"
            }
            BlockKind::Idle => "`IDLE` holds settings and `POSE name: ...`, each a way to do nothing",
        }
    }

    /// Whether gestures may stand in it.
    pub fn has_gestures(self) -> bool {
        self == BlockKind::Protected
    }

    /// Whether rules may stand in it.
    pub fn has_rules(self) -> bool {
        matches!(self, BlockKind::Anatomy | BlockKind::Safety)
    }
}

/// `ALWAYS name: ...` or `NEVER name: ...`
#[derive(Debug, Clone, PartialEq)]
pub struct Rule {
    /// Whether no body meets all statements; else all bodies meet each.
    pub never: bool,
    /// Its name and statements, written like those of a pose.
    pub pose: Pose,
}
