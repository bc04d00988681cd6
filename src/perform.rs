//! People who do a gesture: made-up sensor frames for tests and demonstrations.
//!
//! Input: a typed gesture and who performs it. Output: frames in sensor coordinates, and the posture of every step.
//! Invariant: every performance was replayed through the matcher and is recognised; what cannot be performed is told,
//! never faked. The same settings give the same frames. It knows nothing of files or of the command line.

use nalgebra::Vector3;
use prepose_matcher::program::ProgramError;
use prepose_matcher::{Frame, JOINTS, Joint, Tracking};

use crate::translate::translate;
use crate::typed::Gesture;

mod anatomy;
mod elsewhere;
mod equations;
mod motion;
mod noise;
mod pace;
mod person;
mod plan;
mod planner;
mod random;
mod replay;
mod report;
mod room;
#[cfg(test)]
mod rules_tests;
mod side;
mod solve;
mod stance;
mod way;

pub use report::CannotPerform;

use crate::posture::Posture;
use noise::Sensor;
use person::Person;
use plan::{Known, Manner, Plan, Route, Stopped, plan};
use random::Random;
use replay::Missed;

/// What a sensor adds to what it sees.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Noise {
    /// Nothing.
    #[default]
    None,
    /// Errors like those of a skeleton tracked by a depth camera: 5 to 10 mm at the trunk and along the limbs, up to
    /// 15 mm at their ends (standard deviation along each axis), lasting for a few frames, and one frame in a hundred
    /// in which an end is guessed.
    Kinect,
}

/// Who performs, and how it is seen.
#[derive(Debug, Clone, PartialEq)]
pub struct Settings {
    /// How many people, each of another size, at another place and pace.
    pub people: usize,
    /// What the sensor adds.
    pub noise: Noise,
    /// Which people and which noise.
    pub seed: u64,
    /// From 5 to 240; beyond that, the nearest of these.
    pub frames_per_second: f64,
}

impl Default for Settings {
    fn default() -> Settings {
        Settings { people: 1, noise: Noise::None, seed: 0, frames_per_second: 30.0 }
    }
}

/// A gesture, performed.
#[derive(Debug, Clone, PartialEq)]
pub struct Performance {
    /// The frames of all people in the order of their times; bodies are numbered from 1. Everybody begins at 0 and
    /// leaves when done.
    pub frames: Vec<Frame>,
    /// The posture of every step that the first person performs.
    pub keyframes: Vec<Keyframe>,
    /// The steps that the first person performs, as indices of [`Gesture::nodes`].
    pub way: Vec<usize>,
}

/// The posture of one step.
#[derive(Debug, Clone, PartialEq)]
pub struct Keyframe {
    /// The step, an index of [`Gesture::nodes`].
    pub node: usize,
    /// The pose's name.
    pub pose: String,
    /// Where the joints of the canonical body are, in native order: metres in the body frame (x the subject's right, y
    /// up, z the subject's front, origin at the spine base).
    pub positions: [[f32; 3]; JOINTS],
}

/// Performs a gesture, in front of a sensor, by as many people as asked for. Where `unlock` is given, everybody performs
/// that gesture first. Of the ways through a gesture, as with either hand, different people take different ones.
///
/// # Errors
/// [`CannotPerform`] names the pose that no body was found for, the step that no body is fast enough for, or the person
/// whose performance the matcher does not recognise.
pub fn perform(gesture: &Gesture, unlock: Option<&Gesture>, settings: &Settings) -> Result<Performance, CannotPerform> {
    let program = translate(unlock.into_iter().chain([gesture])).map_err(|error: ProgramError| {
        CannotPerform::TooLarge { gesture: gesture.name.clone(), limit: error.to_string() }
    })?;
    let place = |other: &prepose_matcher::program::Gesture| other.app == gesture.app && other.name == gesture.name;
    let index = program.parts().gestures.iter().position(place).unwrap_or(0);
    let mut stage = Stage { gesture, unlock, settings, known: Known::default() };
    let mut performance = Performance { frames: Vec::new(), keyframes: Vec::new(), way: Vec::new() };
    for number in 0..settings.people {
        let (plan, frames) = stage.person(number, |frames| replay::recognised(&program, index, frames))?;
        performance.frames.extend(frames);
        if number == 0 {
            performance.way = plan.postures.iter().map(|(node, _)| *node).collect();
            performance.keyframes = plan.postures.iter().map(|(node, p)| keyframe(gesture, *node, p)).collect();
        }
    }
    // stable: at one moment the people stay in their order
    performance.frames.sort_by(|a, b| a.time.total_cmp(&b.time));
    Ok(performance)
}

/// The postures of a shortest way through a gesture that a body can take.
///
/// # Errors
/// [`CannotPerform`] when none is found.
pub fn solve_way(gesture: &Gesture) -> Result<Vec<Keyframe>, CannotPerform> {
    let mut stage = Stage { gesture, unlock: None, settings: &Settings::default(), known: Known::default() };
    let plan = stage.plan(0, Manner::SHOWING)?;
    Ok(plan.postures.iter().map(|(node, posture)| keyframe(gesture, *node, posture)).collect())
}

/// The posture of each step of a gesture, on whichever way leads through it; nothing for a step on no way that a body
/// can take.
pub fn solve_nodes(gesture: &Gesture) -> Vec<Option<Keyframe>> {
    let mut keyframes = vec![None; gesture.nodes.len()];
    let mut known = Known::default();
    for node in (0..gesture.nodes.len()).rev() {
        if keyframes[node].is_none() {
            let way = way::to(&gesture.nodes, node);
            if let Ok(plan) = plan(Route { gesture, way: &way }, None, Manner::SHOWING, &mut known) {
                for (node, posture) in &plan.postures {
                    keyframes[*node].get_or_insert_with(|| keyframe(gesture, *node, posture));
                }
            }
        }
    }
    keyframes
}

/// Performs a gesture on one way through given postures, without noise and by one person; a step that is relative to
/// the one before is posed here. Tries a few paces until the frames are as wanted. Where it fails, what stands in the way
/// is told in full only if it is to be `explained`, which takes time.
///
/// # Errors
/// [`CannotPerform`] when no movement through the postures is found; person 0 is not recognised when none is as wanted.
pub fn through(
    gesture: &Gesture,
    way: &[usize],
    postures: &[(usize, Posture)],
    explained: bool,
    mut wanted: impl FnMut(&[Frame]) -> bool,
) -> Result<Performance, CannotPerform> {
    let settings = Settings::default();
    let person = Person::new(settings.seed, 0);
    let mut stage = Stage { gesture, unlock: None, settings: &settings, known: Known::default() };
    let mut first_stopped = None;
    for (attempt, (tempo, patience)) in PACES.into_iter().enumerate() {
        let manner = Manner { tempo, patience, explained, ..Manner::SHOWING };
        stage.known.keep(gesture, postures, manner.room);
        let planned = plan(Route { gesture, way }, None, manner, &mut stage.known);
        let plan = match planned.map_err(|stopped: Stopped| report::report(gesture, None, &stopped)) {
            Ok(plan) => plan,
            // a body that is not found at one pace is not found at another
            Err(stopped @ CannotPerform::Pose { .. }) => return Err(first_stopped.unwrap_or(stopped)),
            Err(stopped) => {
                first_stopped.get_or_insert(stopped);
                continue;
            }
        };
        let frames = stage.frames(&plan, &person, 0, attempt as u64);
        if wanted(&frames) {
            let keyframes = plan.postures.iter().map(|(node, posture)| keyframe(gesture, *node, posture)).collect();
            return Ok(Performance { frames, keyframes, way: way.to_vec() });
        }
    }
    let missed = CannotPerform::NotRecognised { person: 0, reached: 0, of: way.len() as u32, statement: None };
    Err(first_stopped.unwrap_or(missed))
}

/// One posture as the body of a step.
pub fn still(gesture: &Gesture, node: usize, posture: &Posture) -> Keyframe {
    keyframe(gesture, node, posture)
}

/// The paces that are tried through given postures: how fast, and how long each is kept.
const PACES: [(f64, f64); 4] = [(1.0, 1.0), (0.8, 1.6), (1.6, 1.0), (2.4, 0.6)];

fn keyframe(gesture: &Gesture, node: usize, posture: &Posture) -> Keyframe {
    let positions = posture.positions().map(|position| [position.x as f32, position.y as f32, position.z as f32]);
    Keyframe { node, pose: gesture.nodes[node].pose.clone(), positions }
}

/// How often a person tries whom the sensor's noise made the matcher miss.
const ATTEMPTS: u64 = 8;

struct Stage<'a> {
    gesture: &'a Gesture,
    unlock: Option<&'a Gesture>,
    settings: &'a Settings,
    known: Known,
}

impl Stage<'_> {
    /// One person's performance.
    fn person(
        &mut self,
        number: usize,
        recognised: impl Fn(&[Frame]) -> Result<(), Missed>,
    ) -> Result<(Plan, Vec<Frame>), CannotPerform> {
        let person = Person::new(self.settings.seed, number as u64);
        let mut first_missed = None;
        for attempt in 0..ATTEMPTS {
            let plan = self.plan(number, self.manner(&person, attempt))?;
            let frames = self.frames(&plan, &person, number, attempt);
            match recognised(&frames) {
                Ok(()) => return Ok((plan, frames)),
                Err(missed) => {
                    first_missed.get_or_insert(missed);
                }
            }
        }
        let Missed { reached, of, statement } = first_missed.unwrap_or(Missed { reached: 0, of: 0, statement: None });
        Err(CannotPerform::NotRecognised { person: number, reached, of, statement })
    }

    /// Each attempt takes more time and goes further into the poses.
    fn manner(&self, person: &Person, attempt: u64) -> Manner {
        let more = attempt as f64;
        Manner {
            tempo: person.tempo * (1.0 - 0.07 * more),
            room: 1.0 + 0.15 * (more / 2.0).floor(),
            patience: 1.0 + 0.3 * more,
            lead_in: 0.5,
            frame: 1.0 / self.frames_per_second(),
            explained: true,
        }
    }

    /// The plan of the way that falls to a person, or of the next that a body can take.
    fn plan(&mut self, number: usize, manner: Manner) -> Result<Plan, CannotPerform> {
        let first_way = way::way(&self.gesture.nodes, number);
        let unlock_way = self.unlock.map(|unlock| (unlock, way::way(&unlock.nodes, number)));
        for (gesture, way) in [(self.gesture, &first_way)].into_iter().chain(unlock_way.as_ref().map(|(g, w)| (*g, w)))
        {
            if way.is_empty() {
                return Err(CannotPerform::NoWay { gesture: gesture.name.clone() });
            }
        }
        let unlock = unlock_way.as_ref().map(|(gesture, way)| Route { gesture, way });
        let mut by = |way: &[usize]| plan(Route { gesture: self.gesture, way }, unlock, manner, &mut self.known);
        let mut result = by(&first_way);
        let mut tried = vec![first_way];
        for other in 1..way::TRIED {
            if result.is_ok() {
                break;
            }
            let way = way::way(&self.gesture.nodes, number + other);
            if !tried.contains(&way) {
                result = by(&way).or(result);
                tried.push(way);
            }
        }
        result.map_err(|stopped: Stopped| report::report(self.gesture, self.unlock, &stopped))
    }

    fn frames(&self, plan: &Plan, person: &Person, number: usize, attempt: u64) -> Vec<Frame> {
        let rate = self.frames_per_second();
        let count = (plan.end * rate).ceil() as usize;
        let time = |i: usize| i as f64 / rate;
        let random = Random::new(self.settings.seed, &[2, number as u64, attempt]);
        let mut sensor = Sensor::new(random, rate);
        let seen = |joints: &[Vector3<f64>; JOINTS], sensor: &mut Sensor| match self.settings.noise {
            Noise::None => joints.map(|joint| (joint, Tracking::Tracked)),
            Noise::Kinect => sensor.see(joints),
        };
        let postures = (0..=count).map(|i| plan.timeline.posture(time(i)));
        let frames = person.walk(postures).enumerate().map(|(i, joints)| {
            let mut frame = Frame::empty(time(i), number as u64 + 1);
            for (joint, (at, tracking)) in Joint::ALL.into_iter().zip(seen(&joints, &mut sensor)) {
                frame.set(joint, [at.x as f32, at.y as f32, at.z as f32], tracking);
            }
            frame
        });
        frames.collect()
    }

    fn frames_per_second(&self) -> f64 {
        let rate = self.settings.frames_per_second;
        if rate.is_nan() { 30.0 } else { rate.clamp(5.0, 240.0) }
    }
}
