//! From text to words: comments set aside, commas told apart, nesting limited.

use logos::Logos;

use super::limits::ParseLimits;
use super::token::Token;
use super::words::{Comment, Word, Words};
use crate::diagnostic::{Code, Diagnostic, nearest};
use crate::source::{SourceId, Span};

mod everyday;
mod names;

use everyday::{mend_marks, mend_words};
use names::{find_names, mend_block_words};

/// Splits a text into words. A stretch that means nothing becomes one [`Token::Unknown`] and one diagnostic.
pub fn lex<'s>(text: &'s str, source: SourceId, limits: &ParseLimits) -> Words<'s> {
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
    mend_marks(text, source, &mut out);
    report_unknown(text, source, &mut out);
    mend_block_words(source, &mut out);
    mend_words(text, source, &mut out);
    find_names(text, &mut out.words);
    tell_commas_apart(&mut out.words);
    supply_commas(text, source, &mut out);
    find_strays(&mut out.words);
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
    // what was reported is read over, so that all else in the text is still found
    for word in &mut out.words {
        if word.1 == Token::Unknown && &text[word.0 as usize..word.2 as usize] == ";" {
            word.1 = Token::Comma;
        }
    }
    out.words.retain(|word| word.1 != Token::Unknown);
}

/// In a pose, a comma before a part of the body belongs to a list of parts; every other comma separates.
fn tell_commas_apart(words: &mut [Word<'_>]) {
    let mut in_pose = false;
    for i in 0..words.len() {
        match words[i].1 {
            word if word.holds_statements() => in_pose = true,
            word if word.begins_block() => in_pose = false,
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

/// Whether a name before a name is meant as a pace.
fn is_pace(word: &str) -> bool {
    matches!(word, "quickly" | "quick" | "fast" | "slow") || nearest(word, ["slowly", "rapidly"]).is_some()
}

/// Where a statement or step follows another without a comma, one is supplied and reported, so that both are read.
fn supply_commas(text: &str, source: SourceId, out: &mut Words<'_>) {
    use Token::*;
    let mut in_pose = false;
    let mut in_steps = false;
    let mut supplied = Vec::with_capacity(out.words.len());
    for (i, &word) in out.words.iter().enumerate() {
        if word.1.begins_block() {
            in_pose = word.1.holds_statements();
            in_steps = word.1 == Execution;
        }
        let named = i > 1 && out.words[i - 2].1.holds_statements();
        let begins = match word.1 {
            _ if named => false,
            word if !word.begins_statement() => false,
            // what may be a name is one, unless a part follows
            word => word.is_reserved() || out.words.get(i + 1).is_some_and(|next| next.1.begins_part()),
        };
        if let Some(&(start, before, end)) = i.checked_sub(1).map(|before| &out.words[before])
            && (in_pose && begins && !matches!(before, Comma | Colon | Dont | Period | ListComma)
                || in_steps && matches!((before, word.1), (Name(pose), Name(_)) if !is_pace(pose)))
        {
            let span = Span { source, start, end };
            let message = format!("`,` is missing after `{}`", &text[span.range()]);
            let help = match in_pose {
                true => "statements are separated by `,` and a pose ends with `.`",
                false => "steps are separated by `,` and an execution ends with `.`",
            };
            out.diagnostics.push(Diagnostic::new(Code::MissingPunctuation, span, message).help(help));
            supplied.push((end, Comma, end));
        }
        supplied.push(word);
    }
    out.words = supplied;
}

/// In a pose, a name that a statement seems to go on from is a misspelt statement word; in an execution, a name before a
/// name is a misspelt pace.
fn find_strays(words: &mut [Word<'_>]) {
    use Token::*;
    let mut in_pose = false;
    let mut in_steps = false;
    for i in 0..words.len() {
        let (_, word, _) = words[i];
        if word.begins_block() {
            in_pose = word.holds_statements();
            in_steps = word == Execution;
        }
        match word {
            Name(_) if in_steps && matches!(words[i - 1].1, Colon | Comma) => {
                if matches!(words.get(i + 1), Some((_, Name(_), _))) {
                    words[i].1 = Stray;
                }
            }
            Name(_) if in_pose && i > 0 && words[i - 1].1 == Comma => {
                let next = words.get(i + 1).map(|next| next.1);
                if next.is_some_and(|next| next.is_reserved() && !next.begins_block()) {
                    words[i].1 = Stray;
                }
            }
            _ => {}
        }
    }
}

/// Cuts the text where parentheses nest too deep, so that no later phase recurses deeper than the limit.
fn limit_nesting(source: SourceId, limits: &ParseLimits, out: &mut Words<'_>) {
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
