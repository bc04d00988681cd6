//! Poses that are a change since the step before.
//!
//! Input: bodies. Output: the snapshots and hold timers of tracks. A track's snapshot is taken when the step it leads from is
//! reached; that of an entry when the gesture can begin anew, and again whenever nothing came of it in time.

use crate::quantity::{relative, sample};

use super::event::Event;
use super::hold_timer::HoldTimer;
use super::pass::Pass;
use super::plan::{Track, range};
use super::truth::{Truth, compare};

impl<F: FnMut(Event)> Pass<'_, F> {
    /// Brings the tracks of a gesture to this frame.
    pub(crate) fn follow(&mut self, g: usize) {
        let plan = self.plan;
        for n in range(&plan.automata[g].steps) {
            let step = &plan.steps[n];
            if let Some(track) = plan.track(step.entry) {
                let age = self.clock.time - self.state.armed[track];
                let stale = age > step.latest && !self.state.hold_timers[step.entry as usize].is_running();
                if stale || self.state.armed[track].is_nan() {
                    self.arm(track);
                }
                self.see(track);
            }
            if self.state.attempts[n].active() {
                for &way in plan.out.get(n as u32) {
                    if let Some(track) = plan.track(plan.ways[way as usize].timer) {
                        self.see(track);
                    }
                }
            }
        }
    }

    /// Takes the snapshots of the ways out of a step that was just reached.
    pub(crate) fn snapshot(&mut self, n: usize) {
        let plan = self.plan;
        for &way in plan.out.get(n as u32) {
            if let Some(track) = plan.track(plan.ways[way as usize].timer) {
                self.take(track);
            }
        }
    }

    /// Takes the snapshots of a gesture's entries anew.
    pub(crate) fn rearm(&mut self, g: usize) {
        let plan = self.plan;
        if plan.automata[g].tracked {
            for step in &plan.steps[range(&plan.automata[g].steps)] {
                if let Some(track) = plan.track(step.entry) {
                    self.arm(track);
                }
            }
        }
    }

    fn arm(&mut self, track: usize) {
        self.take(track);
        self.state.armed[track] = self.clock.time;
    }

    fn take(&mut self, track: usize) {
        let Track { relative, anchor } = self.plan.tracks[track];
        let quantities = &self.plan.relatives[relative as usize].quantities;
        for (anchor, (_, quantity)) in self.state.anchors[anchor as usize..].iter_mut().zip(quantities) {
            *anchor = sample(quantity, self.body);
        }
        self.state.hold_timers[self.plan.conditions.len() + track] = HoldTimer::NEVER;
    }

    fn see(&mut self, track: usize) {
        let truth = self.truth(track);
        self.state.hold_timers[self.plan.conditions.len() + track].advance(truth, self.clock);
    }

    fn truth(&mut self, track: usize) -> Truth {
        let Track { relative: condition, anchor } = self.plan.tracks[track];
        let condition = &self.plan.relatives[condition as usize];
        let mut least = Truth::True;
        for &test in &condition.tests {
            least = least.min(self.answers.ask(test, &self.plan.tests, self.body));
        }
        for &(local, atom) in &condition.atoms {
            let quantity = &condition.quantities[local].1;
            let began = self.state.anchors[anchor as usize + local];
            let value = relative(quantity, sample(quantity, self.body), began);
            least = least.min(compare(value, atom.at_least, atom.bound));
        }
        least
    }
}
