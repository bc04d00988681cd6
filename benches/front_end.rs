//! How long a text takes to become a program: 10,000 lines, phase by phase.

use prepose::source::{SourceId, Sources};
use prepose::syntax::{self, format, parse};
use prepose::translate::translate;
use prepose::typed::{self, CheckLimits, NoFiles};

fn main() {
    divan::main();
}

/// The shipped gestures' poses under new names until there are 10,000 lines.
fn ten_thousand_lines() -> String {
    let mut text = String::from("APP bench:\n");
    let mut number = 0;
    while text.lines().count() < 10_000 {
        for _ in 0..10 {
            number += 1;
            text.push_str(&format!(
                "  # Raise the arm to the side, bend it, and touch the head.\n  GESTURE gesture-{number}:\n    POSE low:\n      \
                 point your left arm down within {} degrees,\n      put your left hand below your left hip.\n    POSE side:\n      \
                 point your left elbow left and up within 40 degrees,\n      bend your left elbow at most {} degrees,\n      \
                 don't touch your head with your left hand.\n    POSE touching:\n      compose side,\n      put your left \
                 hand within {} centimeters of your head,\n      point your head up.\n    EXECUTION:\n      low,\n      slowly \
                 side within 4 seconds,\n      touching and hold for 1.5 seconds.\n",
                20 + number % 30,
                30 + number % 17,
                20 + number % 11,
            ));
        }
    }
    text
}

fn sources() -> (Sources, SourceId) {
    let mut sources = Sources::default();
    let source = sources.add("bench.prepose", ten_thousand_lines());
    (sources, source)
}

#[divan::bench]
fn parse_10_000_lines(bencher: divan::Bencher<'_, '_>) {
    let (sources, source) = sources();
    bencher.bench_local(|| parse(&sources, source, &syntax::ParseLimits::default()));
}

#[divan::bench]
fn parse_type_and_compile_10_000_lines(bencher: divan::Bencher<'_, '_>) {
    bencher.with_inputs(sources).bench_local_values(|(mut sources, source)| {
        let checked =
            typed::check(&mut sources, source, &NoFiles, &syntax::ParseLimits::default(), &CheckLimits::default());
        assert!(checked.diagnostics.is_empty());
        translate(&checked.module.gestures).expect("it fits into a program")
    });
}

#[divan::bench]
fn format_10_000_lines(bencher: divan::Bencher<'_, '_>) {
    let (sources, source) = sources();
    bencher.bench_local(|| format::format(&sources, source, &syntax::ParseLimits::default()).expect("no errors"));
}
