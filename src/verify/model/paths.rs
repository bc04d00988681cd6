//! Ways through the steps of gestures.
//!
//! Input: nodes. Output: ways that together pass every node, and what lies on the way between two. It knows nothing of
//! poses.

use crate::typed::Node;

/// Ways from a first step to a last one, so that every node that lies on any is on one of them; the shortest first.
pub fn covering(nodes: &[Node]) -> Vec<Vec<usize>> {
    let mut covered = vec![false; nodes.len()];
    let mut all_paths: Vec<Vec<usize>> = Vec::new();
    for n in (0..nodes.len()).rev() {
        if covered[n] {
            continue;
        }
        if let Some(path) = through(nodes, &[n]) {
            path.iter().for_each(|&node| covered[node] = true);
            all_paths.push(path);
        }
    }
    all_paths.sort_by_key(Vec::len);
    all_paths
}

/// A shortest way from a first step to a last one that passes some nodes in their order.
pub fn through(nodes: &[Node], via: &[usize]) -> Option<Vec<usize>> {
    let (first, last) = (*via.first()?, *via.last()?);
    let mut path = back_to_entry(nodes, first)?;
    for pair in via.windows(2) {
        path.extend(between(nodes, pair[0], pair[1])?);
    }
    path.extend(on_to_accept(nodes, last)?);
    Some(path)
}

/// The nodes from a first step to a node, both included.
fn back_to_entry(nodes: &[Node], node: usize) -> Option<Vec<usize>> {
    // steps from an entry, by node: predecessors stand before their followers
    let mut from: Vec<Option<(usize, Option<usize>)>> = vec![None; node + 1];
    for n in 0..=node {
        let nearest = nodes[n].after.iter().filter_map(|&b| from[b].map(|(steps, _)| (steps + 1, Some(b)))).min();
        from[n] = if nodes[n].entry { Some((0, None)) } else { nearest };
    }
    let mut path = vec![node];
    let mut at = from[node]?;
    while let (_, Some(before)) = at {
        path.push(before);
        at = from[before]?;
    }
    path.reverse();
    Some(path)
}

/// The nodes after one up to another, that one included; none where they are the same.
fn between(nodes: &[Node], start: usize, end: usize) -> Option<Vec<usize>> {
    if start == end {
        return Some(Vec::new());
    }
    let mut before: Vec<Option<usize>> = vec![None; end.max(start) + 1];
    for n in start + 1..=end {
        let after = &nodes[n].after;
        let on = || after.iter().copied().find(|&b| b > start && before[b].is_some());
        before[n] = if after.contains(&start) { Some(start) } else { on() };
    }
    let mut path = vec![end];
    while let Some(b) = before[*path.last()?] {
        if b == start {
            path.reverse();
            return Some(path);
        }
        path.push(b);
    }
    None
}

/// The nodes after one up to a last step.
fn on_to_accept(nodes: &[Node], node: usize) -> Option<Vec<usize>> {
    if nodes[node].accept {
        return Some(Vec::new());
    }
    let mut best: Vec<Option<(usize, usize)>> = vec![None; nodes.len()];
    for n in (node..nodes.len()).rev() {
        let steps = if nodes[n].accept { Some(0) } else { best[n].map(|(steps, _)| steps) };
        if let Some(steps) = steps {
            for &b in &nodes[n].after {
                if best[b].is_none_or(|(known, _)| steps + 1 < known) {
                    best[b] = Some((steps + 1, n));
                }
            }
        }
    }
    let mut path = Vec::new();
    let mut at = node;
    while !nodes[at].accept {
        at = best[at]?.1;
        path.push(at);
    }
    Some(path)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Span;

    fn node(after: &[usize], entry: bool, accept: bool) -> Node {
        let mut sources = crate::source::Sources::default();
        let source = sources.add("test", "");
        Node {
            pose: String::new(),
            span: Span { source, start: 0, end: 0 },
            statements: Vec::new(),
            after: after.to_vec(),
            entry,
            accept,
            earliest: 0.0,
            latest: 5.0,
            hold: 0.0,
            step: 1,
            of: 1,
        }
    }

    #[test]
    fn every_node_is_passed() {
        // two ways that begin apart and one shortcut: 0-2-4, 1-3-4, 1-4
        let nodes = [
            node(&[], true, false),
            node(&[], true, false),
            node(&[0], false, false),
            node(&[1], false, false),
            node(&[2, 3, 1], false, true),
        ];
        let all_paths = covering(&nodes);
        for n in 0..nodes.len() {
            assert!(all_paths.iter().any(|path| path.contains(&n)), "{n} is passed");
        }
        assert_eq!(through(&nodes, &[1, 4]), Some(vec![1, 4]));
        assert_eq!(through(&nodes, &[1, 3]), Some(vec![1, 3, 4]));
        assert_eq!(through(&nodes, &[0, 3]), None);
    }
}
