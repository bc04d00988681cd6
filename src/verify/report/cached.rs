//! Answers that are kept from run to run.
//!
//! Input: gestures, rules and options. Output: keys over everything that an answer depends on, and answers in a form that
//! survives a move of the text: places are named by gesture, node and statement. Invariant: an answer is used only under
//! the key of the very question; what does not read back is as if it were not there. It knows nothing of files.

use serde::{Deserialize, Serialize};

use super::store::Key;
use crate::decide::solver;
use crate::diagnostic::{Code, Diagnostic, Label};
use crate::source::Span;
use crate::typed::Gesture;
use crate::verify::job::Job;
use crate::verify::report::findings::{Finding, GestureReport, Margin, PairReport, Verdict};
use crate::verify::report::properties::Property;

/// Bumped whenever the same question may get another answer.
const EDITION: u32 = 5;

/// The store as one job uses it.
pub struct Shelf<'a> {
    job: &'a Job<'a>,
    common: blake3::Hasher,
    gestures: Vec<Key>,
}

#[derive(Serialize, Deserialize)]
struct KeptGesture {
    verdicts: Vec<(Property, Verdict)>,
    margin: Option<Margin>,
    findings: Vec<KeptFinding>,
}

#[derive(Serialize, Deserialize)]
struct KeptPair {
    verdict: Verdict,
    every_way: Verdict,
    distance: Option<f64>,
    findings: Vec<KeptFinding>,
}

#[derive(Serialize, Deserialize)]
struct KeptFinding {
    gesture: usize,
    code: String,
    partner: Option<usize>,
    with: Option<String>,
    message: String,
    help: Option<String>,
    labels: Vec<(KeptPlace, String)>,
}

/// A place in the texts of one gesture or of two.
#[derive(Serialize, Deserialize, Clone, Copy)]
struct KeptPlace {
    gesture: usize,
    node: Option<usize>,
    statement: Option<usize>,
}

impl<'a> Shelf<'a> {
    /// The shelf of a job.
    pub fn new(job: &'a Job<'a>) -> Shelf<'a> {
        let mut common = blake3::Hasher::new();
        if job.store.is_some() {
            let options = job.options;
            common.update(format!("{EDITION} {} {}", env!("CARGO_PKG_VERSION"), solver::version()).as_bytes());
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
        Shelf { job, common, gestures }
    }

    /// What was found about a gesture.
    pub fn gesture(&self, i: usize) -> Option<(GestureReport, Vec<Finding>)> {
        let kept: KeptGesture = self.read(&self.key(&[i])?)?;
        let gesture = self.job.gestures[i];
        let report = GestureReport {
            app: gesture.app.clone(),
            name: gesture.name.clone(),
            verdicts: kept.verdicts,
            performances: Vec::new(),
            margin: kept.margin,
            seconds: 0.0,
            safety_seconds: 0.0,
        };
        Some((report, self.restored(kept.findings, &[i])?))
    }

    /// Keeps it.
    pub fn keep_gesture(&self, i: usize, (report, findings): &(GestureReport, Vec<Finding>)) {
        let kept = self.kept(findings, &[i]).map(|findings| KeptGesture {
            verdicts: report.verdicts.clone(),
            margin: report.margin,
            findings,
        });
        self.write(&[i], kept);
    }

    /// What was found about two gestures.
    pub fn pair(&self, a: usize, b: usize) -> Option<(PairReport, Vec<Finding>)> {
        let kept: KeptPair = self.read(&self.key(&[a, b])?)?;
        let KeptPair { verdict, every_way, distance, findings } = kept;
        let report = PairReport { a, b, verdict, every_way, distance, seconds: 0.0 };
        Some((report, self.restored(findings, &[a, b])?))
    }

    /// Keeps it.
    pub fn keep_pair(&self, a: usize, b: usize, (report, findings): &(PairReport, Vec<Finding>)) {
        let kept = self.kept(findings, &[a, b]).map(|findings| KeptPair {
            verdict: report.verdict.clone(),
            every_way: report.every_way.clone(),
            distance: report.distance,
            findings,
        });
        self.write(&[a, b], kept);
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

    fn write<T: Serialize>(&self, gestures: &[usize], kept: Option<T>) {
        if let (Some(store), Some(key), Some(kept)) = (self.job.store, self.key(gestures), kept)
            && let Ok(bytes) = serde_json::to_vec(&kept)
        {
            store.put(key, bytes);
        }
    }

    fn kept(&self, findings: &[Finding], gestures: &[usize]) -> Option<Vec<KeptFinding>> {
        let finding = |finding: &Finding| {
            let partner = match finding.partner {
                Some(partner) => Some(gestures.iter().position(|&i| i == partner)?),
                None => None,
            };
            let labels = finding.diagnostic.labels.iter();
            let labels = labels.map(|label| Some((self.place(label.span, gestures)?, label.message.clone())));
            Some(KeptFinding {
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

    fn restored(&self, kept: Vec<KeptFinding>, gestures: &[usize]) -> Option<Vec<Finding>> {
        let finding = |kept: KeptFinding| {
            let label =
                |(place, message): (KeptPlace, String)| Some(Label { span: self.span(place, gestures)?, message });
            let labels: Vec<Label> = kept.labels.into_iter().map(label).collect::<Option<_>>()?;
            let code = Code::parse(&kept.code)?;
            let diagnostic = Diagnostic { code, message: kept.message, labels, help: kept.help };
            let gesture = *gestures.get(kept.gesture)?;
            (!diagnostic.labels.is_empty()).then_some(())?;
            let partner = match kept.partner {
                Some(partner) => Some(*gestures.get(partner)?),
                None => None,
            };
            Some(Finding { partner, with: kept.with, ..Finding::new(gesture, diagnostic) })
        };
        kept.into_iter().map(finding).collect()
    }

    fn place(&self, span: Span, gestures: &[usize]) -> Option<KeptPlace> {
        gestures.iter().enumerate().find_map(|(g, &i)| {
            let gesture = self.job.gestures[i];
            if gesture.span == span {
                return Some(KeptPlace { gesture: g, node: None, statement: None });
            }
            gesture.nodes.iter().enumerate().find_map(|(n, node)| {
                let place = KeptPlace { gesture: g, node: Some(n), statement: None };
                let statement = || node.statements.iter().position(|statement| statement.span == span);
                if node.span == span {
                    return Some(place);
                }
                statement().map(|s| KeptPlace { statement: Some(s), ..place })
            })
        })
    }

    fn span(&self, place: KeptPlace, gestures: &[usize]) -> Option<Span> {
        let gesture = self.job.gestures[*gestures.get(place.gesture)?];
        let Some(node) = place.node else { return Some(gesture.span) };
        let node = gesture.nodes.get(node)?;
        place.statement.map_or(Some(node.span), |s| node.statements.get(s).map(|statement| statement.span))
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
