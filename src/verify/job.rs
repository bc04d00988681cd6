//! What is to be verified, and how.

use std::sync::atomic::AtomicBool;

use crate::decide::Effort;
use crate::source::SourceId;
use crate::typed::Gesture;
use crate::verify::model::rules::Rules;
use crate::verify::store::Store;

/// How gestures are verified.
#[derive(Debug, Clone, PartialEq)]
pub struct Options {
    /// How many threads work.
    pub jobs: usize,
    /// How much is tried for one query.
    pub effort: Effort,
    /// Whether pairs are taken over all gestures, not only within an app.
    pub together: bool,
    /// Whether margins and distances are computed.
    pub margins: bool,
    /// The least margin and distance that is good enough, in degrees.
    pub min_margin: Option<f64>,
    /// Whether motions are wanted: nothing is then taken from the store that would lack them.
    pub witnesses: bool,
}

impl Default for Options {
    fn default() -> Options {
        let (jobs, effort) = (1, Effort::default());
        Options { jobs, effort, together: false, margins: false, min_margin: None, witnesses: false }
    }
}

/// What is to be verified.
pub struct Job<'a> {
    /// The gestures.
    pub gestures: &'a [&'a Gesture],
    /// The rules.
    pub rules: &'a Rules,
    /// The files whose places can be pointed at.
    pub own: &'a [SourceId],
    /// How.
    pub options: &'a Options,
    /// Answers of earlier runs.
    pub store: Option<&'a dyn Store>,
    /// Told how many gestures and pairs are done, and of how many.
    pub progress: &'a (dyn Fn(usize, usize) + Sync),
    /// Set from outside to stop early; the report then lacks what was not looked at.
    pub stop: &'a AtomicBool,
}
