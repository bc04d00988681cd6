//! The arguments of the commands that prove.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::config::ConfigArguments;
use super::values::degrees;

// one line a paragraph: clap breaks lines where the terminal ends
const ABOUT_RULES: &str = "\
Gestures are held against the rules of the standard library: what a body can do (anatomy), what it should not be led to \
do (safety), gestures that no other may disturb (protected), and what people do who do nothing (idle). `--safety` adds \
rules. A SAFETY, ANATOMY, PROTECTED or IDLE block in a checked file holds for the app of that file; with `--together`, \
for all gestures. A `prepose.toml` in the folder of the gestures or above it says such things for good.

Exit codes: 0 all is proved or accepted, 1 findings, 2 misuse or a failure of the world.";

#[derive(Debug, Args)]
#[command(after_help = ABOUT_RULES)]
pub struct CheckArguments {
    /// Files, folders (all `.prepose` and `.app` files below them), or `-` for standard input
    #[arg(default_value = ".")]
    pub paths: Vec<PathBuf>,
    /// The form of what is printed; `human` when nothing is said
    #[arg(long, value_enum)]
    pub format: Option<ReportFormat>,
    /// Write what would be printed to this file, whole or not at all
    #[arg(long, value_name = "FILE")]
    pub output_file: Option<PathBuf>,
    /// The name of standard input in what is printed; imports and settings are looked for beside it
    #[arg(long, value_name = "NAME")]
    pub stdin_filename: Option<PathBuf>,
    /// Check again whenever a file changes, until Ctrl-C
    #[arg(long)]
    pub watch: bool,
    /// Print errors and warnings alone
    #[arg(long, short, conflicts_with = "notes")]
    pub quiet: bool,
    /// Exit with 0 where there are findings too
    #[arg(long)]
    pub exit_zero: bool,
    /// Only read and type; prove nothing
    #[arg(long, conflicts_with_all = ["witness", "report", "min_margin"])]
    pub syntax_only: bool,
    #[command(flatten)]
    pub proving: ProvingArguments,
    /// Demand that every gesture survives this many degrees of noise, and that pairs are this far apart
    #[arg(long, value_name = "DEGREES", value_parser = degrees, allow_negative_numbers = true)]
    pub min_margin: Option<f64>,
    /// Let questions that could be neither proved nor refuted (E0615) pass
    #[arg(long)]
    pub allow_undecided: bool,
    /// Print notes and accepted findings too; else they are only counted
    #[arg(long)]
    pub notes: bool,
    /// Write pictures and pages of the bodies that show each finding, and of each gesture, into this folder
    #[arg(long, value_name = "FOLDER")]
    pub witness: Option<PathBuf>,
    /// Write all that was found to this file, as a page or as JSON by its ending (`.html`, `.json`)
    #[arg(long, value_name = "FILE")]
    pub report: Option<PathBuf>,
    #[command(flatten)]
    pub config: ConfigArguments,
}

/// How gestures are proved.
#[derive(Debug, Clone, Args)]
pub struct ProvingArguments {
    /// Compare the gestures of all files, not only those within an app
    #[arg(long)]
    pub together: bool,
    /// Compare gestures only within an app, whatever prepose.toml says
    #[arg(long, conflicts_with = "together")]
    pub no_together: bool,
    /// Add the rule blocks of this file; may be given several times
    #[arg(long, value_name = "FILE")]
    pub safety: Vec<PathBuf>,
    /// Take what a body can do from the ANATOMY blocks of this file in place of the standard ones
    #[arg(long, value_name = "FILE")]
    pub anatomy: Option<PathBuf>,
    /// Gestures that only let a body leave the safety rules (N0604) are errors too
    #[arg(long)]
    pub strict_safety: bool,
    /// How many threads work; as many as the machine has when left out
    #[arg(long, value_name = "THREADS", value_parser = clap::value_parser!(u16).range(1..=1024),
          allow_negative_numbers = true)]
    pub jobs: Option<u16>,
    /// Into how many parts a question is cut at most before it is left undecided
    #[arg(long, value_name = "PARTS", value_parser = clap::value_parser!(u32).range(1..=1_000_000),
          allow_negative_numbers = true)]
    pub effort: Option<u32>,
    /// Use no answers of earlier runs, and keep none
    #[arg(long, conflicts_with = "cache")]
    pub no_cache: bool,
    /// The folder where answers are kept from run to run
    #[arg(long, value_name = "FOLDER")]
    pub cache: Option<PathBuf>,
}

#[derive(Debug, Args)]
#[command(after_help = ABOUT_RULES)]
pub struct ReportArguments {
    /// Gesture files or folders
    #[arg(default_value = ".")]
    pub paths: Vec<PathBuf>,
    /// The file to write; a page or JSON by its ending (`.html`, `.json`)
    #[arg(long, short, value_name = "FILE")]
    pub output: PathBuf,
    #[command(flatten)]
    pub proving: ProvingArguments,
    #[command(flatten)]
    pub config: ConfigArguments,
}

#[derive(Debug, Args)]
#[command(after_help = ABOUT_RULES)]
pub struct CompileArguments {
    /// Gesture files or folders
    #[arg(default_value = ".")]
    pub paths: Vec<PathBuf>,
    /// The file to write; standard output when left out
    #[arg(long, short, value_name = "FILE")]
    pub output: Option<PathBuf>,
    #[command(flatten)]
    pub proving: ProvingArguments,
    #[command(flatten)]
    pub config: ConfigArguments,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub enum ReportFormat {
    /// Excerpts of the text, for people
    #[default]
    Human,
    /// One JSON object
    Json,
    /// SARIF 2.1.0, for code scanning
    Sarif,
    /// Workflow commands, for GitHub
    Github,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub enum Color {
    /// On a terminal that has them; NO_COLOR, FORCE_COLOR and CLICOLOR_FORCE are heeded
    #[default]
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}
