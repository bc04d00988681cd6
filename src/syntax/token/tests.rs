//! The grammar says the same of every word as the table.

use logos::Logos;

use super::{Begins, Keyword, LATER, Token, keywords};

const GRAMMAR: &str = include_str!("../../../grammar/prepose.lalrpop");

/// The grammar between two texts that stand in it once.
fn grammar(from: &str, to: &str) -> &'static str {
    let (_, rest) = GRAMMAR.split_once(from).unwrap_or_else(|| panic!("the grammar has `{from}`"));
    rest.split_once(to).unwrap_or_else(|| panic!("the grammar has `{to}` behind `{from}`")).0
}

/// What stands between double quotes.
fn quoted(text: &str) -> Vec<&str> {
    text.split('"').skip(1).step_by(2).collect()
}

fn sorted<'t>(words: impl IntoIterator<Item = &'t str>) -> Vec<&'t str> {
    let mut all: Vec<&str> = words.into_iter().collect();
    all.sort_unstable();
    all
}

/// `compose` stands by itself in the grammar, for in a list of names it begins the next statement.
#[test]
fn what_may_be_a_name_may_be_one_in_the_grammar() {
    let later = quoted(grammar("\nLater: () = {", "\n};"));
    let name = quoted(grammar("\nNameWord: &'s str = {", "\n};"));
    assert_eq!(sorted(later.into_iter().chain(name)), sorted(LATER.iter().map(|keyword| keyword.text)));
}

#[test]
fn what_begins_a_statement_begins_one_in_the_grammar() {
    let lines = grammar("\nStatementKind: StatementKind = {", "\n};").lines();
    let mut first: Vec<&str> = lines.filter_map(|line| quoted(line).first().copied()).collect();
    first.dedup();
    let table = keywords().filter(|keyword| keyword.token.begins() == Begins::Statement);
    assert_eq!(sorted(first), sorted(table.map(|keyword| keyword.text)));
}

#[test]
fn every_word_of_the_table_is_that_word_to_the_lexer_and_to_the_grammar() {
    let tokens = grammar("enum Token<'s> {", "NAME =>");
    for Keyword { text, token } in keywords() {
        assert_eq!(Token::lexer(text).collect::<Vec<_>>(), [Ok(*token)]);
        let row = format!("\"{text}\" => Token::{token:?},");
        assert!(tokens.contains(&row), "the grammar has no `{row}`");
        assert_ne!(token.is_reserved(), token.is_name(), "`{text}` is reserved, or else a name");
    }
    assert_eq!(quoted(tokens).len(), keywords().count() + 1, "the grammar has these words and `don't`");
}

#[test]
fn what_is_no_word_is_neither_reserved_nor_begins_anything() {
    for text in ["wave", "3", "\"a\"", ":", ".", ",", "(", "|", "# a", "/* a */", "§"] {
        let token = Token::lexer(text).next().expect("a token").unwrap_or(Token::Unknown);
        assert!(!token.is_reserved() && token.begins() == Begins::Nothing, "`{text}`");
    }
    assert!(Token::Dont.is_reserved() && Token::Dont.begins_statement() && !Token::Dont.is_name());
}
