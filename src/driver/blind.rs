//! Which gestures can never fire on a recording, in words.
//!
//! Input: checked gestures and what a recording showed. Output: one line for each set of joints that are missing.

use std::collections::BTreeMap;

use prepose_matcher::Joint;

use super::observed::Observed;
use crate::sight::{Unseen, unseen};
use crate::typed::Gesture;

/// How many gestures a line names.
const NAMED: usize = 8;

/// Each gesture that can never fire on a recording that shows no more joints, in the order of the files.
pub fn blind<'g>(gestures: &[&'g Gesture], observed: &Observed) -> Vec<(&'g str, Unseen)> {
    let seen = observed.seen();
    gestures.iter().filter_map(|gesture| Some((gesture.name.as_str(), unseen(gesture, gestures, &seen)?))).collect()
}

/// What is said of them. `ahead` is how many frames were looked at, where these are not all.
pub fn lines(gestures: &[&Gesture], observed: &Observed, recording: &str, ahead: Option<usize>) -> Vec<String> {
    let mut by_joints: BTreeMap<Vec<Joint>, Vec<&str>> = BTreeMap::new();
    for (gesture, unseen) in blind(gestures, observed) {
        by_joints.entry(unseen.joints).or_default().push(gesture);
    }
    let line = |(joints, gestures): (Vec<Joint>, Vec<&str>)| {
        let named: Vec<String> = gestures.iter().take(NAMED).map(|name| format!("`{name}`")).collect();
        let more = match gestures.len().saturating_sub(NAMED) {
            0 => String::new(),
            more => format!(" and {more} more (`prepose inspect` names them all)"),
        };
        let named = named.join(", ");
        let joints = in_words(&joints);
        match ahead {
            None => format!("`{recording}` never shows {joints}, without which {named}{more} can never fire"),
            Some(frames) => format!(
                "`{recording}` does not show {joints} in its first {frames} frames, without which {named}{more} cannot fire"
            ),
        }
    };
    by_joints.into_iter().map(line).collect()
}

/// Joints as a person would list them.
pub fn in_words(joints: &[Joint]) -> String {
    let words: Vec<String> = joints.iter().map(|joint| format!("the {}", joint.words())).collect();
    match words.split_last() {
        None => "nothing".to_string(),
        Some((last, [])) => last.clone(),
        Some((last, rest)) => format!("{} and {last}", rest.join(", ")),
    }
}
