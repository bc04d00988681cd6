//! Gestures of files, proved: rules chosen, gestures grouped by the rules that hold for them, the verifier run.
//!
//! Input: checked files without errors and the rules that hold for all. Output: [`Proved`], one report over all gestures
//! in the order of the files. It decides nothing about gestures.

use std::sync::atomic::Ordering;

use super::cache::Cache;
use super::cli::ProvingArguments;
use super::gestures::CheckedFiles;
use super::output::Failure;
use super::progress::Bar;
use super::signals;
use crate::diagnostic::{Code, Severity};
use crate::typed::{self, Gesture};
use crate::verify::{self, Effort, Finding, GestureReport, Job, Options, Part, Report, Rules, Store, Verdict};

/// What a command wants to know beside the verdicts.
#[derive(Debug, Clone, Copy, Default)]
pub struct ProofRequest {
    /// Motions that show findings, and gestures.
    pub witnesses: bool,
    /// Margins and distances.
    pub margins: bool,
    /// The least margin that is good enough, in degrees.
    pub min_margin: Option<f64>,
    /// Whether what could not be decided is let pass.
    pub allow_undecided: bool,
    /// Whether nothing is shown of how far it is.
    pub quiet: bool,
}

/// What was found.
pub struct Proved<'c> {
    /// The gestures, in the order of the files.
    pub gestures: Vec<&'c Gesture>,
    /// The rules that hold for all of them.
    pub base: typed::Rules,
    /// The report over all.
    pub report: Report,
    strict_safety: bool,
    allow_undecided: bool,
}

/// Gestures that are held against the same rules.
struct Batch {
    rules: Rules,
    gestures: Vec<usize>,
}

/// Whether the solver that was loaded can be used.
pub fn solver_is_usable() -> Result<(), Failure> {
    verify::usable().map_err(Failure::Misuse)
}

/// Verifies the gestures of files.
///
/// # Errors
/// [`Failure::Interrupted`] when the user stopped it.
pub fn prove<'c>(
    checked: &'c CheckedFiles,
    base: typed::Rules,
    arguments: &ProvingArguments,
    request: ProofRequest,
) -> Result<Proved<'c>, Failure> {
    let gestures: Vec<&Gesture> = checked.gestures().collect();
    let batches = batches(checked, &base, arguments.together);
    let options = options(arguments, request);
    let cache = Cache::open(arguments.no_cache, arguments.cache.as_deref());
    let total: usize = batches.iter().map(|batch| questions(&gestures, batch, options.together)).sum();
    let bar = match request.quiet {
        true => Bar::none(),
        false => Bar::new(total as u64, "{bar:40} {pos} of {len} gestures and pairs  {left}"),
    };
    let mut before = 0;
    let reports = signals::stoppable(|stop| {
        let mut reports = Vec::with_capacity(batches.len());
        for batch in &batches {
            let chosen: Vec<&Gesture> = batch.gestures.iter().map(|&i| gestures[i]).collect();
            let job = Job {
                gestures: &chosen,
                rules: &batch.rules,
                own: &checked.given,
                options: &options,
                store: cache.as_ref().map(|cache| cache as &dyn Store),
                progress: &|done, _| bar.at((before + done) as u64),
                stop,
            };
            reports.push(verify::verify(&job));
            before += questions(&gestures, batch, options.together);
        }
        if let Some(cache) = &cache {
            cache.save();
        }
        let stopped = stop.load(Ordering::SeqCst);
        if stopped { Err(Failure::Interrupted) } else { Ok(reports) }
    });
    drop(bar);
    let parts = batches.into_iter().zip(reports?).map(|(batch, report)| Part { places: batch.gestures, report });
    let report = verify::join(&gestures, parts.collect());
    let (strict_safety, allow_undecided) = (arguments.strict_safety, request.allow_undecided);
    Ok(Proved { gestures, base, report, strict_safety, allow_undecided })
}

fn options(arguments: &ProvingArguments, request: ProofRequest) -> Options {
    let all = || std::thread::available_parallelism().map_or(1, usize::from);
    Options {
        jobs: arguments.jobs.map_or_else(all, usize::from),
        effort: arguments
            .effort
            .map_or_else(Effort::default, |parts| Effort { parts: parts as usize, ..Effort::default() }),
        together: arguments.together,
        margins: request.margins,
        min_margin: request.min_margin,
        witnesses: request.witnesses,
    }
}

/// Apps whose files hold no rules share the base rules; each other app has its own, and so has each file of rules alone.
fn batches(checked: &CheckedFiles, base: &typed::Rules, together: bool) -> Vec<Batch> {
    let owners = checked.modules.iter().flat_map(|module| module.gestures.iter().map(|gesture| gesture.app.as_str()));
    let owners: Vec<&str> = owners.collect();
    let with = |modules: &mut dyn Iterator<Item = &typed::TypedModule>| {
        let mut rules = base.clone();
        modules.for_each(|module| rules.extend(module.rules.clone()));
        Rules::new(&rules)
    };
    if together {
        return vec![Batch { rules: with(&mut checked.modules.iter()), gestures: (0..owners.len()).collect() }];
    }
    let ruling = || checked.modules.iter().filter(|module| !module.rules.is_empty());
    let mut apps: Vec<&str> = ruling().map(|module| module.app.as_str()).filter(|app| !app.is_empty()).collect();
    apps.dedup();
    apps.sort_unstable();
    apps.dedup();
    let of = |app: &str| (0..owners.len()).filter(|&i| owners[i] == app).collect::<Vec<usize>>();
    let common = (0..owners.len()).filter(|&i| !apps.contains(&owners[i])).collect();
    let mut batches = vec![Batch { rules: Rules::new(base), gestures: common }];
    for app in &apps {
        let rules = with(&mut ruling().filter(|module| module.app == *app));
        batches.push(Batch { rules, gestures: of(app) });
    }
    for module in ruling().filter(|module| module.app.is_empty()) {
        batches.push(Batch { rules: with(&mut std::iter::once(module)), gestures: Vec::new() });
    }
    batches
}

/// How many gestures and pairs a batch has.
fn questions(gestures: &[&Gesture], batch: &Batch, together: bool) -> usize {
    let chosen = &batch.gestures;
    let pairs = chosen
        .iter()
        .enumerate()
        .map(|(n, &a)| chosen[n + 1..].iter().filter(|&&b| together || gestures[a].app == gestures[b].app).count());
    chosen.len() + pairs.sum::<usize>()
}

impl Proved<'_> {
    /// How grave a finding is under the flags given.
    pub fn severity(&self, finding: &Finding) -> Severity {
        match finding.code() {
            Code::MayBeUnsafe if self.strict_safety => Severity::Error,
            Code::Undecided if self.allow_undecided => Severity::Warning,
            code => code.severity(),
        }
    }

    /// Whether a finding stands against the gestures.
    pub fn stands(&self, finding: &Finding) -> bool {
        finding.accepted.is_none() && self.severity(finding) == Severity::Error
    }

    /// Whether anything does.
    pub fn has_errors(&self) -> bool {
        !self.report.rules().is_empty() || self.report.findings().iter().any(|finding| self.stands(finding))
    }

    /// Whether a property must be proved under the flags given.
    pub fn requires(&self, property: verify::Property) -> bool {
        property.is_required() || self.strict_safety
    }

    /// All that must be proved of a gesture, together.
    pub fn verdict(&self, gesture: &GestureReport) -> Verdict {
        let verdicts = gesture.verdicts.iter().filter(|(property, _)| self.requires(*property));
        verdicts.fold(Verdict::Proved, |all, (_, verdict)| all.and(verdict.clone()))
    }
}
