//! Answers that are kept from run to run.
//!
//! Input: gestures, rules and options. Output: keys over everything that an answer depends on, and answers in a form that
//! survives a move of the text: places are named by gesture, node and statement. Invariant: an answer is used only under
//! the key of the very query; what does not read back is as if it were not there. It knows nothing of files.

use serde::{Deserialize, Serialize};

use crate::decide::solver;
use crate::diagnostic::{Code, Diagnostic, Label};
use crate::source::Span;
use crate::typed::Gesture;
use crate::verify::job::Job;
use crate::verify::report::findings::{Finding, GestureReport, Margin, PairReport, Verdict};
use crate::verify::report::properties::Property;
use crate::verify::store::Key;

/// Bumped whenever the same query may get another answer.
const CACHE_VERSION: u32 = 7;

/// The store as one job uses it.
pub struct CacheScope<'a> {
    job: &'a Job<'a>,
    common: blake3::Hasher,
    gestures: Vec<Key>,
}

#[derive(Serialize, Deserialize)]
struct CachedGesture {
    verdicts: Vec<(Property, Verdict)>,
    margin: Option<Margin>,
    findings: Vec<CachedFinding>,
}

#[derive(Serialize, Deserialize)]
struct CachedPair {
    verdict: Verdict,
    every_way: Verdict,
    distance: Option<f64>,
    findings: Vec<CachedFinding>,
}

#[derive(Serialize, Deserialize)]
struct CachedFinding {
    gesture: usize,
    code: String,
    partner: Option<usize>,
    with: Option<String>,
    message: String,
    help: Option<String>,
    labels: Vec<(CachedSpan, String)>,
}

/// A place in the texts of one gesture or of two.
#[derive(Serialize, Deserialize, Clone, Copy)]
struct CachedSpan {
    gesture: usize,
    node: Option<usize>,
    statement: Option<usize>,
}

impl<'a> CacheScope<'a> {
    /// The shelf of a job.
    pub fn new(job: &'a Job<'a>) -> CacheScope<'a> {
        let mut common = blake3::Hasher::new();
        if job.store.is_some() {
            let options = job.options;
            common.update(format!("{CACHE_VERSION} {} {}", env!("CARGO_PKG_VERSION"), solver::version()).as_bytes());
            let wanted = (options.effort, options.margins || options.min_margin.is_some(), options.min_margin);
            common.update(format!("{wanted:?}").as_bytes());
            for rule in job.rules.anatomy.iter().chain(&job.rules.safety) {
                common.update(
                    format!("{:?}{:?}{:?}{:?}", rule.rule.name, rule.rule.doc, rule.always, rule.broken).as_bytes(),
                );
            }
            for idling in &job.rules.idle {
                common.update(format!("{:?}{:?}", idling.region.name, idling.facts).as_bytes());
            }
            job.rules.protected.iter().for_each(|gesture| {
                common.update(&meaning(gesture));
            });
        }
        let gestures = match job.store {
            Some(_) => job.gestures.iter().map(|gesture| meaning(gesture)).collect(),
            None => Vec::new(),
        };
        CacheScope { job, common, gestures }
    }

    /// What was found about a gesture.
    pub fn gesture(&self, i: usize) -> Option<(GestureReport, Vec<Finding>)> {
        let cached: CachedGesture = self.read(&self.key(&[i])?)?;
        let gesture = self.job.gestures[i];
        let report = GestureReport {
            app: gesture.app.clone(),
            name: gesture.name.clone(),
            verdicts: cached.verdicts,
            performances: Vec::new(),
            margin: cached.margin,
            seconds: 0.0,
            safety_seconds: 0.0,
        };
        Some((report, self.restored(cached.findings, &[i])?))
    }

    /// Keeps it.
    pub fn put_gesture(&self, i: usize, (report, findings): &(GestureReport, Vec<Finding>)) {
        let cached = self.cached(findings, &[i]).map(|findings| CachedGesture {
            verdicts: report.verdicts.clone(),
            margin: report.margin,
            findings,
        });
        self.write(&[i], cached);
    }

    /// What was found about two gestures.
    pub fn pair(&self, a: usize, b: usize) -> Option<(PairReport, Vec<Finding>)> {
        let cached: CachedPair = self.read(&self.key(&[a, b])?)?;
        let CachedPair { verdict, every_way, distance, findings } = cached;
        let report = PairReport { a, b, verdict, every_way, distance, seconds: 0.0 };
        Some((report, self.restored(findings, &[a, b])?))
    }

    /// Keeps it.
    pub fn put_pair(&self, a: usize, b: usize, (report, findings): &(PairReport, Vec<Finding>)) {
        let cached = self.cached(findings, &[a, b]).map(|findings| CachedPair {
            verdict: report.verdict.clone(),
            every_way: report.every_way.clone(),
            distance: report.distance,
            findings,
        });
        self.write(&[a, b], cached);
    }

    fn key(&self, gestures: &[usize]) -> Option<Key> {
        self.job.store?;
        let mut hasher = self.common.clone();
        gestures.iter().for_each(|&i| {
            hasher.update(&self.gestures[i]);
        });
        Some(*hasher.finalize().as_bytes())
    }

    fn read<T: for<'d> Deserialize<'d>>(&self, key: &Key) -> Option<T> {
        if self.job.options.witnesses {
            return None;
        }
        serde_json::from_slice(&self.job.store?.get(key)?).ok()
    }

    fn write<T: Serialize>(&self, gestures: &[usize], cached: Option<T>) {
        if let (Some(store), Some(key), Some(cached)) = (self.job.store, self.key(gestures), cached)
            && let Ok(bytes) = serde_json::to_vec(&cached)
        {
            store.put(key, bytes);
        }
    }

    fn cached(&self, findings: &[Finding], gestures: &[usize]) -> Option<Vec<CachedFinding>> {
        let finding = |finding: &Finding| {
            let partner = match finding.partner {
                Some(partner) => Some(gestures.iter().position(|&i| i == partner)?),
                None => None,
            };
            let labels = finding.diagnostic.labels.iter();
            let labels = labels.map(|label| Some((self.cached_span(label.span, gestures)?, label.message.clone())));
            Some(CachedFinding {
                gesture: gestures.iter().position(|&i| i == finding.gesture)?,
                code: finding.code().as_str().to_string(),
                partner,
                with: finding.with.clone(),
                message: finding.diagnostic.message.clone(),
                help: finding.diagnostic.help.clone(),
                labels: labels.collect::<Option<_>>()?,
            })
        };
        findings.iter().map(finding).collect()
    }

    fn restored(&self, cached: Vec<CachedFinding>, gestures: &[usize]) -> Option<Vec<Finding>> {
        let finding = |cached: CachedFinding| {
            let label = |(cached_span, message): (CachedSpan, String)| {
                Some(Label { span: self.span(cached_span, gestures)?, message })
            };
            let labels: Vec<Label> = cached.labels.into_iter().map(label).collect::<Option<_>>()?;
            let code = Code::parse(&cached.code)?;
            let diagnostic = Diagnostic { code, message: cached.message, labels, help: cached.help };
            let gesture = *gestures.get(cached.gesture)?;
            (!diagnostic.labels.is_empty()).then_some(())?;
            let partner = match cached.partner {
                Some(partner) => Some(*gestures.get(partner)?),
                None => None,
            };
            Some(Finding { partner, with: cached.with, ..Finding::new(gesture, diagnostic) })
        };
        cached.into_iter().map(finding).collect()
    }

    fn cached_span(&self, span: Span, gestures: &[usize]) -> Option<CachedSpan> {
        gestures.iter().enumerate().find_map(|(g, &i)| {
            let gesture = self.job.gestures[i];
            if gesture.span == span {
                return Some(CachedSpan { gesture: g, node: None, statement: None });
            }
            gesture.nodes.iter().enumerate().find_map(|(n, node)| {
                let cached_span = CachedSpan { gesture: g, node: Some(n), statement: None };
                let statement = || node.statements.iter().position(|statement| statement.span == span);
                if node.span == span {
                    return Some(cached_span);
                }
                statement().map(|s| CachedSpan { statement: Some(s), ..cached_span })
            })
        })
    }

    fn span(&self, cached_span: CachedSpan, gestures: &[usize]) -> Option<Span> {
        let gesture = self.job.gestures[*gestures.get(cached_span.gesture)?];
        let Some(node) = cached_span.node else { return Some(gesture.span) };
        let node = gesture.nodes.get(node)?;
        cached_span.statement.map_or(Some(node.span), |s| node.statements.get(s).map(|statement| statement.span))
    }
}

/// Everything of a gesture that an answer about it depends on: not where it stands.
fn meaning(gesture: &Gesture) -> Key {
    let mut hasher = blake3::Hasher::new();
    let Gesture { app, name, nodes, cooldown, after, .. } = gesture;
    hasher.update(format!("{app:?}{name:?}{cooldown:?}{after:?}").as_bytes());
    // statements that were dead or not are told by where they stand, so that the text of each counts
    for node in nodes {
        let crate::typed::Node { pose, after, entry, accept, earliest, latest, hold, step, of, .. } = node;
        hasher.update(format!("{pose:?}{after:?}{entry}{accept}{earliest}{latest}{hold}{step}{of}").as_bytes());
        for statement in &node.statements {
            let own = gesture.declares(statement);
            hasher.update(format!("{own}{:?}{:?}", statement.text, statement.constraints).as_bytes());
        }
    }
    *hasher.finalize().as_bytes()
}
