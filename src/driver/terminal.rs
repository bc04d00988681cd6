//! What a terminal gets and a pipe does not: colours, readable lines.

use std::io::IsTerminal;

use prepose_matcher::Unit;

use super::cli::Color;

/// Whether standard output gets colours.
pub fn color(wanted: Color) -> bool {
    match wanted {
        Color::Always => true,
        Color::Never => false,
        Color::Auto => std::io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none(),
    }
}

/// Whether standard error gets colours.
pub fn color_on_stderr() -> bool {
    std::io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none()
}

/// By how much a statement does not hold, in words.
pub fn short_by(amount: f64, unit: Unit) -> String {
    match unit {
        Unit::Degrees => format!("{amount:.0} degrees"),
        Unit::Centimeters => format!("{amount:.0} centimeters"),
    }
}

/// A time in words.
pub fn seconds(time: f64) -> String {
    if time.fract() == 0.0 { format!("{time} s") } else { format!("{time:.1} s") }
}

/// A note with a capital letter.
pub fn sentence(note: &str) -> String {
    let mut letters = note.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}
