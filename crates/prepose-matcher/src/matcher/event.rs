//! What the matcher tells.

/// Something that happened to one gesture of one body.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Event {
    /// The time of the frame at which it happened, in seconds of the source.
    pub time: f64,
    /// Whose gesture, as in [`Frame::body`](crate::Frame::body).
    pub body: u64,
    /// Which gesture, an index of [`Parts::gestures`](crate::program::Parts::gestures).
    pub gesture: u32,
    /// What happened.
    pub kind: EventKind,
}

/// What happened to a gesture. Steps are indices of its [`nodes`](crate::program::Gesture::nodes). Not to be extended
/// lightly: whoever hands events on must give each kind its words.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum EventKind {
    /// The first step of a gesture of several steps was reached, and no attempt was under way.
    Started,
    /// A step further than any before in this attempt was reached. The first step is [`EventKind::Started`], the last
    /// one [`EventKind::Completed`].
    StepReached {
        /// Which step.
        node: u32,
    },
    /// How far the attempt is, told only when asked for.
    Progress {
        /// From 0 to 1.
        fraction: f32,
    },
    /// The last step was reached.
    Completed {
        /// When the pose of the first step began to hold, in seconds of the source.
        since: f64,
    },
    /// The next step was not reached in time, and no other attempt was under way.
    Abandoned {
        /// The step that was not reached.
        node: u32,
        /// The first statement of it that did not hold, or else that was not known, as an index of
        /// [`Parts::statements`](crate::program::Parts::statements); nothing when all held, but at the wrong time.
        statement: Option<u32>,
    },
}
