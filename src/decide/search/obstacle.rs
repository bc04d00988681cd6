//! Which few facts are in each other's way.
//!
//! Input: a question, and bodies at which a search for an answer ended. Output: an answer after all, or a few of the facts
//! that probably no body meets together, which are far easier to refute than all. The way: the facts that are overstepped
//! where the search ended are looked at alone; where bodies meet them, the search goes on from there, and what is
//! overstepped where it ends joins them. Nothing here is trusted: what is found is a question to be refuted.

use super::aim::{FIRST, aim_of};
use super::descent::Descent;
use super::{reached, search_with};
use crate::decide::fact::{Bodies, BoneSet, Fact};
use crate::decide::query::Question;

/// A few facts of a question.
pub struct Obstacle<'q> {
    question: Question<'q>,
    descent: Descent<'q>,
    /// Their places.
    few: Vec<usize>,
}

/// How often facts join.
pub const ROUNDS: usize = 8;

impl<'q> Obstacle<'q> {
    /// The facts that are overstepped where a search ended.
    pub fn at(question: &Question<'q>, ended: &Bodies) -> Obstacle<'q> {
        let mut obstacle = Obstacle { question: *question, descent: Descent::new(question), few: Vec::new() };
        obstacle.join(ended, &FIRST);
        obstacle
    }

    /// The places of the facts among those of the question, ascending.
    pub fn places(&self) -> &[usize] {
        &self.few
    }

    /// How many free bones the facts speak of.
    pub fn bones(&self) -> usize {
        let spoken = self.facts().iter().fold(BoneSet::default(), |set, fact| set.union(fact.bones()));
        spoken.common(self.question.free).iter().count()
    }

    /// The facts.
    pub fn facts(&self) -> Vec<&'q Fact> {
        self.few.iter().map(|&place| self.question.facts[place]).collect()
    }

    /// Facts join until from so many starts no bodies are found that meet all of them; or bodies that meet all facts of
    /// the question.
    pub fn grow(&mut self, aims: &[f64], starts: usize) -> Option<Bodies> {
        for _ in 0..ROUNDS {
            let facts = self.facts();
            let met = search_with(&Question { facts: &facts, ..self.question }, aims, starts)?;
            if let Some(bodies) = self.go_on(&met, aims) {
                return Some(bodies);
            }
        }
        None
    }

    /// Goes on from bodies that meet the few to such as meet all facts, or else lets facts join that are overstepped.
    pub fn go_on(&mut self, met: &Bodies, aims: &[f64]) -> Option<Bodies> {
        let mut bodies = *met;
        if reached(&self.question, &mut self.descent, &mut bodies, aims) {
            return Some(bodies);
        }
        if !self.join(&bodies, aims) {
            self.join(met, aims);
        }
        None
    }

    /// The same without facts without which no bodies are found either.
    pub fn shrunk(&self, aims: &[f64], starts: usize) -> Obstacle<'q> {
        let descent = Descent::new(&self.question);
        let mut shrunk = Obstacle { question: self.question, descent, few: self.few.clone() };
        for place in (0..shrunk.few.len()).rev() {
            let left = shrunk.few.remove(place);
            let facts = shrunk.facts();
            if search_with(&Question { facts: &facts, ..self.question }, aims, starts).is_some() {
                shrunk.few.insert(place, left);
            }
        }
        shrunk
    }

    /// The facts, and all angles of the bones that they speak of: those cost a proof little, and what they say seldom matters
    /// to a search, but often to a proof.
    pub fn to_prove(&self) -> Vec<&'q Fact> {
        let free = self.question.free;
        let spoken = self.facts().iter().fold(BoneSet::default(), |set, fact| set.union(fact.bones().common(free)));
        let angle = |fact: &Fact| matches!(fact, Fact::Cone { .. } | Fact::Pair { .. });
        let joins = |fact: &Fact| angle(fact) && fact.bones().common(free).within(spoken);
        let facts = self.question.facts.iter().enumerate();
        facts
            .filter(|(place, fact)| self.few.binary_search(place).is_ok() || joins(fact))
            .map(|(_, fact)| *fact)
            .collect()
    }

    /// What bodies overstep, or would with the room that is aimed at last, joins; whether anything does.
    fn join(&mut self, bodies: &Bodies, aims: &[f64]) -> bool {
        let aim = aims.last().copied().unwrap_or_default();
        let before = self.few.len();
        let facts = self.question.facts.iter().enumerate();
        self.few.extend(facts.filter(|(_, fact)| !fact.holds(bodies, aim_of(fact, aim))).map(|(place, _)| place));
        self.few.sort_unstable();
        self.few.dedup();
        self.few.len() > before
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
        let cone = |bone, direction, angle| Fact::Cone { bone, direction, angle, inside: true };
        let facts = [
            cone(Bone::now(Joint::SpineMid), Vector3::y(), 0.2),
            cone(left, Vector3::z(), 0.5),
            cone(Bone::now(Joint::KneeLeft), -Vector3::y(), 0.3),
            Fact::Pair { a: left, b: right, angle: 0.4, at_least: false },
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
        let question = Question { facts: &facts, free, about: free, base: &base };
        let ended = descended(&question, &base);
        assert!(!ended.met);
        let mut obstacle = Obstacle::at(&question, &ended.bodies);
        assert!(obstacle.grow(&FIRST, 3).is_none());
        let obstacle = obstacle.shrunk(&FIRST, 2);
        assert_eq!(obstacle.places(), [1, 3, 4]);
        assert_eq!(obstacle.bones(), 2);
        // what else is said of the angles of these bones is given to a proof
        assert_eq!(obstacle.to_prove(), [facts[1], facts[3], facts[4], facts[5]]);
        // without one of them bodies meet the others
        let less: Vec<&Fact> = facts.iter().copied().filter(|fact| !std::ptr::eq(*fact, facts[3])).collect();
        assert!(descended(&Question { facts: &less, ..question }, &base).met);
    }
}
