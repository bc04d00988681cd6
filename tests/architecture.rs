//! The walls of the house: what each crate must never link, and which way imports point.

use std::process::Command;

/// A crate and what its tree of normal dependencies must not hold.
const NEVER: &[(&str, &[&str])] = &[
    ("prepose-matcher", &["z3", "ort", "tokio", "serde", "lalrpop-util", "prepose-sensor", "prepose"]),
    ("prepose-sensor", &["z3", "ort", "lalrpop-util", "prepose"]),
    ("prepose-event", &["z3", "ort", "nalgebra", "prepose-matcher", "prepose-sensor", "prepose"]),
];

/// Modules of the root package, and the modules that each may import.
const IMPORTS: &[(&str, &[&str])] = &[
    ("source", &[]),
    ("diagnostic", &["source"]),
    ("syntax", &["source", "diagnostic"]),
    ("typed", &["source", "diagnostic", "syntax"]),
    ("translate", &["typed"]),
    ("interpret", &["typed"]),
    ("posture", &[]),
    ("decide", &["posture"]),
    ("facts", &["typed", "posture", "decide"]),
    ("perform", &["typed", "posture", "translate", "decide", "facts"]),
    ("verify", &["source", "diagnostic", "typed", "posture", "decide", "facts", "translate", "perform"]),
    ("compile", &["verify", "translate"]),
    ("view", &[]),
];

#[test]
fn no_crate_links_what_it_must_not() {
    for (name, never) in NEVER {
        let output = Command::new(env!("CARGO"))
            .args(["tree", "--offline", "--locked", "--edges", "normal", "--prefix", "none", "--package", name])
            .current_dir(env!("CARGO_MANIFEST_DIR"))
            .output()
            .expect("cargo runs");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let tree = String::from_utf8_lossy(&output.stdout).into_owned();
        let linked: Vec<&str> = tree.lines().filter_map(|line| line.split(' ').next()).collect();
        assert!(linked.contains(name), "the tree of {name} was read");
        for forbidden in *never {
            assert!(!linked.contains(forbidden), "{name} links {forbidden}");
        }
    }
}

#[test]
fn imports_point_one_way() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let modules: Vec<&str> = IMPORTS.iter().map(|(name, _)| *name).chain(["driver"]).collect();
    let mut files = 0;
    for (module, allowed) in IMPORTS {
        for (path, text) in sources(&root, module) {
            files += 1;
            for other in modules.iter().filter(|other| *other != module && !allowed.contains(*other)) {
                let named = text.contains(&format!("crate::{other}::")) || text.contains(&format!("crate::{other};"));
                assert!(!named, "{} imports `{other}`, which {module} must not know", path.display());
            }
        }
    }
    assert!(files > 30, "the sources were found");
}

#[test]
fn only_one_file_names_the_solver() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut named = Vec::new();
    for module in IMPORTS.iter().map(|(name, _)| *name).chain(["driver", "lib", "main"]) {
        for (path, text) in sources(&root, module) {
            if text.contains("z3::") {
                named.push(path);
            }
        }
    }
    assert_eq!(named, [root.join("decide/solver.rs")]);
}

/// These end the process with a panic where their stream is closed or full; `driver/output.rs` does not.
#[test]
fn nothing_prints_but_through_the_driver() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut all = below(vec![root.join("src")]);
    let crates = std::fs::read_dir(root.join("crates")).expect("our crates");
    all.extend(crates.flat_map(|entry| below(vec![entry.expect("an entry").path().join("src")])));
    assert!(all.len() > 100, "the sources were found: {}", all.len());
    for (path, text) in all {
        for line in text.lines().filter(|line| !line.trim_start().starts_with("//")) {
            let prints = ["print!(", "println!(", "dbg!("].iter().any(|print| line.contains(print));
            assert!(!prints, "{} prints by itself: {line}", path.display());
        }
    }
}

/// A module's files without their unit tests, which may use anything.
fn sources(root: &std::path::Path, module: &str) -> Vec<(std::path::PathBuf, String)> {
    below(vec![root.join(format!("{module}.rs")), root.join(module)])
}

fn below(mut waiting: Vec<std::path::PathBuf>) -> Vec<(std::path::PathBuf, String)> {
    let mut out = Vec::new();
    while let Some(path) = waiting.pop() {
        if path.is_dir() {
            waiting.extend(
                std::fs::read_dir(&path).expect("a folder of ours").map(|entry| entry.expect("an entry").path()),
            );
        } else if path.extension().is_some_and(|extension| extension == "rs")
            && !path.file_stem().is_some_and(|stem| stem.to_string_lossy().ends_with("tests"))
        {
            let text = std::fs::read_to_string(&path).expect("a source of ours");
            out.push((path, text));
        }
    }
    out
}
