//! Programs written by hand, for tests.
//!
//! A pose is a word of letters, each a joint that points up: `ab` is a and b, `-a` is not a. `r` and a number of degrees
//! is the right foot turned so far toward the subject's right since the step began.
#![allow(dead_code)]

use prepose_matcher::Joint;
use prepose_matcher::program::*;

/// The joints of the letters: each can point up, down, or be unseen without any other being touched.
pub const LETTERS: [(char, Joint); 6] = [
    ('a', Joint::HandTipLeft),
    ('b', Joint::HandTipRight),
    ('c', Joint::ThumbLeft),
    ('d', Joint::ThumbRight),
    ('e', Joint::FootLeft),
    ('f', Joint::Head),
];

#[derive(Debug, Default, Clone)]
pub struct Tables {
    pub parts: Parts,
}

impl Tables {
    pub fn atom(&mut self, quantity: Quantity, at_least: bool, bound: f64) -> u32 {
        let quantity = place(&mut self.parts.quantities, quantity);
        place(&mut self.parts.atoms, Atom { quantity, at_least, bound })
    }

    pub fn statement(&mut self, atoms: Vec<u32>, text: &str) -> u32 {
        place(&mut self.parts.statements, Statement { atoms, text: text.to_owned() })
    }

    pub fn condition(&mut self, statements: Vec<u32>) -> u32 {
        place(&mut self.parts.conditions, Condition { statements })
    }

    /// The condition of a word.
    pub fn pose(&mut self, word: &str) -> u32 {
        if let Some(degrees) = word.strip_prefix('r') {
            let (sin, cos) = degrees.parse::<f64>().unwrap().to_radians().sin_cos();
            // from down toward the right is from -y to +x
            let rotation = [[cos, -sin, 0.0], [sin, cos, 0.0], [0.0, 0.0, 1.0]];
            let turned = Quantity::Turned { joint: Joint::FootRight, rotation };
            let atom = self.atom(turned, true, 10f64.to_radians().cos());
            let statement = self.statement(vec![atom], word);
            self.parts.conditions.push(Condition { statements: vec![statement] });
            return self.parts.conditions.len() as u32 - 1;
        }
        let mut statements = Vec::new();
        let mut negated = false;
        for letter in word.chars() {
            if letter == '-' {
                negated = true;
                continue;
            }
            let joint = LETTERS.iter().find(|(l, _)| *l == letter).unwrap().1;
            let along = Quantity::DirectionAngle { joint, direction: [0.0, 1.0, 0.0] };
            let atom = self.atom(along, !negated, if negated { 0.5 } else { 0.9 });
            let text = if negated { format!("-{letter}") } else { letter.to_string() };
            statements.push(self.statement(vec![atom], &text));
            negated = false;
        }
        self.condition(statements)
    }

    pub fn gesture(&mut self, nodes: Vec<Node>) -> &mut Gesture {
        let name = format!("g{}", self.parts.gestures.len());
        self.parts.gestures.push(Gesture { app: "test".into(), name, nodes, cooldown: 0.0, unlocked_by: None });
        self.parts.gestures.last_mut().unwrap()
    }

    /// A gesture of one step after the other.
    pub fn chain<const N: usize>(&mut self, steps: [Step; N]) -> &mut Gesture {
        let last = N - 1;
        let nodes = steps.into_iter().enumerate().map(|(i, step)| {
            let after = if i == 0 { vec![] } else { vec![i as u32 - 1] };
            step.node(self, after, i == 0, i == last, i as u32 + 1, N as u32)
        });
        let nodes = nodes.collect();
        self.gesture(nodes)
    }

    pub fn program(self) -> Program {
        Program::new(self.parts).unwrap()
    }
}

fn place<T: PartialEq>(table: &mut Vec<T>, entry: T) -> u32 {
    let known = table.iter().position(|e| *e == entry);
    known.unwrap_or_else(|| {
        table.push(entry);
        table.len() - 1
    }) as u32
}

#[derive(Debug, Clone, Copy)]
pub struct Step {
    word: &'static str,
    earliest: f64,
    latest: f64,
    hold: f64,
}

/// A step to a pose, within 5 seconds.
pub fn step(word: &'static str) -> Step {
    Step { word, earliest: 0.0, latest: 5.0, hold: 0.0 }
}

impl Step {
    pub fn earliest(self, earliest: f64) -> Step {
        Step { earliest, ..self }
    }

    pub fn latest(self, latest: f64) -> Step {
        Step { latest, ..self }
    }

    pub fn hold(self, hold: f64) -> Step {
        Step { hold, ..self }
    }

    pub fn node(self, tables: &mut Tables, after: Vec<u32>, entry: bool, accept: bool, step: u32, of: u32) -> Node {
        let Step { word, earliest, latest, hold } = self;
        let condition = tables.pose(word);
        Node { name: word.to_owned(), condition, after, entry, accept, earliest, latest, hold, step, of }
    }
}
