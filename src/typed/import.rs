//! The files that a file imports, read and parsed.

use std::collections::HashMap;
use std::path::{Component, Path, PathBuf};

use crate::diagnostic::{Code, Diagnostic, nearest};
use crate::source::{self, SourceId, Sources, Span};
use crate::syntax::ast::{File, ImportTarget};
use crate::syntax::{self, parse};

use super::limits::CheckLimits;

/// The standard library's modules, embedded in the binary.
pub struct StandardLibrary;

macro_rules! standard {
    ($($name:literal),*) => {
        &[$(($name, include_str!(concat!("../../stdlib/", $name, ".prepose")))),*]
    };
}

const STANDARD: &[(&str, &str)] = standard!("stances", "arm-poses", "posture");
const RULES: &[(&str, &str)] = standard!("anatomy", "safety", "protected", "idle");

impl StandardLibrary {
    /// The names of all modules.
    pub fn names() -> impl Iterator<Item = &'static str> {
        STANDARD.iter().map(|(name, _)| *name)
    }

    /// The names of all files of rules, which cannot be imported.
    pub fn rule_files() -> impl Iterator<Item = &'static str> {
        RULES.iter().map(|(name, _)| *name)
    }

    /// The text of a module or of a file of rules.
    pub fn text(name: &str) -> Option<&'static str> {
        STANDARD.iter().chain(RULES).find(|(known, _)| *known == name).map(|(_, text)| *text)
    }
}

/// Where imported files come from.
pub trait Loader {
    /// The text of a file, or why there is none, in words for the author.
    fn load(&self, path: &Path) -> Result<String, String>;
}

/// No files: a text that imports one is told so. The modules of the standard library are there all the same.
pub struct NoFiles;

impl Loader for NoFiles {
    fn load(&self, _: &Path) -> Result<String, String> {
        Err("no files can be imported here".to_string())
    }
}

/// One file of a module, with the files it imports by index.
#[derive(Debug)]
pub struct Loaded {
    /// Its text.
    pub source: SourceId,
    /// Its tree.
    pub file: File,
    /// The files it imports, with the place of each import.
    pub imports: Vec<(usize, Span)>,
}

#[derive(Clone, PartialEq, Eq, Hash)]
enum Origin {
    Standard(String),
    File(PathBuf),
}

struct Reader<'a> {
    sources: &'a mut Sources,
    loader: &'a dyn Loader,
    syntax: &'a syntax::ParseLimits,
    limits: &'a CheckLimits,
    files: Vec<Loaded>,
    known: HashMap<Origin, usize>,
    /// Files whose imports are being read, for cycles.
    open: Vec<usize>,
    diagnostics: &'a mut Vec<Diagnostic>,
}

/// Reads a file and, once each, all files it imports. The file itself comes first.
pub fn load(
    sources: &mut Sources,
    root: SourceId,
    loader: &dyn Loader,
    syntax: &syntax::ParseLimits,
    limits: &CheckLimits,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Loaded> {
    let path = normal(Path::new(&sources.get(root).name));
    let mut reader = Reader {
        sources,
        loader,
        syntax,
        limits,
        files: Vec::new(),
        known: HashMap::new(),
        open: Vec::new(),
        diagnostics,
    };
    reader.read(root, Origin::File(path));
    reader.files
}

impl Reader<'_> {
    fn read(&mut self, source: SourceId, origin: Origin) -> usize {
        let parsed = parse(self.sources, source, self.syntax);
        self.diagnostics.extend(parsed.diagnostics);
        let index = self.files.len();
        self.known.insert(origin.clone(), index);
        let wanted = parsed.file.imports.clone();
        self.files.push(Loaded { source, file: parsed.file, imports: Vec::new() });
        self.open.push(index);
        for import in wanted {
            if let Some(imported) = self.import(&import.target, import.span, &origin) {
                self.files[index].imports.push((imported, import.span));
                let file = &self.files[imported].file;
                if file.apps.is_empty() && !file.blocks.is_empty() {
                    self.only_rules(&self.sources.get(self.files[imported].source).name.clone(), import.span);
                }
            }
        }
        self.open.pop();
        index
    }

    fn import(&mut self, target: &ImportTarget, span: Span, from: &Origin) -> Option<usize> {
        let origin = match (target, from) {
            (ImportTarget::Standard(name), _) => Origin::Standard(name.clone()),
            (ImportTarget::File(path), Origin::File(importer)) => {
                Origin::File(normal(&importer.parent().unwrap_or(Path::new("")).join(path)))
            }
            (ImportTarget::File(path), Origin::Standard(_)) => Origin::File(normal(Path::new(path))),
        };
        if let Some(&known) = self.known.get(&origin) {
            if self.open.contains(&known) {
                let message = "this import leads back to the file that it stands in";
                let help = "move what both files need into a third one and import that";
                self.diagnostics.push(Diagnostic::new(Code::ImportCycle, span, message).help(help));
                return None;
            }
            return Some(known);
        }
        if self.files.len() > self.limits.imports {
            let message = format!("more than {} files are imported", self.limits.imports);
            let help = "put what belongs together into one file";
            self.diagnostics.push(Diagnostic::new(Code::TooManyImports, span, message).help(help));
            return None;
        }
        let (name, text) = match &origin {
            Origin::Standard(name) if StandardLibrary::rule_files().any(|known| known == name) => {
                self.only_rules(name, span);
                return None;
            }
            Origin::Standard(name) => match StandardLibrary::text(name) {
                Some(text) => (format!("stdlib/{name}.prepose"), text.to_string()),
                None => {
                    self.unknown_module(name, span);
                    return None;
                }
            },
            Origin::File(path) => match self.loader.load(path) {
                Ok(text) => (path.display().to_string(), text),
                Err(why) => {
                    let message = format!("the file `{}` cannot be imported: {why}", path.display());
                    let help = "the path is relative to the file that imports it";
                    self.diagnostics.push(Diagnostic::new(Code::UnknownImport, span, message).help(help));
                    return None;
                }
            },
        };
        let from = match &origin {
            Origin::Standard(_) => source::Origin::Library,
            Origin::File(_) => source::Origin::File,
        };
        let source = self.sources.add_from(from, name, text);
        Some(self.read(source, origin))
    }

    fn only_rules(&mut self, name: &str, span: Span) {
        let message = format!("`{name}` holds rules, and only poses and gestures can be imported");
        let help = "rules hold for the file that they stand in; copy those that this file needs";
        self.diagnostics.push(Diagnostic::new(Code::UnknownImport, span, message).help(help));
    }

    fn unknown_module(&mut self, name: &str, span: Span) {
        let message = format!("the standard library has no module `{name}`");
        let help = match nearest(name, StandardLibrary::names()) {
            Some(meant) => format!("did you mean `{meant}`?"),
            None => {
                let names: Vec<_> = StandardLibrary::names().map(|name| format!("`{name}`")).collect();
                format!("its modules are {}; a file is imported as `IMPORT \"{name}.prepose\"`", names.join(", "))
            }
        };
        self.diagnostics.push(Diagnostic::new(Code::UnknownImport, span, message).help(help));
    }
}

/// The path without `.` and with `..` worked out, so that one file has one name.
fn normal(path: &Path) -> PathBuf {
    let mut out = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir if matches!(out.components().next_back(), Some(Component::Normal(_))) => {
                out.pop();
            }
            part => out.push(part),
        }
    }
    out
}
