//! The performance of one person, as movements in time.
//!
//! Input: the steps of a way, one after another, and the manner of a person. Output: a timeline in which every step is
//! met at an allowed time, and the posture in which each is. Invariant: what a step is relative to is the posture at
//! the moment at which the step before is reached, as the matcher sees it, not the one that it ends in. It knows
//! nothing of sizes, places or noise.

use nalgebra::Vector3;
use prepose_matcher::{JOINTS, Joint};

use super::motion::{Leg, Path, Timeline};
use super::pace::{self, Allowed, Pose};
use super::posture::Posture;
use super::random::Random;
use super::solve::{Clash, Drift, Wanted, solve};
use crate::typed::{Constraint, Gesture, Node};

/// How a person goes about it.
#[derive(Debug, Clone, Copy)]
pub struct Manner {
    /// 1 is at ease, more is faster.
    pub tempo: f64,
    /// How far inside the bounds the postures are; 1 is the usual.
    pub room: f64,
    /// How long postures are kept; 1 is the usual.
    pub patience: f64,
    /// Seconds of standing before the first movement.
    pub lead_in: f64,
    /// Seconds between two frames.
    pub frame: f64,
}

impl Manner {
    /// The manner of somebody who shows how it is done.
    pub const SHOWING: Manner = Manner { tempo: 1.0, room: 1.0, patience: 1.0, lead_in: 0.5, frame: 1.0 / 30.0 };
}

/// A performance.
#[derive(Debug, Clone)]
pub struct Plan {
    /// The movements, back to standing at the end.
    pub timeline: Timeline,
    /// The steps of the gesture, with the posture of each.
    pub postures: Vec<(usize, Posture)>,
    /// Seconds until it is over.
    pub end: f64,
}

/// Where planning stopped.
#[derive(Debug, Clone)]
pub struct Stopped {
    /// Whether it was in the gesture that must come first.
    pub unlocking: bool,
    /// How many steps of the way were planned.
    pub place: usize,
    /// The step, as a node of its gesture.
    pub node: usize,
    /// And why.
    pub why: Why,
}

/// Why a step cannot be met.
#[derive(Debug, Clone)]
pub enum Why {
    /// There is no posture.
    Clash(Clash),
    /// A body is not fast enough: seconds, and radians to turn.
    Pace { latest: f64, travel: f64 },
}

/// A gesture and the way through it.
#[derive(Clone, Copy)]
pub struct Route<'a> {
    pub gesture: &'a Gesture,
    pub way: &'a [usize],
}

/// Postures that were already found; steps that repeat a pose repeat its posture.
#[derive(Debug, Default)]
pub struct Known {
    postures: Vec<(Vec<Constraint>, u64, Posture)>,
}

/// Plans a gesture, after the one that unlocks it where there is one.
///
/// # Errors
/// The first step that cannot be met.
pub fn plan(route: Route, unlock: Option<Route>, manner: Manner, known: &mut Known) -> Result<Plan, Stopped> {
    let mut drifts: Vec<(usize, Drift)> = Vec::new();
    let mut random = Random::new(1, &[]);
    let mut result = attempt_plan(route, unlock, manner, &drifts, known);
    for attempt in 0..ATTEMPTS {
        let place = match &result {
            Err(Stopped { unlocking: false, place, .. }) if *place > 0 => *place,
            _ => return result,
        };
        let statements = &route.gesture.nodes[route.way[place]].statements;
        let changes = statements.iter().flat_map(|s| &s.constraints).filter(|c| c.is_relative());
        let changes: Vec<&Constraint> = changes.collect();
        if changes.is_empty() {
            return result;
        }
        // what a change needs may depend on where it begins
        drifts.retain(|(other, _)| *other != place - 1);
        drifts.push((place - 1, run_up(&changes, attempt, &mut random)));
        let again = attempt_plan(route, unlock, manner, &drifts, known);
        let further = match &again {
            Ok(_) => true,
            Err(stopped) => stopped.place > place,
        };
        if further {
            result = again;
        }
    }
    result
}

const ATTEMPTS: usize = 8;

/// Directions from which a change has room to happen: against it first, then anywhere.
fn run_up(changes: &[&Constraint], attempt: usize, random: &mut Random) -> Drift {
    let mut drift = Drift { bones: [Vector3::y(); JOINTS], weights: [0.0; JOINTS] };
    for change in changes {
        let (joint, against) = match **change {
            Constraint::Moved { joint, direction, at_least, .. } => {
                (joint, if at_least { -direction } else { direction })
            }
            Constraint::Nearer { joint, direction, .. } => (joint, -direction),
            Constraint::Turned { joint, .. } => (joint, -Vector3::y()),
            _ => continue,
        };
        for bone in super::posture::chain(joint).filter(|bone| bone.mirrored() != *bone) {
            let anywhere = Vector3::from_fn(|_, _| random.normal());
            let bent = against + Vector3::new(0.0, 0.0, 0.2);
            let toward = if attempt == 0 { bent } else { anywhere };
            drift.bones[bone.index()] = toward.try_normalize(1e-6).unwrap_or(against);
            drift.weights[bone.index()] = if attempt == 0 { 0.4 } else { 0.8 };
        }
    }
    drift
}

fn attempt_plan(
    route: Route,
    unlock: Option<Route>,
    manner: Manner,
    drifts: &[(usize, Drift)],
    known: &mut Known,
) -> Result<Plan, Stopped> {
    let timeline = Timeline { first: Posture::rest(), legs: Vec::new() };
    let mut planner = Planner { manner, timeline, before: None, stay: manner.lead_in, known };
    let mut unlocked = None;
    if let Some(unlock) = unlock {
        for (place, &node) in unlock.way.iter().enumerate() {
            let stopped = |why| Stopped { unlocking: true, place, node, why };
            planner.step(unlock, place, None, None).map_err(stopped)?;
        }
        let window = route.gesture.after.as_ref().map_or(f64::INFINITY, |(_, window)| *window);
        unlocked = planner.before.take().map(|before| Unlocked { at: before.reached, window });
    }
    let mut postures = Vec::new();
    for (place, &node) in route.way.iter().enumerate() {
        let drift = drifts.iter().find(|(at, _)| *at == place).map(|(_, drift)| drift);
        let stopped = |why| Stopped { unlocking: false, place, node, why };
        let posture = planner.step(route, place, unlocked.take(), drift).map_err(stopped)?;
        postures.push((node, posture));
    }
    let end = planner.finish();
    Ok(Plan { timeline: planner.timeline, postures, end })
}

/// When the unlocking gesture was completed, and for how long the gesture may begin.
struct Unlocked {
    at: f64,
    window: f64,
}

/// The step that was planned last.
struct Before<'a> {
    node: &'a Node,
    began: Posture,
    /// When the matcher takes it as reached.
    reached: f64,
}

struct Planner<'a, 'k> {
    manner: Manner,
    timeline: Timeline,
    before: Option<Before<'a>>,
    /// The least time for which the posture reached last is kept.
    stay: f64,
    known: &'k mut Known,
}

/// Seconds for which a posture is kept: at ease, in a hurry, and beyond a hold.
const REST: f64 = 0.3;
const HURRIED_REST: f64 = 0.12;
const BEYOND_HOLD: f64 = 0.4;
/// Seconds of a window from which on there is no hurry.
const AMPLE: f64 = 1.5;

impl<'a> Planner<'a, '_> {
    /// Plans one step of a way; the posture it ends in.
    fn step(
        &mut self,
        route: Route<'a>,
        place: usize,
        unlocked: Option<Unlocked>,
        drift: Option<&Drift>,
    ) -> Result<Posture, Why> {
        let node = &route.gesture.nodes[route.way[place]];
        let window = unlocked.as_ref().map_or(f64::INFINITY, |unlocked| unlocked.window);
        let hurry = window.min(if self.before.is_some() { node.latest } else { f64::INFINITY }) < AMPLE;
        let mut leave = self.timeline.arrival() + self.stay + self.rest(hurry);
        let began = match &self.before {
            Some(before) => self.timeline.posture(before.reached),
            None => {
                let armed = self.armed(node, &mut leave);
                self.timeline.posture(armed)
            }
        };
        let from = self.timeline.posture(leave);
        let posture = self.posture(node, &began, &from, drift).map_err(Why::Clash)?;
        let next = Pose { statements: &node.statements, began: &began };
        let gentle = match route.way.get(place + 1).map(|&after| &route.gesture.nodes[after]) {
            Some(after) if is_relative(after) => 0.6,
            _ => 1.0,
        };
        let travel = from.travel(&posture);
        let slow = Why::Pace { latest: node.latest.min(window), travel };
        self.movement(node, next, &posture, leave, gentle, unlocked).ok_or(slow)?;
        let reached = self.reached(node, next);
        self.stay = node.hold;
        self.before = Some(Before { node, began, reached });
        Ok(posture)
    }

    fn rest(&self, hurry: bool) -> f64 {
        let held = self.before.as_ref().is_some_and(|before| before.node.hold > 0.0);
        let rest = if held { BEYOND_HOLD } else { REST };
        let rest = if hurry { HURRIED_REST } else { rest * self.manner.patience };
        if self.timeline.legs.is_empty() { 0.0 } else { rest + 2.0 * (self.manner.frame - 1.0 / 30.0).max(0.0) }
    }

    /// When the matcher takes the snapshot for a first step: at the beginning, and again whenever it is older than the
    /// step's window. Puts off leaving where that would fall into the movement.
    fn armed(&self, node: &Node, leave: &mut f64) -> f64 {
        if !is_relative(node) {
            return 0.0;
        }
        let every = node.latest + self.manner.frame;
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
    ) -> Result<Posture, Clash> {
        let constraints: Vec<Constraint> = node.statements.iter().flat_map(|s| s.constraints.iter().cloned()).collect();
        let reusable = drift.is_none() && !is_relative(node);
        let room = self.manner.room;
        if reusable {
            let same = |(known, r, _): &&(Vec<Constraint>, u64, Posture)| *r == room.to_bits() && *known == constraints;
            if let Some((_, _, posture)) = self.known.postures.iter().find(same) {
                return Ok(posture.clone());
            }
        }
        let posture = solve(&Wanted { statements: &node.statements, began, from, room, drift })?;
        if reusable {
            self.known.postures.push((constraints, room.to_bits(), posture.clone()));
        }
        Ok(posture)
    }

    /// Adds the movement to a posture, by a detour where the way there is too short for the time it must take.
    fn movement(
        &mut self,
        node: &Node,
        next: Pose,
        posture: &Posture,
        leave: f64,
        gentle: f64,
        unlocked: Option<Unlocked>,
    ) -> Option<()> {
        let from = self.timeline.posture(leave);
        let path = Path::new(&from, posture);
        let ease = pace::at_ease(&path, self.manner.tempo * gentle);
        let kept = self.before.as_ref().filter(|before| !is_relative(before.node));
        let kept = kept.map(|before| Pose { statements: &before.node.statements, began: &before.began });
        let crossing = pace::crossing(&path, kept, next);
        let (earliest, latest, since) = match (&self.before, unlocked) {
            // a change is over when it is reached; its time counts from there
            (Some(before), _) if is_relative(before.node) => (node.earliest, node.latest, before.reached),
            (Some(_), _) => (node.earliest, node.latest, leave),
            (None, Some(unlocked)) => (0.0, (unlocked.window - node.hold).max(0.0), unlocked.at),
            (None, None) if is_relative(node) => (0.0, node.latest, leave),
            (None, None) => (0.0, f64::INFINITY, leave),
        };
        let allowed = Allowed { earliest, latest, gone: leave - since, frame: self.manner.frame };
        if let Some(duration) = pace::duration(&path, crossing, ease, allowed) {
            self.timeline.legs.push(Leg { path, start: leave, duration });
            return Some(());
        }
        if earliest == 0.0 {
            return None;
        }
        self.detour(next, kept_statements(&self.before), posture, leave, allowed)
    }

    /// Leaves both poses and comes back in time.
    fn detour(
        &mut self,
        next: Pose,
        kept: Option<(&'a Node, Posture)>,
        posture: &Posture,
        leave: f64,
        allowed: Allowed,
    ) -> Option<()> {
        let kept = kept.as_ref().map(|(node, began)| Pose { statements: &node.statements, began });
        let from = self.timeline.posture(leave);
        let elsewhere = elsewhere();
        let outside = |via: &&Posture| !next.holds(via) && !kept.is_some_and(|kept| kept.holds(via));
        let via = elsewhere.iter().filter(outside).min_by(|a, b| from.travel(a).total_cmp(&from.travel(b)))?;
        let (out, back) = (Path::new(&from, via), Path::new(via, posture));
        let (slow_out, slow_back) = (pace::at_ease(&out, self.manner.tempo), pace::at_ease(&back, self.manner.tempo));
        let left = pace::crossing(&out, kept, next).left;
        let entered = pace::crossing(&back, None, next).entered;
        let moving = allowed.gone + (1.0 - left) * slow_out + entered * slow_back;
        let (least, most) = allowed.between();
        if moving > most {
            return None;
        }
        let pause = (least - moving).max(0.0);
        let again = leave + slow_out + pause;
        self.timeline.legs.push(Leg { path: out, start: leave, duration: slow_out });
        self.timeline.legs.push(Leg { path: back, start: again, duration: slow_back });
        Some(())
    }

    /// When a matcher that sees the last movement takes its step as reached.
    fn reached(&self, node: &Node, next: Pose) -> f64 {
        let arrival = self.timeline.arrival();
        let first = self.before.as_ref().map_or(0.0, |before| before.reached);
        let kept = self.before.as_ref().filter(|before| !is_relative(before.node));
        let kept = kept.map(|before| Pose { statements: &before.node.statements, began: &before.began });
        let (mut held, mut since) = (first, None);
        let frames = ((arrival + node.hold + REST - first) / self.manner.frame).ceil() as usize;
        for i in 0..=frames {
            let time = first + i as f64 * self.manner.frame;
            let posture = self.timeline.posture(time);
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

    /// Stays in the last posture for a while and goes back to standing; when that is over.
    fn finish(&mut self) -> f64 {
        let leave = self.timeline.arrival() + self.stay + BEYOND_HOLD * self.manner.patience;
        let from = self.timeline.posture(leave);
        let path = Path::new(&from, &Posture::rest());
        let duration = pace::at_ease(&path, self.manner.tempo);
        self.timeline.legs.push(Leg { path, start: leave, duration });
        self.timeline.arrival() + REST
    }
}

fn kept_statements<'a>(before: &Option<Before<'a>>) -> Option<(&'a Node, Posture)> {
    before.as_ref().filter(|before| !is_relative(before.node)).map(|before| (before.node, before.began.clone()))
}

fn is_relative(node: &Node) -> bool {
    node.statements.iter().flat_map(|statement| &statement.constraints).any(Constraint::is_relative)
}

/// Postures to go to when only leaving matters.
fn elsewhere() -> Vec<Posture> {
    use Joint::*;
    let posture = |bones: &[(Joint, Vector3<f64>)]| {
        let mut posture = Posture::rest();
        for &(joint, direction) in bones {
            posture.set(joint, direction);
            posture.set(joint.mirrored(), Vector3::new(-direction.x, direction.y, direction.z));
        }
        posture
    };
    let arms = |direction| posture(&[ElbowRight, WristRight, HandRight, HandTipRight].map(|joint| (joint, direction)));
    let crouched = [(KneeRight, Vector3::new(0.1, -0.75, 0.65)), (AnkleRight, Vector3::new(0.0, -0.75, -0.65))];
    vec![
        Posture::rest(),
        arms(Vector3::new(0.8, -0.5, 0.3)),
        arms(Vector3::new(0.95, 0.1, 0.3)),
        arms(Vector3::new(0.2, 0.05, 1.0)),
        arms(Vector3::new(0.25, 1.0, 0.1)),
        posture(&crouched),
        posture(&[(SpineMid, Vector3::new(0.0, 0.85, 0.5)), (SpineShoulder, Vector3::new(0.0, 0.75, 0.65))]),
        posture(&[(Neck, Vector3::new(0.0, 0.9, 0.4)), (Head, Vector3::new(0.0, 0.75, 0.65))]),
    ]
}
