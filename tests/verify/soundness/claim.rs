//! What the proofs of the verifier rest on.
//!
//! Input: proofs. Output: claims, each a few facts that the verifier refutes and none of which can be left out. Invariant:
//! a body that meets all facts of a proof meets those of its claim, so whoever looks for bodies against the claims looks
//! for bodies against every proof; and the fewer facts, the nearer bodies come. It knows nothing of how bodies are found.

use std::collections::BTreeMap;

use prepose::decide::fact::{Bone, BoneSet, Fact, METRES_PER_RADIAN, StatePair};
use prepose::decide::propagate;
use prepose::decide::query::Query;
use prepose::decide::{Answer, Effort, Method, RefutedQuery, refute};

/// Facts that no body meets together, as the verifier says.
#[derive(Debug, Clone)]
pub struct Claim {
    /// The facts.
    pub facts: Vec<Fact>,
    /// The bones that may turn.
    pub free_bones: BoneSet,
    /// The other bones.
    pub base: StatePair,
    /// By what they were refuted.
    pub method: Method,
    /// The bones that may turn and that the facts speak of.
    pub turning: Vec<Bone>,
}

impl Claim {
    /// A claim of facts.
    pub fn new(facts: Vec<Fact>, free_bones: BoneSet, base: StatePair, method: Method) -> Claim {
        let spoken = facts.iter().fold(BoneSet::default(), |set, fact| set.union(fact.bones()));
        let turning = spoken.common(free_bones).iter().collect();
        Claim { facts, free_bones, base, method, turning }
    }

    /// The smallest claim that a proof rests on; all its facts where the verifier does not refute them again at once.
    fn of(proof: &RefutedQuery) -> Claim {
        let all: Vec<&Fact> = proof.facts.iter().collect();
        let mut kept = query(proof, &all).sliced();
        let refuted = |facts: &[&Fact]| {
            let query = query(proof, facts);
            match proof.method {
                Method::Angles => propagate::is_unsat(&query),
                Method::Linear => matches!(refute(&query, Effort::default().whole()), Answer::Unsat(_)),
                Method::Parts => false,
            }
        };
        let mut size = kept.len();
        while size > 1 {
            size = size.div_ceil(2);
            let mut at = 0;
            while at < kept.len() {
                let end = (at + size).min(kept.len());
                let without: Vec<&Fact> = kept[..at].iter().chain(&kept[end..]).copied().collect();
                if refuted(&without) {
                    kept = without;
                } else {
                    at = end;
                }
            }
        }
        Claim::new(kept.into_iter().cloned().collect(), proof.free_bones, proof.base, proof.method)
    }

    /// The same without one fact, which the verifier never claimed.
    pub fn without(&self, left_out: usize) -> Claim {
        let mut facts = self.facts.clone();
        facts.remove(left_out);
        Claim::new(facts, self.free_bones, self.base, self.method)
    }

    /// The same with every fact given so much more room, which the verifier never claimed: degrees or centimetres.
    pub fn relax_by(&self, by: f64) -> Claim {
        let facts = self.facts.iter().map(|fact| relax_by(fact, by)).collect();
        Claim::new(facts, self.free_bones, self.base, self.method)
    }

    /// A body of the claim: the bones that may turn as in another, the others as they are.
    pub fn body(&self, like: &StatePair) -> StatePair {
        let mut body = self.base;
        self.turning.iter().for_each(|bone| body[bone.index()] = like[bone.index()]);
        body
    }
}

fn query<'a>(proof: &'a RefutedQuery, facts: &'a [&'a Fact]) -> Query<'a> {
    Query { facts, free_bones: proof.free_bones, proof_bones: proof.proof_bones, base: &proof.base }
}

/// By how much a body misses facts.
#[derive(Default)]
pub struct Misses {
    /// For each fact, in degrees or centimetres.
    pub each: Vec<f64>,
}

impl Misses {
    /// Looks at facts; no miss is above zero where a body meets all.
    pub fn look(&mut self, facts: &[Fact], body: &StatePair) {
        self.each.clear();
        for fact in facts {
            self.each.push(-fact.slack(body) * unit(fact));
        }
    }
}

/// How many degrees, or centimetres, one unit of a fact's room is.
fn unit(fact: &Fact) -> f64 {
    match fact {
        Fact::Linear { .. } | Fact::Distance { .. } => METRES_PER_RADIAN * 100.0,
        Fact::Any(cases) => cases.first().map_or(1.0, unit),
        _ => 1f64.to_degrees(),
    }
}

/// A fact with so much more room, in degrees or centimetres.
pub fn relax_by(fact: &Fact, by: f64) -> Fact {
    let (radians, metres) = (by.to_radians(), by / 100.0);
    let mut fact = fact.clone();
    match &mut fact {
        Fact::DirectionAngle { angle, inside, .. } => *angle += if *inside { radians } else { -radians },
        Fact::BoneAngle { angle, at_least, .. } => *angle += if *at_least { -radians } else { radians },
        Fact::Linear { least, .. } => *least -= metres,
        Fact::Distance { length, at_least, .. } => *length += if *at_least { -metres } else { metres },
        Fact::Hinge { least, .. } => *least -= radians,
        Fact::Turned { tolerance, .. } => *tolerance += radians,
        Fact::Nearer { spare, .. } => *spare -= radians,
        Fact::Any(cases) => cases.iter_mut().for_each(|case| *case = relax_by(case, by)),
    }
    fact
}

/// The claims that proofs rest on, each once.
pub fn claims(proofs: &[RefutedQuery]) -> Vec<Claim> {
    let mut distinct: BTreeMap<String, Claim> = BTreeMap::new();
    for claim in super::on_all_cores(proofs.len(), |i| Claim::of(&proofs[i])) {
        let mut said: Vec<String> = claim.facts.iter().map(|fact| format!("{fact:?}")).collect();
        said.sort_unstable();
        let fixed =
            claim.facts.iter().flat_map(|fact| fact.bones().iter()).filter(|bone| !claim.free_bones.contains(*bone));
        let fixed: Vec<_> = fixed.map(|bone| (bone, claim.base[bone.index()])).collect();
        distinct.entry(format!("{said:?}{:?}{fixed:?}", claim.turning)).or_insert(claim);
    }
    distinct.into_values().collect()
}
