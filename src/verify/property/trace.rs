//! Whether a gesture can fire along the trace of another motion.
//!
//! Input: moments at which a body can be, one after another, and a gesture. Output: whether all steps of the gesture can be
//! met at moments in that order; if so, which at which. Invariant: "never" is said only where every query that stands
//! in between was refuted. It knows nothing of what the moments are.

use crate::decide::Answer;
use crate::decide::fact::StatePair;
use crate::typed::Node;
use crate::verify::model::gesture::{Model, PoseFacts};
use crate::verify::query::QueryContext;

/// A moment of a motion.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Moment {
    /// Before the motion, at rest.
    Before,
    /// At a step of the motion.
    Step(usize),
    /// After it, at rest again.
    After,
}

/// How a gesture lies along a trace.
#[derive(Debug)]
pub enum Embedding {
    /// It cannot fire.
    Never,
    /// It fires on a body that only rests, so it has nothing to do with the motion.
    AtRest,
    /// Its steps can be met: each node at a moment, with a body.
    Found(Vec<(usize, Moment, StatePair)>),
    /// It may be that they can; why it is not known.
    Unknown(String),
}

/// The moments of a motion: the nodes of a gesture, or a single one, and whether the person is at rest before and after.
pub struct Trace<'m> {
    /// The nodes; predecessors first.
    pub nodes: &'m [Node],
    /// Whether the person rests before and after.
    pub rests: bool,
    /// Whether each moment is one body; else the body moves about in it.
    pub one_body: bool,
}

/// Answers whether a body can be at a node of the trace and in a pose of the gesture.
pub type Meet<'a> = dyn FnMut(usize, &PoseFacts) -> Answer + 'a;

/// Looks for moments at which all steps of a gesture can be met, in their order.
pub fn find_embedding(trace: &Trace, gesture: &Model, context: &QueryContext, meet: &mut Meet) -> Embedding {
    let mut table = Table {
        trace,
        gesture,
        resting: gesture.poses.iter().map(|pose| trace.rests && holds_at_rest(pose, context)).collect(),
        reached: Vec::with_capacity(gesture.gesture.nodes.len()),
        answers: gesture.poses.iter().map(|_| vec![None; trace.nodes.len()]).collect(),
        open: None,
    };
    for n in 0..gesture.gesture.nodes.len() {
        let row = table.row(n, meet);
        table.reached.push(row);
    }
    table.embedding(context)
}

/// The node met before, and at which index of a moment; nothing for a first step.
type From = Option<(usize, usize)>;

/// That a node can be met at a moment.
#[derive(Clone, Copy)]
struct Met {
    from: From,
}

impl Trace<'_> {
    /// How many moments there are.
    fn moments(&self) -> usize {
        self.nodes.len() + 2
    }

    /// The moment of an index.
    fn moment(&self, at: usize) -> Moment {
        match at {
            0 => Moment::Before,
            at if at + 1 == self.moments() => Moment::After,
            at => Moment::Step(at - 1),
        }
    }

    /// The indices of the moments right before one.
    fn predecessors(&self, at: usize) -> Vec<usize> {
        match self.moment(at) {
            Moment::Before => Vec::new(),
            Moment::Step(step) => self.nodes[step].after.iter().map(|&before| before + 1).collect(),
            Moment::After => (0..self.nodes.len()).filter(|&n| self.nodes[n].accept).map(|n| n + 1).collect(),
        }
    }

    /// Whether a moment comes right after the rest before the motion.
    fn is_entry(&self, at: usize) -> bool {
        matches!(self.moment(at), Moment::Step(step) if self.nodes[step].entry)
    }
}

/// For each node of the gesture, in their order, where it can be met when all before it were.
struct Table<'t, 'g> {
    trace: &'t Trace<'t>,
    gesture: &'t Model<'g>,
    /// For each pose of the gesture whether a person at rest is in it.
    resting: Vec<bool>,
    reached: Vec<Vec<Option<Met>>>,
    /// For each pose of the gesture and each node of the trace what is known.
    answers: Vec<Vec<Option<Answer>>>,
    /// Why something that was taken as met is only perhaps so.
    open: Option<String>,
}

impl Table<'_, '_> {
    /// Where one node can be met; those before it are in the table.
    fn row(&mut self, n: usize, meet: &mut Meet) -> Vec<Option<Met>> {
        let node = &self.gesture.gesture.nodes[n];
        let allowed: Vec<Option<From>> = match node.entry {
            true => vec![Some(None); self.trace.moments()],
            false => self.carried(node),
        };
        let mut row = vec![None; allowed.len()];
        for (at, from) in allowed.into_iter().enumerate() {
            let from = from.and_then(|from| self.compatible(n, at, from, meet));
            if let Some(from) = from
                && self.meets(self.gesture.pose_of[n], at, meet)
            {
                row[at] = Some(Met { from });
            }
        }
        row
    }

    /// From where a node can be met at a moment: where the step before was met at the same moment, one body must be in both
    /// poses, or else the step before was met at an earlier one.
    fn compatible(&self, n: usize, at: usize, from: From, meet: &mut Meet) -> Option<From> {
        let (Some((before, there)), Moment::Step(step)) = (from, self.trace.moment(at)) else { return Some(from) };
        let (other, pose) = (self.gesture.pose_of[before], self.gesture.pose_of[n]);
        if there != at || !self.trace.one_body || other == pose {
            return Some(from);
        }
        let both = PoseFacts::both(&self.gesture.poses[other], &self.gesture.poses[pose]);
        match meet(step, &both) {
            Answer::Unsat(_) => self.earlier(&self.gesture.gesture.nodes[n], at).map(Some),
            _ => Some(from),
        }
    }

    /// Whether a pose is met at a moment, perhaps.
    fn meets(&mut self, pose: usize, at: usize, meet: &mut Meet) -> bool {
        let step = match self.trace.moment(at) {
            Moment::Before | Moment::After => return self.resting[pose],
            Moment::Step(step) => step,
        };
        match self.answers[pose][step].get_or_insert_with(|| meet(step, &self.gesture.poses[pose])) {
            Answer::Sat(_) => true,
            Answer::Unsat(_) => false,
            Answer::Unknown(reason) => {
                self.open.get_or_insert(reason.clone());
                true
            }
        }
    }

    /// A step before a node that was met at a moment before this one.
    fn earlier(&self, node: &Node, at: usize) -> Option<(usize, usize)> {
        let carried = self.carried(node);
        let before_all = self.trace.is_entry(at).then_some(0);
        self.trace.predecessors(at).into_iter().chain(before_all).find_map(|before| carried[before].flatten())
    }

    /// For each moment whether a step before a node was met there or at a moment before it.
    fn carried(&self, node: &Node) -> Vec<Option<From>> {
        let mut allowed: Vec<Option<From>> = vec![None; self.trace.moments()];
        for &before in &node.after {
            // predecessors of a moment stand before it, so one pass carries everything on
            let mut carried: Vec<Option<From>> = vec![None; self.trace.moments()];
            for at in 0..carried.len() {
                let own = self.reached[before][at].map(|_| Some((before, at)));
                let before_all = self.trace.is_entry(at).then_some(0).into_iter();
                let inherited = || before_all.chain(self.trace.predecessors(at)).find_map(|there| carried[there]);
                carried[at] = own.or_else(inherited);
            }
            for (allowed, carried) in allowed.iter_mut().zip(carried) {
                *allowed = allowed.or(carried);
            }
        }
        allowed
    }

    /// What the table says of the last steps.
    fn embedding(&self, context: &QueryContext) -> Embedding {
        let nodes = &self.gesture.gesture.nodes;
        let ends = nodes.iter().enumerate().filter(|(_, node)| node.accept);
        let mut ends = ends.flat_map(|(n, _)| (0..self.trace.moments()).map(move |at| (n, at)));
        let Some((n, at)) = ends.find(|&(n, at)| self.reached[n][at].is_some()) else { return Embedding::Never };
        if self.trace.rests && self.chain(n, at).iter().all(|&(_, at)| at == 0) {
            return Embedding::AtRest;
        }
        if let Some(reason) = &self.open {
            return Embedding::Unknown(reason.clone());
        }
        let step = |(n, at)| (n, self.trace.moment(at), self.bodies(n, at).unwrap_or(context.rest));
        Embedding::Found(self.chain(n, at).into_iter().map(step).collect())
    }

    /// The bodies that were found for a node at a moment.
    fn bodies(&self, n: usize, at: usize) -> Option<StatePair> {
        let Moment::Step(step) = self.trace.moment(at) else { return None };
        match &self.answers[self.gesture.pose_of[n]][step] {
            Some(Answer::Sat(bodies)) => Some(**bodies),
            _ => None,
        }
    }

    /// The nodes from a first step to one, each with the index of its moment.
    fn chain(&self, node: usize, at: usize) -> Vec<(usize, usize)> {
        let mut chain = vec![(node, at)];
        let mut here = self.reached[node][at];
        while let Some(Met { from: Some((n, at)) }) = here {
            chain.push((n, at));
            here = self.reached[n][at];
        }
        chain.reverse();
        chain
    }
}

/// Whether a body at rest is in a pose.
fn holds_at_rest(pose: &PoseFacts, context: &QueryContext) -> bool {
    pose.facts.iter().all(|fact| fact.holds(&context.rest, 0.0)) && !pose.is_relative()
}
