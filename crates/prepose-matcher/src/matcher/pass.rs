//! One gesture, one body, one frame.
//!
//! Input: the hold timers of this frame and the attempts so far. Output: the attempts after it, and events. Invariant: an
//! attempt moves by at most one step a frame, and a gesture's count of attempts is the number of its active ones. It
//! knows nothing of how conditions are evaluated.

use crate::body::Body;
use crate::program::Parts;

use super::answers::Answers;
use super::event::{Event, EventKind};
use super::hold_timer::Clock;
use super::lists::NONE;
use super::plan::{Plan, range};
use super::state::{Attempt, State};
use super::view::View;

/// All that one frame of one body needs.
pub(crate) struct Pass<'a, F> {
    pub plan: &'a Plan,
    pub parts: &'a Parts,
    pub state: &'a mut State,
    pub answers: &'a mut Answers,
    pub body: &'a Body,
    pub clock: Clock,
    pub progress: Option<f32>,
    pub emit: F,
}

/// What can only have happened to a gesture in this frame, so that the rest need not be looked for.
#[derive(Debug, Default)]
struct News {
    /// An attempt waits for longer than any step after it allows.
    late: bool,
    /// The pose of a step after an attempt holds.
    met: bool,
}

impl<F: FnMut(Event)> Pass<'_, F> {
    /// Brings one gesture to this frame.
    pub(crate) fn gesture(&mut self, g: usize) {
        let plan = self.plan;
        if plan.automata[g].tracked {
            self.follow(g);
        }
        let mut late = false;
        if self.state.standings[g].active > 0 {
            let news = self.refresh(g);
            late = news.late;
            if news.met && self.move_on(g) {
                return;
            }
        }
        if self.begin(g) {
            return;
        }
        if late {
            self.expire(g);
        }
        if let Some(least) = self.progress {
            self.report(g, least);
        }
    }

    /// A pose that still holds keeps its attempt fresh. A relative pose does not: it is a change, and a change happens
    /// once.
    fn refresh(&mut self, g: usize) -> News {
        let (plan, state) = (self.plan, &mut *self.state);
        let mut news = News::default();
        for n in range(&plan.automata[g].steps) {
            let attempt = &mut state.attempts[n];
            if !attempt.active() {
                continue;
            }
            let step = &plan.steps[n];
            if step.timer != NONE && state.hold_timers[step.timer as usize].now {
                attempt.held = self.clock.time;
            }
            news.late |= self.clock.time - attempt.held > step.patience;
            let mut ways = plan.out.get(n as u32).iter().map(|&way| &plan.ways[way as usize]);
            news.met |= ways.any(|way| state.hold_timers[way.timer as usize].now);
        }
        news
    }

    /// Moves attempts to the steps that hold, last step first. Whether the gesture was completed.
    fn move_on(&mut self, g: usize) -> bool {
        let plan = self.plan;
        for n in range(&plan.automata[g].steps).rev() {
            let step = &plan.steps[n];
            if step.timer != NONE && !self.state.hold_timers[step.timer as usize].now {
                continue;
            }
            for way in &plan.ways[range(&step.into)] {
                let from = self.state.attempts[way.from as usize];
                let timer = self.state.hold_timers[way.timer as usize];
                if !from.active() || !timer.now {
                    continue;
                }
                let start = timer.since.max(from.reached);
                let elapsed = (start - from.held).max(0.0);
                let in_time = elapsed >= step.earliest && elapsed <= step.latest;
                if !in_time || self.clock.time - start < step.hold {
                    continue;
                }
                if step.accept {
                    // a pose that was never left since the last time does not count again
                    if timer.began > self.state.standings[g].completed {
                        self.complete(g, from.started);
                        return true;
                    }
                    continue;
                }
                self.clear(g, way.from as usize);
                let there = &mut self.state.attempts[n];
                if there.active() && timer.before {
                    there.held = self.clock.time;
                } else {
                    self.reach(g, n, from.started);
                    self.announce(g, n, EventKind::StepReached { node: self.node(g, n) });
                }
            }
        }
        false
    }

    /// Begins attempts at the entries that hold. Whether the gesture was completed.
    fn begin(&mut self, g: usize) -> bool {
        let automaton = &self.plan.automata[g];
        let time = self.clock.time;
        let cool = time >= self.state.standings[g].completed + automaton.cooldown;
        if !cool || self.state.locked(automaton, time) {
            return false;
        }
        for &n in self.plan.entries.get(g as u32) {
            let n = n as usize;
            let step = &self.plan.steps[n];
            let timer = self.state.hold_timers[step.entry as usize];
            if !timer.now || self.clock.time - timer.since < step.hold {
                continue;
            }
            if step.accept {
                if timer.began > self.state.standings[g].completed {
                    self.complete(g, timer.since);
                    return true;
                }
            } else if !self.state.attempts[n].active() {
                let first = self.state.standings[g].active == 0;
                self.reach(g, n, timer.since);
                let reached = EventKind::StepReached { node: self.node(g, n) };
                self.announce(g, n, if first { EventKind::Started } else { reached });
            }
        }
        false
    }

    /// Drops attempts whose time is up.
    fn expire(&mut self, g: usize) {
        let plan = self.plan;
        let mut furthest: Option<usize> = None;
        for n in range(&plan.automata[g].steps) {
            let attempt = self.state.attempts[n];
            let waiting = self.clock.time - attempt.held > plan.steps[n].patience;
            if attempt.active() && waiting && !self.holding(n, &attempt) {
                self.clear(g, n);
                if furthest.is_none_or(|best| plan.steps[n].number >= plan.steps[best].number) {
                    furthest = Some(n);
                }
            }
        }
        let Some(furthest) = furthest.filter(|_| self.state.standings[g].active == 0) else {
            return;
        };
        self.state.standings[g].forget_attempt();
        if let Some(&way) = plan.out.get(furthest as u32).first() {
            let way = &plan.ways[way as usize];
            let node = self.node(g, way.to as usize);
            let statement = self.view().obstacle(g, node, way.timer);
            self.tell(g, EventKind::Abandoned { node, statement });
        }
    }

    /// Whether a step after it was met in time and is being held.
    fn holding(&self, n: usize, attempt: &Attempt) -> bool {
        self.plan.out.get(n as u32).iter().any(|&way| {
            let way = &self.plan.ways[way as usize];
            let timer = &self.state.hold_timers[way.timer as usize];
            let elapsed = (timer.since.max(attempt.reached) - attempt.held).max(0.0);
            timer.is_running() && elapsed <= self.plan.steps[way.to as usize].latest
        })
    }

    fn reach(&mut self, g: usize, n: usize, started: f64) {
        let time = self.clock.time;
        let attempt = &mut self.state.attempts[n];
        if !attempt.active() {
            self.state.standings[g].active += 1;
            self.state.busy[g / 64] |= 1 << (g % 64);
        }
        *attempt = Attempt { reached: time, held: time, started, distance: f64::NAN };
        self.snapshot(n);
        if self.progress.is_some() {
            self.measure(n);
        }
    }

    /// Tells that a step was reached, unless this attempt has been further.
    fn announce(&mut self, g: usize, n: usize, kind: EventKind) {
        let number = self.plan.steps[n].number;
        let told = &mut self.state.standings[g].told;
        if number > *told {
            *told = number;
            self.tell(g, kind);
        }
    }

    fn clear(&mut self, g: usize, n: usize) {
        self.state.attempts[n] = Attempt::NONE;
        let standing = &mut self.state.standings[g];
        standing.active -= 1;
        if standing.active == 0 {
            self.state.busy[g / 64] &= !(1 << (g % 64));
        }
    }

    fn complete(&mut self, g: usize, since: f64) {
        let steps = range(&self.plan.automata[g].steps);
        self.state.attempts[steps].fill(Attempt::NONE);
        let standing = &mut self.state.standings[g];
        standing.completed = self.clock.time;
        standing.active = 0;
        self.state.busy[g / 64] &= !(1 << (g % 64));
        standing.forget_attempt();
        self.rearm(g);
        self.tell(g, EventKind::Completed { since });
    }
    /// A step's place in its gesture.
    fn node(&self, g: usize, n: usize) -> u32 {
        n as u32 - self.plan.automata[g].steps.start
    }

    pub(crate) fn view(&self) -> View<'_> {
        View { plan: self.plan, parts: self.parts, state: self.state, body: self.body }
    }

    pub(crate) fn tell(&mut self, g: usize, kind: EventKind) {
        let (time, body) = (self.clock.time, self.state.frame.body);
        (self.emit)(Event { time, body, gesture: g as u32, kind });
    }
}
