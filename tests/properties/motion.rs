//! Random motions that have a fair chance to perform what a program asks for.

use nalgebra::Vector3;
use prepose::interpret::margin;
use prepose::typed::{Constraint, Gesture, Node};
use prepose_matcher::{Body, Frame, Joint, Tracking};

use super::person::{Shape, Stance, direction};
use super::tape::{Choices, Seeded};

/// Frames of one to four people, in the order of their times but for a rare slip.
pub fn motion(gestures: &[Gesture], seed: u64, seconds: f64) -> Vec<Frame> {
    let choose = &mut Seeded(seed);
    let people = if choose.chance(30) { 2 + choose.below(3) } else { 1 };
    let mut frames: Vec<Frame> = Vec::new();
    for body in 0..people {
        // times on a grid of sixteenths meet holds and windows exactly
        let grid = choose.chance(40).then_some(0.0625 * (1 + choose.below(4)) as f64);
        let mut own = performance(gestures, choose, 7 + body as u64, seconds, grid);
        if choose.chance(50) {
            // out of the sensor's view for a while, from the beginning, until the end, or in between
            let from = choose.between(-0.2, 1.0) * seconds;
            let until = from + choose.between(0.5, 8.0);
            own.retain(|frame| frame.time < from || frame.time > until);
        }
        frames.extend(own);
    }
    frames.sort_by(|a, b| a.time.total_cmp(&b.time));
    for frame in frames.iter_mut().skip(1) {
        if choose.below(1500) == 0 {
            frame.time -= 0.3 + choose.unit();
        }
    }
    frames
}

fn performance(gestures: &[Gesture], choose: &mut Seeded, body: u64, seconds: f64, grid: Option<f64>) -> Vec<Frame> {
    let stance = Stance {
        size: choose.between(0.6, 1.3),
        place: Vector3::new(choose.between(-1.0, 1.0), choose.between(0.5, 1.2), choose.between(1.0, 4.0)),
        turn: choose.between(-3.0, 3.0),
    };
    let mut keys = Keys { stance: stance.clone(), keys: vec![(0.0, Shape::rest())] };
    let mut time = choose.between(0.0, 1.0);
    while time < seconds {
        let gesture = &gestures[choose.below(gestures.len())];
        match choose.below(8) {
            0 => keys.to(&mut time, choose, |_, _| Shape::rest()),
            1 => keys.to(&mut time, choose, |_, choose| Shape::random(choose)),
            2 => {
                let node = &gesture.nodes[choose.below(gesture.nodes.len())];
                keys.to(&mut time, choose, |keys, choose| keys.solve(node, choose));
            }
            _ => {
                let careless = choose.chance(20);
                for node in way_through(gesture, choose) {
                    keys.to(&mut time, choose, |keys, choose| keys.solve(&gesture.nodes[node], choose));
                    if careless && choose.chance(30) {
                        time += choose.between(0.0, 6.0);
                        keys.keys.push((time, Shape::rest()));
                    }
                }
                if choose.chance(60) {
                    keys.to(&mut time, choose, |_, _| Shape::rest());
                }
            }
        }
    }
    film(&keys, choose, body, time, grid)
}

/// The steps of one way from a first to a last step.
fn way_through(gesture: &Gesture, choose: &mut Seeded) -> Vec<usize> {
    let ends: Vec<usize> = (0..gesture.nodes.len()).filter(|&i| gesture.nodes[i].accept).collect();
    let mut way = vec![ends[choose.below(ends.len())]];
    while !gesture.nodes[way[0]].after.is_empty() {
        let before = &gesture.nodes[way[0]].after;
        way.insert(0, before[choose.below(before.len())]);
    }
    way
}

/// Shapes at moments; between them the person moves evenly.
struct Keys {
    stance: Stance,
    keys: Vec<(f64, Shape)>,
}

impl Keys {
    fn last(&self) -> &Shape {
        &self.keys.last().expect("there is a first key").1
    }

    fn to(&mut self, time: &mut f64, choose: &mut Seeded, make: impl Fn(&Keys, &mut Seeded) -> Shape) {
        let shape = make(self, choose);
        *time += if choose.chance(10) { choose.between(1.5, 4.0) } else { choose.between(0.05, 1.2) };
        self.keys.push((*time, shape.clone()));
        if choose.chance(60) {
            *time += choose.between(0.1, 1.5);
            let stay = choose.chance(70);
            self.keys.push((*time, if stay { shape } else { shape.shaken(choose, 0.15) }));
        }
    }

    /// A shape near the last one that keeps as much of a step as a short search finds.
    fn solve(&self, node: &Node, choose: &mut Seeded) -> Shape {
        let began = self.last().body(&self.stance);
        let constraints: Vec<&Constraint> = node.statements.iter().flat_map(|s| &s.constraints).collect();
        let mut best = self.last().clone();
        let mut broken = broken_by(&constraints, &best.body(&self.stance), &began);
        for _ in 0..120 {
            if broken <= 0.0 {
                break;
            }
            let mut next = best.clone();
            let constraint = constraints[choose.below(constraints.len())];
            match *constraint {
                Constraint::DirectionAngle { joint, direction: wanted, inside: true, .. } if choose.chance(70) => {
                    next.0[joint.index()] = wanted;
                }
                Constraint::Nearer { joint, direction: wanted, .. } if choose.chance(70) => {
                    next.0[joint.index()] = wanted;
                }
                Constraint::Turned { joint, rotation, .. } if choose.chance(70) => {
                    next.0[joint.index()] = rotation * next.0[joint.index()];
                }
                Constraint::BoneAngle { a, b, .. } if choose.chance(50) => {
                    next.0[a.index()] = if choose.chance(50) { next.0[b.index()] } else { -next.0[b.index()] };
                }
                _ => {
                    let joints = constraint.joints();
                    let mut joint = joints[choose.below(joints.len())];
                    for _ in 0..choose.below(4) {
                        joint = joint.parent().unwrap_or(joint);
                    }
                    if !matches!(joint, Joint::HipLeft | Joint::HipRight) {
                        next.0[joint.index()] = direction(choose);
                    }
                }
            }
            let now = broken_by(&constraints, &next.body(&self.stance), &began);
            if now <= broken {
                (best, broken) = (next, now);
            }
        }
        best
    }

    fn at(&self, time: f64) -> Shape {
        let next = self.keys.partition_point(|(key, _)| *key <= time);
        let Some((end, there)) = self.keys.get(next) else { return self.last().clone() };
        let (start, here) = &self.keys[next - 1];
        here.toward(there, (time - start) / (end - start))
    }
}

/// The sum of all that is broken.
fn broken_by(constraints: &[&Constraint], body: &Body, began: &Body) -> f64 {
    constraints.iter().map(|constraint| (-margin(constraint, body, Some(began)).unwrap_or(-1.0)).max(0.0)).sum()
}

/// What a sensor that is not perfect sees of it.
fn film(keys: &Keys, choose: &mut Seeded, body: u64, until: f64, grid: Option<f64>) -> Vec<Frame> {
    let rate = choose.between(0.04, 0.2);
    let (noise, blinks, gaps) = (choose.chance(30), choose.chance(35), choose.chance(20));
    let mut hidden: Vec<(Joint, Tracking, usize)> = Vec::new();
    let mut frames = Vec::new();
    let mut time = 0.0;
    while time < until {
        let mut shape = keys.at(time);
        if noise {
            shape = shape.shaken(choose, 0.03);
        }
        let mut frame = shape.frame(&keys.stance, time, body);
        if blinks && choose.chance(8) {
            let how = *choose.pick(&[&Tracking::NotTracked, &Tracking::NotTracked, &Tracking::Inferred]);
            hidden.push((Joint::ALL[choose.below(Joint::ALL.len())], how, 1 + choose.below(12)));
        }
        for (joint, how, left) in &mut hidden {
            let position = frame.joint(*joint).position;
            frame.set(*joint, position, *how);
            *left -= 1;
        }
        hidden.retain(|(_, _, left)| *left > 0);
        if blinks && choose.below(150) == 0 {
            frame = Frame::empty(time, body);
        }
        frames.push(frame);
        time += match grid {
            Some(grid) => grid,
            None => rate * choose.between(0.5, 1.5),
        };
        if gaps && choose.chance(2) {
            time += 0.25 * (1 + choose.below(12)) as f64;
        }
        if choose.below(300) == 0 {
            // the same moment twice
            frames.extend(frames.last().cloned());
        }
    }
    frames
}
