//! What the binary links is small, named with its licence, and taken by the Rust that Cargo.toml declares; the libraries
//! package. All of it read from cargo, without the network.

use std::process::Command;

use serde_json::Value;

/// Parts of a regular expression engine.
const ENGINES: &[&str] = &["regex", "regex-lite", "regex-automata", "regex-syntax"];

/// The one crate that may link such an engine: it reads the patterns of `.gitignore`.
const WALKER: &str = "ignore";

#[test]
fn the_language_brings_no_regex_engine() {
    let tree =
        cargo(&["tree", "--edges", "normal,no-proc-macro", "--prefix", "depth", "--no-dedupe", "--package", "prepose"]);
    let mut path: Vec<&str> = Vec::new();
    for line in tree.lines() {
        let name = line.trim_start_matches(|letter: char| letter.is_ascii_digit());
        let depth: usize = line[..line.len() - name.len()].parse().expect("a line begins with its depth");
        path.truncate(depth);
        path.push(name.split(' ').next().expect("a line names a crate"));
        let engine = ENGINES.contains(&path[depth]) && !path.contains(&WALKER);
        assert!(!engine, "a regex engine beside logos: {}", path.join(" -> "));
    }
    assert!(tree.contains("lalrpop-util") && tree.contains("logos"), "the tree was read");
}

#[test]
fn the_declared_rust_takes_every_dependency() {
    let metadata = metadata();
    let packages = metadata["packages"].as_array().expect("packages");
    let ours = packages.iter().find(|package| package["name"] == "prepose").expect("we are a package");
    let declared = numbers(&ours["rust_version"]).expect("a Rust version is declared");
    for package in packages {
        let needed = numbers(&package["rust_version"]).unwrap_or_default();
        assert!(
            needed <= declared,
            "{} needs Rust {needed:?}, and Cargo.toml declares {declared:?}: raise `rust-version`",
            package["name"]
        );
    }
    assert!(packages.len() > 50, "the packages were found");
}

#[test]
fn the_notices_name_what_is_linked() {
    let rows = notices();
    let tree = cargo(&["tree", "--edges", "normal,no-proc-macro", "--prefix", "none", "--package", "prepose"]);
    let mut linked = 0;
    for line in tree.lines().filter(|line| !line.contains('/') && !line.is_empty()) {
        let mut words = line.split(' ');
        let (name, version) = (words.next().expect("a name"), words.next().expect("a version"));
        linked += 1;
        assert!(
            rows.contains(&(name, version.trim_start_matches('v'))),
            "{name} {version} is linked, and THIRD-PARTY.md does not say so: run `make notices`"
        );
    }
    assert!(linked > 20, "the tree was read");
}

#[test]
fn the_notices_name_nothing_else() {
    let lock = include_str!("../Cargo.lock");
    for (name, version) in notices() {
        let locked = lock.contains(&format!("name = \"{name}\"\nversion = \"{version}\"\n"));
        assert!(locked, "{name} {version} is not in Cargo.lock: run `make notices`");
    }
    let wheel = include_str!("../tools/requirements.txt");
    let z3 = wheel.lines().find_map(|line| line.strip_prefix("z3-solver==")).expect("the wheel of libz3 is pinned");
    let version = z3.split(' ').next().expect("a version");
    let row = format!("| Z3, the shared library `libz3` | {version} | MIT |");
    assert!(include_str!("../THIRD-PARTY.md").contains(&row), "libz3 {version} is fetched: run `make notices`");
}

/// Names and versions of the crates in the table.
fn notices() -> Vec<(&'static str, &'static str)> {
    let rows: Vec<_> = include_str!("../THIRD-PARTY.md")
        .lines()
        .filter_map(|line| line.strip_prefix("| ")?.split_once(" | "))
        .filter_map(|(name, rest)| Some((name, rest.split_once(" | ")?.0)))
        .filter(|(_, version)| version.starts_with(|letter: char| letter.is_ascii_digit()))
        .filter(|(name, _)| !name.contains(' '))
        .collect();
    assert!(rows.len() > 20, "the table was read");
    rows
}

#[test]
fn the_libraries_can_be_packaged() {
    let metadata = metadata();
    let mut libraries = 0;
    for package in metadata["packages"].as_array().expect("packages") {
        let name = package["name"].as_str().expect("a name");
        if !package["source"].is_null() || name == "prepose" {
            continue;
        }
        libraries += 1;
        for key in ["description", "license"] {
            assert!(package[key].is_string(), "{name} has no `{key}`");
        }
        for key in ["keywords", "categories"] {
            assert_ne!(package[key], Value::Array(Vec::new()), "{name} has no `{key}`");
        }
        for dependency in package["dependencies"].as_array().expect("dependencies") {
            let ours = dependency["path"].is_string() && dependency["kind"] != "dev";
            assert!(!ours || dependency["req"] != "*", "{name} names no version of {}", dependency["name"]);
        }
        let packed = cargo(&["package", "--list", "--allow-dirty", "--package", name]);
        for file in ["LICENSE-MIT", "LICENSE-APACHE", "src/lib.rs"] {
            assert!(packed.lines().any(|line| line == file), "{name} packages no {file}");
        }
    }
    assert!(libraries >= 3, "the libraries were found");
}

/// What cargo knows of the packages that this machine needs.
fn metadata() -> Value {
    let rustc = std::env::var("RUSTC").unwrap_or_else(|_| "rustc".into());
    let output = Command::new(rustc).arg("-vV").output().expect("rustc runs");
    let about = String::from_utf8(output.stdout).expect("UTF-8");
    let host = about.lines().find_map(|line| line.strip_prefix("host: ")).expect("rustc names its host");
    let metadata = cargo(&["metadata", "--format-version", "1", "--filter-platform", host]);
    serde_json::from_str(&metadata).expect("JSON")
}

/// `1.89.0` and `1.89` as numbers.
fn numbers(version: &Value) -> Option<[u32; 3]> {
    let mut parts = version.as_str()?.split('.').map(|part| part.parse().expect("a number"));
    Some([parts.next()?, parts.next().unwrap_or(0), parts.next().unwrap_or(0)])
}

fn cargo(arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO"))
        .args(arguments)
        .args(["--offline", "--locked"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("cargo runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("UTF-8")
}
