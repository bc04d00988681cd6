//! What the matcher remembers of one body. Made once, never grown.

use std::ops::Range;

use nalgebra::Vector3;

use crate::frame::Frame;

use super::hold_timer::HoldTimer;
use super::plan::{Automaton, Plan};
use super::watchers::Watchers;

/// An attempt that has reached a step and waits for the next. Times are seconds of the source.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Attempt {
    /// When the step was reached; NaN while no attempt is at this step.
    pub reached: f64,
    /// When its pose was last seen to hold.
    pub held: f64,
    /// When the attempt's first pose began to hold.
    pub started: f64,
    /// How far the next step's pose was away when this one was reached; kept only for progress.
    pub distance: f64,
}

impl Attempt {
    pub(crate) const NONE: Attempt =
        Attempt { reached: f64::NAN, held: f64::NAN, started: f64::NAN, distance: f64::NAN };

    pub(crate) fn active(&self) -> bool {
        !self.reached.is_nan()
    }
}

/// What is remembered of one gesture as a whole.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Standing {
    /// When it was last completed; minus infinity before the first time.
    pub completed: f64,
    /// How many attempts are under way.
    pub active: u32,
    /// The number of the furthest step that was told.
    pub told: u32,
    /// The progress that was last told, NaN if none was.
    pub fraction: f32,
}

impl Standing {
    const FRESH: Standing = Standing { completed: f64::NEG_INFINITY, active: 0, told: 0, fraction: f32::NAN };

    /// No attempt is under way any more.
    pub(crate) fn forget_attempt(&mut self) {
        (self.told, self.fraction) = (0, f32::NAN);
    }
}

#[derive(Debug)]
pub(crate) struct State {
    /// The last frame, for questions between frames.
    pub frame: Frame,
    pub watchers: Watchers,
    /// Of the shared conditions, then of the tracks.
    pub hold_timers: Vec<HoldTimer>,
    /// The samples of all tracks' snapshots.
    pub anchors: Vec<Vector3<f64>>,
    /// For each track of an entry when its snapshot was taken, NaN before the first.
    pub armed: Vec<f64>,
    /// For each step its attempt.
    pub attempts: Vec<Attempt>,
    /// For each gesture.
    pub standings: Vec<Standing>,
    /// One bit for each gesture: whether an attempt is under way.
    pub busy: Vec<u64>,
}

impl State {
    pub(crate) fn new(plan: &Plan) -> State {
        State {
            frame: Frame::empty(0.0, 0),
            watchers: Watchers::new(plan),
            hold_timers: vec![HoldTimer::NEVER; plan.conditions.len() + plan.tracks.len()],
            anchors: vec![Vector3::repeat(f64::NAN); plan.anchors],
            armed: vec![f64::NAN; plan.tracks.len()],
            attempts: vec![Attempt::NONE; plan.steps.len()],
            standings: vec![Standing::FRESH; plan.automata.len()],
            busy: vec![0; plan.always_pending.len()],
        }
    }

    /// Forgets everything, as if the body had never been seen.
    pub(crate) fn reset(&mut self) {
        // what conditions watch may stay: it says nothing about the body
        self.hold_timers.fill(HoldTimer::NEVER);
        self.armed.fill(f64::NAN);
        self.attempts.fill(Attempt::NONE);
        self.standings.fill(Standing::FRESH);
        self.busy.fill(0);
    }

    /// The body was out of sight: what held before may not have held since.
    pub(crate) fn interrupt(&mut self) {
        self.hold_timers.iter_mut().for_each(HoldTimer::interrupt);
    }

    /// Of some steps the furthest that an attempt is at; of equally far ones the last.
    pub(crate) fn furthest(&self, steps: Range<usize>, plan: &Plan) -> Option<usize> {
        let mut furthest = None;
        let mut number = 0;
        for n in steps {
            if self.attempts[n].active() && plan.steps[n].number >= number {
                (furthest, number) = (Some(n), plan.steps[n].number);
            }
        }
        furthest
    }

    /// Whether a gesture waits for another to unlock it.
    pub(crate) fn locked(&self, automaton: &Automaton, time: f64) -> bool {
        // never completed is infinitely long ago
        automaton.unlocked_by.is_some_and(|(other, window)| time - self.standings[other as usize].completed > window)
    }
}
