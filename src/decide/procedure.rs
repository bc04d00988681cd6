//! One question, one honest answer.
//!
//! Input: facts about bodies. Output: bodies that meet them, a proof that none does, or that neither was found and why.
//! The order is that of what answers cost: bounds on angles, a search, linear arithmetic on the few facts that were in its
//! way, both again with more effort. Invariant: what is [`Answer::Refuted`] is refuted by arithmetic that errs outward; what is
//! [`Answer::Met`] was evaluated; nothing depends on time. It knows nothing of gestures.

use crate::decide::fact::{Bodies, BoneSet, Fact};
use crate::decide::propagate;
use crate::decide::query::Question;
use crate::decide::search::obstacle::{Obstacle, ROUNDS};
use crate::decide::search::{AIMS, Ended, FINE, FIRST, descended, search_from};

use crate::decide::answer::{Answer, Effort, Forgetful, Memory, Method};
use crate::decide::refute::{Failure, refute_or};

/// Answers a question.
pub fn decide(question: &Question, effort: Effort) -> Answer {
    decide_from(question, question.base, effort, &Forgetful)
}

/// Answers a question; bodies that meet it may be near to a start.
pub fn decide_from(question: &Question, start: &Bodies, effort: Effort, memory: &dyn Memory) -> Answer {
    let sliced = question.sliced();
    let about = Question { facts: &sliced, ..*question };
    if propagate::refuted(&about) {
        memory.note(&about, Method::Angles, None);
        return Answer::Refuted(Method::Angles);
    }
    let ended = descended(question, start);
    if ended.met {
        return Answer::Met(Box::new(ended.bodies));
    }
    // what has nothing to do with each other is answered each for itself
    let mut met = *question.base;
    let mut open: Option<String> = None;
    let parts = parts(question);
    for (facts, bones) in &parts {
        let part = Question { facts, free: *bones, ..*question };
        let ended = if parts.len() == 1 { &ended } else { &descended(&part, question.base) };
        match answer_part(&part, ended, effort, memory) {
            Answer::Met(bodies) => bones.iter().for_each(|bone| met[bone.index()] = bodies[bone.index()]),
            Answer::Refuted(method) => return Answer::Refuted(method),
            Answer::Open(reason) => {
                open.get_or_insert(reason);
            }
        }
    }
    match open {
        None if question.facts.iter().all(|fact| fact.holds(&met, 0.0)) => Answer::Met(Box::new(met)),
        None => Answer::Open("bodies for each part were found, but not for all".to_string()),
        Some(reason) => Answer::Open(reason),
    }
}

/// Answers a question that does not fall into parts; `ended` is where a search for an answer ended. Bodies are sought and
/// proofs tried in turn, each with more effort than before.
fn answer_part(part: &Question, ended: &Ended, effort: Effort, memory: &dyn Memory) -> Answer {
    if ended.met {
        return Answer::Met(Box::new(ended.bodies));
    }
    let mut obstacle = Obstacle::at(part, &ended.bodies);
    if let Some(bodies) = obstacle.grow(&FIRST, AT_FIRST) {
        return Answer::Met(Box::new(bodies));
    }
    if obstacle.bones() > LARGE {
        match refute_few(part, &mut obstacle.shrunk(&FIRST, AGAIN), effort.whole(), memory) {
            Answer::Open(_) => {}
            answer => return answer,
        }
    }
    let mut answer = refute_few(part, &mut obstacle, effort.whole(), memory);
    let mut tried = if effort.parts == 0 { obstacle.places().to_vec() } else { Vec::new() };
    for (aims, starts) in [(&FIRST[..], AGAIN), (&AIMS[..], effort.starts), (&FINE[..], MANY * effort.starts)] {
        let Answer::Open(_) = answer else { return answer };
        if let Some(bodies) = obstacle.grow(aims, starts) {
            return Answer::Met(Box::new(bodies));
        }
        obstacle = obstacle.shrunk(aims, starts.min(effort.starts));
        if obstacle.places() != tried {
            answer = refute_few(part, &mut obstacle, effort, memory);
            tried = obstacle.places().to_vec();
        }
    }
    answer
}

/// Starts of a search for bodies that meet the few facts that are in each other's way.
const AT_FIRST: usize = 3;
/// The same where it is asked for each of them whether it is needed.
const AGAIN: usize = 2;
/// How many times more starts there are at last.
const MANY: usize = 6;
/// A proof over more bones than this takes longer than to ask that.
const LARGE: usize = 10;

/// Refutes the few facts that are in each other's way, or finds bodies that answer the question after all. Where bodies
/// are met that only the few allow, others join.
fn refute_few(part: &Question, obstacle: &mut Obstacle, effort: Effort, memory: &dyn Memory) -> Answer {
    for _ in 0..ROUNDS {
        let (facts, own) = (obstacle.to_prove(), obstacle.facts());
        let few = Question { facts: &facts, about: part.free, ..*part };
        let key = key(&few, &own, effort);
        if let Some(method) = memory.recall(&key) {
            return Answer::Refuted(method);
        }
        let own = Question { facts: &own, ..*part };
        match refute_or(&few, effort, &mut |near| search_from(&own, near)) {
            Ok(method) => {
                memory.note(&few, method, Some(key));
                return Answer::Refuted(method);
            }
            Err(Failure::Open(why)) => return Answer::Open(why),
            Err(Failure::Met(met)) => match obstacle.go_on(&met, &FIRST) {
                Some(bodies) => return Answer::Met(Box::new(bodies)),
                None => continue,
            },
        }
    }
    Answer::Open("many bodies were found that do nearly all of it, but none that does all".to_string())
}

/// Tells everything apart that a proof about few facts depends on; pairs of gestures have many such in common.
fn key(few: &Question, own: &[&Fact], effort: Effort) -> blake3::Hash {
    let spoken = few.facts.iter().fold(BoneSet::default(), |set, fact| set.union(fact.bones()));
    let base: Vec<_> = spoken.iter().map(|bone| few.base[bone.index()]).collect();
    let free = spoken.common(few.free);
    blake3::hash(format!("{:?}{own:?}{free:?}{base:?}{effort:?}", few.facts).as_bytes())
}

/// The facts of a question in groups that share no free bone, with the bones of each; facts about none of them first.
fn parts<'a>(question: &Question<'a>) -> Vec<(Vec<&'a Fact>, BoneSet)> {
    let mut groups: Vec<(Vec<&Fact>, BoneSet)> = vec![(Vec::new(), BoneSet::default())];
    for fact in question.facts {
        let bones = fact.bones().common(question.free);
        if bones.is_empty() {
            groups[0].0.push(fact);
            continue;
        }
        let mut joined = (vec![*fact], bones);
        let mut i = 1;
        while i < groups.len() {
            if groups[i].1.common(bones).is_empty() {
                i += 1;
            } else {
                let (facts, others) = groups.swap_remove(i);
                joined = (facts.into_iter().chain(joined.0).collect(), joined.1.union(others));
            }
        }
        groups.push(joined);
    }
    if groups[0].0.is_empty() {
        groups.remove(0);
    }
    groups
}
