//! The rules that gestures are held against.
//!
//! Input: rules of the language. Output: the same as facts. Invariant: before anything else is proved, a body at rest was
//! found within all of them (`property/consistency`), so that no proof is one from a contradiction. It knows nothing of
//! gestures but the protected ones.

use crate::decide::fact::{BoneSet, Fact};
use crate::facts;
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
        let facts = facts::of_statements(&rule.statements);
        let spoken = facts.iter().fold(BoneSet::default(), |set, fact| set.union(fact.bones()));
        let broken = match rule.never {
            true => vec![facts],
            false => facts.iter().filter_map(Fact::opposite).map(|fact| vec![fact]).collect(),
        };
        let always = facts::of_rule(rule);
        RuleFacts { rule: rule.clone(), always, broken, spoken }
    }
}

/// A way to idle, as facts.
#[derive(Debug, Clone)]
pub struct IdleRegion {
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
    pub idle: Vec<IdleRegion>,
}

impl Rules {
    /// The rules of the language as facts.
    pub fn new(rules: &typed::Rules) -> Rules {
        let facts = |rules: &[Rule]| rules.iter().map(RuleFacts::new).collect();
        let idling = |region: &typed::Region| {
            let facts = facts::of_statements(&region.statements);
            let spoken = facts.iter().fold(BoneSet::default(), |set, fact| set.union(fact.bones()));
            IdleRegion { region: region.clone(), facts, spoken }
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
}
