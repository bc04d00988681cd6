//! Proofs about gestures before they ever run.
//!
//! Input: typed gestures and rules. Output: a [`Report`]: for every property of every gesture and pair whether it is
//! proved, refuted with a witness, or undecided with a reason. Invariant: what is proved was proved by arithmetic that
//! errs outward (bounds on angles, or Z3); what is refuted was replayed through the matcher or evaluated; verdicts do not
//! depend on time, on the number of threads or on the machine. It knows nothing of files or of the command line.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Mutex, OnceLock};
use std::time::Instant;

use crate::diagnostic::{Code, Diagnostic};
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
            let found = look_at_gesture(&models[i], i, &protected, asker, job.options);
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
        match known.is_empty() && valid(&looked[i].0) {
            true => again[i].get_or_init(|| validity::look(&models[i], i, asker).performances),
            false => known,
        }
    };
    let verified = |i: usize| Verified { model: &models[i], index: i, performances: performances(i) };
    let compared: Vec<(PairReport, Vec<Finding>)> = each(job, pairs.len(), |p| {
        let (a, b) = pairs[p];
        let found = store.pair(a, b).unwrap_or_else(|| {
            let found = look_at_pair(verified(a), verified(b), &looked, asker, job.options);
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

fn look_at_gesture(
    model: &Model,
    index: usize,
    protected: &[Model],
    asker: &Asker,
    options: &Options,
) -> (GestureReport, Vec<Finding>) {
    let start = Instant::now();
    let gesture = model.gesture;
    let mut validity = validity::look(model, index, asker);
    let mut verdicts = vec![(Property::Validity, validity.valid.clone()), (Property::Safety, validity.safe.clone())];
    let mut findings = Vec::new();
    let (mut least, mut caution) = (None, None);
    if validity.valid == Verdict::Proved {
        caution = Some(caution::look(model, index, asker, &validity));
    }
    let safety_seconds = start.elapsed().as_secs_f64();
    if let Some((caution, notes)) = caution {
        let verified = Verified { model, index, performances: &validity.performances };
        let (capture, captured) = collide::look_at_protected(verified, protected, asker);
        let (idle, idling) = idle::look(model, index, asker);
        verdicts.extend([(Property::Caution, caution), (Property::Protected, capture), (Property::Idle, idle)]);
        findings.extend(notes.into_iter().chain(captured).chain(idling));
        findings.extend(dead(model, index, asker, &validity));
        if options.margins || options.min_margin.is_some() {
            least = Some(margin::margin(model, asker));
        }
    }
    if let (Some(margin), Some(wanted)) = (least, options.min_margin)
        && margin.degrees < wanted
    {
        let message = format!(
            "`{}` is still recognised when each bone is seen turned by up to {:.1} degrees, and {wanted} are asked for",
            gesture.name, margin.degrees
        );
        findings.push(plain(index, Code::ThinMargin, gesture, message, "give its poses more room with `within`"));
    }
    findings.splice(0..0, validity.findings);
    let report = GestureReport {
        app: gesture.app.clone(),
        name: gesture.name.clone(),
        verdicts,
        performances: std::mem::take(&mut validity.performances),
        margin: least,
        seconds: start.elapsed().as_secs_f64(),
        safety_seconds,
    };
    (report, findings)
}

fn plain(index: usize, code: Code, gesture: &Gesture, message: String, help: &str) -> Finding {
    let diagnostic = Diagnostic::new(code, gesture.span, message).help(help);
    Finding { gesture: index, with: None, diagnostic, witness: None, accepted: None }
}

/// Statements that say nothing; only of the gesture's own text, since a pose that others share must suit them all.
fn dead(model: &Model, index: usize, asker: &Asker, validity: &validity::Validity) -> Vec<Finding> {
    let gesture = model.gesture;
    let dead = caution::dead(model, asker, validity);
    let mut findings: Vec<Finding> = Vec::new();
    for &(node, s) in &dead {
        let statement = &gesture.nodes[node].statements[s];
        let own = gesture.declares(statement);
        // it says nothing only if it says nothing wherever it stands
        let speaks = gesture.nodes.iter().enumerate().any(|(n, other)| {
            let first = model.pose(n).node;
            other
                .statements
                .iter()
                .enumerate()
                .any(|(i, same)| same.span == statement.span && !dead.contains(&(first, i)))
        });
        let known = findings.iter().any(|finding| finding.diagnostic.span() == statement.span);
        if own && !speaks && !known {
            let message =
                format!("`{}` says nothing: every body that meets the rest of the pose meets it", statement.text);
            let diagnostic = Diagnostic::new(Code::DeadStatement, statement.span, message)
                .help("leave it out, or ask for more if more was meant");
            findings.push(Finding { gesture: index, with: None, diagnostic, witness: None, accepted: None });
        }
    }
    findings
}

fn valid(report: &GestureReport) -> bool {
    matches!(report.verdicts.first(), Some((Property::Validity, Verdict::Proved)))
}

fn look_at_pair(
    a: Verified,
    b: Verified,
    looked: &[(GestureReport, Vec<Finding>)],
    asker: &Asker,
    options: &Options,
) -> (PairReport, Vec<Finding>) {
    let start = Instant::now();
    if !valid(&looked[a.index].0) || !valid(&looked[b.index].0) {
        let verdict = Verdict::Undecided(NOT_COMPARED.to_string());
        let (every_way, seconds) = (verdict.clone(), start.elapsed().as_secs_f64());
        return (PairReport { a: a.index, b: b.index, verdict, every_way, distance: None, seconds }, Vec::new());
    }
    let collide::Compared { ordinary: verdict, every_way, mut findings } = collide::look(a, b, asker);
    let mut distance = None;
    if options.margins || options.min_margin.is_some() {
        let far = match verdict == Verdict::Proved {
            true => distance::distance((a.model, a.performances), (b.model, b.performances)),
            false => 0.0,
        };
        distance = Some(far);
        if let Some(wanted) = options.min_margin
            && verdict == Verdict::Proved
            && far < wanted
        {
            let (name, other) = (&a.model.gesture.name, &b.model.gesture.name);
            let message = format!(
                "whoever does one of `{name}` and `{other}` may fire the other when each bone is seen turned by {far:.1} \
                 degrees, and {wanted} are asked for"
            );
            let help = "let a pose of one differ more from the other's";
            let mut finding = plain(a.index, Code::ThinMargin, a.model.gesture, message, help);
            finding.with = Some(other.clone());
            finding.diagnostic = finding.diagnostic.and(b.model.gesture.span, format!("`{other}` is here"));
            findings.push(finding);
        }
    }
    let seconds = start.elapsed().as_secs_f64();
    (PairReport { a: a.index, b: b.index, verdict, every_way, distance, seconds }, findings)
}

/// Why a pair has no verdict of which a gesture has none that stands.
pub const NOT_COMPARED: &str = "one of them cannot be done";

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
