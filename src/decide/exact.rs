//! Queries as polynomials, for audits.
//!
//! Input: a query. Output: what Z3 says of it when it is told the query itself, unit vectors and all, and no
//! relaxation of it. Invariant: rounded inward, what meets the polynomials meets the facts; rounded outward, what meets
//! the facts meets the polynomials. Nothing of the product asks here: Z3 leaves most queries of more than a few bones
//! open, but where it answers, it does so by a way that shares nothing with the proofs and the search but the facts.

use nalgebra::{Matrix3, Vector3};
use prepose_matcher::Joint;

use crate::decide::fact::{Bone, BoneSet, Fact, StatePair, nearest};
use crate::decide::query::Query;
pub use crate::decide::solver::Side;
use crate::decide::solver::{Condition, Outcome, Polynomial, Polynomials};
use crate::posture::angle;

/// What Z3 says.
#[derive(Debug, Clone)]
pub enum Exact {
    /// These bodies meet the query, but for rounding.
    Sat(Box<StatePair>),
    /// None does.
    Unsat,
    /// It gave up; why.
    Unknown(String),
}

/// Asks about all facts of a query with so much effort, in Z3's steps; nothing where a fact is no polynomial.
pub fn ask(query: &Query, side: Side, effort: u32) -> Option<Exact> {
    let coordinates = Coordinates::new(query);
    let mut solver = Polynomials::new(coordinates.count, side, effort);
    for bone in coordinates.bones.iter() {
        let own = coordinates.of(bone).into_iter().filter_map(|coordinate| match coordinate {
            Coordinate::Variable(i) => Some(i),
            Coordinate::Number(_) => None,
        });
        solver.unit(&own.collect::<Vec<usize>>());
    }
    for fact in query.facts {
        solver.require(&coordinates.condition(fact)?);
    }
    Some(match solver.check() {
        Outcome::Infeasible => Exact::Unsat,
        Outcome::GaveUp(reason) => Exact::Unknown(reason),
        Outcome::Feasible(values) => {
            let mut bodies = *query.base;
            for bone in coordinates.bones.iter() {
                bodies[bone.index()] = Vector3::from(coordinates.of(bone).map(|coordinate| match coordinate {
                    Coordinate::Variable(i) => values[i],
                    Coordinate::Number(number) => number,
                }));
            }
            Exact::Sat(Box::new(bodies))
        }
    })
}

#[derive(Clone, Copy)]
enum Coordinate {
    Variable(usize),
    Number(f64),
}

/// The coordinates of bones: variables of those that facts speak of and that may turn, numbers of the others.
struct Coordinates<'q> {
    bones: BoneSet,
    base: &'q StatePair,
    count: usize,
}

impl<'q> Coordinates<'q> {
    fn new(query: &Query<'q>) -> Coordinates<'q> {
        let spoken = query.facts.iter().fold(BoneSet::default(), |set, fact| set.union(fact.bones()));
        let bones = spoken.common(query.free_bones);
        Coordinates { bones, base: query.base, count: 3 * bones.iter().count() }
    }

    fn of(&self, bone: Bone) -> [Coordinate; 3] {
        let Some(place) = self.bones.iter().position(|known| known == bone) else {
            let at = self.base[bone.index()];
            return [at.x, at.y, at.z].map(Coordinate::Number);
        };
        let [x, y, z] = [0, 1, 2].map(|k| Coordinate::Variable(3 * place + k));
        match bone.joint() {
            // the body's frame turns with the hips
            Joint::HipLeft | Joint::HipRight => [x, y, Coordinate::Number(0.0)],
            _ => [x, y, z],
        }
    }

    /// A fact as a condition; nothing where it is no polynomial.
    fn condition(&self, fact: &Fact) -> Option<Condition> {
        Some(match fact {
            Fact::DirectionAngle { bone, direction, angle, inside } => {
                within(|form, by| self.add_along(form, *bone, direction * by), *angle, *inside)
            }
            Fact::BoneAngle { a, b, angle, at_least } => {
                within(|form, by| self.add_product(form, *a, &(Matrix3::identity() * by), *b), *angle, !at_least)
            }
            Fact::Linear { terms, least } => {
                let mut form = Polynomial { constant: -least, ..Polynomial::default() };
                terms.iter().for_each(|(bone, by)| self.add_along(&mut form, *bone, *by));
                Condition::Positive(form)
            }
            Fact::Distance { terms, offset, length, at_least } => {
                if *length < 0.0 {
                    return Some(if *at_least { always() } else { never() });
                }
                let sign = if *at_least { 1.0 } else { -1.0 };
                let constant = (offset.norm_squared() - length * length) * sign;
                let mut form = Polynomial { constant, ..Polynomial::default() };
                for (i, (a, l)) in terms.iter().enumerate() {
                    // the bone of a spine base has no length, the others have length 1
                    form.constant += l * l * self.base[a.index()].norm_squared().round() * sign;
                    self.add_along(&mut form, *a, offset * (2.0 * l * sign));
                    for (b, k) in &terms[..i] {
                        self.add_product(&mut form, *a, &(Matrix3::identity() * (2.0 * l * k * sign)), *b);
                    }
                }
                Condition::Positive(form)
            }
            Fact::Hinge { a, b, axis, least } => {
                // (a x b) . axis = a . (b x axis) = -a . (axis x b)
                let mut form = Polynomial { constant: -least, ..Polynomial::default() };
                self.add_product(&mut form, *a, &-axis.cross_matrix(), *b);
                Condition::Positive(form)
            }
            Fact::Turned { joint, rotation, tolerance } => {
                let (now, began) = (Bone::now(*joint), Bone::began(*joint));
                within(|form, by| self.add_product(form, now, &(rotation.matrix() * by), began), *tolerance, true)
            }
            Fact::Nearer { joint, direction, by, near, spare } => {
                let began = Bone::began(*joint);
                if self.bones.contains(began) {
                    return None;
                }
                let most = nearest(angle(self.base[began.index()], *direction), *by, *near) - spare;
                within(|form, by| self.add_along(form, Bone::now(*joint), direction * by), most, true)
            }
            Fact::Any(cases) => Condition::Any(cases.iter().map(|case| self.condition(case)).collect::<Option<_>>()?),
        })
    }

    /// Adds the dot product of a bone and a vector.
    fn add_along(&self, form: &mut Polynomial, bone: Bone, by: Vector3<f64>) {
        for (coordinate, by) in self.of(bone).into_iter().zip(by.iter()) {
            match coordinate {
                Coordinate::Variable(i) if *by != 0.0 => form.singles.push((i, *by)),
                Coordinate::Variable(_) => {}
                Coordinate::Number(number) => form.constant += number * by,
            }
        }
    }

    /// Adds the dot product of a bone and of a matrix times another bone.
    fn add_product(&self, form: &mut Polynomial, a: Bone, matrix: &Matrix3<f64>, b: Bone) {
        for (i, one) in self.of(a).into_iter().enumerate() {
            match one {
                Coordinate::Number(number) => self.add_along(form, b, matrix.row(i).transpose() * number),
                Coordinate::Variable(one) => {
                    for (j, other) in self.of(b).into_iter().enumerate().filter(|(j, _)| matrix[(i, *j)] != 0.0) {
                        match other {
                            Coordinate::Variable(other) => form.products.push((one, other, matrix[(i, j)])),
                            Coordinate::Number(number) => form.singles.push((one, matrix[(i, j)] * number)),
                        }
                    }
                }
            }
        }
    }
}

/// Whether the angle whose cosine is a sum is at most (`inside`) or at least so much; `add` adds the sum times a factor.
fn within(add: impl Fn(&mut Polynomial, f64), angle: f64, inside: bool) -> Condition {
    let turn = std::f64::consts::PI;
    match inside {
        true if angle < 0.0 => return never(),
        true if angle >= turn => return always(),
        false if angle > turn => return never(),
        false if angle <= 0.0 => return always(),
        _ => {}
    }
    let sign = if inside { 1.0 } else { -1.0 };
    let mut form = Polynomial { constant: -angle.cos() * sign, ..Polynomial::default() };
    add(&mut form, sign);
    Condition::Positive(form)
}

fn never() -> Condition {
    Condition::Any(Vec::new())
}

fn always() -> Condition {
    Condition::Positive(Polynomial { constant: 1.0, ..Polynomial::default() })
}
