//! What a name in a file means.
//!
//! Input: our sources. Output: [`House::edges`], who names whose items, and [`House::imports`], what is imported.
//! Invariant: a name that is handed on by `pub use` is the item of the file that declares it.

use std::collections::BTreeSet;

use super::house::House;
use super::scan::Use;

/// What a path leads to.
#[derive(Debug, Clone, PartialEq)]
pub enum Found {
    Module(Vec<String>),
    /// An item of a module.
    Item(Vec<String>, String),
    /// Something of a library, by the library's name.
    Library(String),
}

/// A line in which one file names an item of another.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Edge {
    pub from: String,
    pub to: String,
    pub line: usize,
    pub text: String,
}

/// An import, or a path in code that leads out of its file.
pub struct Import<'h> {
    pub file: &'h str,
    /// The module that the path stands in.
    pub module: &'h [String],
    /// The path from the crate down.
    pub path: Vec<String>,
    pub line: usize,
}

impl House {
    /// Who names whose items, each line once.
    pub fn edges(&self) -> BTreeSet<Edge> {
        let mut edges = BTreeSet::new();
        for (path, module) in &self.modules {
            let mut add = |found: Option<Found>, line: usize| {
                if let Some(Found::Item(owner, name)) = found
                    && self.files[&owner] != self.files[path]
                {
                    let (from, to) = (self.files[path].clone(), self.files[&owner].clone());
                    edges.insert(Edge { from, to, line, text: name });
                }
            };
            for import in &module.uses {
                let target = self.resolve(path, &import.path);
                match (&import.alias, target) {
                    (None, Some(Found::Module(whole))) => {
                        for mention in module.mentions.iter().filter(|mention| !mention.member) {
                            add(self.declared(&whole, &mention.path[0], &mut BTreeSet::new()), mention.line);
                        }
                    }
                    (Some(alias), target) if import.public && self.within(path, &target) => {
                        let mut uses = module.mentions.iter().filter(|m| !m.member && m.path[0] == *alias);
                        if let Some(mention) = uses.next() {
                            add(target, mention.line);
                        }
                    }
                    (_, target) => add(target, import.line),
                }
            }
            for mention in module.mentions.iter().filter(|mention| mention.path.len() > 1 && !mention.member) {
                add(self.resolve(path, &mention.path), mention.line);
            }
        }
        edges
    }

    /// Every path that is written down in full somewhere, made absolute; names that an import brought are not repeated.
    pub fn imports(&self) -> Vec<Import<'_>> {
        let mut out = Vec::new();
        for (path, module) in &self.modules {
            let used = module.uses.iter().map(|import| (&import.path, import.line));
            let mentioned = module.mentions.iter().filter(|m| m.path.len() > 1 && !m.member);
            for (written, line) in used.chain(mentioned.map(|mention| (&mention.path, mention.line))) {
                if let Some(absolute) = self.absolute(path, written) {
                    out.push(Import { file: &self.files[path], module: path, path: absolute, line });
                }
            }
        }
        out
    }

    /// Whether a path from the crate down is a module or a declared item; of libraries it is believed.
    pub fn leads_somewhere(&self, path: &str) -> bool {
        let path: Vec<String> = path.split("::").map(String::from).collect();
        match self.descend(&path, &mut BTreeSet::new()) {
            Some(Found::Item(owner, item)) => self.modules[&owner].items.contains(&item),
            found => found.is_some(),
        }
    }

    /// A path of ours from the crate down, where it says so by its first word; else as it is written.
    pub fn full_path(&self, module: &[String], path: &[String]) -> Vec<String> {
        self.absolute(module, path).unwrap_or_else(|| path.to_vec())
    }

    /// What a path that is written in a module leads to.
    pub fn resolve(&self, module: &[String], path: &[String]) -> Option<Found> {
        self.lookup(module, path, &mut BTreeSet::new())
    }

    fn lookup(&self, module: &[String], path: &[String], seen: &mut BTreeSet<String>) -> Option<Found> {
        if let Some(absolute) = self.absolute(module, path) {
            return self.descend(&absolute, seen);
        }
        let found = self.declared(module, &path[0], seen);
        match found {
            Some(Found::Module(start)) => {
                let whole: Vec<String> = start.into_iter().chain(path[1..].iter().cloned()).collect();
                self.descend(&whole, seen)
            }
            found => found,
        }
    }

    /// Where a path that begins with a crate ends.
    fn descend(&self, path: &[String], seen: &mut BTreeSet<String>) -> Option<Found> {
        let mut at = vec![path.first()?.clone()];
        if !self.modules.contains_key(&at) {
            return Some(Found::Library(path[0].clone()));
        }
        for (i, name) in path.iter().enumerate().skip(1) {
            match self.declared(&at, name, seen) {
                Some(Found::Module(next)) => at = next,
                Some(found) => return Some(found),
                // made by a macro
                None => return Some(Found::Item(at, path[i].clone())),
            }
        }
        Some(Found::Module(at))
    }

    /// What a module means by a name, if it declares or imports it.
    fn declared(&self, module: &[String], name: &str, seen: &mut BTreeSet<String>) -> Option<Found> {
        let here = self.modules.get(module)?;
        if here.children.contains(name) {
            let child: Vec<String> = module.iter().cloned().chain([name.to_string()]).collect();
            return self.modules.contains_key(&child).then_some(Found::Module(child));
        }
        if here.items.contains(name) {
            return Some(Found::Item(module.to_vec(), name.to_string()));
        }
        if !seen.insert(format!("{}::{name}", module.join("::"))) {
            return None;
        }
        let named = here.uses.iter().filter(|import| import.alias.as_deref() == Some(name));
        if let Some(found) = named.filter_map(|import| self.import(module, import, seen)).next() {
            return Some(found);
        }
        here.uses.iter().filter(|import| import.alias.is_none()).find_map(|import| {
            match self.import(module, import, seen) {
                Some(Found::Module(whole)) => self.declared(&whole, name, seen),
                _ => None,
            }
        })
    }

    fn import(&self, module: &[String], import: &Use, seen: &mut BTreeSet<String>) -> Option<Found> {
        match self.lookup(module, &import.path, seen) {
            None => Some(Found::Library(import.path[0].clone())),
            found => found,
        }
    }

    /// A path that says by its first word where it begins, from the crate down.
    fn absolute(&self, module: &[String], path: &[String]) -> Option<Vec<String>> {
        let mut at = module.to_vec();
        let mut rest = path;
        match path[0].as_str() {
            "crate" | "$crate" => {
                at.truncate(1);
                rest = &path[1..];
            }
            "self" => rest = &path[1..],
            "super" => {
                while rest.first().is_some_and(|word| word == "super") {
                    at.pop();
                    rest = &rest[1..];
                }
            }
            child if self.modules.get(module).is_some_and(|here| here.children.contains(child)) => {}
            root if self.modules.contains_key(&[root.to_string()][..]) => at.clear(),
            _ => return None,
        }
        at.extend(rest.iter().cloned());
        Some(at)
    }

    fn within(&self, module: &[String], target: &Option<Found>) -> bool {
        match target {
            Some(Found::Item(path, _) | Found::Module(path)) => path.starts_with(module),
            _ => false,
        }
    }
}

#[test]
fn a_name_is_the_item_of_the_file_that_declares_it() {
    use super::house::small;
    let house = small(&[
        ("src/lib.rs", "pub mod a; pub mod b; mod c;"),
        ("src/a.rs", "mod inner; pub use inner::{Item as Renamed, *}; pub fn own() {}"),
        ("src/a/inner.rs", "pub struct Item; pub fn helper() {} #[cfg(test)] mod tests;"),
        ("src/a/inner/tests.rs", "use crate::c::f;"),
        ("src/b.rs", "use crate::a::{self, Renamed}; fn f() { a::helper(); a::own(); super::c::f(); z3::x(); }"),
        ("src/c.rs", "pub use crate::b as other; pub fn f(_: prepose_event::Event) { other::g() } made! {}"),
        ("crates/prepose-event/src/lib.rs", "mod event; pub use event::*;"),
        ("crates/prepose-event/src/event.rs", "pub struct Event;"),
    ]);
    let mut edges: Vec<String> =
        house.edges().iter().map(|edge| format!("{} names {} of {}", edge.from, edge.text, edge.to)).collect();
    edges.sort();
    assert_eq!(
        edges,
        [
            "src/b.rs names Item of src/a/inner.rs",
            "src/b.rs names f of src/c.rs",
            "src/b.rs names helper of src/a/inner.rs",
            "src/b.rs names own of src/a.rs",
            "src/c.rs names Event of crates/prepose-event/src/event.rs",
            "src/c.rs names g of src/b.rs",
        ]
    );
    assert!(!house.texts.contains_key("src/a/inner/tests.rs"), "tests are left out");
}
