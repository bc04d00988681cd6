//! Since when each condition holds.
//!
//! Input: the answers of one frame. Output: the runs of all shared conditions. Invariant: a condition without a run
//! *sleeps* on one of its tests that did not hold when it was last looked at, and cannot hold until that test does;
//! so a frame costs as many tests as conditions sleep on, and one look at each condition that has a run. It knows
//! nothing of steps.

use crate::body::Body;

use super::answers::Answers;
use super::plan::{NONE, Plan};
use super::truth::Truth;

/// How long something has held for one body.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Run {
    /// Since when it holds, moved on by the time during which it was not known; NaN while it does not hold.
    pub since: f64,
    /// When it began to hold.
    pub began: f64,
    /// Whether it holds in this frame.
    pub now: bool,
    /// Whether it held in the frame before; means something only if it holds in this one.
    pub before: bool,
}

impl Run {
    pub(crate) const NEVER: Run = Run { since: f64::NAN, began: f64::NAN, now: false, before: false };

    pub(crate) fn goes(&self) -> bool {
        !self.since.is_nan()
    }

    pub(crate) fn advance(&mut self, truth: Truth, clock: Clock) {
        self.before = self.now;
        self.now = truth == Truth::True;
        match truth {
            Truth::True if !self.goes() => (self.since, self.began) = (clock.time, clock.time),
            Truth::True => {}
            // holding does not count while it cannot be seen
            Truth::Unknown => self.since += clock.passed,
            Truth::False => self.interrupt(),
        }
    }

    pub(crate) fn interrupt(&mut self) {
        (self.since, self.began) = (f64::NAN, f64::NAN);
    }
}

/// The time of a frame.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Clock {
    /// Seconds of the source.
    pub time: f64,
    /// Seconds since the body's frame before.
    pub passed: f64,
}

/// Which conditions sleep, and on which tests.
#[derive(Debug)]
pub(crate) struct Sleepers {
    /// For each test the first condition that sleeps on it.
    first: Vec<u32>,
    /// For each condition the next one that sleeps on the same test.
    next: Vec<u32>,
    /// One bit for each test: whether any condition sleeps on it.
    watched: Vec<u64>,
    /// The conditions that do not sleep.
    awake: Vec<u32>,
}

impl Sleepers {
    pub(crate) fn new(plan: &Plan) -> Sleepers {
        let (tests, conditions) = (plan.tests.len(), plan.conditions.len());
        let mut sleepers = Sleepers {
            first: vec![NONE; tests],
            next: vec![NONE; conditions],
            watched: vec![0; tests.div_ceil(64)],
            awake: Vec::with_capacity(conditions),
        };
        for condition in 0..conditions as u32 {
            match plan.conditions.get(condition).first() {
                Some(&test) => sleepers.lay(condition, test),
                None => sleepers.awake.push(condition),
            }
        }
        sleepers
    }

    /// Brings the runs of all shared conditions to this frame, and calls back with each condition that holds in it.
    pub(crate) fn update(
        &mut self,
        plan: &Plan,
        runs: &mut [Run],
        answers: &mut Answers,
        body: &Body,
        clock: Clock,
        mut holds: impl FnMut(u32),
    ) {
        let mut i = 0;
        while let Some(&condition) = self.awake.get(i) {
            let (truth, test) = look(plan, condition, answers, body);
            let run = &mut runs[condition as usize];
            run.advance(truth, clock);
            if run.now {
                holds(condition);
            }
            if run.goes() {
                i += 1;
            } else {
                self.awake.swap_remove(i);
                self.lay(condition, test);
            }
        }
        for word in 0..self.watched.len() {
            let mut bits = self.watched[word];
            while bits != 0 {
                let test = (word * 64) as u32 + bits.trailing_zeros();
                bits &= bits - 1;
                if answers.ask(test, &plan.tests, body) == Truth::True {
                    self.wake(test, plan, runs, answers, body, clock, &mut holds);
                }
            }
        }
    }

    #[allow(clippy::too_many_arguments)] // the state of one frame, taken apart so that each part is borrowed alone
    fn wake(
        &mut self,
        test: u32,
        plan: &Plan,
        runs: &mut [Run],
        answers: &mut Answers,
        body: &Body,
        clock: Clock,
        holds: &mut impl FnMut(u32),
    ) {
        let mut condition = std::mem::replace(&mut self.first[test as usize], NONE);
        self.watched[test as usize / 64] &= !(1 << (test % 64));
        while condition != NONE {
            let next = self.next[condition as usize];
            let (truth, test) = look(plan, condition, answers, body);
            if truth == Truth::True {
                runs[condition as usize].advance(truth, clock);
                self.awake.push(condition);
                holds(condition);
            } else {
                self.lay(condition, test);
            }
            condition = next;
        }
    }

    fn lay(&mut self, condition: u32, test: u32) {
        self.next[condition as usize] = std::mem::replace(&mut self.first[test as usize], condition);
        self.watched[test as usize / 64] |= 1 << (test % 64);
    }
}

/// Whether a condition holds, and the test that says so if it does not.
fn look(plan: &Plan, condition: u32, answers: &mut Answers, body: &Body) -> (Truth, u32) {
    let mut least = (Truth::True, NONE);
    for &test in plan.conditions.get(condition) {
        match answers.ask(test, &plan.tests, body) {
            Truth::False => return (Truth::False, test),
            Truth::Unknown if least.0 == Truth::True => least = (Truth::Unknown, test),
            Truth::Unknown | Truth::True => {}
        }
    }
    least
}
