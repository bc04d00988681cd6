//! What the heads of files say that they do not know.
//!
//! Input: our sources. Output: what is wrong with a claim. A claim is a sentence of a file's head with one of `VERBS`;
//! it binds the file and its folder, or the file alone where it begins with "This file". Each thing that is not known
//! has a row in the table, with the words that names of the file must not be made of and the paths that it must not
//! name. A claim that no row explains fails, and so does a row that no claim needs: what is said is held, and what is
//! held is said.

use std::collections::{BTreeMap, BTreeSet};

use super::house::House;

mod table;

pub use table::ROWS;

/// What follows one of these is not known.
const VERBS: &[&str] = &[
    "knows nothing of ",
    "know nothing of ",
    "knows nothing about ",
    "must not know ",
    "does not know ",
    "do not know ",
    "never knows ",
];

/// What may stand between two things that are not known.
const JOINTS: &[&str] = &[
    ", or of ",
    ", nor of ",
    ", and of ",
    ", of ",
    " or of ",
    " nor of ",
    " and of ",
    ", nor ",
    ", or ",
    " nor ",
    " or ",
    " and ",
    ", ",
];

/// One thing that files say they do not know.
#[derive(Debug, Clone, Copy)]
pub struct Row {
    /// As it stands in the heads.
    pub claim: &'static str,
    /// Where it means this: paths of files begin so. The longest that fits is taken.
    pub within: &'static str,
    /// Words that no name in code is made of: `Gesture`, `gestures` and `of_gesture` hold the word `gesture`.
    pub words: &'static [&'static str],
    /// Paths that are not named: the beginning of a library's path, or of one of ours from the crate down.
    pub paths: &'static [&'static str],
}

/// Everything that is wrong with claims.
pub fn faults(house: &House, rows: &[Row]) -> Vec<String> {
    let mut faults = Vec::new();
    let mut needed = BTreeSet::new();
    for (path, text) in &house.texts {
        for claim in claims(text) {
            let (things, rest) = things(&claim.text, path, rows);
            if !rest.is_empty() {
                faults.push(format!("{path}: no row says how `{rest}` is held, which its head does not know"));
            }
            for row in things {
                needed.insert((row.claim, row.within));
                faults.extend(broken(house, path, row, claim.of_file));
            }
        }
    }
    for row in rows {
        let unknown = row.paths.iter().filter(|path| !house.leads_somewhere(path));
        faults.extend(unknown.map(|path| format!("the row `{}` guards `{path}`, which is nothing", row.claim)));
    }
    for row in rows.iter().filter(|row| !needed.contains(&(row.claim, row.within))) {
        faults.push(format!("the row `{}` within `{}` holds what no head claims", row.claim, row.within));
    }
    faults
}

/// What a head says is not known.
struct Claim {
    text: String,
    /// Whether it is said of the file alone, without its folder.
    of_file: bool,
}

/// The ends of the sentences in a text's head that say what is not known.
fn claims(text: &str) -> Vec<Claim> {
    let head: Vec<&str> = text.lines().map_while(|line| line.strip_prefix("//!")).map(str::trim).collect();
    let head = head.join(" ");
    let mut claims = Vec::new();
    for verb in VERBS {
        for (at, _) in head.match_indices(verb) {
            let claim = &head[at + verb.len()..];
            let text = claim[..claim.find(['.', ';', ':']).unwrap_or(claim.len())].to_string();
            claims.push(Claim { text, of_file: head[..at].ends_with("This file ") });
        }
    }
    claims
}

/// The rows that explain a claim, and what is left of it.
fn things<'r>(claim: &str, path: &str, rows: &'r [Row]) -> (Vec<&'r Row>, String) {
    let mut rest = claim.strip_prefix("of ").unwrap_or(claim);
    let mut things = Vec::new();
    loop {
        let fits = rows.iter().filter(|row| {
            let after = rest.strip_prefix(row.claim);
            after.is_some_and(|after| after.is_empty() || after.starts_with([' ', ','])) && path.starts_with(row.within)
        });
        let Some(row) = fits.max_by_key(|row| (row.claim.len(), row.within.len())) else {
            return (things, rest.to_string());
        };
        things.push(row);
        rest = &rest[row.claim.len()..];
        match JOINTS.iter().find_map(|joint| rest.strip_prefix(joint)) {
            Some(more) => rest = more,
            None => return (things, rest.to_string()),
        }
    }
}

/// Where a file or its folder knows what its head says it does not.
fn broken(house: &House, path: &str, row: &Row, of_file: bool) -> Vec<String> {
    let folder = match path.strip_suffix("lib.rs") {
        Some(root) => root.to_string(),
        None => format!("{}/", path.trim_end_matches(".rs")),
    };
    let mut out: BTreeMap<&str, (usize, String, usize)> = BTreeMap::new();
    for (place, module) in &house.modules {
        let file = &house.files[place];
        if file != path && (of_file || !file.starts_with(&folder)) {
            continue;
        }
        let uses = module.uses.iter().map(|import| (&import.path, import.line));
        let all = uses.chain(module.mentions.iter().map(|mention| (&mention.path, mention.line)));
        for (written, line) in all {
            let ours = written.iter().filter(|name| !house.modules.contains_key(&[name.to_string()][..]));
            let word = ours.flat_map(|name| words(name)).find(|word| row.words.contains(&word.as_str()));
            let full = [written.join("::"), house.full_path(place, written).join("::")];
            let mut banned = row.paths.iter().filter(|banned| full.iter().any(|full| begins(full, banned)));
            let banned = banned.next().filter(|_| written.len() > 1);
            if word.is_some() || banned.is_some() {
                let first = out.entry(file).or_insert((line, written.join("::"), 0));
                first.2 += 1;
                if line < first.0 {
                    (first.0, first.1) = (line, written.join("::"));
                }
            }
        }
    }
    let told = out.into_iter().map(|(file, (line, name, times))| {
        let claim = row.claim;
        format!("{file}:{line} names `{name}` ({times} such), but {path} says that it knows nothing of {claim}")
    });
    told.collect()
}

fn begins(path: &str, beginning: &str) -> bool {
    path.strip_prefix(beginning).is_some_and(|rest| rest.is_empty() || rest.starts_with("::"))
}

/// The words that a name is made of, in small letters: `GestureEvent` and `GESTURE_EVENT` are `gesture`, `event`.
fn words(name: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut before_small = false;
    for letter in name.chars() {
        if letter == '_' || letter.is_uppercase() && before_small {
            words.push(String::new());
        }
        before_small = letter.is_lowercase() || letter.is_ascii_digit();
        if letter != '_' {
            words.last_mut().expect("one").extend(letter.to_lowercase());
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

#[cfg(test)]
const fn sample(claim: &'static str, words: &'static [&'static str], paths: &'static [&'static str]) -> Row {
    Row { claim, within: "", words, paths }
}

#[test]
fn what_is_said_is_held_and_what_is_held_is_said() {
    use super::house::small;
    let rows = [sample("gestures", &["gesture", "gestures"], &[]), sample("files", &[], &["std::fs", "prepose::b"])];
    let faults_of =
        |text: &str| faults(&small(&[("src/lib.rs", "mod a; mod b;"), ("src/b.rs", ""), ("src/a.rs", text)]), &rows);
    let head = "//! It knows nothing of gestures or of\n//! files. But it knows of time.\n";
    assert_eq!(faults_of(&format!("{head}fn f() {{}}")), Vec::<String>::new());
    for wrong in [
        "struct KnownGesture;",
        "fn of_gestures() {}",
        "use std::{fs, io};",
        "use std::fs::File;",
        "fn f() { std::fs::read() }",
        "use super::b::X;",
        "use crate::{b};",
        "mod inside { use crate::b::X; }",
    ] {
        assert_eq!(faults_of(&format!("{head}{wrong}")).len(), 1, "{wrong}");
    }
    assert_eq!(
        faults_of("//! It must not know gestures, of files, or bodies.\n"),
        ["src/a.rs: no row says how `bodies` is held, which its head does not know"]
    );
    for (whose, faulty) in [("It", 1), ("This file", 0)] {
        let parent = format!("//! {whose} knows nothing of files.\nmod inner;");
        let files = [("src/lib.rs", "mod a;"), ("src/a.rs", &parent), ("src/a/inner.rs", "use std::fs;")];
        assert_eq!(faults(&small(&files), &[sample("files", &[], &["std::fs"])]).len(), faulty, "{whose}");
    }
    let vain = [sample("files", &[], &["prepose::c", "prepose::b::Item", "std::fs"])];
    let house = small(&[("src/lib.rs", "//! It knows nothing of files.\nmod b;"), ("src/b.rs", "struct Item;")]);
    assert_eq!(faults(&house, &vain), ["the row `files` guards `prepose::c`, which is nothing"]);
    assert_eq!(
        faults_of("//! It knows nothing of files.\n"),
        ["the row `gestures` within `` holds what no head claims"]
    );
}

#[test]
fn names_are_made_of_words() {
    for name in ["GestureEvent", "gesture_event", "GESTURE_EVENT"] {
        assert_eq!(words(name), ["gesture", "event"]);
    }
}
