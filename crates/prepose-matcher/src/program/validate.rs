//! Checks the tables of a program before anything runs on them.
//!
//! Input: [`Parts`] from anywhere and [`ProgramLimits`]. Output: nothing, or the first fault. What passes has every index in
//! range, every number finite, every automaton in topological order, and tables that expand to a bounded size. It knows
//! nothing of how a program is run.

use super::error::{Place, ProgramError};
use super::parts::{Condition, Gesture, Node, Parts, Quantity};

/// How large a program may be. The defaults leave room for thousands of gestures and bound what one matcher allocates.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct ProgramLimits {
    /// Quantities of the program.
    pub quantities: usize,
    /// Atoms of the program.
    pub atoms: usize,
    /// Statements of the program.
    pub statements: usize,
    /// Conditions of the program.
    pub conditions: usize,
    /// Gestures of the program.
    pub gestures: usize,
    /// Steps of all gestures together.
    pub nodes: usize,
    /// Predecessors of all steps together.
    pub links: usize,
    /// Atoms of all conditions together, an atom counted as often as it is used.
    pub tests: usize,
    /// Snapshots that all gestures together keep for one body: for every way into a relative step, its relative atoms.
    pub anchors: usize,
    /// Bytes of a name.
    pub name: usize,
    /// Bytes of a statement's text.
    pub text: usize,
}

impl Default for ProgramLimits {
    fn default() -> ProgramLimits {
        ProgramLimits {
            quantities: 1 << 16,
            atoms: 1 << 17,
            statements: 1 << 17,
            conditions: 1 << 16,
            gestures: 1 << 14,
            nodes: 1 << 17,
            links: 1 << 18,
            tests: 1 << 20,
            anchors: 1 << 17,
            name: 256,
            text: 4096,
        }
    }
}

/// Checks everything that the matcher relies on.
pub(super) fn validate(parts: &Parts, limits: &ProgramLimits) -> Result<(), ProgramError> {
    counts(parts, limits)?;
    for (i, quantity) in parts.quantities.iter().enumerate() {
        check_quantity(Place::Quantity(i), quantity)?;
    }
    for (i, atom) in parts.atoms.iter().enumerate() {
        let place = Place::Atom(i);
        within(place, atom.quantity, parts.quantities.len(), Place::Quantity)?;
        finite(place, "the bound", atom.bound)?;
    }
    for (i, statement) in parts.statements.iter().enumerate() {
        length("the text of a statement", &statement.text, limits.text)?;
        for &atom in &statement.atoms {
            within(Place::Statement(i), atom, parts.atoms.len(), Place::Atom)?;
        }
    }
    for (i, condition) in parts.conditions.iter().enumerate() {
        for &statement in &condition.statements {
            within(Place::Condition(i), statement, parts.statements.len(), Place::Statement)?;
        }
    }
    expansion(parts, limits)?;
    let relative: Vec<usize> = parts.conditions.iter().map(|c| relative_atoms(parts, c)).collect();
    let mut owned = vec![false; parts.conditions.len()];
    let mut anchors = 0usize;
    for (g, gesture) in parts.gestures.iter().enumerate() {
        check_gesture(parts, limits, g, gesture)?;
        for node in &gesture.nodes {
            let condition = node.condition as usize;
            if relative[condition] == 0 {
                continue;
            }
            if std::mem::replace(&mut owned[condition], true) {
                return Err(ProgramError::SharedRelative { place: Place::Condition(condition) });
            }
            let ways = node.after.len() + usize::from(node.entry);
            anchors = anchors.saturating_add(ways.saturating_mul(relative[condition]));
        }
    }
    at_most("snapshots of relative steps", anchors, limits.anchors)
}

fn counts(parts: &Parts, limits: &ProgramLimits) -> Result<(), ProgramError> {
    at_most("quantities", parts.quantities.len(), limits.quantities)?;
    at_most("atoms", parts.atoms.len(), limits.atoms)?;
    at_most("statements", parts.statements.len(), limits.statements)?;
    at_most("conditions", parts.conditions.len(), limits.conditions)?;
    at_most("gestures", parts.gestures.len(), limits.gestures)?;
    let nodes = || parts.gestures.iter().flat_map(|g| &g.nodes);
    at_most("steps", nodes().count(), limits.nodes)?;
    at_most("links between steps", nodes().map(|n| n.after.len()).sum(), limits.links)
}

fn expansion(parts: &Parts, limits: &ProgramLimits) -> Result<(), ProgramError> {
    let mut tests = 0usize;
    for condition in &parts.conditions {
        for &statement in &condition.statements {
            // an empty statement counts as well: the matcher walks over it
            tests = tests.saturating_add(parts.statements[statement as usize].atoms.len().max(1));
        }
    }
    at_most("atoms in all conditions", tests, limits.tests)
}

fn relative_atoms(parts: &Parts, condition: &Condition) -> usize {
    let statements = condition.statements.iter().map(|&s| &parts.statements[s as usize]);
    let atoms = statements.flat_map(|s| &s.atoms).map(|&a| &parts.atoms[a as usize]);
    atoms.filter(|a| parts.quantities[a.quantity as usize].is_relative()).count()
}

fn check_quantity(place: Place, quantity: &Quantity) -> Result<(), ProgramError> {
    match quantity {
        Quantity::BoneAngle { .. } | Quantity::Offset { .. } | Quantity::Distance { .. } => Ok(()),
        Quantity::DirectionAngle { direction, .. } | Quantity::Moved { direction, .. } => unit(place, direction),
        Quantity::Hinge { axis, .. } => unit(place, axis),
        Quantity::Turned { rotation, .. } => check_rotation(place, rotation),
        Quantity::Nearer { direction, by, near, .. } => {
            unit(place, direction)?;
            finite(place, "the angle to come nearer by", *by)?;
            finite(place, "the angle that is near", *near)
        }
    }
}

/// How far a direction's length, or a product of a rotation's rows, may be from what it should be.
const ROUNDING: f64 = 1e-6;

fn unit(place: Place, direction: &[f64; 3]) -> Result<(), ProgramError> {
    for &component in direction {
        finite(place, "a direction's component", component)?;
    }
    match (dot(direction, direction).sqrt() - 1.0).abs() <= ROUNDING {
        true => Ok(()),
        false => Err(ProgramError::NotUnit { place }),
    }
}

fn check_rotation(place: Place, rows: &[[f64; 3]; 3]) -> Result<(), ProgramError> {
    for &component in rows.iter().flatten() {
        finite(place, "a rotation's component", component)?;
    }
    let [a, b, c] = rows;
    let cross = [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];
    let lengths = rows.iter().all(|row| (dot(row, row) - 1.0).abs() <= ROUNDING);
    let square = [dot(a, b), dot(b, c), dot(c, a)].iter().all(|p| p.abs() <= ROUNDING);
    match lengths && square && dot(&cross, c) > 0.0 {
        true => Ok(()),
        false => Err(ProgramError::NotRotation { place }),
    }
}

fn dot(a: &[f64; 3], b: &[f64; 3]) -> f64 {
    a[0] * b[0] + a[1] * b[1] + a[2] * b[2]
}

fn check_gesture(parts: &Parts, limits: &ProgramLimits, g: usize, gesture: &Gesture) -> Result<(), ProgramError> {
    let place = Place::Gesture(g);
    length("the name of an app", &gesture.app, limits.name)?;
    length("the name of a gesture", &gesture.name, limits.name)?;
    not_negative(place, "the cooldown", gesture.cooldown)?;
    if let Some((other, window)) = gesture.unlocked_by {
        not_negative(place, "the time it stays unlocked", window)?;
        if other as usize >= g {
            return Err(ProgramError::Order { place, target: Place::Gesture(other as usize) });
        }
    }
    if !gesture.nodes.iter().any(|n| n.entry) {
        return Err(ProgramError::NoEntry { place });
    }
    if !gesture.nodes.iter().any(|n| n.accept) {
        return Err(ProgramError::NoAccept { place });
    }
    let mut leads = vec![false; gesture.nodes.len()];
    for (n, node) in gesture.nodes.iter().enumerate() {
        check_node(parts, limits, g, n, node)?;
        for &before in &node.after {
            leads[before as usize] = true;
        }
    }
    match gesture.nodes.iter().zip(leads).position(|(node, leads)| !node.accept && !leads) {
        Some(node) => Err(ProgramError::DeadEnd { place: Place::Node { gesture: g, node } }),
        None => Ok(()),
    }
}

fn check_node(parts: &Parts, limits: &ProgramLimits, g: usize, n: usize, node: &Node) -> Result<(), ProgramError> {
    let place = Place::Node { gesture: g, node: n };
    length("the name of a pose", &node.name, limits.name)?;
    within(place, node.condition, parts.conditions.len(), Place::Condition)?;
    for &before in &node.after {
        if before as usize >= n {
            return Err(ProgramError::Order { place, target: Place::Node { gesture: g, node: before as usize } });
        }
    }
    // predecessors stand before it, so by induction one is enough to be reached
    if !node.entry && node.after.is_empty() {
        return Err(ProgramError::Unreachable { place });
    }
    not_negative(place, "the earliest time", node.earliest)?;
    not_negative(place, "the latest time", node.latest)?;
    not_negative(place, "the hold", node.hold)?;
    for (field, count) in [("the step's number", node.step), ("the number of steps", node.of)] {
        if count == 0 {
            return Err(ProgramError::BadNumber { place, field, value: "0".into(), kind: "positive" });
        }
    }
    Ok(())
}

fn within(place: Place, index: u32, count: usize, target: fn(usize) -> Place) -> Result<(), ProgramError> {
    match (index as usize) < count {
        true => Ok(()),
        false => Err(ProgramError::OutOfRange { place, target: target(index as usize) }),
    }
}

fn finite(place: Place, field: &'static str, value: f64) -> Result<(), ProgramError> {
    match value.is_finite() {
        true => Ok(()),
        false => Err(ProgramError::BadNumber { place, field, value: value.to_string(), kind: "finite" }),
    }
}

fn not_negative(place: Place, field: &'static str, value: f64) -> Result<(), ProgramError> {
    finite(place, field, value)?;
    match value >= 0.0 {
        true => Ok(()),
        false => Err(ProgramError::BadNumber { place, field, value: value.to_string(), kind: "positive or zero" }),
    }
}

pub(super) fn at_most(what: &'static str, found: usize, limit: usize) -> Result<(), ProgramError> {
    match found <= limit {
        true => Ok(()),
        false => Err(ProgramError::TooMany { what, found, limit }),
    }
}

fn length(what: &'static str, text: &str, limit: usize) -> Result<(), ProgramError> {
    match text.len() <= limit {
        true => Ok(()),
        false => Err(ProgramError::TooLong { what, found: text.len(), limit }),
    }
}

#[cfg(test)]
mod tests;
