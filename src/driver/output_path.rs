//! Places that files are written to: tried before the work, written whole or not at all.
//!
//! Trying a place makes and removes what writing would make, so that whoever waits for proofs does not learn at their end
//! that they have nowhere to go. It leaves nothing behind.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::output::{self, Failure};
use super::signals::Part;

/// Where the output of a command goes; it can be written there, as far as that can be known before.
pub struct Destination(Option<PathBuf>);

impl Destination {
    /// A file, or standard output where there is none or it is `-`.
    ///
    /// # Errors
    /// A place where no file can be written.
    pub fn probe(path: Option<&Path>) -> Result<Destination, Failure> {
        let path = path.filter(|path| path.as_os_str() != "-");
        path.map_or(Ok(()), probe_file)?;
        Ok(Destination(path.map(Path::to_path_buf)))
    }

    /// Whether it is a file.
    pub fn is_file(&self) -> bool {
        self.0.is_some()
    }

    /// Writes it.
    pub fn deliver(&self, bytes: &[u8]) -> Result<(), Failure> {
        match &self.0 {
            Some(path) => write_file(path, bytes),
            None => output::write(bytes),
        }
    }
}

/// Folders that were made for a trial. They are removed with this.
pub struct ProbedFolders(Vec<PathBuf>);

impl Drop for ProbedFolders {
    fn drop(&mut self) {
        for folder in &self.0 {
            // only an empty one goes, so nothing that somebody else has put there is lost
            let _ = std::fs::remove_dir(folder);
        }
    }
}

/// Whether files can be written into a folder, which is made where there is none. While the answer is kept, the folder is
/// there.
pub fn probe_folder(folder: &Path) -> Result<ProbedFolders, Failure> {
    let above = folder.ancestors().take_while(|folder| !folder.as_os_str().is_empty() && !folder.exists());
    let probed = ProbedFolders(above.map(Path::to_path_buf).collect());
    make_folder(folder)?;
    let made = Part::make(folder.join(temporary_name("trial".as_ref())));
    made.map_err(Failure::io(format!("nothing can be written into `{}`", folder.display())))?;
    Ok(probed)
}

/// Makes a folder, and those that it is to be in.
pub fn make_folder(folder: &Path) -> Result<(), Failure> {
    std::fs::create_dir_all(folder).map_err(Failure::io(format!("`{}` cannot be made", folder.display())))
}

/// Whether a file can be written.
pub fn probe_file(path: &Path) -> Result<(), Failure> {
    let tried = match WriteMethod::to(path)? {
        WriteMethod::Replace { part, .. } => Part::make(part).map(drop),
        WriteMethod::Direct if path.is_dir() => Err(io::ErrorKind::IsADirectory.into()),
        // to open a pipe is to wait for its reader
        WriteMethod::Direct => Ok(()),
    };
    tried.map_err(|error| unwritable(path, error))
}

/// Writes a file through a neighbour that takes its place when all is written, so that no half of it is ever seen.
pub fn write_file(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let written = match WriteMethod::to(path)? {
        WriteMethod::Direct => std::fs::write(path, bytes),
        WriteMethod::Replace { part, target } => replace(part, &target, bytes),
    };
    written.map_err(|error| unwritable(path, error))
}

fn replace(part: PathBuf, target: &Path, bytes: &[u8]) -> io::Result<()> {
    let (part, mut file) = Part::make(part)?;
    file.write_all(bytes)?;
    drop(file);
    if let Ok(before) = target.metadata() {
        std::fs::set_permissions(part.path(), before.permissions())?;
    }
    std::fs::rename(part.path(), target)
}

fn unwritable(path: &Path, error: io::Error) -> Failure {
    let what = format!("`{}` cannot be written", path.display());
    match path.parent() {
        Some(folder)
            if error.kind() == io::ErrorKind::NotFound && !folder.as_os_str().is_empty() && !folder.exists() =>
        {
            Failure::Misuse(format!("{what}: there is no folder `{}`", folder.display()))
        }
        _ => Failure::io(what)(error),
    }
}

/// How a file is written.
enum WriteMethod {
    /// Into a neighbour that then takes its place.
    Replace { part: PathBuf, target: PathBuf },
    /// As it comes: what is not a plain file, such as a terminal or a pipe, cannot be replaced.
    Direct,
}

impl WriteMethod {
    fn to(path: &Path) -> Result<WriteMethod, Failure> {
        let target = match path.metadata() {
            Ok(data) if !data.is_file() => return Ok(WriteMethod::Direct),
            // a link stays a link; what it leads to is replaced
            Ok(_) if path.is_symlink() => path.canonicalize().unwrap_or_else(|_| path.to_path_buf()),
            Ok(_) => path.to_path_buf(),
            Err(_) => link_target(path),
        };
        match target.file_name() {
            Some(name) => Ok(WriteMethod::Replace { part: target.with_file_name(temporary_name(name)), target }),
            None => Err(Failure::Misuse(format!("`{}` is not a file name", path.display()))),
        }
    }
}

/// Where links lead that lead to nothing yet.
fn link_target(path: &Path) -> PathBuf {
    let mut target = path.to_path_buf();
    // Linux follows as many
    for _ in 0..40 {
        let Ok(next) = std::fs::read_link(&target) else { break };
        target = target.parent().unwrap_or(Path::new("")).join(next);
    }
    target
}

/// The name of the neighbour, which no other process uses.
fn temporary_name(name: &std::ffi::OsStr) -> std::ffi::OsString {
    let mut hidden = std::ffi::OsString::from(".");
    hidden.push(name);
    hidden.push(format!(".{}.part", std::process::id()));
    hidden
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
