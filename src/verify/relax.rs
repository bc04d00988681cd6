//! Refutes facts by linear arithmetic.
//!
//! Input: a question. Output: whether no body answers it. Bodies are described by the dot products of vectors: the three
//! axes, the free bones, and vectors that are linear in a bone. Facts are linear in them, and of any vectors the squared
//! length of a sum is not negative. Which sum of squares makes the rows impossible is found by arithmetic that rounds;
//! that they are is then Z3's word, in exact fractions. Invariant: every body that answers the question meets every row.

use nalgebra::{DMatrix, Matrix3, Vector3};

use super::arithmetic::{ROUNDING, angle};
use super::fact::{BONES, Bone, BoneSet, Fact, nearest};
use super::propagate::Angles;
use super::search::Question;
use super::solver::{Linear, Outcome, Row};

mod certificate;

use certificate::squares;

/// What came of it.
#[derive(Debug, Clone, PartialEq)]
pub enum Relaxed {
    /// No body.
    Refuted,
    /// Nothing was refuted; why.
    Open(String),
}

/// The solver's own steps for one query.
const EFFORT: u32 = 2_000_000;

/// Tries to refute a question whose disjunctions are already decided; `angles` are bounds that all bodies of the
/// question are within. Questions of more variables than given are left open.
pub fn refute(question: &Question, angles: &Angles, most_variables: usize) -> Relaxed {
    let relaxation = Relaxation::new(question);
    if relaxation.variables > most_variables {
        return Relaxed::Open("too many bones are free at once".to_string());
    }
    let rows = relaxation.rows(question, angles);
    let Some(squares) = squares(&rows, &relaxation) else {
        return Relaxed::Open("neither a body that does it was found nor a proof that there is none".to_string());
    };
    let blocks = relaxation.blocks.iter().zip(&squares).filter(|(_, factors)| !factors.is_empty());
    let squares: Vec<Row> = blocks.map(|(block, factors)| block.sum_of_squares(factors)).collect();
    let mut solver = Linear::new(relaxation.variables, EFFORT);
    rows.iter().chain(&squares).for_each(|row| solver.require(row));
    match solver.check() {
        Outcome::Infeasible => Relaxed::Refuted,
        Outcome::Feasible(_) => Relaxed::Open("a proof was near, but rounding undid it".to_string()),
        Outcome::GaveUp(reason) => Relaxed::Open(reason),
    }
}

/// A vector as `matrix * bone + constant`.
#[derive(Clone, PartialEq)]
struct Vector {
    of: Option<Bone>,
    matrix: Matrix3<f64>,
    constant: Vector3<f64>,
    /// The square of its length, where all bodies have the same.
    square: Option<f64>,
}

/// A linear form: a constant and variables with coefficients.
#[derive(Clone, Default)]
struct Form {
    constant: f64,
    terms: Vec<(usize, f64)>,
}

impl Form {
    fn add(&mut self, other: &Form, by: f64) {
        self.constant += other.constant * by;
        self.terms.extend(other.terms.iter().map(|(variable, c)| (*variable, c * by)));
    }

    fn at(&self, point: &[f64]) -> f64 {
        self.constant + self.terms.iter().map(|&(variable, c)| c * point[variable]).sum::<f64>()
    }

    /// `self >= least`.
    fn at_least(&self, least: f64) -> Row {
        let mut terms = self.terms.clone();
        terms.sort_unstable_by_key(|term| term.0);
        terms.dedup_by(|next, kept| {
            let same = next.0 == kept.0;
            if same {
                kept.1 += next.1;
            }
            same
        });
        Row { terms, least: least - self.constant - 1e-12 }
    }

    fn at_most(&self, most: f64) -> Row {
        let mut turned = Form::default();
        turned.add(self, -1.0);
        turned.at_least(-most)
    }
}

/// Vectors of which any two are in one fact, or are linked by others that are: the axes, some of the free bones, and what
/// is linear in them. Dot products of vectors of different blocks are in no fact, and any values of the others leave
/// values for them.
struct Block {
    vectors: Vec<Vector>,
    /// The dot product of every two vectors.
    products: Vec<Form>,
}

impl Block {
    fn product(&self, i: usize, j: usize) -> &Form {
        &self.products[i * self.vectors.len() + j]
    }

    /// The dot products of the vectors at a point.
    fn gram(&self, point: &[f64]) -> DMatrix<f64> {
        let n = self.vectors.len();
        DMatrix::from_fn(n, n, |i, j| self.product(i, j).at(point))
    }

    /// A sum of squared lengths of sums of vectors, one for each list of factors: not negative for any body.
    fn sum_of_squares(&self, factors: &[Vec<f64>]) -> Row {
        let n = self.vectors.len();
        let mut sum = Form::default();
        for i in 0..n {
            for j in 0..=i {
                let weight: f64 = factors.iter().map(|v| v[i] * v[j]).sum();
                if weight != 0.0 {
                    sum.add(self.product(i, j), if i == j { weight } else { 2.0 * weight });
                }
            }
        }
        sum.at_least(0.0)
    }
}

struct Relaxation {
    blocks: Vec<Block>,
    bones: Vec<Bone>,
    /// The block of a free bone, and its place there.
    place: [Option<(usize, usize)>; BONES],
    base: super::fact::Bodies,
    variables: usize,
}

impl Relaxation {
    fn new(question: &Question) -> Relaxation {
        let spoken = question.facts.iter().fold(BoneSet::default(), |set, fact| set.union(fact.bones()));
        let bones: Vec<Bone> = spoken.common(question.free).iter().collect();
        let variables = 3 * bones.len();
        let base = *question.base;
        let mut relaxation = Relaxation { blocks: Vec::new(), bones, place: [None; BONES], base, variables };
        for group in linked(question, spoken.common(question.free)) {
            relaxation.add_block(question, group);
        }
        relaxation
    }

    fn add_block(&mut self, question: &Question, group: BoneSet) {
        let axis = |constant| Vector { of: None, matrix: Matrix3::zeros(), constant, square: Some(1.0) };
        let mut vectors = vec![axis(Vector3::x()), axis(Vector3::y()), axis(Vector3::z())];
        for bone in group.iter() {
            self.place[bone.index()] = Some((self.blocks.len(), vectors.len()));
            let (matrix, constant) = (Matrix3::identity(), Vector3::zeros());
            vectors.push(Vector { of: Some(bone), matrix, constant, square: Some(1.0) });
        }
        for fact in question.facts {
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
    fn product_of(&mut self, vectors: &[Vector], i: usize, j: usize) -> Form {
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
    fn along(&self, vector: &Vector, direction: Vector3<f64>) -> Form {
        let mut form = Form { constant: vector.constant.dot(&direction), terms: Vec::new() };
        if let Some(bone) = vector.of {
            let by = vector.matrix.transpose() * direction;
            form.terms = self.components(bone).into_iter().zip(by.iter().copied()).collect();
        }
        form
    }

    /// The variables of a bone's coordinates.
    fn components(&self, bone: Bone) -> [usize; 3] {
        let i = self.bones.iter().position(|known| *known == bone).unwrap_or(0);
        [3 * i, 3 * i + 1, 3 * i + 2]
    }

    /// A bone's dot product with a fixed vector, whether the bone is free or not.
    fn bone_along(&self, bone: Bone, direction: Vector3<f64>) -> Form {
        match self.place[bone.index()] {
            Some((block, i)) => self.along(&self.blocks[block].vectors[i], direction),
            None => Form { constant: self.base[bone.index()].dot(&direction), terms: Vec::new() },
        }
    }

    /// The dot product of two bones, which a fact must have linked.
    fn bones_product(&self, a: Bone, b: Bone) -> Form {
        match (self.place[a.index()], self.place[b.index()]) {
            (Some((block, i)), Some((_, j))) => self.blocks[block].product(i, j).clone(),
            (_, None) => self.bone_along(a, self.base[b.index()]),
            (None, _) => self.bone_along(b, self.base[a.index()]),
        }
    }

    /// The dot product of a bone and what was derived from another by a matrix.
    fn derived_product(&self, bone: Bone, of: Bone, matrix: &Matrix3<f64>) -> Form {
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

    /// What holds of all bodies of the question, without cuts.
    fn rows(&self, question: &Question, angles: &Angles) -> Vec<Row> {
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

/// Vectors that a fact needs beside the bones.
fn derived(fact: &Fact) -> Option<Vector> {
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
fn upright(axis: Vector3<f64>) -> (Vector3<f64>, bool) {
    let turned = axis.iter().find(|x| **x != 0.0).is_some_and(|first| *first < 0.0);
    // adding zero makes -0.0 equal to 0.0 in every bit
    ((if turned { -axis } else { axis }).map(|x| x + 0.0), turned)
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

/// The free bones in groups: bones whose dot product is in a fact are in one.
fn linked(question: &Question, free: BoneSet) -> Vec<BoneSet> {
    let mut groups: Vec<BoneSet> = Vec::new();
    let mut join = |bones: BoneSet| {
        let bones = bones.common(free);
        if bones.is_empty() {
            return;
        }
        let (apart, together): (Vec<BoneSet>, Vec<BoneSet>) =
            groups.iter().partition(|group| group.common(bones).is_empty());
        groups = apart;
        groups.push(together.into_iter().fold(bones, BoneSet::union));
    };
    for fact in question.facts {
        match fact {
            Fact::Pair { .. } | Fact::Length { .. } | Fact::Hinge { .. } | Fact::Turned { .. } => join(fact.bones()),
            _ => {}
        }
    }
    for bone in free.iter() {
        let mut alone = BoneSet::default();
        alone.insert(bone);
        join(alone);
    }
    groups
}

fn widest(angle: f64) -> f64 {
    (angle + ROUNDING).clamp(0.0, std::f64::consts::PI)
}

fn narrowest(angle: f64) -> f64 {
    (angle - ROUNDING).clamp(0.0, std::f64::consts::PI)
}
