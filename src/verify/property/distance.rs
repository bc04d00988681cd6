//! How far a gesture is from firing while somebody does another one in the ordinary way.
//!
//! Input: performances of the one, a model of the other. Output: degrees. While every bone of every frame is seen turned by
//! less than that, the other does not fire. Invariant: never told too large. For each frame and pose the least noise is
//! computed that lets the body be taken for one in the pose; of all ways to take the steps in order, and in their times, the
//! one whose largest noise is least counts. A frame's body is the one that the matcher would see.

use nalgebra::Vector3;
use prepose_matcher::body::{Body, Proportions};
use prepose_matcher::{Frame, Joint};

use crate::decide::fact::{BONES, Bone, Fact, StatePair};
use crate::verify::model::gesture::{Model, PoseFacts};
use crate::verify::report::findings::Witness;

/// The largest distance that is told, in degrees; it stands for all that are larger.
pub const FARTHEST: f64 = 45.0;

/// More than what rounding to the frames' coordinates turns a bone, in radians.
const ROUNDED: f64 = 1e-5;

/// The distance of two gestures from firing each other, in degrees: at most [`FARTHEST`].
pub fn distance(one: (&Model, &[Witness]), other: (&Model, &[Witness])) -> f64 {
    let from = |(_, performances): (&Model, &[Witness]), fired: &Model| {
        let separation = performances.iter().map(|performance| separation(&performance.frames, fired));
        separation.fold(f64::INFINITY, f64::min)
    };
    let least = from(one, other.0).min(from(other, one.0));
    (least - ROUNDED).max(0.0).to_degrees().min(FARTHEST)
}

/// The least noise with which frames fire a gesture, in radians.
fn separation(frames: &[Frame], gesture: &Model) -> f64 {
    let times: Vec<f64> = frames.iter().map(|frame| frame.time).collect();
    let bodies: Vec<StatePair> = frames.iter().map(seen).collect();
    let nodes = &gesture.gesture.nodes;
    let needs: Vec<Vec<f64>> = gesture.poses.iter().map(|pose| needs(pose, &bodies)).collect();
    // times are read off frames, so each may be off by one
    let frame = times.windows(2).map(|pair| pair[1] - pair[0]).fold(0.0, f64::max) * 1.01;
    let mut lasting: Vec<Vec<f64>> = Vec::with_capacity(nodes.len());
    let mut least = f64::INFINITY;
    for (n, node) in nodes.iter().enumerate() {
        let pose = gesture.pose(n);
        let need = &needs[gesture.pose_of[n]];
        let begun: Vec<f64> = (0..frames.len())
            .map(|now| {
                let before = |then: usize| match node.entry {
                    true => 0.0,
                    false => node.after.iter().map(|&b| lasting[b][then]).fold(f64::INFINITY, f64::min),
                };
                let in_time = |then: &usize| {
                    let passed = times[now] - times[*then];
                    node.entry || (passed >= node.earliest - frame && passed <= node.latest + frame)
                };
                let change = |then: usize| before(then).max(turned(pose, &bodies[then], &bodies[now]));
                let best = match node.entry && !pose.is_relative() {
                    true => 0.0,
                    false => (0..=now).filter(in_time).map(change).fold(f64::INFINITY, f64::min),
                };
                best.max(need[now])
            })
            .collect();
        let held = held(&begun, need, &times, node.hold - frame);
        if node.accept {
            least = held.iter().copied().fold(least, f64::min);
        }
        // once held, it lasts while the body stays in it
        let mut best = f64::INFINITY;
        let last = held.iter().zip(need).map(|(held, need)| {
            best = best.min(*held);
            best.max(*need)
        });
        lasting.push(last.collect());
    }
    least
}

/// For each frame the least noise with which a pose that was begun is held by then for a time.
fn held(begun: &[f64], need: &[f64], times: &[f64], hold: f64) -> Vec<f64> {
    let mut held = vec![f64::INFINITY; begun.len()];
    for (first, begun) in begun.iter().enumerate() {
        let mut noise = *begun;
        let mut last = first;
        while noise.is_finite() && times[last] - times[first] < hold {
            last += 1;
            noise = need.get(last).map_or(f64::INFINITY, |need| noise.max(*need));
        }
        if noise.is_finite() {
            held[last] = held[last].min(noise);
        }
    }
    held
}

/// The bones of a frame.
fn seen(frame: &Frame) -> StatePair {
    let body = Body::from_frame(frame, Proportions::Canonical, true);
    let mut bodies = [Vector3::zeros(); BONES];
    for joint in &Joint::PARENTS_FIRST[1..] {
        bodies[Bone::now(*joint).index()] = body.direction(*joint).map_or_else(Vector3::zeros, Vector3::from);
    }
    bodies
}

/// For each body the least noise with which it is in a pose, whatever went before.
fn needs(pose: &PoseFacts, bodies: &[StatePair]) -> Vec<f64> {
    bodies.iter().map(|body| pose.facts.iter().map(|fact| fact.noise(body)).fold(0.0, f64::max)).collect()
}

/// The least noise with which a body has changed as a pose asks.
fn turned(pose: &PoseFacts, then: &StatePair, now: &StatePair) -> f64 {
    if !pose.is_relative() {
        return 0.0;
    }
    let mut both = *now;
    for joint in Joint::ALL {
        both[Bone::began(joint).index()] = then[Bone::now(joint).index()];
    }
    pose.relative.iter().map(|fact| fact.noise(&both)).fold(0.0, f64::max)
}

impl Fact {
    /// The least angle in radians, infinite where none is enough, such that the fact can hold of bodies whose bones are
    /// turned by up to that.
    fn noise(&self, bodies: &StatePair) -> f64 {
        let lack = -self.slack(bodies);
        if lack <= 0.0 {
            return 0.0;
        }
        // what ends move when bones of so much length turn: the chord is twice the sine of half the angle
        let of_ends = |length: f64| match lack * crate::decide::fact::METRES_PER_RADIAN / (2.0 * length) {
            half if half <= 1.0 => 2.0 * half.asin(),
            _ => f64::INFINITY,
        };
        match self {
            Fact::DirectionAngle { .. } => lack,
            Fact::BoneAngle { .. } | Fact::Hinge { .. } | Fact::Turned { .. } | Fact::Nearer { .. } => lack / 2.0,
            Fact::Linear { terms, .. } => of_ends(terms.iter().map(|(_, by)| by.norm()).sum()),
            Fact::Distance { terms, .. } => of_ends(terms.iter().map(|(_, l)| l.abs()).sum()),
            Fact::Any(facts) => facts.iter().map(|fact| fact.noise(bodies)).fold(f64::INFINITY, f64::min),
        }
    }
}
