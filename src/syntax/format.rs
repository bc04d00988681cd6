//! One layout for all programs.
//!
//! Input: a text without syntax errors. Output: the same words and comments in the house layout. Only white space
//! changes, and nothing changes a second time.

use super::lexer;
use super::limits::ParseLimits;
use super::parse::parse;
use super::token::Token;
use super::words::Words;
use crate::diagnostic::Diagnostic;
use crate::source::{SourceId, Sources};

/// How far each block is set in.
const INDENT: usize = 2;

/// Lays a text out.
///
/// # Errors
/// The text's syntax errors, when it has any: a text that is not understood is left as it is.
pub fn format(sources: &Sources, source: SourceId, limits: &ParseLimits) -> Result<String, Vec<Diagnostic>> {
    let diagnostics = parse(sources, source, limits).diagnostics;
    if !diagnostics.is_empty() {
        return Err(diagnostics);
    }
    let text = sources.get(source).text.as_str();
    let Words { words, comments, .. } = lexer::lex(text, source, limits);
    let comments = comments.into_iter().map(|comment| {
        let piece = if comment.line { Piece::LineComment } else { Piece::BlockComment };
        (comment.span.start as usize, piece, comment.span.end as usize)
    });
    let words = words.into_iter().map(|(start, word, end)| (start as usize, Piece::Word(word), end as usize));
    let mut pieces: Vec<_> = words.chain(comments).collect();
    pieces.sort_by_key(|piece| piece.0);
    let mut layout = Layout { out: String::new(), depth: 0, statements: 0, at_line_start: true, state: State::Top };
    let mut previous = None;
    for (i, &(start, piece, end)) in pieces.iter().enumerate() {
        let blank_above = previous.is_some_and(|before: usize| text[before..start].matches('\n').count() > 1);
        let same_line = previous.is_some_and(|before: usize| !text[before..start].contains('\n'));
        let next = pieces[i + 1..].iter().find_map(|piece| match piece.1 {
            Piece::Word(word) => Some(word),
            _ => None,
        });
        layout.piece(piece, &text[start..end], blank_above, same_line, next);
        previous = Some(end);
    }
    let out = layout.out.trim_end();
    Ok(if out.is_empty() { String::new() } else { format!("{out}\n") })
}

#[derive(Clone, Copy)]
enum Piece<'s> {
    Word(Token<'s>),
    LineComment,
    BlockComment,
}

/// What the current declaration is.
#[derive(Clone, Copy, PartialEq)]
enum State {
    Top,
    /// Between a block word and its colon.
    Heading,
    Setting,
    Statements,
    Steps,
    Sequence,
}

struct Layout {
    out: String,
    /// Blocks around the next line.
    depth: usize,
    /// How deep the lines of the current block are.
    statements: usize,
    at_line_start: bool,
    state: State,
}

impl Layout {
    fn piece(&mut self, piece: Piece<'_>, text: &str, blank_above: bool, same_line: bool, next: Option<Token<'_>>) {
        match piece {
            Piece::Word(word) => self.word(word, text, blank_above, next),
            Piece::LineComment | Piece::BlockComment => {
                if same_line && !self.out.is_empty() {
                    // it stands behind what it is about
                    while self.out.ends_with([' ', '\n']) {
                        self.out.pop();
                    }
                    self.out.push(' ');
                    self.at_line_start = false;
                } else {
                    self.line(self.depth_before(next), blank_above);
                }
                self.out.push_str(text.trim_end());
                match piece {
                    Piece::LineComment => self.end_line(),
                    _ if same_line && !text.contains('\n') => self.out.push(' '),
                    _ => self.end_line(),
                }
            }
        }
    }

    /// How deep a comment stands that belongs to the word after it.
    fn depth_before(&self, next: Option<Token<'_>>) -> usize {
        match (self.state, next) {
            (State::Statements | State::Steps | State::Sequence, Some(_)) => self.statements,
            (_, Some(Token::App | Token::Import) | None) => 0,
            (_, Some(word)) if word.begins_rules() => 0,
            (_, Some(Token::Gesture | Token::Always | Token::Never)) => 1,
            _ => self.depth,
        }
    }

    fn word(&mut self, word: Token<'_>, text: &str, blank_above: bool, next: Option<Token<'_>>) {
        use Token::*;
        let rules = word.begins_rules();
        let heading = matches!(self.state, State::Top)
            && (word.begins_block()
                || matches!(word, Import | Sequence | Mirror | Tolerance | Window | Cooldown | After | Accept));
        if heading {
            let depth = match word {
                App | Import => 0,
                Gesture | Always | Never => 1,
                _ if rules => 0,
                _ => self.depth,
            };
            let apart = (rules || word == Gesture) && !self.after_comment() && !self.out.is_empty();
            self.line(depth, blank_above || apart);
            self.depth = match word {
                App => 1,
                Gesture => 2,
                _ if rules => 1,
                _ => depth,
            };
            self.statements = depth + 1;
            self.state = match word {
                App | Gesture | Pose | Always | Never => State::Heading,
                _ if rules => State::Heading,
                Execution => State::Steps,
                Sequence => State::Sequence,
                _ => State::Setting,
            };
            self.push(text);
            return;
        }
        match word {
            Colon => {
                self.attach(":");
                match self.state {
                    State::Heading => {
                        // a pose's statements, or what an app or a gesture holds
                        let holds = self.text_of_block();
                        self.state = match (next, holds) {
                            (Some(Mirror), _) => State::Setting,
                            (_, true) => State::Statements,
                            (_, false) => State::Top,
                        };
                        if next != Some(Mirror) {
                            self.end_line();
                        }
                    }
                    State::Steps | State::Sequence | State::Top => self.end_line(),
                    _ => {}
                }
            }
            Period => {
                self.attach(".");
                self.end_line();
                self.state = State::Top;
            }
            Comma => {
                self.attach(",");
                // names that go on with a composition stay on its line
                let goes_on = self.state == State::Statements && matches!(next, Some(Name(_)));
                if !goes_on && matches!(self.state, State::Statements | State::Steps | State::Sequence) {
                    self.end_line();
                }
            }
            ListComma => self.attach(","),
            Close => self.attach(")"),
            Open => {
                self.begin(blank_above);
                self.space();
                self.out.push('(');
                self.at_line_start = false;
            }
            _ => {
                self.begin(blank_above);
                self.push(text);
                let announces = self.state == State::Steps && matches!(word, Steps | Number(_)) && self.announces(next);
                if announces {
                    self.end_line();
                }
            }
        }
    }

    /// Whether `repeat 3 times the following steps` ends here.
    fn announces(&self, next: Option<Token<'_>>) -> bool {
        let line = self.out.rsplit('\n').next().unwrap_or("").trim_start();
        line.starts_with("repeat ")
            && line.contains("following")
            && !matches!(next, Some(Token::Number(_) | Token::Colon | Token::Period))
    }

    fn text_of_block(&self) -> bool {
        let line = self.out.rsplit('\n').next().unwrap_or("").trim_start();
        ["POSE", "ALWAYS", "NEVER"].iter().any(|word| line.starts_with(word))
    }

    fn after_comment(&self) -> bool {
        let last = self.out.trim_end().rsplit('\n').next().unwrap_or("").trim_start();
        last.starts_with('#') || last.starts_with("//") || last.ends_with("*/")
    }

    /// Begins a line of the current block where one is due.
    fn begin(&mut self, blank_above: bool) {
        if self.at_line_start {
            let depth = if self.state == State::Top { self.depth } else { self.statements };
            self.line(depth, blank_above);
        }
    }

    fn line(&mut self, depth: usize, blank_above: bool) {
        if !self.at_line_start {
            self.end_line();
        }
        if blank_above && !self.out.is_empty() && !self.out.ends_with("\n\n") {
            self.out.push('\n');
        }
        self.out.push_str(&" ".repeat(depth * INDENT));
        self.at_line_start = true;
    }

    fn push(&mut self, text: &str) {
        self.space();
        self.out.push_str(text);
        self.at_line_start = false;
    }

    fn space(&mut self) {
        if !self.at_line_start && !self.out.ends_with([' ', '(', '\n']) {
            self.out.push(' ');
        }
    }

    /// Punctuation stands right behind its word; behind a comment it takes a line of its own.
    fn attach(&mut self, mark: &str) {
        if self.at_line_start && !self.out.is_empty() {
            let depth = self.statements;
            self.line(depth, false);
        } else {
            while self.out.ends_with(' ') {
                self.out.pop();
            }
        }
        self.out.push_str(mark);
        self.at_line_start = false;
    }

    fn end_line(&mut self) {
        let kept = self.out.trim_end_matches(' ').len();
        self.out.truncate(kept);
        if !self.out.is_empty() && !self.out.ends_with('\n') {
            self.out.push('\n');
        }
        self.at_line_start = true;
    }
}
