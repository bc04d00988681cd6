//! What a posture should be, as a sum of squares.
//!
//! Input: the statements of a step, the posture when it begins, and where the body comes from. Output: a posture nearby in
//! which more of it holds. The terms are what statements lack, what a body cannot or should not do, and weaker ones that
//! pull to what comes natural. It knows nothing of time.

use nalgebra::Vector3;
use prepose_matcher::{JOINTS, Joint};

use super::clearance::clearance;
use super::residuals::{Residuals, Sum};
use super::{anatomy, comfort, stance};
use crate::decide::fact::{Bone, Fact, StatePair};
use crate::decide::levenberg_marquardt::{Limits, Objective, TangentSystem, minimize};
use crate::decide::state;
use crate::facts;
use crate::posture::Posture;
use crate::typed::{Constraint, TypedStatement};

/// What is asked of a posture.
#[derive(Clone, Copy)]
pub struct PostureRequest<'a> {
    /// What must hold.
    pub statements: &'a [TypedStatement],
    /// The posture when the step began.
    pub began: &'a Posture,
    /// The posture that the body comes from.
    pub from: &'a Posture,
    /// How much of the usual clearance to the bounds is wanted; 1 for all of it.
    pub clearance: f64,
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

/// One fact of a statement.
pub struct Goal {
    /// The statement, as an index.
    pub statement: usize,
    /// The fact.
    pub fact: Fact,
    /// The slack that is usually aimed at.
    pub clearance: f64,
}

/// The sum of squares of what is wanted.
pub struct PostureObjective<'a> {
    request: PostureRequest<'a>,
    /// What the statements ask for.
    pub goals: Vec<Goal>,
    hands_meet: bool,
    /// How much of the usual clearance is aimed at now.
    share: f64,
}

const STATEMENT_WEIGHT: f64 = 10.0;
/// How strongly a body stays where it comes from.
const INERTIA: f64 = 0.04;
/// How strongly hands that meet do so in front of the chest.
const MEETING: f64 = 0.35;
/// Long, since a posture is looked at, and in small steps, since the one that is nearest comes most natural.
const LIMITS: Limits = Limits {
    iterations: 60,
    settled: 1e-7,
    largest_turn: 0.6,
    first_damping: 1e-2,
    least_damping: 1e-6,
    raised: 6.0,
    least_curvature: 0.1,
    curved: false,
};

impl<'a> PostureObjective<'a> {
    /// Of what is wanted.
    pub fn new(request: &PostureRequest<'a>) -> PostureObjective<'a> {
        let began = state::pair(request.began, request.began);
        let goal = |statement: usize, constraint: &Constraint| {
            let fact = facts::of(constraint);
            Goal { statement, clearance: clearance(&fact, &began), fact }
        };
        let goals = request.statements.iter().enumerate();
        let goals = goals.flat_map(|(i, statement)| statement.constraints.iter().map(move |c| goal(i, c))).collect();
        PostureObjective { request: *request, goals, hands_meet: hands_meet(request.statements), share: 0.0 }
    }

    /// The posture to which a start leads, with a share of the wanted clearance.
    pub fn descend(&mut self, start: &Posture, share: f64) -> Posture {
        self.share = self.request.clearance * share;
        let mut state = self.state(start);
        minimize(self, &mut TangentSystem::default(), &mut state, &LIMITS);
        state::now(&state)
    }

    /// A posture and the one when the step began.
    pub fn state(&self, posture: &Posture) -> StatePair {
        state::pair(posture, self.request.began)
    }

    fn add_to(&self, state: &StatePair, residuals: &mut impl Residuals) {
        for goal in &self.goals {
            residuals.lack(STATEMENT_WEIGHT, &goal.fact, goal.clearance * self.share, state);
        }
        let posture = state::now(state);
        anatomy::oppose(&posture, state, residuals);
        comfort::prefer(&posture, state, residuals);
        stance::relax(&posture, residuals);
        if self.hands_meet {
            for (joint, side) in [(Joint::WristRight, 1.0), (Joint::WristLeft, -1.0)] {
                residuals.pull(MEETING, &posture, joint, Vector3::new(-0.5 * side, 0.3, 0.8).normalize());
            }
        }
        for joint in &Joint::PARENTS_FIRST[1..] {
            residuals.pull(INERTIA, &posture, *joint, self.request.from.bone(*joint));
            if let Some(drift) = self.request.drift {
                let i = joint.index();
                residuals.pull(drift.weights[i], &posture, *joint, drift.bones[i]);
            }
        }
    }
}

impl Objective for PostureObjective<'_> {
    fn cost(&self, state: &StatePair) -> f64 {
        let mut sum = Sum::default();
        self.add_to(state, &mut sum);
        sum.0
    }

    fn linearize(&mut self, state: &StatePair, system: &mut TangentSystem) {
        system.begin(Joint::PARENTS_FIRST[1..].iter().map(|joint| Bone::now(*joint)), state);
        self.add_to(state, system);
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
