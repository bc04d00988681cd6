//! From syntax trees to meaning: names looked up, units turned into numbers, gestures turned into automata of steps.
//!
//! Input: the syntax trees of a file and of what it imports. Output: a [`TypedModule`] with the gestures that are free
//! of errors, and diagnostics. Invariant: every node's predecessors stand before it, every angle is in radians, every
//! length in metres, every direction a unit vector of the body frame. It knows nothing of programs, solvers or frames.

mod accept;
mod automaton;
mod bound;
mod check;
mod import;
mod limits;
mod lower;
mod mirror;
mod module;
mod parts;
mod pose;
mod rules;
mod scope;
mod settings;
mod standard;
mod statement;

pub use check::{Checked, check};
pub use import::{Loader, NoFiles, StandardLibrary};
pub use limits::CheckLimits;
pub use module::{Acceptance, Constraint, Gesture, Node, Pose, Region, Rule, Rules, TypedModule, TypedStatement};
pub use settings::WINDOW;
pub use standard::{standard_rules, standard_rules_in};
