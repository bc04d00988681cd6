//! How long movements take.
//!
//! Input: a transition, the pose it leaves and the pose it leads to, and the times the step allows. Output: a duration for
//! which the time between the two poses, from the last moment of the one to the first of the other, is allowed with
//! something to spare. It knows nothing of what comes before or after.

use super::motion::{PEAK, Transition};
use crate::decide::fact::Fact;
use crate::decide::state::pair;
use crate::posture::Posture;

/// A pose as a step needs it: what must hold, against the posture when the step began.
#[derive(Clone, Copy)]
pub struct Pose<'a> {
    /// What must hold.
    pub facts: &'a [Fact],
    /// The posture when the step began.
    pub began: &'a Posture,
}

impl Pose<'_> {
    /// Whether a body is in it.
    pub fn holds(&self, posture: &Posture) -> bool {
        let state = pair(posture, self.began);
        self.facts.iter().all(|fact| fact.holds(&state, 0.0))
    }

    /// Whether a body is so far out of it that no noise brings it back in.
    pub fn is_left(&self, posture: &Posture) -> bool {
        let state = pair(posture, self.began);
        self.facts.iter().any(|fact| fact.slack(&state) < -CLEARLY)
    }
}

/// Radians, or what counts as so many, by which a bound is overstepped beyond doubt.
const CLEARLY: f64 = 0.25;

/// What a step allows, in seconds.
#[derive(Debug, Clone, Copy)]
pub struct Allowed {
    /// Since the pose before was left, at least.
    pub earliest: f64,
    /// And at most.
    pub latest: f64,
    /// How much of it is gone when the movement begins.
    pub gone: f64,
    /// The time between two frames.
    pub frame: f64,
}

/// When, as shares of its time, a transition leaves one pose for the last time and enters the other for good.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Crossing {
    /// The last moment of the one; 0 if it is not held on the transition.
    pub left: f64,
    /// The first moment of the other; 1 if it is not even held at the end.
    pub entered: f64,
}

impl Crossing {
    /// The share of the time between the two; negative where they overlap.
    pub fn between(self) -> f64 {
        self.entered - self.left
    }
}

/// Into how many pieces a transition is cut to find its crossing.
const PIECES: usize = 100;

/// Finds where a transition crosses from pose to pose.
pub fn crossing(transition: &Transition, before: Option<Pose>, next: Pose) -> Crossing {
    let at = |i: usize| transition.at(i as f64 / PIECES as f64);
    let entered = (0..=PIECES).rev().take_while(|&i| next.holds(&at(i))).last().unwrap_or(PIECES);
    let left = before.and_then(|before| (0..=PIECES).rev().find(|&i| before.holds(&at(i)))).unwrap_or(0);
    Crossing { left: left as f64 / PIECES as f64, entered: entered as f64 / PIECES as f64 }
}

/// Whether a pose is held anywhere on a transition.
pub fn touches(transition: &Transition, pose: Pose) -> bool {
    (0..=PIECES).any(|i| pose.holds(&transition.at(i as f64 / PIECES as f64)))
}

/// The mean speed at ease: a peak of 120 degrees a second.
const AT_EASE: f64 = 120.0 * std::f64::consts::PI / 180.0 / PEAK;
/// The least time for a movement at ease, in seconds.
const SHORTEST: f64 = 0.25;
/// The fastest that a bone turns, in radians a second: a throwing arm is faster, a patient is not asked to be.
const FASTEST: f64 = 1500.0 * std::f64::consts::PI / 180.0;

/// The least share of a movement between two poses that is stretched to the time that must pass between them.
const SHORT: f64 = 0.08;

/// How long a movement takes that is not hurried.
pub fn at_ease(transition: &Transition, tempo: f64) -> f64 {
    (transition.travel() / AT_EASE).max(SHORTEST) / tempo
}

/// The duration nearest to one at ease for which the time between the poses is allowed; nothing where none is.
pub fn duration(transition: &Transition, crossing: Crossing, ease: f64, allowed: Allowed) -> Option<f64> {
    let share = crossing.between().max(0.0);
    let (least, most) = allowed.between();
    let mut duration = ease;
    if allowed.earliest > 0.0 && allowed.gone + share * duration < least {
        if share < SHORT {
            return None;
        }
        duration = (least - allowed.gone) / share;
    }
    if allowed.gone + share * duration > most {
        duration = (most - allowed.gone) / share;
    }
    let fast = duration <= 0.0 || transition.travel() * PEAK / duration > FASTEST;
    (!fast).then_some(duration)
}

impl Allowed {
    /// The least and the most time between the poses, with something to spare.
    pub fn between(self) -> (f64, f64) {
        let most = (self.latest * 0.75 - self.frame).max(self.latest * 0.4);
        let least = if self.earliest > 0.0 { self.earliest * 1.25 + 0.2 + self.frame } else { 0.0 };
        (least.min((self.earliest + self.latest) / 2.0), most)
    }
}
