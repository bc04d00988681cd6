//! What the parser would have taken, in words for authors.

use std::borrow::Cow;

use crate::syntax::ast::BlockKind;
use crate::syntax::token::keywords;

/// The phrase that goes on with a word.
const PHRASES: [(&str, &str); 12] = [
    ("hand", "`touch` ends with a hand, as in `with your left hand`; other parts are joined with `connect`"),
    ("least", "say `at least 30 degrees`, `at most 30 degrees` or `30 degrees`"),
    ("on", "say in which plane: `clockwise on the frontal plane`, `sagittal` or `horizontal`"),
    ("plane", "say in which plane: `clockwise on the frontal plane`, `sagittal` or `horizontal`"),
    ("and", "the last part of a list stands behind `and`: `your left arm and your right arm`"),
    ("times", "write `repeat 3 times the following steps`"),
    ("the", "write `repeat 3 times the following steps`"),
    ("following", "write `repeat 3 times the following steps`"),
    ("for", "write `and hold for 2 seconds`"),
    ("because", "write `ACCEPT N0609 with other-gesture because \"why it is meant\".`"),
    ("TEXT", "write `ACCEPT N0609 with other-gesture because \"why it is meant\".`"),
    ("apart", "write `keep your feet at least 20 centimeters apart`"),
];

/// What the parser would have taken, as it names it: `"point"` with quotes, or `NAME`.
pub(super) struct Expected<'e>(pub(super) &'e [String]);

impl Expected<'_> {
    pub(super) fn has(&self, word: &str) -> bool {
        self.0.iter().any(|expected| expected.trim_matches('"') == word)
    }

    pub(super) fn words(&self) -> impl Iterator<Item = &str> {
        self.0
            .iter()
            .filter(|expected| expected.starts_with('"'))
            .map(|expected| expected.trim_matches('"'))
            .filter(|word| *word != "list," && word.len() > 1)
    }

    pub(super) fn statement(&self) -> bool {
        self.has("point") && self.has("put")
    }

    pub(super) fn name_only(&self) -> bool {
        self.has("NAME") && !self.statement() && !self.has(".") || self.has("slowly")
    }

    pub(super) fn punctuation_only(&self) -> bool {
        !self.statement() && !self.has("slowly") && (self.has(",") || self.has("."))
    }

    /// What is needed, for `expected ..., found ...`.
    pub(super) fn wanted(&self, context: &str) -> String {
        let wanted = if self.statement() {
            "a statement"
        } else if self.has("slowly") {
            "a step"
        } else if self.has("head") {
            "a part of the body"
        } else if self.has("elbow") {
            "a part that has two sides"
        } else if self.has("up") && self.has("down") {
            "a direction"
        } else if self.has("above") && self.has("below") {
            "a place such as `above your head`"
        } else if self.has("degrees") && self.has("seconds") {
            "a unit"
        } else if self.has("frontal") {
            "a plane"
        } else if self.has("NUMBER") && !self.has("NAME") {
            "a number"
        } else if self.punctuation_only() {
            "`,` or `.`"
        } else if self.has("POSE") && context == "gesture" {
            "`POSE`, `EXECUTION` or the next `GESTURE`"
        } else if self.has("POSE") && context == "rules" {
            "`POSE`, `ALWAYS` or `NEVER`"
        } else if self.has("POSE") && context == "idle" {
            "`POSE`"
        } else if self.has("POSE") {
            "`POSE` or `GESTURE`"
        } else if self.has("TEXT") && !self.has("NAME") {
            "a reason between straight quotes"
        } else if self.has("NAME") {
            "a name"
        } else {
            let mut words: Vec<_> = self.words().map(|word| format!("`{word}`")).collect();
            words.truncate(6);
            return match words.split_last() {
                None => "something else".to_string(),
                Some((last, [])) => last.clone(),
                Some((last, rest)) => format!("{} or {last}", rest.join(", ")),
            };
        };
        wanted.to_string()
    }

    /// One line of help for what is needed.
    pub(super) fn help(&self, context: &str) -> Cow<'static, str> {
        if self.statement() {
            return statements().into();
        }
        let help = if self.has("slowly") {
            "a step is the name of a pose, as in `slowly arms-up and hold for 2 seconds`"
        } else if self.has("head") {
            "parts are, for example, `head`, `left arm`, `right hand tip`, `knees` or `spine`"
        } else if self.has("elbow") {
            "after a side comes `arm`, `leg`, `shoulder`, `elbow`, `wrist`, `hand`, `hand tip`, `thumb`, `hip`, `knee`, \
             `ankle` or `foot`"
        } else if self.has("up") && self.has("down") {
            "directions are `up`, `down`, `front`, `back`, `left`, `right`, `outward` and `inward`"
        } else if self.has("above") && self.has("below") {
            "say `in front of`, `behind`, `on top of`, `above`, `below`, `to the left of` or `to the right of`"
        } else if self.has("degrees") && self.has("seconds") {
            "units are `degrees`, `centimeters`, `meters` and `seconds`"
        } else if self.has("frontal") {
            "planes are `frontal`, `sagittal` and `horizontal`"
        } else if context == "file" {
            "a file begins with `APP name:`"
        } else if self.punctuation_only() {
            match context {
                "statement" => "statements are separated by `,` and a pose ends with `.`",
                "step" => "steps are separated by `,` and an execution ends with `.`",
                "sequence" => "gestures are combined with `,`, `|`, `x 3` and parentheses",
                _ => "a declaration ends with `.`",
            }
        } else if self.has("POSE") && context == "rules" {
            BlockKind::Safety.holds()
        } else if self.has("POSE") && context == "idle" {
            BlockKind::Idle.holds()
        } else if self.has("POSE") {
            "a gesture holds `POSE name: ... .` and then `EXECUTION: ... .`"
        } else if self.has("NUMBER") && self.has("least") && !self.has("NAME") {
            "say how much: `at least 30 ...`, `at most 30 ...` or `between 20 and 30 ...`"
        } else if self.has("NUMBER") && !self.has("NAME") {
            "write a number such as `30` or `1.5`"
        } else if self.has("NAME") {
            "a name is made of letters, digits, `_`, `-` and `$`, with at least one letter"
        } else {
            PHRASES
                .iter()
                .find(|(word, _)| self.has(word))
                .map_or("`prepose explain E0103` says more", |(_, help)| help)
        };
        help.into()
    }
}

/// Every word that a statement begins with.
fn statements() -> String {
    let words = keywords().filter(|keyword| keyword.token.begins_statement());
    let quoted: Vec<String> = words.map(|keyword| format!("`{}`", keyword.text)).collect();
    let (last, rest) = quoted.split_last().expect("the language has statements");
    format!("a statement begins with {} or {last}", rest.join(", "))
}
