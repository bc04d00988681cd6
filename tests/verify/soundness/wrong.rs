//! The bodies can tell: of claims that are wrong on purpose, those that are held against them are caught.

use prepose::decide::Effort;
use prepose::decide::fact::Fact;
use prepose::decide::query::Query;
use prepose::decide::search::{AIMS, search_with};

use super::claim::Claim;
use super::{Refuted, in_crowd, lack, on_all_cores, on_walks, shipped, wanted};

/// Wrong claims of each kind that are looked at for each thousand bodies, so that more bodies are held against more.
const FOR_A_THOUSAND: usize = 40;
/// The most bodies for each wrong claim.
const MOST: usize = 20_000;

/// How many wrong claims were caught by whom.
fn caught(wrong: &[Claim], refuted: &Refuted, name: &str) -> (usize, usize, usize) {
    let count = wanted().min(MOST);
    let parts = 8.min(wrong.len());
    let part = |p: usize| -> Vec<&Claim> { wrong.iter().skip(p).step_by(parts).collect() };
    let crowds = on_all_cores(parts, |p| in_crowd(&part(p), count, &refuted.known));
    let walks = on_all_cores(wrong.len(), |i| on_walks(&wrong[i], count, &refuted.known, !(i as u64)));
    let by_crowd = |i: usize| crowds[i % parts][i / parts].met.is_some();
    let by_walks = |i: usize| walks[i].met.is_some();
    let all = 0..wrong.len();
    let crowd = all.clone().filter(|&i| by_crowd(i)).count();
    let walk = all.clone().filter(|&i| by_walks(i)).count();
    let either = all.filter(|&i| by_crowd(i) || by_walks(i)).count();
    println!(
        "{} claims {name}, {count} bodies of each kind: the crowd catches {crowd}, walks catch {walk}, either {either}",
        wrong.len()
    );
    (crowd, walk, either)
}

/// Every so many claims with facts enough to leave one out.
fn chosen(refuted: &Refuted) -> Vec<Claim> {
    let claims = refuted.claims.iter();
    let several: Vec<&Claim> = claims.filter(|claim| claim.facts.len() > 1 && !claim.turning.is_empty()).collect();
    let count = (wanted() * FOR_A_THOUSAND / 1000).clamp(1, several.len());
    (0..count).map(|k| several[k * several.len() / count].clone()).collect()
}

#[test]
fn a_proof_that_is_wrong_is_caught() {
    let refuted = shipped();
    let chosen = chosen(refuted);

    // without one fact it is wrong wherever a body meets the others
    let less: Vec<Claim> =
        chosen.iter().flat_map(|claim| (0..claim.facts.len()).map(|left_out| claim.without(left_out))).collect();
    let can = |i: usize| {
        let facts: Vec<&Fact> = less[i].facts.iter().collect();
        let query = Query {
            facts: &facts,
            free_bones: less[i].free_bones,
            proof_bones: less[i].free_bones,
            base: &less[i].base,
        };
        search_with(&query, &AIMS, Effort::default().starts).is_some()
    };
    let met = on_all_cores(less.len(), can);
    let less: Vec<Claim> = less.into_iter().zip(met).filter(|(_, met)| *met).map(|(claim, _)| claim).collect();
    let (crowd, walk, _) = caught(&less, refuted, "with one fact too few");
    assert!(walk * 100 >= less.len() * 98 && crowd * 2 > less.len());

    // with so much more room that bodies meet all facts by half a degree or half a centimetre, and no more
    let lacks = on_all_cores(chosen.len(), |i| lack(&chosen[i], wanted().min(MOST), refuted, i as u64));
    let thin: Vec<Claim> = chosen.iter().zip(lacks).map(|(claim, by)| claim.relax_by(by + 0.5)).collect();
    let (_, walk, _) = caught(&thin, refuted, "wrong by half a degree or half a centimetre");
    assert!(walk * 100 >= thin.len() * 95);
}
