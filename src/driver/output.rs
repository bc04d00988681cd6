//! Standard output and files, written whole or not at all.

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

/// Why a command could not do its work.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// The user asked for something that cannot be.
    #[error("{0}")]
    Misuse(String),
    /// A file or a stream failed.
    #[error("{what}: {error}")]
    Io {
        /// Which, in words.
        what: String,
        /// What the system said.
        error: io::Error,
    },
    /// Whoever read standard output has gone away.
    #[error("the reader of the output has gone away")]
    ReaderGone,
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
            _ => Failure::Io { what, error },
        }
    }
}

/// The file that is being written, if one is.
static UNFINISHED: Mutex<Option<PathBuf>> = Mutex::new(None);

/// Set when the user interrupts; whoever can stop in good order looks at it.
pub static STOP: AtomicBool = AtomicBool::new(false);

/// Whether somebody looks at [`STOP`].
static LOOKED_AT: AtomicBool = AtomicBool::new(false);

/// How long an interrupted user waits for whoever looks at [`STOP`].
const PATIENCE: Duration = Duration::from_secs(2);

/// Does something that looks at [`STOP`], and is not ended at once when the user interrupts.
pub fn stoppable<T>(work: impl FnOnce(&AtomicBool) -> T) -> T {
    LOOKED_AT.store(true, Ordering::SeqCst);
    let done = work(&STOP);
    LOOKED_AT.store(false, Ordering::SeqCst);
    done
}

/// When the user interrupts, removes what is half-written and ends with the code that shells expect.
pub fn clean_up_when_interrupted() {
    // where no handler can be set, an interrupt ends the process as it always did
    let _ = ctrlc::set_handler(|| {
        STOP.store(true, Ordering::SeqCst);
        if LOOKED_AT.load(Ordering::SeqCst) {
            std::thread::sleep(PATIENCE);
        }
        if let Some(part) = UNFINISHED.lock().unwrap_or_else(PoisonError::into_inner).take() {
            let _ = std::fs::remove_file(part);
        }
        std::process::exit(130);
    });
}

/// Prints text to standard output.
pub fn print(text: &str) -> Result<(), Failure> {
    let mut out = io::stdout().lock();
    out.write_all(text.as_bytes()).and_then(|()| out.flush()).map_err(Failure::io("standard output"))
}

/// Writes a file through a neighbour that takes its place when all is written, so that no half of it is ever seen.
pub fn write_file(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let what = || format!("`{}` cannot be written", path.display());
    let name = path.file_name().ok_or_else(|| Failure::Misuse(format!("`{}` is not a file name", path.display())))?;
    // what is not a plain file, such as a terminal or a pipe, cannot be replaced
    if path.symlink_metadata().is_ok_and(|data| !data.is_file()) {
        return std::fs::write(path, bytes).map_err(Failure::io(what()));
    }
    let mut hidden = std::ffi::OsString::from(".");
    hidden.push(name);
    hidden.push(format!(".{}.part", std::process::id()));
    let part = path.with_file_name(hidden);
    *UNFINISHED.lock().unwrap_or_else(PoisonError::into_inner) = Some(part.clone());
    let like_before = |part: &Path| match path.metadata() {
        Ok(before) => std::fs::set_permissions(part, before.permissions()),
        Err(_) => Ok(()),
    };
    let written =
        std::fs::write(&part, bytes).and_then(|()| like_before(&part)).and_then(|()| std::fs::rename(&part, path));
    *UNFINISHED.lock().unwrap_or_else(PoisonError::into_inner) = None;
    if written.is_err() {
        // the error that led here is the one to tell
        let _ = std::fs::remove_file(&part);
    }
    written.map_err(Failure::io(what()))
}

/// Refuses to write over a file that the command reads.
pub fn not_an_input<'p>(output: Option<&Path>, inputs: impl Iterator<Item = &'p PathBuf>) -> Result<(), Failure> {
    let same = |input: &PathBuf| {
        output.is_some_and(|output| output.canonicalize().is_ok_and(|o| input.canonicalize().is_ok_and(|i| i == o)))
    };
    for input in inputs {
        if same(input) {
            let message = format!("`{}` is read by this command; write to another file", input.display());
            return Err(Failure::Misuse(message));
        }
    }
    Ok(())
}

/// Writes to a file, or to standard output when there is none or it is `-`.
pub fn deliver(path: Option<&Path>, bytes: &[u8]) -> Result<(), Failure> {
    match path.filter(|path| path.as_os_str() != "-") {
        Some(path) => write_file(path, bytes),
        None => {
            let mut out = io::stdout().lock();
            out.write_all(bytes).and_then(|()| out.flush()).map_err(Failure::io("standard output"))
        }
    }
}
