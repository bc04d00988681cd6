//! What a terminal gets and a pipe does not: colours, readable lines.

use anstream::{AutoStream, ColorChoice};
use prepose_matcher::Unit;

use super::cli::Color;

/// Says for the whole process when there are colours.
pub fn choose(color: Color) {
    match color {
        Color::Always => ColorChoice::AlwaysAnsi,
        Color::Never => ColorChoice::Never,
        Color::Auto if is_forced() => ColorChoice::Always,
        Color::Auto => ColorChoice::Auto,
    }
    .write_global();
}

/// anstream knows `CLICOLOR_FORCE`, not the name that Node's programs and most CI services use. `NO_COLOR` goes before
/// both.
fn is_forced() -> bool {
    let set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    let unwanted = std::env::var("FORCE_COLOR").is_ok_and(|value| matches!(value.as_str(), "0" | "false"));
    set("FORCE_COLOR") && !unwanted && !set("NO_COLOR")
}

/// Whether standard output gets colours.
pub fn color() -> bool {
    AutoStream::choice(&std::io::stdout()) != ColorChoice::Never
}

/// Whether standard error gets colours.
pub fn color_on_stderr() -> bool {
    AutoStream::choice(&std::io::stderr()) != ColorChoice::Never
}

/// Whether a file gets colours: only where the command line asks for them.
pub fn color_in_files() -> bool {
    ColorChoice::global() == ColorChoice::AlwaysAnsi
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
