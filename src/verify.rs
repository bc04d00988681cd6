//! Proofs about gestures before they ever run.
//!
//! Input: typed gestures and rules. Output: a [`Report`]: for every property of every gesture and pair whether it is
//! proved, refuted with a witness, or undecided with a reason. Invariant: what is proved was proved by arithmetic that
//! errs outward (bounds on angles, or Z3); what is refuted was replayed through the matcher or evaluated; verdicts do not
//! depend on time, on the number of threads or on the machine. It knows nothing of files or of the command line.

mod job;
mod model;
mod property;
mod query;
mod report;
mod schedule;
mod store;

pub use crate::decide::Effort;
pub use crate::decide::solver::{usable, version};
pub use job::{Job, Options};
pub use model::rules::Rules;
pub use property::NOT_COMPARED;
pub use property::distance::FARTHEST;
pub use report::findings::{Finding, GestureReport, Margin, PairReport, Verdict, Witness};
pub use report::properties::Property;
pub use report::verified::VerifiedModule;
pub use report::whole::{Part, Report, join};
pub use schedule::{audit, verify};
pub use store::{Key, Store};
