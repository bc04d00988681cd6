//! What the verifier says.
//!
//! Output: verdicts, findings with witnesses, margins. It knows nothing of how they are found or shown.

use prepose_matcher::Frame;
use serde::{Deserialize, Serialize};

use super::properties::Property;
use crate::diagnostic::{Code, Diagnostic};
use crate::synthesis::Keyframe;

/// How a property of a gesture, or of two, was decided.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "verdict", content = "reason", rename_all = "lowercase")]
pub enum Verdict {
    /// It holds.
    Proved,
    /// It does not; a finding says why.
    Refuted,
    /// Neither was found; the reason.
    Undecided(String),
}

impl Verdict {
    /// The graver of two.
    pub fn and(self, other: Verdict) -> Verdict {
        match (&self, &other) {
            (Verdict::Refuted, _) | (_, Verdict::Proved) => self,
            (_, Verdict::Refuted) | (Verdict::Proved, _) => other,
            _ => self,
        }
    }
}

/// Bodies that show a finding, or how a gesture is done.
#[derive(Debug, Clone, PartialEq)]
pub struct Witness {
    /// What it shows, in a few words.
    pub title: String,
    /// The motion, as a sensor in front of the person sees it; empty where one body says it all.
    pub frames: Vec<Frame>,
    /// The bodies at the steps.
    pub keyframes: Vec<Keyframe>,
    /// The joints that the finding is about.
    pub joints: Vec<prepose_matcher::Joint>,
}

/// One finding.
#[derive(Debug, Clone)]
pub struct Finding {
    /// The gesture, as an index of those verified.
    pub gesture: usize,
    /// Of a pair the other gesture, as an index.
    pub partner: Option<usize>,
    /// The other gesture, protected gesture, idle pose or rule that it names.
    pub with: Option<String>,
    /// What is said of it.
    pub diagnostic: Diagnostic,
    /// Bodies that show it.
    pub witness: Option<Witness>,
    /// The reason that the author gave for meaning it.
    pub accepted: Option<String>,
}

impl Finding {
    /// A finding about a gesture that names nothing else and shows nobody.
    pub fn new(gesture: usize, diagnostic: Diagnostic) -> Finding {
        Finding { gesture, partner: None, with: None, diagnostic, witness: None, accepted: None }
    }

    /// The same, naming a rule, a protected gesture or an idle pose.
    pub fn naming(self, with: &str) -> Finding {
        Finding { with: Some(with.to_string()), ..self }
    }

    /// The same about a pair.
    pub fn of_pair(self, partner: usize, name: &str) -> Finding {
        Finding { partner: Some(partner), ..self.naming(name) }
    }

    /// The same with bodies that show it.
    pub fn shown_by(self, witness: Option<Witness>) -> Finding {
        Finding { witness, ..self }
    }

    /// Its code.
    pub fn code(&self) -> Code {
        self.diagnostic.code
    }
}

/// How much noise a gesture survives: in a body that does it, so much error in every bone or joint leaves every pose met.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Margin {
    /// By how many degrees every bone may be seen turned.
    pub degrees: f64,
    /// By how many centimetres every joint may be seen moved.
    pub centimeters: f64,
}

/// What was found about one gesture.
#[derive(Debug, Clone)]
pub struct GestureReport {
    /// Its app.
    pub app: String,
    /// Its name.
    pub name: String,
    /// Each property and how it was decided.
    pub verdicts: Vec<(Property, Verdict)>,
    /// Motions that do it, one for each way that leads through steps of its own; none where the answer was kept from an
    /// earlier run.
    pub performances: Vec<Witness>,
    /// How much noise it survives, where it can be done and margins were asked for.
    pub margin: Option<Margin>,
    /// Seconds that it took; 0 where the answer was kept from an earlier run.
    pub seconds: f64,
    /// How many of them it took to tell whether it can be done, done safely, and done only safely.
    pub safety_seconds: f64,
}

/// What was found about two gestures.
#[derive(Debug, Clone)]
pub struct PairReport {
    /// One, as an index.
    pub a: usize,
    /// The other.
    pub b: usize,
    /// Whether neither fires the other when it is done in the ordinary way.
    pub verdict: Verdict,
    /// Whether no motion of parts that both speak of fires both, however they are done.
    pub every_way: Verdict,
    /// By how many degrees every bone can be seen turned while one is done in the ordinary way and the other does not fire,
    /// at most [`crate::verify::FARTHEST`]; where one fires the other, 0. Nothing where it was not asked for.
    pub distance: Option<f64>,
    /// Seconds that it took; 0 where the answer was kept from an earlier run.
    pub seconds: f64,
}
