//! A finding that an author means.

use crate::diagnostic::Code;
use crate::source::Span;

/// `ACCEPT N0609 with wave because "both are meant to count".`
#[derive(Debug, Clone, PartialEq)]
pub struct Acceptance {
    /// Which finding; one of the verifier's.
    pub code: Code,
    /// The other gesture, idle pose or rule that the finding names; any, where it is not said.
    pub with: Option<String>,
    /// Why it is meant; not empty.
    pub reason: String,
    /// Where it stands.
    pub span: Span,
}
