//! The command line: the phases put together, files read and written, answers given.
//!
//! Input: arguments. Output: text, files and an exit code: 0 fine, 1 findings, 2 misuse or the world's failure. It
//! decides nothing about gestures.

use std::process::ExitCode;

use clap::Parser;

mod accuracy;
mod blind;
mod cache;
mod check;
mod cli;
mod compile;
mod config;
mod events;
mod explain;
mod files;
mod find;
mod findings;
mod fmt;
mod gestures;
mod inspect;
mod list;
mod man;
mod new;
mod observed;
mod output;
mod output_path;
mod perform;
mod progress;
mod prove;
mod replay;
mod report;
mod rules;
mod run;
mod scene;
mod schema;
mod signals;
mod terminal;
mod view;
mod watch;
mod why;
mod witness;

// a door for the fuzz target that holds the cache to hostile bytes
#[doc(hidden)]
pub use cache::Cache;
use cli::{Cli, Command};
#[doc(hidden)]
pub use config::parse as parse_settings;
use output::{Failure, Outcome};

/// The definitions of all arguments, which the reference of the command line is held against.
#[doc(hidden)]
pub fn command() -> clap::Command {
    <Cli as clap::CommandFactory>::command()
}

/// Runs the command that the process was started with.
pub fn main() -> ExitCode {
    signals::prepare();
    terminal::choose(color_asked_for(std::env::args_os()));
    match arguments().and_then(|cli| cli.map_or(Ok(Outcome::Fine), |cli| dispatch(cli.command))) {
        Ok(Outcome::Fine) => ExitCode::SUCCESS,
        Ok(Outcome::Findings) => ExitCode::from(1),
        Err(failure) => {
            output::tell_failure(&failure);
            ExitCode::from(match failure {
                // the reader of our output has gone away; there is nobody left to fail
                Failure::ReaderGone => 0,
                Failure::Interrupted => 130,
                _ => 2,
            })
        }
    }
}

/// The arguments; nothing where help was asked for, which is then given.
fn arguments() -> Result<Option<Cli>, Failure> {
    let error = match Cli::try_parse() {
        Ok(cli) => {
            terminal::choose(cli.color);
            return Ok(Some(cli));
        }
        Err(error) => error,
    };
    let text = |color: bool| if color { error.render().ansi().to_string() } else { error.render().to_string() };
    if error.use_stderr() {
        output::tell(&text(terminal::color_on_stderr()));
        return Err(Failure::AlreadyReported);
    }
    output::print(&text(terminal::color()))?;
    Ok(None)
}

/// When to use colours, read before all other arguments: what is said of a wrong one has colours too.
fn color_asked_for(arguments: impl Iterator<Item = std::ffi::OsString>) -> cli::Color {
    let mut color = cli::Color::Auto;
    let mut arguments = arguments.take_while(|argument| argument != "--");
    while let Some(argument) = arguments.next() {
        let value = match argument.to_str() {
            Some("--color") => arguments.next(),
            Some(text) => text.strip_prefix("--color=").map(Into::into),
            None => None,
        };
        let value = value.and_then(|value| value.into_string().ok());
        // one that is not known is told of by whoever reads them all
        color = value.and_then(|value| clap::ValueEnum::from_str(&value, false).ok()).unwrap_or(color);
    }
    color
}

fn dispatch(command: Command) -> Result<Outcome, Failure> {
    match command {
        Command::Check(arguments) => check::check(&arguments),
        Command::VerifyReport(arguments) => check::report(arguments),
        Command::Compile(arguments) => compile::compile(&arguments),
        Command::Fmt(arguments) => fmt::fmt(&arguments),
        Command::Run(arguments) => run::run(&arguments),
        Command::Inspect(arguments) => inspect::inspect(&arguments),
        Command::Perform(arguments) => perform::perform(&arguments),
        Command::View(arguments) => view::view(&arguments),
        Command::List(arguments) => list::list(&arguments),
        Command::New(arguments) => new::new(&arguments),
        Command::Explain(arguments) => explain::explain(&arguments),
        Command::Accuracy(arguments) => accuracy::accuracy(&arguments),
        Command::Man(arguments) => man::man(&arguments),
        Command::Schema(arguments) => schema::schema(&arguments),
        Command::Completions { shell } => {
            let mut script = Vec::new();
            clap_complete::generate(shell, &mut self::command(), "prepose", &mut script);
            output::print(&String::from_utf8_lossy(&script))?;
            Ok(Outcome::Fine)
        }
    }
}
