//! People who do a gesture: made-up sensor frames for tests and demonstrations.
//!
//! Input: a typed gesture and who performs it. Output: frames in sensor coordinates, and the posture of every step.
//! Invariant: every performance was replayed through the matcher and is recognised; what cannot be performed is told,
//! never faked. The same settings give the same frames. It knows nothing of files or of the command line.

use prepose_matcher::program::ProgramError;

use crate::posture::Posture;
use crate::translate::translate;
use crate::typed::Gesture;

mod anatomy;
mod clearance;
mod comfort;
mod elsewhere;
mod motion;
mod noise;
mod objective;
mod pace;
mod paths;
mod performance;
mod performer;
mod person;
mod plan;
mod planner;
mod posture_cache;
mod random;
mod replay;
mod report;
mod residuals;
#[cfg(test)]
mod rules_tests;
mod side;
mod solve;
mod stance;
mod style;
mod through;

pub use performance::{Keyframe, Noise, Performance, Settings};
pub use report::CannotPerform;
pub use through::through;

use performer::Performer;
use plan::plan;
use planner::Route;
use posture_cache::PostureCache;
use style::PerformanceStyle;

/// Performs a gesture, in front of a sensor, by as many people as asked for. Where `unlock` is given, everybody performs
/// that gesture first. Of the paths through a gesture, as with either hand, different people take different ones.
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
    let mut performer = Performer { gesture, unlock, settings, cache: PostureCache::default() };
    let mut performance = Performance { frames: Vec::new(), keyframes: Vec::new(), path: Vec::new() };
    for number in 0..settings.people {
        let (plan, frames) = performer.person(number, |frames| replay::recognised(&program, index, frames))?;
        performance.frames.extend(frames);
        if number == 0 {
            performance.path = plan.postures.iter().map(|(node, _)| *node).collect();
            performance.keyframes = keyframes(gesture, &plan.postures);
        }
    }
    // stable: at one moment the people stay in their order
    performance.frames.sort_by(|a, b| a.time.total_cmp(&b.time));
    Ok(performance)
}

/// The postures of a shortest path through a gesture that a body can take.
///
/// # Errors
/// [`CannotPerform`] when none is found.
pub fn solve_path(gesture: &Gesture) -> Result<Vec<Keyframe>, CannotPerform> {
    let settings = Settings::default();
    let mut performer = Performer { gesture, unlock: None, settings: &settings, cache: PostureCache::default() };
    let plan = performer.plan(0, PerformanceStyle::DEMONSTRATION)?;
    Ok(keyframes(gesture, &plan.postures))
}

/// The posture of each step of a gesture, on whichever path leads through it; nothing for a step on no path that a body
/// can take.
pub fn solve_nodes(gesture: &Gesture) -> Vec<Option<Keyframe>> {
    let mut found = vec![None; gesture.nodes.len()];
    let mut cache = PostureCache::default();
    for node in (0..gesture.nodes.len()).rev() {
        if found[node].is_none() {
            let path = paths::shortest_to(&gesture.nodes, node);
            if let Ok(plan) = plan(Route { gesture, path: &path }, None, PerformanceStyle::DEMONSTRATION, &mut cache) {
                for keyframe in keyframes(gesture, &plan.postures) {
                    let node = keyframe.node;
                    found[node].get_or_insert(keyframe);
                }
            }
        }
    }
    found
}

fn keyframes(gesture: &Gesture, postures: &[(usize, Posture)]) -> Vec<Keyframe> {
    postures.iter().map(|(node, posture)| Keyframe::new(gesture, *node, posture)).collect()
}
