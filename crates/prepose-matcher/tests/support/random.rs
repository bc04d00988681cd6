//! Programs and films by dice. The dice are bytes, so that a failing case shrinks with them.
#![allow(dead_code)]

use prepose_matcher::program::*;
use prepose_matcher::{Frame, JOINTS, Joint, Tracking};

use crate::skeleton::{Placing, Skeleton};

pub struct Dice<'a>(pub &'a [u8]);

impl Dice<'_> {
    /// A number below `sides`; 0 when the dice are used up.
    pub fn roll(&mut self, sides: usize) -> usize {
        let Some((&first, rest)) = self.0.split_first() else { return 0 };
        self.0 = rest;
        usize::from(first) % sides
    }

    pub fn pick<T: Clone>(&mut self, from: &[T]) -> T {
        from[self.roll(from.len())].clone()
    }

    fn some(&mut self, below: usize, most: usize) -> Vec<u32> {
        (0..self.roll(most + 1)).map(|_| self.roll(below) as u32).collect()
    }
}

/// Few joints and directions, so that poses are often met.
const JOINTS_USED: [Joint; 6] =
    [Joint::WristLeft, Joint::WristRight, Joint::HandTipLeft, Joint::AnkleRight, Joint::SpineMid, Joint::ShoulderLeft];
const DIRECTIONS: [[f64; 3]; 5] =
    [[0.0, -1.0, 0.0], [0.0, 1.0, 0.0], [1.0, 0.0, 0.0], [-1.0, 0.0, 0.0], [0.0, 0.6, 0.8]];
const QUARTER_TURNS: [[[f64; 3]; 3]; 3] = [
    [[0.0, -1.0, 0.0], [1.0, 0.0, 0.0], [0.0, 0.0, 1.0]],
    [[1.0, 0.0, 0.0], [0.0, 0.0, -1.0], [0.0, 1.0, 0.0]],
    [[0.8, 0.0, 0.6], [0.0, 1.0, 0.0], [-0.6, 0.0, 0.8]],
];
const SECONDS: [f64; 6] = [0.0, 0.1, 0.3, 0.6, 1.0, 3.0];

fn quantity(dice: &mut Dice) -> (Quantity, &'static [f64]) {
    let joint = dice.pick(&JOINTS_USED);
    let other = dice.pick(&JOINTS_USED);
    let direction = dice.pick(&DIRECTIONS);
    match dice.roll(10) {
        0..=4 => (Quantity::DirectionAngle { joint, direction }, &[0.7, 0.9, 0.2, -0.5]),
        5 if dice.roll(2) == 0 => (Quantity::Hinge { a: joint, b: other, axis: direction }, &[0.0, 0.5, -0.3]),
        5 => (Quantity::BoneAngle { a: joint, b: other }, &[0.5, 0.9, -0.5]),
        6 => {
            let axis = dice.pick(&[Axis::X, Axis::Y, Axis::Z]);
            (Quantity::Offset { from: joint, to: other, axis }, &[0.01, 0.1, -0.2])
        }
        7 => (Quantity::Distance { a: joint, b: other }, &[0.2, 0.5, 0.9]),
        8 if dice.roll(2) == 0 => (Quantity::Turned { joint, rotation: dice.pick(&QUARTER_TURNS) }, &[0.7, 0.9]),
        8 => {
            let (by, near) = (dice.pick(&[0.5, 1.0]), dice.pick(&[0.2, 0.8]));
            (Quantity::Nearer { joint, direction, by, near }, &[0.0, -0.3])
        }
        _ => (Quantity::Moved { joint, direction }, &[0.1, 0.3]),
    }
}

pub fn parts(dice: &mut Dice) -> Parts {
    let mut parts = Parts::default();
    for i in 0..2 + dice.roll(10) as u32 {
        let (quantity, bounds) = quantity(dice);
        parts.quantities.push(quantity);
        for _ in 0..1 + dice.roll(2) {
            let (at_least, bound) = (dice.roll(3) > 0, dice.pick(bounds));
            parts.atoms.push(Atom { quantity: i, at_least, bound });
        }
    }
    for i in 0..2 + dice.roll(8) {
        let atoms = dice.some(parts.atoms.len(), 2);
        parts.statements.push(Statement { atoms, text: format!("statement {i}") });
    }
    for _ in 0..2 + dice.roll(6) {
        parts.conditions.push(Condition { statements: dice.some(parts.statements.len(), 3) });
    }
    let mut owned = vec![false; parts.conditions.len()];
    for g in 0..1 + dice.roll(4) {
        let nodes = nodes(dice, &mut parts, &mut owned);
        let unlocked_by = (g > 0 && dice.roll(4) == 1).then(|| (dice.roll(g) as u32, dice.pick(&SECONDS)));
        let cooldown = if dice.roll(3) == 1 { dice.pick(&SECONDS) } else { 0.0 };
        parts.gestures.push(Gesture { app: "dice".into(), name: format!("gesture {g}"), nodes, cooldown, unlocked_by });
    }
    parts
}

fn nodes(dice: &mut Dice, parts: &mut Parts, owned: &mut Vec<bool>) -> Vec<Node> {
    let mut nodes: Vec<Node> = Vec::new();
    for n in 0..1 + dice.roll(5) {
        let mut condition = dice.roll(parts.conditions.len());
        if std::mem::replace(&mut owned[condition], true) {
            // a relative condition may have only one owner, and a copy never hurts
            parts.conditions.push(parts.conditions[condition].clone());
            owned.push(true);
            condition = parts.conditions.len() - 1;
        }
        let mut after: Vec<u32> = (0..n as u32).filter(|_| dice.roll(2) == 1).collect();
        if n > 0 && after.is_empty() && dice.roll(3) > 0 {
            after.push(n as u32 - 1);
        }
        let step = after.iter().map(|&k| nodes[k as usize].step + 1).min().unwrap_or(1);
        nodes.push(Node {
            name: format!("pose {n}"),
            condition: condition as u32,
            entry: after.is_empty() || dice.roll(6) == 1,
            after,
            accept: dice.roll(6) == 1,
            earliest: if dice.roll(4) == 1 { dice.pick(&SECONDS) } else { 0.0 },
            latest: dice.pick(&SECONDS[1..]),
            hold: if dice.roll(3) == 1 { dice.pick(&SECONDS) } else { 0.0 },
            step,
            of: step + 1,
        });
    }
    for n in 0..nodes.len() {
        if !nodes.iter().any(|node| node.after.contains(&(n as u32))) {
            nodes[n].accept = true;
        }
    }
    nodes
}

/// A person who moves a limb now and then, partly unseen, at uneven times. `paces` are the times between frames.
pub fn film(dice: &mut Dice, frames: usize, bodies: u64, paces: &[f64]) -> Vec<Frame> {
    let mut people = vec![Skeleton::standing(); bodies as usize];
    let mut time = 100.0;
    let mut film = Vec::new();
    for _ in 0..frames {
        time += dice.pick(paces);
        let body = dice.roll(bodies as usize);
        let skeleton = &mut people[body];
        for _ in 0..dice.roll(3) {
            let joint = dice.pick(&JOINTS_USED[..5]);
            skeleton.bones[joint.index()] = dice.pick(&DIRECTIONS);
        }
        match dice.roll(8) {
            1 => skeleton.seen[dice.pick(&JOINTS_USED).index()] = Tracking::NotTracked,
            2 => skeleton.seen = [Tracking::Tracked; JOINTS],
            _ => {}
        }
        film.push(skeleton.frame(time, body as u64, Placing::default()));
    }
    film
}

/// A film in which any number may be anything.
pub fn nonsense(dice: &mut Dice, frames: usize) -> Vec<Frame> {
    let numbers = [f32::NAN, f32::INFINITY, f32::NEG_INFINITY, 0.0, 1.0, -1.0, 1e-30, f32::MAX, f32::MIN];
    let times = [f64::NAN, f64::INFINITY, f64::MAX, f64::MIN, 0.0, 1.0, 2.0, 1e-300];
    let mut film = film(dice, frames, 3, &[0.0, 0.1, 5.0, -1.0]);
    for frame in &mut film {
        for _ in 0..dice.roll(6) {
            frame.joints[dice.roll(JOINTS)].position[dice.roll(3)] = dice.pick(&numbers);
        }
        if dice.roll(5) == 1 {
            frame.time = dice.pick(&times);
        }
        if dice.roll(8) == 1 {
            frame.joints = [dice.pick(&frame.joints); JOINTS];
        }
    }
    film
}
