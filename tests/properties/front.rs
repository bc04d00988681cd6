//! No text breaks the front end, and whatever it says of a text points into the text.

use std::cell::RefCell;

use prepose::source::Sources;
use prepose::typed::Checked;
use proptest::prelude::*;

use super::grammar;
use super::run::{check, numbers, prove};
use super::tape::{Choices, Seeded, Tape};
use super::text;

const WORDS: &[&str] = &[
    "APP",
    "GESTURE",
    "POSE",
    "EXECUTION",
    "IMPORT",
    "TOLERANCE",
    "WINDOW",
    "COOLDOWN",
    "AFTER",
    "MIRROR",
    "SEQUENCE",
    "ANATOMY",
    "SAFETY",
    "PROTECTED",
    "IDLE",
    "ALWAYS",
    "NEVER",
    "ACCEPT",
    "because",
    "N0609",
    "point",
    "rotate",
    "touch",
    "put",
    "align",
    "don't",
    "bend",
    "straighten",
    "connect",
    "keep",
    "move",
    "compose",
    "your",
    "to",
    "the",
    "of",
    "on",
    "in",
    "with",
    "and",
    "within",
    "at",
    "least",
    "most",
    "between",
    "apart",
    "or",
    "x",
    "up",
    "down",
    "front",
    "back",
    "left",
    "right",
    "outward",
    "either",
    "other",
    "behind",
    "top",
    "above",
    "degrees",
    "centimeters",
    "seconds",
    "clockwise",
    "counter",
    "frontal",
    "plane",
    "neck",
    "head",
    "spine",
    "mid",
    "base",
    "shoulder",
    "elbow",
    "hand",
    "tip",
    "arm",
    "arms",
    "feet",
    "you",
    "repeat",
    "times",
    "following",
    "steps",
    "slowly",
    "rapidly",
    "hold",
    "for",
    "a",
    "b",
    "stances",
    "3",
    "45",
    "-1",
    "1.5",
    "99999999999999999999",
    ":",
    ".",
    ",",
    "(",
    ")",
    "|",
    "\"",
    "\"x\"",
    "# c\n",
    "/*",
    "*/",
    "//",
    "\n",
    "\u{2019}",
    "é",
    "20cm",
    "`",
    "Point",
    "poitn",
    "don\u{2019}t",
    // as people say it
    "°",
    "12,5",
    ".5",
    "or",
    "for",
    "hold",
    "Hold",
    "DON'T",
    "two",
    "half",
    "a",
    "the",
    "partner",
    "other person's",
    "'s",
    "palm",
    "ms",
    "jump",
    ";",
    "\u{0}",
    "\u{feff}",
    "🙂",
    "stand-straight",
];

fn soup(choose: &mut impl Choices, words: usize) -> String {
    let mut text = String::new();
    for _ in 0..words {
        text.push_str(choose.pick(WORDS));
        text.push_str(choose.pick(&[" ", " ", " ", "", "\n"]));
    }
    text
}

/// A good text with a few things wrong.
fn damaged(choose: &mut impl Choices) -> String {
    let mut text = if choose.chance(60) { text::app(choose).text } else { grammar::file(choose) };
    for _ in 0..1 + choose.below(4) {
        let mut at = choose.below(text.len() + 1);
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        let mut end = (at + choose.below(12)).min(text.len());
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        match choose.below(5) {
            0 => text.truncate(at),
            1 => text.replace_range(at..end.max(at), ""),
            2 => text.insert_str(at, choose.pick(WORDS)),
            3 => text.replace_range(at..end.max(at), choose.pick(WORDS)),
            _ => {
                let copy = text[at..end.max(at)].to_string();
                text.insert_str(at, &copy);
            }
        }
    }
    text
}

/// Whether a message reads as all messages do: lower case, no full stop. What the author wrote stands in backticks.
fn reads_well(message: &str) -> bool {
    let own: String = message.split('`').step_by(2).collect();
    own.replace("UTF-8", "").chars().all(|c| !c.is_uppercase()) && !message.ends_with('.') && !message.trim().is_empty()
}

fn sound(sources: &Sources, checked: &Checked) -> Result<(), TestCaseError> {
    for found in &checked.diagnostics {
        prop_assert!(found.code.as_str().len() == 5, "{found:?}");
        // an author's backtick hides where the author's words end
        let clear = !sources.get(found.span().source).text.contains('`');
        prop_assert!(!clear || reads_well(&found.message), "{found:?}");
        prop_assert!(found.help.as_ref().is_none_or(|help| !help.ends_with('.') && !help.is_empty()), "{found:?}");
        prop_assert!(!found.labels.is_empty(), "{found:?}");
        for label in &found.labels {
            let text = &sources.get(label.span.source).text;
            prop_assert!(text.get(label.span.range()).is_some(), "{found:?}");
            prop_assert!(!label.message.ends_with('.'), "{found:?}");
        }
    }
    Ok(())
}

fn survives(text: &str) -> Result<Checked, TestCaseError> {
    let (sources, first) = check(text);
    let sound = sound(&sources, &first);
    prop_assert!(sound.is_ok(), "{sound:?}\n{text:?}");
    let (_, second) = check(text);
    prop_assert_eq!(&first.diagnostics, &second.diagnostics, "{}", text);
    prop_assert_eq!(format!("{:?}", first.module), format!("{:?}", second.module), "{}", text);
    Ok(first)
}

#[test]
fn soup_of_words_is_survived() {
    prove(600, numbers(160), |tape| {
        let choose = &mut Tape::new(&tape);
        let begin = choose.pick(&["", "APP a:\n", "APP a: GESTURE b: POSE c: ", "APP a: GESTURE b: EXECUTION: "]);
        let text = format!("{begin}{}", soup(choose, tape.len() / 2));
        survives(&text).map(|_| ())
    });
}

#[test]
fn any_bytes_are_survived() {
    prove(300, proptest::collection::vec(any::<u8>(), 0..200), |bytes| {
        survives(&String::from_utf8_lossy(&bytes)).map(|_| ())
    });
    prove(300, ".{0,80}", |text| survives(&text).map(|_| ()));
}

#[test]
fn damaged_programs_are_survived() {
    let wrong = RefCell::new(0);
    prove(500, numbers(200), |tape| {
        let checked = survives(&damaged(&mut Tape::new(&tape)))?;
        *wrong.borrow_mut() += usize::from(checked.has_errors());
        Ok(())
    });
    assert!(wrong.into_inner() > 250);
}

#[test]
fn an_error_costs_the_gesture_it_stands_in_and_few_others() {
    let (cases, lost) = (RefCell::new(0), RefCell::new(0));
    prove(400, (numbers(300), any::<u64>()), |(tape, seed)| {
        let mut text = text::app(&mut Tape::new(&tape)).text;
        let before = check(&text).1;
        if before.has_errors() || before.module.gestures.len() < 3 {
            return Ok(());
        }
        let choose = &mut Seeded(seed);
        let first = text.find("GESTURE").unwrap_or(0);
        let at = first + choose.below(text.len() - first);
        let end = (at + 1 + choose.below(6)).min(text.len());
        text.replace_range(at..end, choose.pick(&["", "xy", " ", ",", ".", "point"]));
        let after = survives(&text)?;
        if after.has_errors() {
            *cases.borrow_mut() += 1;
            *lost.borrow_mut() += before.module.gestures.len().saturating_sub(after.module.gestures.len());
        }
        Ok(())
    });
    let (cases, lost) = (cases.into_inner(), lost.into_inner());
    // gestures that mirror or combine the damaged one are lost with it
    assert!(cases > 60 && lost < cases * 2, "{lost} gestures were lost to {cases} errors");
}
