//! What the system sends while a command works: the user's interrupt, and word that a file grows too large.
//!
//! Invariant: an interrupt leaves no half-written file and no progress bar behind, and ends with the code that shells
//! expect.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use indicatif::ProgressBar;

/// The file that is being written, if one is.
static UNFINISHED: Mutex<Option<PathBuf>> = Mutex::new(None);

/// The progress bar that is shown, if one is.
static SHOWN: Mutex<Option<ProgressBar>> = Mutex::new(None);

/// Set when the user interrupts; whoever can stop in good order looks at it.
static STOP: AtomicBool = AtomicBool::new(false);

/// Whether somebody looks at [`STOP`].
static LOOKED_AT: AtomicBool = AtomicBool::new(false);

/// How long an interrupted user waits for whoever looks at [`STOP`].
const PATIENCE: Duration = Duration::from_secs(2);

/// Prepares for all of it. To be called before there is any other thread.
pub fn prepare() {
    block_file_size();
    // where no handler can be set, an interrupt ends the process as it always did
    let _ = ctrlc::set_handler(|| {
        STOP.store(true, Ordering::SeqCst);
        if LOOKED_AT.load(Ordering::SeqCst) {
            std::thread::sleep(PATIENCE);
        }
        if let Some(bar) = SHOWN.lock().unwrap_or_else(PoisonError::into_inner).take() {
            bar.finish_and_clear();
        }
        if let Some(part) = UNFINISHED.lock().unwrap_or_else(PoisonError::into_inner).take() {
            let _ = std::fs::remove_file(part);
        }
        std::process::exit(130);
    });
}

/// A write beyond the size that files may have would end the process where it stands. Held back, the signal lets the
/// write fail, and that is told as any other failure. Threads inherit this.
#[cfg(unix)]
fn block_file_size() {
    use nix::sys::signal::{SigSet, Signal};
    let mut held_back = SigSet::empty();
    held_back.add(Signal::SIGXFSZ);
    // where it cannot be held back, it ends the process as it always did
    let _ = held_back.thread_block();
}

#[cfg(not(unix))]
fn block_file_size() {}

/// Does something that looks at [`STOP`], and is not ended at once when the user interrupts.
pub fn stoppable<T>(work: impl FnOnce(&AtomicBool) -> T) -> T {
    LOOKED_AT.store(true, Ordering::SeqCst);
    let done = work(&STOP);
    LOOKED_AT.store(false, Ordering::SeqCst);
    done
}

/// Says which progress bar an interrupt has to clear.
pub fn progress_bar(bar: Option<&ProgressBar>) {
    *SHOWN.lock().unwrap_or_else(PoisonError::into_inner) = bar.cloned();
}

/// A file that is not yet what it should be. It is removed with this, unless it was renamed, and by an interrupt.
pub struct Part(PathBuf);

impl Part {
    /// Makes the file anew. What lies there is left over from a process that was killed.
    pub fn make(path: PathBuf) -> io::Result<(Part, std::fs::File)> {
        *UNFINISHED.lock().unwrap_or_else(PoisonError::into_inner) = Some(path.clone());
        let part = Part(path);
        // a link that somebody has put there is not followed
        let new = || std::fs::File::options().write(true).create_new(true).open(&part.0);
        let file = match new() {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                std::fs::remove_file(&part.0)?;
                new()?
            }
            made => made?,
        };
        Ok((part, file))
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Part {
    fn drop(&mut self) {
        // the error that led here, if one did, is the one to tell
        let _ = std::fs::remove_file(&self.0);
        *UNFINISHED.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }
}
