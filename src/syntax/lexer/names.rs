//! Words that are names, and names that are misspelt words.

use crate::diagnostic::{Code, Diagnostic, nearest};
use crate::source::{SourceId, Span};
use crate::syntax::token::{Begins, Keyword, Token, keywords};
use crate::syntax::words::{Word, Words};

/// A block word that is misspelt, as in `GESTRE wave:`, is read as what it was meant to be.
pub(super) fn mend_block_words(source: SourceId, out: &mut Words<'_>) {
    use Token::*;
    for i in 0..out.words.len() {
        let (start, Name(word), end) = out.words[i] else { continue };
        let before = i.checked_sub(1).map(|before| out.words[before].1);
        let shouted = word.chars().all(|c| c.is_ascii_uppercase());
        let known = || {
            keywords()
                .any(|keyword| keyword.token.begins() != Begins::Nothing && keyword.text == word.to_ascii_uppercase())
        };
        if !shouted && !known() || !matches!(before, None | Some(Period | Colon)) {
            continue;
        }
        let named = |block: &Token<'_>| {
            let colon = if matches!(block, Execution | Sequence) { i + 1 } else { i + 2 };
            out.words.get(colon).is_some_and(|word| word.1 == Colon)
        };
        let alike = |name: &str| {
            nearest(word, [name]).is_some()
                || word.eq_ignore_ascii_case(name)
                || (word.len() > 3 && name.starts_with(&word[..4]))
        };
        let begins = |what| matches!(what, Begins::Block | Begins::Sequence | Begins::RuleBlock | Begins::Rule);
        let blocks = || keywords().filter(|keyword| begins(keyword.token.begins()));
        if let Some(Keyword { text: name, token: block }) =
            blocks().find(|keyword| alike(keyword.text) && named(&keyword.token))
        {
            let span = Span { source, start, end };
            let rules = block.begins_rules() || block.begins_rule();
            let wanted = if rules { "a rule or a block" } else { "`APP`, `GESTURE`, `POSE` or `EXECUTION`" };
            let message = format!("expected {wanted}, found `{word}`");
            out.diagnostics
                .push(Diagnostic::new(Code::UnexpectedWord, span, message).help(format!("did you mean `{name}`?")));
            out.words[i].1 = *block;
        }
    }
}

/// A word of the language is a name where only a name can stand: `POSE down`, `EXECUTION: down, up`. Only the words that
/// begin a step themselves stay reserved.
pub(super) fn find_names<'s>(text: &'s str, words: &mut [Word<'s>]) {
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
    // in an acceptance, up to its reason
    let mut accepting = false;
    for i in 0..words.len() {
        let (start, token, end) = words[i];
        let colon = words[i + 1..].iter().take(2).any(|word| word.1 == Colon);
        let heads = match before {
            Some(App | Gesture | Pose | Mirror | Compose | After | Import) => true,
            Some(Accept) => true,
            Some(With) => accepting,
            Some(word) => word.begins_rules() || word.begins_rule(),
            None => false,
        };
        let named = match before {
            _ if heads => true,
            Some(Colon | Comma | Slowly | Rapidly | Steps) if place == Place::Steps => true,
            Some(Number(_)) if place == Place::Steps => counted,
            // a comma is missing between them
            Some(Name(_)) if place == Place::Steps => token != And,
            Some(Comma) if place == Place::Pose => !token.begins_part() && !token.begins_statement(),
            _ => place == Place::Sequence && token != Times,
        };
        let block = matches!(token, App | Gesture | Pose | Execution);
        let word = &text[start as usize..end as usize];
        if named && token.is_reserved() && !block && !matches!(token, Slowly | Rapidly | Repeat) {
            words[i].1 = Name(word);
        }
        // a block whose forerunner lacks its last mark begins all the same
        let begins = colon && !heads;
        if (token.begins_rules() || token.begins_rule()) && !begins || token == Accept && named {
            words[i].1 = Name(word);
        }
        let token = words[i].1;
        accepting = token == Accept || accepting && !matches!(token, Because | Period | Colon);
        place = match token {
            App | Gesture | Accept => Place::Elsewhere,
            word if word.begins_rules() => Place::Elsewhere,
            word if word.holds_statements() => Place::Pose,
            Execution => Place::Steps,
            Sequence => Place::Sequence,
            Period if place != Place::Pose => Place::Elsewhere,
            _ => place,
        };
        counted = before == Some(Steps);
        before = Some(token);
    }
}
