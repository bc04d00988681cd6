//! From verified gestures to a program.
//!
//! Input: a [`VerifiedModule`], which only the verifier makes. Output: the [`Program`] that a matcher runs. What is not
//! verified cannot be compiled; tools that show drafts translate them themselves.

use prepose_matcher::Program;
use prepose_matcher::program::ProgramError;

use crate::translate::translate;
use crate::verify::VerifiedModule;

/// Compiles verified gestures.
///
/// # Errors
/// [`ProgramError`] when all gestures together are over a limit of the matcher.
pub fn compile(verified: &VerifiedModule) -> Result<Program, ProgramError> {
    translate(verified.gestures())
}
