//! Finds a posture in which statements hold.
//!
//! Input: the statements of a step, the posture when it begins, and where the body comes from. Output: a posture with
//! room to all bounds that comes natural to a body, or what does not go together. The way is that of the design's
//! search for witnesses: damped Gauss-Newton on the violated statements from a few starts. It knows nothing of time.

use nalgebra::Vector3;
use prepose_matcher::{JOINTS, Joint};

use super::anatomy;
use super::equations::Equations;
use super::random::Random;
use super::room::{Kind, aim, holds, room};
use super::stance;
use crate::posture::Posture;
use crate::typed::{Constraint, TypedStatement};

/// What is asked of a posture.
#[derive(Clone, Copy)]
pub struct Wanted<'a> {
    /// What must hold.
    pub statements: &'a [TypedStatement],
    /// The posture when the step began.
    pub began: &'a Posture,
    /// The posture that the body comes from.
    pub from: &'a Posture,
    /// How much of the usual room to the bounds is wanted; 1 for all of it.
    pub room: f64,
    /// Where to place what is free, other than at rest, and how strongly.
    pub drift: Option<&'a Drift>,
    /// Whether to look for the smallest clash where nothing is found; that takes longer than the search.
    pub explained: bool,
}

/// Directions of bones that a posture should lean to.
pub struct Drift {
    /// One for each joint.
    pub bones: [Vector3<f64>; JOINTS],
    /// How strongly each; a statement weighs 10.
    pub weights: [f64; JOINTS],
}

/// Why there is no posture.
#[derive(Debug, Clone)]
pub struct Clash {
    /// A smallest set of statements, as indices, that no posture was found for, or all that do not hold in the nearest
    /// posture.
    pub statements: Vec<usize>,
    /// What the nearest posture lacks: the statement that lacks most, how much, and in which unit.
    pub worst: Option<(usize, f64, Kind)>,
    /// The joint that the nearest posture bends too far, and by how many radians.
    pub strained: Option<(Joint, f64)>,
}

/// How often another start is tried.
const RESTARTS: usize = 12;
/// The same while looking for what clashes.
const RESTARTS_FOR_CLASH: usize = 4;
/// The most statements among which a smallest clashing set is looked for.
const MOST_FOR_CLASH: usize = 24;

/// A posture in which everything wanted holds.
///
/// # Errors
/// What clashes, when none was found.
pub fn solve(wanted: &Wanted) -> Result<Posture, Clash> {
    let nearest = match search(wanted, RESTARTS) {
        Ok(posture) => return Ok(posture),
        Err(nearest) => nearest,
    };
    let mut clashing = violated(wanted.statements, &nearest, wanted.began);
    if wanted.explained && wanted.statements.len() <= MOST_FOR_CLASH {
        clashing = smallest_clash(wanted);
    }
    let worst = worst(wanted.statements, &nearest, wanted.began);
    Err(Clash { statements: clashing, worst, strained: anatomy::strain(&nearest) })
}

/// A posture, or else the one that lacks least.
fn search(wanted: &Wanted, restarts: usize) -> Result<Posture, Box<Posture>> {
    let mut random = Random::new(0x7072_6570_6f73_6521, &[wanted.statements.len() as u64]);
    let mut nearest: Option<(f64, Posture)> = None;
    for start in 0..restarts + 3 {
        let mut posture = match start {
            0 => wanted.from.clone(),
            1 => pointed(wanted.statements, Posture::rest()),
            2 => pointed(wanted.statements, wanted.from.clone()),
            _ => shaken(pointed(wanted.statements, Posture::rest()), &mut random),
        };
        // less room is better than none
        for share in [1.0, 0.4, 0.1] {
            posture = descend(posture, wanted, wanted.room * share);
            if holds_with(wanted, &posture, 0.05 * share) {
                return Ok(posture);
            }
        }
        let lack =
            worst(wanted.statements, &posture, wanted.began).map_or(0.0, |(_, lack, kind)| kind.in_radians(lack));
        if nearest.as_ref().is_none_or(|(least, _)| lack < *least) {
            nearest = Some((lack, posture));
        }
    }
    Err(Box::new(nearest.map_or_else(Posture::rest, |(_, posture)| posture)))
}

/// Whether everything holds with a part of the usual room, and no joint is overbent.
fn holds_with(wanted: &Wanted, posture: &Posture, share: f64) -> bool {
    let constraints = || wanted.statements.iter().flat_map(|statement| &statement.constraints);
    holds(wanted.statements, posture, wanted.began)
        && anatomy::strain(posture).is_none()
        && constraints().all(|c| room(c, posture, wanted.began).left >= aim(c, wanted.began) * share)
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

const STATEMENT_WEIGHT: f64 = 10.0;
/// How strongly a body stays where it comes from.
const INERTIA: f64 = 0.04;
/// How strongly hands that meet do so in front of the chest.
const MEETING: f64 = 0.35;
const ITERATIONS: usize = 60;
/// The change of the sum of squares, as a share of it, at which no more comes.
const SETTLED: f64 = 1e-7;

/// Damped Gauss-Newton from a start.
pub fn descend(start: Posture, wanted: &Wanted, share: f64) -> Posture {
    let mut posture = start;
    let mut damping = 1e-2;
    for _ in 0..ITERATIONS {
        let mut equations = Equations::at(&posture);
        state(&posture, wanted, share, &mut equations);
        let mut settled = true;
        for _ in 0..8 {
            if let Some(next) = equations.step(&posture, damping) {
                let mut after = Equations::cost_only();
                state(&next, wanted, share, &mut after);
                if after.cost < equations.cost {
                    settled = equations.cost - after.cost < SETTLED * equations.cost;
                    posture = next;
                    damping = (damping * 0.2).max(1e-6);
                    break;
                }
            }
            damping *= 6.0;
        }
        if settled {
            break;
        }
    }
    posture
}

/// All residuals of a posture.
fn state(posture: &Posture, wanted: &Wanted, share: f64, equations: &mut Equations) {
    for constraint in wanted.statements.iter().flat_map(|statement| &statement.constraints) {
        let room = room(constraint, posture, wanted.began);
        let lack = room.kind.in_radians(aim(constraint, wanted.began) * share - room.left);
        if lack > 0.0 {
            let slope: Vec<_> = room.slope.iter().map(|&(joint, g)| (joint, -g * room.kind.in_radians(1.0))).collect();
            equations.add(STATEMENT_WEIGHT, lack, &slope);
        }
    }
    anatomy::oppose(posture, equations);
    stance::relax(posture, equations);
    if hands_meet(wanted.statements) {
        for (joint, side) in [(Joint::WristRight, 1.0), (Joint::WristLeft, -1.0)] {
            equations.pull(MEETING, posture, joint, Vector3::new(-0.5 * side, 0.3, 0.8).normalize());
        }
    }
    for joint in &Joint::PARENTS_FIRST[1..] {
        equations.pull(INERTIA, posture, *joint, wanted.from.bone(*joint));
        if let Some(drift) = wanted.drift {
            let i = joint.index();
            equations.pull(drift.weights[i], posture, *joint, drift.bones[i]);
        }
    }
}

/// Whether hands, or what is near them, are to come together; they do so in front of the chest rather than below.
fn hands_meet(statements: &[TypedStatement]) -> bool {
    use Joint::*;
    let handy = |joint| matches!(joint, WristLeft | HandLeft | HandTipLeft | WristRight | HandRight | HandTipRight);
    statements.iter().flat_map(|statement| &statement.constraints).any(|constraint| match *constraint {
        Constraint::Distance { a, b, at_least: false, .. } => a == b.mirrored() && handy(a),
        _ => false,
    })
}

fn violated(statements: &[TypedStatement], posture: &Posture, began: &Posture) -> Vec<usize> {
    let holds = |statement: &TypedStatement| holds(std::slice::from_ref(statement), posture, began);
    (0..statements.len()).filter(|&i| !holds(&statements[i])).collect()
}

/// The statement that lacks most, how much, and in which unit.
fn worst(statements: &[TypedStatement], posture: &Posture, began: &Posture) -> Option<(usize, f64, Kind)> {
    let lacks = statements.iter().enumerate().flat_map(|(i, statement)| {
        let lack = move |c| {
            let room = room(c, posture, began);
            (i, -room.left, room.kind)
        };
        statement.constraints.iter().map(lack)
    });
    let lacking = lacks.filter(|(_, lack, _)| *lack > 0.0);
    lacking.max_by(|a, b| a.2.in_radians(a.1).total_cmp(&b.2.in_radians(b.1)))
}

/// Leaves statements out for which the rest clashes all the same, until none can be left out.
fn smallest_clash(wanted: &Wanted) -> Vec<usize> {
    let mut kept: Vec<usize> = (0..wanted.statements.len()).collect();
    for i in 0..wanted.statements.len() {
        let without: Vec<usize> = kept.iter().copied().filter(|&k| k != i).collect();
        let statements: Vec<TypedStatement> = without.iter().map(|&k| wanted.statements[k].clone()).collect();
        if search(&Wanted { statements: &statements, ..*wanted }, RESTARTS_FOR_CLASH).is_err() {
            kept = without;
        }
    }
    kept
}
