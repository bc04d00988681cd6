//! The walls of the house: which room may know which, that files stand in no circle, that what a file's head says it
//! does not know is so, that what only the verifier makes cannot be forged, and what each crate must never link.
//!
//! Sources are read by their tokens, without their tests. *A file names another* where an import or a path in its code
//! leads to an item that the other declares: through `crate`, `super`, names given by `as`, and names that a third file
//! hands on by `pub use`. That a parent declares a child and hands its items on does not yet name it; calling it does.
//! So a parent that calls its child while the child uses what the parent declares is a circle: what both need stands in
//! a file of its own. Not seen are methods, which need no import, and what macros of libraries write.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::LazyLock;

mod architecture {
    pub mod circles;
    pub mod claims;
    pub mod gates;
    pub mod house;
    pub mod links;
    pub mod names;
    pub mod rooms;
    pub mod scan;
}

use architecture::house::House;
use architecture::{circles, claims, gates, links, rooms};

#[test]
fn imports_point_one_way() {
    nothing_of(&rooms::faults(house(), "prepose", rooms::ROOMS));
}

#[test]
fn no_files_stand_in_a_circle() {
    nothing_of(&circles::circles(house()).iter().map(circles::written).collect::<Vec<_>>());
}

#[test]
fn what_a_file_says_it_does_not_know_it_does_not_know() {
    nothing_of(&claims::faults(house(), claims::ROWS));
}

#[test]
fn what_only_the_verifier_makes_cannot_be_forged() {
    for gate in gates::GATES {
        nothing_of(&gates::faults(house(), gate));
    }
}

#[test]
fn libraries_are_named_where_they_belong() {
    let manifest = std::fs::read_to_string(root().join("Cargo.toml")).expect("the manifest");
    nothing_of(&links::faults(house(), &links::dependencies(&manifest), links::LIBRARIES));
}

#[test]
fn no_crate_links_what_it_must_not() {
    for (name, never) in links::NEVER {
        let linked = links::linked(name);
        assert!(linked.contains(*name), "the tree of {name} was read");
        let wrong = never.iter().filter(|forbidden| linked.contains(**forbidden));
        nothing_of(&wrong.map(|forbidden| format!("{name} links {forbidden}")).collect::<Vec<_>>());
    }
    let crates = std::fs::read_dir(root().join("crates")).expect("our crates");
    let crates: BTreeSet<String> =
        crates.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned()).collect();
    assert_eq!(crates, links::NEVER.iter().map(|(name, _)| name.to_string()).collect(), "every crate has a row");
}

/// These end the process with a panic where their stream is closed or full; `driver/output.rs` does not.
#[test]
fn nothing_prints_but_through_the_driver() {
    nothing_of(&links::prints(house()));
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Our sources, read once.
fn house() -> &'static House {
    static HOUSE: LazyLock<House> = LazyLock::new(|| House::read(root()));
    assert!(HOUSE.texts.len() > 150, "the sources were found: {}", HOUSE.texts.len());
    &HOUSE
}

fn nothing_of(faults: &[String]) {
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
}
