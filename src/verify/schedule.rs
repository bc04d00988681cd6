//! All gestures and pairs, on all threads.
//!
//! Input: a job. Output: its report. Invariant: what is reported does not depend on the number of threads. It knows nothing of
//! how a property is decided.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, OnceLock};

use super::job::Job;
use super::model::gesture::Model;
use super::property::collision::Verified;
use super::property::{self, consistency, validity};
use super::query::QueryContext;
use super::report::findings::{Finding, GestureReport, PairReport, Witness};
use super::report::whole::Report;
use super::report::{accept, cached};
use crate::decide::{RefutedQuery, solver};

/// Verifies gestures.
pub fn verify(job: &Job) -> Report {
    let context = QueryContext::new(job.rules, job.options.effort, job.options.witnesses);
    verify_with(job, &context)
}

/// Verifies gestures and collects every refutation that the report rests on, for audits.
pub fn audit(job: &Job) -> (Report, Vec<RefutedQuery>) {
    let mut context = QueryContext::new(job.rules, job.options.effort, job.options.witnesses);
    context.refuted_queries = Some(Mutex::default());
    let report = verify_with(job, &context);
    let proofs = context.refuted_queries.take().unwrap_or_default();
    (report, proofs.into_inner().unwrap_or_else(|broken| broken.into_inner()))
}

fn verify_with(job: &Job, context: &QueryContext) -> Report {
    let pairs = pairs(job);
    let mut report = Report::of(job.gestures, solver::version());
    report.unchecked += pairs.len();
    report.rules = consistency::check(job.rules, job.own, job.options.effort);
    if !report.rules.is_empty() {
        return report;
    }
    let protected: Vec<Model> = job.rules.protected.iter().map(|gesture| Model::new(gesture, job.rules)).collect();
    report.rules = consistency::check_protected(&protected, context, job.own);
    if !report.rules.is_empty() {
        return report;
    }
    let models: Vec<Model> = each(job, job.gestures.len(), |i| Some(Model::new(job.gestures[i], job.rules)));
    let total = models.len() + pairs.len();
    let done = AtomicUsize::new(0);
    let tick = || (job.progress)(done.fetch_add(1, Ordering::Relaxed) + 1, total);
    let cache = cached::CacheScope::new(job);

    let checked: Vec<(GestureReport, Vec<Finding>)> = each(job, models.len(), |i| {
        let found = cache.gesture(i).unwrap_or_else(|| {
            let found = property::check_gesture(&models[i], i, &protected, context, job.options);
            cache.put_gesture(i, &found);
            found
        });
        tick();
        Some(found)
    });
    // a gesture whose answers were kept is done again where a pair needs it
    let again: Vec<OnceLock<Vec<Witness>>> = models.iter().map(|_| OnceLock::new()).collect();
    let performances = |i: usize| -> &[Witness] {
        let known = &checked[i].0.performances;
        match known.is_empty() && property::valid(&checked[i].0) {
            true => again[i].get_or_init(|| validity::check(&models[i], i, context).performances),
            false => known,
        }
    };
    let verified = |i: usize| Verified { model: &models[i], index: i, performances: performances(i) };
    let compared: Vec<(PairReport, Vec<Finding>)> = each(job, pairs.len(), |p| {
        let (a, b) = pairs[p];
        let found = cache.pair(a, b).unwrap_or_else(|| {
            let found = property::check_pair(verified(a), verified(b), &checked, context, job.options);
            cache.put_pair(a, b, &found);
            found
        });
        tick();
        Some(found)
    });
    for (gesture, findings) in checked {
        report.gestures.push(gesture);
        report.findings.extend(findings);
    }
    for (pair, findings) in compared {
        report.pairs.push(pair);
        report.findings.extend(findings);
    }
    report.queries = context.asked();
    report.unchecked = total - report.gestures.len() - report.pairs.len();
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
