#![doc = include_str!("../README.md")]
//!
//! # The crate
//!
//! Input: files or pipes, plain or gzip, which may be cut off, mixed up or hostile. Output: [`prepose_matcher::Frame`]s
//! in sensor coordinates (metres; the own right of a subject who faces the sensor at +x, y up, z away from the
//! sensor), read one by one in constant memory. What a sensor does not measure is not tracked, never invented. It knows
//! nothing of gestures.

pub mod clips;
mod detect;
mod error;
mod fields;
mod format;
mod head;
mod help;
mod joint_set;
pub mod json_lines;
mod limits;
mod lines;
mod options;
mod placement;
mod reader;
mod recording;
mod scan;

pub use error::{Cause, Found, ReadError, ReadErrorKind};
pub use format::Format;
pub use json_lines::{JsonLinesWriter, write_json_lines};
pub use limits::ReadLimits;
pub use options::ReadOptions;
pub use recording::{Recording, from_reader, open, read_all_bytes};
