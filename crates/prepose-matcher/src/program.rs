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
    /// Which layout of the bytes [`Program::to_bytes`] writes, and the only one that [`Program::from_bytes`] reads.
    ///
    /// Every release that has the same version reads the bytes and runs them with the same meaning. A release that
    /// changes either raises the version (a minor release before 1.0, else a major one) and refuses the old bytes with
    /// [`ProgramError::Version`]; the gestures are then compiled again.
    pub const VERSION: u32 = wire::VERSION;

    /// Checks the tables.
    ///
    /// # Errors
    /// [`ProgramError`] names the first entry that is out of range, not finite, or over a limit.
    pub fn new(parts: Parts) -> Result<Program, ProgramError> {
        validate::validate(&parts, &ProgramLimits::default())?;
        Ok(Program { parts })
    }

    /// Reads a program from bytes that may be hostile. [`Program::VERSION`] says how long bytes stay readable.
    ///
    /// ```
    /// use prepose_matcher::{Program, ProgramError};
    ///
    /// let bytes = include_bytes!("../examples/hand-on-head.program");
    /// let program = Program::from_bytes(bytes)?;
    /// assert_eq!(program.parts().gestures[0].name, "hand-on-head");
    /// assert_eq!(program.to_bytes(), bytes);
    ///
    /// let cut = Program::from_bytes(&bytes[..40]);
    /// assert!(matches!(cut, Err(ProgramError::CutShort { .. })));
    /// # Ok::<(), ProgramError>(())
    /// ```
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
