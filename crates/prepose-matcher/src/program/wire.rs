//! The bytes of a program: a magic number, a version, then each table with its length before it, all little-endian.
//!
//! Input of `decode`: bytes that may be hostile. Output: tables that are well formed but not yet checked. A count is
//! believed only as far as the bytes that are left could hold it, so memory stays proportional to the input. It knows
//! nothing of what the tables mean.

use crate::joint::Joint;

use super::error::ProgramError;
use super::parts::{Atom, Axis, Condition, Gesture, Node, Parts, Quantity, Statement};
use super::validate::{ProgramLimits, at_most};

const MAGIC: &[u8; 8] = b"prepose\0";
/// To be raised whenever the layout or the meaning of the bytes changes.
pub(super) const VERSION: u32 = 2;

pub(super) fn encode(parts: &Parts) -> Vec<u8> {
    let mut out = Writer { bytes: MAGIC.to_vec() };
    out.u32(VERSION);
    out.list(&parts.quantities, Writer::quantity);
    out.list(&parts.atoms, |out, atom| {
        out.u32(atom.quantity);
        out.u8(u8::from(atom.at_least));
        out.f64(atom.bound);
    });
    out.list(&parts.statements, |out, statement| {
        out.list(&statement.atoms, |out, &atom| out.u32(atom));
        out.text(&statement.text);
    });
    out.list(&parts.conditions, |out, condition| {
        out.list(&condition.statements, |out, &statement| out.u32(statement));
    });
    out.list(&parts.gestures, Writer::gesture);
    out.bytes
}

pub(super) fn decode(bytes: &[u8], limits: &ProgramLimits) -> Result<Parts, ProgramError> {
    let rest = bytes.strip_prefix(MAGIC).ok_or(ProgramError::NotAProgram)?;
    let mut input = Reader { rest, limits };
    let found = input.u32("the version")?;
    if found != VERSION {
        return Err(ProgramError::Version { found, known: VERSION });
    }
    let parts = Parts {
        quantities: input.list("quantities", limits.quantities, 4, Reader::quantity)?,
        atoms: input.list("atoms", limits.atoms, 13, Reader::atom)?,
        statements: input.list("statements", limits.statements, 8, Reader::statement)?,
        conditions: input.list("conditions", limits.conditions, 4, |input| {
            Ok(Condition { statements: input.indices("statements of a condition", limits.tests)? })
        })?,
        gestures: input.list("gestures", limits.gestures, 21, Reader::gesture)?,
    };
    match input.rest.len() {
        0 => Ok(parts),
        bytes => Err(ProgramError::Trailing { bytes }),
    }
}

struct Writer {
    bytes: Vec<u8>,
}

impl Writer {
    fn quantity(&mut self, quantity: &Quantity) {
        match quantity {
            Quantity::DirectionAngle { joint, direction } => {
                self.tag(0, *joint);
                self.numbers(direction);
            }
            Quantity::BoneAngle { a, b } => {
                self.tag(1, *a);
                self.joint(*b);
            }
            Quantity::Offset { from, to, axis } => {
                self.tag(2, *from);
                self.joint(*to);
                self.u8(*axis as u8);
            }
            Quantity::Distance { a, b } => {
                self.tag(3, *a);
                self.joint(*b);
            }
            Quantity::Turned { joint, rotation } => {
                self.tag(4, *joint);
                rotation.iter().for_each(|row| self.numbers(row));
            }
            Quantity::Nearer { joint, direction, by, near } => {
                self.tag(5, *joint);
                self.numbers(direction);
                self.numbers(&[*by, *near]);
            }
            Quantity::Moved { joint, direction } => {
                self.tag(6, *joint);
                self.numbers(direction);
            }
            Quantity::Hinge { a, b, axis } => {
                self.tag(7, *a);
                self.joint(*b);
                self.numbers(axis);
            }
        }
    }

    fn gesture(&mut self, gesture: &Gesture) {
        self.text(&gesture.app);
        self.text(&gesture.name);
        self.list(&gesture.nodes, |out, node| {
            out.text(&node.name);
            out.u32(node.condition);
            out.list(&node.after, |out, &before| out.u32(before));
            out.u8(u8::from(node.entry) | u8::from(node.accept) << 1);
            out.numbers(&[node.earliest, node.latest, node.hold]);
            out.u32(node.step);
            out.u32(node.of);
        });
        self.f64(gesture.cooldown);
        match gesture.unlocked_by {
            None => self.u8(0),
            Some((other, window)) => {
                self.u8(1);
                self.u32(other);
                self.f64(window);
            }
        }
    }

    fn list<T>(&mut self, items: &[T], each: impl Fn(&mut Writer, &T)) {
        // every list of a checked program is far below 2^32
        self.u32(items.len() as u32);
        items.iter().for_each(|item| each(self, item));
    }

    fn text(&mut self, text: &str) {
        self.u32(text.len() as u32);
        self.bytes.extend_from_slice(text.as_bytes());
    }

    fn tag(&mut self, tag: u8, joint: Joint) {
        self.u8(tag);
        self.joint(joint);
    }

    fn joint(&mut self, joint: Joint) {
        self.u8(joint as u8);
    }

    fn numbers(&mut self, numbers: &[f64]) {
        numbers.iter().for_each(|&number| self.f64(number));
    }

    fn f64(&mut self, number: f64) {
        self.bytes.extend_from_slice(&number.to_le_bytes());
    }

    fn u32(&mut self, number: u32) {
        self.bytes.extend_from_slice(&number.to_le_bytes());
    }

    fn u8(&mut self, number: u8) {
        self.bytes.push(number);
    }
}

struct Reader<'a> {
    rest: &'a [u8],
    limits: &'a ProgramLimits,
}

impl Reader<'_> {
    fn quantity(&mut self) -> Result<Quantity, ProgramError> {
        let tag = self.u8("a quantity")?;
        let joint = self.joint()?;
        Ok(match tag {
            0 => Quantity::DirectionAngle { joint, direction: self.vector()? },
            1 => Quantity::BoneAngle { a: joint, b: self.joint()? },
            2 => Quantity::Offset { from: joint, to: self.joint()?, axis: self.axis()? },
            3 => Quantity::Distance { a: joint, b: self.joint()? },
            4 => Quantity::Turned { joint, rotation: [self.vector()?, self.vector()?, self.vector()?] },
            5 => {
                let direction = self.vector()?;
                Quantity::Nearer { joint, direction, by: self.f64()?, near: self.f64()? }
            }
            6 => Quantity::Moved { joint, direction: self.vector()? },
            7 => Quantity::Hinge { a: joint, b: self.joint()?, axis: self.vector()? },
            code => return Err(ProgramError::Code { what: "kind of quantity", code }),
        })
    }

    fn atom(&mut self) -> Result<Atom, ProgramError> {
        Ok(Atom { quantity: self.u32("an atom")?, at_least: self.flag("side of a bound")?, bound: self.f64()? })
    }

    fn statement(&mut self) -> Result<Statement, ProgramError> {
        let atoms = self.indices("atoms of a statement", self.limits.tests)?;
        Ok(Statement { atoms, text: self.text("the text of a statement", self.limits.text)? })
    }

    fn gesture(&mut self) -> Result<Gesture, ProgramError> {
        let app = self.text("the name of an app", self.limits.name)?;
        let name = self.text("the name of a gesture", self.limits.name)?;
        let nodes = self.list("steps", self.limits.nodes, 45, Reader::node)?;
        let cooldown = self.f64()?;
        let unlocked_by = match self.flag("mark of an unlocked gesture")? {
            true => Some((self.u32("a gesture")?, self.f64()?)),
            false => None,
        };
        Ok(Gesture { app, name, nodes, cooldown, unlocked_by })
    }

    fn node(&mut self) -> Result<Node, ProgramError> {
        let name = self.text("the name of a pose", self.limits.name)?;
        let condition = self.u32("a step")?;
        let after = self.indices("links between steps", self.limits.links)?;
        let marks = self.u8("a step")?;
        if marks > 3 {
            return Err(ProgramError::Code { what: "mark of a step", code: marks });
        }
        let [earliest, latest, hold] = self.vector()?;
        let (step, of) = (self.u32("a step")?, self.u32("a step")?);
        let (entry, accept) = (marks & 1 != 0, marks & 2 != 0);
        Ok(Node { name, condition, after, entry, accept, earliest, latest, hold, step, of })
    }

    fn indices(&mut self, what: &'static str, limit: usize) -> Result<Vec<u32>, ProgramError> {
        self.list(what, limit, 4, |input| input.u32(what))
    }

    /// A list whose items take at least `smallest` bytes each.
    fn list<T>(
        &mut self,
        what: &'static str,
        limit: usize,
        smallest: usize,
        mut item: impl FnMut(&mut Self) -> Result<T, ProgramError>,
    ) -> Result<Vec<T>, ProgramError> {
        let count = self.u32(what)? as usize;
        at_most(what, count, limit)?;
        if count > self.rest.len() / smallest {
            return Err(ProgramError::CutShort { what });
        }
        let mut items = Vec::with_capacity(count);
        for _ in 0..count {
            items.push(item(self)?);
        }
        Ok(items)
    }

    fn text(&mut self, what: &'static str, limit: usize) -> Result<String, ProgramError> {
        let found = self.u32(what)? as usize;
        if found > limit {
            return Err(ProgramError::TooLong { what, found, limit });
        }
        let bytes = self.take(found, what)?;
        std::str::from_utf8(bytes).map(str::to_owned).map_err(|_| ProgramError::NotText { what })
    }

    fn joint(&mut self) -> Result<Joint, ProgramError> {
        let code = self.u8("a joint")?;
        Joint::from_index(usize::from(code)).ok_or(ProgramError::Code { what: "joint", code })
    }

    fn axis(&mut self) -> Result<Axis, ProgramError> {
        match self.u8("an axis")? {
            0 => Ok(Axis::X),
            1 => Ok(Axis::Y),
            2 => Ok(Axis::Z),
            code => Err(ProgramError::Code { what: "axis", code }),
        }
    }

    fn flag(&mut self, what: &'static str) -> Result<bool, ProgramError> {
        match self.u8(what)? {
            0 => Ok(false),
            1 => Ok(true),
            code => Err(ProgramError::Code { what, code }),
        }
    }

    fn vector(&mut self) -> Result<[f64; 3], ProgramError> {
        Ok([self.f64()?, self.f64()?, self.f64()?])
    }

    fn f64(&mut self) -> Result<f64, ProgramError> {
        self.array("a number").map(f64::from_le_bytes)
    }

    fn u32(&mut self, what: &'static str) -> Result<u32, ProgramError> {
        self.array(what).map(u32::from_le_bytes)
    }

    fn u8(&mut self, what: &'static str) -> Result<u8, ProgramError> {
        self.array(what).map(|[byte]| byte)
    }

    fn array<const N: usize>(&mut self, what: &'static str) -> Result<[u8; N], ProgramError> {
        let (bytes, rest) = self.rest.split_first_chunk().ok_or(ProgramError::CutShort { what })?;
        self.rest = rest;
        Ok(*bytes)
    }

    fn take(&mut self, count: usize, what: &'static str) -> Result<&[u8], ProgramError> {
        let (bytes, rest) = self.rest.split_at_checked(count).ok_or(ProgramError::CutShort { what })?;
        self.rest = rest;
        Ok(bytes)
    }
}

#[cfg(test)]
mod tests;
