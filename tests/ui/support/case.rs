//! Cases on disk: a program, what it announces, what is found.
//!
//! Input: the folder `tests/ui`. Output: [`Case`]. It judges nothing.

use std::fmt;
use std::path::{Path, PathBuf};

use prepose::diagnostic::{Code, render};
use prepose::source::Sources;
use prepose::typed::{self, Checked, Loader};

/// One program, checked.
pub struct Case {
    /// Its path, with `/` between folders on every system.
    pub name: String,
    /// Its text and those of what it imports.
    pub sources: Sources,
    /// What was found.
    pub checked: Checked,
}

/// A code and where it belongs.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Finding {
    /// The name of the text.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// The code.
    pub code: Code,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{} {}", self.file, self.line, self.code.as_str())
    }
}

/// Every case, in order of name.
pub fn all() -> Vec<Case> {
    let mut paths = files(Path::new("tests/ui"), &["prepose", "app"]);
    paths.retain(|path| !path.starts_with("tests/ui/modules"));
    assert!(paths.len() > 60, "only {} cases were found", paths.len());
    paths.iter().map(|path| Case::read(path)).collect()
}

/// The files under a folder with one of some extensions, in order of name.
pub fn files(folder: &Path, extensions: &[&str]) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).expect("the folder can be read") {
        let path = entry.expect("its entries can be read").path();
        if path.is_dir() {
            found.extend(files(&path, extensions));
        } else if path.extension().and_then(|e| e.to_str()).is_some_and(|e| extensions.contains(&e)) {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// Imports from disk.
pub struct Disk;

impl Loader for Disk {
    fn load(&self, path: &Path) -> Result<String, String> {
        std::fs::read_to_string(path).map_err(|_| "there is no such file".to_string())
    }
}

impl Case {
    fn read(path: &Path) -> Case {
        let name = path.to_str().expect("a plain name").replace('\\', "/");
        let text = std::fs::read_to_string(path).expect("the case can be read");
        let mut sources = Sources::default();
        let root = sources.add(name.clone(), text);
        let checked = typed::check(&mut sources, root, &Disk, &Default::default(), &Default::default());
        Case { name, sources, checked }
    }

    /// What was found, in order.
    pub fn findings(&self) -> Vec<Finding> {
        let mut found: Vec<Finding> = self
            .checked
            .diagnostics
            .iter()
            .map(|found| {
                let source = self.sources.get(found.span().source);
                let line = source.position(found.span().start as usize).0;
                Finding { file: source.name.replace('\\', "/"), line, code: found.code }
            })
            .collect();
        found.sort();
        found
    }

    /// What the comments of the program and of its own imports announce, in order.
    pub fn announced(&self) -> Vec<Finding> {
        let mut found = Vec::new();
        for id in self.sources.ids() {
            let source = self.sources.get(id);
            for (index, line) in source.text.split('\n').enumerate() {
                let Some((_, announcement)) = line.split_once("#~") else { continue };
                let codes = announcement.trim_start_matches('^');
                let above = announcement.len() - codes.len();
                let (line, codes) = match codes.trim().strip_prefix("whole-file ") {
                    Some(codes) => (1, codes),
                    None => (index + 1 - above, codes),
                };
                for code in codes.split_whitespace() {
                    let code = Code::parse(code)
                        .unwrap_or_else(|| panic!("{}:{}: `{code}` is no code", source.name, index + 1));
                    found.push(Finding { file: source.name.replace('\\', "/"), line, code });
                }
            }
        }
        found.sort();
        found
    }

    /// The findings as a person sees them, without colours.
    pub fn rendered(&self) -> String {
        render::human(&self.checked.diagnostics, &self.sources, false)
    }
}
