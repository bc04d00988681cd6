//! The vectors of a query and their dot products.
//!
//! Input: a query. Output: blocks of vectors, and forms for what facts are linear in. Invariant: the dot product of any two
//! vectors that a fact speaks of has a form.

use nalgebra::{Matrix3, Vector3};

use super::form::{Block, Form, Vector};
use crate::decide::fact::{BONES, Bone, BoneSet, Fact, StatePair};
use crate::decide::query::Query;
use crate::decide::sphere::retract;

/// Bodies by dot products: the coordinates of the free bones first, then one variable for each product of two vectors.
pub(super) struct Relaxation {
    pub(super) blocks: Vec<Block>,
    pub(super) bones: Vec<Bone>,
    /// The block of a free bone, and its place there.
    pub(super) place: [Option<(usize, usize)>; BONES],
    pub(super) base: StatePair,
    pub(super) variables: usize,
}

impl Relaxation {
    pub(super) fn new(query: &Query) -> Relaxation {
        let spoken = query.facts.iter().fold(BoneSet::default(), |set, fact| set.union(fact.bones()));
        let bones: Vec<Bone> = spoken.common(query.free_bones).iter().collect();
        let variables = 3 * bones.len();
        let base = *query.base;
        let mut relaxation = Relaxation { blocks: Vec::new(), bones, place: [None; BONES], base, variables };
        for group in linked(query, spoken.common(query.free_bones)) {
            relaxation.add_block(query, group);
        }
        relaxation
    }

    pub(super) fn add_block(&mut self, query: &Query, group: BoneSet) {
        let axis = |constant| Vector { of: None, matrix: Matrix3::zeros(), constant, square: Some(1.0) };
        let mut vectors = vec![axis(Vector3::x()), axis(Vector3::y()), axis(Vector3::z())];
        for bone in group.iter() {
            self.place[bone.index()] = Some((self.blocks.len(), vectors.len()));
            let (matrix, constant) = (Matrix3::identity(), Vector3::zeros());
            vectors.push(Vector { of: Some(bone), matrix, constant, square: Some(1.0) });
        }
        for fact in query.facts {
            let derived = derived(fact).filter(|v| v.of.is_some_and(|bone| group.contains(bone)));
            vectors.extend(derived.filter(|v| !vectors.contains(v)));
        }
        let n = vectors.len();
        let mut block = Block { vectors, products: vec![Form::default(); n * n] };
        for i in 0..n {
            for j in 0..=i {
                let form = self.product_of(&block.vectors, i, j);
                block.products[i * n + j] = form.clone();
                block.products[j * n + i] = form;
            }
        }
        self.blocks.push(block);
    }

    /// A form or a fresh variable for a dot product.
    pub(super) fn product_of(&mut self, vectors: &[Vector], i: usize, j: usize) -> Form {
        let (one, other) = (&vectors[i], &vectors[j]);
        if i == j
            && let Some(square) = one.square
        {
            return Form { constant: square, terms: Vec::new() };
        }
        match (one.of, other.of) {
            (None, None) => Form { constant: one.constant.dot(&other.constant), terms: Vec::new() },
            (Some(_), None) => self.along(one, other.constant),
            (None, Some(_)) => self.along(other, one.constant),
            _ => {
                self.variables += 1;
                Form { constant: 0.0, terms: vec![(self.variables - 1, 1.0)] }
            }
        }
    }

    /// A vector's dot product with a fixed one.
    pub(super) fn along(&self, vector: &Vector, direction: Vector3<f64>) -> Form {
        let mut form = Form { constant: vector.constant.dot(&direction), terms: Vec::new() };
        if let Some(bone) = vector.of {
            let by = vector.matrix.transpose() * direction;
            form.terms = self.components(bone).into_iter().zip(by.iter().copied()).collect();
        }
        form
    }

    /// The variables of a bone's coordinates.
    pub(super) fn components(&self, bone: Bone) -> [usize; 3] {
        let i = self.bones.iter().position(|known| *known == bone).unwrap_or(0);
        [3 * i, 3 * i + 1, 3 * i + 2]
    }

    /// A bone's dot product with a fixed vector, whether the bone is free or not.
    pub(super) fn bone_along(&self, bone: Bone, direction: Vector3<f64>) -> Form {
        match self.place[bone.index()] {
            Some((block, i)) => self.along(&self.blocks[block].vectors[i], direction),
            None => Form { constant: self.base[bone.index()].dot(&direction), terms: Vec::new() },
        }
    }

    /// The bodies whose bones point to where a point has them, as far as it has them anywhere.
    pub(super) fn bodies(&self, point: &[f64]) -> StatePair {
        let mut bodies = self.base;
        for &bone in &self.bones {
            let [x, y, z] = self.components(bone).map(|variable| point[variable]);
            bodies[bone.index()] = retract(bone, Vector3::new(x, y, z)).unwrap_or(bodies[bone.index()]);
        }
        bodies
    }

    /// The dot product of two bones, which a fact must have linked.
    pub(super) fn bones_product(&self, a: Bone, b: Bone) -> Form {
        match (self.place[a.index()], self.place[b.index()]) {
            (Some((block, i)), Some((_, j))) => self.blocks[block].product(i, j).clone(),
            (_, None) => self.bone_along(a, self.base[b.index()]),
            (None, _) => self.bone_along(b, self.base[a.index()]),
        }
    }

    /// The dot product of a bone and what was derived from another by a matrix.
    pub(super) fn derived_product(&self, bone: Bone, of: Bone, matrix: &Matrix3<f64>) -> Form {
        let found = self.place[of.index()].and_then(|(block, _)| {
            let vectors = &self.blocks[block].vectors;
            vectors.iter().position(|v| v.of == Some(of) && v.matrix == *matrix).map(|j| (block, j))
        });
        match (self.place[bone.index()], found) {
            (Some((block, i)), Some((_, j))) => self.blocks[block].product(i, j).clone(),
            (None, Some((block, j))) => self.along(&self.blocks[block].vectors[j], self.base[bone.index()]),
            (_, None) => self.bone_along(bone, matrix * self.base[of.index()]),
        }
    }
}

/// Vectors that a fact needs beside the bones.
pub(super) fn derived(fact: &Fact) -> Option<Vector> {
    let constant = Vector3::zeros();
    match fact {
        Fact::Hinge { a, axis, .. } => {
            Some(Vector { of: Some(*a), matrix: upright(*axis).0.cross_matrix(), constant, square: None })
        }
        Fact::Turned { joint, rotation, .. } => {
            let of = Some(Bone::began(*joint));
            Some(Vector { of, matrix: *rotation.matrix(), constant, square: Some(1.0) })
        }
        _ => None,
    }
}

/// An axis or its opposite, whichever has its first coordinate above zero, so that bounds about both are about one
/// vector; and whether it was turned round.
pub(super) fn upright(axis: Vector3<f64>) -> (Vector3<f64>, bool) {
    let turned = axis.iter().find(|x| **x != 0.0).is_some_and(|first| *first < 0.0);
    // adding zero makes -0.0 equal to 0.0 in every bit
    ((if turned { -axis } else { axis }).map(|x| x + 0.0), turned)
}

/// The free bones in groups: bones whose dot product is in a fact are in one.
fn linked(query: &Query, free_bones: BoneSet) -> Vec<BoneSet> {
    let mut groups: Vec<BoneSet> = Vec::new();
    let mut join = |bones: BoneSet| {
        let bones = bones.common(free_bones);
        if bones.is_empty() {
            return;
        }
        let (apart, together): (Vec<BoneSet>, Vec<BoneSet>) =
            groups.iter().partition(|group| group.common(bones).is_empty());
        groups = apart;
        groups.push(together.into_iter().fold(bones, BoneSet::union));
    };
    for fact in query.facts {
        match fact {
            Fact::BoneAngle { .. } | Fact::Distance { .. } | Fact::Hinge { .. } | Fact::Turned { .. } => {
                join(fact.bones())
            }
            _ => {}
        }
    }
    for bone in free_bones.iter() {
        let mut alone = BoneSet::default();
        alone.insert(bone);
        join(alone);
    }
    groups
}
