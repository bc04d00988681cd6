//! What each crate links, and which of our files name a library.
//!
//! Input: `cargo tree`, our sources, the manifest. Output: what the tables do not allow.

use std::collections::BTreeSet;
use std::process::Command;

use super::house::House;

/// A crate of ours and what its tree of normal dependencies must not hold.
pub const NEVER: &[(&str, &[&str])] = &[
    ("prepose-matcher", &["z3", "ort", "tokio", "serde", "lalrpop-util", "prepose-sensor", "prepose"]),
    ("prepose-sensor", &["z3", "ort", "lalrpop-util", "prepose"]),
    ("prepose-event", &["z3", "ort", "nalgebra", "prepose-matcher", "prepose-sensor", "prepose"]),
    // what the core links to tell applications of gestures
    ("prepose-naming", &["z3", "ort", "tokio", "lalrpop-util", "prepose-sensor", "prepose"]),
];

/// Every library of the root package, and where it may be named: files, or the folders that they lie in.
pub const LIBRARIES: &[(&str, &[&str])] = &[
    // whether a terminal has colours is decided once
    ("anstream", &["src/driver/terminal.rs"]),
    (
        "blake3",
        &["src/decide/", "src/verify/", "src/driver/", "src/diagnostic/render/fingerprint.rs", "src/view/nonce.rs"],
    ),
    ("clap", &["src/driver"]),
    ("clap_complete", &["src/driver"]),
    ("clap_mangen", &["src/driver/man.rs"]),
    ("codespan_reporting", &["src/diagnostic/render.rs"]),
    ("csv", &["src/driver/accuracy/", "src/driver/output.rs"]),
    ("ctrlc", &["src/driver/signals.rs"]),
    ("getrandom", &["src/driver/cache/"]),
    ("ignore", &["src/driver/config", "src/driver/find.rs"]),
    ("indicatif", &["src/driver/"]),
    // the parser that it generates, and its complaints
    ("lalrpop_util", &["src/syntax/parse.rs", "src/syntax/recover.rs"]),
    // the words, and what splits a text into them
    ("logos", &["src/syntax/token.rs", "src/syntax/lexer.rs"]),
    (
        "nalgebra",
        &["src/typed", "src/posture.rs", "src/interpret", "src/decide/", "src/facts", "src/synthesis", "src/verify"],
    ),
    ("nix", &["src/driver/signals.rs"]),
    ("prepose_event", &["src/view", "src/driver/"]),
    ("prepose_matcher", &["src/"]),
    ("prepose_naming", &["src/driver/"]),
    ("prepose_sensor", &["src/driver/"]),
    ("serde", &["src/verify/", "src/view", "src/driver/"]),
    ("serde_json", &["src/diagnostic/", "src/verify/", "src/view", "src/driver/"]),
    ("similar", &["src/driver/fmt.rs"]),
    ("strsim", &["src/diagnostic.rs"]),
    ("thiserror", &["src/"]),
    ("toml", &["src/driver/config/"]),
    ("z3", &["src/decide/solver.rs"]),
];

/// The names of everything that a crate of ours links.
pub fn linked(name: &str) -> BTreeSet<String> {
    let output = Command::new(env!("CARGO"))
        .args(["tree", "--offline", "--locked", "--edges", "normal", "--prefix", "none", "--package", name])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("cargo runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let tree = String::from_utf8_lossy(&output.stdout).into_owned();
    tree.lines().filter_map(|line| line.split(' ').next()).map(String::from).collect()
}

/// The libraries of a manifest, as code names them.
pub fn dependencies(manifest: &str) -> BTreeSet<String> {
    let mut out = BTreeSet::new();
    let mut inside = false;
    for line in manifest.lines().map(str::trim) {
        if line.starts_with('[') {
            inside = line == "[dependencies]" || line.starts_with("[target.") && line.ends_with(".dependencies]");
        } else if inside && !line.starts_with('#') && line.contains('=') {
            let name = line.split(['=', '.', ' ']).next().expect("a name");
            out.insert(name.replace('-', "_"));
        }
    }
    out
}

/// Libraries that are named where the table does not say, that it does not know, or that it knows in vain.
pub fn faults(house: &House, dependencies: &BTreeSet<String>, libraries: &[(&str, &[&str])]) -> Vec<String> {
    let mut faults = Vec::new();
    let mut named = BTreeSet::new();
    for (path, module) in &house.modules {
        let file = &house.files[path];
        let used = module.uses.iter().map(|import| (&import.path, import.line));
        let mentioned = module.mentions.iter().filter(|mention| mention.path.len() > 1 && !mention.member);
        for (written, line) in used.chain(mentioned.map(|mention| (&mention.path, mention.line))) {
            let Some((name, places)) = libraries.iter().find(|(name, _)| written[0] == *name) else { continue };
            if !file.starts_with("src/") {
                continue;
            }
            match places.iter().find(|place| file.starts_with(**place)) {
                Some(place) => _ = named.insert((*name, *place)),
                None => faults.push(format!("{file}:{line} names `{name}`, which it must not")),
            }
        }
    }
    for (name, places) in libraries {
        for place in places.iter().filter(|place| !named.contains(&(*name, **place))) {
            faults.push(format!("`{name}` may be named in {place}, where nothing names it"));
        }
    }
    for name in dependencies.iter().filter(|name| !libraries.iter().any(|(known, _)| known == name)) {
        faults.push(format!("`{name}` is a dependency, and no row says where it may be named"));
    }
    faults
}

/// These end the process with a panic where their stream is closed or full; the driver's own way out does not.
pub fn prints(house: &House) -> Vec<String> {
    let mut faults = Vec::new();
    for (path, module) in &house.modules {
        for mention in &module.mentions {
            let name = mention.path[0].as_str();
            if mention.called && matches!(name, "print" | "println" | "eprint" | "eprintln" | "dbg") {
                faults.push(format!("{}:{} prints by itself", house.files[path], mention.line));
            }
        }
    }
    faults
}

#[test]
fn a_library_in_the_wrong_place_is_found() {
    use super::house::small;
    let house = small(&[
        ("src/lib.rs", "mod a; mod b;"),
        ("src/a.rs", "use z3::{Solver, ast}; use clap::Parser;"),
        ("src/b.rs", "fn f() { z3::version(); }"),
    ]);
    let known = dependencies(
        "[dependencies]\nz3 = \"1\"\nclap.workspace = true\n# no = 1\nnew-one = \"1\"\n[dev-dependencies]\no = \"1\"",
    );
    let table: &[(&str, &[&str])] = &[("z3", &["src/a.rs"]), ("clap", &["src/a", "src/c/"])];
    assert_eq!(
        faults(&house, &known, table),
        [
            "src/b.rs:1 names `z3`, which it must not",
            "`clap` may be named in src/c/, where nothing names it",
            "`new_one` is a dependency, and no row says where it may be named"
        ]
    );
}

#[test]
fn a_print_is_found() {
    use super::house::small;
    let house =
        small(&[("src/lib.rs", "fn f() { let print = 1; print != 2; write!(x, \"println!()\");\n println!() }")]);
    assert_eq!(prints(&house), ["src/lib.rs:2 prints by itself"]);
}
