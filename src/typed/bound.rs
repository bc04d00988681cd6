//! Numbers with units, brought into radians, metres and seconds and held to their ranges.

use crate::diagnostic::{Code, Diagnostic};
use crate::source::Span;
use crate::syntax::ast::{Amount, Bound, Measure, Number, Unit};

/// A kind of amount.
pub struct Kind {
    unit: Unit,
    /// What its amounts are called.
    name: &'static str,
    /// How its numbers are shown: per shown unit, and which.
    shown: (f64, &'static str),
    out_of_range: Code,
}

/// Angles; converted to radians.
pub const DEGREES: Kind = Kind {
    unit: Unit::Degrees,
    name: "an angle, in `degrees`,",
    shown: (1.0, "degrees"),
    out_of_range: Code::AngleRange,
};
/// Lengths; converted to metres.
pub const METERS: Kind = Kind {
    unit: Unit::Meters,
    name: "a length, in `centimeters` or `meters`,",
    shown: (100.0, "centimeters"),
    out_of_range: Code::DistanceRange,
};
/// Times; converted to seconds.
pub const SECONDS: Kind =
    Kind { unit: Unit::Seconds, name: "a time, in `seconds`,", shown: (1.0, "seconds"), out_of_range: Code::TimeRange };

/// The largest length that a statement can name, in metres: nobody is larger.
pub const LARGEST: f64 = 3.0;

/// A lower and an upper bound; either may be open.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Range {
    pub low: Option<f64>,
    pub high: Option<f64>,
}

/// A positive amount of at most `most` (degrees, metres, seconds), converted; reports what is not.
pub fn within(measure: &Measure, kind: &Kind, most: f64, diagnostics: &mut Vec<Diagnostic>) -> Option<f64> {
    let value = converted(measure.number, measure, kind, diagnostics)?;
    if value > 0.0 && value <= most {
        return Some(finished(value, kind));
    }
    out_of_range(measure.span, format!("more than 0 and at most {}", shown(most, kind)), kind, diagnostics);
    None
}

/// An amount between nothing and `most`, converted; reports what is not.
pub fn from_zero(measure: &Measure, kind: &Kind, most: f64, diagnostics: &mut Vec<Diagnostic>) -> Option<f64> {
    let value = converted(measure.number, measure, kind, diagnostics)?;
    in_range(value, measure.span, kind, most, diagnostics)
}

/// The bounds of an amount, converted. `about` gives the tolerance of a plain `N degrees`; without it a plain amount is
/// reported.
pub fn range(
    amount: &Amount,
    kind: &Kind,
    most: f64,
    about: Option<f64>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Range> {
    match &amount.bound {
        Bound::AtLeast(low) => Some(Range { low: Some(from_zero(low, kind, most, diagnostics)?), high: None }),
        Bound::AtMost(high) => Some(Range { low: None, high: Some(from_zero(high, kind, most, diagnostics)?) }),
        Bound::Between(low, high) => {
            let from = converted(*low, high, kind, diagnostics)?;
            let from = in_range(from, low.span, kind, most, diagnostics);
            let to = from_zero(high, kind, most, diagnostics);
            let (from, to) = (from?, to?);
            if from >= to {
                let message = "the first bound is not less than the second";
                let help = "write the smaller number first";
                diagnostics.push(Diagnostic::new(Code::EmptyRange, amount.span, message).help(help));
                return None;
            }
            Some(Range { low: Some(from), high: Some(to) })
        }
        Bound::About(measure) => {
            let value = from_zero(measure, kind, most, diagnostics)?;
            let Some(tolerance) = about else {
                let what = if kind.unit == Unit::Degrees { "an angle" } else { "a length" };
                let message = format!("{what} alone says neither how little nor how much is enough");
                let help = "say `at least`, `at most` or `between ... and ...`";
                diagnostics.push(Diagnostic::new(Code::BoundNeeded, amount.span, message).help(help));
                return None;
            };
            Some(Range { low: Some((value - tolerance).max(0.0)), high: Some(value + tolerance) })
        }
    }
}

/// A whole number between 1 and `most`; reports what is not.
pub fn count(number: Number, most: u32, diagnostics: &mut Vec<Diagnostic>) -> Option<u32> {
    if number.value.fract() == 0.0 && number.value >= 1.0 && number.value <= f64::from(most) {
        return Some(number.value as u32);
    }
    let message = format!("`{}` is not a whole number from 1 to {most}", number.value);
    let help = format!("write how many times, from 1 to {most}");
    diagnostics.push(Diagnostic::new(Code::CountRange, number.span, message).help(help));
    None
}

fn converted(number: Number, measure: &Measure, kind: &Kind, diagnostics: &mut Vec<Diagnostic>) -> Option<f64> {
    let value = match (measure.unit, kind.unit) {
        (Unit::Centimeters, Unit::Meters) => number.value / 100.0,
        (given, wanted) if given == wanted => number.value,
        (given, _) => {
            let given = match given {
                Unit::Degrees => "degrees",
                Unit::Centimeters => "centimeters",
                Unit::Meters => "meters",
                Unit::Seconds => "seconds",
            };
            let message = format!("{} is needed here, not {given}", kind.name);
            let help = format!("write, for example, `{} {}`", number.value.abs(), kind.shown.1);
            diagnostics.push(Diagnostic::new(Code::WrongUnit, measure.span, message).help(help));
            return None;
        }
    };
    Some(value)
}

fn in_range(value: f64, span: Span, kind: &Kind, most: f64, diagnostics: &mut Vec<Diagnostic>) -> Option<f64> {
    if (0.0..=most).contains(&value) {
        return Some(finished(value, kind));
    }
    out_of_range(span, format!("from 0 to {}", shown(most, kind)), kind, diagnostics);
    None
}

fn finished(value: f64, kind: &Kind) -> f64 {
    if kind.unit == Unit::Degrees { value.to_radians() } else { value }
}

fn shown(value: f64, kind: &Kind) -> String {
    format!("{} {}", value * kind.shown.0, kind.shown.1)
}

fn out_of_range(span: Span, range: String, kind: &Kind, diagnostics: &mut Vec<Diagnostic>) {
    let what = match kind.unit {
        Unit::Degrees => "this angle",
        Unit::Seconds => "this time",
        _ => "this length",
    };
    let diagnostic = Diagnostic::new(kind.out_of_range, span, format!("{what} must be {range}"));
    diagnostics.push(diagnostic.help("choose a number within these bounds"));
}
