//! A command done again whenever what it reads changes.
//!
//! Input: how to find files, and what to do with them. It ends when the user interrupts or the reader of the output goes
//! away. What was read is compared with what is there now, a few times a second: a system's own notices differ from
//! system to system, do not cross networks and containers, and tell of the folder, not of the text. Invariant: a change
//! is seen however soon after the reading it comes.

use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use super::files::ReadFile;
use super::find::Found;
use super::output::{self, Failure, Outcome};
use crate::syntax::ParseLimits;

/// How long a change waits at most before it is seen.
const PAUSE: Duration = Duration::from_millis(200);
/// A file system may give two changes within this one time.
const TICK: Duration = Duration::from_secs(2);

/// What a command has read.
#[derive(Default)]
pub struct Seen {
    /// Every file, as it was.
    pub files: Vec<ReadFile>,
}

/// Does something with files now and whenever they change.
///
/// # Errors
/// The end: [`Failure::Interrupted`] or [`Failure::ReaderGone`]. Any other failure is told, and the next change may mend
/// it.
pub fn watch(
    find: impl Fn() -> Result<Found, Failure>,
    work: impl Fn(&Found, &mut Seen) -> Result<Outcome, Failure>,
) -> Result<Outcome, Failure> {
    loop {
        let found = find();
        let listing = Listing::of(&found);
        let mut seen = Seen::default();
        match found.and_then(|found| work(&found, &mut seen)) {
            Ok(_) => {}
            Err(failure @ (Failure::Interrupted | Failure::ReaderGone)) => return Err(failure),
            Err(failure) => output::tell_failure(&failure),
        }
        output::tell("prepose: waiting for a change; Ctrl-C ends this");
        let mut watched: Vec<Watched> = seen.files.into_iter().map(Watched::new).collect();
        let cause = loop {
            if let Some(file) = watched.iter_mut().find_map(|file| file.has_changed().then(|| file.name())) {
                break file;
            }
            if let Some(other) = Listing::of(&find()).differs(&listing) {
                break other;
            }
            std::thread::sleep(PAUSE);
        };
        output::tell(&format!("prepose: {cause} changed"));
    }
}

/// Which files there are, and what is set for them.
#[derive(PartialEq)]
enum Listing {
    Files(Vec<PathBuf>, Vec<Option<blake3::Hash>>),
    Failed(String),
}

impl Listing {
    fn of(found: &Result<Found, Failure>) -> Listing {
        match found {
            Ok(found) => Listing::Files(found.paths.clone(), found.settings()),
            Err(failure) => Listing::Failed(failure.to_string()),
        }
    }

    /// What differs, in words.
    fn differs(&self, before: &Listing) -> Option<String> {
        match (self, before) {
            (now, before) if now == before => None,
            (Listing::Files(now, _), Listing::Files(before, _)) if now != before => {
                let new = now.iter().find(|path| !before.contains(path));
                let gone = before.iter().find(|path| !now.contains(path));
                new.or(gone).map(|path| quoted(path)).or_else(|| Some("the order of the files".to_string()))
            }
            _ => Some("what is set for the files".to_string()),
        }
    }
}

struct Watched {
    file: ReadFile,
    /// Time and size of a file that is as it was, and has been for a while: as long as these stay, so does the text.
    settled: Option<(SystemTime, u64)>,
}

impl Watched {
    fn new(file: ReadFile) -> Watched {
        Watched { file, settled: None }
    }

    fn has_changed(&mut self) -> bool {
        let data = std::fs::metadata(&self.file.path).ok();
        let stamp = data.and_then(|data| Some((data.modified().ok()?, data.len())));
        if stamp.is_some() && stamp == self.settled {
            return false;
        }
        let old = |time: SystemTime| time.elapsed().is_ok_and(|age| age > TICK);
        self.settled = stamp.filter(|(time, _)| old(*time));
        self.file.has_changed(&ParseLimits::default())
    }

    fn name(&self) -> String {
        quoted(&self.file.path)
    }
}

fn quoted(path: &Path) -> String {
    format!("`{}`", path.strip_prefix("./").unwrap_or(path).display())
}
