//! What typed constraints ask of a body.
//!
//! Input: a typed constraint, statements or a rule. Output: the same as facts about bones. Invariant: a fact says what the
//! matcher asks for on the canonical body, no more and no less. It knows nothing of gestures, or of what is asked of facts.

use nalgebra::Vector3;
use prepose_matcher::Joint;
use prepose_matcher::body::canonical;
use prepose_matcher::program::Axis;

use crate::decide::fact::{Bone, Fact};
use crate::posture::chain;
use crate::typed::{Constraint, Rule, TypedStatement};

/// What statements ask of the body now.
pub fn of_statements(statements: &[TypedStatement]) -> Vec<Fact> {
    statements.iter().flat_map(|statement| statement.constraints.iter().map(of)).collect()
}

/// What holds of every body under a rule.
pub fn of_rule(rule: &Rule) -> Vec<Fact> {
    let facts = of_statements(&rule.statements);
    if rule.never { vec![Fact::Any(facts.iter().filter_map(Fact::opposite).collect())] } else { facts }
}

/// What a constraint asks of the body now.
pub fn of(constraint: &Constraint) -> Fact {
    match *constraint {
        Constraint::DirectionAngle { joint, direction, angle, inside } => {
            Fact::DirectionAngle { bone: Bone::now(joint), direction, angle, inside }
        }
        Constraint::BoneAngle { a, b, at_least, angle } => {
            Fact::BoneAngle { a: Bone::now(a), b: Bone::now(b), angle, at_least }
        }
        Constraint::Offset { from, to, axis, at_least, length } => {
            let axis = match axis {
                Axis::X => Vector3::x(),
                Axis::Y => Vector3::y(),
                Axis::Z => Vector3::z(),
            };
            let sign = if at_least { 1.0 } else { -1.0 };
            let terms = line(from, to).into_iter().map(|(bone, l)| (bone, axis * (l * sign))).collect();
            Fact::Linear { terms, least: length * sign }
        }
        Constraint::Distance { a, b, at_least, length } => {
            Fact::Distance { terms: line(a, b), offset: Vector3::zeros(), length, at_least }
        }
        Constraint::Hinge { a, b, axis, at_least, sine } => {
            let sign = if at_least { 1.0 } else { -1.0 };
            Fact::Hinge { a: Bone::now(a), b: Bone::now(b), axis: axis * sign, least: sine * sign }
        }
        Constraint::Turned { joint, rotation, tolerance } => Fact::Turned { joint, rotation, tolerance },
        Constraint::Nearer { joint, direction, by, near } => Fact::Nearer { joint, direction, by, near, spare: 0.0 },
        Constraint::Moved { joint, direction, at_least, length } => {
            let sign = if at_least { 1.0 } else { -1.0 };
            let chain = chain(joint).map(|bone| (Bone::now(bone), canonical::length(bone) * sign));
            let terms = chain.flat_map(|(bone, l)| [(bone, direction * l), (bone.earlier(), direction * -l)]);
            Fact::Linear { terms: terms.collect(), least: length * sign }
        }
    }
}

/// The bones from one joint to another, with their lengths in metres and signs.
fn line(from: Joint, to: Joint) -> Vec<(Bone, f64)> {
    let shared = |bone: &Joint, other: Joint| chain(other).any(|there| there == *bone);
    let forth = chain(to).filter(|bone| !shared(bone, from)).map(|bone| (Bone::now(bone), canonical::length(bone)));
    let back = chain(from).filter(|bone| !shared(bone, to)).map(|bone| (Bone::now(bone), -canonical::length(bone)));
    forth.chain(back).collect()
}
