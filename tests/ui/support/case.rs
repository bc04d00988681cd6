//! Cases on disk: a program, what it announces, what is found.
//!
//! Input: the folder `tests/ui`. Output: [`Case`]. It judges nothing.

use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use prepose::diagnostic::Code;

use super::{folder, proved, read};

/// One program, checked.
pub struct Case {
    /// Its path, with `/` between folders on every system.
    pub name: String,
    /// What the comments of the program, and of those that belong to it, announce, in order.
    pub announced: Vec<Finding>,
    /// What was found, in order.
    pub found: Vec<Finding>,
    /// The words of each finding.
    pub said: Vec<Said>,
    /// All of it as a person sees it, without colours.
    pub rendered: String,
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

/// What a finding says.
pub struct Said {
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub help: Option<String>,
    /// What stands at the places; empty where nothing does.
    pub labels: Vec<String>,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{} {}", self.file, self.line, self.code.as_str())
    }
}

/// Every case, in order of name; they are checked once for all tests.
pub fn all() -> &'static [Case] {
    static ALL: OnceLock<Vec<Case>> = OnceLock::new();
    ALL.get_or_init(|| {
        let mut paths = folder::files("tests/ui", &["prepose", "app"]);
        paths.retain(|path| !path.starts_with("tests/ui/modules"));
        assert!(paths.len() > 90, "only {} cases were found", paths.len());
        let case = |path: &PathBuf| match path.starts_with("tests/ui/proved") {
            true => proved::case(path),
            false => read::case(path),
        };
        paths.iter().map(case).collect()
    })
}

/// A path with `/` between folders.
pub fn plain(path: &Path) -> String {
    path.to_str().expect("a plain name").replace('\\', "/")
}

/// What the comments of a text announce.
pub fn announced<'t>(name: &'t str, text: &'t str) -> impl Iterator<Item = Finding> + 't {
    let lines = text.split('\n').enumerate();
    let marked = lines.filter_map(|(index, line)| Some((index, line.split_once("#~")?.1)));
    marked.flat_map(move |(index, announcement)| {
        let codes = announcement.trim_start_matches('^');
        let above = announcement.len() - codes.len();
        let (line, codes) = match codes.trim().strip_prefix("whole-file ") {
            Some(codes) => (1, codes),
            None => (index + 1 - above, codes),
        };
        codes.split_whitespace().map(move |code| {
            let code = Code::parse(code).unwrap_or_else(|| panic!("{name}:{}: `{code}` is no code", index + 1));
            Finding { file: name.replace('\\', "/"), line, code }
        })
    })
}
