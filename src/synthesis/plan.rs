//! The performance of one person, as movements in time.
//!
//! Input: the steps of a path, one after another, and the style of a person. Output: a trajectory in which every step is
//! met at an allowed time, and the posture in which each is. Invariant: what a step is relative to is the posture at
//! the moment at which the step before is reached, as the matcher sees it, not the one that it ends in. It knows
//! nothing of sizes, places or noise.

use nalgebra::Vector3;
use prepose_matcher::JOINTS;

use super::motion::Trajectory;
use super::objective::Drift;
use super::planner::{Infeasible, Planner, Route, Unlocked};
use super::posture_cache::PostureCache;
use super::random::Random;
use super::style::PerformanceStyle;
use crate::posture::{Posture, chain};
use crate::typed::Constraint;

/// A performance.
#[derive(Debug, Clone)]
pub struct Plan {
    /// The movements, back to standing at the end.
    pub trajectory: Trajectory,
    /// The steps of the gesture, with the posture of each.
    pub postures: Vec<(usize, Posture)>,
    /// Seconds until it is over.
    pub end: f64,
}

/// Where planning stopped.
#[derive(Debug, Clone)]
pub struct PlanFailure {
    /// Whether it was in the gesture that must come first.
    pub unlocking: bool,
    /// How many steps of the path were planned.
    pub place: usize,
    /// The step, as a node of its gesture.
    pub node: usize,
    /// And why.
    pub why: Infeasible,
}

/// Plans a gesture, after the one that unlocks it where there is one.
///
/// # Errors
/// The first step that cannot be met.
pub fn plan(
    route: Route,
    unlock: Option<Route>,
    style: PerformanceStyle,
    cache: &mut PostureCache,
) -> Result<Plan, PlanFailure> {
    let mut drifts: Vec<(usize, Drift)> = Vec::new();
    let mut random = Random::new(1, &[]);
    let mut result = attempt_plan(route, unlock, style, &drifts, cache);
    for attempt in 0..ATTEMPTS {
        let place = match &result {
            Err(PlanFailure { unlocking: false, place, .. }) if *place > 0 => *place,
            _ => return result,
        };
        let statements = &route.gesture.nodes[route.path[place]].statements;
        let changes = statements.iter().flat_map(|s| &s.constraints).filter(|c| c.is_relative());
        let changes: Vec<&Constraint> = changes.collect();
        if changes.is_empty() {
            return result;
        }
        // what a change needs may depend on where it begins
        drifts.retain(|(other, _)| *other != place - 1);
        drifts.push((place - 1, run_up(&changes, attempt, &mut random)));
        let again = attempt_plan(route, unlock, style, &drifts, cache);
        let further = match &again {
            Ok(_) => true,
            Err(failure) => failure.place > place,
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
    style: PerformanceStyle,
    drifts: &[(usize, Drift)],
    cache: &mut PostureCache,
) -> Result<Plan, PlanFailure> {
    let mut planner = Planner::new(style, cache);
    planner.explained = drifts.is_empty() && style.explained;
    let mut unlocked = None;
    if let Some(unlock) = unlock {
        let window = route.gesture.after.as_ref().map_or(f64::INFINITY, |(_, window)| *window);
        planner.urgent = window < SOON;
        for (place, &node) in unlock.path.iter().enumerate() {
            let failure = |why| PlanFailure { unlocking: true, place, node, why };
            planner.step(unlock, place, None, None).map_err(failure)?;
        }
        planner.urgent = false;
        unlocked = planner.complete().map(|at| Unlocked { at, window });
    }
    let mut postures = Vec::new();
    for (place, &node) in route.path.iter().enumerate() {
        let drift = drifts.iter().find(|(at, _)| *at == place).map(|(_, drift)| drift);
        let failure = |why| PlanFailure { unlocking: false, place, node, why };
        let posture = planner.step(route, place, unlocked.take(), drift).map_err(failure)?;
        postures.push((node, posture));
    }
    let (trajectory, end) = planner.finish();
    Ok(Plan { trajectory, postures, end })
}
