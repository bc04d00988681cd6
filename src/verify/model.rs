//! Gestures and rules as the verifier sees them.
//!
//! Input: typed gestures and rules. Output: the same as facts about bodies. It knows nothing of queries and properties.

pub mod gesture;
pub mod paths;
pub mod rest;
pub mod rules;
