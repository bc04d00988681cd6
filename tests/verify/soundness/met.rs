//! What a body meets is not refuted, however little room it has.
//!
//! Input: the queries that the verifier refuted, and any bodies. Every bound of a query is moved to where a body
//! just meets it, and the verifier is asked again: if it refutes that, it is wrong.

use prepose::decide::fact::Fact;
use prepose::decide::propagate;
use prepose::decide::query::Query;
use prepose::decide::{Answer, Effort, refute};

use super::claim::{Misses, relax_by};
use super::crowd::{Random, somebody};
use super::{Refuted, on_all_cores, shipped, wanted};

/// Bodies for each such query.
const FOR_A_QUESTION: usize = 10;
/// Degrees or centimetres by which a bound is moved beyond the body, for the rounding of this test's own arithmetic.
const SPARE: f64 = 1e-9;
/// Facts more than these are not asked about by Z3: it would take too long.
const FEW: usize = 30;

#[test]
fn what_a_body_meets_is_not_refuted() {
    let Refuted { proofs, known, .. } = shipped();
    let count = wanted() / FOR_A_QUESTION;
    let asked_of_z3 = on_all_cores(count, |k| {
        let mut random = Random(k as u64);
        let proof = &proofs[random.below(proofs.len())];
        let mut body = proof.base;
        let like = somebody(known, &mut random);
        proof.free_bones.iter().for_each(|bone| body[bone.index()] = like[bone.index()]);
        // a bound with room is moved too, or stays
        let mut moves = |fact: &Fact| {
            let mut misses = Misses::default();
            misses.look(std::slice::from_ref(fact), &body);
            let stays = misses.each[0] < 0.0 && random.below(2) == 0;
            if stays { fact.clone() } else { relax_by(fact, misses.each[0] + SPARE) }
        };
        let facts: Vec<Fact> = proof.facts.iter().map(&mut moves).collect();
        let facts: Vec<&Fact> = facts.iter().collect();
        assert!(facts.iter().all(|fact| fact.holds(&body, 0.0)), "{facts:?} {body:?}");
        let query =
            Query { facts: &facts, free_bones: proof.free_bones, proof_bones: proof.proof_bones, base: &proof.base };
        let sliced = query.sliced();
        let query = Query { facts: &sliced, ..query };
        assert!(!propagate::is_unsat(&query), "a body meets what angles refute: {sliced:?} {body:?}");
        let few = sliced.len() <= FEW;
        if few {
            let answer = refute(&query, Effort { parts: 2, ..Effort::default() });
            assert!(!matches!(answer, Answer::Unsat(_)), "a body meets what is refuted: {sliced:?} {body:?}");
        }
        few
    });
    let few = asked_of_z3.into_iter().filter(|few| *few).count();
    println!("{count} questions that a body just meets are not refuted by angles, {few} of them neither by Z3");
    assert!(few * 10 > count);
}
