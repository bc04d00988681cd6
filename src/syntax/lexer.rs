//! From text to words: comments set aside, commas told apart, nesting limited.

use logos::Logos;

use super::parse::Limits;
use super::token::Token;
use crate::diagnostic::{Code, Diagnostic};
use crate::source::{SourceId, Span};

/// A comment and where it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Comment {
    /// Its place, marks included.
    pub span: Span,
    /// Whether it runs to the end of its line.
    pub line: bool,
}

/// A word with its first byte and the byte after its last.
pub type Word<'s> = (u32, Token<'s>, u32);

/// The words of a text.
#[derive(Debug, Default)]
pub struct Words<'s> {
    /// Every word that is not a comment.
    pub words: Vec<Word<'s>>,
    /// Every comment, in order.
    pub comments: Vec<Comment>,
    /// What could not be read as words.
    pub diagnostics: Vec<Diagnostic>,
}

/// Splits a text into words. A stretch that means nothing becomes one [`Token::Unknown`] and one diagnostic.
pub fn lex<'s>(text: &'s str, source: SourceId, limits: &Limits) -> Words<'s> {
    let mut out = Words::default();
    for (result, range) in Token::lexer(text).spanned() {
        let (start, end) = (range.start as u32, range.end as u32);
        let span = Span { source, start, end };
        match result {
            Ok(Token::LineComment) => out.comments.push(Comment { span, line: true }),
            Ok(Token::BlockComment) => out.comments.push(Comment { span, line: false }),
            Ok(token) => out.words.push((start, token, end)),
            Err(()) if text[range.clone()].starts_with("/*") => {
                out.comments.push(Comment { span, line: false });
                let opening = Span { end: start + 2, ..span };
                out.diagnostics.push(
                    Diagnostic::new(Code::UnclosedComment, opening, "this comment is never closed")
                        .at("opened here")
                        .help("write `*/` where the comment ends"),
                );
            }
            Err(()) => match out.words.last_mut() {
                Some((_, Token::Unknown, last)) if *last == start => *last = end,
                _ => out.words.push((start, Token::Unknown, end)),
            },
        }
    }
    report_unknown(text, source, &mut out);
    find_names(text, &mut out.words);
    tell_commas_apart(&mut out.words);
    limit_nesting(source, limits, &mut out);
    out
}

fn report_unknown(text: &str, source: SourceId, out: &mut Words<'_>) {
    for &(start, token, end) in &out.words {
        if token != Token::Unknown {
            continue;
        }
        let span = Span { source, start, end };
        let shown: String = text[span.range()].chars().take(12).flat_map(char::escape_debug).collect();
        let help = match text[span.range()].chars().next() {
            Some('"' | '\u{201c}' | '\u{201d}') => {
                "a file name in an import stands between straight quotes, on one line"
            }
            Some(';') => "statements are separated by `,` and end with `.`",
            Some('\u{2018}' | '\u{2019}' | '\'') => "to say no, write `don't`",
            _ => "names are made of letters, digits, `_`, `-` and `$`; comments begin with `#` or `//`",
        };
        out.diagnostics
            .push(Diagnostic::new(Code::UnexpectedCharacter, span, format!("`{shown}` means nothing here")).help(help));
    }
}

/// A word of the language is a name where only a name can stand: `POSE down`, `EXECUTION: down, up`. Only the words that
/// begin a step themselves stay reserved.
fn find_names<'s>(text: &'s str, words: &mut [Word<'s>]) {
    use Token::*;
    #[derive(PartialEq)]
    enum Place {
        Elsewhere,
        Pose,
        Steps,
        Sequence,
    }
    let mut place = Place::Elsewhere;
    let mut before = None;
    // `repeat 3 times the following steps 2` announces a number of steps
    let mut counted = false;
    for word in words {
        let (start, token, end) = *word;
        let named = match before {
            Some(App | Gesture | Pose | Mirror | Compose) => true,
            Some(Colon | Comma | Slowly | Rapidly | Steps) if place == Place::Steps => true,
            Some(Number(_)) if place == Place::Steps => counted,
            Some(Comma) if place == Place::Pose => !token.begins_part() && !token.begins_statement(),
            _ => place == Place::Sequence && token != Times,
        };
        let block = matches!(token, App | Gesture | Pose | Execution);
        if named && token.is_reserved() && !block && !matches!(token, Slowly | Rapidly | Repeat) {
            word.1 = Name(&text[start as usize..end as usize]);
        }
        place = match token {
            App | Gesture => Place::Elsewhere,
            Pose => Place::Pose,
            Execution => Place::Steps,
            Sequence => Place::Sequence,
            Period if place != Place::Pose => Place::Elsewhere,
            _ => place,
        };
        counted = before == Some(Steps);
        before = Some(token);
    }
}

/// In a pose, a comma before a part of the body belongs to a list of parts; every other comma separates.
fn tell_commas_apart(words: &mut [Word<'_>]) {
    let mut in_pose = false;
    for i in 0..words.len() {
        match words[i].1 {
            Token::Pose => in_pose = true,
            Token::Execution | Token::Gesture | Token::App => in_pose = false,
            Token::Comma if in_pose => {
                let next = words.get(i + 1).map(|word| word.1);
                let after = words.get(i + 2).map(|word| word.1);
                let goes_on = match next {
                    // `either` and `other` may also be names of poses in a composition
                    Some(Token::Either | Token::Other) => after.is_some_and(|word| word.begins_part()),
                    Some(word) => word.begins_part(),
                    None => false,
                };
                if goes_on {
                    words[i].1 = Token::ListComma;
                }
            }
            _ => {}
        }
    }
}

/// Cuts the text where parentheses nest too deep, so that no later phase recurses deeper than the limit.
fn limit_nesting(source: SourceId, limits: &Limits, out: &mut Words<'_>) {
    let mut depth = 0usize;
    let too_deep = out.words.iter().position(|word| {
        match word.1 {
            Token::Open => depth += 1,
            Token::Close => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth > limits.nesting
    });
    if let Some(at) = too_deep {
        let span = Span { source, start: out.words[at].0, end: out.words[at].2 };
        out.diagnostics.push(
            Diagnostic::new(
                Code::NestedTooDeep,
                span,
                format!("parentheses are nested more than {} deep", limits.nesting),
            )
            .at("the text is read up to here")
            .help("give the inner part a gesture of its own and name it here"),
        );
        out.words.truncate(at);
    }
}
