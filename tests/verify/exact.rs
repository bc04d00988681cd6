//! Small queries are put to Z3 as they are, unit vectors and all; where it answers, it never contradicts the verifier.
//!
//! What the verifier refuted is asked with every bound a hair tighter, what a body was found for with every bound a hair
//! wider, so that rounding excuses nobody. `PREPOSE_BODIES` says how much is asked too (see [`super::soundness`]).

use prepose::decide::exact::{self, Exact, Side};
use prepose::decide::fact::{BoneSet, Fact};
use prepose::decide::propagate;
use prepose::decide::query::Query;
use prepose::decide::search::{AIMS, search_with};
use prepose::decide::{Answer, Effort, refute};

use super::soundness::claim::Claim;
use super::soundness::crowd::{Random, somebody};
use super::soundness::{Refuted, lack, on_all_cores, shipped, wanted};

/// Bones that turn in a query at most.
const FEW: usize = 3;
/// Z3's steps for one query.
const EFFORT: u32 = 100_000;
/// One claim is asked about for so many bodies that claims are held against.
const FOR_A_CLAIM: usize = 25;
/// Bodies by which it is told how much room a claim lacks.
const WALK: usize = 2_000;
/// Of the room that a claim lacks, what it is given to make it hard to refute.
const SQUEEZE: f64 = 0.9;
/// Degrees or centimetres by which a body meets what is hard to meet.
const THIN: f64 = 0.05;

/// The room, in radians or metres in units of half of one, within which rounding may tell either way: an angle near 0 or
/// a half turn hardly moves its cosine.
const MIN_OVERLAP: f64 = 1e-2;

/// What the verifier says of a query.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
enum Said {
    Refuted,
    RefutedByLittle,
    Met,
    MetByLittle,
}

fn query<'a>(claim: &'a Claim, facts: &'a [&'a Fact]) -> Query<'a> {
    Query { facts, free_bones: claim.free_bones, proof_bones: claim.free_bones, base: &claim.base }
}

/// Queries about a claim that the verifier answered.
fn answered(claim: &Claim, refuted: &Refuted, seed: u64) -> Vec<(Said, Claim)> {
    let facts = |claim: &Claim| claim.facts.clone();
    let met = |claim: &Claim| {
        let own = facts(claim);
        search_with(&query(claim, &own.iter().collect::<Vec<&Fact>>()), &AIMS, Effort::default().starts).is_some()
    };
    let mut all = vec![(Said::Refuted, claim.clone())];
    let lack = lack(claim, WALK, refuted, seed);
    let hard = claim.relax_by(lack * SQUEEZE);
    let own: Vec<&Fact> = hard.facts.iter().collect();
    let hard_question = query(&hard, &own);
    let by_z3 = || matches!(refute(&hard_question, Effort { parts: 4, ..Effort::default() }), Answer::Unsat(_));
    if propagate::is_unsat(&hard_question) || by_z3() {
        all.push((Said::RefutedByLittle, hard.clone()));
    }
    all.push((Said::MetByLittle, claim.relax_by(lack + THIN)));
    if claim.facts.len() > 1 {
        let less = (0..claim.facts.len()).map(|left_out| claim.without(left_out));
        all.extend(less.filter(|less| !less.turning.is_empty() && met(less)).map(|less| (Said::Met, less)));
    }
    all
}

/// Whether Z3 may be asked: over longer sums of bones it computes for minutes without counting its steps.
fn is_small(claim: &Claim) -> bool {
    let short = |fact: &Fact| !matches!(fact, Fact::Distance { terms, .. } if terms.len() > 2);
    (1..=FEW).contains(&claim.turning.len()) && claim.facts.iter().all(short)
}

#[test]
fn z3_contradicts_nothing_where_it_answers() {
    let refuted = shipped();
    let small: Vec<&Claim> = refuted.claims.iter().filter(|claim| is_small(claim)).collect();
    let count = (wanted() / FOR_A_CLAIM).clamp(1, small.len());
    let of = |k: usize| answered(small[k * small.len() / count], refuted, k as u64);
    let queries: Vec<(Said, Claim)> = on_all_cores(count, of).into_iter().flatten().collect();
    let answers = on_all_cores(queries.len(), |i| {
        let (said, claim) = &queries[i];
        let facts: Vec<&Fact> = claim.facts.iter().collect();
        let side = if matches!(said, Said::Refuted | Said::RefutedByLittle) { Side::Inward } else { Side::Outward };
        exact::ask(&query(claim, &facts), side, EFFORT)
    });
    let (mut asked, mut told) = (0, 0);
    for kind in [Said::Refuted, Said::RefutedByLittle, Said::Met, Said::MetByLittle] {
        let (mut same, mut open) = (0, 0);
        for ((_, claim), answer) in queries.iter().zip(&answers).filter(|((said, _), _)| *said == kind) {
            let contradiction = || format!("{kind:?}, but Z3 says {answer:?}: {:?}", claim.facts);
            match (answer, kind) {
                (None | Some(Exact::Unknown(_)), _) => open += 1,
                (Some(Exact::Unsat), Said::Refuted | Said::RefutedByLittle) => same += 1,
                (Some(Exact::Sat(body)), Said::Met | Said::MetByLittle) => {
                    // numbers of Z3 come rounded
                    assert!(claim.facts.iter().all(|fact| fact.holds(body, -MIN_OVERLAP)), "{}", contradiction());
                    same += 1;
                }
                _ => panic!("{}", contradiction()),
            }
        }
        println!("{kind:?}: Z3 says the same of {same} questions, and nothing of {open}");
        asked += same + open;
        told += same;
    }
    assert!(told * 4 > asked * 3, "Z3 answers {told} of {asked} questions");

    // had the verifier refuted what it found bodies for, Z3 would have told
    let met: Vec<&Claim> = queries.iter().filter(|(said, _)| *said == Said::Met).map(|(_, claim)| claim).collect();
    let would_tell = on_all_cores(met.len(), |i| {
        let facts: Vec<&Fact> = met[i].facts.iter().collect();
        matches!(exact::ask(&query(met[i], &facts), Side::Inward, EFFORT), Some(Exact::Sat(_)))
    });
    let would_tell = would_tell.into_iter().filter(|would| *would).count();
    println!("of {} claims with one fact too few Z3 would tell {would_tell}", met.len());
    assert!(would_tell * 10 > met.len() * 9);
}

#[test]
fn polynomials_say_of_a_body_what_facts_say() {
    let refuted = shipped();
    let count = (wanted() / 4).min(20_000);
    let decided = on_all_cores(count, |k| {
        let claim = &refuted.claims[k * refuted.claims.len() / count];
        let body = somebody(&refuted.known, &mut Random(k as u64));
        let fact = &claim.facts[k % claim.facts.len()];
        // no bone may turn, so that there is only this body
        let query =
            Query { facts: &[fact], free_bones: BoneSet::default(), proof_bones: BoneSet::default(), base: &body };
        for side in [Side::Inward, Side::Outward] {
            let answer = exact::ask(&query, side, EFFORT).expect("a polynomial");
            let holds = matches!(answer, Exact::Sat(_));
            let clear = fact.holds(&body, MIN_OVERLAP) == fact.holds(&body, -MIN_OVERLAP);
            assert!(!clear || holds == fact.holds(&body, 0.0), "{side:?} {answer:?} {fact:?} {body:?}");
        }
        fact.holds(&body, 0.0)
    });
    let holds = decided.iter().filter(|holds| **holds).count();
    println!("{count} facts are told of bodies, {holds} of which meet them");
    assert!(holds * 10 > count && holds * 10 < count * 9);
}
