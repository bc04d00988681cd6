//! What the verifier says, and what it remembers.
//!
//! Output: verdicts and findings, those that are meant marked; gestures of which everything was proved. It knows nothing of how
//! any property is decided.

pub mod accept;
pub mod cached;
pub mod findings;
pub mod message;
pub mod properties;
pub mod verified;
pub mod whole;
