//! What was refuted holds for no body that anybody thinks of: at random, and near to what was refuted.

use nalgebra::Vector3;
use prepose::verify::decide::Proof;
use prepose::verify::fact::{Bodies, Bone, Fact};
use prepose::verify::search::{Question, search_with};
use prepose_matcher::Joint;

use crate::{Apps, shipped};

/// Bodies for each proof that is looked at.
const FOR_EACH: usize = 50;
/// How far bodies are shaken, from near what was found to anywhere.
const SIZES: [f64; 5] = [0.001, 0.01, 0.1, 0.5, 3.0];

/// Numbers that look random and are the same in every run.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn between_minus_one_and_one(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1u64 << 52) as f64 - 1.0
    }
}

/// The bodies with every free bone turned a little, or far; hips stay in the frontal plane, which is what front means.
fn shaken(proof: &Proof, mut bodies: Bodies, size: f64, random: &mut Random) -> Bodies {
    for bone in proof.free.iter() {
        let by = Vector3::from_fn(|_, _| random.between_minus_one_and_one() * size);
        let mut direction = bodies[bone.index()] + by;
        if matches!(bone.joint(), Joint::HipLeft | Joint::HipRight) {
            direction.z = 0.0;
        }
        bodies[bone.index()] = direction.try_normalize(0.05).unwrap_or(bodies[bone.index()]);
    }
    bodies
}

/// Bodies that meet all that was refuted but for one fact, where some are found: what is asked stands before the rules.
fn nearly(proof: &Proof, random: &mut Random) -> Bodies {
    let asked = proof.facts.len().clamp(1, 12);
    (0..6)
        .find_map(|_| {
            let left_out = random.next() as usize % asked;
            let others = proof.facts.iter().enumerate().filter(|(i, _)| *i != left_out);
            let others: Vec<&Fact> = others.map(|(_, fact)| fact).collect();
            let question = Question { facts: &others, free: proof.free, about: proof.about, base: &proof.base };
            search_with(&question, &[0.003], 1)
        })
        .unwrap_or(proof.base)
}

#[test]
fn no_body_meets_what_was_refuted() {
    let wanted = std::env::var("PREPOSE_BODIES").ok().and_then(|count| count.parse().ok()).unwrap_or(20_000);
    let texts = [shipped("everyday.prepose"), shipped("ballet.prepose")];
    let (report, proofs) = Apps::read(texts.iter().map(String::as_str)).audit();
    assert!(report.rules.is_empty() && proofs.len() > 100, "{} proofs", proofs.len());

    let mut random = Random(7);
    let chosen = (wanted / FOR_EACH).clamp(1, proofs.len());
    let each = wanted.div_ceil(chosen);
    let (mut bodies, mut near) = (0, 0);
    for k in 0..chosen {
        let proof = &proofs[k * proofs.len() / chosen];
        let mut start = proof.base;
        for n in 0..each {
            if (n % FOR_EACH).is_multiple_of(25) {
                start = nearly(proof, &mut random);
            }
            let body = if n % 25 == 0 { start } else { shaken(proof, start, SIZES[n % SIZES.len()], &mut random) };
            let broken = proof.facts.iter().filter(|fact| !fact.holds(&body, 0.0)).count();
            assert!(broken > 0, "a body meets what was refuted by {:?}: {:?}", proof.method, said(proof, &body));
            bodies += 1;
            near += usize::from(broken == 1);
        }
    }
    println!(
        "{bodies} bodies, {near} of them against one fact only, over {chosen} of {} proofs: none holds",
        proofs.len()
    );
    assert!(near * 100 > bodies, "{near} of {bodies} bodies are near");
}

/// A proof and the bodies against it, to look at.
fn said(proof: &Proof, bodies: &Bodies) -> String {
    let bones = Joint::ALL.iter().map(|joint| format!("{joint:?} {:?}", bodies[Bone::now(*joint).index()].as_slice()));
    format!("{:?}\n{}", proof.facts, bones.collect::<Vec<String>>().join("\n"))
}
