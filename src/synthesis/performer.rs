//! One person who performs a gesture.
//!
//! Input: a gesture, perhaps one that unlocks it, and settings. Output: the plan of a person and the frames that a sensor
//! sees of them. Invariant: a later attempt takes more time and goes further into the poses. It knows nothing of other
//! people.

use nalgebra::Vector3;
use prepose_matcher::{Frame, JOINTS, Joint, Tracking};

use super::noise::Sensor;
use super::paths;
use super::performance::{Noise, Settings};
use super::person::Person;
use super::plan::{Plan, PlanFailure, plan};
use super::planner::Route;
use super::posture_cache::PostureCache;
use super::random::Random;
use super::replay::Missed;
use super::report::{self, CannotPerform};
use super::style::PerformanceStyle;
use crate::typed::Gesture;

/// What people perform, with the postures that were found for it.
pub struct Performer<'a> {
    pub gesture: &'a Gesture,
    pub unlock: Option<&'a Gesture>,
    pub settings: &'a Settings,
    pub cache: PostureCache,
}

/// How often a person tries whom the sensor's noise made the matcher miss.
const ATTEMPTS: u64 = 8;

impl Performer<'_> {
    /// One person's performance.
    ///
    /// # Errors
    /// Why none is found, or none is recognised.
    pub fn person(
        &mut self,
        number: usize,
        recognised: impl Fn(&[Frame]) -> Result<(), Missed>,
    ) -> Result<(Plan, Vec<Frame>), CannotPerform> {
        let person = Person::new(self.settings.seed, number as u64);
        let mut first_missed = None;
        for attempt in 0..ATTEMPTS {
            let plan = self.plan(number, self.style(&person, attempt))?;
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

    fn style(&self, person: &Person, attempt: u64) -> PerformanceStyle {
        let more = attempt as f64;
        PerformanceStyle {
            tempo: person.tempo * (1.0 - 0.07 * more),
            clearance: 1.0 + 0.15 * (more / 2.0).floor(),
            patience: 1.0 + 0.3 * more,
            lead_in: 0.5,
            frame: 1.0 / self.frames_per_second(),
            explained: true,
        }
    }

    /// The plan of the path that falls to a person, or of the next that a body can take.
    ///
    /// # Errors
    /// Why the first path cannot be taken, where none can.
    pub fn plan(&mut self, number: usize, style: PerformanceStyle) -> Result<Plan, CannotPerform> {
        let first_path = paths::choose(&self.gesture.nodes, number);
        let unlock_path = self.unlock.map(|unlock| (unlock, paths::choose(&unlock.nodes, number)));
        for (gesture, path) in [(self.gesture, &first_path)]
            .into_iter()
            .chain(unlock_path.as_ref().map(|(gesture, path)| (*gesture, path)))
        {
            if path.is_empty() {
                return Err(CannotPerform::NoWay { gesture: gesture.name.clone() });
            }
        }
        let unlock = unlock_path.as_ref().map(|(gesture, path)| Route { gesture, path });
        let mut by = |path: &[usize]| plan(Route { gesture: self.gesture, path }, unlock, style, &mut self.cache);
        let mut result = by(&first_path);
        let mut tried = vec![first_path];
        for other in 1..paths::TRIED {
            if result.is_ok() {
                break;
            }
            let path = paths::choose(&self.gesture.nodes, number + other);
            if !tried.contains(&path) {
                result = by(&path).or(result);
                tried.push(path);
            }
        }
        result.map_err(|failure: PlanFailure| report::report(self.gesture, self.unlock, &failure))
    }

    /// What the sensor sees of a plan.
    pub fn frames(&self, plan: &Plan, person: &Person, number: usize, attempt: u64) -> Vec<Frame> {
        let rate = self.frames_per_second();
        let count = (plan.end * rate).ceil() as usize;
        let time = |i: usize| i as f64 / rate;
        let random = Random::new(self.settings.seed, &[2, number as u64, attempt]);
        let mut sensor = Sensor::new(random, rate);
        let seen = |joints: &[Vector3<f64>; JOINTS], sensor: &mut Sensor| match self.settings.noise {
            Noise::None => joints.map(|joint| (joint, Tracking::Tracked)),
            Noise::Kinect => sensor.see(joints),
        };
        let postures = (0..=count).map(|i| plan.trajectory.posture(time(i)));
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
