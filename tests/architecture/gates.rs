//! Types that only one room makes.
//!
//! Input: our sources. Output: ways in which such a type could be made elsewhere, and missing tries to forge it. That
//! private fields are private the compiler knows; here is held that they stay so, that nothing else hands one out, and
//! that the type's documentation holds an example that does not compile.

use std::str::FromStr;

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};

use super::house::House;

/// A type that must not be forged.
#[derive(Debug, Clone, Copy)]
pub struct Gate {
    pub name: &'static str,
    /// Its home: paths of files begin so.
    pub home: &'static str,
    /// The functions of its home that hand one out to everybody.
    pub makers: &'static [&'static str],
}

/// What only the verifier makes.
pub const GATES: &[Gate] = &[
    Gate { name: "VerifiedModule", home: "src/verify/", makers: &["verified"] },
    Gate { name: "Report", home: "src/verify/", makers: &["verify", "audit", "join"] },
];

/// Everything that is wrong with a gate.
pub fn faults(house: &House, gate: &Gate) -> Vec<String> {
    let mut faults = Vec::new();
    let mut declared = 0;
    let mut makers = Vec::new();
    for (file, text) in house.texts.iter().filter(|(file, _)| file.starts_with(gate.home)) {
        let trees: Vec<TokenTree> =
            TokenStream::from_str(text).expect("Rust, as it was read before").into_iter().collect();
        if let Some(at) = declaration(&trees, gate.name) {
            declared += 1;
            faults.extend(open(&trees, at, gate.name).into_iter().map(|fault| format!("{file}: {fault}")));
            faults.extend(untried(text, gate.name).into_iter().map(|fault| format!("{file}: {fault}")));
        }
        handed_out(&trees, gate.name, false, &mut makers);
    }
    if declared != 1 {
        faults.push(format!("`{}` is declared {declared} times in {}", gate.name, gate.home));
    }
    for maker in makers.iter().filter(|maker| !gate.makers.contains(&maker.as_str())) {
        faults.push(format!("`{maker}` hands out a `{}`, and no row knows it", gate.name));
    }
    for maker in gate.makers.iter().filter(|maker| !makers.iter().any(|made| made == *maker)) {
        faults.push(format!("`{maker}` does not hand out a `{}`", gate.name));
    }
    faults
}

/// The place of the name in `struct NAME`.
fn declaration(trees: &[TokenTree], name: &str) -> Option<usize> {
    (1..trees.len()).find(|&i| is(&trees[i], name) && is(&trees[i - 1], "struct"))
}

/// Fields that all may write, and derived ways to make one.
fn open(trees: &[TokenTree], at: usize, name: &str) -> Vec<String> {
    let mut faults = Vec::new();
    let body = trees[at..].iter().find_map(|tree| match tree {
        TokenTree::Group(group) if group.delimiter() != Delimiter::Bracket => Some(group.stream()),
        _ => None,
    });
    let body: Vec<TokenTree> = body.into_iter().flatten().collect();
    for (i, tree) in body.iter().enumerate() {
        let kept = matches!(body.get(i + 1), Some(TokenTree::Group(within)) if is_restriction(within));
        if is(tree, "pub") && !kept {
            let field = body[i + 1..].iter().find(|tree| matches!(tree, TokenTree::Ident(_)));
            faults.push(format!(
                "the field `{}` of `{name}` is open",
                field.map(ToString::to_string).unwrap_or_default()
            ));
        }
    }
    // attributes stand before `pub struct`, and so do those of what is declared before, after a brace or a semicolon
    for tree in trees[..at].iter().rev().take_while(|tree| match tree {
        TokenTree::Group(group) => group.delimiter() == Delimiter::Bracket,
        TokenTree::Punct(mark) => mark.as_char() == '#',
        TokenTree::Ident(word) => *word == "pub" || *word == "struct",
        TokenTree::Literal(_) => false,
    }) {
        let text = tree.to_string();
        for way in ["Default", "Deserialize"].iter().filter(|way| text.starts_with("[derive") && text.contains(**way)) {
            faults.push(format!("`{name}` can be made by `{way}`"));
        }
    }
    faults
}

/// `(super)` or `(in ...)`, which keep a field within its home.
fn is_restriction(group: &Group) -> bool {
    let first = group.stream().into_iter().next();
    group.delimiter() == Delimiter::Parenthesis && first.is_some_and(|first| is(&first, "super") || is(&first, "in"))
}

/// That the documentation tries to forge it, with the code of the compiler's refusal.
fn untried(text: &str, name: &str) -> Option<String> {
    let lines: Vec<&str> = text.lines().collect();
    let at = lines.iter().position(|line| line.trim_start().starts_with(&format!("pub struct {name}")))?;
    let above = lines[..at].iter().rev().map(|line| line.trim_start());
    let docs: Vec<&str> = above.take_while(|line| line.starts_with("///") || line.starts_with("#[")).collect();
    let docs: Vec<&str> = docs.into_iter().rev().map(|line| line.trim_start_matches("///").trim()).collect();
    let mut blocks = docs.split(|line| line.starts_with("```"));
    let tried = docs.iter().any(|line| line.starts_with("```compile_fail,E0"))
        && blocks.any(|block| {
            block.iter().any(|line| line.contains(&format!("{name} {{")) || line.contains(&format!("{name}::")))
        });
    (!tried).then(|| format!("no example `compile_fail,E0...` of `{name}` tries to forge one"))
}

/// The names of functions that everybody may call and that give a `name`, in these tokens and within.
fn handed_out(trees: &[TokenTree], name: &str, own: bool, makers: &mut Vec<String>) {
    let mut own_block = false;
    for (i, tree) in trees.iter().enumerate() {
        if is(tree, "impl") {
            let head = trees[i..].iter().take_while(|tree| !matches!(tree, TokenTree::Group(_)));
            let head: Vec<String> = head.map(ToString::to_string).collect();
            let of = head.iter().position(|word| word == "for");
            own_block = head.last().is_some_and(|last| last == name);
            let made = of.is_some_and(|of| {
                head[..of].iter().any(|word| word == "Default" || word == "From" || word == "Deserialize")
            });
            if own_block && made {
                makers.push(head[1].clone());
            }
        }
        if is(tree, "fn") && open_to_all(trees, i) {
            let end = (i..trees.len()).find(|&j| is_brace(&trees[j])).unwrap_or(trees.len());
            let arrow =
                (i..end).find(|&j| is_mark(&trees[j], '-') && trees.get(j + 1).is_some_and(|next| is_mark(next, '>')));
            let given =
                arrow.map(|arrow| trees[arrow..end].iter().map(ToString::to_string).collect::<Vec<_>>().join(" "));
            let gives = given.is_some_and(|given| {
                given.split(|c: char| !c.is_alphanumeric()).any(|word| word == name || own && word == "Self")
            });
            let lends = arrow.is_some_and(|arrow| trees[arrow..end].iter().any(|tree| is_mark(tree, '&')));
            if gives && !lends {
                makers.push(trees[i + 1].to_string());
            }
        }
        if let TokenTree::Group(group) = tree
            && group.delimiter() == Delimiter::Brace
        {
            handed_out(&group.stream().into_iter().collect::<Vec<_>>(), name, own_block, makers);
            own_block = false;
        }
    }
}

/// Whether the function at `i` is `pub` without bounds.
fn open_to_all(trees: &[TokenTree], i: usize) -> bool {
    let before = trees[..i].iter().rev().take_while(|tree| matches!(tree, TokenTree::Ident(_)));
    before.take_while(|tree| !is_brace(tree)).any(|tree| is(tree, "pub"))
}

fn is(tree: &TokenTree, wanted: &str) -> bool {
    matches!(tree, TokenTree::Ident(word) if word == wanted)
}

fn is_mark(tree: &TokenTree, wanted: char) -> bool {
    matches!(tree, TokenTree::Punct(mark) if mark.as_char() == wanted)
}

fn is_brace(tree: &TokenTree) -> bool {
    matches!(tree, TokenTree::Group(group) if group.delimiter() == Delimiter::Brace)
}

#[test]
fn a_forged_gate_is_found() {
    use super::house::small;
    let gate = Gate { name: "Seal", home: "src/a", makers: &["seal"] };
    let good = "
        /// Only made here.
        /// ```compile_fail,E0451
        /// let seal = prepose::a::Seal { inner: 1 };
        /// ```
        #[derive(Debug, Clone)]
        pub struct Seal { inner: u8, pub(super) other: u8 }
        impl Seal { pub fn inner(&self) -> u8 { 1 } pub(super) fn new() -> Self { todo() } fn own() -> Seal { todo() } }
        pub fn seal() -> Result<Seal, u8> { Seal::new() }
        pub fn lent(x: &Seal) -> &Seal { x }
    ";
    let faults_of = |text: &str| faults(&small(&[("src/lib.rs", "mod a;"), ("src/a.rs", text)]), &gate);
    assert_eq!(faults_of(good), Vec::<String>::new());
    for (from, to) in [
        ("inner: u8,", "pub inner: u8,"),
        ("inner: u8,", "pub(crate) inner: u8,"),
        ("Debug, Clone", "Debug, Default"),
        ("compile_fail,E0451", "compile_fail"),
        ("fn own()", "pub fn own()"),
        ("pub(super) fn new", "pub fn new"),
        ("pub fn lent", "impl Default for Seal { fn default() -> Seal { todo() } } pub fn lent"),
        ("pub fn seal", "fn seal"),
        ("pub struct Seal", "pub struct Other"),
    ] {
        assert_ne!(good.replace(from, to), good);
        assert!(!faults_of(&good.replace(from, to)).is_empty(), "{from} to {to}");
    }
}
