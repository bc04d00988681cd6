//! The rules that gestures are held against.
//!
//! Input: rules of the language. Output: the same as facts. Invariant: [`Rules::check`] found a body at rest within all of
//! them, so that no proof is one from a contradiction. It knows nothing of gestures but the protected ones.

use super::ask::Asker;
use super::body;
use super::decide::{Answer, Effort, clash, decide};
use super::fact::{BoneSet, Fact};
use super::finding::Verdict;
use super::model::Model;
use super::search::Question;
use super::validity;
use crate::diagnostic::{Code, Diagnostic};
use crate::source::{SourceId, Span};
use crate::typed::{self, Gesture, Rule};

/// One rule as facts.
#[derive(Debug, Clone)]
pub struct RuleFacts {
    /// What was said.
    pub rule: Rule,
    /// What holds of every body.
    pub always: Vec<Fact>,
    /// The ways to break it, each the facts of a body that does.
    pub broken: Vec<Vec<Fact>>,
    /// The bones it speaks of.
    pub spoken: BoneSet,
}

impl RuleFacts {
    fn new(rule: &Rule) -> RuleFacts {
        let facts: Vec<Fact> = rule.statements.iter().flat_map(|s| s.constraints.iter().map(Fact::of)).collect();
        let opposites: Vec<Fact> = facts.iter().filter_map(Fact::opposite).collect();
        let spoken = facts.iter().fold(BoneSet::default(), |set, fact| set.union(fact.bones()));
        let (always, broken) = match rule.never {
            true => (vec![Fact::Any(opposites)], vec![facts]),
            false => (facts, opposites.into_iter().map(|fact| vec![fact]).collect()),
        };
        RuleFacts { rule: rule.clone(), always, broken, spoken }
    }
}

/// A way to idle, as facts.
#[derive(Debug, Clone)]
pub struct Idling {
    /// What was said.
    pub region: typed::Region,
    /// What holds of the bodies.
    pub facts: Vec<Fact>,
    /// The bones it speaks of.
    pub spoken: BoneSet,
}

/// All rules.
#[derive(Debug, Clone, Default)]
pub struct Rules {
    /// What a body can do.
    pub anatomy: Vec<RuleFacts>,
    /// What a body should not be led to do.
    pub safety: Vec<RuleFacts>,
    /// The person's own gestures.
    pub protected: Vec<Gesture>,
    /// What people do who do nothing.
    pub idle: Vec<Idling>,
}

impl Rules {
    /// The rules of the language as facts.
    pub fn new(rules: &typed::Rules) -> Rules {
        let facts = |rules: &[Rule]| rules.iter().map(RuleFacts::new).collect();
        let idling = |region: &typed::Region| {
            let facts: Vec<Fact> = region.statements.iter().flat_map(|s| s.constraints.iter().map(Fact::of)).collect();
            let spoken = facts.iter().fold(BoneSet::default(), |set, fact| set.union(fact.bones()));
            Idling { region: region.clone(), facts, spoken }
        };
        Rules {
            anatomy: facts(&rules.anatomy),
            safety: facts(&rules.safety),
            protected: rules.protected.clone(),
            idle: rules.idle.iter().map(idling).collect(),
        }
    }

    /// The names that an acceptance can speak of.
    pub fn names(&self) -> Vec<&str> {
        let rules = self.anatomy.iter().chain(&self.safety).map(|rule| rule.rule.name.as_str());
        let protected = self.protected.iter().map(|gesture| gesture.name.as_str());
        rules.chain(protected).chain(self.idle.iter().map(|idling| idling.region.name.as_str())).collect()
    }

    /// The facts of anatomy that speak of any of some bones, now.
    pub fn anatomy_of(&self, bones: BoneSet) -> impl Iterator<Item = &Fact> {
        self.anatomy.iter().flat_map(|rule| &rule.always).filter(move |fact| !fact.bones().common(bones).is_empty())
    }

    /// The facts of safety that speak of any of some bones, now.
    pub fn safety_of(&self, bones: BoneSet) -> impl Iterator<Item = &Fact> {
        self.safety.iter().flat_map(|rule| &rule.always).filter(move |fact| !fact.bones().common(bones).is_empty())
    }

    /// Whether the rules can be met together, and a body at rest meets them. `own` are the files whose places can be
    /// pointed at; rules of others are named.
    pub fn check(&self, own: &[SourceId]) -> Vec<Diagnostic> {
        let rest = body::at_rest();
        let rules: Vec<&RuleFacts> = self.anatomy.iter().chain(&self.safety).collect();
        let broken: Vec<&RuleFacts> =
            rules.iter().copied().filter(|rule| rule.always.iter().any(|fact| !fact.holds(&rest, 0.0))).collect();
        if broken.is_empty() {
            return self.idle.iter().filter_map(|idling| self.check_idling(idling, own)).collect();
        }
        let facts: Vec<&Fact> = rules.iter().flat_map(|rule| &rule.always).collect();
        let of = |i: usize, rule: &RuleFacts| std::iter::repeat_n(Some(i), rule.always.len());
        let groups: Vec<Option<usize>> = rules.iter().enumerate().flat_map(|(i, rule)| of(i, rule)).collect();
        let question = Question { facts: &facts, free: body::all(), about: body::all(), base: &rest };
        let answer = decide(&question, Effort::default());
        let (clashing, what) = match answer {
            Answer::Refuted(_) => {
                // most rules have nothing to do with it: those that a person at ease keeps are left out first
                let kept = |rule: &RuleFacts| rule.always.iter().all(|fact| fact.holds(&rest, 0.0));
                let dispensable: Vec<usize> = (0..rules.len()).filter(|&i| kept(rules[i])).collect();
                let clashing = [Effort::default().whole(), Effort::default()]
                    .into_iter()
                    .find_map(|effort| clash(&question, &groups, &dispensable, effort))
                    .unwrap_or_default();
                (clashing.into_iter().map(|i| rules[i]).collect(), "no body meets these rules together")
            }
            Answer::Met(_) => (broken, "a person who stands at ease breaks what is asked for"),
            Answer::Open(_) => {
                (broken, "a person who stands at ease breaks what is asked for, and no body was found that does not")
            }
        };
        vec![found(&clashing, what, own)]
    }

    fn check_idling(&self, idling: &Idling, own: &[SourceId]) -> Option<Diagnostic> {
        let rest = body::at_rest();
        let facts: Vec<&Fact> = idling.facts.iter().chain(self.anatomy_of(body::all())).collect();
        let question = Question { facts: &facts, free: body::all(), about: idling.spoken, base: &rest };
        let what = match decide(&question, Effort::default()) {
            Answer::Met(_) => return None,
            Answer::Refuted(_) => "no body can idle like this",
            Answer::Open(_) => "no body was found that idles like this",
        };
        let name = &idling.region.name;
        let span = place_in(own, &[idling.region.span])[0];
        Some(Diagnostic::new(Code::ContradictoryRules, span, format!("{what}: `{name}`")).help(MEND))
    }
}

/// Protected gestures that nobody can do, which protect nobody.
pub fn check_protected(protected: &[Model], asker: &Asker, own: &[SourceId]) -> Vec<Diagnostic> {
    let impossible = |model: &Model| {
        let validity = validity::look(model, 0, asker);
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
