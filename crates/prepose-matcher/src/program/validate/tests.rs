use super::super::{Atom, Axis, Program, Statement};
use super::*;
use crate::joint::Joint;

fn node(condition: u32, after: Vec<u32>, entry: bool, accept: bool) -> Node {
    let step = 1 + after.len() as u32;
    let (earliest, latest, hold) = (0.0, 5.0, 0.0);
    Node { name: "pose".into(), condition, after, entry, accept, earliest, latest, hold, step, of: 2 }
}

/// A gesture of two steps, the second relative.
fn good() -> Parts {
    let turned =
        Quantity::Turned { joint: Joint::WristLeft, rotation: [[0.0, -1.0, 0.0], [1.0, 0.0, 0.0], [0.0, 0.0, 1.0]] };
    let statement = |atom| Statement { atoms: vec![atom], text: "a statement".into() };
    let gesture = |name: &str| Gesture {
        app: "app".into(),
        name: name.into(),
        nodes: vec![node(0, vec![], true, false), node(1, vec![0], false, true)],
        cooldown: 0.0,
        unlocked_by: None,
    };
    Parts {
        quantities: vec![Quantity::DirectionAngle { joint: Joint::Head, direction: [0.0, 0.6, 0.8] }, turned],
        atoms: (0..2).map(|quantity| Atom { quantity, at_least: true, bound: 0.9 }).collect(),
        statements: vec![statement(0), statement(1)],
        conditions: (0..2).map(|s| Condition { statements: vec![s] }).collect(),
        gestures: vec![gesture("first")],
    }
}

fn fault(change: impl FnOnce(&mut Parts)) -> String {
    let mut parts = good();
    change(&mut parts);
    Program::new(parts).unwrap_err().to_string()
}

#[test]
fn a_good_program_passes() {
    Program::new(good()).unwrap();
    Program::new(Parts::default()).unwrap();
}

#[test]
fn indices_are_in_range() {
    let message = fault(|p| p.atoms[1].quantity = 2);
    assert_eq!(
        message,
        "atom 1 refers to quantity 2, and there is none; this is a fault of the compiler that made the program"
    );
    assert!(fault(|p| p.statements[0].atoms.push(2)).starts_with("statement 0 refers to atom 2,"));
    assert!(fault(|p| p.conditions[1].statements[0] = 9).starts_with("condition 1 refers to statement 9,"));
    assert!(fault(|p| p.gestures[0].nodes[1].condition = 2).starts_with("step 1 of gesture 0 refers to condition 2,"));
}

#[test]
fn numbers_are_finite_and_times_not_negative() {
    for bad in [f64::NAN, f64::INFINITY] {
        assert!(fault(|p| p.atoms[0].bound = bad).contains("a finite number is needed"));
        assert!(fault(|p| p.gestures[0].cooldown = bad).contains("the cooldown"));
        assert!(fault(|p| p.gestures[0].nodes[0].latest = bad).contains("the latest time"));
        let direction = [bad, 0.0, 0.0];
        assert!(
            fault(|p| p.quantities[0] = Quantity::Moved { joint: Joint::Head, direction }).contains("a direction's")
        );
        let nearer = Quantity::Nearer { joint: Joint::Head, direction: [1.0, 0.0, 0.0], by: bad, near: 0.1 };
        assert!(fault(|p| p.quantities[0] = nearer).contains("come nearer by"));
    }
    let message = fault(|p| p.gestures[0].nodes[0].hold = -0.5);
    assert_eq!(message, "step 0 of gesture 0 has the hold -0.5; a positive or zero number is needed");
    assert!(fault(|p| p.gestures[0].nodes[0].earliest = -1.0).contains("the earliest time -1"));
    assert!(fault(|p| p.gestures[0].nodes[0].step = 0).contains("the step's number 0"));
}

#[test]
fn directions_are_unit_vectors_and_rotations_rotate() {
    let along = |direction| Quantity::DirectionAngle { joint: Joint::Head, direction };
    assert!(fault(|p| p.quantities[0] = along([0.0, 0.6, 0.801])).contains("not of length 1"));
    let hinge = Quantity::Hinge { a: Joint::KneeLeft, b: Joint::AnkleLeft, axis: [-1.0, 0.1, 0.0] };
    assert!(fault(|p| p.quantities[0] = hinge).contains("not of length 1"));
    let turned = |rotation| Quantity::Turned { joint: Joint::Head, rotation };
    let image = [[-1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]];
    let skew = [[1.0, 0.0, 0.0], [0.6, 0.8, 0.0], [0.0, 0.0, 1.0]];
    let stretch = [[2.0, 0.0, 0.0], [0.0, 0.5, 0.0], [0.0, 0.0, 1.0]];
    for matrix in [image, skew, stretch] {
        assert!(fault(|p| p.quantities[1] = turned(matrix)).contains("not a rotation"));
    }
    let mut parts = good();
    parts.quantities[0] = Quantity::Offset { from: Joint::Head, to: Joint::Neck, axis: Axis::Y };
    Program::new(parts).unwrap();
}

#[test]
fn automata_begin_end_and_go_forward() {
    assert!(fault(|p| p.gestures[0].nodes[0].entry = false).contains("no step to begin with"));
    assert!(fault(|p| p.gestures[0].nodes[1].accept = false).contains("no step to end with"));
    assert!(fault(|p| p.gestures[0].nodes[1].after[0] = 1).contains("does not stand before it"));
    assert!(fault(|p| p.gestures[0].nodes[1].after.clear()).contains("can never be reached"));
    assert!(
        fault(|p| p.gestures[0].nodes.push(node(0, vec![0], false, false)))
            .contains("step 2 of gesture 0 leads nowhere")
    );
    assert!(fault(|p| p.gestures[0].nodes.clear()).contains("no step to begin with"));
    assert!(fault(|p| p.gestures[0].unlocked_by = Some((0, 1.0))).contains("gesture 0 depends on gesture 0"));
}

#[test]
fn a_relative_condition_has_one_owner() {
    let message = fault(|p| p.gestures[0].nodes[0].condition = 1);
    assert!(message.starts_with("condition 1 is relative to its step's beginning and used by two steps"));
    let mut parts = good();
    parts.gestures[0].nodes[1].condition = 0;
    Program::new(parts).unwrap();
}

#[test]
fn tables_are_bounded() {
    let limits = ProgramLimits { tests: 1, ..ProgramLimits::default() };
    assert!(matches!(validate(&good(), &limits), Err(ProgramError::TooMany { found: 2, limit: 1, .. })));
    for limits in [
        ProgramLimits { quantities: 1, ..ProgramLimits::default() },
        ProgramLimits { atoms: 1, ..ProgramLimits::default() },
        ProgramLimits { statements: 1, ..ProgramLimits::default() },
        ProgramLimits { conditions: 1, ..ProgramLimits::default() },
        ProgramLimits { gestures: 0, ..ProgramLimits::default() },
        ProgramLimits { nodes: 1, ..ProgramLimits::default() },
        ProgramLimits { links: 0, ..ProgramLimits::default() },
        ProgramLimits { anchors: 0, ..ProgramLimits::default() },
    ] {
        assert!(matches!(validate(&good(), &limits), Err(ProgramError::TooMany { .. })), "{limits:?}");
    }
    for limits in
        [ProgramLimits { name: 3, ..ProgramLimits::default() }, ProgramLimits { text: 3, ..ProgramLimits::default() }]
    {
        assert!(matches!(validate(&good(), &limits), Err(ProgramError::TooLong { .. })), "{limits:?}");
    }
}
