//! How properties are run: with the same cases every time, and nothing written to disk.

use prepose::source::Sources;
use prepose::syntax;
use prepose::typed::{self, Checked, Gesture, NoFiles};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

/// Runs a property; a failure shows the simplest case that was found.
pub fn prove<S: Strategy>(cases: u32, strategy: S, property: impl Fn(S::Value) -> Result<(), TestCaseError>) {
    let config = Config { cases, failure_persistence: None, max_shrink_iters: 3000, ..Config::default() };
    let mut runner = TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha));
    if let Err(failure) = runner.run(&strategy, property) {
        panic!("{failure}");
    }
}

/// Tapes of at most so many numbers.
pub fn numbers(most: usize) -> impl Strategy<Value = Vec<u32>> {
    vec(any::<u32>(), most / 8..most)
}

/// Checks a text with all defaults.
pub fn check(text: &str) -> (Sources, Checked) {
    let mut sources = Sources::default();
    let root = sources.add("trial.prepose", text);
    let checked =
        typed::check(&mut sources, root, &NoFiles, &syntax::ParseLimits::default(), &typed::CheckLimits::default());
    (sources, checked)
}

/// The gestures of a text without errors.
pub fn checked(text: &str) -> Option<Vec<Gesture>> {
    let (_, checked) = check(text);
    (!checked.has_errors() && !checked.module.gestures.is_empty()).then_some(checked.module.gestures)
}
