#![doc = include_str!("../README.md")]
//!
//! # The crate
//!
//! A [`Program`] is made by the compiler, or read from bytes that may be hostile; a [`Matcher`] runs it over [`Frame`]s
//! and tells [`Event`]s. Nothing here does IO, knows a clock, or allocates while frames go through.
//!
//! A program can also be put together by hand:
//!
//! ```
//! use prepose_matcher::{Frame, Joint, Matcher, Options, Program, Tracking};
//! use prepose_matcher::program::*;
//!
//! let quantities = vec![Quantity::DirectionAngle { joint: Joint::WristLeft, direction: [0.0, 1.0, 0.0] }];
//! let atoms = vec![Atom { quantity: 0, at_least: true, bound: 15f64.to_radians().cos() }];
//! let statements = vec![Statement { atoms: vec![0], text: "point your left wrist up".into() }];
//! let conditions = vec![Condition { statements: vec![0] }];
//! let node = Node {
//!     name: "up".into(), condition: 0, after: vec![], entry: true, accept: true,
//!     earliest: 0.0, latest: 5.0, hold: 0.0, step: 1, of: 1,
//! };
//! let gesture = Gesture { app: "demo".into(), name: "raise".into(), nodes: vec![node], cooldown: 0.0, unlocked_by: None };
//! let parts = Parts { quantities, atoms, statements, conditions, gestures: vec![gesture] };
//!
//! let program = Program::from_bytes(&Program::new(parts)?.to_bytes())?;
//! let mut matcher = Matcher::new(program, Options::default());
//! let mut frame = Frame::empty(0.0, 1);
//! for (joint, position) in [
//!     (Joint::SpineBase, [0.0, 1.0, 2.0]), (Joint::HipLeft, [-0.15, 1.0, 2.0]), (Joint::HipRight, [0.15, 1.0, 2.0]),
//!     (Joint::ElbowLeft, [-0.3, 1.2, 2.0]), (Joint::WristLeft, [-0.3, 1.45, 2.0]),
//! ] {
//!     frame.set(joint, position, Tracking::Tracked);
//! }
//! let mut completed = 0;
//! matcher.step(&frame, |_event| completed += 1);
//! assert_eq!(completed, 1);
//! # Ok::<(), prepose_matcher::program::ProgramError>(())
//! ```

#![forbid(unsafe_code)]

pub mod body;
pub mod frame;
pub mod joint;
pub mod matcher;
pub mod program;
mod quantity;
mod roster;
pub mod smooth;

pub use body::{Body, Proportions};
pub use frame::{Frame, Sample, Tracking};
pub use joint::{JOINTS, Joint};
pub use matcher::{Blocker, Event, EventKind, ExplainedStatement, Explanation, Matcher, Options, Unit};
pub use program::{Parts, Program, ProgramError, ProgramLimits};
pub use quantity::evaluate;
pub use smooth::{OneEuro, Smoother};
