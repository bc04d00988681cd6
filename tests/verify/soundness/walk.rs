//! Bodies that come as near as they can to meeting what was refuted.
//!
//! Input: a claim. Output: bodies on walks toward the boundary of its facts. A walk begins where all facts but one are
//! met, where some are, or anywhere, turns bones at random, by much or by little, and goes wherever less is missed; on
//! each walk one fact counts little, so that bodies come to miss that one alone. It shares no code with the verifier's
//! own search but for where it begins.

use prepose::decide::fact::{Fact, StatePair};
use prepose::decide::query::Query;
use prepose::decide::search::search_with;

use super::claim::{Claim, Misses};
use super::crowd::{Random, hips, level, turned};

/// How far bones are turned in one step, in radians.
const SIZES: [f64; 8] = [1e-4, 3e-4, 1e-3, 3e-3, 0.01, 0.03, 0.1, 0.5];
/// How many steps a walk has.
const STEPS: usize = 1000;
/// Left out facts that are tried for a begin.
const BEGINS: usize = 8;
/// What a fact counts that is taken lightly.
const LIGHT: f64 = 0.01;

/// Shows so many bodies of a claim; ends where one is said to be enough.
pub fn walk(
    claim: &Claim,
    count: usize,
    known: &[StatePair],
    random: &mut Random,
    mut show: impl FnMut(&StatePair, &Misses) -> bool,
) {
    let begins = begins(claim, known, random);
    let mut misses = Misses::default();
    let mut left = count;
    for round in 0.. {
        let light = round % (claim.facts.len() + 1);
        let missed = |misses: &Misses| -> f64 {
            let counts = |i: usize| if i == light { LIGHT } else { 1.0 };
            misses.each.iter().enumerate().map(|(i, miss)| counts(i) * miss.max(0.0).powi(2)).sum()
        };
        let mut at = match round % (begins.len() + 1) {
            0 => claim.body(&known[random.below(known.len())]),
            n => begins[n - 1],
        };
        let mut least = f64::INFINITY;
        for _ in 0..STEPS.min(left) {
            let mut next = at;
            if least < f64::INFINITY {
                step(claim, &mut next, random);
            }
            misses.look(&claim.facts, &next);
            left -= 1;
            if show(&next, &misses) {
                return;
            }
            let now = missed(&misses);
            if now <= least {
                (at, least) = (next, now);
            }
        }
        if left == 0 {
            return;
        }
    }
}

/// Turns one bone, or all.
fn step(claim: &Claim, body: &mut StatePair, random: &mut Random) {
    let size = SIZES[random.below(SIZES.len())];
    let only = random.below(2 * claim.turning.len());
    for (i, &bone) in claim.turning.iter().enumerate() {
        if only >= claim.turning.len() || only == i {
            body[bone.index()] = turned(body[bone.index()], size, random);
        }
    }
    for hips in hips().into_iter().filter(|hips| hips.iter().all(|hip| claim.turning.contains(hip))) {
        level(hips, body, random);
    }
}

/// Bodies in all facts but one, and what comes of looking for one in all.
fn begins(claim: &Claim, known: &[StatePair], random: &mut Random) -> Vec<StatePair> {
    let found = |facts: &[&Fact], base: &StatePair| {
        let query = Query { facts, free_bones: claim.free_bones, proof_bones: claim.free_bones, base };
        search_with(&query, &[0.003, 0.0], 2)
    };
    let all: Vec<&Fact> = claim.facts.iter().collect();
    let first = random.below(claim.facts.len());
    let near = claim.body(&known[random.below(known.len())]);
    let without = (0..claim.facts.len().min(BEGINS)).filter_map(|i| {
        let mut others = all.clone();
        others.remove((first + i) % all.len());
        found(&others, if i % 2 == 0 { &claim.base } else { &near })
    });
    found(&all, &claim.base).into_iter().chain(without).collect()
}
