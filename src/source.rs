//! The texts under compilation, and places in them.
//!
//! Input: names and texts. Output: [`Sources`], append-only, so that a [`Span`] stays true for as long as it lives. It
//! knows nothing of the language.

/// Which text of a [`Sources`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourceId(u32);

/// A stretch of one text, in bytes; `start <= end`, both on character boundaries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// Which text.
    pub source: SourceId,
    /// The first byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// The stretch from this span's start to the other's end, both of one text.
    pub fn to(self, other: Span) -> Span {
        Span { source: self.source, start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// As a byte range.
    pub fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// Where a text came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Origin {
    /// A file, which its name leads to.
    File,
    /// A stream such as standard input, which no path leads to.
    Stream,
    /// The standard library within this program.
    Library,
}

/// One text and the name it is shown under.
#[derive(Debug, Clone)]
pub struct Source {
    /// A path as the user gave it, `<stdin>`, or `stdlib/NAME.prepose`.
    pub name: String,
    /// Where it came from.
    pub origin: Origin,
    /// The whole text.
    pub text: String,
    line_starts: Vec<u32>,
}

impl Source {
    fn new(origin: Origin, name: String, text: String) -> Source {
        let line_starts = std::iter::once(0).chain(text.match_indices('\n').map(|(i, _)| i as u32 + 1)).collect();
        Source { name, origin, text, line_starts }
    }

    /// The line (from 0) that a byte lies on.
    pub fn line_of(&self, byte: usize) -> usize {
        self.line_starts.partition_point(|&start| start as usize <= byte) - 1
    }

    /// The bytes of a line (from 0), its line end included.
    pub fn line_range(&self, line: usize) -> Option<std::ops::Range<usize>> {
        let start = *self.line_starts.get(line)? as usize;
        let end = self.line_starts.get(line + 1).map_or(self.text.len(), |&next| next as usize);
        Some(start..end)
    }

    /// Line and column of a byte, both from 1, the column in characters.
    pub fn position(&self, byte: usize) -> (usize, usize) {
        let line = self.line_of(byte);
        let start = self.line_starts[line] as usize;
        (line + 1, self.text[start..byte.min(self.text.len())].chars().count() + 1)
    }
}

/// Every text of one run of the toolchain.
#[derive(Debug, Clone, Default)]
pub struct Sources {
    sources: Vec<Source>,
}

impl Sources {
    /// Adds the text of a file.
    pub fn add(&mut self, name: impl Into<String>, text: impl Into<String>) -> SourceId {
        self.add_from(Origin::File, name, text)
    }

    /// Adds a text from anywhere.
    pub fn add_from(&mut self, origin: Origin, name: impl Into<String>, text: impl Into<String>) -> SourceId {
        self.sources.push(Source::new(origin, name.into(), text.into()));
        SourceId(self.sources.len() as u32 - 1)
    }

    /// A text.
    pub fn get(&self, id: SourceId) -> &Source {
        &self.sources[id.0 as usize]
    }

    /// The words at a place.
    pub fn text(&self, span: Span) -> &str {
        &self.get(span.source).text[span.range()]
    }

    /// Every text, in the order in which they came.
    pub fn ids(&self) -> impl Iterator<Item = SourceId> + use<> {
        (0..self.sources.len() as u32).map(SourceId)
    }
}
