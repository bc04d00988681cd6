//! What can be decided about bodies.
//!
//! Input: facts about bones, which are unit vectors of the body frame. Output: bodies that meet them, a proof that none
//! does, or that neither was found and why. Invariant: what is refuted was refuted by arithmetic that errs outward, and
//! what is met was evaluated. It knows nothing of gestures, of texts, or of who asks.

pub mod answer;
pub mod arithmetic;
pub mod exact;
pub mod fact;
pub mod least_squares;
pub mod levenberg_marquardt;
mod minimal_core;
pub mod noise;
mod procedure;
pub mod propagate;
pub mod query;
mod refute;
mod relax;
pub mod search;
pub mod solver;
pub mod sphere;
pub mod state;

pub use answer::{Answer, Effort, Memory, Method, RefutedQuery};
pub use minimal_core::minimal_core;
pub use procedure::{decide, decide_from};
pub use refute::refute;
