//! Circles of files.
//!
//! Input: who names whose items. Output: the shortest circle of every knot, and the files that stand in one.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use super::house::House;
use super::names::Edge;

/// A circle of files: each names an item of the next, and the last of the first.
pub type Circle = Vec<Edge>;

/// For each file that stands in a circle a shortest one, each circle once, shortest first.
pub fn circles(house: &House) -> Vec<Circle> {
    let mut to: BTreeMap<&str, BTreeMap<&str, &Edge>> = BTreeMap::new();
    let edges = house.edges();
    for edge in &edges {
        to.entry(&edge.from).or_default().entry(&edge.to).or_insert(edge);
    }
    let mut seen = BTreeSet::new();
    let mut circles: Vec<Circle> = Vec::new();
    for &file in to.keys() {
        if let Some(circle) = shortest(&to, file) {
            let members: BTreeSet<&str> = circle.iter().map(|edge| edge.from.as_str()).collect();
            if seen.insert(members) {
                circles.push(circle.into_iter().cloned().collect());
            }
        }
    }
    circles.sort_by_key(Vec::len);
    circles
}

/// The shortest way from a file back to itself.
fn shortest<'e>(to: &BTreeMap<&'e str, BTreeMap<&'e str, &'e Edge>>, file: &'e str) -> Option<Vec<&'e Edge>> {
    let mut came: BTreeMap<&str, &Edge> = BTreeMap::new();
    let mut waiting = VecDeque::from([file]);
    while let Some(at) = waiting.pop_front() {
        for (&next, &edge) in to.get(at).into_iter().flatten() {
            if next == file {
                let mut way = vec![edge];
                let mut at = at;
                while at != file {
                    way.push(came[at]);
                    at = &came[at].from;
                }
                way.reverse();
                return Some(way);
            }
            if !came.contains_key(next) {
                came.insert(next, edge);
                waiting.push_back(next);
            }
        }
    }
    None
}

/// A circle in lines.
pub fn written(circle: &Circle) -> String {
    let lines =
        circle.iter().map(|edge| format!("  {}:{} names `{}` of {}\n", edge.from, edge.line, edge.text, edge.to));
    lines.collect()
}

#[test]
fn a_circle_is_found_and_a_hand_over_is_none() {
    use super::house::small;
    let harmless = [
        ("src/lib.rs", "pub mod a;"),
        ("src/a.rs", "mod types; mod work; pub use types::Type; pub fn run() -> Type { work::run() }"),
        ("src/a/types.rs", "pub struct Type;"),
        ("src/a/work.rs", "use super::Type; pub fn run() -> Type { Type }"),
    ];
    assert_eq!(circles(&small(&harmless)), Vec::<Circle>::new());

    let mut parent_and_child = harmless;
    parent_and_child[1].1 = "mod types; mod work; pub struct Type; pub fn run() -> Type { work::run() }";
    let found = circles(&small(&parent_and_child));
    assert_eq!(found.len(), 1);
    assert_eq!(
        written(&found[0]),
        "  src/a.rs:1 names `run` of src/a/work.rs\n  src/a/work.rs:1 names `Type` of src/a.rs\n"
    );

    let mut of_three = harmless;
    of_three[2].1 = "pub struct Type(pub Box<dyn Fn() -> crate::a::Other>);";
    of_three[1].1 = "mod types; mod work; pub use types::Type; pub struct Other; pub fn run() { work::run() }";
    let found = circles(&small(&of_three));
    assert_eq!(found.iter().map(Vec::len).collect::<Vec<_>>(), [3], "{found:?}");
}
