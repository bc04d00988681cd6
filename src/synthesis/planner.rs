//! One step after another of a performance.
//!
//! Input: the steps of a path. Output: movements that meet each at an allowed time. Invariant: whatever was planned is
//! in the past of what is planned next. It knows nothing of other paths or other attempts.

use super::elsewhere::elsewhere;
use super::motion::{Movement, Trajectory, Transition};
use super::objective::{Drift, PostureRequest};
use super::pace::{self, Allowed, Pose};
use super::posture_cache::PostureCache;
use super::solve::{Conflict, solve};
use super::style::PerformanceStyle;
use crate::decide::fact::Fact;
use crate::facts;
use crate::posture::Posture;
use crate::typed::{Constraint, Gesture, Node};

/// A gesture and the path through it.
#[derive(Clone, Copy)]
pub struct Route<'a> {
    pub gesture: &'a Gesture,
    pub path: &'a [usize],
}

/// Why a step cannot be met.
#[derive(Debug, Clone)]
pub enum Infeasible {
    /// There is no posture.
    Conflict(Conflict),
    /// A body is not fast enough: seconds, and radians to turn.
    Pace { latest: f64, travel: f64 },
    /// It must not come soon after a pose that is held until it comes: the node of that pose.
    Overlap { before: usize },
}

/// When the unlocking gesture was completed, and for how long the gesture may begin.
pub struct Unlocked {
    /// In seconds.
    pub at: f64,
    /// In seconds.
    pub window: f64,
}

/// The step that was planned last.
struct Before<'a> {
    node: &'a Node,
    /// What it asks for.
    facts: Vec<Fact>,
    began: Posture,
    /// When the matcher takes it as reached.
    reached: f64,
}

/// What is planned so far.
pub struct Planner<'a, 'c> {
    style: PerformanceStyle,
    trajectory: Trajectory,
    before: Option<Before<'a>>,
    /// The least time for which the posture reached last is kept.
    stay: f64,
    cache: &'c mut PostureCache,
    /// Whether the gesture must be completed quickly for another to follow in time.
    pub urgent: bool,
    /// Whether to look for the smallest set of statements that clash.
    pub explained: bool,
}

/// Seconds for which a posture is kept: at ease, in a hurry, and beyond a hold.
const REST: f64 = 0.3;
const HURRIED_REST: f64 = 0.12;
const BEYOND_HOLD: f64 = 0.4;
/// The least share of the time at ease in which a detour can be made.
const SLOWEST_HURRY: f64 = 0.2;
/// The tempo of a step that the next is relative to, and of one that leaves little time for another gesture.
const GENTLY: f64 = 0.6;
const URGENTLY: f64 = 2.0;
/// Seconds of a window from which on there is no hurry.
const AMPLE: f64 = 1.5;

impl<'a, 'c> Planner<'a, 'c> {
    /// Nothing yet: a person who stands at ease.
    pub fn new(style: PerformanceStyle, cache: &'c mut PostureCache) -> Self {
        let trajectory = Trajectory { first: Posture::rest(), movements: Vec::new() };
        Planner { style, trajectory, before: None, stay: style.lead_in, cache, urgent: false, explained: true }
    }

    /// Ends the gesture so far, so that another begins; when it is completed, if it had any step.
    pub fn complete(&mut self) -> Option<f64> {
        self.before.take().map(|before| before.reached)
    }

    /// Plans one step of a path; the posture it ends in.
    ///
    /// # Errors
    /// Why the step cannot be met.
    pub fn step(
        &mut self,
        route: Route<'a>,
        place: usize,
        unlocked: Option<Unlocked>,
        drift: Option<&Drift>,
    ) -> Result<Posture, Infeasible> {
        let node = &route.gesture.nodes[route.path[place]];
        let window = unlocked.as_ref().map_or(f64::INFINITY, |unlocked| unlocked.window);
        let hurry = window.min(if self.before.is_some() { node.latest } else { f64::INFINITY }) < AMPLE;
        let mut leave = self.trajectory.arrival() + self.stay + self.rest(hurry);
        let began = match &self.before {
            Some(before) => self.trajectory.posture(before.reached),
            None => {
                let armed = self.armed(node, &mut leave);
                self.trajectory.posture(armed)
            }
        };
        let from = self.trajectory.posture(leave);
        let posture = self.posture(node, &began, &from, drift).map_err(Infeasible::Conflict)?;
        let facts = facts::of_statements(&node.statements);
        let next = Pose { facts: &facts, began: &began };
        let gentle = match route.path.get(place + 1).map(|&after| &route.gesture.nodes[after]) {
            Some(after) if is_relative(after) => GENTLY,
            None if self.urgent => URGENTLY,
            _ => 1.0,
        };
        let travel = from.travel(&posture);
        let obstacle = match place.checked_sub(1) {
            Some(before) if node.earliest > 0.0 => Infeasible::Overlap { before: route.path[before] },
            _ => Infeasible::Pace { latest: node.latest.min(window), travel },
        };
        let movements = self.movements(node, next, &posture, leave, gentle, unlocked).ok_or(obstacle)?;
        self.trajectory.movements.extend(movements);
        let reached = self.reached(node, next);
        self.stay = node.hold;
        self.before = Some(Before { node, facts, began, reached });
        Ok(posture)
    }

    fn rest(&self, hurry: bool) -> f64 {
        let held = self.before.as_ref().is_some_and(|before| before.node.hold > 0.0);
        let rest = if held { BEYOND_HOLD } else { REST };
        let rest = if hurry { HURRIED_REST } else { rest * self.style.patience };
        if self.trajectory.movements.is_empty() { 0.0 } else { rest + 2.0 * (self.style.frame - 1.0 / 30.0).max(0.0) }
    }

    /// When the matcher takes the snapshot for a first step: at the beginning, and again whenever it is older than the
    /// step's window. Puts off leaving where that would fall into the movement.
    fn armed(&self, node: &Node, leave: &mut f64) -> f64 {
        if !is_relative(node) {
            return 0.0;
        }
        let every = node.latest + self.style.frame;
        let mut armed = (*leave / every).floor() * every;
        if *leave - armed > every * 0.25 {
            armed += every;
            *leave = armed + 0.1;
        }
        armed
    }

    fn posture(
        &mut self,
        node: &Node,
        began: &Posture,
        from: &Posture,
        drift: Option<&Drift>,
    ) -> Result<Posture, Conflict> {
        let reusable = drift.is_none() && !is_relative(node);
        let clearance = self.style.clearance;
        if reusable && let Some(posture) = self.cache.get(node, clearance) {
            return Ok(posture.clone());
        }
        let statements = &node.statements;
        let posture = solve(&PostureRequest { statements, began, from, clearance, drift, explained: self.explained })?;
        if reusable {
            self.cache.insert(node, clearance, &posture);
        }
        Ok(posture)
    }

    /// The movement to a posture, with a detour where the transition is too short for the time it must take.
    fn movements(
        &self,
        node: &Node,
        next: Pose,
        posture: &Posture,
        leave: f64,
        gentle: f64,
        unlocked: Option<Unlocked>,
    ) -> Option<Vec<Movement>> {
        let from = self.trajectory.posture(leave);
        let transition = Transition::new(&from, posture);
        let ease = pace::at_ease(&transition, self.style.tempo * gentle);
        let crossing = pace::crossing(&transition, self.kept(), next);
        let (earliest, latest, since) = match (&self.before, unlocked) {
            // a change is over when it is reached; its time counts from there
            (Some(before), _) if is_relative(before.node) => (node.earliest, node.latest, before.reached),
            (Some(_), _) => (node.earliest, node.latest, leave),
            (None, Some(unlocked)) => (0.0, (unlocked.window - node.hold).max(0.0), unlocked.at),
            (None, None) if is_relative(node) => (0.0, node.latest, leave),
            (None, None) => (0.0, f64::INFINITY, leave),
        };
        let allowed = Allowed { earliest, latest, gone: leave - since, frame: self.style.frame };
        if let Some(duration) = pace::duration(&transition, crossing, ease, allowed) {
            return Some(vec![Movement { transition, start: leave, duration }]);
        }
        if earliest == 0.0 {
            return None;
        }
        self.detour(next, posture, leave, allowed)
    }

    /// Leaves both poses and comes back in time.
    fn detour(&self, next: Pose, posture: &Posture, leave: f64, allowed: Allowed) -> Option<Vec<Movement>> {
        let kept = self.kept();
        let from = self.trajectory.posture(leave);
        let elsewhere = elsewhere();
        let outside = |via: &&Posture| {
            // where the pose before still holds when the next one is met, no time has passed
            let apart = |kept: Pose| kept.is_left(via) && !pace::touches(&Transition::new(via, posture), kept);
            next.is_left(via) && kept.is_none_or(apart)
        };
        let via = elsewhere.iter().filter(outside).min_by(|a, b| from.travel(a).total_cmp(&from.travel(b)))?;
        let (out, back) = (Transition::new(&from, via), Transition::new(via, posture));
        let (slow_out, slow_back) = (pace::at_ease(&out, self.style.tempo), pace::at_ease(&back, self.style.tempo));
        let left = pace::crossing(&out, kept, next).left;
        let entered = pace::crossing(&back, None, next).entered;
        let moving = (1.0 - left) * slow_out + entered * slow_back;
        let (least, most) = allowed.between();
        let hurry = ((most - allowed.gone) / moving).min(1.0);
        let fast = hurry * out.travel().min(back.travel()) <= 0.0 || hurry < SLOWEST_HURRY;
        if fast {
            return None;
        }
        let pause = (least - allowed.gone - moving * hurry).max(0.0);
        let again = leave + slow_out * hurry + pause;
        Some(vec![
            Movement { transition: out, start: leave, duration: slow_out * hurry },
            Movement { transition: back, start: again, duration: slow_back * hurry },
        ])
    }

    /// The pose before, which the matcher keeps while it holds; a change is over when it is reached.
    fn kept(&self) -> Option<Pose<'_>> {
        let before = self.before.as_ref().filter(|before| !is_relative(before.node))?;
        Some(Pose { facts: &before.facts, began: &before.began })
    }

    /// When a matcher that sees the last movement takes its step as reached.
    fn reached(&self, node: &Node, next: Pose) -> f64 {
        let arrival = self.trajectory.arrival();
        let first = self.before.as_ref().map_or(0.0, |before| before.reached);
        let kept = self.kept();
        let (mut held, mut since) = (first, None);
        let frames = ((arrival + node.hold + REST - first) / self.style.frame).ceil() as usize;
        for i in 0..=frames {
            let time = first + i as f64 * self.style.frame;
            let posture = self.trajectory.posture(time);
            if kept.is_some_and(|kept| kept.holds(&posture)) {
                held = time;
            }
            if !next.holds(&posture) {
                since = None;
                continue;
            }
            let start = *since.get_or_insert(time);
            let elapsed = (start - held).max(0.0);
            if (self.before.is_none() || elapsed >= node.earliest) && time - start >= node.hold {
                return time;
            }
        }
        arrival + node.hold
    }

    /// Stays in the last posture for a while and goes back to standing; the movements, and when they are over.
    pub fn finish(mut self) -> (Trajectory, f64) {
        let leave = self.trajectory.arrival() + self.stay + BEYOND_HOLD * self.style.patience;
        let from = self.trajectory.posture(leave);
        let transition = Transition::new(&from, &Posture::rest());
        let duration = pace::at_ease(&transition, self.style.tempo);
        self.trajectory.movements.push(Movement { transition, start: leave, duration });
        let end = self.trajectory.arrival() + REST;
        (self.trajectory, end)
    }
}

fn is_relative(node: &Node) -> bool {
    node.statements.iter().flat_map(|statement| &statement.constraints).any(Constraint::is_relative)
}
