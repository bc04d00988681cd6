//! What a frame costs. One item is one frame of one body; the person moves all the time, raising and lowering limbs so
//! that gestures begin, go on and complete.

#[path = "../tests/support/skeleton.rs"]
mod skeleton;

use divan::Bencher;
use divan::counter::ItemsCount;
use prepose_matcher::program::*;
use prepose_matcher::{Body, Frame, Joint, Matcher, OneEuro, Options, Proportions, Smoother};
use skeleton::{Placing, Skeleton};

fn main() {
    divan::main();
}

const JOINTS_USED: [Joint; 12] = [
    Joint::ElbowLeft,
    Joint::WristLeft,
    Joint::HandLeft,
    Joint::ElbowRight,
    Joint::WristRight,
    Joint::HandRight,
    Joint::KneeLeft,
    Joint::AnkleLeft,
    Joint::KneeRight,
    Joint::AnkleRight,
    Joint::SpineShoulder,
    Joint::Head,
];
const DIRECTIONS: [[f64; 3]; 6] =
    [[0.0, 1.0, 0.0], [0.0, -1.0, 0.0], [1.0, 0.0, 0.0], [-1.0, 0.0, 0.0], [0.0, 0.0, 1.0], [0.0, 0.0, -1.0]];
const NODES: usize = 4;
const STATEMENTS: usize = 4;
const ATOMS: usize = 2;

/// Numbers that look random and are the same every time.
struct Noise(u64);

impl Noise {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        ((self.0 >> 33) % end as u64) as usize
    }

    fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        from[self.below(from.len())]
    }
}

/// Statements as authors write them: where a limb points, or where a hand is.
fn atoms(noise: &mut Noise, parts: &mut Parts, sharing: bool, spread: f64) -> Vec<u32> {
    let joint = noise.pick(&JOINTS_USED);
    let quantities: Vec<(Quantity, f64)> = match noise.below(4) {
        0..=2 => {
            let direction = noise.pick(&DIRECTIONS);
            // a limb of two bones
            let parent = joint.parent().unwrap_or(joint);
            [joint, parent].map(|joint| (Quantity::DirectionAngle { joint, direction }, 0.9)).to_vec()
        }
        _ => {
            let (to, axis) = (noise.pick(&JOINTS_USED), noise.pick(&[Axis::X, Axis::Y, Axis::Z]));
            let near = Quantity::Distance { a: joint, b: to };
            vec![(Quantity::Offset { from: joint, to, axis }, 0.01), (near, 0.2)]
        }
    };
    let place = |parts: &mut Parts, quantity: Quantity, bound: f64| {
        let known = parts.quantities.iter().position(|q| *q == quantity).filter(|_| sharing);
        let quantity = known.unwrap_or_else(|| {
            parts.quantities.push(quantity);
            parts.quantities.len() - 1
        }) as u32;
        let atom = Atom { quantity, at_least: true, bound };
        let known = parts.atoms.iter().position(|a| *a == atom).filter(|_| sharing);
        known.unwrap_or_else(|| {
            parts.atoms.push(atom);
            parts.atoms.len() - 1
        }) as u32
    };
    assert_eq!(quantities.len(), ATOMS);
    quantities.into_iter().map(|(quantity, bound)| place(parts, quantity, bound + spread)).collect()
}

/// Gestures of four steps with poses of four statements of two atoms; the first pose has one statement, so that it is
/// often met. With `sharing`, authors say the same things: there are only so many bones, directions and usual
/// tolerances. With `upright`, the first pose is that of all who stand, so that every gesture is always under way.
fn program(gestures: usize, sharing: bool, upright: bool) -> Program {
    let mut noise = Noise(1);
    let mut parts = Parts::default();
    let spine = Quantity::DirectionAngle { joint: Joint::SpineMid, direction: DIRECTIONS[0] };
    parts.quantities.push(spine);
    parts.atoms.push(Atom { quantity: 0, at_least: true, bound: 0.5 });
    parts.statements.push(Statement { atoms: vec![0], text: "point your spine up".into() });
    for g in 0..gestures {
        let mut nodes = Vec::new();
        for n in 0..NODES as u32 {
            let mut statements = Vec::new();
            for _ in 0..STATEMENTS {
                let spread = if sharing { 0.0 } else { 1e-6 * parts.atoms.len() as f64 };
                let atoms = atoms(&mut noise, &mut parts, sharing, spread);
                let statement = Statement { atoms, text: "point your left wrist up".into() };
                let known = parts.statements.iter().position(|s| *s == statement).filter(|_| sharing);
                statements.push(known.unwrap_or_else(|| {
                    parts.statements.push(statement);
                    parts.statements.len() - 1
                }) as u32);
            }
            if n == 0 {
                statements.truncate(1);
                if upright {
                    statements[0] = 0;
                }
            }
            let condition = Condition { statements };
            let known = parts.conditions.iter().position(|c| *c == condition).filter(|_| sharing);
            let condition = known.unwrap_or_else(|| {
                parts.conditions.push(condition);
                parts.conditions.len() - 1
            }) as u32;
            nodes.push(Node {
                name: format!("pose {n}"),
                condition,
                after: if n == 0 { vec![] } else { vec![n - 1] },
                entry: n == 0,
                accept: n as usize == NODES - 1,
                earliest: 0.0,
                latest: 5.0,
                hold: 0.0,
                step: n + 1,
                of: NODES as u32,
            });
        }
        let name = format!("gesture {g}");
        parts.gestures.push(Gesture { app: "bench".into(), name, nodes, cooldown: 0.0, unlocked_by: None });
    }
    Program::new(parts).unwrap()
}

/// Ten seconds of a person who turns one limb after the other, at 30 frames a second, with a sensor's jitter.
fn film() -> Vec<Frame> {
    let mut noise = Noise(2);
    let mut skeleton = Skeleton::standing();
    let mut target = skeleton.clone();
    (0..300)
        .map(|i| {
            if i % 10 == 0 {
                let joint = noise.pick(&JOINTS_USED[..10]);
                target.bones[joint.index()] = noise.pick(&DIRECTIONS);
            }
            for (bone, target) in skeleton.bones.iter_mut().zip(&target.bones) {
                for (x, target) in bone.iter_mut().zip(target) {
                    *x += 0.25 * (target - *x) + 0.01 * (noise.below(1000) as f64 / 500.0 - 1.0);
                }
            }
            skeleton.frame(f64::from(i) / 30.0, 1, Placing::default())
        })
        .collect()
}

fn run(bencher: Bencher, program: Program, options: Options) {
    let film = film();
    let mut matcher = Matcher::new(program, options);
    let mut events = 0u64;
    // the film goes round and round, and time goes on
    let mut shift = 0.0;
    let frames = film.len();
    bencher.counter(ItemsCount::new(frames)).bench_local(|| {
        shift += 10.0;
        for frame in &film {
            let frame = Frame { time: frame.time + shift, ..frame.clone() };
            matcher.step(&frame, |_| events += 1);
        }
        events
    });
    let parts = matcher.program().parts();
    let (atoms, conditions) = (parts.atoms.len(), parts.conditions.len());
    eprintln!("{atoms} atoms, {conditions} conditions, {:.2} events a frame", events as f64 / (shift * 30.0));
}

#[divan::bench(args = [28, 250, 1000, 4000])]
fn gestures_that_share(bencher: Bencher, gestures: usize) {
    run(bencher, program(gestures, true, false), Options::default());
}

#[divan::bench(args = [28, 250, 1000])]
fn gestures_that_share_nothing(bencher: Bencher, gestures: usize) {
    run(bencher, program(gestures, false, false), Options::default());
}

#[divan::bench(args = [28, 1000])]
fn gestures_always_under_way(bencher: Bencher, gestures: usize) {
    run(bencher, program(gestures, true, true), Options::default());
}

#[divan::bench]
fn gestures_that_share_with_progress(bencher: Bencher) {
    run(bencher, program(28, true, false), Options::default().with_progress(Some(0.05)));
}

#[divan::bench(args = [Proportions::Canonical, Proportions::Own])]
fn body_of_a_frame(bencher: Bencher, proportions: Proportions) {
    let film = film();
    bencher.counter(ItemsCount::new(film.len())).bench_local(|| {
        for frame in &film {
            divan::black_box(Body::from_frame(divan::black_box(frame), proportions, true));
        }
    });
}

#[divan::bench]
fn smoothing(bencher: Bencher) {
    let film = film();
    let mut smoother = Smoother::new(OneEuro::default(), 1);
    bencher.counter(ItemsCount::new(film.len())).bench_local(|| {
        for frame in &film {
            smoother.smooth(&mut divan::black_box(frame.clone()));
        }
    });
}

#[divan::bench(args = [28, 1000])]
fn reading_bytes(bencher: Bencher, gestures: usize) {
    let bytes = program(gestures, true, false).to_bytes();
    bencher.counter(divan::counter::BytesCount::of_slice(&bytes)).bench(|| Program::from_bytes(&bytes));
}
