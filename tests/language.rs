//! The language reference is true: every fenced block of `LANGUAGE.md` does what it is there for.
//!
//! Tags: `prepose` is a whole file without findings; `prepose E0203` a whole file with that finding and no other (of the
//! verifier's codes, one that the front end takes as it is; `language/proved.rs` proves it);
//! `pose` statements, which are put into a pose; `text` what a command of ours shows; `ebnf` grammar, whose quoted words
//! are words of the language. There is no other tag.

use std::collections::{BTreeMap, BTreeSet};

use logos::Logos;
use prepose::diagnostic::{Code, explain, render};
use prepose::source::Sources;
use prepose::syntax::token::Token;
use prepose::typed::{self, NoFiles};

mod language {
    mod proved;
}

const REFERENCE: &str = include_str!("../LANGUAGE.md");
const GRAMMAR: &str = include_str!("../grammar/prepose.lalrpop");

/// The name under which each example is checked, so that one can show a file that imports itself.
const FILE: &str = "my-gestures.prepose";

/// Codes whose examples would be too large to read, or no text.
const WITHOUT_EXAMPLE: &[Code] =
    &[Code::FileTooLarge, Code::TooManyImports, Code::ProgramTooLarge, Code::NotText, Code::NestedTooDeep];

/// A fenced block.
struct Block<'t> {
    /// The line of its opening fence, from 1.
    line: usize,
    /// The heading that it stands under.
    section: &'t str,
    tag: &'t str,
    text: String,
}

#[test]
fn every_block_does_what_its_tag_says() {
    let mut wrong = Vec::new();
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    for block in blocks() {
        let (kind, code) = block.tag.split_once(' ').unwrap_or((block.tag, ""));
        *seen.entry(kind).or_default() += 1;
        let complaint = match (kind, code) {
            ("prepose", "") => differs(&block.text, &[]),
            ("prepose", code) => match Code::parse(code) {
                // found by the verifier: the front end has nothing to say of it
                Some(code) if code.is_of_verifier() => differs(&block.text, &[]),
                Some(code) => differs(&block.text, &[code.as_str()]),
                None => Some(format!("`{code}` is no code")),
            },
            ("pose", "") => differs(&in_a_pose(&block.text), &[]),
            ("text", "") if block.text.starts_with("$ prepose") => None,
            ("text", "") => Some("it is no transcript of `$ prepose ...`".to_string()),
            ("ebnf", "") => unknown_words(&block.text),
            _ => Some(format!("the tag `{}` is not known", block.tag)),
        };
        if let Some(complaint) = complaint {
            wrong.push(format!("LANGUAGE.md:{}: {complaint}", block.line));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    for (kind, least) in [("prepose", 60), ("pose", 12), ("ebnf", 1), ("text", 1)] {
        assert!(seen.get(kind).is_some_and(|&count| count >= least), "too few blocks of {kind}: {seen:?}");
    }
}

#[test]
fn every_code_has_its_section_and_every_section_its_code() {
    let headings: Vec<&str> = REFERENCE.lines().filter_map(|line| line.strip_prefix("### ")).collect();
    let (_, codes) = parts();
    let in_codes: Vec<&str> = codes.lines().filter_map(|line| line.strip_prefix("### ")).collect();
    let mut wrong = Vec::new();
    for heading in &in_codes {
        let known = heading.split_once(": ").and_then(|(code, title)| Some((Code::parse(code)?, title)));
        match known {
            None => wrong.push(format!("`{heading}` is not `CODE: title`")),
            Some((_, title)) if title.is_empty() || title.ends_with('.') || title.starts_with(char::is_uppercase) => {
                wrong.push(format!("the title of `{heading}` is lower case without a full stop"));
            }
            Some(_) => {}
        }
    }
    for &code in Code::ALL {
        let of_code = headings.iter().filter(|heading| heading.starts_with(code.as_str())).count();
        if of_code != 1 {
            wrong.push(format!("{} has {of_code} sections", code.as_str()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    let order: Vec<&str> = in_codes.iter().map(|heading| &heading[..5]).collect();
    let expected: Vec<&str> = Code::ALL.iter().map(|code| code.as_str()).collect();
    assert_eq!(order, expected, "the sections are in the order of the codes");
}

#[test]
fn every_section_of_a_code_shows_the_mistake_and_says_enough() {
    let blocks = blocks();
    for &code in Code::ALL {
        let section = explain(code).unwrap_or_else(|| panic!("{} has no section", code.as_str()));
        assert!(section.starts_with(&format!("{}: ", code.as_str())), "{section}");
        let words: usize = prose(section).iter().map(|line| line.split_whitespace().count()).sum();
        assert!(words >= 20, "the section of {} has {words} words", code.as_str());
        let tag = format!("prepose {}", code.as_str());
        let shown = section.contains(&format!("```{tag}\n"));
        assert_eq!(shown, !WITHOUT_EXAMPLE.contains(&code), "{} has no example", code.as_str());
        if shown {
            assert!(blocks.iter().any(|block| block.tag == tag));
        }
    }
}

#[test]
fn the_reference_names_every_code_where_it_speaks_of_what_it_is_about() {
    let (reference, _) = parts();
    let mentioned = codes_in(reference);
    let missing: Vec<&str> =
        Code::ALL.iter().map(|code| code.as_str()).filter(|&code| !mentioned.contains(code)).collect();
    assert!(missing.is_empty(), "before `## Codes` nothing mentions {}", missing.join(", "));
    for code in codes_in(REFERENCE) {
        assert!(Code::parse(&code).is_some(), "{code} is no code");
    }
}

#[test]
fn the_grammar_summary_has_every_word_of_the_grammar() {
    let words: BTreeSet<String> =
        blocks().iter().filter(|block| block.tag == "ebnf").flat_map(|block| quoted(&block.text)).collect();
    let tokens = GRAMMAR.split("enum Token<'s> {").nth(1).and_then(|rest| rest.split("NAME =>").next());
    let known: Vec<String> = quoted(tokens.expect("the grammar lists its words"));
    assert!(known.len() > 90, "only {} words were found in the grammar", known.len());
    let missing: Vec<&String> = known.iter().filter(|word| !words.contains(*word)).collect();
    assert!(missing.is_empty(), "the grammar summary leaves out {missing:?}");
}

#[test]
fn every_link_within_the_reference_leads_somewhere() {
    let anchors: BTreeSet<String> = prose(REFERENCE)
        .iter()
        .filter(|line| line.starts_with('#'))
        .map(|line| anchor(line.trim_start_matches('#').trim()))
        .collect();
    let mut links = 0;
    for (at, _) in REFERENCE.match_indices("](#") {
        let target = REFERENCE[at + 3..].split(')').next().expect("a link ends");
        assert!(anchors.contains(target), "nothing is at #{target}");
        links += 1;
    }
    assert!(links > 15, "only {links} links");
    for line in REFERENCE.lines().filter_map(|line| line.strip_prefix("## ")).filter(|line| *line != "Contents") {
        assert!(REFERENCE.contains(&format!("](#{})", anchor(line))), "the table of contents leaves out `{line}`");
    }
}

/// What is wrong with a file that should show these codes and no other.
fn differs(text: &str, codes: &[&str]) -> Option<String> {
    let mut sources = Sources::default();
    let root = sources.add(FILE, text);
    let checked = typed::check(&mut sources, root, &NoFiles, &Default::default(), &Default::default());
    let found: BTreeSet<&str> = checked.diagnostics.iter().map(|found| found.code.as_str()).collect();
    (found != codes.iter().copied().collect()).then(|| {
        let shown = render::human(&checked.diagnostics, &sources, false);
        format!("expected {codes:?}, found {found:?}\n{shown}")
    })
}

/// Statements as a step that has a step before it.
fn in_a_pose(statements: &str) -> String {
    let statements = statements.trim().trim_end_matches('.');
    format!(
        "IMPORT stances.\nAPP example:\n  POSE arms-low: point your arms down.\n  GESTURE example:\n    \
         POSE shown:\n      {statements}.\n    EXECUTION: arms-low, shown.\n"
    )
}

/// The quoted words that are not one word of the language each.
fn unknown_words(text: &str) -> Option<String> {
    let unknown: Vec<String> = quoted(text).into_iter().filter(|word| !is_word(word)).collect();
    (!unknown.is_empty()).then(|| format!("these are no words of the language: {}", unknown.join(", ")))
}

fn is_word(word: &str) -> bool {
    let tokens: Vec<_> = Token::lexer(word).collect();
    let name_or_comment = |token: &Token<'_>| {
        matches!(token, Token::Name(_) | Token::Number(_) | Token::Text(_) | Token::LineComment | Token::BlockComment)
    };
    matches!(&tokens[..], [Ok(token)] if !name_or_comment(token))
}

/// What stands between double quotes; the grammar's own name for the comma in a list of parts is left out.
fn quoted(text: &str) -> Vec<String> {
    text.lines()
        .flat_map(|line| line.split('"').skip(1).step_by(2))
        .filter(|word| *word != "list,")
        .map(str::to_string)
        .collect()
}

fn blocks() -> Vec<Block<'static>> {
    let mut blocks = Vec::new();
    let mut open: Option<Block> = None;
    let mut section = "";
    for (index, line) in REFERENCE.lines().enumerate() {
        if let (None, Some(heading)) = (&open, line.strip_prefix('#')) {
            section = heading.trim_start_matches('#').trim();
        }
        match (line.trim_start().strip_prefix("```"), open.as_mut()) {
            (Some(tag), None) => open = Some(Block { line: index + 1, section, tag: tag.trim(), text: String::new() }),
            (Some(_), Some(_)) => blocks.extend(open.take()),
            (None, Some(block)) => {
                block.text.push_str(line);
                block.text.push('\n');
            }
            (None, None) => {}
        }
    }
    assert!(open.is_none(), "a block is never closed");
    blocks
}

/// The lines outside of blocks.
fn prose(text: &str) -> Vec<&str> {
    let mut inside = false;
    text.lines()
        .filter(|line| {
            let fence = line.trim_start().starts_with("```");
            inside ^= fence;
            !inside && !fence
        })
        .collect()
}

/// What stands before the codes, and the codes.
fn parts() -> (&'static str, &'static str) {
    REFERENCE.split_once("\n## Codes\n").expect("the reference has a section `## Codes`")
}

fn codes_in(text: &str) -> BTreeSet<String> {
    text.split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|word| {
            word.len() == 5 && word.starts_with(['E', 'W', 'N']) && word[1..].bytes().all(|b| b.is_ascii_digit())
        })
        .map(str::to_string)
        .collect()
}

/// The anchor that a heading gets: lower case, spaces to hyphens, marks left out.
fn anchor(heading: &str) -> String {
    let kept = heading.to_lowercase();
    kept.chars()
        .filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'))
        .map(|c| if c == ' ' { '-' } else { c })
        .collect()
}
