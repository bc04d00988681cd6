//! `prepose perform`.

use super::cli::{NoiseArgument, PerformArguments};
use super::output::{self, Failure, Outcome};
use super::output_path::{self, Destination};
use super::{find, gestures};
use crate::diagnostic::render;
use crate::synthesis::{self, CannotPerform, Noise, Performance, Settings};
use crate::typed::Gesture;

/// Writes a recording of people who perform a gesture.
pub fn perform(arguments: &PerformArguments) -> Result<Outcome, Failure> {
    if !(1.0..=1000.0).contains(&arguments.fps) {
        return Err(Failure::Misuse("`--fps` takes a number from 1 to 1000".to_string()));
    }
    let found = find::find(&arguments.paths, &arguments.config, None)?;
    output_path::not_an_input(arguments.output.as_deref(), found.paths.iter())?;
    let output = Destination::probe(arguments.output.as_deref())?;
    let checked = gestures::check_files(&found)?;
    let gesture = match gestures::by_name(&checked, &arguments.gesture) {
        Ok(gesture) => gesture,
        Err(failure) if !checked.has_errors() => return Err(failure),
        Err(failure) => {
            output::tell(&render::brief(&checked.diagnostics, &checked.sources, super::terminal::color_on_stderr()));
            return Err(failure);
        }
    };
    let settings = Settings {
        people: arguments.people as usize,
        noise: match arguments.noise {
            NoiseArgument::None => Noise::None,
            NoiseArgument::Kinect => Noise::Kinect,
        },
        seed: arguments.seed,
        frames_per_second: arguments.fps,
    };
    match with_unlocking(checked.gestures(), gesture, &settings) {
        Ok(performance) => {
            let mut bytes = Vec::new();
            prepose_sensor::write_json_lines(&mut bytes, &performance.frames).map_err(Failure::io("memory"))?;
            output.deliver(&bytes)?;
            Ok(Outcome::Fine)
        }
        Err(why) => {
            tell_nobody(gesture, &why);
            Ok(Outcome::Findings)
        }
    }
}

/// Says why a gesture is not performed.
pub fn tell_nobody(gesture: &Gesture, why: &CannotPerform) {
    output::tell(&format!("prepose: nobody can be made to perform `{}`: {why}", gesture.name));
}

/// Performs a gesture, first the one that unlocks it.
pub fn with_unlocking<'g>(
    mut all: impl Iterator<Item = &'g Gesture>,
    gesture: &Gesture,
    settings: &Settings,
) -> Result<Performance, CannotPerform> {
    let unlocking = gesture.after.as_ref().and_then(|(name, _)| all.find(|g| g.app == gesture.app && g.name == *name));
    synthesis::perform(gesture, unlocking, settings)
}
