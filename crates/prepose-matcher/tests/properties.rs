//! What must hold for every program and every film.

#[path = "support/naive.rs"]
mod naive;
#[path = "support/random.rs"]
mod random;
#[path = "support/skeleton.rs"]
mod skeleton;

use naive::Naive;
use prepose_matcher::program::{Axis, Parts, Program, Quantity};
use prepose_matcher::{Event, Frame, Matcher, Options};
use proptest::collection::vec;
use proptest::prelude::*;
use random::{Dice, film, nonsense, parts};

const PACES: [f64; 6] = [0.1, 1.0 / 30.0, 0.2, 0.0, 0.5, 1.2];

fn dice() -> impl Strategy<Value = Vec<u8>> {
    vec(any::<u8>(), 0..1500)
}

fn play(matcher: &mut Matcher, film: &[Frame]) -> Vec<Event> {
    let mut events = Vec::new();
    film.iter().for_each(|frame| matcher.step(frame, |event| events.push(event)));
    events
}

fn mirrored(parts: &Parts) -> Parts {
    let flip = |[x, y, z]: [f64; 3]| [-x, y, z];
    let quantities = parts.quantities.iter().map(|quantity| match *quantity {
        Quantity::DirectionAngle { joint, direction } => {
            Quantity::DirectionAngle { joint: joint.mirrored(), direction: flip(direction) }
        }
        Quantity::BoneAngle { a, b } => Quantity::BoneAngle { a: a.mirrored(), b: b.mirrored() },
        Quantity::Offset { from, to, axis: Axis::X } => {
            Quantity::Offset { from: to.mirrored(), to: from.mirrored(), axis: Axis::X }
        }
        Quantity::Offset { from, to, axis } => Quantity::Offset { from: from.mirrored(), to: to.mirrored(), axis },
        Quantity::Distance { a, b } => Quantity::Distance { a: a.mirrored(), b: b.mirrored() },
        Quantity::Hinge { a, b, axis: [x, y, z] } => {
            Quantity::Hinge { a: a.mirrored(), b: b.mirrored(), axis: [x, -y, -z] }
        }
        Quantity::Turned { joint, rotation: [a, b, c] } => {
            let flip = |[x, y, z]: [f64; 3]| [-x, y, z];
            let [x, y, z] = flip(a);
            Quantity::Turned { joint: joint.mirrored(), rotation: [[-x, -y, -z], flip(b), flip(c)] }
        }
        Quantity::Nearer { joint, direction, by, near } => {
            Quantity::Nearer { joint: joint.mirrored(), direction: flip(direction), by, near }
        }
        Quantity::Moved { joint, direction } => Quantity::Moved { joint: joint.mirrored(), direction: flip(direction) },
    });
    Parts { quantities: quantities.collect(), ..parts.clone() }
}

fn in_a_mirror(frame: &Frame) -> Frame {
    let mut image = frame.clone();
    for joint in prepose_matcher::Joint::ALL {
        let [x, y, z] = frame.joint(joint).position;
        image.set(joint.mirrored(), [-x, y, z], frame.joint(joint).tracking);
    }
    image
}

/// Bounds that no value of a film comes near, so that rounding cannot decide.
fn off_the_edge(mut parts: Parts) -> Parts {
    for (i, atom) in parts.atoms.iter_mut().enumerate() {
        atom.bound += 0.0137 + 1e-5 * i as f64;
    }
    parts
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, max_shrink_iters: 20_000, failure_persistence: None, ..Default::default() })]

    #[test]
    fn it_does_what_the_obvious_matcher_does(rolls in dice()) {
        let mut dice = Dice(&rolls);
        let program = Program::new(parts(&mut dice)).unwrap();
        let film = film(&mut dice, 120, 2, &PACES);
        let mut naive = Naive::new(&program);
        let mut matcher = Matcher::new(program, Options::default());
        for frame in &film {
            let mut events = Vec::new();
            matcher.step(frame, |event| events.push(event));
            prop_assert_eq!(events, naive.step(frame));
        }
    }

    #[test]
    fn time_that_goes_back_is_taken_as_the_obvious_matcher_takes_it(rolls in dice()) {
        let mut dice = Dice(&rolls);
        let program = Program::new(parts(&mut dice)).unwrap();
        let film = film(&mut dice, 60, 2, &[0.1, 0.2, -0.3, 1.5]);
        let mut naive = Naive::new(&program);
        let mut matcher = Matcher::new(program, Options::default());
        let expected: Vec<Event> = film.iter().flat_map(|frame| naive.step(frame)).collect();
        prop_assert_eq!(play(&mut matcher, &film), expected);
    }

    #[test]
    fn bytes_read_back_to_the_same_program(rolls in dice()) {
        let program = Program::new(parts(&mut Dice(&rolls))).unwrap();
        prop_assert_eq!(Program::from_bytes(&program.to_bytes()).unwrap(), program);
    }

    #[test]
    fn any_bytes_are_read_without_panic(bytes in vec(any::<u8>(), 0..400)) {
        prop_assert!(Program::from_bytes(&bytes).is_err());
        let headed: Vec<u8> = b"prepose\0\x01\0\0\0".iter().copied().chain(bytes).collect();
        let _ = Program::from_bytes(&headed);
    }

    #[test]
    fn changed_bytes_are_refused_or_run_on_anything(
        rolls in dice(),
        changes in vec((any::<prop::sample::Index>(), any::<u8>()), 0..4),
        cut in any::<prop::sample::Index>(),
    ) {
        let mut dice = Dice(&rolls);
        let mut bytes = Program::new(parts(&mut dice)).unwrap().to_bytes();
        prop_assert!(Program::from_bytes(&bytes[..cut.index(bytes.len())]).is_err());
        for (place, byte) in changes {
            let place = place.index(bytes.len());
            bytes[place] = byte;
        }
        if let Ok(program) = Program::from_bytes(&bytes) {
            let options = Options::default().with_max_bodies(2).with_progress(Some(0.01));
            let gestures = program.parts().gestures.len();
            let mut matcher = Matcher::new(program, options);
            for frame in nonsense(&mut dice, 40) {
                matcher.step(&frame, |_| {});
                for gesture in 0..=gestures {
                    let _ = matcher.why(frame.body, gesture);
                }
            }
        }
    }

    #[test]
    fn it_does_not_matter_where_one_stands_or_how_tall_one_is(
        rolls in dice(), heading in -3.0..3.0f64, x in -2.0..2.0f64, z in 1.0..4.0f64, size in 0.6..1.3f64,
    ) {
        let mut dice = Dice(&rolls);
        let program = Program::new(off_the_edge(parts(&mut dice))).unwrap();
        let film = film(&mut dice, 60, 1, &PACES);
        let (sin, cos) = heading.sin_cos();
        let moved: Vec<Frame> = film.iter().map(|frame| {
            let mut frame = frame.clone();
            for sample in &mut frame.joints {
                let [a, b, c] = sample.position.map(|p| f64::from(p) * size);
                sample.position = [(a * cos + c * sin + x) as f32, b as f32, (c * cos - a * sin + z) as f32];
            }
            frame
        }).collect();
        let here = play(&mut Matcher::new(program.clone(), Options::default()), &film);
        prop_assert_eq!(here, play(&mut Matcher::new(program, Options::default()), &moved));
    }

    #[test]
    fn a_mirrored_person_performs_the_mirrored_gestures(rolls in dice()) {
        let mut dice = Dice(&rolls);
        let parts = off_the_edge(parts(&mut dice));
        let film = film(&mut dice, 60, 1, &PACES);
        let image: Vec<Frame> = film.iter().map(in_a_mirror).collect();
        let program = Program::new(mirrored(&parts)).unwrap();
        let here = play(&mut Matcher::new(Program::new(parts).unwrap(), Options::default()), &film);
        prop_assert_eq!(here, play(&mut Matcher::new(program, Options::default()), &image));
    }
}

/// The dice must reach all that is compared above; otherwise the comparison says nothing.
#[test]
fn the_dice_reach_every_kind_of_event() {
    use prepose_matcher::EventKind::*;
    use proptest::strategy::ValueTree;
    use proptest::test_runner::TestRunner;
    let mut runner = TestRunner::deterministic();
    let mut seen = [0; 5];
    let mut from_relative = 0;
    for _ in 0..200 {
        let rolls = vec(any::<u8>(), 1000..1500).new_tree(&mut runner).unwrap().current();
        let mut dice = Dice(&rolls);
        let program = Program::new(parts(&mut dice)).unwrap();
        let film = film(&mut dice, 120, 2, &PACES);
        let mut matcher = Matcher::new(program.clone(), Options::default().with_progress(Some(0.1)));
        for event in play(&mut matcher, &film) {
            let kind = match event.kind {
                Started => 0,
                StepReached { .. } => 1,
                Progress { .. } => 2,
                Completed { .. } => 3,
                Abandoned { .. } => 4,
            };
            seen[kind] += 1;
            if let StepReached { node } = event.kind {
                let condition = program.parts().gestures[event.gesture as usize].nodes[node as usize].condition;
                let statements = &program.parts().conditions[condition as usize].statements;
                let atoms = statements.iter().flat_map(|&s| &program.parts().statements[s as usize].atoms);
                let quantities = atoms.map(|&a| program.parts().atoms[a as usize].quantity);
                let relative = |q: u32| program.parts().quantities[q as usize].is_relative();
                from_relative += usize::from(quantities.into_iter().any(relative));
            }
        }
    }
    assert!(seen.iter().all(|&count| count > 100), "{seen:?}");
    assert!(from_relative > 20, "{from_relative}");
    println!("events of each kind: {seen:?}, steps reached by a relative pose: {from_relative}");
}
