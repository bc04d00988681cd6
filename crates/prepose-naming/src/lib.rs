#![doc = include_str!("../README.md")]
//!
//! # The crate
//!
//! Input: an [`Event`] of a matcher, and the [`Program`] that it ran. Output: a [`GestureEvent`]. It is a crate of its own
//! because it links both: the matcher knows no wire form, and an application that takes events links no matcher.

use prepose_event::{GestureEvent, GestureEventKind};
use prepose_matcher::{Event, EventKind, Program};

/// An event with the names that its indices mean in the program. It has no source yet: see
/// [`GestureEvent::with_source`]. Nothing where an index is not one of the program's, as when the event came from another.
pub fn named(event: &Event, program: &Program) -> Option<GestureEvent> {
    let parts = program.parts();
    let gesture = parts.gestures.get(event.gesture as usize)?;
    // every kind is named here on purpose: one that is added does not compile until applications are told of it
    let kind = match event.kind {
        EventKind::Started => GestureEventKind::Started,
        EventKind::StepReached { node } => {
            let node = gesture.nodes.get(node as usize)?;
            GestureEventKind::StepReached { step: node.step, of: node.of, pose: node.name.clone() }
        }
        EventKind::Progress { fraction } => GestureEventKind::Progress { fraction },
        EventKind::Completed { since } => GestureEventKind::Completed { duration: event.time - since },
        EventKind::Abandoned { node, statement } => {
            let node = gesture.nodes.get(node as usize)?;
            let statement = match statement {
                Some(statement) => parts.statements.get(statement as usize)?.text.clone(),
                None => String::new(),
            };
            GestureEventKind::Abandoned { step: node.step, of: node.of, pose: node.name.clone(), statement }
        }
    };
    Some(GestureEvent::new(event.time, event.body, gesture.app.as_str(), gesture.name.as_str(), kind))
}
