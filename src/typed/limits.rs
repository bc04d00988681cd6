//! How much a file may expand to.

/// How much a file may expand to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CheckLimits {
    /// Steps of one gesture, all repetitions and choices written out.
    pub steps: usize,
    /// Statements of one pose, all compositions written out.
    pub statements: usize,
    /// Files that one file may import, directly or not.
    pub imports: usize,
    /// Statements of one module, all steps of all gestures written out.
    pub module_statements: usize,
}

impl Default for CheckLimits {
    fn default() -> Self {
        CheckLimits { steps: 2_000, statements: 500, imports: 64, module_statements: 500_000 }
    }
}
