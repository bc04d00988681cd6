//! One query, one honest answer.
//!
//! Input: facts about bodies. Output: bodies that meet them, a proof that none does, or that neither was found and why.
//! The order is that of what answers cost: bounds on angles, a search, linear arithmetic on the few facts that were in its
//! way, both again with more effort. Invariant: what is [`Answer::Unsat`] is refuted by arithmetic that errs outward; what is
//! [`Answer::Sat`] was evaluated; nothing depends on time. It knows nothing of gestures.

use crate::decide::fact::{BoneSet, Fact, StatePair};
use crate::decide::propagate;
use crate::decide::query::Query;
use crate::decide::search::core_candidate::{CoreCandidate, ROUNDS};
use crate::decide::search::{AIMS, Ended, FINE, FIRST, descended, search_from};

use crate::decide::answer::{Answer, Effort, Forgetful, Memory, Method};
use crate::decide::refute::{Failure, refute_or};

/// Answers a query.
pub fn decide(query: &Query, effort: Effort) -> Answer {
    decide_from(query, query.base, effort, &Forgetful)
}

/// Answers a query; bodies that meet it may be near to a start.
pub fn decide_from(query: &Query, start: &StatePair, effort: Effort, memory: &dyn Memory) -> Answer {
    let sliced = query.sliced();
    let about = Query { facts: &sliced, ..*query };
    if propagate::is_unsat(&about) {
        memory.note(&about, Method::Angles, None);
        return Answer::Unsat(Method::Angles);
    }
    let ended = descended(query, start);
    if ended.met {
        return Answer::Sat(Box::new(ended.bodies));
    }
    // what has nothing to do with each other is answered each for itself
    let mut met = *query.base;
    let mut open: Option<String> = None;
    let parts = parts(query);
    for (facts, bones) in &parts {
        let part = Query { facts, free_bones: *bones, ..*query };
        let ended = if parts.len() == 1 { &ended } else { &descended(&part, query.base) };
        match answer_part(&part, ended, effort, memory) {
            Answer::Sat(bodies) => bones.iter().for_each(|bone| met[bone.index()] = bodies[bone.index()]),
            Answer::Unsat(method) => return Answer::Unsat(method),
            Answer::Unknown(reason) => {
                open.get_or_insert(reason);
            }
        }
    }
    match open {
        None if query.facts.iter().all(|fact| fact.holds(&met, 0.0)) => Answer::Sat(Box::new(met)),
        None => Answer::Unknown("bodies for each part were found, but not for all".to_string()),
        Some(reason) => Answer::Unknown(reason),
    }
}

/// Answers a query that does not fall into parts; `ended` is where a search for an answer ended. Bodies are sought and
/// proofs tried in turn, each with more effort than before.
fn answer_part(part: &Query, ended: &Ended, effort: Effort, memory: &dyn Memory) -> Answer {
    if ended.met {
        return Answer::Sat(Box::new(ended.bodies));
    }
    let mut candidate = CoreCandidate::at(part, &ended.bodies);
    if let Some(bodies) = candidate.grow(&FIRST, AT_FIRST) {
        return Answer::Sat(Box::new(bodies));
    }
    if candidate.bones() > LARGE {
        match refute_core(part, &mut candidate.shrunk(&FIRST, AGAIN), effort.whole(), memory) {
            Answer::Unknown(_) => {}
            answer => return answer,
        }
    }
    let mut answer = refute_core(part, &mut candidate, effort.whole(), memory);
    let mut tried = if effort.parts == 0 { candidate.places().to_vec() } else { Vec::new() };
    for (aims, starts) in [(&FIRST[..], AGAIN), (&AIMS[..], effort.starts), (&FINE[..], MANY * effort.starts)] {
        let Answer::Unknown(_) = answer else { return answer };
        if let Some(bodies) = candidate.grow(aims, starts) {
            return Answer::Sat(Box::new(bodies));
        }
        candidate = candidate.shrunk(aims, starts.min(effort.starts));
        if candidate.places() != tried {
            answer = refute_core(part, &mut candidate, effort, memory);
            tried = candidate.places().to_vec();
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

/// Refutes the core, or finds bodies that answer the query after all. Where bodies
/// are met that only the core allows, others join.
fn refute_core(part: &Query, candidate: &mut CoreCandidate, effort: Effort, memory: &dyn Memory) -> Answer {
    for _ in 0..ROUNDS {
        let (facts, own) = (candidate.to_prove(), candidate.facts());
        let core = Query { facts: &facts, proof_bones: part.free_bones, ..*part };
        let key = key(&core, &own, effort);
        if let Some(method) = memory.recall(&key) {
            return Answer::Unsat(method);
        }
        let own = Query { facts: &own, ..*part };
        match refute_or(&core, effort, &mut |near| search_from(&own, near)) {
            Ok(method) => {
                memory.note(&core, method, Some(key));
                return Answer::Unsat(method);
            }
            Err(Failure::Unknown(why)) => return Answer::Unknown(why),
            Err(Failure::Sat(met)) => match candidate.go_on(&met, &FIRST) {
                Some(bodies) => return Answer::Sat(Box::new(bodies)),
                None => continue,
            },
        }
    }
    Answer::Unknown("many bodies were found that do nearly all of it, but none that does all".to_string())
}

/// Tells everything apart that a proof of a core depends on; pairs of gestures have many such in common.
fn key(core: &Query, own: &[&Fact], effort: Effort) -> blake3::Hash {
    let spoken = core.facts.iter().fold(BoneSet::default(), |set, fact| set.union(fact.bones()));
    let base: Vec<_> = spoken.iter().map(|bone| core.base[bone.index()]).collect();
    let free = spoken.common(core.free_bones);
    blake3::hash(format!("{:?}{own:?}{free:?}{base:?}{effort:?}", core.facts).as_bytes())
}

/// The facts of a query in groups that share no free bone, with the bones of each; facts about none of them first.
fn parts<'a>(query: &Query<'a>) -> Vec<(Vec<&'a Fact>, BoneSet)> {
    let mut groups: Vec<(Vec<&Fact>, BoneSet)> = vec![(Vec::new(), BoneSet::default())];
    for fact in query.facts {
        let bones = fact.bones().common(query.free_bones);
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
