//! What a page that plays a recording shows, as plain data.
//!
//! It knows nothing of how the page looks.

use prepose_event::GestureEvent;
use serde::Serialize;

use super::figure::{Skeleton, Target};

/// Everything that the page shows.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct Scene {
    /// The heading of the page.
    pub title: String,
    /// Where the recording came from, in words; empty when there is nothing to say.
    pub source: String,
    /// One track a body.
    pub tracks: Vec<Track>,
    /// One entry a gesture, in the order in which they are offered.
    pub gestures: Vec<GestureTrack>,
}

/// One body over time.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct Track {
    /// Which person, as the source numbers them.
    pub body: u64,
    /// Seconds of the source's clock, ascending. A time below the one before it is shown as the one before it.
    pub times: Vec<f64>,
    /// As many as there are times; the surplus of either is left out.
    pub frames: Vec<Skeleton>,
}

/// One gesture and what became of it.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct GestureTrack {
    /// The app that declares it.
    pub app: String,
    /// The gesture's name.
    pub name: String,
    /// What the person is to do, from the comment above the gesture; may be empty.
    pub description: String,
    /// The steps in the order of execution.
    pub steps: Vec<StepView>,
    /// What happened, of all bodies, by time. Events of kind `progress` are not drawn.
    pub events: Vec<GestureEvent>,
    /// How far each body was, by time. Points that say what the body's point before said may be left out. Without any,
    /// the page tells the step from the events.
    pub progress: Vec<ProgressPoint>,
}

/// One step of a gesture.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct StepView {
    /// The pose's name.
    pub pose: String,
    /// Its statements in the author's words.
    pub statements: Vec<String>,
    /// Timing in words, such as `slowly` or `hold 2 s`; may be empty.
    pub note: String,
    /// A body that satisfies the pose, if one is known.
    pub target: Option<Target>,
}

/// How far one body was in one gesture from this moment on.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct ProgressPoint {
    /// Seconds of the source's clock.
    pub time: f64,
    /// Which person.
    pub body: u64,
    /// How many steps are reached so far; the next step is `steps[step]`.
    pub step: u32,
    /// The statement of the next step that does not hold, in the author's words.
    pub held_back: Option<String>,
    /// By how much it does not hold, in words: `12 degrees`.
    pub short_by: Option<String>,
}
