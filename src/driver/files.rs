//! Gesture files on disk.

use std::io::Read;
use std::path::{Path, PathBuf};

use super::output::Failure;
use crate::diagnostic::{Code, Diagnostic};
use crate::source::{Origin, SourceId, Sources, Span};
use crate::syntax::ParseLimits;
use crate::typed::Loader;

/// The file names of gesture programs; `.app` is that of the published language.
const EXTENSIONS: [&str; 2] = ["prepose", "app"];

/// The gesture files that paths name: files as they are, folders with all gesture files below them, in order of name.
///
/// # Errors
/// A path that does not exist or cannot be read, and a folder that holds no gesture file.
pub fn find(paths: &[PathBuf]) -> Result<Vec<PathBuf>, Failure> {
    let mut found = Vec::new();
    for path in paths {
        if path.as_os_str() == "-" {
            found.push(path.clone());
            continue;
        }
        let data = path.metadata().map_err(Failure::io(format!("`{}` cannot be read", path.display())))?;
        if !data.is_dir() {
            found.push(path.clone());
            continue;
        }
        let before = found.len();
        walk(path, &mut found)?;
        if found.len() == before {
            let message =
                format!("there is no `.prepose` file in `{}`; `prepose new NAME` writes a first one", path.display());
            return Err(Failure::Misuse(message));
        }
    }
    // the same file under two names is one file
    let mut seen = std::collections::HashSet::new();
    found.retain(|path| seen.insert(path.canonicalize().unwrap_or_else(|_| path.clone())));
    Ok(found)
}

fn walk(folder: &Path, found: &mut Vec<PathBuf>) -> Result<(), Failure> {
    let what = || format!("`{}` cannot be read", folder.display());
    let entries = std::fs::read_dir(folder).map_err(Failure::io(what()))?;
    let mut entries: Vec<_> = entries.collect::<Result<_, _>>().map_err(Failure::io(what()))?;
    entries.sort_by_key(std::fs::DirEntry::file_name);
    for entry in entries {
        let path = entry.path();
        let hidden = entry.file_name().to_string_lossy().starts_with('.');
        // a link to a folder may lead back to one above it, so only real folders are entered
        let kind = entry.file_type().map_err(Failure::io(what()))?;
        if kind.is_dir() && !hidden && entry.file_name() != "target" {
            walk(&path, found)?;
        } else if !path.is_dir() && path.extension().is_some_and(|e| EXTENSIONS.iter().any(|known| e == *known)) {
            found.push(path);
        }
    }
    Ok(())
}

/// Reads a gesture file into the sources. A text that is not UTF-8 is read as far as it goes, with a finding.
pub fn read(
    sources: &mut Sources,
    path: &Path,
    limits: &ParseLimits,
) -> Result<(SourceId, Option<Diagnostic>), Failure> {
    let (origin, name, bytes) = if path.as_os_str() == "-" {
        let mut bytes = Vec::new();
        let mut input = std::io::stdin().lock().take(limits.bytes as u64 + 1);
        input.read_to_end(&mut bytes).map_err(Failure::io("standard input"))?;
        (Origin::Stream, "<stdin>".to_string(), bytes)
    } else {
        (
            Origin::File,
            display_name(path),
            bytes_of(path, limits).map_err(Failure::io(format!("`{}` cannot be read", path.display())))?,
        )
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

/// One byte more than the limit is enough for the parser to refuse the file.
fn bytes_of(path: &Path, limits: &ParseLimits) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    std::fs::File::open(path)?.take(limits.bytes as u64 + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// A path as reports show it.
fn display_name(path: &Path) -> String {
    path.strip_prefix("./").unwrap_or(path).display().to_string()
}

/// Imports from disk.
pub struct Disk {
    /// The most that is read of one file.
    pub limits: ParseLimits,
}

impl Loader for Disk {
    fn load(&self, path: &Path) -> Result<String, String> {
        if path.is_dir() {
            return Err("it is a folder; import the files in it".to_string());
        }
        // what is imported is quoted in findings, so nothing but gestures is read
        if !path.extension().is_some_and(|extension| EXTENSIONS.iter().any(|known| extension == *known)) {
            return Err("its name does not end with `.prepose`".to_string());
        }
        let bytes = bytes_of(path, &self.limits).map_err(|error| match error.kind() {
            std::io::ErrorKind::NotFound => "there is no such file".to_string(),
            _ => error.to_string(),
        })?;
        String::from_utf8(bytes).map_err(|_| "it is not a text in UTF-8".to_string())
    }
}
