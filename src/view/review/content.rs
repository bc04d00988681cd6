//! What a review says, as plain data.
//!
//! It knows nothing of how the page looks.

use crate::view::snapshot::Snapshot;

/// What the page says.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Review {
    /// The heading.
    pub title: String,
    /// What it comes to, in a sentence.
    pub summary: String,
    /// Counts: how many, of what, and how that is to be taken.
    pub counts: Vec<(usize, String, Tone)>,
    /// What is wrong with the rules.
    pub trouble: Vec<Remark>,
    /// Kinds of rules, each with the blocks and the names of its rules.
    pub rules: Vec<(String, Vec<String>)>,
    /// The gestures, in the order of the files.
    pub gestures: Vec<GestureReview>,
    /// Of pairs.
    pub pairs: PairCounts,
    /// The pairs to look at first.
    pub closest: Vec<PairReview>,
    /// The distances of all pairs, in degrees; the last column stands for all that are larger.
    pub distances: Vec<f64>,
    /// Which programs proved it.
    pub tools: String,
}

/// How many pairs there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct PairCounts {
    /// That were compared.
    pub all: usize,
    /// Of which neither fires the other when it is done in the ordinary way.
    pub ordinarily: usize,
    /// Of which no motion of shared parts fires both.
    pub every_way: usize,
}

/// How something is to be taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Tone {
    /// As it should be.
    Good,
    /// Against what should be.
    Bad,
    /// Not known, or to be looked at.
    Open,
    /// Against what should be, and the author means it.
    Accepted,
    /// Neither.
    #[default]
    Plain,
}

/// One gesture.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct GestureReview {
    /// Its app.
    pub app: String,
    /// Its name.
    pub name: String,
    /// Where it is declared.
    pub place: String,
    /// What the person is to do.
    pub description: String,
    /// What it comes to, in a word.
    pub verdict: (String, Tone),
    /// Each property: its name, its verdict in a word, and why where it is undecided.
    pub properties: Vec<(String, String, Tone, String)>,
    /// How much noise it survives: degrees and centimetres.
    pub margin: Option<(f64, f64)>,
    /// Seconds that the proofs took.
    pub seconds: f64,
    /// Its poses.
    pub picture: Option<Snapshot>,
    /// What was found.
    pub remarks: Vec<Remark>,
}

/// One finding.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Remark {
    /// Its code.
    pub code: String,
    /// How grave it is, in a word.
    pub kind: String,
    /// How it is to be taken.
    pub tone: Tone,
    /// What is said.
    pub message: String,
    /// Where.
    pub place: String,
    /// What to do about it.
    pub help: String,
    /// The author's reason for meaning it.
    pub accepted: Option<String>,
    /// The bodies that show it.
    pub picture: Option<Snapshot>,
}

/// Two gestures.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct PairReview {
    /// One.
    pub a: String,
    /// The other.
    pub b: String,
    /// The verdict in words.
    pub verdict: (String, Tone),
    /// Degrees between them.
    pub distance: Option<f64>,
}
