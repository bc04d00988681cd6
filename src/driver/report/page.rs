//! The report as plain data for the page.

use crate::diagnostic::render::RenderedFinding;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::driver::findings::{self, FindingCounts, summary};
use crate::driver::gestures::CheckedFiles;
use crate::driver::prove::Proved;
use crate::driver::witness;
use crate::source::Sources;
use crate::typed::Rule;
use crate::verify::{Finding, PairReport, Property, Verdict};
use crate::view::review::{GestureReview, PairCounts, PairReview, Remark, Review, Tone};

/// Bodies shown of one gesture or finding: two rows.
const BODIES: usize = 10;
/// Pairs shown although they are apart: those that are the least far.
const CLOSEST: usize = 20;

/// What the page says of what was proved.
pub fn review(checked: &CheckedFiles, proved: &Proved) -> Review {
    let report = &proved.report;
    let nothing = witness::WitnessFiles::nothing(proved);
    let counts = FindingCounts::of(&findings::all(checked, proved, &nothing));
    let words: Vec<(&str, Tone)> = (0..report.gestures().len()).map(|i| gesture_verdict(i, proved)).collect();
    let of = |wanted: Tone| words.iter().filter(|(_, tone)| *tone == wanted).count();
    let (done, not, accepted) = (of(Tone::Good), of(Tone::Bad), of(Tone::Accepted));
    let apart = report.pairs().iter().filter(|pair| pair.verdict == Verdict::Proved).count();
    let every_way = report.pairs().iter().filter(|pair| pair.every_way == Verdict::Proved).count();
    let bad = |count: usize| if count == 0 { Tone::Plain } else { Tone::Bad };
    let open = |count: usize| if count == 0 { Tone::Plain } else { Tone::Open };
    let undecided = of(Tone::Open);
    let mut apps: Vec<&str> = proved.gestures.iter().map(|gesture| gesture.app.as_str()).collect();
    apps.dedup();
    Review {
        title: match apps.is_empty() {
            true => "Review of gestures".to_string(),
            false => format!("Review of {}", apps.join(", ")),
        },
        summary: summary::of_proofs(checked.modules.len(), proved, &counts, false).trim_end().to_string(),
        counts: vec![
            (done, "gestures proved".to_string(), if done > 0 { Tone::Good } else { Tone::Plain }),
            (not, "gestures refuted".to_string(), bad(not)),
            (
                accepted,
                "gestures refuted and accepted".to_string(),
                if accepted > 0 { Tone::Accepted } else { Tone::Plain },
            ),
            (undecided, "undecided".to_string(), open(undecided)),
            (
                apart,
                format!("of {} pairs apart as ordinarily done", report.pairs().len()),
                if apart > 0 { Tone::Good } else { Tone::Plain },
            ),
            (counts.errors, "errors".to_string(), bad(counts.errors)),
            (
                counts.accepted,
                "findings accepted".to_string(),
                if counts.accepted > 0 { Tone::Accepted } else { Tone::Plain },
            ),
            (counts.notes, "notes".to_string(), Tone::Plain),
        ],
        trouble: report.rules().iter().map(|found| remark(RenderedFinding::from(found), &checked.sources)).collect(),
        rules: rules(proved),
        gestures: (0..report.gestures().len()).map(|i| gesture(i, checked, proved)).collect(),
        pairs: PairCounts { all: report.pairs().len(), ordinarily: apart, every_way },
        closest: closest(proved),
        distances: report.pairs().iter().filter_map(|pair| pair.distance).collect(),
        tools: format!("prepose {} with {}", env!("CARGO_PKG_VERSION"), report.solver()),
    }
}

fn gesture(i: usize, checked: &CheckedFiles, proved: &Proved) -> GestureReview {
    let (report, gesture) = (&proved.report.gestures()[i], proved.gestures[i]);
    let property = |(property, verdict): &(Property, Verdict)| {
        let (word, tone) = match (property, verdict) {
            // merely notes, unless more is asked for
            (property, Verdict::Refuted) if !proved.requires(*property) => ("no: see its notes", Tone::Plain),
            (property, Verdict::Refuted) if is_meant(i, *property, proved) => ("accepted", Tone::Accepted),
            _ => verdict_words(verdict, "proved", "refuted"),
        };
        let why = match verdict {
            Verdict::Undecided(reason) => reason.clone(),
            Verdict::Refuted if tone == Tone::Accepted => "refuted, and the author means it".to_string(),
            _ => String::new(),
        };
        (property.sentence().to_string(), word.to_string(), tone, why)
    };
    let (word, tone) = gesture_verdict(i, proved);
    let findings = proved.report.findings().iter().filter(|finding| finding.gesture == i);
    GestureReview {
        app: gesture.app.clone(),
        name: gesture.name.clone(),
        place: place(gesture.span, &checked.sources),
        description: gesture.doc.clone(),
        verdict: (word.to_string(), tone),
        properties: report.verdicts.iter().map(property).collect(),
        margin: report.margin.map(|margin| (margin.degrees, margin.centimeters)),
        seconds: report.seconds,
        picture: report.performances.first().map(|witness| witness::snapshot(witness, "", "", BODIES)),
        remarks: findings.map(|finding| of_finding(finding, checked, proved)).collect(),
    }
}

/// All that must be proved of a gesture, in a word.
fn gesture_verdict(i: usize, proved: &Proved) -> (&'static str, Tone) {
    let report = &proved.report.gestures()[i];
    let refuted = report.verdicts.iter().filter(|(_, verdict)| *verdict == Verdict::Refuted);
    let mut required = refuted.filter(|(property, _)| proved.requires(*property));
    match proved.verdict(report) {
        Verdict::Refuted if required.all(|(property, _)| is_meant(i, *property, proved)) => {
            ("accepted", Tone::Accepted)
        }
        verdict => verdict_words(&verdict, "proved", "refuted"),
    }
}

/// Whether the author accepted all that refutes a property of a gesture.
fn is_meant(i: usize, property: Property, proved: &Proved) -> bool {
    let refutes = |code: Code| code != Code::Undecided && property.codes().contains(&code);
    let findings = proved.report.findings().iter();
    all_accepted(findings.filter(|finding| finding.gesture == i && refutes(finding.code())))
}

/// Whether the author of either gesture accepted that one fires the other.
fn pair_is_meant(pair: &PairReport, proved: &Proved) -> bool {
    let of = |finding: &&Finding| {
        let both = finding.partner.map(|partner| (finding.gesture.min(partner), finding.gesture.max(partner)));
        both == Some((pair.a.min(pair.b), pair.a.max(pair.b)))
            && matches!(finding.code(), Code::AlwaysFires | Code::Ambiguous)
    };
    all_accepted(proved.report.findings().iter().filter(of))
}

/// There are some, and each is accepted.
fn all_accepted<'f>(mut findings: impl Iterator<Item = &'f Finding>) -> bool {
    let accepted = |finding: &Finding| finding.accepted.is_some();
    findings.next().is_some_and(accepted) && findings.all(accepted)
}

fn of_finding(finding: &Finding, checked: &CheckedFiles, proved: &Proved) -> Remark {
    let accepted = finding.accepted.as_deref();
    let shown =
        RenderedFinding { severity: proved.severity(finding), accepted, ..RenderedFinding::from(&finding.diagnostic) };
    let picture = finding.witness.as_ref().map(|witness| witness::snapshot(witness, &witness.title, "", BODIES));
    Remark { picture, ..remark(shown, &checked.sources) }
}

fn remark(finding: RenderedFinding, sources: &Sources) -> Remark {
    let Diagnostic { code, message, help, .. } = finding.diagnostic;
    let (kind, tone) = match finding.severity {
        Severity::Error => ("error", Tone::Bad),
        Severity::Warning => ("warning", Tone::Open),
        Severity::Note => ("note", Tone::Plain),
    };
    Remark {
        code: code.as_str().to_string(),
        kind: kind.to_string(),
        tone,
        message: message.clone(),
        place: place(finding.diagnostic.span(), sources),
        help: help.clone().unwrap_or_default(),
        accepted: finding.accepted.map(str::to_string),
        picture: None,
    }
}

/// The pairs that are not apart, then those that are the least far apart.
fn closest(proved: &Proved) -> Vec<PairReview> {
    let gestures = &proved.gestures;
    let apps = gestures.iter().any(|gesture| gesture.app != gestures[0].app);
    let name = |i: usize| match apps {
        true => format!("{} of {}", gestures[i].name, gestures[i].app),
        false => gestures[i].name.clone(),
    };
    let (apart, mut not): (Vec<&PairReport>, Vec<&PairReport>) =
        proved.report.pairs().iter().partition(|pair| pair.verdict == Verdict::Proved);
    let mut apart: Vec<&PairReport> = apart.into_iter().filter(|pair| pair.distance.is_some()).collect();
    not.sort_by_key(|pair| matches!(pair.verdict, Verdict::Undecided(_)));
    apart.sort_by(|a, b| a.distance.unwrap_or(0.0).total_cmp(&b.distance.unwrap_or(0.0)));
    let pair = |pair: &PairReport| {
        let (word, tone) = match (&pair.verdict, &pair.every_way) {
            (Verdict::Proved, Verdict::Proved) => ("apart however done", Tone::Good),
            (Verdict::Refuted, _) if pair_is_meant(pair, proved) => ("one fires the other, accepted", Tone::Accepted),
            _ => verdict_words(&pair.verdict, "apart as ordinarily done", "one fires the other"),
        };
        let distance = pair.distance.filter(|_| pair.verdict == Verdict::Proved);
        PairReview { a: name(pair.a), b: name(pair.b), verdict: (word.to_string(), tone), distance }
    };
    not.into_iter().chain(apart.into_iter().take(CLOSEST)).map(pair).collect()
}

fn verdict_words(verdict: &Verdict, done: &'static str, not: &'static str) -> (&'static str, Tone) {
    match verdict {
        Verdict::Proved => (done, Tone::Good),
        Verdict::Refuted => (not, Tone::Bad),
        Verdict::Undecided(_) => ("undecided", Tone::Open),
    }
}

/// Kinds of the rules that hold for all gestures, and the names of each; both sides of a rule are one.
pub fn rules(proved: &Proved) -> Vec<(String, Vec<String>)> {
    let base = &proved.base;
    let named = |block: &str, name: &str| format!("{} ({block})", name.replace('-', " "));
    let rule = |rule: &Rule| named(&rule.block, &rule.name);
    let kinds = [
        ("What a body can do", base.anatomy.iter().map(rule).collect::<Vec<String>>()),
        ("What a body should not be led to do", base.safety.iter().map(rule).collect()),
        ("Protected gestures", base.protected.iter().map(|gesture| named(&gesture.app, &gesture.name)).collect()),
        ("What people do who do nothing", base.idle.iter().map(|region| named(&region.block, &region.name)).collect()),
    ];
    let once = |mut names: Vec<String>| {
        names.dedup();
        names
    };
    kinds.into_iter().map(|(kind, names)| (kind.to_string(), once(names))).collect()
}

fn place(span: crate::source::Span, sources: &Sources) -> String {
    let source = sources.get(span.source);
    format!("{}:{}", source.name, source.position(span.start as usize).0)
}
