//! One file of Rust, read by its tokens.
//!
//! Input: a text and the path of its module. Output: its modules with what each declares, imports and names, and the
//! lines where. Parts behind `#[cfg(test)]` are left out; comments and texts in quotes say nothing. It knows nothing of
//! other files, so nothing is resolved here.

use std::collections::BTreeSet;
use std::str::FromStr;

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};

/// A module: a file's own, or one written out within it.
#[derive(Debug, Default, Clone)]
pub struct Module {
    /// The crate and the modules down to this one.
    pub path: Vec<String>,
    /// Modules declared in it.
    pub children: BTreeSet<String>,
    /// Items declared in it, without modules.
    pub items: BTreeSet<String>,
    pub uses: Vec<Use>,
    pub mentions: Vec<Mention>,
}

/// One name that a `use` brings in.
#[derive(Debug, Clone, PartialEq)]
pub struct Use {
    /// As written, braces multiplied out.
    pub path: Vec<String>,
    /// The name that it has here; nothing where all names are meant.
    pub alias: Option<String>,
    /// Whether it is handed on: `pub`, however far.
    pub public: bool,
    pub line: usize,
}

/// A name, or names joined by `::`, in code.
#[derive(Debug, Clone, PartialEq)]
pub struct Mention {
    pub path: Vec<String>,
    pub line: usize,
    /// A field, a method or what follows a type in angle brackets: no name that could have been imported.
    pub member: bool,
    /// A macro that is called.
    pub called: bool,
}

/// What stands on one level of a file.
#[derive(Clone, Copy, PartialEq)]
enum Level {
    Items,
    Code,
}

/// The modules of one text, its own first; an error where it is not made of Rust's tokens.
pub fn scan(text: &str, path: &[String]) -> Result<Vec<Module>, String> {
    let stream = TokenStream::from_str(text).map_err(|error| error.to_string())?;
    let mut modules = vec![Module { path: path.to_vec(), ..Module::default() }];
    walk(stream, Level::Items, 0, &mut modules);
    Ok(modules)
}

fn walk(stream: TokenStream, level: Level, at: usize, modules: &mut Vec<Module>) {
    let trees: Vec<TokenTree> = stream.into_iter().collect();
    let mut i = 0;
    while i < trees.len() {
        i = match &trees[i] {
            TokenTree::Punct(mark) if mark.as_char() == '#' => {
                let inner = is_mark(trees.get(i + 1), '!');
                match trees.get(i + 1 + usize::from(inner)) {
                    Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Bracket => {
                        let next = i + 2 + usize::from(inner);
                        match (is_for_tests(group), inner) {
                            (true, true) => return,
                            (true, false) => end_of_item(&trees, next),
                            _ => {
                                walk(group.stream(), Level::Code, at, modules);
                                next
                            }
                        }
                    }
                    _ => i + 1,
                }
            }
            TokenTree::Group(group) if i > 0 && is_word(&trees[i - 1], "pub") && is_reach(group) => i + 1,
            TokenTree::Group(group) => {
                let made_by_macro = i > 0 && is_mark(trees.get(i - 1), '!') || i > 1 && is_mark(trees.get(i - 2), '!');
                let inside = if level == Level::Items && made_by_macro { Level::Items } else { Level::Code };
                walk(group.stream(), inside, at, modules);
                i + 1
            }
            TokenTree::Ident(_) => word(&trees, i, level, at, modules),
            _ => i + 1,
        };
    }
}

/// Takes in what begins with the word at `i`; gives the place after it.
fn word(trees: &[TokenTree], i: usize, level: Level, at: usize, modules: &mut Vec<Module>) -> usize {
    let first = name(trees.get(i)).expect("a word");
    let second = name(trees.get(i + 1));
    let line = trees[i].span().start().line;
    match (first.as_str(), second) {
        ("use", second) if second.is_some() || is_mark(trees.get(i + 1), ':') || is_group(trees.get(i + 1)) => {
            let end = (i..trees.len()).find(|&j| is_mark(trees.get(j), ';')).unwrap_or(trees.len());
            let public = i > 0 && (is_word(&trees[i - 1], "pub") || i > 1 && is_word(&trees[i - 2], "pub"));
            imports(&trees[i + 1..end], &[], public, &mut modules[at].uses);
            end + 1
        }
        ("mod", Some(child)) => {
            modules[at].children.insert(child.clone());
            if let Some(TokenTree::Group(body)) = trees.get(i + 2) {
                let mut path = modules[at].path.clone();
                path.push(child);
                modules.push(Module { path, ..Module::default() });
                let inside = modules.len() - 1;
                walk(body.stream(), Level::Items, inside, modules);
            }
            i + 3
        }
        ("macro_rules", _) => {
            modules[at].items.extend(name(trees.get(i + 2)));
            if let Some(TokenTree::Group(body)) = trees.get(i + 3) {
                for made in body.stream() {
                    if let TokenTree::Group(made) = made {
                        walk(made.stream(), Level::Items, at, modules);
                    }
                }
            }
            i + 4
        }
        ("fn" | "struct" | "enum" | "trait" | "type" | "const" | "static" | "union", Some(item))
            if level == Level::Items && !matches!(item.as_str(), "fn" | "mut" | "unsafe" | "async" | "extern") =>
        {
            modules[at].items.insert(item.clone());
            modules[at].mentions.push(Mention { path: vec![item], line, member: true, called: false });
            i + 2
        }
        _ => {
            let after_dot = i > 0 && is_mark(trees.get(i - 1), '.') && !(i > 1 && is_mark(trees.get(i - 2), '.'));
            let after_path = i > 1 && joined(trees, i - 2);
            let mut path = vec![first];
            let mut next = i + 1;
            while joined(trees, next) {
                let Some(more) = name(trees.get(next + 2)) else { break };
                path.push(more);
                next += 3;
            }
            let called = is_mark(trees.get(next), '!') && matches!(trees.get(next + 1), Some(TokenTree::Group(_)));
            modules[at].mentions.push(Mention { path, line, member: after_dot || after_path, called });
            next
        }
    }
}

/// Multiplies the braces of a `use` out.
fn imports(trees: &[TokenTree], before: &[String], public: bool, out: &mut Vec<Use>) {
    for tree in trees.split(|tree| is_mark(Some(tree), ',')).filter(|tree| !tree.is_empty()) {
        let line = tree[0].span().start().line;
        let mut path = before.to_vec();
        let mut alias = None;
        let mut all = false;
        let mut i = 0;
        while i < tree.len() {
            match &tree[i] {
                TokenTree::Ident(word) if word == "as" => {
                    alias = name(tree.get(i + 1));
                    i += 1;
                }
                TokenTree::Ident(word) if word == "self" && !path.is_empty() => {}
                TokenTree::Ident(word) => path.push(word.to_string()),
                TokenTree::Group(group) => {
                    let inside: Vec<TokenTree> = group.stream().into_iter().collect();
                    imports(&inside, &path, public, out);
                    path.clear();
                }
                TokenTree::Punct(mark) if mark.as_char() == '*' => all = true,
                _ => {}
            }
            i += 1;
        }
        if !path.is_empty() {
            let alias = if all { None } else { alias.or_else(|| path.last().cloned()) };
            out.push(Use { path, alias, public, line });
        }
    }
}

/// The place after the item, the field or the arm that begins at `i`, after further attributes.
fn end_of_item(trees: &[TokenTree], mut i: usize) -> usize {
    while is_mark(trees.get(i), '#') {
        i += 2;
    }
    let head: Vec<String> = trees[i.min(trees.len())..].iter().take(3).map_while(|tree| name(Some(tree))).collect();
    let to_semicolon = head.iter().any(|word| matches!(word.as_str(), "use" | "const" | "static" | "let"));
    let to_body = head.iter().any(|word| matches!(word.as_str(), "fn" | "mod" | "struct" | "enum" | "impl" | "trait"));
    let to_semicolon = to_semicolon && !head.iter().any(|word| word == "fn");
    while i < trees.len() {
        let ends = match &trees[i] {
            TokenTree::Punct(mark) => mark.as_char() == ';' || mark.as_char() == ',' && !to_semicolon && !to_body,
            TokenTree::Group(group) => group.delimiter() == Delimiter::Brace && !to_semicolon,
            _ => false,
        };
        i += 1;
        if ends {
            break;
        }
    }
    i
}

/// `cfg(test)`, also as one of several conditions, but not `cfg(not(test))`.
fn is_for_tests(attribute: &Group) -> bool {
    let text = attribute.stream().to_string().replace(' ', "");
    text.starts_with("cfg(")
        && (text.contains("(test)") || text.contains("(test,") || text.contains(",test"))
        && !text.contains("not(test)")
}

/// `(crate)`, `(in crate::verify)` and their like after `pub`, which import nothing.
fn is_reach(group: &Group) -> bool {
    let first = name(group.stream().into_iter().next().as_ref());
    group.delimiter() == Delimiter::Parenthesis
        && first.is_some_and(|word| matches!(word.as_str(), "crate" | "super" | "self" | "in"))
}

fn name(tree: Option<&TokenTree>) -> Option<String> {
    match tree {
        Some(TokenTree::Ident(word)) => Some(word.to_string()),
        _ => None,
    }
}

fn is_word(tree: &TokenTree, wanted: &str) -> bool {
    matches!(tree, TokenTree::Ident(word) if word == wanted)
}

fn is_mark(tree: Option<&TokenTree>, wanted: char) -> bool {
    matches!(tree, Some(TokenTree::Punct(mark)) if mark.as_char() == wanted)
}

fn is_group(tree: Option<&TokenTree>) -> bool {
    matches!(tree, Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Brace)
}

/// Whether `::` stands at `i`.
fn joined(trees: &[TokenTree], i: usize) -> bool {
    is_mark(trees.get(i), ':') && is_mark(trees.get(i + 1), ':')
}

#[test]
fn a_file_is_read_with_its_imports_and_without_its_tests() {
    let text = r#"
        //! use crate::no::comment;
        use crate::{a, b::{self, c, d as e, *}};
        pub(crate) use super::f;
        #[cfg(test)]
        mod tests;
        #[cfg(test)]
        const FOR_TESTS: crate::no::Type = crate::no::VALUE;
        mod inside { pub struct Item { pub(in crate::no) field: crate::g::Type } }
        fn item<T>() -> h::Type { use i::Local; self.j.k::<l::M>(); println!("{}", n::o()); "crate::no::text" }
        impl Item { fn method() {} }
    "#;
    let modules = scan(text, &["p".to_string()]).expect("tokens");
    let joined = |path: &Vec<String>| path.join("::");
    let uses: Vec<String> = modules[0]
        .uses
        .iter()
        .map(|import| format!("{} {} {}", joined(&import.path), import.alias.as_deref().unwrap_or("*"), import.public))
        .collect();
    assert_eq!(
        uses,
        [
            "crate::a a false",
            "crate::b b false",
            "crate::b::c c false",
            "crate::b::d e false",
            "crate::b * false",
            "super::f f true",
            "i::Local Local false"
        ]
    );
    assert_eq!(modules[0].children.iter().collect::<Vec<_>>(), ["inside"]);
    assert_eq!(modules[0].items.iter().collect::<Vec<_>>(), ["item"]);
    let named = |module: &Module| {
        let paths = module.mentions.iter().filter(|mention| mention.path.len() > 1);
        paths.map(|mention| format!("{} {}", joined(&mention.path), mention.line)).collect::<Vec<_>>()
    };
    assert_eq!(named(&modules[0]), ["h::Type 10", "l::M 10", "n::o 10"]);
    assert!(modules[0].mentions.iter().any(|mention| mention.called && mention.path == ["println"]));
    assert_eq!(
        (joined(&modules[1].path).as_str(), named(&modules[1])),
        ("p::inside", vec!["crate::g::Type 9".to_string()])
    );
}
