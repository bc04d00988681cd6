//! All our sources.
//!
//! Input: files by their paths, from the disk or written down in a test. Output: [`House`], the modules that are
//! compiled when nothing is tested. What names in them mean, `names` knows.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::scan::{Module, scan};

/// Our sources.
pub struct House {
    /// Their texts, by path from the root of the repository.
    pub texts: BTreeMap<String, String>,
    /// Modules by their paths: the crate, then the modules down to it.
    pub modules: BTreeMap<Vec<String>, Module>,
    /// The file that each module stands in.
    pub files: BTreeMap<Vec<String>, String>,
}

impl House {
    /// The sources of the root package and of our crates, and the grammar, whose actions are Rust; `root` is the
    /// repository's.
    pub fn read(root: &Path) -> House {
        let mut files = BTreeMap::new();
        let crates = std::fs::read_dir(root.join("crates")).expect("our crates");
        let mut waiting: Vec<_> = crates.map(|entry| entry.expect("an entry").path().join("src")).collect();
        waiting.push(root.join("src"));
        waiting.push(root.join("grammar"));
        while let Some(path) = waiting.pop() {
            if path.is_dir() {
                waiting
                    .extend(std::fs::read_dir(&path).expect("a folder").map(|entry| entry.expect("an entry").path()));
            } else if path.extension().is_some_and(|extension| extension == "rs" || extension == "lalrpop") {
                let name = path.strip_prefix(root).expect("below the root").to_string_lossy().replace('\\', "/");
                files.insert(name, std::fs::read_to_string(&path).expect("a source of ours"));
            }
        }
        House::of(files)
    }

    /// Files by their paths.
    pub fn of<P: Into<String>, T: Into<String>>(files: impl IntoIterator<Item = (P, T)>) -> House {
        let texts: BTreeMap<String, String> =
            files.into_iter().map(|(path, text)| (path.into(), text.into())).collect();
        let mut modules = BTreeMap::new();
        let mut places = BTreeMap::new();
        for (path, text) in &texts {
            for module in scan(text, &module_of(path)).unwrap_or_else(|error| panic!("{path}: {error}")) {
                places.insert(module.path.clone(), path.clone());
                modules.insert(module.path.clone(), module);
            }
        }
        if let Some((parent, _)) = GRAMMAR.rsplit_once("::") {
            let parent: Vec<String> = parent.split("::").map(String::from).collect();
            if let Some(parent) = modules.get_mut(&parent) {
                parent.children.insert("grammar".to_string());
            }
        }
        let mut house = House { texts, modules, files: places };
        house.leave_tests_out();
        house
    }

    /// Drops the modules that nobody declares but for tests.
    fn leave_tests_out(&mut self) {
        let declared: BTreeSet<Vec<String>> = self
            .modules
            .keys()
            .filter(|path| {
                (1..path.len())
                    .all(|n| self.modules.get(&path[..n]).is_some_and(|parent| parent.children.contains(&path[n])))
            })
            .cloned()
            .collect();
        self.modules.retain(|path, _| declared.contains(path));
        self.files.retain(|path, _| declared.contains(path));
        let kept: BTreeSet<&String> = self.files.values().collect();
        self.texts.retain(|path, _| kept.contains(path));
    }
}

/// Where the parser that is generated from the grammar stands.
const GRAMMAR: &str = "prepose::syntax::parse::grammar";

/// The module of a file: the crate, then the modules down to it.
fn module_of(file: &str) -> Vec<String> {
    if file.ends_with(".lalrpop") {
        return GRAMMAR.split("::").map(String::from).collect();
    }
    let (root, inside) = match file.strip_prefix("crates/") {
        Some(rest) => rest.split_once("/src/").map(|(name, inside)| (name.replace('-', "_"), inside)).expect("a crate"),
        None => ("prepose".to_string(), file.strip_prefix("src/").expect("a source of the root package")),
    };
    match inside {
        "lib.rs" => vec![root],
        // a crate of its own
        "main.rs" => vec![format!("{root}_main")],
        inside => {
            let modules = inside.strip_suffix(".rs").expect("a source").split('/').map(String::from);
            [root].into_iter().chain(modules).collect()
        }
    }
}

/// A small house: texts by the paths of their files.
pub fn small(files: &[(&str, &str)]) -> House {
    House::of(files.iter().copied())
}
