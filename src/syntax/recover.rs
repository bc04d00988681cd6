//! What the parser could not read, in words that help.
//!
//! Input: the parser's complaints, each with what it would have taken. Output: diagnostics.

use lalrpop_util::{ErrorRecovery, ParseError};

use super::ast::{AppItem, BlockKind, Number};
use super::synonym::{converted, hint, spelt_number};
use super::token::Token;
use super::words::Word;
use crate::diagnostic::{Code, Diagnostic, nearest};
use crate::source::{SourceId, Span};

mod expected;

use expected::Expected;

type Complaint<'s> = ParseError<u32, Token<'s>, ()>;

/// What the parser's actions need of the text, and where they leave what they could not read.
pub struct Sink<'s> {
    text: &'s str,
    source: SourceId,
    words: &'s [Word<'s>],
    diagnostics: Vec<Diagnostic>,
    /// Missing marks, with the words behind and before which they are missing.
    missing: Vec<(u32, u32, Diagnostic)>,
    /// Where the parser complained.
    complaints: Vec<u32>,
}

impl<'s> Sink<'s> {
    pub(super) fn new(text: &'s str, source: SourceId, words: &'s [Word<'s>]) -> Sink<'s> {
        Sink { text, source, words, diagnostics: Vec::new(), missing: Vec::new(), complaints: Vec::new() }
    }

    pub(super) fn span(&self, start: u32, end: u32) -> Span {
        Span { source: self.source, start: start.min(end), end: start.max(end) }
    }

    pub(super) fn word(&self, start: u32, end: u32) -> &'s str {
        &self.text[start as usize..end as usize]
    }

    pub(super) fn number(&mut self, text: &str, start: u32, end: u32) -> Number {
        let span = self.span(start, end);
        let value = text.parse::<f64>().ok().filter(|value| value.abs() <= 1e9);
        if value.is_none() {
            let diagnostic = Diagnostic::new(Code::BadNumber, span, format!("the number `{text}` is too large"));
            self.diagnostics.push(diagnostic.help("numbers lie between -1000000000 and 1000000000"));
        }
        Number { value: value.unwrap_or(1.0), span }
    }

    /// A mark of punctuation is missing before the word at `next`.
    pub(super) fn missing(&mut self, next: u32, mark: char) {
        let before = self.word_before(next);
        let at = before.map_or(next, |word| word.2);
        let span = self.span(before.map_or(next, |word| word.0), at);
        let last = &self.text[span.range()];
        let help = match mark {
            ':' => "a name is followed by `:`",
            _ => "a pose, a gesture and a setting each end with `.`",
        };
        let message = format!("`{mark}` is missing after `{last}`");
        self.missing.push((span.start, next, Diagnostic::new(Code::MissingPunctuation, span, message).help(help)));
    }

    /// Something could not be read; the parser goes on behind it.
    pub(super) fn unreadable(&mut self, error: ErrorRecovery<u32, Token<'s>, ()>, context: &str) {
        self.complain(error.error, context);
    }

    /// Says which gestures and rules stand in a block that does not hold them; no kind is an app.
    pub(super) fn misplaced(&mut self, kind: Option<BlockKind>, items: &[AppItem]) {
        let (gestures, rules) = kind.map_or((true, false), |kind| (kind.has_gestures(), kind.has_rules()));
        for item in items {
            let (span, word) = match item {
                AppItem::Gesture(gesture) if !gestures => (gesture.span, "GESTURE"),
                AppItem::Rule(rule) if !rules => (rule.pose.span, if rule.never { "NEVER" } else { "ALWAYS" }),
                _ => continue,
            };
            let span = Span { end: span.start + word.len() as u32, ..span };
            let message = format!("`{word}` cannot stand in `{}`", kind.map_or("APP", BlockKind::word));
            let help = kind.map_or("rules stand in `ANATOMY name: ...` or `SAFETY name: ...`", BlockKind::holds);
            self.diagnostics.push(Diagnostic::new(Code::UnexpectedWord, span, message).help(help));
        }
    }

    /// The text could not be read at all.
    pub(super) fn failed(&mut self, error: Complaint<'s>) {
        self.complain(error, "file");
    }

    /// All that was found. Where the parser complained of a word, it is not said as well that a mark is missing before it.
    pub(super) fn finish(self) -> Vec<Diagnostic> {
        let Sink { missing, complaints, mut diagnostics, .. } = self;
        let told = |word: &u32| complaints.contains(word);
        let alone = missing.into_iter().filter(|(before, next, _)| !told(before) && !told(next));
        diagnostics.extend(alone.map(|(_, _, diagnostic)| diagnostic));
        diagnostics
    }

    fn word_before(&self, at: u32) -> Option<&'s Word<'s>> {
        let after = self.words.partition_point(|word| word.2 <= at);
        after.checked_sub(1).map(|i| &self.words[i])
    }

    fn word_behind(&self, at: u32) -> Option<&'s str> {
        self.words.get(self.words.partition_point(|word| word.0 < at)).map(|word| self.word(word.0, word.2))
    }

    /// What a word stands in, by the block word before it.
    fn place(&self, at: u32) -> Option<&'static str> {
        let before = self.words.partition_point(|word| word.2 <= at);
        self.words[..before].iter().rev().find_map(|word| match word.1 {
            word if word.holds_statements() => Some("statement"),
            Token::Execution => Some("step"),
            Token::Sequence => Some("sequence"),
            Token::Gesture | Token::App => Some("gesture"),
            word if word.begins_rules() => Some("gesture"),
            _ => None,
        })
    }

    /// `app`, or the kind of the block of rules that a place stands in.
    fn block(&self, at: u32) -> &'static str {
        let before = self.words.partition_point(|word| word.0 < at);
        let block = self.words[..before].iter().rev().find(|word| word.1 == Token::App || word.1.begins_rules());
        match block.map(|word| word.1) {
            Some(Token::Anatomy | Token::Safety) => "rules",
            Some(Token::Idle) => "idle",
            _ => "app",
        }
    }

    fn complain(&mut self, error: Complaint<'s>, context: &str) {
        let (found, start, end, expected) = match error {
            ParseError::UnrecognizedToken { token: (start, token, end), expected } => {
                (Some(token), start, end, expected)
            }
            ParseError::ExtraToken { token: (start, token, end) } => (Some(token), start, end, Vec::new()),
            ParseError::UnrecognizedEof { location, expected } => {
                let last = self.word_before(location).map_or((location, location), |word| (word.0, word.2));
                (None, last.0, last.1, expected)
            }
            ParseError::InvalidToken { location } => (Some(Token::Unknown), location, location, Vec::new()),
            ParseError::User { error: () } => return,
        };
        let next = if found.is_some() { start } else { self.text.len() as u32 };
        self.complaints.extend(
            [next, self.words.last().map_or(0, |word| word.2)].into_iter().take(1 + usize::from(found.is_none())),
        );
        let span = self.span(start, end);
        // the parser may take what it cannot read behind a block's name for the name
        let in_block = context == "app" || context == "name" && Expected(&expected).has("POSE");
        let context = if in_block { self.block(next) } else { context };
        let diagnostic = match found {
            Some(token) if token.begins_block() && context != "file" => {
                self.unfinished(token, span, &Expected(&expected), context)
            }
            Some(token) => self.explain(token, span, &Expected(&expected), context),
            None => {
                let wanted = Expected(&expected).wanted(context);
                let message = format!("the file ends where {wanted} is needed");
                Diagnostic::new(if context == "file" { Code::NoApp } else { Code::UnexpectedWord }, span, message)
                    .help(Expected(&expected).help(context))
            }
        };
        self.diagnostics.push(diagnostic);
    }

    /// The next block begins where something is still open.
    fn unfinished(&self, found: Token<'s>, span: Span, expected: &Expected<'_>, context: &str) -> Diagnostic {
        let Some(before) = self.word_before(span.start) else { return self.explain(found, span, expected, context) };
        let before = self.span(before.0, before.2);
        let wanted = expected.wanted(context);
        let word = &self.text[span.range()];
        let last = &self.text[before.range()];
        Diagnostic::new(Code::UnexpectedWord, before, format!("expected {wanted} after `{last}`"))
            .and(span, format!("`{word}` begins something else"))
            .help(expected.help(context))
    }

    fn explain(&self, found: Token<'s>, span: Span, expected: &Expected<'_>, context: &str) -> Diagnostic {
        let word = &self.text[span.range()];
        let goes_on = matches!(found, Token::Your | Token::ListComma);
        if goes_on && (expected.punctuation_only() || expected.has("up") && !expected.has("head")) {
            let help = "each statement has its own verb: `point your left arm up, point your right arm down`";
            return Diagnostic::new(
                Code::UnexpectedWord,
                span,
                format!("`{word}` begins another part of the body here"),
            )
            .help(help);
        }
        if let Some(help) = self.figures(word, span, expected) {
            let message = format!("expected {}, found `{word}`", expected.wanted(context));
            return Diagnostic::new(Code::UnexpectedWord, span, message).help(help);
        }
        let held = matches!(word, "for" | "hold" | "while" | "until" | "during");
        if held && self.place(span.start) == Some("statement") {
            let message = format!("a pose cannot say `{word}`: it has no time of its own");
            let help = "how long a pose is held stands in the execution: `EXECUTION: arms-up and hold for 2 seconds`";
            return Diagnostic::new(Code::UnexpectedWord, span, message).help(help);
        }
        // `the floor`, `my partner`: the word behind says more
        let behind = matches!(word, "the" | "a" | "an" | "my").then(|| self.word_behind(span.end)).flatten();
        let help = behind.and_then(|word| hint(word, |meant| expected.has(meant)));
        if let Some(help) = help.or_else(|| hint(word, |meant| expected.has(meant))) {
            let wanted = expected.wanted(context);
            return Diagnostic::new(Code::UnexpectedWord, span, format!("expected {wanted}, found `{word}`"))
                .help(help);
        }
        if let Some(meant) = nearest(word, expected.words()) {
            let wanted = expected.wanted(context);
            return Diagnostic::new(Code::UnexpectedWord, span, format!("expected {wanted}, found `{word}`"))
                .help(format!("did you mean `{meant}`?"));
        }
        let before = self.word_before(span.start).map(|word| word.1);
        if let (Some(Token::Slowly | Token::Rapidly), true) = (before, expected.has("NAME")) {
            let pace = if before == Some(Token::Slowly) { "slowly" } else { "rapidly" };
            return Diagnostic::new(Code::UnexpectedWord, span, format!("`{pace}` needs the name of a pose after it"))
                .help(format!("write `{pace} arms-up`; `slowly`, `rapidly` and `repeat` cannot be names of poses"));
        }
        if expected.name_only() && found.is_reserved() {
            return Diagnostic::new(
                Code::ReservedName,
                span,
                format!("`{word}` is a word of the language, so it cannot be a name"),
            )
            .help(format!("choose another name, such as `my-{word}`"));
        }
        if context == "file" {
            return Diagnostic::new(Code::NoApp, span, format!("expected `APP`, found `{word}`"))
                .help("a file begins with `APP name:` or a block of rules, such as `SAFETY name:`");
        }
        if expected.punctuation_only() {
            let before = self.word_before(span.start).map_or("", |word| &self.text[word.0 as usize..word.2 as usize]);
            return Diagnostic::new(Code::MissingPunctuation, span, format!("`{word}` cannot follow `{before}`"))
                .at("expected `,` or `.` before this")
                .help(expected.help(self.place(span.start).unwrap_or(context)));
        }
        let wanted = expected.wanted(context);
        Diagnostic::new(Code::UnexpectedWord, span, format!("expected {wanted}, found `{word}`"))
            .help(expected.help(context))
    }

    /// A number in words, a unit that the language lacks, and `20cm` read as one word, as the language writes them.
    fn figures(&self, word: &str, span: Span, expected: &Expected<'_>) -> Option<String> {
        if expected.has("degrees") && expected.has("seconds") {
            let number = self.word_before(span.start)?;
            return converted(&self.text[number.0 as usize..number.2 as usize], word)
                .map(|said| format!("write `{said}`"));
        }
        if !expected.has("NUMBER") {
            return None;
        }
        if let Some(number) = spelt_number(word) {
            return Some(format!("write numbers in figures: `{number}`"));
        }
        let digits = word.find(|c: char| !c.is_ascii_digit()).filter(|digits| *digits > 0)?;
        converted(&word[..digits], &word[digits..]).map(|said| format!("write `{said}`"))
    }
}
