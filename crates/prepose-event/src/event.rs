//! What an application is told: names, times and fractions.

use serde::{Deserialize, Serialize};

/// Something that happened to one gesture of one person.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct GestureEvent {
    /// Seconds of the source's clock; only differences mean anything.
    pub time: f64,
    /// Which source saw it, when several run together.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// Which person, as the source numbers them.
    pub body: u64,
    /// The app that declares the gesture.
    pub app: String,
    /// The gesture's name.
    pub gesture: String,
    /// What happened.
    #[serde(flatten)]
    pub kind: GestureEventKind,
}

impl GestureEvent {
    /// Something that happened to a gesture at a time, without a source.
    pub fn new(
        time: f64,
        body: u64,
        app: impl Into<String>,
        gesture: impl Into<String>,
        kind: GestureEventKind,
    ) -> GestureEvent {
        GestureEvent { time, source: None, body, app: app.into(), gesture: gesture.into(), kind }
    }

    /// The event, seen by this source.
    pub fn with_source(self, source: impl Into<String>) -> GestureEvent {
        GestureEvent { source: Some(source.into()), ..self }
    }
}

/// What happened to a gesture.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "kebab-case")]
#[non_exhaustive]
pub enum GestureEventKind {
    /// The first step was reached.
    Started,
    /// A later step was reached.
    StepReached {
        /// Which step, from 1.
        step: u32,
        /// How many steps the way through this step has.
        of: u32,
        /// The pose's name.
        pose: String,
    },
    /// The person came nearer to the next step.
    Progress {
        /// How much of the gesture is done, 0 to 1.
        fraction: f32,
    },
    /// The last step was reached.
    Completed {
        /// Seconds from the first step to the last.
        duration: f64,
    },
    /// The next step was not reached in time.
    Abandoned {
        /// The step that was not reached, from 1.
        step: u32,
        /// How many steps the way through this step has.
        of: u32,
        /// The pose that was not reached.
        pose: String,
        /// The statement that held it back, in the author's words; empty when only time was missing.
        statement: String,
    },
}
