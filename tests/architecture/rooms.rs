//! Which room may know which.
//!
//! Input: our sources and a table of rooms. Output: imports that the table does not allow, and files that stand in no
//! room. A room is a module with everything below it; where rooms lie within a room, it is that module's own file only,
//! so a new file or folder beside them needs a row. What counts is the path as it is written: who hands a name on
//! answers for it.

use std::collections::BTreeSet;

use super::house::House;

/// A room, and the rooms that it may import besides itself.
pub type Room = (&'static str, &'static [&'static str]);

/// The rooms of the root package, each below those that it may import. `decide` knows nothing but bodies.
pub const ROOMS: &[Room] = &[
    ("source", &[]),
    ("diagnostic", &["source"]),
    ("syntax", &["source", "diagnostic"]),
    ("typed", &["source", "diagnostic", "syntax"]),
    ("translate", &["typed"]),
    ("interpret", &["typed"]),
    ("posture", &[]),
    ("sight", &["typed", "interpret", "posture"]),
    ("decide", &["posture"]),
    ("facts", &["typed", "posture", "decide"]),
    ("synthesis", &["typed", "translate", "posture", "decide", "facts"]),
    ("verify::model", &["source", "typed", "posture", "decide", "facts"]),
    ("verify::query", &["decide", "verify::model"]),
    ("verify::store", &[]),
    ("verify::job", &["source", "typed", "decide", "verify::model", "verify::store"]),
    (
        "verify::report",
        &["source", "diagnostic", "typed", "decide", "synthesis", "verify::model", "verify::store", "verify::job"],
    ),
    (
        "verify::property",
        &[
            "source",
            "diagnostic",
            "typed",
            "translate",
            "posture",
            "decide",
            "synthesis",
            "verify::model",
            "verify::query",
            "verify::job",
            "verify::report",
        ],
    ),
    (
        "verify::schedule",
        &["decide", "verify::model", "verify::query", "verify::job", "verify::report", "verify::property"],
    ),
    // hands on what its rooms make
    (
        "verify",
        &[
            "decide",
            "verify::model",
            "verify::store",
            "verify::job",
            "verify::report",
            "verify::property",
            "verify::schedule",
        ],
    ),
    ("compile", &["translate", "verify"]),
    ("view", &[]),
    (
        "driver",
        &[
            "source",
            "diagnostic",
            "syntax",
            "typed",
            "translate",
            "interpret",
            "sight",
            "synthesis",
            "verify",
            "compile",
            "view",
        ],
    ),
];

/// Everything that the table does not allow. `package` is the crate whose rooms these are.
pub fn faults(house: &House, package: &str, rooms: &[Room]) -> Vec<String> {
    let mut faults = Vec::new();
    let mut filled = BTreeSet::new();
    for (path, file) in &house.files {
        if path[0] == package && path.len() > 1 {
            match room_of_file(&path[1..], rooms) {
                Some(room) => _ = filled.insert(room.0),
                None => faults.push(format!("{file} stands in no room")),
            }
        }
    }
    for (n, (name, allowed)) in rooms.iter().enumerate() {
        let below = |other: &&&str| !rooms[..n].iter().any(|(room, _)| room == *other);
        faults.extend(
            allowed.iter().filter(below).map(|other| format!("`{other}` does not stand above `{name}` in the table")),
        );
    }
    for (name, _) in rooms.iter().filter(|(name, _)| !filled.contains(name)) {
        faults.push(format!("the room `{name}` is empty"));
    }
    for import in house.imports() {
        if import.path[0] != package || import.module[0] != package || import.module.len() < 2 {
            continue;
        }
        let Some((name, allowed)) = room_of_file(&import.module[1..], rooms) else { continue };
        let Some((other, _)) = room_of_path(&import.path[1..], rooms) else { continue };
        if other != name && !allowed.contains(other) {
            let path = import.path[1..].join("::");
            faults
                .push(format!("{}:{} names `{path}`, but `{name}` must not know `{other}`", import.file, import.line));
        }
    }
    faults
}

/// The room that a module stands in: one that no other room lies within, or the very module.
fn room_of_file<'r>(module: &[String], rooms: &'r [Room]) -> Option<&'r Room> {
    let room = room_of_path(module, rooms)?;
    let whole = !rooms.iter().any(|(other, _)| other.starts_with(&format!("{}::", room.0)));
    (whole || module.join("::") == room.0).then_some(room)
}

/// The innermost room that a path leads into.
fn room_of_path<'r>(path: &[String], rooms: &'r [Room]) -> Option<&'r Room> {
    (1..=path.len()).rev().find_map(|n| rooms.iter().find(|(name, _)| *name == path[..n].join("::")))
}

#[test]
fn a_wrong_import_is_found_however_it_is_written() {
    use super::house::small;
    let rooms: &[Room] = &[("low", &[]), ("high::inner", &["low"]), ("high::upper", &["high::inner"]), ("high", &[])];
    let faults_of = |inner: &str, low: &str| {
        let house = small(&[
            ("src/lib.rs", "pub mod low; pub mod high;"),
            ("src/low.rs", low),
            ("src/high.rs", "mod inner; mod upper;"),
            ("src/high/inner.rs", inner),
            ("src/high/upper.rs", "use super::inner::Item;"),
        ]);
        faults(&house, "prepose", rooms)
    };
    assert_eq!(faults_of("use crate::low::Item;", "pub struct Item;"), Vec::<String>::new());
    for wrong in [
        "use super::upper::Item;",
        "use crate::{low, high::{upper::Item}};",
        "fn f() { super::upper::g() }",
        "use super::*;",
        "fn f(x: crate::high::Facade) {}",
    ] {
        assert_eq!(faults_of(wrong, "").len(), 1, "{wrong}: {:?}", faults_of(wrong, ""));
    }
    assert_eq!(faults_of("", "use crate::high;"), ["src/low.rs:1 names `high`, but `low` must not know `high`"]);
    let house = small(&[("src/lib.rs", "mod low; mod high; mod new;"), ("src/low.rs", ""), ("src/new.rs", "")]);
    let found = faults(&house, "prepose", &[("low", &[]), ("empty", &[])]);
    assert_eq!(found, ["src/new.rs stands in no room", "the room `empty` is empty"]);
    let found = faults(&house, "prepose", &[("new", &["low"]), ("low", &[])]);
    assert_eq!(found, ["`low` does not stand above `new` in the table"]);
    let beside = small(&[
        ("src/lib.rs", "mod high;"),
        ("src/high.rs", "mod inner; mod new;"),
        ("src/high/inner.rs", ""),
        ("src/high/new.rs", ""),
    ]);
    let found = faults(&beside, "prepose", &[("high", &[]), ("high::inner", &[])]);
    assert_eq!(found, ["src/high/new.rs stands in no room"]);
}
