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
mod fmt;
mod gestures;
mod list;
mod make;
mod output;
mod perform;
mod prove;
mod replay;
mod report;
mod rules;
mod run;
mod scene;
mod shown;
mod view;
mod why;
mod witness;

use cli::{Cli, Command};
use output::Failure;

/// What a command found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// Nothing to complain of.
    Fine,
    /// Something that the user should mend.
    Findings,
}

/// Runs the command that the process was started with.
pub fn main() -> ExitCode {
    let cli = Cli::parse();
    output::clean_up_when_interrupted();
    match dispatch(cli.command) {
        Ok(Outcome::Fine) => ExitCode::SUCCESS,
        Ok(Outcome::Findings) => ExitCode::from(1),
        // the reader of our output has gone away; there is nobody left to tell
        Err(Failure::ReaderGone) => ExitCode::SUCCESS,
        Err(Failure::Interrupted) => ExitCode::from(130),
        Err(failure) => {
            eprintln!("prepose: {failure}");
            ExitCode::from(2)
        }
    }
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
        Command::New(arguments) => make::make(&arguments),
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
