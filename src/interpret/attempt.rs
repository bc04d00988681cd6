//! What is remembered of one gesture of one body.
//!
//! Input: what a pose was found to be at each frame. Output: how long it has held without a break. It knows nothing of
//! bodies' shapes or of the order in which steps are tried.

use std::collections::HashMap;

use prepose_matcher::Body;

use crate::typed::{Gesture, Node};

/// One pose over time.
#[derive(Debug, Clone, Default)]
pub struct Run {
    /// When it began to hold; while it cannot be seen, this moves along with the time, so that no hold time runs.
    pub since: Option<f64>,
    /// When it began to hold, whatever could be seen since.
    pub began: Option<f64>,
    /// What it is at this frame.
    pub now: Option<bool>,
    /// What it was at the frame before, however long ago that was.
    pub before: Option<bool>,
}

impl Run {
    /// Takes in one frame at `time`, `passed` seconds after the one before.
    pub fn see(&mut self, now: Option<bool>, time: f64, passed: f64) {
        self.before = self.now;
        self.now = now;
        self.since = match now {
            Some(true) => self.since.or(Some(time)),
            Some(false) => None,
            None => self.since.map(|since| since + passed),
        };
        self.began = self.since.and(self.began).or(self.since);
    }
}

/// A step that has been reached, waiting for one that may come after it.
#[derive(Debug, Clone)]
pub struct Slot {
    /// When it was reached.
    pub reached: f64,
    /// When its pose last held.
    pub held: f64,
    /// When the first step of the attempt began to hold.
    pub started: f64,
    /// The body when it was reached.
    pub body: Body,
    /// The poses of following steps that are measured from that body, by step.
    pub runs: HashMap<usize, Run>,
}

/// The body from which a first step is measured.
#[derive(Debug, Clone)]
pub struct Anchor {
    /// When it was taken.
    pub time: f64,
    /// The body.
    pub body: Body,
}

/// Everything about one gesture of one body.
#[derive(Debug, Clone)]
pub struct Attempts {
    /// When the gesture was last completed.
    pub completed: Option<f64>,
    /// The furthest step that was told of.
    pub announced: u32,
    /// The poses of steps that are measured from no earlier body, or from an anchor; by step.
    pub runs: Vec<Run>,
    /// By step.
    pub slots: Vec<Option<Slot>>,
    /// By step; only for first steps that need one.
    pub anchors: Vec<Option<Anchor>>,
}

impl Attempts {
    /// Nothing seen yet.
    pub fn new(gesture: &Gesture) -> Attempts {
        let nodes = gesture.nodes.len();
        Attempts {
            completed: None,
            announced: 0,
            runs: vec![Run::default(); nodes],
            slots: vec![None; nodes],
            anchors: vec![None; nodes],
        }
    }

    /// The body was out of sight: no pose is known to have held.
    pub fn forget_runs(&mut self) {
        let of_slots = self.slots.iter_mut().flatten().flat_map(|slot| slot.runs.values_mut());
        for run in self.runs.iter_mut().chain(of_slots) {
            (run.since, run.began) = (None, None);
        }
    }

    /// The gesture is complete, and begins anew: a first step that is relative is measured from here.
    pub fn complete(&mut self, gesture: &Gesture, time: f64, body: &Body) {
        self.completed = Some(time);
        self.announced = 0;
        self.slots.fill(None);
        for (index, node) in gesture.nodes.iter().enumerate() {
            if node.entry && is_relative(node) {
                self.anchors[index] = Some(Anchor { time, body: body.clone() });
                self.runs[index] = Run::default();
            }
        }
    }

    /// Whether the pose of a last step was left since the last completion, as it must be for another.
    pub fn left_since(&self, run: &Run) -> bool {
        self.completed.is_none_or(|completed| run.began.is_some_and(|began| began > completed))
    }

    /// Whether an attempt is under way.
    pub fn under_way(&self) -> bool {
        self.slots.iter().any(Option::is_some)
    }

    /// The run of the pose of `node` for an attempt that stands on step `from`.
    pub fn run(&self, node: usize, gesture: &Gesture, from: usize) -> Run {
        if is_relative(&gesture.nodes[node]) {
            let slot = self.slots[from].as_ref();
            return slot.and_then(|slot| slot.runs.get(&node)).cloned().unwrap_or_default();
        }
        self.runs[node].clone()
    }
}

/// Whether a step is measured from the body at the step before.
pub fn is_relative(node: &Node) -> bool {
    node.statements.iter().flat_map(|statement| &statement.constraints).any(|constraint| constraint.is_relative())
}
