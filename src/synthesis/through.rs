//! A movement through given postures.
//!
//! Input: a gesture, a path through it, the postures of its steps, and what the frames must be like. Output: one person's
//! performance at the first of a few paces that is as wanted. It knows nothing of verifiers.

use prepose_matcher::Frame;

use super::performance::{Keyframe, Performance, Settings};
use super::performer::Performer;
use super::person::Person;
use super::plan::{PlanFailure, plan};
use super::planner::Route;
use super::posture_cache::PostureCache;
use super::report::{self, CannotPerform};
use super::style::PerformanceStyle;
use crate::posture::Posture;
use crate::typed::Gesture;

/// The paces that are tried: how fast, and how long each posture is kept.
const PACES: [(f64, f64); 4] = [(1.0, 1.0), (0.8, 1.6), (1.6, 1.0), (2.4, 0.6)];

/// Performs a gesture on one path through given postures, without noise and by one person; a step that is relative to
/// the one before is posed here. Tries a few paces until the frames are as wanted. Where it fails, what stands in the way
/// is told in full only if it is to be `explained`, which takes time.
///
/// # Errors
/// [`CannotPerform`] when no movement through the postures is found; person 0 is not recognised when none is as wanted.
pub fn through(
    gesture: &Gesture,
    path: &[usize],
    postures: &[(usize, Posture)],
    explained: bool,
    mut wanted: impl FnMut(&[Frame]) -> bool,
) -> Result<Performance, CannotPerform> {
    let settings = Settings::default();
    let person = Person::new(settings.seed, 0);
    let mut performer = Performer { gesture, unlock: None, settings: &settings, cache: PostureCache::default() };
    let mut first_failure = None;
    for (attempt, (tempo, patience)) in PACES.into_iter().enumerate() {
        let style = PerformanceStyle { tempo, patience, explained, ..PerformanceStyle::DEMONSTRATION };
        performer.cache.insert_all(gesture, postures, style.clearance);
        let planned = plan(Route { gesture, path }, None, style, &mut performer.cache);
        let plan = match planned.map_err(|failure: PlanFailure| report::report(gesture, None, &failure)) {
            Ok(plan) => plan,
            // a body that is not found at one pace is not found at another
            Err(failure @ CannotPerform::Pose { .. }) => return Err(first_failure.unwrap_or(failure)),
            Err(failure) => {
                first_failure.get_or_insert(failure);
                continue;
            }
        };
        let frames = performer.frames(&plan, &person, 0, attempt as u64);
        if wanted(&frames) {
            let keyframes =
                plan.postures.iter().map(|(node, posture)| Keyframe::new(gesture, *node, posture)).collect();
            return Ok(Performance { frames, keyframes, path: path.to_vec() });
        }
    }
    let missed = CannotPerform::NotRecognised { person: 0, reached: 0, of: path.len() as u32, statement: None };
    Err(first_failure.unwrap_or(missed))
}
