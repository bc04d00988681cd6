//! Gesture files on disk.

use std::cell::RefCell;
use std::io::Read;
use std::path::{Path, PathBuf};

use super::output::Failure;
use crate::diagnostic::{Code, Diagnostic};
use crate::source::{Origin, SourceId, Sources, Span};
use crate::syntax::ParseLimits;
use crate::typed::Loader;

/// The file names of gesture programs; `.app` is that of the published language.
const EXTENSIONS: [&str; 2] = ["prepose", "app"];

/// Whether a path has the name of a gesture program.
pub fn is_gesture_file(path: &Path) -> bool {
    path.extension().is_some_and(|extension| EXTENSIONS.iter().any(|known| extension == *known))
}

/// The disk as the parser sees it.
#[derive(Default)]
pub struct Disk {
    /// The most that is read of one file.
    pub limits: ParseLimits,
    /// The name that standard input goes by; imports are found beside it.
    pub stdin_name: Option<PathBuf>,
    /// Every file that was read or looked for.
    read: RefCell<Vec<ReadFile>>,
}

/// A file as it was when it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadFile {
    /// Which.
    pub path: PathBuf,
    /// What was in it; nothing where it could not be read.
    pub content: Option<blake3::Hash>,
}

impl Disk {
    /// A disk of which nothing was read, with the name that standard input goes by.
    pub fn new(stdin_name: Option<PathBuf>) -> Disk {
        Disk { stdin_name, ..Disk::default() }
    }

    /// Reads a gesture file into the sources. A text that is not UTF-8 is read as far as it goes, with a finding.
    pub fn read(&self, sources: &mut Sources, path: &Path) -> Result<(SourceId, Option<Diagnostic>), Failure> {
        let (origin, name, bytes) = if path.as_os_str() == "-" {
            let mut bytes = Vec::new();
            let mut input = std::io::stdin().lock().take(self.limits.bytes as u64 + 1);
            input.read_to_end(&mut bytes).map_err(Failure::io("standard input"))?;
            match self.stdin_name.as_deref() {
                None => (Origin::Stream, "<stdin>".to_string(), bytes),
                Some(name) => (Origin::File, display_name(name), bytes),
            }
        } else {
            (Origin::File, display_name(path), self.bytes_of(path).map_err(Failure::unreadable(path))?)
        };
        match String::from_utf8(bytes) {
            Ok(text) => Ok((sources.add_from(origin, name, text), None)),
            Err(error) => {
                let good = error.utf8_error().valid_up_to();
                let text = String::from_utf8_lossy(&error.as_bytes()[..good]).into_owned();
                let end = text.len() as u32;
                let source = sources.add_from(origin, name, text);
                let span = Span { source, start: end, end };
                let finding = Diagnostic::new(Code::NotText, span, "this file is not a text in UTF-8 from here on")
                    .help("save it as UTF-8 in your editor; a recording is read with `prepose run --source`");
                Ok((source, Some(finding)))
            }
        }
    }

    /// Every file that was read or looked for, in that order.
    pub fn read_files(&self) -> Vec<ReadFile> {
        self.read.borrow().clone()
    }

    /// One byte more than the limit is enough for the parser to refuse the file.
    fn bytes_of(&self, path: &Path) -> std::io::Result<Vec<u8>> {
        let bytes = bytes_of(path, self.limits.bytes);
        let content = bytes.as_ref().ok().map(|bytes| blake3::hash(bytes));
        self.read.borrow_mut().push(ReadFile { path: path.to_path_buf(), content });
        bytes
    }
}

impl Loader for Disk {
    fn load(&self, path: &Path) -> Result<String, String> {
        if path.is_dir() {
            return Err("it is a folder; import the files in it".to_string());
        }
        // what is imported is quoted in findings, so nothing but gestures is read
        if !is_gesture_file(path) {
            return Err("its name does not end with `.prepose`".to_string());
        }
        let bytes = self.bytes_of(path).map_err(|error| match error.kind() {
            std::io::ErrorKind::NotFound => "there is no such file".to_string(),
            _ => error.to_string(),
        })?;
        String::from_utf8(bytes).map_err(|_| "it is not a text in UTF-8".to_string())
    }
}

impl ReadFile {
    /// Whether a reader would find something else now.
    pub fn has_changed(&self, limits: &ParseLimits) -> bool {
        bytes_of(&self.path, limits.bytes).ok().map(|bytes| blake3::hash(&bytes)) != self.content
    }
}

fn bytes_of(path: &Path, most: usize) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    std::fs::File::open(path)?.take(most as u64 + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// A path as reports show it.
fn display_name(path: &Path) -> String {
    path.strip_prefix("./").unwrap_or(path).display().to_string()
}
