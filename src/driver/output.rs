//! What a command comes to, and what it says: standard output, standard error, and failures in words.

use std::io::{self, Write};
use std::path::Path;

use crate::diagnostic::nearest;

/// What a command found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// Nothing to complain of.
    Fine,
    /// Something that the user should mend.
    Findings,
}

/// Why a command could not do its work.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// The user asked for something that cannot be.
    #[error("{0}")]
    Misuse(String),
    /// A file or a stream failed.
    #[error("{what}: {source}")]
    Io {
        /// Which, in words.
        what: String,
        /// What the system said.
        source: io::Error,
    },
    /// Nothing has this name.
    #[error("{name} cannot be read: there is no such file or folder{hint}")]
    Missing {
        /// What was asked for, in backticks.
        name: String,
        /// What may have been meant.
        hint: String,
        /// What the system said.
        source: io::Error,
    },
    /// Settings that are not understood, with excerpts of their file.
    #[error("{0}")]
    Settings(String),
    /// A recording that cannot be read.
    #[error("{source}\n  help: {help}")]
    Recording {
        /// What the reader said.
        source: Box<prepose_sensor::ReadError>,
        /// What may be done.
        help: String,
    },
    /// Gestures that do not fit into one program.
    #[error("these gestures do not fit into one program: {source}; {remedy}")]
    Program {
        /// What does not fit.
        source: prepose_matcher::ProgramError,
        /// What may be done.
        remedy: &'static str,
    },
    /// A table that cannot be read.
    #[error("`{path}`: {source}")]
    Table {
        /// Which, as its user named it.
        path: String,
        /// What the reader said.
        source: csv::Error,
    },
    /// Whoever read standard output has gone away.
    #[error("the reader of the output has gone away")]
    ReaderGone,
    /// Something that the user was told when it happened.
    #[error("already reported")]
    AlreadyReported,
    /// The user asked to stop.
    #[error("stopped")]
    Interrupted,
}

impl Failure {
    /// A failure of a stream, or the end of its reader.
    pub fn io(what: impl Into<String>) -> impl FnOnce(io::Error) -> Failure {
        let what = what.into();
        move |error| match error.kind() {
            io::ErrorKind::BrokenPipe => Failure::ReaderGone,
            _ => Failure::Io { what, source: error },
        }
    }

    /// A file or folder that cannot be read; where there is none of its name, the nearest name beside it.
    pub fn unreadable(path: &Path) -> impl FnOnce(io::Error) -> Failure {
        let name = format!("`{}`", path.display());
        let hint = || Some(format!("; did you mean `{}`?", neighbour(path)?.display()));
        move |error| match error.kind() {
            io::ErrorKind::NotFound => Failure::Missing { name, hint: hint().unwrap_or_default(), source: error },
            _ => Failure::Io { what: format!("{name} cannot be read"), source: error },
        }
    }
}

/// What is there beside a path under nearly its name.
fn neighbour(path: &Path) -> Option<std::path::PathBuf> {
    let folder = path.parent()?;
    let beside = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let names = std::fs::read_dir(beside).ok()?.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
    let mut names: Vec<String> = names.collect();
    names.sort();
    nearest(path.file_name()?.to_str()?, names.iter().map(String::as_str)).map(|name| folder.join(name))
}

/// Says on standard error why a command failed, as far as there is anybody to tell and anything to say.
pub fn tell_failure(failure: &Failure) {
    match failure {
        Failure::ReaderGone | Failure::AlreadyReported | Failure::Interrupted => {}
        Failure::Settings(excerpts) => tell(excerpts),
        failure => tell(&format!("prepose: {failure}")),
    }
}

/// Prints text to standard output.
pub fn print(text: &str) -> Result<(), Failure> {
    write(text.as_bytes())
}

/// Writes bytes to standard output.
pub fn write(bytes: &[u8]) -> Result<(), Failure> {
    let mut out = io::stdout().lock();
    out.write_all(bytes).and_then(|()| out.flush()).map_err(Failure::io("standard output"))
}

/// Says something on standard error, with a line end where the text has none.
pub fn tell(text: &str) {
    let end = if text.is_empty() || text.ends_with('\n') { "" } else { "\n" };
    // where nobody can be told, nobody can be told that either; the exit code still says it
    let _ = io::stderr().lock().write_all(format!("{text}{end}").as_bytes());
}
