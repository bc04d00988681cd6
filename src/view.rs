//! Pictures: a page that plays a recording, a still picture, and a page that reviews what was proved.
//!
//! Input: a [`Scene`], a [`Snapshot`] or a [`review::Review`], plain data that the driver puts together. Output: the text
//! of an HTML page or of an SVG picture. Invariant: what is written loads nothing from anywhere but the folder that it lies
//! in, and text of authors and of files stays text whatever it holds. It knows nothing of files, programs, matchers or
//! solvers.

pub mod escape;
mod figure;
mod nonce;
mod pack;
mod page;
pub mod review;
mod scene;
mod snapshot;

pub use figure::{FigureBody, Skeleton, Target};
pub use page::{SharedPlayer, html};
pub use scene::{GestureTrack, ProgressPoint, Scene, StepView, Track};
pub use snapshot::{Snapshot, SnapshotFigure, svg};

/// What joins the scripts of pages at build, for its tests.
#[cfg(test)]
#[path = "../build/modules.rs"]
mod modules;
