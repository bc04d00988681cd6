//! What gestures did in one clip.

use std::collections::BTreeSet;

/// What happened in one clip.
pub struct ClipResult {
    /// The dataset.
    pub dataset: String,
    /// The path, and for a file of many poses the pose.
    pub name: String,
    /// The gestures that its label means.
    pub meant: BTreeSet<String>,
    /// Whether the movement is noted as performed correctly; nothing where nobody noted it.
    pub correct: Option<bool>,
    /// The gestures that completed.
    pub completed: BTreeSet<String>,
    /// What held the meant gesture back, when it did not complete.
    pub held_back: Option<String>,
}

impl ClipResult {
    /// Whether one of the meant gestures completed.
    pub fn hit(&self) -> bool {
        self.meant.intersection(&self.completed).next().is_some()
    }
}
