//! A program laid out for running: steps, links and tests of all gestures in flat tables.
//!
//! Input: a checked [`Program`]. Output: a [`Plan`]. Invariant: every index in it is in range of the table it points
//! into, and nothing in it changes afterwards. It knows nothing of frames.
//!
//! Truth is kept in *hold timers* (since when something holds): first one for each condition that depends on the frame
//! only, shared by all steps that use it, then one for each *track*. A track is a way into a relative step: from a step
//! before it, or from nothing for an entry. It has its own snapshot, and so its own truth.

use std::ops::Range;

use crate::program::{Atom, Gesture, Parts, Program, Quantity};

use super::answers::{Test, order};
use super::lists::{Lists, NONE};

/// One step. Indices of steps count through all gestures.
#[derive(Debug)]
pub(crate) struct Step {
    /// The hold timer of its condition, [`NONE`] if it is relative.
    pub timer: u32,
    /// The hold timer for beginning here, [`NONE`] unless it is an entry.
    pub entry: u32,
    /// Ways into this step, of [`Plan::ways`], in the order of the program.
    pub into: Range<u32>,
    pub accept: bool,
    pub earliest: f64,
    pub latest: f64,
    pub hold: f64,
    /// The longest time that a step after it allows.
    pub patience: f64,
    pub number: u32,
    pub of: u32,
}

/// A link from a step to one after it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Way {
    pub from: u32,
    pub to: u32,
    pub timer: u32,
}

#[derive(Debug)]
pub(crate) struct Automaton {
    pub steps: Range<u32>,
    pub cooldown: f64,
    pub unlocked_by: Option<(u32, f64)>,
    /// Whether a step is relative.
    pub tracked: bool,
}

/// A relative condition.
#[derive(Debug, Default)]
pub(crate) struct Relative {
    /// The tests that depend on the frame only.
    pub tests: Vec<u32>,
    /// The relative quantities; a snapshot holds one sample for each.
    pub quantities: Vec<(u32, Quantity)>,
    /// The bounds on them: which quantity of this list, and the atom.
    pub atoms: Vec<(usize, Atom)>,
}

#[derive(Debug, Clone, Copy)]
pub(crate) struct Track {
    /// Of [`Plan::relatives`].
    pub relative: u32,
    /// Where its snapshot begins among the anchors of a body.
    pub anchor: u32,
}

#[derive(Debug, Default)]
pub(crate) struct Plan {
    /// The atoms that depend on the frame only.
    pub tests: Vec<Test>,
    /// For each shared condition its tests.
    pub conditions: Lists,
    /// For each shared condition the gestures that can begin with it.
    pub begins: Lists,
    pub automata: Vec<Automaton>,
    /// For each gesture the steps that it can begin with.
    pub entries: Lists,
    pub steps: Vec<Step>,
    pub ways: Vec<Way>,
    /// For each step the ways out of it, nearest step first.
    pub out: Lists,
    pub tracks: Vec<Track>,
    pub relatives: Vec<Relative>,
    /// Samples in all snapshots of one body.
    pub anchors: usize,
    /// One bit for each gesture: whether it must be looked at in every frame.
    pub always_pending: Vec<u64>,
}

impl Plan {
    pub(crate) fn new(program: &Program) -> Plan {
        let parts = program.parts();
        let conditions = Conditions::new(parts);
        let mut plan = Plan {
            always_pending: vec![0; parts.gestures.len().div_ceil(64)],
            tests: conditions.tests,
            conditions: conditions.shared,
            relatives: conditions.relatives,
            ..Plan::default()
        };
        for (g, gesture) in parts.gestures.iter().enumerate() {
            plan.gesture(g, gesture, &conditions.kinds);
        }
        let mut begins = vec![Vec::new(); plan.conditions.len()];
        for (g, automaton) in plan.automata.iter().enumerate() {
            let entries = || automaton.steps.clone().filter(|&n| plan.steps[n as usize].entry != NONE);
            plan.entries.push(entries());
            for n in entries() {
                // the timer of a relative entry is beyond these
                if let Some(begins) = begins.get_mut(plan.steps[n as usize].entry as usize) {
                    begins.push(g as u32);
                }
            }
        }
        begins.into_iter().for_each(|list| plan.begins.push(list));
        plan
    }

    /// The track that a timer belongs to, nothing for the timer of a shared condition and for [`NONE`].
    pub(crate) fn track(&self, timer: u32) -> Option<usize> {
        (timer as usize).checked_sub(self.conditions.len()).filter(|_| timer != NONE)
    }

    fn gesture(&mut self, g: usize, gesture: &Gesture, kinds: &[Kind]) {
        let first = self.steps.len() as u32;
        let (first_way, first_track) = (self.ways.len() as u32, self.tracks.len());
        for (n, node) in gesture.nodes.iter().enumerate() {
            let kind = kinds[node.condition as usize];
            let into = self.ways.len() as u32;
            for &before in &node.after {
                let timer = self.timer(kind);
                self.ways.push(Way { from: first + before, to: first + n as u32, timer });
            }
            let entry = if node.entry { self.timer(kind) } else { NONE };
            if node.entry && matches!(kind, Kind::Relative(_)) {
                // its snapshot grows old while nothing else happens
                self.always_pending[g / 64] |= 1 << (g % 64);
            }
            self.steps.push(Step {
                timer: if let Kind::Shared(timer) = kind { timer } else { NONE },
                entry,
                into: into..self.ways.len() as u32,
                accept: node.accept,
                earliest: node.earliest,
                latest: node.latest,
                hold: node.hold,
                patience: 0.0,
                number: node.step,
                of: node.of,
            });
        }
        // ways were made in the order of the steps that they lead to, so each list has the nearest step first
        let mut out = vec![Vec::new(); gesture.nodes.len()];
        for (w, way) in self.ways.iter().enumerate().skip(first_way as usize) {
            out[(way.from - first) as usize].push(w as u32);
            let latest = self.steps[way.to as usize].latest;
            let step = &mut self.steps[way.from as usize];
            step.patience = step.patience.max(latest);
        }
        out.into_iter().for_each(|list| self.out.push(list));
        self.automata.push(Automaton {
            steps: first..self.steps.len() as u32,
            cooldown: gesture.cooldown,
            unlocked_by: gesture.unlocked_by,
            tracked: self.tracks.len() > first_track,
        });
    }

    fn timer(&mut self, kind: Kind) -> u32 {
        match kind {
            Kind::Shared(timer) => timer,
            Kind::Relative(relative) => {
                self.tracks.push(Track { relative, anchor: self.anchors as u32 });
                self.anchors += self.relatives[relative as usize].quantities.len();
                (self.conditions.len() + self.tracks.len() - 1) as u32
            }
            Kind::Unused => NONE,
        }
    }
}

pub(crate) fn range(range: &Range<u32>) -> Range<usize> {
    range.start as usize..range.end as usize
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Kind {
    Unused,
    Shared(u32),
    Relative(u32),
}

struct Conditions {
    kinds: Vec<Kind>,
    tests: Vec<Test>,
    shared: Lists,
    relatives: Vec<Relative>,
}

impl Conditions {
    fn new(parts: &Parts) -> Conditions {
        let (tests, place) = order(parts);
        let mut kinds = vec![Kind::Unused; parts.conditions.len()];
        let (mut shared, mut relatives) = (Lists::default(), Vec::new());
        for node in parts.gestures.iter().flat_map(|g| &g.nodes) {
            let kind = &mut kinds[node.condition as usize];
            if *kind != Kind::Unused {
                continue;
            }
            let condition = &parts.conditions[node.condition as usize];
            let statements = condition.statements.iter().map(|&s| &parts.statements[s as usize]);
            let mut atoms: Vec<u32> = statements.flat_map(|s| s.atoms.iter().copied()).collect();
            atoms.sort_unstable();
            atoms.dedup();
            let relative = |&a: &u32| parts.quantities[parts.atoms[a as usize].quantity as usize].is_relative();
            if atoms.iter().any(relative) {
                *kind = Kind::Relative(relatives.len() as u32);
                relatives.push(relative_condition(parts, &atoms, &place));
            } else {
                *kind = Kind::Shared(shared.len() as u32);
                shared.push(atoms.iter().map(|&a| place[a as usize]));
            }
        }
        Conditions { kinds, tests, shared, relatives }
    }
}

fn relative_condition(parts: &Parts, atoms: &[u32], place: &[u32]) -> Relative {
    let mut relative = Relative::default();
    for &a in atoms {
        let atom = parts.atoms[a as usize];
        let quantity = parts.quantities[atom.quantity as usize];
        if !quantity.is_relative() {
            relative.tests.push(place[a as usize]);
            continue;
        }
        let known = relative.quantities.iter().position(|&(q, _)| q == atom.quantity);
        let index = known.unwrap_or_else(|| {
            relative.quantities.push((atom.quantity, quantity));
            relative.quantities.len() - 1
        });
        relative.atoms.push((index, atom));
    }
    relative
}
