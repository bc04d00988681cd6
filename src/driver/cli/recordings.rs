//! The arguments of the commands that run gestures over recordings.

use clap::{Args, ValueEnum};

use super::values;

/// How recordings are read.
#[derive(Debug, Args)]
pub struct ReadingArguments {
    /// Use what a damaged recording holds before the damage
    #[arg(long)]
    pub keep_going: bool,
    /// The recording's format, where its content should not decide
    #[arg(long, value_name = "FORMAT", value_parser = clap::builder::PossibleValuesParser::new(values::formats()))]
    pub source_format: Option<String>,
    /// Frames a second, for formats without a clock
    #[arg(long, default_value_t = 30.0, value_parser = values::positive)]
    pub fps: f64,
    /// Width over height of the camera's image, for landmarks in fractions of it
    #[arg(long, default_value_t = 16.0 / 9.0, value_parser = values::positive)]
    pub aspect: f64,
    /// By how many degrees the sensor looks down; where it looks up, less than 0
    #[arg(long, default_value_t = 0.0, value_name = "DEGREES", allow_negative_numbers = true, value_parser = values::tilt)]
    pub tilt: f64,
    /// The picture was flipped before joints were found in it, as front cameras do: left is right
    #[arg(long)]
    pub mirrored: bool,
}

impl Default for ReadingArguments {
    fn default() -> ReadingArguments {
        ReadingArguments {
            keep_going: false,
            source_format: None,
            fps: 30.0,
            aspect: 16.0 / 9.0,
            tilt: 0.0,
            mirrored: false,
        }
    }
}

/// How gestures are matched.
#[derive(Debug, Args)]
pub struct MatchingArguments {
    /// Treat joints that the sensor only infers as not seen
    #[arg(long)]
    pub distrust_inferred: bool,
    /// Filter the jitter of the joints (one-euro filter)
    #[arg(long)]
    pub smooth: bool,
    /// The lengths that positions are computed with
    #[arg(long, value_enum, default_value_t)]
    pub proportions: ProportionsArgument,
    /// How many people are followed at once
    #[arg(long, default_value_t = 16, value_parser = clap::value_parser!(u16).range(1..=1000))]
    pub people: u16,
}

impl Default for MatchingArguments {
    fn default() -> MatchingArguments {
        let proportions = ProportionsArgument::default();
        MatchingArguments { distrust_inferred: false, smooth: false, proportions, people: 16 }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub enum ProportionsArgument {
    /// One canonical body for everybody
    #[default]
    Canonical,
    /// Each person's own, scaled to one size
    Own,
}
