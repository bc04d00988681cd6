//! How much of a text is read.

/// How much of a text is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ParseLimits {
    /// Bytes of one file.
    pub bytes: usize,
    /// Parentheses within parentheses.
    pub nesting: usize,
}

impl Default for ParseLimits {
    fn default() -> Self {
        ParseLimits { bytes: 4 << 20, nesting: 64 }
    }
}
