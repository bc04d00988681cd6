//! Whether the rules can be met at all.
//!
//! Input: rules. Output: findings about them. Invariant: where it says nothing a body at rest is within all of them, so that no
//! proof is one from a contradiction. Of gestures it is given the protected ones.

use super::validity;
use crate::decide::fact::Fact;
use crate::decide::query::Query;
use crate::decide::{Answer, Effort, decide, minimal_core};
use crate::diagnostic::{Code, Diagnostic};
use crate::source::{SourceId, Span};
use crate::verify::model::gesture::Model;
use crate::verify::model::rest;
use crate::verify::model::rules::{IdleRegion, RuleFacts, Rules};
use crate::verify::query::QueryContext;
use crate::verify::report::findings::Verdict;

/// Whether the rules can be met together, and a body at rest meets them. `own` are the files whose places can be
/// pointed at; rules of others are named.
pub fn check(rules: &Rules, own: &[SourceId], effort: Effort) -> Vec<Diagnostic> {
    let rest = rest::at_rest();
    let limits: Vec<&RuleFacts> = rules.anatomy.iter().chain(&rules.safety).collect();
    let broken: Vec<&RuleFacts> =
        limits.iter().copied().filter(|rule| rule.always.iter().any(|fact| !fact.holds(&rest, 0.0))).collect();
    if broken.is_empty() {
        return rules.idle.iter().filter_map(|idling| check_idling(rules, idling, own, effort)).collect();
    }
    let facts: Vec<&Fact> = limits.iter().flat_map(|rule| &rule.always).collect();
    let of = |i: usize, rule: &RuleFacts| std::iter::repeat_n(Some(i), rule.always.len());
    let groups: Vec<Option<usize>> = limits.iter().enumerate().flat_map(|(i, rule)| of(i, rule)).collect();
    let query = Query { facts: &facts, free_bones: rest::all(), proof_bones: rest::all(), base: &rest };
    let answer = decide(&query, effort);
    let (clashing, what) = match answer {
        Answer::Unsat(_) => {
            // most rules have nothing to do with it: those that a person at ease keeps are left out first
            let kept = |rule: &RuleFacts| rule.always.iter().all(|fact| fact.holds(&rest, 0.0));
            let dispensable: Vec<usize> = (0..limits.len()).filter(|&i| kept(limits[i])).collect();
            let clashing = [effort.whole(), effort]
                .into_iter()
                .find_map(|effort| minimal_core(&query, &groups, &dispensable, effort))
                .unwrap_or_default();
            (clashing.into_iter().map(|i| limits[i]).collect(), "no body meets these rules together")
        }
        Answer::Sat(_) => (broken, "a person who stands at ease breaks what is asked for"),
        Answer::Unknown(_) => {
            (broken, "a person who stands at ease breaks what is asked for, and no body was found that does not")
        }
    };
    vec![found(&clashing, what, own)]
}

fn check_idling(rules: &Rules, idling: &IdleRegion, own: &[SourceId], effort: Effort) -> Option<Diagnostic> {
    let rest = rest::at_rest();
    let facts: Vec<&Fact> = idling.facts.iter().chain(rules.anatomy_of(rest::all())).collect();
    let query = Query { facts: &facts, free_bones: rest::all(), proof_bones: idling.spoken, base: &rest };
    let what = match decide(&query, effort) {
        Answer::Sat(_) => return None,
        Answer::Unsat(_) => "no body can idle like this",
        Answer::Unknown(_) => "no body was found that idles like this",
    };
    let name = &idling.region.name;
    let span = place_in(own, &[idling.region.span])[0];
    Some(Diagnostic::new(Code::ContradictoryRules, span, format!("{what}: `{name}`")).help(MEND))
}

/// Protected gestures that nobody can do, which protect nobody.
pub fn check_protected(protected: &[Model], context: &QueryContext, own: &[SourceId]) -> Vec<Diagnostic> {
    let impossible = |model: &Model| {
        let validity = validity::check(model, 0, context);
        let what = match validity.valid {
            Verdict::Proved => return None,
            Verdict::Refuted => "no body can do the protected gesture",
            Verdict::Undecided(_) => "nobody was found who does the protected gesture",
        };
        let gesture = model.gesture;
        let why = validity.findings.first().map_or(String::new(), |found| format!(": {}", found.diagnostic.message));
        let span = place_in(own, &[gesture.span])[0];
        let message = format!("{what} `{}`{why}", gesture.name);
        Some(Diagnostic::new(Code::ContradictoryRules, span, message).help("give its poses more room"))
    };
    protected.iter().filter_map(impossible).collect()
}

const MEND: &str = "take one of the rules back or give it more room; under rules that nothing meets, everything would be \
                    proved";

fn found(rules: &[&RuleFacts], what: &str, own: &[SourceId]) -> Diagnostic {
    let names: Vec<String> = rules.iter().map(|rule| format!("`{}` of {}", rule.rule.name, rule.rule.block)).collect();
    let message = format!("{what}: {}", names.join(", "));
    let spans: Vec<Span> = rules.iter().map(|rule| rule.rule.span).collect();
    let places = place_in(own, &spans);
    let first = Diagnostic::new(Code::ContradictoryRules, places[0], message);
    places[1..].iter().fold(first, |found, span| found.and(*span, "and this")).help(MEND)
}

/// The places that can be pointed at; the beginning of the first file where there is none.
fn place_in(own: &[SourceId], spans: &[Span]) -> Vec<Span> {
    let places: Vec<Span> = spans.iter().copied().filter(|span| own.contains(&span.source)).collect();
    match own.first() {
        Some(&source) if places.is_empty() => vec![Span { source, start: 0, end: 0 }],
        _ if places.is_empty() => spans[..1].to_vec(),
        _ => places,
    }
}
