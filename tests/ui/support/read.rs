//! Cases about the front end, as `prepose check --syntax-only` runs it: nothing is proved here.

use std::path::Path;

use prepose::diagnostic::{Diagnostic, render};
use prepose::source::Sources;
use prepose::typed;

use super::case::{Case, Finding, Said, announced, plain};
use super::disk::Disk;

/// Reads a program and what it imports.
pub fn case(path: &Path) -> Case {
    let name = plain(path);
    let text = std::fs::read_to_string(path).expect("the case can be read");
    let mut sources = Sources::default();
    let root = sources.add(name.clone(), text);
    let checked = typed::check(&mut sources, root, &Disk, &Default::default(), &Default::default());
    let texts = || sources.ids().map(|id| sources.get(id));
    let mut announced: Vec<Finding> = texts().flat_map(|source| announced(&source.name, &source.text)).collect();
    announced.sort();
    let finding = |found: &Diagnostic| {
        let source = sources.get(found.span().source);
        let line = source.position(found.span().start as usize).0;
        Finding { file: source.name.replace('\\', "/"), line, code: found.code }
    };
    let said = |found: &Diagnostic| Said {
        message: found.message.clone(),
        help: found.help.clone(),
        labels: found.labels.iter().map(|label| label.message.clone()).collect(),
    };
    let mut found: Vec<Finding> = checked.diagnostics.iter().map(finding).collect();
    found.sort();
    let rendered = render::human(&checked.diagnostics, &sources, false);
    Case { name, announced, found, said: checked.diagnostics.iter().map(said).collect(), rendered }
}
