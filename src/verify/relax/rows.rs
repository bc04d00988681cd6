//! What holds of all bodies of a question, as rows over dot products.
//!
//! Input: the space of a question, bounds on its angles. Output: rows. Invariant: every body of the question meets every row.

use super::form::{Block, Form};
use super::space::{Relaxation, upright};
use crate::verify::arithmetic::{ROUNDING, angle};
use crate::verify::fact::{Bone, Fact, nearest};
use crate::verify::propagate::Angles;
use crate::verify::search::Question;
use crate::verify::solver::Row;

impl Relaxation {
    /// What holds of all bodies of the question, without cuts.
    pub(super) fn rows(&self, question: &Question, angles: &Angles) -> Vec<Row> {
        let mut rows = Vec::new();
        for variable in 0..self.variables {
            let form = Form { constant: 0.0, terms: vec![(variable, 1.0)] };
            rows.extend([form.at_least(-1.0), form.at_most(1.0)]);
        }
        self.blocks.iter().for_each(|block| across(block, &mut rows));
        for fact in question.facts {
            self.fact_rows(fact, angles, &mut rows);
        }
        rows
    }

    fn fact_rows(&self, fact: &Fact, angles: &Angles, rows: &mut Vec<Row>) {
        match fact {
            Fact::Cone { bone, direction, angle, inside: true } => {
                rows.push(self.bone_along(*bone, *direction).at_least(widest(*angle).cos() - 1e-12));
            }
            Fact::Cone { bone, direction, angle, inside: false } => {
                rows.push(self.bone_along(*bone, *direction).at_most(narrowest(*angle).cos() + 1e-12));
            }
            Fact::Pair { a, b, angle, at_least: false } => {
                rows.push(self.bones_product(*a, *b).at_least(widest(*angle).cos() - 1e-12));
            }
            Fact::Pair { a, b, angle, at_least: true } => {
                rows.push(self.bones_product(*a, *b).at_most(narrowest(*angle).cos() + 1e-12));
            }
            Fact::Linear { terms, least } => {
                let mut sum = Form::default();
                terms.iter().for_each(|(bone, by)| sum.add(&self.bone_along(*bone, *by), 1.0));
                rows.push(sum.at_least(least - ROUNDING));
            }
            Fact::Length { terms, offset, length, at_least } => {
                let mut square = Form { constant: offset.norm_squared(), terms: Vec::new() };
                for (i, (a, l)) in terms.iter().enumerate() {
                    square.constant += l * l;
                    square.add(&self.bone_along(*a, *offset), 2.0 * l);
                    for (b, k) in &terms[..i] {
                        square.add(&self.bones_product(*a, *b), 2.0 * l * k);
                    }
                }
                rows.push(if *at_least {
                    square.at_least((length - ROUNDING).max(0.0).powi(2) - 1e-12)
                } else {
                    square.at_most((length + ROUNDING).max(0.0).powi(2) + 1e-12)
                });
            }
            Fact::Hinge { a, b, axis, least } => {
                let (axis, turned) = upright(*axis);
                let form = self.derived_product(*b, *a, &axis.cross_matrix());
                rows.push(match turned {
                    false => form.at_least(least - ROUNDING),
                    true => form.at_most(ROUNDING - least),
                });
            }
            Fact::Turned { joint, rotation, tolerance } => {
                let form = self.derived_product(Bone::now(*joint), Bone::began(*joint), rotation.matrix());
                rows.push(form.at_least(widest(*tolerance).cos() - 1e-12));
            }
            Fact::Nearer { joint, direction, by, near, spare } => {
                let (now, began) = (Bone::now(*joint), Bone::began(*joint));
                let start = match self.place[began.index()] {
                    None => angle(self.base[began.index()], *direction),
                    Some(_) => angles.to_fixed(began, *direction).high,
                };
                let most = widest(nearest(start, *by, *near) - spare);
                rows.push(self.bone_along(now, *direction).at_least(most.cos() - 1e-12));
            }
            Fact::Any(_) => {}
        }
    }
}

/// Derived vectors that stand across their own bone.
fn across(block: &Block, rows: &mut Vec<Row>) {
    for i in 3..block.vectors.len() {
        for j in 3..i {
            let (one, other) = (&block.vectors[i], &block.vectors[j]);
            let between = one.matrix.transpose() * other.matrix;
            if one.of == other.of && between.transpose() == -between {
                rows.extend([block.product(i, j).at_least(0.0), block.product(i, j).at_most(0.0)]);
            }
        }
    }
}

fn widest(angle: f64) -> f64 {
    (angle + ROUNDING).clamp(0.0, std::f64::consts::PI)
}

fn narrowest(angle: f64) -> f64 {
    (angle - ROUNDING).clamp(0.0, std::f64::consts::PI)
}
