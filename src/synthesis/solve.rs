//! Finds a posture in which statements hold.
//!
//! Input: what is wanted of a posture. Output: a posture with clearance to all bounds that comes natural to a body, or what
//! does not go together, after descents from a few starts. It knows nothing of time.

use nalgebra::Vector3;
use prepose_matcher::Joint;

use super::anatomy;
use super::objective::{PostureObjective, PostureRequest};
use super::random::Random;
use crate::decide::fact::{Fact, METRES_PER_RADIAN, StatePair};
use crate::posture::Posture;
use crate::typed::{Constraint, TypedStatement};

/// Why there is no posture.
#[derive(Debug, Clone)]
pub struct Conflict {
    /// A smallest set of statements, as indices, that no posture was found for, or all that do not hold in the nearest
    /// posture.
    pub statements: Vec<usize>,
    /// What the nearest posture lacks: the statement that lacks most, and how much.
    pub worst: Option<(usize, Lack)>,
    /// The joint that the nearest posture bends too far, and by how many radians.
    pub strained: Option<(Joint, f64)>,
}

/// How far a body is outside of a bound.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Lack {
    /// Radians.
    Angle(f64),
    /// Metres.
    Length(f64),
}

/// How often another start is tried.
const RESTARTS: usize = 12;
/// The same while looking for what clashes.
const RESTARTS_FOR_CONFLICT: usize = 4;
/// The most statements among which a smallest clashing set is looked for.
const MOST_FOR_CONFLICT: usize = 24;

/// A posture in which everything wanted holds.
///
/// # Errors
/// What clashes, when none was found.
pub fn solve(request: &PostureRequest) -> Result<Posture, Conflict> {
    let mut objective = PostureObjective::new(request);
    let nearest = match search(request, &mut objective, RESTARTS) {
        Ok(posture) => return Ok(posture),
        Err(nearest) => nearest,
    };
    let state = objective.state(&nearest);
    let mut clashing: Vec<usize> = overstepped(&objective, &state).map(|(statement, _)| statement).collect();
    clashing.dedup();
    if request.explained && request.statements.len() <= MOST_FOR_CONFLICT {
        clashing = minimal_conflict(request);
    }
    let worst = worst(&objective, &state).map(|(statement, fact)| (statement, lack(fact, &state)));
    Err(Conflict { statements: clashing, worst, strained: anatomy::strain(&nearest, &state) })
}

/// A posture, or else the one that lacks least.
fn search(
    request: &PostureRequest,
    objective: &mut PostureObjective,
    restarts: usize,
) -> Result<Posture, Box<Posture>> {
    let mut random = Random::new(0x7072_6570_6f73_6521, &[request.statements.len() as u64]);
    let mut nearest: Option<(f64, Posture)> = None;
    for start in 0..restarts + 3 {
        let mut posture = match start {
            0 => request.from.clone(),
            1 => pointed(request.statements, Posture::rest()),
            2 => pointed(request.statements, request.from.clone()),
            _ => shaken(pointed(request.statements, Posture::rest()), &mut random),
        };
        // less clearance is better than none
        for share in [1.0, 0.4, 0.1] {
            posture = objective.descend(&posture, share);
            if holds_with(objective, &posture, 0.05 * share) {
                return Ok(posture);
            }
        }
        let state = objective.state(&posture);
        let lack = worst(objective, &state).map_or(0.0, |(_, fact)| -fact.slack(&state));
        if nearest.as_ref().is_none_or(|(least, _)| lack < *least) {
            nearest = Some((lack, posture));
        }
    }
    Err(Box::new(nearest.map_or_else(Posture::rest, |(_, posture)| posture)))
}

/// Whether everything holds with a part of the usual clearance, and no joint is overbent.
fn holds_with(objective: &PostureObjective, posture: &Posture, share: f64) -> bool {
    let state = objective.state(posture);
    objective.goals.iter().all(|goal| goal.fact.holds(&state, goal.clearance * share))
        && anatomy::strain(posture, &state).is_none()
}

/// The start with every bone that is told where to point pointing there.
fn pointed(statements: &[TypedStatement], mut start: Posture) -> Posture {
    for constraint in statements.iter().flat_map(|statement| &statement.constraints) {
        if let Constraint::DirectionAngle { joint, direction, inside: true, .. } = *constraint
            && joint.mirrored() != joint
            && !matches!(joint, Joint::HipLeft | Joint::HipRight)
        {
            start.set(joint, direction);
        }
    }
    start
}

fn shaken(start: Posture, random: &mut Random) -> Posture {
    let mut shaken = start.clone();
    for joint in &Joint::PARENTS_FIRST[1..] {
        let size = match joint {
            Joint::HipLeft | Joint::HipRight => continue,
            Joint::SpineMid | Joint::SpineShoulder | Joint::ShoulderLeft | Joint::ShoulderRight => 0.25,
            Joint::KneeLeft | Joint::KneeRight | Joint::AnkleLeft | Joint::AnkleRight => 0.5,
            _ => 0.9,
        };
        let by = Vector3::from_fn(|_, _| random.normal() * size);
        if (start.bone(*joint) + by).norm() > 0.1 {
            shaken.set(*joint, start.bone(*joint) + by);
        }
    }
    shaken
}

/// The facts that do not hold, each with its statement.
fn overstepped<'a>(objective: &'a PostureObjective, state: &'a StatePair) -> impl Iterator<Item = (usize, &'a Fact)> {
    let facts = objective.goals.iter().map(|goal| (goal.statement, &goal.fact));
    facts.filter(|(_, fact)| !fact.holds(state, 0.0))
}

/// The fact that lacks most, with its statement.
fn worst<'a>(objective: &'a PostureObjective, state: &'a StatePair) -> Option<(usize, &'a Fact)> {
    overstepped(objective, state).min_by(|a, b| a.1.slack(state).total_cmp(&b.1.slack(state)))
}

fn lack(fact: &Fact, state: &StatePair) -> Lack {
    let lack = -fact.slack(state);
    match fact {
        Fact::Linear { .. } | Fact::Distance { .. } => Lack::Length(lack * METRES_PER_RADIAN),
        _ => Lack::Angle(lack),
    }
}

/// Leaves statements out for which the rest clashes all the same, until none can be left out.
fn minimal_conflict(request: &PostureRequest) -> Vec<usize> {
    let mut kept: Vec<usize> = (0..request.statements.len()).collect();
    for i in 0..request.statements.len() {
        let without: Vec<usize> = kept.iter().copied().filter(|&k| k != i).collect();
        let statements: Vec<TypedStatement> = without.iter().map(|&k| request.statements[k].clone()).collect();
        let fewer = PostureRequest { statements: &statements, ..*request };
        if search(&fewer, &mut PostureObjective::new(&fewer), RESTARTS_FOR_CONFLICT).is_err() {
            kept = without;
        }
    }
    kept
}
