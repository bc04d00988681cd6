//! Runs a program over frames.
//!
//! Input: a checked [`Program`], then frames of any bodies in any order. Output: [`Event`]s. Everything is allocated
//! when the matcher is made; a frame allocates nothing, and whatever a frame holds, nothing panics. It knows nothing of
//! where frames come from or where events go.
//!
//! What is decided here and could be otherwise:
//! - A gap in which the body was not seen stops all hold timers, and keeps all attempts.
//! - A pose that was kept since the gesture's last completion does not complete it again, and an unseen joint in
//!   between does not change that.
//! - The snapshot of a relative entry is taken when the gesture's first frame comes and whenever it is completed, and
//!   taken anew once it is older than the step's window while the step is not being met. A fresh snapshot is compared
//!   with from the same frame on.

use crate::body::{Body, Proportions};
use crate::frame::Frame;
use crate::program::Program;
use crate::roster::{Found, Roster};

mod answers;
mod event;
mod hold_timer;
mod lists;
mod pass;
mod plan;
mod progress;
mod relative;
mod state;
mod truth;
mod view;
mod watchers;
mod why;

pub use event::{Event, EventKind};
pub use view::Unit;
pub use why::{Blocker, ExplainedStatement, Explanation};

use answers::Answers;
use hold_timer::Clock;
use lists::NONE;
use pass::Pass;
use plan::Plan;
use state::State;
use view::View;

/// How a matcher runs its program.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Options {
    /// How many bodies it follows at once. Frames of further bodies are ignored until one of these was not seen for 2
    /// seconds of the source.
    pub max_bodies: usize,
    /// Whether joints that the sensor guessed count as seen.
    pub trust_inferred: bool,
    /// Whose lengths distances are measured with. Programs are verified for [`Proportions::Canonical`].
    pub proportions: Proportions,
    /// By how much (0 to 1) an attempt's progress must change to be told; nothing to leave progress out.
    pub progress: Option<f32>,
}

impl Default for Options {
    fn default() -> Options {
        Options { max_bodies: 16, trust_inferred: true, proportions: Proportions::Canonical, progress: None }
    }
}

impl Options {
    /// The options with this many bodies at once.
    pub fn with_max_bodies(self, max_bodies: usize) -> Options {
        Options { max_bodies, ..self }
    }

    /// The options with joints that the sensor guessed counting as seen, or not.
    pub fn with_trust_inferred(self, trust_inferred: bool) -> Options {
        Options { trust_inferred, ..self }
    }

    /// The options with these lengths.
    pub fn with_proportions(self, proportions: Proportions) -> Options {
        Options { proportions, ..self }
    }

    /// The options with progress told when it changes by so much, or left out.
    pub fn with_progress(self, progress: Option<f32>) -> Options {
        Options { progress, ..self }
    }
}

/// Seconds between two frames of a body above which it counts as not having been seen in between.
const GAP: f64 = 1.0;

/// A program at work.
#[derive(Debug)]
pub struct Matcher {
    program: Program,
    options: Options,
    plan: Plan,
    roster: Roster,
    states: Vec<State>,
    ignored: u64,
    // of the current frame
    body: Body,
    answers: Answers,
    pending: Vec<u64>,
}

impl Matcher {
    /// A matcher that has seen no frame. Allocates for all its bodies.
    pub fn new(program: Program, options: Options) -> Matcher {
        let plan = Plan::new(&program);
        Matcher {
            roster: Roster::new(options.max_bodies),
            states: (0..options.max_bodies).map(|_| State::new(&plan)).collect(),
            ignored: 0,
            body: Body::unknown(),
            answers: Answers::new(plan.tests.len()),
            pending: vec![0; plan.always_pending.len()],
            program,
            options,
            plan,
        }
    }

    /// The program it runs.
    pub fn program(&self) -> &Program {
        &self.program
    }

    /// How many frames were ignored: those of bodies beyond [`Options::max_bodies`], and those without a finite time.
    pub fn ignored_frames(&self) -> u64 {
        self.ignored
    }

    /// Takes one frame and tells what it brought about, gestures in the program's order. Times of one body should not
    /// go back; when they do, all that is known of this body is forgotten, without an event.
    ///
    /// ```
    /// use prepose_matcher::{EventKind, Frame, Joint, Matcher, Options, Program, Tracking};
    ///
    /// let program = Program::from_bytes(include_bytes!("../examples/hand-on-head.program"))?;
    /// let mut matcher = Matcher::new(program, Options::default());
    ///
    /// // the arms hang down: the first of the gesture's two steps
    /// let mut frame = Frame::empty(0.0, 7);
    /// for (joint, position) in [
    ///     (Joint::SpineBase, [0.0, 1.0, 2.0]), (Joint::HipLeft, [-0.1, 1.0, 2.0]), (Joint::HipRight, [0.1, 1.0, 2.0]),
    ///     (Joint::ShoulderLeft, [-0.2, 1.5, 2.0]), (Joint::ElbowLeft, [-0.2, 1.2, 2.0]),
    ///     (Joint::WristLeft, [-0.2, 0.95, 2.0]), (Joint::HandLeft, [-0.2, 0.87, 2.0]),
    ///     (Joint::ShoulderRight, [0.2, 1.5, 2.0]), (Joint::ElbowRight, [0.2, 1.2, 2.0]),
    ///     (Joint::WristRight, [0.2, 0.95, 2.0]), (Joint::HandRight, [0.2, 0.87, 2.0]),
    /// ] {
    ///     frame.set(joint, position, Tracking::Tracked);
    /// }
    /// let mut kinds = Vec::new();
    /// matcher.step(&frame, |event| kinds.push(event.kind));
    /// assert_eq!(kinds, [EventKind::Started]);
    /// # Ok::<(), prepose_matcher::ProgramError>(())
    /// ```
    pub fn step(&mut self, frame: &Frame, on_event: impl FnMut(Event)) {
        let found = if frame.time.is_finite() { self.roster.seat(frame.body, frame.time) } else { None };
        let Some(found) = found else {
            self.ignored = self.ignored.saturating_add(1);
            return;
        };
        let (Found::Known { place, .. } | Found::New { place }) = found;
        let state = &mut self.states[place];
        let passed = match found {
            Found::Known { last, .. } if frame.time >= last => frame.time - last,
            Found::Known { .. } | Found::New { .. } => {
                state.reset();
                0.0
            }
        };
        if passed > GAP {
            state.interrupt();
        }
        state.frame.clone_from(frame);
        self.body.read(frame, self.options.proportions, self.options.trust_inferred);
        self.answers.forget();
        let clock = Clock { time: frame.time, passed };

        for (pending, (always_pending, busy)) in
            self.pending.iter_mut().zip(self.plan.always_pending.iter().zip(&state.busy))
        {
            *pending = always_pending | busy;
        }
        let (plan, pending) = (&self.plan, &mut self.pending);
        state.watchers.update(plan, &mut state.hold_timers, &mut self.answers, &self.body, clock, |condition| {
            for &g in plan.begins.get(condition) {
                pending[g as usize / 64] |= 1 << (g % 64);
            }
        });
        let mut pass = Pass {
            plan,
            parts: self.program.parts(),
            state,
            answers: &mut self.answers,
            body: &self.body,
            clock,
            progress: self.options.progress,
            emit: on_event,
        };
        for (word, &bits) in self.pending.iter().enumerate() {
            let mut bits = bits;
            while bits != 0 {
                pass.gesture(word * 64 + bits.trailing_zeros() as usize);
                bits &= bits - 1;
            }
        }
    }

    /// What a gesture of a body waits for, as of the body's last frame: the next step of the attempt that is furthest,
    /// or the first step. Nothing for a body or a gesture that there is not.
    ///
    /// ```
    /// use prepose_matcher::{Blocker, Frame, Matcher, Options, Program};
    ///
    /// let program = Program::from_bytes(include_bytes!("../examples/hand-on-head.program"))?;
    /// let mut matcher = Matcher::new(program, Options::default());
    /// assert_eq!(matcher.why(7, 0), None, "nobody was seen yet");
    ///
    /// matcher.step(&Frame::empty(0.0, 7), |_| {});
    /// let explanation = matcher.why(7, 0).expect("a body that was seen");
    /// assert_eq!((explanation.step, explanation.of, explanation.blocker), (1, 2, Blocker::Pose));
    /// // no joint is seen, so that nobody knows whether a statement holds
    /// assert!(explanation.statements.iter().all(|statement| statement.holds.is_none()));
    /// # Ok::<(), prepose_matcher::ProgramError>(())
    /// ```
    pub fn why(&self, body: u64, gesture: usize) -> Option<Explanation> {
        if gesture >= self.plan.automata.len() {
            return None;
        }
        self.view(body, |view| view.why(gesture)).flatten()
    }

    /// Whether a statement (an index of [`Parts::statements`](crate::program::Parts::statements)) holds in the last
    /// frame of a body. Nothing where it is not known, where it is relative to a step's beginning, and for a body or a
    /// statement that there is not.
    pub fn statement_truth(&self, body: u64, statement: usize) -> Option<bool> {
        if statement >= self.program.parts().statements.len() {
            return None;
        }
        self.view(body, |view| view.statement(statement as u32, NONE).known()).flatten()
    }

    fn view<T>(&self, body: u64, ask: impl FnOnce(View<'_>) -> T) -> Option<T> {
        let state = &self.states[self.roster.find(body)?];
        let body = &Body::from_frame(&state.frame, self.options.proportions, self.options.trust_inferred);
        Some(ask(View { plan: &self.plan, parts: self.program.parts(), state, body }))
    }
}
