//! Which of the shared conditions can hold in a frame.
//!
//! Input: the answers of one frame. Output: the hold timers of all shared conditions. Invariant: a condition whose timer
//! does not run *watches* one of its tests that did not hold when it was last evaluated, and cannot hold until that test
//! does; so a frame costs as many tests as are watched, and one evaluation of each condition whose timer runs. It knows
//! nothing of steps.

use crate::body::Body;

use super::answers::Answers;
use super::hold_timer::{Clock, HoldTimer};
use super::lists::NONE;
use super::plan::Plan;
use super::truth::Truth;

/// Which conditions watch which tests.
#[derive(Debug)]
pub(crate) struct Watchers {
    /// For each test the first condition that watches it.
    first: Vec<u32>,
    /// For each condition the next one that watches the same test.
    next: Vec<u32>,
    /// One bit for each test: whether any condition watches it.
    watched: Vec<u64>,
    /// The conditions whose timers run.
    timed: Vec<u32>,
}

impl Watchers {
    pub(crate) fn new(plan: &Plan) -> Watchers {
        let (tests, conditions) = (plan.tests.len(), plan.conditions.len());
        let mut watchers = Watchers {
            first: vec![NONE; tests],
            next: vec![NONE; conditions],
            watched: vec![0; tests.div_ceil(64)],
            timed: Vec::with_capacity(conditions),
        };
        for condition in 0..conditions as u32 {
            match plan.conditions.get(condition).first() {
                Some(&test) => watchers.watch(condition, test),
                None => watchers.timed.push(condition),
            }
        }
        watchers
    }

    /// Brings the hold timers of all shared conditions to this frame, and calls back with each condition that holds in it.
    pub(crate) fn update(
        &mut self,
        plan: &Plan,
        hold_timers: &mut [HoldTimer],
        answers: &mut Answers,
        body: &Body,
        clock: Clock,
        mut holds: impl FnMut(u32),
    ) {
        let mut i = 0;
        while let Some(&condition) = self.timed.get(i) {
            let (truth, test) = evaluate(plan, condition, answers, body);
            let timer = &mut hold_timers[condition as usize];
            timer.advance(truth, clock);
            if timer.now {
                holds(condition);
            }
            if timer.is_running() {
                i += 1;
            } else {
                self.timed.swap_remove(i);
                self.watch(condition, test);
            }
        }
        for word in 0..self.watched.len() {
            let mut bits = self.watched[word];
            while bits != 0 {
                let test = (word * 64) as u32 + bits.trailing_zeros();
                bits &= bits - 1;
                if answers.ask(test, &plan.tests, body) == Truth::True {
                    self.wake(test, plan, hold_timers, answers, body, clock, &mut holds);
                }
            }
        }
    }

    #[allow(clippy::too_many_arguments)] // the state of one frame, taken apart so that each part is borrowed alone
    fn wake(
        &mut self,
        test: u32,
        plan: &Plan,
        hold_timers: &mut [HoldTimer],
        answers: &mut Answers,
        body: &Body,
        clock: Clock,
        holds: &mut impl FnMut(u32),
    ) {
        let mut condition = std::mem::replace(&mut self.first[test as usize], NONE);
        self.watched[test as usize / 64] &= !(1 << (test % 64));
        while condition != NONE {
            let next = self.next[condition as usize];
            let (truth, test) = evaluate(plan, condition, answers, body);
            if truth == Truth::True {
                hold_timers[condition as usize].advance(truth, clock);
                self.timed.push(condition);
                holds(condition);
            } else {
                self.watch(condition, test);
            }
            condition = next;
        }
    }

    fn watch(&mut self, condition: u32, test: u32) {
        self.next[condition as usize] = std::mem::replace(&mut self.first[test as usize], condition);
        self.watched[test as usize / 64] |= 1 << (test % 64);
    }
}

/// Whether a condition holds, and the test that says so if it does not.
fn evaluate(plan: &Plan, condition: u32, answers: &mut Answers, body: &Body) -> (Truth, u32) {
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
