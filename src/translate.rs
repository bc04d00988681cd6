//! From typed gestures to a program.
//!
//! Input: typed gestures. Output: a [`Program`] in which equal quantities, bounds, statements and conditions stand once.
//! Invariant: a condition with a relative quantity belongs to one node alone. It knows nothing of syntax.

use std::collections::HashMap;
use std::hash::Hash;

use prepose_matcher::Program;
use prepose_matcher::program::{self, Atom, Condition, Parts, ProgramError, Quantity};

use crate::typed::{Constraint, Gesture, Node, TypedStatement};

/// Translates gestures, of one app or of several, into one program. The gestures keep their order, except that one that
/// unlocks another stands before it.
///
/// # Errors
/// [`ProgramError`] when all gestures together are over a limit of the matcher.
pub fn translate<'g>(gestures: impl IntoIterator<Item = &'g Gesture>) -> Result<Program, ProgramError> {
    let gestures = unlocking_first(gestures.into_iter().collect());
    let places = places(&gestures);
    let mut tables = Tables::default();
    for gesture in &gestures {
        let nodes = gesture.nodes.iter().map(|node| tables.node(node)).collect();
        let place = |name: &str| places.get(&(gesture.app.as_str(), name)).copied();
        let compiled = program::Gesture {
            app: gesture.app.clone(),
            name: gesture.name.clone(),
            nodes,
            cooldown: gesture.cooldown,
            unlocked_by: gesture.after.as_ref().and_then(|(name, time)| Some((place(name)? as u32, *time))),
        };
        tables.parts.gestures.push(compiled);
    }
    Program::new(tables.parts)
}

/// Each gesture behind the one that unlocks it, else in the order given.
fn unlocking_first(gestures: Vec<&Gesture>) -> Vec<&Gesture> {
    let places = places(&gestures);
    let mut ordered = Vec::with_capacity(gestures.len());
    let mut taken = vec![false; gestures.len()];
    for start in 0..gestures.len() {
        let mut chain = Vec::new();
        let mut at = Some(start);
        while let Some(i) = at.filter(|&i| !std::mem::replace(&mut taken[i], true)) {
            chain.push(gestures[i]);
            let after = gestures[i].after.as_ref();
            at = after.and_then(|(name, _)| places.get(&(gestures[i].app.as_str(), name.as_str())).copied());
        }
        ordered.extend(chain.into_iter().rev());
    }
    ordered
}

fn places<'g>(gestures: &[&'g Gesture]) -> HashMap<(&'g str, &'g str), usize> {
    let named = gestures.iter().enumerate().map(|(i, gesture)| ((gesture.app.as_str(), gesture.name.as_str()), i));
    named.collect()
}

#[derive(Default)]
struct Tables {
    parts: Parts,
    quantities: HashMap<Vec<u64>, u32>,
    atoms: HashMap<(u32, bool, u64), u32>,
    statements: HashMap<(String, Vec<u32>), u32>,
    conditions: HashMap<Vec<u32>, u32>,
}

impl Tables {
    fn node(&mut self, node: &Node) -> program::Node {
        program::Node {
            name: node.pose.clone(),
            condition: self.condition(&node.statements),
            after: node.after.iter().map(|&before| before as u32).collect(),
            entry: node.entry,
            accept: node.accept,
            earliest: node.earliest,
            latest: node.latest,
            hold: node.hold,
            step: node.step,
            of: node.of,
        }
    }

    fn condition(&mut self, statements: &[TypedStatement]) -> u32 {
        let indices: Vec<u32> = statements.iter().map(|statement| self.statement(statement)).collect();
        let relative = statements.iter().flat_map(|s| &s.constraints).any(Constraint::is_relative);
        let table = &mut self.parts.conditions;
        if relative {
            table.push(Condition { statements: indices });
            return table.len() as u32 - 1;
        }
        *self.conditions.entry(indices).or_insert_with_key(|indices| {
            table.push(Condition { statements: indices.clone() });
            table.len() as u32 - 1
        })
    }

    fn statement(&mut self, statement: &TypedStatement) -> u32 {
        let atoms: Vec<u32> = statement.constraints.iter().map(|constraint| self.atom(constraint)).collect();
        let table = &mut self.parts.statements;
        intern(&mut self.statements, (statement.text.clone(), atoms), |(text, atoms)| {
            table.push(program::Statement { atoms: atoms.clone(), text: text.clone() });
            table.len() as u32 - 1
        })
    }

    fn atom(&mut self, constraint: &Constraint) -> u32 {
        let (quantity, at_least, bound) = bounded(constraint);
        let quantity = self.quantity(quantity);
        let table = &mut self.parts.atoms;
        intern(&mut self.atoms, (quantity, at_least, bound.to_bits()), |_| {
            table.push(Atom { quantity, at_least, bound });
            table.len() as u32 - 1
        })
    }

    fn quantity(&mut self, quantity: Quantity) -> u32 {
        let table = &mut self.parts.quantities;
        intern(&mut self.quantities, key(&quantity), |_| {
            table.push(quantity);
            table.len() as u32 - 1
        })
    }
}

fn intern<K: Hash + Eq>(known: &mut HashMap<K, u32>, key: K, add: impl FnOnce(&K) -> u32) -> u32 {
    *known.entry(key).or_insert_with_key(add)
}

/// A constraint as a bound on a quantity. Angles become cosines, which fall as angles grow.
fn bounded(constraint: &Constraint) -> (Quantity, bool, f64) {
    match *constraint {
        Constraint::DirectionAngle { joint, direction, angle, inside } => {
            (Quantity::DirectionAngle { joint, direction: direction.into() }, inside, angle.cos())
        }
        Constraint::BoneAngle { a, b, at_least, angle } => {
            let (a, b) = if a <= b { (a, b) } else { (b, a) };
            (Quantity::BoneAngle { a, b }, !at_least, angle.clamp(0.0, std::f64::consts::PI).cos())
        }
        Constraint::Offset { from, to, axis, at_least, length } => {
            (Quantity::Offset { from, to, axis }, at_least, length)
        }
        Constraint::Distance { a, b, at_least, length } => {
            let (a, b) = if a <= b { (a, b) } else { (b, a) };
            (Quantity::Distance { a, b }, at_least, length)
        }
        Constraint::Hinge { a, b, axis, at_least, sine } => {
            (Quantity::Hinge { a, b, axis: axis.into() }, at_least, sine)
        }
        Constraint::Turned { joint, rotation, tolerance } => {
            let m = rotation.matrix();
            let row = |i: usize| [m[(i, 0)], m[(i, 1)], m[(i, 2)]];
            (Quantity::Turned { joint, rotation: [row(0), row(1), row(2)] }, true, tolerance.cos())
        }
        Constraint::Nearer { joint, direction, by, near } => {
            (Quantity::Nearer { joint, direction: direction.into(), by, near }, true, 0.0)
        }
        Constraint::Moved { joint, direction, at_least, length } => {
            (Quantity::Moved { joint, direction: direction.into() }, at_least, length)
        }
    }
}

/// The bits that tell quantities apart.
fn key(quantity: &Quantity) -> Vec<u64> {
    let bits = |values: &[f64]| values.iter().map(|value| (value + 0.0).to_bits()).collect::<Vec<_>>();
    let joint = |joint: prepose_matcher::Joint| joint.index() as u64;
    match quantity {
        Quantity::DirectionAngle { joint: j, direction } => [vec![0, joint(*j)], bits(direction)].concat(),
        Quantity::BoneAngle { a, b } => vec![1, joint(*a), joint(*b)],
        Quantity::Offset { from, to, axis } => vec![2, joint(*from), joint(*to), *axis as u64],
        Quantity::Distance { a, b } => vec![3, joint(*a), joint(*b)],
        Quantity::Turned { joint: j, rotation } => [vec![4, joint(*j)], bits(rotation.as_flattened())].concat(),
        Quantity::Nearer { joint: j, direction, by, near } => {
            [vec![5, joint(*j)], bits(direction), bits(&[*by, *near])].concat()
        }
        Quantity::Hinge { a, b, axis } => [vec![7, joint(*a), joint(*b)], bits(axis)].concat(),
        Quantity::Moved { joint: j, direction } => [vec![6, joint(*j)], bits(direction)].concat(),
    }
}
