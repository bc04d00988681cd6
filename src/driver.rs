//! The command line: the phases put together, files read and written, answers given.
//!
//! Input: arguments. Output: text, files and an exit code: 0 fine, 1 findings, 2 misuse or the world's failure. It
//! decides nothing about gestures.

use std::process::ExitCode;

use clap::Parser;

mod accuracy;
mod cache;
mod check;
mod cli;
mod compile;
mod events;
mod explain;
mod files;
mod findings;
mod fmt;
mod gestures;
mod list;
mod new;
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
mod signals;
mod terminal;
mod view;
mod why;
mod witness;

// a door for the fuzz target that holds the cache to hostile bytes
#[doc(hidden)]
pub use cache::Cache;
use cli::{Cli, Command};
use output::{Failure, Outcome};

/// Runs the command that the process was started with.
pub fn main() -> ExitCode {
    signals::prepare();
    match arguments().and_then(|cli| cli.map_or(Ok(Outcome::Fine), |cli| dispatch(cli.command))) {
        Ok(Outcome::Fine) => ExitCode::SUCCESS,
        Ok(Outcome::Findings) => ExitCode::from(1),
        // the reader of our output has gone away; there is nobody left to tell
        Err(Failure::ReaderGone) => ExitCode::SUCCESS,
        Err(Failure::AlreadyReported) => ExitCode::from(2),
        Err(Failure::Interrupted) => ExitCode::from(130),
        Err(failure) => {
            output::tell(&format!("prepose: {failure}"));
            ExitCode::from(2)
        }
    }
}

/// The arguments; nothing where help was asked for, which is then given.
fn arguments() -> Result<Option<Cli>, Failure> {
    let error = match Cli::try_parse() {
        Ok(cli) => return Ok(Some(cli)),
        Err(error) => error,
    };
    let text = |color: bool| if color { error.render().ansi().to_string() } else { error.render().to_string() };
    if error.use_stderr() {
        output::tell(&text(terminal::color_on_stderr()));
        return Err(Failure::AlreadyReported);
    }
    output::print(&text(terminal::color(cli::Color::Auto)))?;
    Ok(None)
}

fn dispatch(command: Command) -> Result<Outcome, Failure> {
    match command {
        Command::Check(arguments) => check::check(&arguments),
        Command::VerifyReport(arguments) => check::report(arguments),
        Command::Compile(arguments) => compile::compile(&arguments),
        Command::Fmt(arguments) => fmt::fmt(&arguments),
        Command::Run(arguments) => run::run(&arguments),
        Command::Perform(arguments) => perform::perform(&arguments),
        Command::View(arguments) => view::view(&arguments),
        Command::List(arguments) => list::list(&arguments),
        Command::New(arguments) => new::new(&arguments),
        Command::Explain(arguments) => explain::explain(&arguments),
        Command::Accuracy(arguments) => accuracy::accuracy(&arguments),
        Command::Completions { shell } => {
            let mut script = Vec::new();
            clap_complete::generate(shell, &mut <Cli as clap::CommandFactory>::command(), "prepose", &mut script);
            output::print(&String::from_utf8_lossy(&script))?;
            Ok(Outcome::Fine)
        }
    }
}
