//! Postures that were already found; steps that repeat a pose repeat its posture.
//!
//! Input: what a step asks for, and with how much clearance. Output: the posture that was found for the same. Invariant:
//! only of steps that depend on no other step. It knows nothing of how postures are found.

use crate::posture::Posture;
use crate::typed::{Constraint, Gesture, Node};

/// The postures that are known.
#[derive(Debug, Default)]
pub struct PostureCache {
    /// What was asked, with how much clearance, and what was found.
    entries: Vec<(Vec<Constraint>, u64, Posture)>,
}

impl PostureCache {
    /// Keeps given postures of a gesture's steps.
    pub fn insert_all(&mut self, gesture: &Gesture, postures: &[(usize, Posture)], clearance: f64) {
        for (node, posture) in postures {
            self.insert(&gesture.nodes[*node], clearance, posture);
        }
    }

    /// Keeps the posture of a step.
    pub fn insert(&mut self, node: &Node, clearance: f64, posture: &Posture) {
        self.entries.push((constraints(node), clearance.to_bits(), posture.clone()));
    }

    /// The posture of a step that asks for the same.
    pub fn get(&self, node: &Node, clearance: f64) -> Option<&Posture> {
        let constraints = constraints(node);
        let same =
            |(known, c, _): &&(Vec<Constraint>, u64, Posture)| *c == clearance.to_bits() && *known == constraints;
        self.entries.iter().find(same).map(|(_, _, posture)| posture)
    }
}

fn constraints(node: &Node) -> Vec<Constraint> {
    node.statements.iter().flat_map(|statement| statement.constraints.iter().cloned()).collect()
}
