//! What was refuted holds for no body that anybody thinks of: at random, and as near as bodies come to what was refuted.
//!
//! `PREPOSE_BODIES` says how many bodies each proof is held against, 2,000 where nothing is said; `make soundness` says a
//! million. What a proof rests on (see [`claim`]) meets them: a body that met the proof would meet that too. Half of the
//! bodies are of a crowd that all proofs share, half are made for the proof and go as near to it as they can.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, OnceLock};

use prepose::decide::fact::StatePair;
use prepose::decide::{Method, RefutedQuery};
use prepose::verify::Report;

use super::mutations::faulty;
use crate::{Apps, folder};

pub mod claim;
pub mod crowd;
mod met;
mod walk;
mod wrong;

use claim::{Claim, Misses};
use crowd::Random;

/// Bodies for each proof.
pub fn wanted() -> usize {
    std::env::var("PREPOSE_BODIES").ok().and_then(|count| count.parse().ok()).unwrap_or(2_000)
}

/// One of so many bodies is on a walk; the others are of the crowd.
const ONE_WALKS: usize = 2;

/// What is refuted of gestures.
pub struct Refuted {
    /// What was said of the gestures.
    pub report: Report,
    proofs: Vec<RefutedQuery>,
    /// What the proofs rest on, each once.
    pub claims: Vec<Claim>,
    /// Bodies that do the gestures, and one at rest.
    pub known: Vec<StatePair>,
}

/// What is refuted of the gestures that come with prepose, with all pairs of a file.
pub fn shipped() -> &'static Refuted {
    static SHIPPED: OnceLock<Refuted> = OnceLock::new();
    SHIPPED.get_or_init(|| {
        let files = folder::files("gestures", &["prepose"]);
        let texts = files.iter().map(|path| std::fs::read_to_string(path).expect("a gesture file"));
        audited(&texts.collect::<Vec<String>>())
    })
}

fn audited(texts: &[String]) -> Refuted {
    let (report, proofs) = Apps::read(texts.iter().map(String::as_str)).audit();
    assert!(report.rules().is_empty());
    let done = report.gestures().iter().flat_map(|gesture| &gesture.performances);
    let keyframes = done.flat_map(|performance| &performance.keyframes);
    let mut known: Vec<StatePair> = keyframes.map(|keyframe| crowd::from_positions(&keyframe.positions)).collect();
    known.extend(proofs.first().map(|proof| proof.base));
    let claims = claim::claims(&proofs);
    Refuted { report, proofs, claims, known }
}

/// What bodies did against claims.
#[derive(Debug, Clone, Default)]
struct Tally {
    bodies: usize,
    /// Bodies that miss one fact only.
    single: usize,
    /// Bodies that miss no fact by more than a degree or a centimetre.
    near: usize,
    /// The least by which a body misses the fact that it misses most, in degrees or centimetres.
    closest: f64,
    /// A body that meets all facts.
    met: Option<StatePair>,
}

impl Tally {
    /// Counts a body; whether it meets all facts.
    fn count(&mut self, body: &StatePair, misses: &Misses) -> bool {
        let worst = misses.each.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        self.closest = if self.bodies == 0 { worst } else { self.closest.min(worst) };
        self.bodies += 1;
        self.near += usize::from(worst <= 1.0);
        self.single += usize::from(misses.each.iter().filter(|miss| **miss > 0.0).count() == 1);
        if worst <= 0.0 {
            self.met = Some(*body);
        }
        worst <= 0.0
    }
}

/// Holds claims against a crowd that they share; those that a body meets are left alone from there on.
fn in_crowd(claims: &[&Claim], count: usize, known: &[StatePair]) -> Vec<Tally> {
    let mut tallies = vec![Tally::default(); claims.len()];
    let (mut random, mut misses) = (Random(7), Misses::default());
    let mut left = count;
    while left > 0 {
        // few enough to stay at hand while every claim looks at them
        let crowd: Vec<StatePair> = (0..left.min(256)).map(|_| crowd::somebody(known, &mut random)).collect();
        left -= crowd.len();
        for (claim, tally) in claims.iter().zip(&mut tallies).filter(|(_, tally)| tally.met.is_none()) {
            let mut scratch = claim.base;
            let mut meets = |body: &StatePair| {
                claim.turning.iter().for_each(|bone| scratch[bone.index()] = body[bone.index()]);
                misses.look(&claim.facts, &scratch);
                tally.count(&scratch, &misses)
            };
            crowd.iter().any(&mut meets);
        }
    }
    tallies
}

/// About how much room a claim lacks, in degrees or centimetres: with a little more a body meets it.
pub fn lack(claim: &Claim, count: usize, refuted: &Refuted, seed: u64) -> f64 {
    on_walks(claim, count, &refuted.known, seed).closest
}

/// Holds a claim against bodies on walks.
fn on_walks(claim: &Claim, count: usize, known: &[StatePair], seed: u64) -> Tally {
    let mut tally = Tally::default();
    if !claim.turning.is_empty() {
        walk::walk(claim, count, known, &mut Random(seed), |body, misses| tally.count(body, misses));
    }
    tally
}

/// Does something for each of so many on all cores; results stay in order.
pub fn on_all_cores<T: Send>(count: usize, work: impl Fn(usize) -> T + Sync) -> Vec<T> {
    let next = AtomicUsize::new(0);
    let results: Mutex<Vec<(usize, T)>> = Mutex::default();
    std::thread::scope(|scope| {
        for _ in 0..std::thread::available_parallelism().map_or(1, usize::from) {
            scope.spawn(|| {
                loop {
                    let i = next.fetch_add(1, Ordering::Relaxed);
                    if i >= count {
                        break;
                    }
                    let result = work(i);
                    results.lock().expect("no panic").push((i, result));
                }
            });
        }
    });
    let mut results = results.into_inner().expect("no panic");
    results.sort_by_key(|(i, _)| *i);
    results.into_iter().map(|(_, result)| result).collect()
}

#[test]
fn no_body_meets_what_was_refuted() {
    let refuted = shipped();
    assert!(refuted.proofs.len() > 1000, "{} proofs", refuted.proofs.len());
    hold(refuted);
}

/// Shipped gestures are mostly told apart by angles; poses that nobody can do need Z3 and are cut into parts.
#[test]
fn no_body_meets_what_was_refuted_of_planted_faults() {
    hold(&audited(&faulty()));
}

fn hold(refuted: &Refuted) {
    let start = std::time::Instant::now();
    let Refuted { proofs, claims, known, .. } = refuted;
    let of = |method: Method| proofs.iter().filter(|proof| proof.method == method).count();
    println!(
        "{} proofs ({} by angles, {} by Z3, {} in parts) rest on {} claims ({:.0} s)",
        proofs.len(),
        of(Method::Angles),
        of(Method::Linear),
        of(Method::Parts),
        claims.len(),
        start.elapsed().as_secs_f64()
    );

    let (fixed, free): (Vec<&Claim>, Vec<&Claim>) = claims.iter().partition(|claim| claim.turning.is_empty());
    let mut misses = Misses::default();
    for claim in &fixed {
        misses.look(&claim.facts, &claim.base);
        assert!(misses.each.iter().any(|miss| *miss > 0.0), "{}", said(claim, &claim.base));
    }
    let count = wanted();
    let walking = count / ONE_WALKS;
    // enough parts for all cores; each draws the same crowd
    let parts = 8.min(free.len());
    let part = |p: usize| -> Vec<&Claim> { free.iter().copied().skip(p).step_by(parts).collect() };
    let crowds = on_all_cores(parts, |p| in_crowd(&part(p), count - walking, known));
    let walks = on_all_cores(free.len(), |i| on_walks(free[i], walking, known, i as u64));

    let mut total = Tally::default();
    let mut near_claims = 0;
    for (i, claim) in free.iter().enumerate() {
        let tallies = [&crowds[i % parts][i / parts], &walks[i]];
        for tally in tallies {
            if let Some(body) = &tally.met {
                panic!("a body meets what was refuted by {:?}: {}", claim.method, said(claim, body));
            }
            total.bodies += tally.bodies;
            total.single += tally.single;
            total.near += tally.near;
        }
        near_claims += usize::from(tallies.iter().any(|tally| tally.near > 0));
        assert!(tallies[0].bodies + tallies[1].bodies >= count);
    }
    println!(
        "{} claims about bones at rest hold; {} others hold against {count} bodies each, {} in all; {} missed one fact \
         only, {} missed none by more than 1 degree or 1 cm, of {near_claims} claims ({:.0} s)",
        fixed.len(),
        free.len(),
        total.bodies,
        total.single,
        total.near,
        start.elapsed().as_secs_f64()
    );
    assert!(total.single * 4 > total.bodies, "{} of {} bodies miss one fact only", total.single, total.bodies);
}

/// A claim and a body against it, to look at.
fn said(claim: &Claim, bodies: &StatePair) -> String {
    let bones = claim.turning.iter().map(|bone| format!("{bone:?} {:?}", bodies[bone.index()].as_slice()));
    format!("{:?}\n{}", claim.facts, bones.collect::<Vec<String>>().join("\n"))
}
