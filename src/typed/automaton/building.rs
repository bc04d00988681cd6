//! An automaton under construction.

use super::timing::Timing;
use crate::source::Span;
use crate::typed::mirror;
use crate::typed::module::Node;
use crate::typed::pose::LoweredPose;
use crate::typed::statement::Targets;

/// Where an automaton under construction ends: the nodes that the next step follows, and whether it may be the first.
#[derive(Debug, Clone, Default)]
pub(super) struct Frontier {
    pub(super) nodes: Vec<usize>,
    pub(super) start: bool,
}

pub(super) struct Building {
    /// How many more gestures may be written out, whether or not they give steps.
    pub(super) left: usize,
    pub(super) nodes: Vec<Node>,
    /// Where each node sends bones.
    pub(super) targets: Vec<Targets>,
    pub(super) full: bool,
}

impl Building {
    pub(super) fn push(
        &mut self,
        span: Span,
        pose: String,
        lowered: LoweredPose,
        timing: Timing,
        at: Frontier,
    ) -> Frontier {
        let index = self.nodes.len();
        self.nodes.push(Node {
            pose,
            span,
            statements: lowered.statements,
            after: at.nodes,
            entry: at.start,
            accept: false,
            earliest: timing.earliest,
            latest: timing.latest,
            hold: timing.hold,
            step: 1,
            of: 1,
        });
        self.targets.push(lowered.targets);
        Frontier { nodes: vec![index], start: false }
    }
}

/// Where all the steps before sent the same bones to the same direction.
pub(super) fn agreed_targets(at: &Frontier, targets: &[Targets], mirrored: bool) -> Targets {
    let Some((&first, rest)) = at.nodes.split_first() else { return Targets::new() };
    if at.start {
        return Targets::new();
    }
    let agree = |joint, direction: &nalgebra::Vector3<f64>| {
        rest.iter().all(|&node| targets[node].get(joint).is_some_and(|other| (other - direction).norm() < 1e-9))
    };
    let agreed = targets[first].iter().filter(|(joint, direction)| agree(*joint, direction));
    match mirrored {
        false => agreed.map(|(&joint, &direction)| (joint, direction)).collect(),
        true => agreed.map(|(joint, &direction)| (joint.mirrored(), mirror::direction(direction))).collect(),
    }
}

/// Numbers each step on the shortest way through it.
pub(super) fn count_steps(nodes: &mut [Node]) {
    for i in 0..nodes.len() {
        let before = nodes[i].after.iter().map(|&before| nodes[before].step).min();
        nodes[i].step = if nodes[i].entry { 1 } else { before.unwrap_or(0) + 1 };
    }
    let mut left: Vec<Option<u32>> = nodes.iter().map(|node| node.accept.then_some(0)).collect();
    for i in (0..nodes.len()).rev() {
        if let Some(here) = left[i] {
            for &before in &nodes[i].after {
                left[before] = Some(left[before].map_or(here + 1, |known| known.min(here + 1)));
            }
        }
    }
    for (node, left) in nodes.iter_mut().zip(left) {
        node.of = node.step + left.unwrap_or(0);
    }
}
