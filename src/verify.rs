//! Proofs about gestures before they ever run.
//!
//! Input: typed gestures and rules. Output: a [`Report`]: for every property of every gesture and pair whether it is
//! proved, refuted with a witness, or undecided with a reason. Invariant: what is proved was proved by arithmetic that
//! errs outward (bounds on angles, or Z3); what is refuted was replayed through the matcher or evaluated; verdicts do not
//! depend on time, on the number of threads or on the machine. It knows nothing of files or of the command line.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Mutex, OnceLock};

use crate::source::SourceId;
use crate::typed::Gesture;

mod accept;
mod along;
pub mod arithmetic;
mod ask;
mod body;
mod caution;
mod changes;
mod collide;
pub mod decide;
mod distance;
pub mod exact;
pub mod fact;
mod finding;
mod idle;
mod look;
mod margin;
mod model;
mod motion;
mod normal;
mod pair;
mod paths;
pub mod propagate;
mod relax;
mod rules;
pub mod search;
mod solver;
mod store;
mod timing;
mod validity;
mod verified;
mod words;

pub use decide::Effort;
pub use distance::FARTHEST;
pub use finding::{Finding, GestureReport, Margin, PairReport, Property, Report, Verdict, Witness};
pub use look::NOT_COMPARED;
pub use rules::Rules;
pub use solver::{usable, version};
pub use store::{Key, Store};
pub use verified::VerifiedModule;

use ask::Asker;
use collide::Verified;
use model::Model;

/// How gestures are verified.
#[derive(Debug, Clone, PartialEq)]
pub struct Options {
    /// How many threads work.
    pub jobs: usize,
    /// How much is tried for one question.
    pub effort: Effort,
    /// Whether pairs are taken over all gestures, not only within an app.
    pub together: bool,
    /// Whether margins and distances are computed.
    pub margins: bool,
    /// The least margin and distance that is good enough, in degrees.
    pub min_margin: Option<f64>,
    /// Whether motions are wanted: nothing is then taken from the store that would lack them.
    pub witnesses: bool,
}

impl Default for Options {
    fn default() -> Options {
        let (jobs, effort) = (1, Effort::default());
        Options { jobs, effort, together: false, margins: false, min_margin: None, witnesses: false }
    }
}

/// What is to be verified.
pub struct Job<'a> {
    /// The gestures.
    pub gestures: &'a [&'a Gesture],
    /// The rules.
    pub rules: &'a Rules,
    /// The files whose places can be pointed at.
    pub own: &'a [SourceId],
    /// How.
    pub options: &'a Options,
    /// Answers of earlier runs.
    pub store: Option<&'a dyn Store>,
    /// Told how many gestures and pairs are done, and of how many.
    pub progress: &'a (dyn Fn(usize, usize) + Sync),
    /// Set from outside to stop early; the report then lacks what was not looked at.
    pub stop: &'a AtomicBool,
}

/// Verifies gestures.
pub fn verify(job: &Job) -> Report {
    let asker = Asker::new(job.rules, job.options.effort, job.options.witnesses);
    verify_with(job, &asker)
}

/// Verifies gestures and collects every refutation that the report rests on, for audits.
pub fn audit(job: &Job) -> (Report, Vec<decide::Proof>) {
    let mut asker = Asker::new(job.rules, job.options.effort, job.options.witnesses);
    asker.proofs = Some(Mutex::default());
    let report = verify_with(job, &asker);
    let proofs = asker.proofs.take().unwrap_or_default();
    (report, proofs.into_inner().unwrap_or_else(|broken| broken.into_inner()))
}

fn verify_with(job: &Job, asker: &Asker) -> Report {
    let mut report = Report { solver: version(), ..Report::default() };
    report.rules = job.rules.check(job.own);
    if !report.rules.is_empty() {
        return report;
    }
    let protected: Vec<Model> = job.rules.protected.iter().map(|gesture| Model::new(gesture, job.rules)).collect();
    report.rules = rules::check_protected(&protected, asker, job.own);
    if !report.rules.is_empty() {
        return report;
    }
    let models: Vec<Model> = each(job, job.gestures.len(), |i| Some(Model::new(job.gestures[i], job.rules)));
    let pairs = pairs(job);
    let total = models.len() + pairs.len();
    let done = AtomicUsize::new(0);
    let tick = || (job.progress)(done.fetch_add(1, Ordering::Relaxed) + 1, total);
    let store = store::Shelf::new(job);

    let looked: Vec<(GestureReport, Vec<Finding>)> = each(job, models.len(), |i| {
        let found = store.gesture(i).unwrap_or_else(|| {
            let found = look::at_gesture(&models[i], i, &protected, asker, job.options);
            store.keep_gesture(i, &found);
            found
        });
        tick();
        Some(found)
    });
    // a gesture whose answers were kept is done again where a pair needs it
    let again: Vec<OnceLock<Vec<Witness>>> = models.iter().map(|_| OnceLock::new()).collect();
    let performances = |i: usize| -> &[Witness] {
        let known = &looked[i].0.performances;
        match known.is_empty() && look::valid(&looked[i].0) {
            true => again[i].get_or_init(|| validity::look(&models[i], i, asker).performances),
            false => known,
        }
    };
    let verified = |i: usize| Verified { model: &models[i], index: i, performances: performances(i) };
    let compared: Vec<(PairReport, Vec<Finding>)> = each(job, pairs.len(), |p| {
        let (a, b) = pairs[p];
        let found = store.pair(a, b).unwrap_or_else(|| {
            let found = look::at_pair(verified(a), verified(b), &looked, asker, job.options);
            store.keep_pair(a, b, &found);
            found
        });
        tick();
        Some(found)
    });
    for (gesture, findings) in looked {
        report.gestures.push(gesture);
        report.findings.extend(findings);
    }
    for (pair, findings) in compared {
        report.pairs.push(pair);
        report.findings.extend(findings);
    }
    report.questions = asker.asked();
    if !job.stop.load(Ordering::Relaxed) {
        accept::mark(job.gestures, &job.rules.names(), &mut report.findings);
    }
    report
}

/// The pairs to compare.
fn pairs(job: &Job) -> Vec<(usize, usize)> {
    let mut pairs = Vec::new();
    for (a, one) in job.gestures.iter().enumerate() {
        for (b, other) in job.gestures.iter().enumerate().skip(a + 1) {
            if job.options.together || one.app == other.app {
                pairs.push((a, b));
            }
        }
    }
    pairs
}

/// Does something for each of `count` on all threads; results stay in order. Stops early when told to.
fn each<T: Send>(job: &Job, count: usize, work: impl Fn(usize) -> Option<T> + Sync) -> Vec<T> {
    let next = AtomicUsize::new(0);
    let results: Mutex<Vec<(usize, T)>> = Mutex::new(Vec::with_capacity(count));
    std::thread::scope(|scope| {
        for _ in 0..job.options.jobs.clamp(1, count.max(1)) {
            scope.spawn(|| {
                let mut own = Vec::new();
                loop {
                    let i = next.fetch_add(1, Ordering::Relaxed);
                    if i >= count || job.stop.load(Ordering::Relaxed) {
                        break;
                    }
                    own.extend(work(i).map(|result| (i, result)));
                }
                results.lock().unwrap_or_else(|broken| broken.into_inner()).extend(own);
            });
        }
    });
    let mut results = results.into_inner().unwrap_or_else(|broken| broken.into_inner());
    results.sort_by_key(|(i, _)| *i);
    results.into_iter().map(|(_, result)| result).collect()
}
