//! Statements one by one: which holds, and how much is missing.
//!
//! Input: a body, and the snapshots of its attempts. Output: truths and shortfalls, evaluated from the program's own
//! tables. Slower than the watchers, and used only when someone asks.

use crate::body::Body;
use crate::program::{Atom, Parts, Quantity};
use crate::quantity::{angle, evaluate, relative, sample};

use super::plan::Plan;
use super::state::State;
use super::truth::{Truth, holds};

/// The unit of a shortfall.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum Unit {
    Degrees,
    Centimeters,
}

/// What an atom lacks.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Shortfall {
    Radians(f64),
    Metres(f64),
}

/// Metres that count as much as one radian when shortfalls are compared: about what a hand moves when its arm turns.
const METRES_PER_RADIAN: f64 = 0.5;

impl Shortfall {
    pub(crate) fn size(self) -> f64 {
        match self {
            Shortfall::Radians(radians) => radians * METRES_PER_RADIAN,
            Shortfall::Metres(metres) => metres,
        }
    }

    pub(crate) fn for_people(self) -> (f64, Unit) {
        match self {
            Shortfall::Radians(radians) => (radians.to_degrees(), Unit::Degrees),
            Shortfall::Metres(metres) => (metres * 100.0, Unit::Centimeters),
        }
    }
}

pub(crate) struct View<'a> {
    pub plan: &'a Plan,
    pub parts: &'a Parts,
    pub state: &'a State,
    pub body: &'a Body,
}

impl View<'_> {
    /// The first statement of a step that does not hold, or else that is not known. `timer` says which snapshot counts.
    pub(crate) fn obstacle(&self, gesture: usize, node: u32, timer: u32) -> Option<u32> {
        let statements = self.statements(gesture, node);
        let first = |truth| statements.iter().copied().find(|&s| self.statement(s, timer) == truth);
        first(Truth::False).or_else(|| first(Truth::Unknown))
    }

    /// The statements of a step.
    pub(crate) fn statements(&self, gesture: usize, node: u32) -> &[u32] {
        let condition = self.parts.gestures[gesture].nodes[node as usize].condition;
        &self.parts.conditions[condition as usize].statements
    }

    /// Whether a statement holds.
    pub(crate) fn statement(&self, statement: u32, timer: u32) -> Truth {
        let atoms = self.atoms(statement);
        atoms.map(|atom| holds(atom, self.value(atom.quantity, timer))).min().unwrap_or(Truth::True)
    }

    /// What the atom of a statement lacks that lacks most; nothing where no atom fails.
    pub(crate) fn worst(&self, statement: u32, timer: u32) -> Option<Shortfall> {
        let lacking = self.atoms(statement).filter_map(|atom| {
            let value = self.value(atom.quantity, timer)?;
            (holds(atom, Some(value)) == Truth::False).then(|| self.shortfall(atom, value))
        });
        lacking.max_by(|a, b| a.size().total_cmp(&b.size()))
    }

    /// How far a step's pose is away: what the statement lacks that lacks most, in metres or what counts as so many.
    /// Nothing where no statement is known.
    pub(crate) fn distance(&self, gesture: usize, node: u32, timer: u32) -> Option<f64> {
        let statements = self.statements(gesture, node).iter();
        let distances = statements.filter_map(|&s| match self.statement(s, timer) {
            Truth::Unknown => None,
            Truth::True => Some(0.0),
            Truth::False => Some(self.worst(s, timer).map_or(0.0, Shortfall::size)),
        });
        distances.max_by(f64::total_cmp)
    }

    fn atoms(&self, statement: u32) -> impl Iterator<Item = &Atom> {
        self.parts.statements[statement as usize].atoms.iter().map(|&a| &self.parts.atoms[a as usize])
    }

    fn value(&self, quantity: u32, timer: u32) -> Option<f64> {
        let (index, quantity) = (quantity, &self.parts.quantities[quantity as usize]);
        if !quantity.is_relative() {
            return evaluate(quantity, self.body, None);
        }
        let track = &self.plan.tracks[self.plan.track(timer)?];
        let quantities = &self.plan.relatives[track.relative as usize].quantities;
        let local = quantities.iter().position(|&(q, _)| q == index)?;
        let began = self.state.anchors[track.anchor as usize + local];
        let value = relative(quantity, sample(quantity, self.body), began);
        if value.is_nan() { None } else { Some(value) }
    }

    fn shortfall(&self, atom: &Atom, value: f64) -> Shortfall {
        match self.parts.quantities[atom.quantity as usize] {
            Quantity::DirectionAngle { .. } | Quantity::BoneAngle { .. } | Quantity::Turned { .. } => {
                Shortfall::Radians((angle(value) - angle(atom.bound)).abs())
            }
            // of a sine, the same up to the sign
            Quantity::Hinge { .. } => Shortfall::Radians((angle(value) - angle(atom.bound)).abs()),
            Quantity::Nearer { .. } => Shortfall::Radians((atom.bound - value).abs()),
            Quantity::Offset { .. } | Quantity::Distance { .. } | Quantity::Moved { .. } => {
                Shortfall::Metres((atom.bound - value).abs())
            }
        }
    }
}
