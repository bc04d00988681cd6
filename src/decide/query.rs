//! A question about bodies.
//!
//! Output: what must hold, which bones may turn, and where the others are. It knows nothing of how answers are found.

use crate::decide::fact::compare::thinned;
use crate::decide::fact::{Bodies, BoneSet, Fact};

/// A question about bodies.
#[derive(Clone, Copy)]
pub struct Question<'a> {
    /// What must hold.
    pub facts: &'a [&'a Fact],
    /// The bones that may turn; the others are as in `base`.
    pub free: BoneSet,
    /// The free bones that a proof should look at; facts that speak of others are left out of it.
    pub about: BoneSet,
    /// The bodies to stay near to.
    pub base: &'a Bodies,
}

impl<'a> Question<'a> {
    /// The facts that a proof looks at: fewer facts only have more answers.
    pub fn sliced(&self) -> Vec<&'a Fact> {
        let about = |fact: &&&Fact| fact.bones().common(self.free).within(self.about);
        few(self.facts.iter().filter(about).copied().collect())
    }
}

/// The same facts without those that others say more tightly, where there are so many that it pays to look.
pub fn few(facts: Vec<&Fact>) -> Vec<&Fact> {
    if facts.len() > MANY { thinned(&facts) } else { facts }
}

/// Anatomy and what an author writes of a pose are fewer.
const MANY: usize = 120;
