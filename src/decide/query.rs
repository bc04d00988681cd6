//! A query about bodies.
//!
//! Output: what must hold, which bones may turn, and where the others are. It knows nothing of how answers are found.

use crate::decide::fact::compare::thinned;
use crate::decide::fact::{BoneSet, Fact, StatePair};

/// A query about bodies.
#[derive(Clone, Copy)]
pub struct Query<'a> {
    /// What must hold.
    pub facts: &'a [&'a Fact],
    /// The bones that may turn; the others are as in `base`.
    pub free_bones: BoneSet,
    /// The free bones that a proof should look at; facts that speak of others are left out of it.
    pub proof_bones: BoneSet,
    /// The bodies to stay near to.
    pub base: &'a StatePair,
}

impl<'a> Query<'a> {
    /// The facts that a proof looks at: fewer facts only have more answers.
    pub fn sliced(&self) -> Vec<&'a Fact> {
        let about = |fact: &&&Fact| fact.bones().common(self.free_bones).within(self.proof_bones);
        pruned(self.facts.iter().filter(about).copied().collect())
    }
}

/// The same facts without those that others say more tightly, where there are so many that it pays to look.
pub fn pruned(facts: Vec<&Fact>) -> Vec<&Fact> {
    if facts.len() > MANY { thinned(&facts) } else { facts }
}

/// Anatomy and what an author writes of a pose are fewer.
const MANY: usize = 120;
