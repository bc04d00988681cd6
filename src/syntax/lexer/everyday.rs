//! Everyday writing that a parser of one word's look-ahead would stumble over twice: `30°`, `12,5`, `Point`, `or`,
//! `the other person's`. Each is reported once, and read as what it was meant to be or left to the parser as one word.

use crate::diagnostic::{Code, Diagnostic};
use crate::source::{SourceId, Span};
use crate::syntax::synonym::{is_other_person, spelt_number};
use crate::syntax::token::{Token, keywords};
use crate::syntax::words::{Word, Words};

/// Marks in and behind numbers, and apostrophes.
pub(super) fn mend_marks<'s>(text: &'s str, source: SourceId, out: &mut Words<'s>) {
    let given = std::mem::take(&mut out.words);
    let slice = |start: u32, end: u32| &text[start as usize..end as usize];
    let apostrophe = |start: u32, end: u32| matches!(slice(start, end), "'" | "\u{2018}" | "\u{2019}" | "\u{b4}");
    let mut words: Vec<Word<'s>> = Vec::with_capacity(given.len());
    let mut report = |code, start, end, message: String, help: String| {
        out.diagnostics.push(Diagnostic::new(code, Span { source, start, end }, message).help(help));
    };
    let mut i = 0;
    while let Some(&(start, token, end)) = given.get(i) {
        let next = given.get(i + 1).filter(|next| next.0 == end);
        let after = given.get(i + 2).filter(|after| next.is_some_and(|next| after.0 == next.2));
        i += 1;
        match (token, next, after) {
            (Token::Number(whole), Some((_, Token::Comma, _)), Some(&(_, Token::Number(part), last))) => {
                let help = format!("write `{whole}.{part}`, with a point");
                report(Code::BadNumber, start, last, format!("`{}` is not a number", slice(start, last)), help);
                words.push((start, token, last));
                i += 2;
            }
            (Token::Period, Some(&(_, Token::Number(part), last)), _)
                if words.last().is_some_and(|before| before.2 < start && !matches!(before.1, Token::Name(_))) =>
            {
                report(Code::BadNumber, start, last, format!("`.{part}` is not a number"), format!("write `0.{part}`"));
                words.push((start, Token::Number(slice(start, last)), last));
                i += 1;
            }
            (Token::Unknown, ..) if matches!(slice(start, end), "°" | "º" | "˚") => {
                let number = words.last().filter(|word| matches!(word.1, Token::Number(_)));
                let shown = number.map_or("30", |word| slice(word.0, word.2)).replace(',', ".");
                let message = format!("`{}` means nothing here", slice(start, end));
                report(Code::UnexpectedCharacter, start, end, message, format!("write `{shown} degrees`"));
                // `30° degrees` is one slip
                if number.is_some() && !matches!(given.get(i), Some((_, Token::Degrees, _))) {
                    words.push((start, Token::Degrees, end));
                }
            }
            (_, Some(&(_, Token::Unknown, mark)), Some(&(_, Token::Name("s"), last))) if apostrophe(end, mark) => {
                i += 2;
                if is_other_person(slice(start, end)) {
                    words.push((start, Token::Name(slice(start, last)), last));
                    continue;
                }
                let help = "leave it out: a part is named alone, as in `left hand` or `right hand tip`";
                report(Code::UnexpectedCharacter, end, last, "`'s` means nothing here".to_string(), help.to_string());
                words.push((start, token, end));
            }
            (Token::Name(no), Some(&(_, Token::Unknown, mark)), Some(&(_, Token::Name(t), last)))
                if no.eq_ignore_ascii_case("don") && t.eq_ignore_ascii_case("t") && apostrophe(end, mark) =>
            {
                let (message, help) = capitals(slice(start, last), "don't");
                report(Code::UnexpectedWord, start, last, message, help);
                words.push((start, Token::Dont, last));
                i += 2;
            }
            _ => words.push((start, token, end)),
        }
    }
    out.words = words;
}

/// Words in capitals, `or`, and another person, in poses and executions.
pub(super) fn mend_words<'s>(text: &'s str, source: SourceId, out: &mut Words<'s>) {
    let given = std::mem::take(&mut out.words);
    let mut words: Vec<Word<'s>> = Vec::with_capacity(given.len());
    let (mut in_pose, mut in_steps, mut holding) = (false, false, false);
    let mut i = 0;
    while let Some(&(start, mut token, end)) = given.get(i) {
        i += 1;
        if token.begins_block() {
            (in_pose, in_steps) = (token.holds_statements(), token == Token::Execution);
        }
        if matches!(token, Token::Period | Token::Sequence) {
            (in_pose, in_steps) = (false, false);
        }
        let before = words.last().map(|word| word.1);
        let next = given.get(i).map(|next| next.1);
        let span = Span { source, start, end };
        let heads = |word: Token<'_>| matches!(word, Token::Compose | Token::Mirror) || word.holds_statements();
        if before.is_some_and(heads) || !in_pose && !in_steps {
            words.push((start, token, end));
            continue;
        }
        if in_pose && let Token::Name(word) = token {
            let alone = before == Some(Token::Comma) && matches!(next, Some(Token::Comma | Token::Period));
            let lower = word.to_lowercase();
            let meant = keywords().find(|keyword| lower != word && !alone && keyword.text == lower);
            if let Some(meant) = meant {
                let (message, help) = capitals(word, meant.text);
                out.diagnostics.push(Diagnostic::new(Code::UnexpectedWord, span, message).help(help));
                token = meant.token;
            } else if is_other_person(word) {
                // with the words before it that only it explains
                let explained =
                    |word: &Word<'_>| matches!(word.1, Token::The | Token::Other | Token::Your).then_some(word.0);
                let mut start = start;
                while let Some(before) = words.last().and_then(explained) {
                    start = before;
                    words.pop();
                }
                words.push((start, Token::Name(&text[start as usize..end as usize]), end));
                continue;
            }
        }
        if let Some((said, more)) = spelt_amount(text, &given[i - 1..]) {
            let last = given[i - 1 + more].2;
            let message = format!("`{}` is not written in figures", &text[start as usize..last as usize]);
            let help = format!("write `{said}`");
            let span = Span { end: last, ..span };
            out.diagnostics.push(Diagnostic::new(Code::UnexpectedWord, span, message).help(help));
            words.push((start, Token::Number("1"), given[i + more - 2].2));
            i += more - 1;
            continue;
        }
        if in_steps && let Some(verb) = hold_in_step(token, before, next) {
            let help = "a step names the pose first: `arms-up and hold for 2 seconds`";
            let message = format!("`and hold for` is needed, not `{}` alone", &text[span.range()]);
            let told = verb == HoldWord::For && holding;
            if !told {
                out.diagnostics.push(Diagnostic::new(Code::UnexpectedWord, span, message).help(help));
            }
            holding = verb == HoldWord::Verb;
            match verb {
                HoldWord::Verb => {}
                HoldWord::Hold => words.extend([(start, Token::And, start), (start, token, end)]),
                HoldWord::For => {
                    words.extend([(start, Token::And, start), (start, Token::Hold, start), (start, token, end)]);
                }
            }
            continue;
        }
        let begins =
            |before| matches!(before, Token::Comma | Token::Colon | Token::Slowly | Token::Rapidly | Token::Steps);
        let joins = before.is_some_and(|before| !begins(before));
        if joins && (token == Token::Bar || token == Token::Or && !matches!(next, Some(Token::Colon))) {
            let (what, help) = match in_pose {
                true => (
                    "a pose",
                    "say `either` where both sides are meant, as in `point your either arm up`; else make two \
                     gestures, and a third with `SEQUENCE: one | two`",
                ),
                false => {
                    ("an execution", "give each way a gesture of its own, and join them with `SEQUENCE: one | two`")
                }
            };
            let message = format!("{what} cannot say `{}`", &text[span.range()]);
            out.diagnostics.push(Diagnostic::new(Code::UnexpectedWord, span, message).help(help));
            i = choice(&given, i, &mut words, in_steps);
            continue;
        }
        words.push((start, token, end));
    }
    out.words = words;
}

/// Leaves the first of two things with `or` between them; `at` is the word behind `or`. The first word that is read again.
fn choice(given: &[Word<'_>], at: usize, words: &mut Vec<Word<'_>>, in_steps: bool) -> usize {
    let token = |i: usize| given.get(i).map(|word| word.1);
    let verb = token(at).is_some_and(|word| word.begins_statement());
    if in_steps || verb {
        let end = words.last().map_or(0, |word| word.2);
        words.push((end, Token::Comma, end));
        return at;
    }
    // `point either your left arm or your right arm up`
    let either = words.iter().rposition(|word| word.1 == Token::Either);
    if let Some(either) = either
        && matches!(words.get(either + 1).map(|word| word.1), Some(Token::Your | Token::Left | Token::Right))
    {
        words.remove(either);
    }
    let side = |word| matches!(word, Some(Token::Left | Token::Right));
    if side(words.last().map(|word| word.1)) && side(token(at)) && token(at + 1).is_some_and(|word| word.begins_part())
    {
        return at + 1;
    }
    let mut end = at;
    while token(end)
        .is_some_and(|word| word.begins_part() || matches!(word, Token::Tip | Token::Tips | Token::Mid | Token::Base))
    {
        end += 1;
    }
    // a direction, a name or an amount
    if end == at {
        let amount = matches!(token(at), Some(Token::Number(_)));
        end += if amount { 2 } else { 1 };
    }
    end
}

fn capitals(word: &str, meant: &str) -> (String, String) {
    (format!("`{word}` has capitals where the language has none"), format!("write `{meant}`"))
}

/// A number in words before a unit, as the language writes both, and how many words stand before the last of them.
fn spelt_amount(text: &str, words: &[Word<'_>]) -> Option<(String, usize)> {
    let slice = |word: &Word<'_>| &text[word.0 as usize..word.2 as usize];
    let is_unit = |word: &Word<'_>| {
        matches!(word.1, Token::Seconds | Token::Degrees | Token::Centimeters | Token::Meters) && slice(word).len() > 2
    };
    let name = |at: usize| words.get(at).filter(|word| matches!(word.1, Token::Name(_))).map(slice);
    let and = |at: usize| words.get(at).is_some_and(|word| word.1 == Token::And);
    let (number, more) = match (name(0)?, name(1)) {
        ("half", Some("a" | "an")) => ("0.5".to_string(), 2),
        ("half", None) => ("0.5".to_string(), 1),
        ("a" | "an", None) => ("1".to_string(), 1),
        (word, None) if and(1) && name(2) == Some("a") && name(3) == Some("half") => {
            (format!("{}.5", spelt_number(word)?), 4)
        }
        (word, None) => (spelt_number(word)?.to_string(), 1),
        (tens, Some(ones)) => (spelt_number(&format!("{tens}-{ones}"))?.to_string(), 2),
    };
    let unit = words.get(more).filter(|word| is_unit(word)).map(slice)?;
    let unit = if number == "1" { unit.to_string() } else { format!("{}s", unit.trim_end_matches('s')) };
    Some((format!("{number} {unit}"), more))
}

/// How a step that is held is said otherwise than with `and hold for`.
#[derive(Clone, Copy, PartialEq)]
enum HoldWord {
    /// `hold arms-up for 2 seconds`
    Verb,
    /// `arms-up hold for 2 seconds`
    Hold,
    /// `arms-up for 2 seconds`
    For,
}

fn hold_in_step(token: Token<'_>, before: Option<Token<'_>>, next: Option<Token<'_>>) -> Option<HoldWord> {
    use Token::*;
    let begins = matches!(before, None | Some(Comma | Colon | Slowly | Rapidly | Steps));
    match (token, next) {
        (Hold, Some(Name(_))) if begins => Some(HoldWord::Verb),
        (Hold, Some(For)) if !begins && before != Some(And) => Some(HoldWord::Hold),
        (For, Some(Number(_) | Name(_))) if !begins && before != Some(Hold) => Some(HoldWord::For),
        _ => None,
    }
}
