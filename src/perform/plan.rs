//! The performance of one person, as movements in time.
//!
//! Input: the steps of a way, one after another, and the manner of a person. Output: a timeline in which every step is
//! met at an allowed time, and the posture in which each is. Invariant: what a step is relative to is the posture at
//! the moment at which the step before is reached, as the matcher sees it, not the one that it ends in. It knows
//! nothing of sizes, places or noise.

use nalgebra::Vector3;
use prepose_matcher::JOINTS;

use super::motion::Timeline;
use super::planner::{Planner, Unlocked};
use super::random::Random;
use super::solve::{Clash, Drift};
use crate::posture::{Posture, chain};
use crate::typed::{Constraint, Gesture};

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
    /// Whether the smallest set of statements is looked for that stands in the way, where something does.
    pub explained: bool,
}

impl Manner {
    /// The manner of somebody who shows how it is done.
    pub const SHOWING: Manner =
        Manner { tempo: 1.0, room: 1.0, patience: 1.0, lead_in: 0.5, frame: 1.0 / 30.0, explained: true };
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
    /// It must not come soon after a pose that is held until it comes: the node of that pose.
    Overlap { before: usize },
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
    /// What was asked, with how much room, and what was found.
    pub postures: Vec<(Vec<Constraint>, u64, Posture)>,
}

impl Known {
    /// Keeps the postures of steps that depend on no other step.
    pub fn keep(&mut self, gesture: &Gesture, postures: &[(usize, Posture)], room: f64) {
        for (node, posture) in postures {
            let statements = &gesture.nodes[*node].statements;
            let constraints = statements.iter().flat_map(|s| s.constraints.iter().cloned()).collect();
            self.postures.push((constraints, room.to_bits(), posture.clone()));
        }
    }
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

/// Seconds within which a gesture must follow the one that unlocks it, from which on there is no hurry.
const SOON: f64 = 3.0;
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
        for bone in chain(joint).filter(|bone| bone.mirrored() != *bone) {
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
    let mut planner = Planner::new(manner, known);
    planner.explained = drifts.is_empty() && manner.explained;
    let mut unlocked = None;
    if let Some(unlock) = unlock {
        let window = route.gesture.after.as_ref().map_or(f64::INFINITY, |(_, window)| *window);
        planner.urgent = window < SOON;
        for (place, &node) in unlock.way.iter().enumerate() {
            let stopped = |why| Stopped { unlocking: true, place, node, why };
            planner.step(unlock, place, None, None).map_err(stopped)?;
        }
        planner.urgent = false;
        unlocked = planner.complete().map(|at| Unlocked { at, window });
    }
    let mut postures = Vec::new();
    for (place, &node) in route.way.iter().enumerate() {
        let drift = drifts.iter().find(|(at, _)| *at == place).map(|(_, drift)| drift);
        let stopped = |why| Stopped { unlocking: false, place, node, why };
        let posture = planner.step(route, place, unlocked.take(), drift).map_err(stopped)?;
        postures.push((node, posture));
    }
    let (timeline, end) = planner.finish();
    Ok(Plan { timeline, postures, end })
}
