//! One question, one honest answer.
//!
//! Input: facts about bodies. Output: bodies that meet them, a proof that none does, or that neither was found and why.
//! The order is that of what answers cost: bounds on angles, a search, linear arithmetic, both again on halves of the
//! question. Invariant: what is [`Answer::Refuted`] is refuted by arithmetic that errs outward; what is
//! [`Answer::Met`] was evaluated; nothing depends on time. It knows nothing of gestures.

use nalgebra::Vector3;

use super::fact::{Bodies, Bone, BoneSet, Fact};
use super::propagate::{self, Angles};
use super::relax::{self, Relaxed};
use super::search::{AIMS, FIRST, Question, search_from, search_with};

/// What is known of a question.
#[derive(Debug, Clone)]
pub enum Answer {
    /// These bodies meet it, with room.
    Met(Box<Bodies>),
    /// None does.
    Refuted(Method),
    /// Neither was found; why.
    Open(String),
}

/// By what a question was refuted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Method {
    /// Bounds on angles.
    Angles,
    /// Linear arithmetic in Z3.
    Linear,
    /// Either, on every part of the question.
    Parts,
}

/// A question that was refuted, to be held against bodies that were not thought of.
#[derive(Debug, Clone)]
pub struct Proof {
    /// What no body meets together.
    pub facts: Vec<Fact>,
    /// The bones that may turn.
    pub free: BoneSet,
    /// The free bones that the proof is about; those that it leaves out only add facts.
    pub about: BoneSet,
    /// The other bones.
    pub base: Bodies,
    /// By what.
    pub method: Method,
}

/// How much is tried.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Effort {
    /// Parts into which a question is cut at most.
    pub parts: usize,
    /// Variables of one linear question at most.
    pub variables: usize,
    /// Starts of a search at most.
    pub starts: usize,
}

impl Effort {
    /// For what is only remarked upon.
    pub const LITTLE: Effort = Effort { parts: 0, variables: 70, starts: 2 };

    /// Rooms that a search aims at.
    fn aims(self) -> &'static [f64] {
        if self == Effort::LITTLE { &FIRST } else { &AIMS }
    }

    /// The same without cutting a question into parts.
    pub fn whole(self) -> Effort {
        Effort { parts: 0, ..self }
    }
}

impl Default for Effort {
    fn default() -> Effort {
        Effort { parts: 64, variables: 300, starts: 7 }
    }
}

/// Answers a question.
pub fn decide(question: &Question, effort: Effort) -> Answer {
    decide_from(question, question.base, effort)
}

/// Answers a question; bodies that meet it may be near to a start.
pub fn decide_from(question: &Question, start: &Bodies, effort: Effort) -> Answer {
    let sliced = question.sliced();
    if propagate::refuted(&Question { facts: &sliced, ..*question }) {
        return Answer::Refuted(Method::Angles);
    }
    if let Some(bodies) = search_from(question, start) {
        return Answer::Met(Box::new(bodies));
    }
    // what has nothing to do with each other is answered each for itself
    let mut met = *question.base;
    let mut open: Option<Question> = None;
    let parts = parts(question);
    for (facts, bones) in &parts {
        let part = Question { facts, free: *bones, ..*question };
        match answer_part(&part, parts.len() == 1, effort) {
            Answer::Met(bodies) => bones.iter().for_each(|bone| met[bone.index()] = bodies[bone.index()]),
            Answer::Refuted(method) => return Answer::Refuted(method),
            Answer::Open(_) => {
                open.get_or_insert(part);
            }
        }
    }
    match open {
        None if question.facts.iter().all(|fact| fact.holds(&met, 0.0)) => Answer::Met(Box::new(met)),
        None => Answer::Open("bodies for each part were found, but not for all".to_string()),
        Some(_) if effort.parts == 0 => Answer::Open(NOT_FOUND.to_string()),
        Some(part) => refute(&part, effort),
    }
}

const NOT_FOUND: &str = "neither a body that does it was found nor a proof that there is none";

/// What has an answer is mostly found from the first start, unless that was tried, so a proof comes before the others;
/// where a proof is large, the others come before it.
fn answer_part(part: &Question, tried: bool, effort: Effort) -> Answer {
    let first = if tried { None } else { search_with(part, &FIRST, 1) };
    if let Some(bodies) = first {
        return Answer::Met(Box::new(bodies));
    }
    let few = Effort { variables: FEW_VARIABLES.min(effort.variables), ..effort.whole() };
    if let Answer::Refuted(method) = refute(part, few) {
        return Answer::Refuted(method);
    }
    if let Some(bodies) = search_with(part, effort.aims(), effort.starts) {
        return Answer::Met(Box::new(bodies));
    }
    match effort.variables > FEW_VARIABLES {
        true => refute(part, effort.whole()),
        false => Answer::Open(NOT_FOUND.to_string()),
    }
}

/// A proof over more variables takes longer than all starts of a search.
const FEW_VARIABLES: usize = 100;

/// The facts of a question in groups that share no free bone, with the bones of each; facts about none of them first.
fn parts<'a>(question: &Question<'a>) -> Vec<(Vec<&'a Fact>, BoneSet)> {
    let mut groups: Vec<(Vec<&Fact>, BoneSet)> = vec![(Vec::new(), BoneSet::default())];
    for fact in question.facts {
        let bones = fact.bones().common(question.free);
        if bones.is_empty() {
            groups[0].0.push(fact);
            continue;
        }
        let mut joined = (vec![*fact], bones);
        let mut i = 1;
        while i < groups.len() {
            if groups[i].1.common(bones).is_empty() {
                i += 1;
            } else {
                let (facts, others) = groups.swap_remove(i);
                joined = (facts.into_iter().chain(joined.0).collect(), joined.1.union(others));
            }
        }
        groups.push(joined);
    }
    if groups[0].0.is_empty() {
        groups.remove(0);
    }
    groups
}

/// Answers a question of which only a proof is wanted.
pub fn refute(question: &Question, effort: Effort) -> Answer {
    let mut parts = effort.parts;
    let sliced = question.sliced();
    match refute_part(&Question { facts: &sliced, ..*question }, &mut parts, effort.variables) {
        Ok(method) => Answer::Refuted(method),
        Err(reason) => Answer::Open(reason),
    }
}

fn refute_part(question: &Question, parts: &mut usize, variables: usize) -> Result<Method, String> {
    let Some(angles) = propagate::narrowed(question) else {
        return Ok(Method::Angles);
    };
    // case by case, where something is said with "or"
    if let Some((place, cases)) = choice(question) {
        let mut facts = question.facts.to_vec();
        for case in cases {
            facts[place] = case;
            refute_part(&Question { facts: &facts, ..*question }, parts, variables)?;
        }
        return Ok(Method::Parts);
    }
    let reason = match relax::refute(question, &angles, variables) {
        Relaxed::Refuted => return Ok(Method::Linear),
        Relaxed::Open(reason) => reason,
    };
    let Some(halves) = halves(question, &angles) else { return Err(reason) };
    for half in &halves {
        if *parts == 0 {
            return Err(reason);
        }
        *parts -= 1;
        let mut facts = question.facts.to_vec();
        facts.push(half);
        refute_part(&Question { facts: &facts, ..*question }, parts, variables)?;
    }
    Ok(Method::Parts)
}

fn choice<'a>(question: &Question<'a>) -> Option<(usize, &'a [Fact])> {
    question.facts.iter().enumerate().find_map(|(place, fact)| match fact {
        Fact::Any(cases) => Some((place, cases.as_slice())),
        _ => None,
    })
}

/// Two facts one of which holds of every body: the bone of which least is known is nearer to an axis than the middle of
/// its bounds, or not.
fn halves(question: &Question, angles: &Angles) -> Option<[Fact; 2]> {
    let spoken = question.facts.iter().fold(BoneSet::default(), |set, fact| set.union(fact.bones()));
    let axes = [Vector3::x(), Vector3::y(), Vector3::z()];
    let candidates = spoken.common(question.free).iter().flat_map(|bone| axes.map(|axis| (bone, axis)));
    let width = |bone: Bone, axis| {
        let range = angles.to_fixed(bone, axis);
        (range.high - range.low, range)
    };
    let (bone, axis, (width, range)) =
        candidates.map(|(bone, axis)| (bone, axis, width(bone, axis))).max_by(|a, b| a.2.0.total_cmp(&b.2.0))?;
    if width < FINEST {
        return None;
    }
    let angle = (range.low + range.high) / 2.0;
    let half = |inside| Fact::Cone { bone, direction: axis, angle, inside };
    Some([half(true), half(false)])
}

/// Radians below which bounds are not halved.
const FINEST: f64 = 0.05;

/// A smallest set of groups of facts that no body meets together: leaving any one out leaves it unrefuted. Facts of group
/// `None` are always in. The dispensable ones are left out together if they can be. Nothing where all together are not
/// refuted.
pub fn clash(
    question: &Question,
    groups: &[Option<usize>],
    dispensable: &[usize],
    effort: Effort,
) -> Option<Vec<usize>> {
    let refuted = |kept: &[usize]| {
        let chosen = question.facts.iter().zip(groups);
        let facts: Vec<&Fact> = chosen.filter(|(_, g)| g.is_none_or(|g| kept.contains(&g))).map(|(f, _)| *f).collect();
        matches!(refute(&Question { facts: &facts, ..*question }, effort), Answer::Refuted(_))
    };
    let mut kept: Vec<usize> = groups.iter().copied().flatten().collect();
    kept.sort_unstable();
    kept.dedup();
    let needed: Vec<usize> = kept.iter().copied().filter(|group| !dispensable.contains(group)).collect();
    if needed.len() < kept.len() && refuted(&needed) {
        kept = needed;
    } else if !refuted(&kept) {
        return None;
    }
    for group in kept.clone() {
        let without: Vec<usize> = kept.iter().copied().filter(|&other| other != group).collect();
        if refuted(&without) {
            kept = without;
        }
    }
    Some(kept)
}
