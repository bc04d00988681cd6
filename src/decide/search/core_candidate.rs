//! Which few facts probably make an unsatisfiable core.
//!
//! Input: a query, and bodies at which a search for an answer ended. Output: an answer after all, or a few of the facts
//! that probably no body meets together, which are far easier to refute than all. The way: the facts that are overstepped
//! where the search ended are looked at alone; where bodies meet them, the search goes on from there, and what is
//! overstepped where it ends joins them. Nothing here is trusted: what is found is a query to be refuted.

use super::clearance::{FIRST, clearance};
use super::descent::Descent;
use super::{reached, search_with};
use crate::decide::fact::{BoneSet, Fact, StatePair};
use crate::decide::query::Query;

/// A few facts of a query that probably no body meets together.
pub struct CoreCandidate<'q> {
    query: Query<'q>,
    descent: Descent<'q>,
    /// Their places.
    core: Vec<usize>,
}

/// How often facts join.
pub const ROUNDS: usize = 8;

impl<'q> CoreCandidate<'q> {
    /// The facts that are overstepped where a search ended.
    pub fn at(query: &Query<'q>, ended: &StatePair) -> CoreCandidate<'q> {
        let mut candidate = CoreCandidate { query: *query, descent: Descent::new(query), core: Vec::new() };
        candidate.join(ended, &FIRST);
        candidate
    }

    /// The places of the facts among those of the query, ascending.
    pub fn places(&self) -> &[usize] {
        &self.core
    }

    /// How many free bones the facts speak of.
    pub fn bones(&self) -> usize {
        let spoken = self.facts().iter().fold(BoneSet::default(), |set, fact| set.union(fact.bones()));
        spoken.common(self.query.free_bones).iter().count()
    }

    /// The facts.
    pub fn facts(&self) -> Vec<&'q Fact> {
        self.core.iter().map(|&place| self.query.facts[place]).collect()
    }

    /// Facts join until from so many starts no bodies are found that meet all of them; or bodies that meet all facts of
    /// the query.
    pub fn grow(&mut self, aims: &[f64], starts: usize) -> Option<StatePair> {
        for _ in 0..ROUNDS {
            let facts = self.facts();
            let met = search_with(&Query { facts: &facts, ..self.query }, aims, starts)?;
            if let Some(bodies) = self.go_on(&met, aims) {
                return Some(bodies);
            }
        }
        None
    }

    /// Goes on from bodies that meet the core to such as meet all facts, or else lets facts join that are overstepped.
    pub fn go_on(&mut self, met: &StatePair, aims: &[f64]) -> Option<StatePair> {
        let mut bodies = *met;
        if reached(&self.query, &mut self.descent, &mut bodies, aims) {
            return Some(bodies);
        }
        if !self.join(&bodies, aims) {
            self.join(met, aims);
        }
        None
    }

    /// The same without facts without which no bodies are found either.
    pub fn shrunk(&self, aims: &[f64], starts: usize) -> CoreCandidate<'q> {
        let descent = Descent::new(&self.query);
        let mut shrunk = CoreCandidate { query: self.query, descent, core: self.core.clone() };
        for place in (0..shrunk.core.len()).rev() {
            let left = shrunk.core.remove(place);
            let facts = shrunk.facts();
            if search_with(&Query { facts: &facts, ..self.query }, aims, starts).is_some() {
                shrunk.core.insert(place, left);
            }
        }
        shrunk
    }

    /// The facts, and all angles of the bones that they speak of: those cost a proof little, and what they say seldom matters
    /// to a search, but often to a proof.
    pub fn to_prove(&self) -> Vec<&'q Fact> {
        let free = self.query.free_bones;
        let spoken = self.facts().iter().fold(BoneSet::default(), |set, fact| set.union(fact.bones().common(free)));
        let angle = |fact: &Fact| matches!(fact, Fact::DirectionAngle { .. } | Fact::BoneAngle { .. });
        let joins = |fact: &Fact| angle(fact) && fact.bones().common(free).within(spoken);
        let facts = self.query.facts.iter().enumerate();
        facts
            .filter(|(place, fact)| self.core.binary_search(place).is_ok() || joins(fact))
            .map(|(_, fact)| *fact)
            .collect()
    }

    /// What bodies overstep, or would with the slack that is aimed at last, joins; whether anything does.
    fn join(&mut self, bodies: &StatePair, aims: &[f64]) -> bool {
        let aim = aims.last().copied().unwrap_or_default();
        let before = self.core.len();
        let facts = self.query.facts.iter().enumerate();
        self.core.extend(facts.filter(|(_, fact)| !fact.holds(bodies, clearance(fact, aim))).map(|(place, _)| place));
        self.core.sort_unstable();
        self.core.dedup();
        self.core.len() > before
    }
}

#[cfg(test)]
mod tests {
    use nalgebra::Vector3;
    use prepose_matcher::Joint;

    use super::*;
    use crate::decide::fact::{BONES, Bone};
    use crate::decide::search::descended;
    use crate::posture::Posture;

    #[test]
    fn of_many_facts_those_that_clash_are_found() {
        let (left, right) = (Bone::now(Joint::ElbowLeft), Bone::now(Joint::ElbowRight));
        let cone = |bone, direction, angle| Fact::DirectionAngle { bone, direction, angle, inside: true };
        let facts = [
            cone(Bone::now(Joint::SpineMid), Vector3::y(), 0.2),
            cone(left, Vector3::z(), 0.5),
            cone(Bone::now(Joint::KneeLeft), -Vector3::y(), 0.3),
            Fact::BoneAngle { a: left, b: right, angle: 0.4, at_least: false },
            cone(right, -Vector3::z(), 0.6),
            cone(right, -Vector3::z(), 1.7),
        ];
        let facts: Vec<&Fact> = facts.iter().collect();
        let mut base = [Vector3::zeros(); BONES];
        let mut free = BoneSet::default();
        for joint in &Joint::PARENTS_FIRST[1..] {
            base[Bone::now(*joint).index()] = Posture::rest().bone(*joint);
            free.insert(Bone::now(*joint));
        }
        let query = Query { facts: &facts, free_bones: free, proof_bones: free, base: &base };
        let ended = descended(&query, &base);
        assert!(!ended.met);
        let mut candidate = CoreCandidate::at(&query, &ended.bodies);
        assert!(candidate.grow(&FIRST, 3).is_none());
        let candidate = candidate.shrunk(&FIRST, 2);
        assert_eq!(candidate.places(), [1, 3, 4]);
        assert_eq!(candidate.bones(), 2);
        // what else is said of the angles of these bones is given to a proof
        assert_eq!(candidate.to_prove(), [facts[1], facts[3], facts[4], facts[5]]);
        // without one of them bodies meet the others
        let less: Vec<&Fact> = facts.iter().copied().filter(|fact| !std::ptr::eq(*fact, facts[3])).collect();
        assert!(descended(&Query { facts: &less, ..query }, &base).met);
    }
}
