#![doc = include_str!("../README.md")]
//!
//! # The crate
//!
//! Input and output: [`GestureEvent`]. It holds names, times and fractions, never a joint or a position: an application
//! that links only this crate cannot learn more of a body than its gestures tell.

mod event;
mod line;

pub use event::{GestureEvent, GestureEventKind};
pub use line::{EventError, MAX_LINE};
