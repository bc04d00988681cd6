//! A compiled set of gestures: tables of quantities, atoms, statements, conditions and automata.
//!
//! Input: [`Parts`] from a compiler, or bytes from anywhere. Output: a [`Program`], whose every index is in range and
//! every number finite, so that the matcher can trust it without looking. It knows nothing of frames or time.

mod error;
mod parts;
mod validate;
mod wire;

pub use error::{Place, ProgramError};
pub use parts::{Atom, Axis, Condition, Gesture, Node, Parts, Quantity, Statement};
pub use validate::ProgramLimits;

/// A program that is safe to run.
#[derive(Debug, Clone, PartialEq)]
pub struct Program {
    parts: Parts,
}

impl Program {
    /// Checks the tables.
    ///
    /// # Errors
    /// [`ProgramError`] names the first entry that is out of range, not finite, or over a limit.
    pub fn new(parts: Parts) -> Result<Program, ProgramError> {
        validate::validate(&parts, &ProgramLimits::default())?;
        Ok(Program { parts })
    }

    /// Reads a program from bytes that may be hostile.
    ///
    /// # Errors
    /// [`ProgramError`] when the bytes are cut short, of another version, or describe an unsafe program.
    pub fn from_bytes(bytes: &[u8]) -> Result<Program, ProgramError> {
        Program::new(wire::decode(bytes, &ProgramLimits::default())?)
    }

    /// The bytes that [`Program::from_bytes`] reads back to an equal program. Little-endian, versioned.
    pub fn to_bytes(&self) -> Vec<u8> {
        wire::encode(&self.parts)
    }

    /// The tables.
    pub fn parts(&self) -> &Parts {
        &self.parts
    }
}
