//! Printing and laying out say what was read.

use std::cell::RefCell;

use prepose::source::Sources;
use prepose::syntax::ast::{AppItem, File, GestureItem, Rule};
use prepose::syntax::format::format;
use prepose::syntax::print::print;
use prepose::syntax::{ParseLimits, Parsed, parse};
use proptest::prelude::*;

use super::grammar;
use super::run::{numbers, prove};
use super::tape::{Choices, Tape};
use super::text;

fn parsed(text: &str) -> Parsed {
    let mut sources = Sources::default();
    let source = sources.add("trial.prepose", text);
    parse(&sources, source, &ParseLimits::default())
}

fn laid_out(text: &str) -> Option<String> {
    let mut sources = Sources::default();
    let source = sources.add("trial.prepose", text);
    format(&sources, source, &ParseLimits::default()).ok()
}

/// A tree as text without its places.
fn without_places(file: &File) -> String {
    let text = format!("{file:#?}");
    let mut out = String::new();
    let mut rest = text.as_str();
    while let Some(start) = rest.find("Span {") {
        let end = rest[start..].find('}').map_or(rest.len(), |end| start + end + 1);
        out.push_str(&rest[..start]);
        rest = &rest[end..];
    }
    out + rest
}

fn without_docs(mut file: File) -> File {
    let apps = file.apps.iter_mut().flat_map(|app| &mut app.items);
    for item in apps.chain(file.blocks.iter_mut().flat_map(|block| &mut block.items)) {
        match item {
            AppItem::Pose(pose) | AppItem::Rule(Rule { pose, .. }) => pose.doc.clear(),
            AppItem::Gesture(gesture) => {
                gesture.doc.clear();
                for item in &mut gesture.items {
                    if let GestureItem::Pose(pose) = item {
                        pose.doc.clear();
                    }
                }
            }
            AppItem::Setting(_) => {}
        }
    }
    file
}

/// Texts that are right by grammar, whether or not they mean something.
fn written(tape: &[u32]) -> String {
    let choose = &mut Tape::new(tape);
    if choose.chance(50) { text::app(choose).text } else { grammar::file(choose) }
}

#[test]
fn parsing_what_was_printed_gives_the_tree_back() {
    let read = RefCell::new(0);
    prove(400, numbers(200), |tape| {
        let text = written(&tape);
        let first = parsed(&text);
        if !first.diagnostics.is_empty() {
            return Ok(());
        }
        *read.borrow_mut() += 1;
        let printed = print(&first.file);
        let second = parsed(&printed);
        prop_assert!(second.diagnostics.is_empty(), "{:?}\n{}\nprinted\n{}", second.diagnostics, text, printed);
        let (first, second) = (without_docs(first.file), without_docs(second.file));
        prop_assert_eq!(without_places(&first), without_places(&second), "{}\nprinted\n{}", text, printed);
        Ok(())
    });
    assert!(read.into_inner() > 300);
}

#[test]
fn laying_out_changes_nothing_but_white_space_and_that_once() {
    let read = RefCell::new(0);
    prove(400, numbers(200), |tape| {
        let text = grammar::respaced(&written(&tape), &mut Tape::new(&tape));
        let first = parsed(&text);
        let Some(once) = laid_out(&text) else {
            prop_assert!(!first.diagnostics.is_empty(), "{}", text);
            return Ok(());
        };
        *read.borrow_mut() += 1;
        let twice = laid_out(&once);
        prop_assert_eq!(twice.as_ref(), Some(&once), "{}\nlaid out\n{}", text, once);
        let second = parsed(&once);
        prop_assert_eq!(without_places(&first.file), without_places(&second.file), "{}\nlaid out\n{}", text, once);
        let ink = |text: &str| text.split_whitespace().collect::<String>();
        prop_assert_eq!(ink(&text), ink(&once));
        prop_assert_eq!(first.comments.len(), second.comments.len(), "{}\nlaid out\n{}", text, once);
        Ok(())
    });
    assert!(read.into_inner() > 300);
}
