//! Why a gesture does not go on.
//!
//! Input: what is remembered of a body. Output: what its next step waits for. Between frames, and free to allocate.

use super::plan::{Automaton, range};
use super::truth::Truth;
use super::view::{Unit, View};

/// What a gesture waits for.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Explanation {
    /// Which step is next, from 1.
    pub step: u32,
    /// How many steps the shortest way through it has.
    pub of: u32,
    /// The step as an index of the gesture's [`nodes`](crate::program::Gesture::nodes).
    pub node: u32,
    /// Every statement of the step's pose.
    pub statements: Vec<ExplainedStatement>,
    /// What is missing first.
    pub blocker: Blocker,
}

/// One statement of the next pose.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct ExplainedStatement {
    /// An index of [`Parts::statements`](crate::program::Parts::statements).
    pub statement: u32,
    /// Whether it holds, nothing when a joint that it needs is not seen.
    pub holds: Option<bool>,
    /// How much is missing where it does not hold.
    pub short_by: Option<(f64, Unit)>,
}

/// What is missing for the next step. Times in seconds of the source.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub enum Blocker {
    /// The pose.
    Pose,
    /// The pose holds, and must be held for longer.
    Hold {
        /// How much longer.
        left: f64,
    },
    /// The pose came too soon, and must be left and taken again.
    TooEarly {
        /// By how much it came too soon.
        left: f64,
    },
    /// The gesture was completed a moment ago.
    Cooldown {
        /// Until it may begin again.
        left: f64,
    },
    /// Another gesture must be performed first.
    Locked,
}

impl View<'_> {
    /// What a gesture waits for.
    pub(crate) fn why(&self, g: usize) -> Option<Explanation> {
        let automaton = &self.plan.automata[g];
        let steps = range(&automaton.steps);
        let index_of = |to: usize| to as u32 - automaton.steps.start;
        // of several next steps, as after a choice or with either hand, the one whose pose is nearest
        let away = |to: usize, timer: u32| self.distance(g, index_of(to), timer).unwrap_or(f64::INFINITY);
        let (to, timer, blocker) = match self.state.furthest(steps.clone(), self.plan) {
            Some(furthest) => {
                let number = self.plan.steps[furthest].number;
                let level = steps.filter(|&n| self.state.attempts[n].active() && self.plan.steps[n].number == number);
                let ways = level.flat_map(|n| self.plan.out.get(n as u32).iter().map(move |&way| (n, way)));
                let next = ways.map(|(n, way)| (n, &self.plan.ways[way as usize]));
                let (n, way) = next
                    .min_by(|(_, a), (_, b)| away(a.to as usize, a.timer).total_cmp(&away(b.to as usize, b.timer)))?;
                (way.to as usize, way.timer, self.blocker_of_next(n, way.to as usize, way.timer))
            }
            None => {
                let entries =
                    self.plan.entries.get(g as u32).iter().map(|&n| (n as usize, self.plan.steps[n as usize].entry));
                let (n, timer) = entries.min_by(|a, b| away(a.0, a.1).total_cmp(&away(b.0, b.1)))?;
                (n, timer, self.blocker_of_first(g, automaton, n))
            }
        };
        let step = &self.plan.steps[to];
        let node = index_of(to);
        let statement = |&statement: &u32| {
            let truth = self.statement(statement, timer);
            let short_by = self.worst(statement, timer).filter(|_| truth == Truth::False);
            ExplainedStatement { statement, holds: truth.known(), short_by: short_by.map(|s| s.for_people()) }
        };
        let statements = self.statements(g, node).iter().map(statement).collect();
        Some(Explanation { step: step.number, of: step.of, node, statements, blocker })
    }

    fn blocker_of_next(&self, from: usize, to: usize, timer: u32) -> Blocker {
        let (attempt, step) = (&self.state.attempts[from], &self.plan.steps[to]);
        let timer = &self.state.hold_timers[timer as usize];
        if !timer.now {
            return Blocker::Pose;
        }
        let start = timer.since.max(attempt.reached);
        let early = step.earliest - (start - attempt.held).max(0.0);
        let left = step.hold - (self.state.frame.time - start);
        match (early > 0.0, left > 0.0) {
            (true, _) => Blocker::TooEarly { left: early },
            (_, true) => Blocker::Hold { left },
            _ => Blocker::Pose,
        }
    }

    fn blocker_of_first(&self, g: usize, automaton: &Automaton, n: usize) -> Blocker {
        let time = self.state.frame.time;
        let cooling = self.state.standings[g].completed + automaton.cooldown - time;
        if cooling > 0.0 {
            return Blocker::Cooldown { left: cooling };
        }
        if self.state.locked(automaton, time) {
            return Blocker::Locked;
        }
        let step = &self.plan.steps[n];
        let timer = &self.state.hold_timers[step.entry as usize];
        let left = step.hold - (time - timer.since);
        if timer.now && left > 0.0 { Blocker::Hold { left } } else { Blocker::Pose }
    }
}
