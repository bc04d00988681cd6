//! Least squares over the directions of bones: the one search of this house.
//!
//! Input: an objective, which supplies residuals and their gradients, and a state. Output: a state nearby with a smaller
//! sum of squares, by damped Gauss-Newton steps (Levenberg 1944, Marquardt 1963) in two coordinates for each bone, in the
//! plane that touches its sphere. Invariant: bones stay on their spheres, and a step that does not lower the sum is not
//! taken. It knows nothing of what residuals mean.

use nalgebra::Vector3;

use crate::decide::fact::{BONES, Bone, StatePair};
use crate::decide::least_squares::NormalEquations;
use crate::decide::sphere::{retract, tangents};

/// A sum of squares to make smaller.
pub trait Objective {
    /// The sum of the squares of all residuals.
    fn cost(&self, state: &StatePair) -> f64;

    /// Sets up the system for a step from a state: which bones turn, and the residuals with their gradients.
    fn linearize(&mut self, state: &StatePair, system: &mut TangentSystem);
}

/// How a descent goes, and when it ends. Where a sum has many minima these tell which is found.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// The most steps.
    pub iterations: usize,
    /// The change of the sum of squares, as a share of it, at which no more comes.
    pub settled: f64,
    /// The most by which a bone turns in one step, in radians.
    pub largest_turn: f64,
    /// The damping of the first step. More leads to what is nearer, and takes longer.
    pub first_damping: f64,
    /// The damping below which it is not eased after a step that lowers the sum.
    pub least_damping: f64,
    /// By how much it is raised after one that does not.
    pub raised: f64,
    /// Damping counts against at least so much curvature, so that bones of which little is asked do not turn far.
    pub least_curvature: f64,
    /// Whether it counts that the sphere falls away from a gradient. It then settles sooner where much is lacking, and does
    /// not stay as near to where it began.
    pub curved: bool,
}

/// By how much damping is eased after a step that lowers the sum, and how often it is raised after one that does not.
const EASED: f64 = 0.2;
const MOST_RAISED: usize = 8;

/// Turns bones until the sum settles, or the limit is reached.
pub fn minimize(objective: &mut impl Objective, system: &mut TangentSystem, state: &mut StatePair, limits: &Limits) {
    system.curved = limits.curved;
    let mut damping = limits.first_damping;
    let mut cost = objective.cost(state);
    for _ in 0..limits.iterations {
        objective.linearize(state, system);
        system.normal.close();
        let mut settled = true;
        for _ in 0..MOST_RAISED {
            if let Some(next) = system.step(state, damping, limits) {
                let after = objective.cost(&next);
                if after < cost {
                    settled = cost - after < limits.settled * cost;
                    (*state, cost) = (next, after);
                    damping = (damping * EASED).max(limits.least_damping);
                    break;
                }
            }
            damping *= limits.raised;
        }
        if settled {
            break;
        }
    }
}

/// The normal equations of a step. Memory is kept from step to step.
#[derive(Default)]
pub struct TangentSystem {
    turning: Vec<Turning>,
    /// For each bone where its two coordinates begin.
    place: Vec<usize>,
    row: Vec<(usize, f64)>,
    normal: NormalEquations,
    curved: bool,
}

/// A bone that turns.
struct Turning {
    bone: Bone,
    at: Vector3<f64>,
    tangents: [Vector3<f64>; 2],
}

const NOWHERE: usize = usize::MAX;

impl TangentSystem {
    /// Begins a system in which some bones turn, without any residual; the others stay.
    pub fn begin(&mut self, bones: impl Iterator<Item = Bone>, state: &StatePair) {
        let turning = |bone: Bone| {
            let at = state[bone.index()];
            Turning { bone, at, tangents: tangents(bone, at) }
        };
        self.turning.clear();
        self.turning.extend(bones.map(turning));
        self.place.clear();
        self.place.resize(BONES, NOWHERE);
        for (i, turning) in self.turning.iter().enumerate() {
            self.place[turning.bone.index()] = 2 * i;
        }
        self.normal.clear(2 * self.turning.len());
    }

    /// Adds the square of `weight * residual`, with the residual's gradient in the direction of each bone.
    pub fn add(&mut self, weight: f64, residual: f64, gradient: &[(Bone, Vector3<f64>)]) {
        self.row.clear();
        for (bone, change) in gradient {
            let place = self.place[bone.index()];
            if place != NOWHERE {
                let Turning { at, tangents, .. } = &self.turning[place / 2];
                self.row.push((place, weight * change.dot(&tangents[0])));
                self.row.push((place + 1, weight * change.dot(&tangents[1])));
                if !self.curved {
                    continue;
                }
                let falls = (-(weight * weight * residual * change.dot(at))).max(0.0);
                for (k, tangent) in tangents.iter().enumerate() {
                    self.normal.add(place + k, place + k, falls * tangent.norm_squared());
                }
            }
        }
        self.row.sort_by_key(|entry| entry.0);
        self.row.dedup_by(|again, first| {
            let same = again.0 == first.0;
            if same {
                first.1 += again.1;
            }
            same
        });
        for &(i, by) in &self.row {
            self.normal.right[i] -= by * (weight * residual);
        }
        self.normal.add_square(1.0, &self.row);
    }

    /// Adds the squares of `weight` times the three coordinates of the gap between a bone and a target.
    pub fn pull(&mut self, weight: f64, bone: Bone, target: Vector3<f64>) {
        let place = self.place[bone.index()];
        if place != NOWHERE {
            let Turning { at, tangents, .. } = &self.turning[place / 2];
            let gap = target - at;
            for (k, tangent) in tangents.iter().enumerate() {
                self.normal.add(place + k, place + k, weight * weight * tangent.norm_squared());
                self.normal.right[place + k] += weight * weight * gap.dot(tangent);
            }
        }
    }

    /// The state after a step with so much damping; nothing where the system cannot be solved.
    fn step(&mut self, state: &StatePair, damping: f64, limits: &Limits) -> Option<StatePair> {
        let step = self.normal.solve(|diagonal| damping * (diagonal + limits.least_curvature) + 1e-12)?;
        let mut next = *state;
        for (i, Turning { bone, at, tangents }) in self.turning.iter().enumerate() {
            let turn = tangents[0] * step[2 * i] + tangents[1] * step[2 * i + 1];
            let size = turn.norm();
            let turn = if size > limits.largest_turn { turn * (limits.largest_turn / size) } else { turn };
            if let Some(turned) = retract(*bone, at + turn) {
                next[bone.index()] = turned;
            }
        }
        Some(next)
    }
}

#[cfg(test)]
mod tests {
    use prepose_matcher::Joint;

    use super::*;

    type Gradient = Vec<(Bone, Vector3<f64>)>;

    /// Two bones pulled together, one of them also to where the other is not, by a chord that appears twice.
    struct Chords {
        bones: [Bone; 2],
        aside: Vector3<f64>,
    }

    impl Chords {
        fn residuals(&self, state: &StatePair) -> [(f64, f64, Gradient); 2] {
            let [a, b] = self.bones;
            let (one, other) = (state[a.index()], state[b.index()]);
            let half = self.aside / 2.0;
            [
                (2.0, 1.0 - one.dot(&other), vec![(b, -one), (a, -other)]),
                (1.0, 1.0 - one.dot(&self.aside), vec![(a, -half), (a, -half)]),
            ]
        }
    }

    impl Objective for Chords {
        fn cost(&self, state: &StatePair) -> f64 {
            self.residuals(state).iter().map(|(weight, residual, _)| (weight * residual).powi(2)).sum()
        }

        fn linearize(&mut self, state: &StatePair, system: &mut TangentSystem) {
            system.begin(self.bones.into_iter(), state);
            for (weight, residual, gradient) in self.residuals(state) {
                system.add(weight, residual, &gradient);
            }
        }
    }

    #[test]
    fn bones_meet_where_the_sum_is_least_and_stay_unit_vectors() {
        let bones = [Bone::now(Joint::Head), Bone::now(Joint::ElbowLeft)];
        let mut objective = Chords { bones, aside: Vector3::new(0.6, 0.0, 0.8) };
        let mut state: StatePair = [Vector3::y(); BONES];
        state[bones[1].index()] = Vector3::new(-0.8, 0.6, 0.0);
        let untouched = state;
        let limits = Limits {
            iterations: 200,
            settled: 1e-12,
            largest_turn: 0.7,
            first_damping: 1e-3,
            least_damping: 1e-7,
            raised: 8.0,
            least_curvature: 0.01,
            curved: true,
        };
        minimize(&mut objective, &mut TangentSystem::default(), &mut state, &limits);
        for bone in bones {
            assert!((state[bone.index()].norm() - 1.0).abs() < 1e-12);
            assert!((state[bone.index()] - objective.aside).norm() < 0.05, "{}", state[bone.index()]);
        }
        let others = (0..BONES).filter(|i| bones.iter().all(|bone| bone.index() != *i));
        others.for_each(|i| assert_eq!(state[i], untouched[i]));
    }

    #[test]
    fn a_gradient_is_how_a_residual_changes() {
        // the right side of one residual is its gradient in the two coordinates of a bone
        let bone = Bone::now(Joint::KneeLeft);
        let mut state: StatePair = [Vector3::y(); BONES];
        state[bone.index()] = Vector3::new(0.48, 0.6, 0.64);
        let aside = Vector3::new(0.3, -0.2, 0.5);
        let residual = |state: &StatePair| 0.4 + state[bone.index()].dot(&aside);
        let mut system = TangentSystem::default();
        system.begin([bone].into_iter(), &state);
        system.add(3.0, residual(&state), &[(bone, aside)]);
        for (k, tangent) in tangents(bone, state[bone.index()]).into_iter().enumerate() {
            let mut turned = state;
            turned[bone.index()] = retract(bone, state[bone.index()] + tangent * 1e-6).expect("it is not zero");
            let change = 9.0 * (residual(&turned).powi(2) - residual(&state).powi(2)) / 2e-6;
            assert!((system.normal.right[k] + change).abs() < 1e-4, "{k}: {} and {change}", system.normal.right[k]);
        }
    }
}
