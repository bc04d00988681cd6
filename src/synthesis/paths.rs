//! Which steps a person performs.
//!
//! Input: a gesture's automaton. Output: a path from a first step to a last one. Invariant: paths of different numbers
//! take different choices as long as there are any, and number 0 is a shortest. It knows nothing of poses.

use crate::typed::Node;

/// How many paths are tried before a gesture counts as impossible.
pub const TRIED: usize = 8;

/// The nodes of a path, first step first; empty where no step completes the gesture.
pub fn choose(nodes: &[Node], number: usize) -> Vec<usize> {
    let left = steps_left(nodes);
    let mut choices = number;
    let mut path: Vec<usize> = Vec::new();
    loop {
        let mut options: Vec<usize> = match path.last() {
            None => (0..nodes.len()).filter(|&n| nodes[n].entry).collect(),
            Some(last) => (last + 1..nodes.len()).filter(|&n| nodes[n].after.contains(last)).collect(),
        };
        options.retain(|&n| left[n].is_some());
        options.sort_by_key(|&n| left[n]);
        let finished = path.last().is_some_and(|&last| nodes[last].accept);
        if finished || options.is_empty() {
            return path;
        }
        path.push(options[choices % options.len()]);
        choices /= options.len();
    }
}

/// For each node how many steps are left to the nearest end, or nothing where there is none.
fn steps_left(nodes: &[Node]) -> Vec<Option<usize>> {
    let mut left: Vec<Option<usize>> = nodes.iter().map(|node| node.accept.then_some(0)).collect();
    for n in (0..nodes.len()).rev() {
        if let Some(here) = left[n] {
            for &before in &nodes[n].after {
                left[before] = Some(left[before].map_or(here + 1, |known| known.min(here + 1)));
            }
        }
    }
    left
}

/// The nodes of a shortest path to a node, first step first.
pub fn shortest_to(nodes: &[Node], node: usize) -> Vec<usize> {
    let mut path = vec![node];
    while let Some(&first) = path.first() {
        let nearest = nodes[first].after.iter().copied().min_by_key(|&before| nodes[before].step);
        match nearest {
            Some(before) if !nodes[first].entry => path.insert(0, before),
            _ => break,
        }
    }
    path
}
