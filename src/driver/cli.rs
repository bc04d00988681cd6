//! The arguments, and the help that teaches them.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

mod config;
mod proving;
mod recordings;
mod values;

pub use config::ConfigArguments;
pub use proving::{CheckArguments, Color, CompileArguments, ProvingArguments, ReportArguments, ReportFormat};
pub use recordings::{MatchingArguments, ProportionsArgument, ReadingArguments};

/// Write gestures in English, check them, and run them over skeletons.
#[derive(Debug, Parser)]
#[command(name = "prepose", version, max_term_width = 100, arg_required_else_help = true, after_help = AFTER)]
pub struct Cli {
    /// When to use colours
    #[arg(long, value_enum, default_value_t, global = true, value_name = "WHEN")]
    pub color: Color,
    #[command(subcommand)]
    pub command: Command,
}

const AFTER: &str = "\
A first gesture, from nothing to events:
  prepose new raise-hand               writes raise-hand.prepose
  prepose check raise-hand.prepose     reads it, says what is wrong, and proves the rest
  prepose perform raise-hand raise-hand.prepose -o person.jsonl
                                       makes a recording of somebody who does it
  prepose run raise-hand.prepose --source person.jsonl
                                       prints the events
  prepose view raise-hand.prepose --source person.jsonl -o page.html
                                       shows it all in a browser

Exit codes: 0 fine, 1 findings, 2 misuse or a failure of the world.";

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Read gesture files, say what is wrong with them, and prove that they can be done, are safe and do not collide
    Check(CheckArguments),
    /// Check gesture files and write a page that shows a reviewer what was proved
    VerifyReport(ReportArguments),
    /// Check gesture files and write the program that a matcher runs
    Compile(CompileArguments),
    /// Lay gesture files out in the one house style
    Fmt(FmtArguments),
    /// Run gestures over recordings and print what happens
    Run(RunArguments),
    /// Say what is understood of recordings, and which gestures can never fire on them
    Inspect(InspectArguments),
    /// Make a recording of a person who performs a gesture
    Perform(PerformArguments),
    /// Show a recording, its target poses and its events in one web page, or a gesture as a picture
    View(ViewArguments),
    /// List gestures, their poses and the joints they use, and rules
    List(ListArguments),
    /// Write a first gesture to begin with
    New(NewArguments),
    /// Say what a code such as E0203 means
    Explain(ExplainArguments),
    /// Run gestures over labelled recordings and count hits and false alarms
    Accuracy(AccuracyArguments),
    /// Print the manual page of prepose or of a command
    Man(ManArguments),
    /// Print the JSON schema of what a command prints
    Schema(SchemaArguments),
    /// Print a script that completes commands in a shell
    Completions {
        /// For which shell
        shell: clap_complete::Shell,
    },
}

#[derive(Debug, Args)]
pub struct FmtArguments {
    /// Files, folders, or `-` to lay standard input out on standard output
    #[arg(default_value = ".")]
    pub paths: Vec<PathBuf>,
    /// Change nothing; name the files that would change and exit with 1
    #[arg(long)]
    pub check: bool,
    /// Change nothing; print what would change, as a patch, and exit with 1
    #[arg(long)]
    pub diff: bool,
    /// The name of standard input in what is printed
    #[arg(long, value_name = "NAME")]
    pub stdin_filename: Option<PathBuf>,
    #[command(flatten)]
    pub config: ConfigArguments,
}

#[derive(Debug, Args)]
pub struct ManArguments {
    /// The command; without one, the page of prepose
    pub command: Option<String>,
    /// Write all pages into this folder
    #[arg(long, value_name = "FOLDER", conflicts_with = "command")]
    pub folder: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub struct SchemaArguments {
    /// Of what; without it, what there is is listed
    pub name: Option<String>,
}

#[derive(Debug, Args)]
pub struct RunArguments {
    /// Gesture files or folders
    #[arg(required = true)]
    pub gestures: Vec<PathBuf>,
    /// Recordings, in any known format, plain or gzip; `-` for standard input
    #[arg(long, short, required = true, num_args = 1..)]
    pub source: Vec<PathBuf>,
    #[command(flatten)]
    pub reading: ReadingArguments,
    #[command(flatten)]
    pub matching: MatchingArguments,
    /// Play the recording at the speed at which it was made
    #[arg(long)]
    pub realtime: bool,
    /// Say for each frame what holds this gesture back, and by how much
    #[arg(long, value_name = "GESTURE")]
    pub why: Option<String>,
    /// Also report progress, whenever it has changed by this fraction
    #[arg(long, value_name = "FRACTION", num_args = 0..=1, default_missing_value = "0.1", value_parser = values::fraction)]
    pub progress: Option<f32>,
    /// The form of the events; `auto` is lines on a terminal and JSON Lines otherwise
    #[arg(long, value_enum, default_value_t)]
    pub format: EventFormat,
    #[command(flatten)]
    pub config: ConfigArguments,
}

#[derive(Debug, Args)]
pub struct InspectArguments {
    /// Recordings, in any known format, plain or gzip; `-` for standard input
    #[arg(required = true)]
    pub recordings: Vec<PathBuf>,
    /// Gesture files or folders, of which those that can never fire are named
    #[arg(long, short, num_args = 1..)]
    pub gestures: Vec<PathBuf>,
    #[command(flatten)]
    pub reading: ReadingArguments,
    /// Treat joints that the sensor only infers as not seen
    #[arg(long)]
    pub distrust_inferred: bool,
    /// One line of JSON a recording
    #[arg(long)]
    pub json: bool,
    #[command(flatten)]
    pub config: ConfigArguments,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub enum EventFormat {
    /// Lines on a terminal, JSON Lines otherwise
    #[default]
    Auto,
    /// Readable lines
    Human,
    /// JSON Lines
    Json,
}

#[derive(Debug, Args)]
pub struct PerformArguments {
    /// The gesture's name
    pub gesture: String,
    /// Where to look for it: gesture files or folders
    #[arg(default_value = ".")]
    pub paths: Vec<PathBuf>,
    /// How many people of different sizes perform it
    #[arg(long, default_value_t = 1, value_parser = clap::value_parser!(u32).range(1..=1000))]
    pub people: u32,
    /// The sensor's noise
    #[arg(long, value_enum, default_value_t)]
    pub noise: NoiseArgument,
    /// Another seed makes other people
    #[arg(long, default_value_t = 1)]
    pub seed: u64,
    /// Frames a second
    #[arg(long, default_value_t = 30.0)]
    pub fps: f64,
    /// The file to write; standard output when left out
    #[arg(long, short)]
    pub output: Option<PathBuf>,
    #[command(flatten)]
    pub config: ConfigArguments,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub enum NoiseArgument {
    /// None
    #[default]
    None,
    /// That of a Kinect v2
    Kinect,
}

#[derive(Debug, Args)]
pub struct ViewArguments {
    /// Gesture files or folders
    #[arg(required = true)]
    pub gestures: Vec<PathBuf>,
    /// Only this gesture
    #[arg(long)]
    pub gesture: Option<String>,
    /// The recording to show; without one, a person performs the gesture
    #[arg(long, short)]
    pub source: Option<PathBuf>,
    #[command(flatten)]
    pub reading: ReadingArguments,
    #[command(flatten)]
    pub matching: MatchingArguments,
    /// A still picture of the gesture's poses in place of the page
    #[arg(long)]
    pub svg: bool,
    /// The file to write; standard output when left out
    #[arg(long, short)]
    pub output: Option<PathBuf>,
    #[command(flatten)]
    pub config: ConfigArguments,
}

#[derive(Debug, Args)]
pub struct ListArguments {
    /// Gesture files or folders
    #[arg(default_value = ".")]
    pub paths: Vec<PathBuf>,
    /// Print JSON
    #[arg(long)]
    pub json: bool,
    #[command(flatten)]
    pub config: ConfigArguments,
}

#[derive(Debug, Args)]
pub struct NewArguments {
    /// The gesture's name; the file is called after it
    pub name: String,
    /// The folder to write into
    #[arg(long, default_value = ".")]
    pub folder: PathBuf,
}

#[derive(Debug, Args)]
pub struct ExplainArguments {
    /// The code, such as E0203; without one, all codes are listed
    pub code: Option<String>,
}

#[derive(Debug, Args)]
pub struct AccuracyArguments {
    /// Gesture files or folders
    #[arg(required = true)]
    pub gestures: Vec<PathBuf>,
    /// The folder of recordings; its `index.csv` has columns `path`, `dataset`, `label` and `note`
    ///
    /// `recordings` in prepose.toml says it too.
    #[arg(long, value_name = "FOLDER")]
    pub recordings: Option<PathBuf>,
    /// A CSV with columns `dataset`, `label` and `gesture`: which gestures a label means
    #[arg(long)]
    pub labels: PathBuf,
    /// A CSV with columns `gesture`, `contains` and `reason`: movements that hold others within them
    #[arg(long)]
    pub nested: Option<PathBuf>,
    /// Also sum up these datasets together, separated by commas
    #[arg(long, value_name = "DATASETS", value_delimiter = ',')]
    pub main: Vec<String>,
    /// Write a picture of the confusion table here (SVG)
    #[arg(long)]
    pub picture: Option<PathBuf>,
    /// Name each recording that was missed or that fired another gesture
    #[arg(long)]
    pub verbose: bool,
    #[command(flatten)]
    pub matching: MatchingArguments,
    #[command(flatten)]
    pub config: ConfigArguments,
}
