//! Printing and laying out say what was read.

use std::cell::RefCell;
use std::collections::BTreeSet;

use logos::Logos;
use prepose::source::Sources;
use prepose::syntax::ast::{AppItem, File, GestureItem, Rule};
use prepose::syntax::format::format;
use prepose::syntax::print::print;
use prepose::syntax::token::{Token, keywords};
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

type Writer<'a> = &'a dyn Fn(&[u32]) -> String;

/// What is not written here is neither printed nor laid out in any of these properties.
#[test]
fn every_statement_is_written() {
    let apps = |tape: &[u32]| text::app(&mut Tape::new(tape)).text;
    let files = |tape: &[u32]| grammar::file(&mut Tape::new(tape));
    let writers: [(&str, Writer); 2] = [("right texts", &apps), ("any texts", &files)];
    let statements = || keywords().filter(|keyword| keyword.token.begins_statement());
    for (of, write) in writers {
        let seen = RefCell::new(BTreeSet::new());
        prove(400, numbers(200), |tape| {
            let text = write(&tape);
            let words: Vec<Token<'_>> = Token::lexer(&text).flatten().collect();
            seen.borrow_mut().extend(statements().filter(|known| words.contains(&known.token)).map(|known| known.text));
            Ok(())
        });
        let missing: Vec<&str> =
            statements().map(|known| known.text).filter(|text| !seen.borrow().contains(text)).collect();
        assert!(missing.is_empty(), "{of} never say {missing:?}");
    }
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
