//! Atoms that depend on the frame only, each answered at most once a frame.
//!
//! Input: the atoms of a program, then one body a frame. Output: their truth. It knows nothing of steps or time.

use nalgebra::Vector3;

use crate::body::Body;
use crate::joint::Joint;
use crate::program::{Axis, Parts, Quantity};
use crate::quantity::{along, distance, hinge, offset};

use super::lists::NONE;
use super::truth::{Truth, compare};

/// An atom with its quantity at hand, small enough for one line of the cache.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Test {
    number: Number,
    bound: f64,
    at_least: bool,
}

#[derive(Debug, Clone, Copy)]
enum Number {
    DirectionAngle(Joint, Vector3<f64>),
    BoneAngle(Joint, Joint),
    Offset(Joint, Joint, Axis),
    Distance(Joint, Joint),
    Hinge(Joint, Joint, Vector3<f64>),
}

/// The tests of a program, and for each atom its test (of a relative atom, nothing that may be used). Tests of a kind
/// stand together, so that the processor can foresee which kind comes next.
pub(crate) fn order(parts: &Parts) -> (Vec<Test>, Vec<u32>) {
    let mut rows: Vec<((u8, u32), u32, Test)> = Vec::new();
    for (a, atom) in parts.atoms.iter().enumerate() {
        let (kind, number) = match parts.quantities[atom.quantity as usize] {
            Quantity::DirectionAngle { joint, direction } => (0, Number::DirectionAngle(joint, direction.into())),
            Quantity::BoneAngle { a, b } => (1, Number::BoneAngle(a, b)),
            Quantity::Offset { from, to, axis } => (2, Number::Offset(from, to, axis)),
            Quantity::Distance { a, b } => (3, Number::Distance(a, b)),
            Quantity::Hinge { a, b, axis } => (4, Number::Hinge(a, b, axis.into())),
            Quantity::Turned { .. } | Quantity::Nearer { .. } | Quantity::Moved { .. } => continue,
        };
        let test = Test { number, bound: atom.bound, at_least: atom.at_least };
        rows.push(((kind, atom.quantity), a as u32, test));
    }
    rows.sort_by_key(|&(key, ..)| key);
    let mut place = vec![NONE; parts.atoms.len()];
    for (t, &(_, a, _)) in rows.iter().enumerate() {
        place[a as usize] = t as u32;
    }
    (rows.into_iter().map(|(.., test)| test).collect(), place)
}

/// The answers of one frame.
#[derive(Debug)]
pub(crate) struct Answers {
    // the number of the frame and below it the truth, so that old answers need not be wiped
    marks: Vec<u32>,
    frame: u32,
}

const TRUTH_BITS: u32 = 2;

impl Answers {
    pub(crate) fn new(tests: usize) -> Answers {
        Answers { marks: vec![0; tests], frame: 0 }
    }

    /// Forgets all answers; for each new body.
    pub(crate) fn forget(&mut self) {
        self.frame += 1;
        if self.frame == 1 << (u32::BITS - TRUTH_BITS) {
            self.marks.fill(0);
            self.frame = 1;
        }
    }

    /// Whether a test holds for the body of this frame.
    #[inline]
    pub(crate) fn ask(&mut self, test: u32, tests: &[Test], body: &Body) -> Truth {
        let mark = self.marks[test as usize];
        if mark >> TRUTH_BITS == self.frame {
            return match mark & 3 {
                0 => Truth::False,
                1 => Truth::Unknown,
                _ => Truth::True,
            };
        }
        let truth = answer(&tests[test as usize], body);
        self.marks[test as usize] = self.frame << TRUTH_BITS | truth as u32;
        truth
    }
}

#[inline]
fn answer(test: &Test, body: &Body) -> Truth {
    let value = match test.number {
        Number::DirectionAngle(joint, direction) => along(body.bone(joint), direction),
        Number::BoneAngle(a, b) => along(body.bone(a), body.bone(b)),
        Number::Offset(from, to, axis) => offset(body.place(from), body.place(to), axis),
        Number::Distance(a, b) => distance(body.place(a), body.place(b)),
        Number::Hinge(a, b, axis) => hinge(body.bone(a), body.bone(b), axis),
    };
    compare(value, test.at_least, test.bound)
}
