//! The first lines of a recording, and what can be told from them.
//!
//! Input: the first bytes. Output: the first two lines that are not blank, and simple questions about their fields. It
//! knows nothing of formats; each reader says what its own format begins like.

use crate::scan;

/// Whether a recording is of a format.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Likeness {
    Yes,
    No,
    /// The second line would tell, and it is not here yet.
    NotYet,
}

impl From<bool> for Likeness {
    fn from(yes: bool) -> Likeness {
        if yes { Likeness::Yes } else { Likeness::No }
    }
}

/// The first lines of a recording, without blank ones.
pub(crate) struct Head<'a> {
    /// The first line without the spaces around it; never empty.
    pub(crate) first: &'a [u8],
    /// The second line likewise.
    pub(crate) second: Option<&'a [u8]>,
    /// Whether a line that is not there may still come.
    pub(crate) more_can_come: bool,
}

impl<'a> Head<'a> {
    /// The lines of these bytes; nothing while no line is there.
    pub(crate) fn new(text: &'a [u8], more_can_come: bool) -> Option<Head<'a>> {
        let mut lines = text.split(|byte| *byte == b'\n').map(|line| line.trim_ascii()).filter(|line| !line.is_empty());
        let first = lines.next()?;
        Some(Head { first, second: lines.next(), more_can_come })
    }

    /// Whether the first line, as a table's header, has a field of each of these names.
    pub(crate) fn names(&self, names: &[&str]) -> bool {
        let has = |name: &[u8]| self.first.split(|byte| *byte == b',').any(|field| field.trim_ascii() == name);
        names.iter().all(|name| has(name.as_bytes()))
    }

    /// The fields of the first line, as a table's row; one comma after the last of them means nothing.
    pub(crate) fn fields(&self) -> impl Iterator<Item = &'a [u8]> + Clone {
        let line = self.first.strip_suffix(b",").unwrap_or(self.first);
        line.split(|byte| *byte == b',').map(|field| field.trim_ascii())
    }
}

/// Whether a text is a whole number and nothing else.
pub(crate) fn is_whole(text: &[u8]) -> bool {
    scan::whole(text).is_some_and(|(_, used)| used == text.len())
}

/// Whether a text is a number and nothing else.
pub(crate) fn is_number(text: &[u8]) -> bool {
    scan::number(text).is_some_and(|number| number.used == text.len())
}
