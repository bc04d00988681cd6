//! Witnesses in motion.
//!
//! Input: the stops of a motion, each with the poses that hold there and a body. Output: frames of a person who does it,
//! replayed through the matcher that runs in the core. Invariant: what is handed out was recognised, or is not handed out.

use prepose_matcher::{EventKind, Frame, Matcher, Options, Program};

use crate::posture::Posture;
use crate::synthesis::{self, Performance};
use crate::translate::translate;
use crate::typed::{Gesture, Node};

/// A moment of a motion that matters.
pub struct Stop<'g> {
    /// The poses that are met, each as the step that needs it, and whether the motion was in the same step before.
    pub steps: Vec<(&'g Node, bool)>,
    /// The body.
    pub posture: Option<Posture>,
}

/// A motion along stops in which all gestures are completed.
pub fn perform_stops(stops: &[Stop], gestures: &[&Gesture]) -> Option<Performance> {
    let gesture = joined(stops)?;
    let path: Vec<usize> = (0..stops.len()).collect();
    let posture = |(n, stop): (usize, &Stop)| stop.posture.clone().map(|posture| (n, posture));
    let postures: Vec<(usize, Posture)> = stops.iter().enumerate().filter_map(posture).collect();
    let program = unlocked(gestures)?;
    synthesis::through(&gesture, &path, &postures, false, |frames| completed(&program, frames).iter().all(|done| *done))
        .ok()
}

/// The gesture that asks for all stops, one after another.
fn joined(stops: &[Stop]) -> Option<Gesture> {
    let mut nodes: Vec<Node> = Vec::with_capacity(stops.len());
    for (n, stop) in stops.iter().enumerate() {
        let (first, _) = stop.steps.first()?;
        let arriving = || stop.steps.iter().filter(|(_, stayed)| !stayed).map(|(node, _)| *node);
        let earliest = arriving().map(|node| node.earliest).fold(0.0, f64::max);
        let latest = arriving().map(|node| node.latest).fold(f64::INFINITY, f64::min);
        let node = Node {
            pose: first.pose.clone(),
            span: first.span,
            statements: stop.steps.iter().flat_map(|(node, _)| node.statements.iter().cloned()).collect(),
            after: n.checked_sub(1).into_iter().collect(),
            entry: n == 0,
            accept: n + 1 == stops.len(),
            earliest: if n == 0 { 0.0 } else { earliest },
            latest: if latest.is_finite() { latest } else { crate::typed::WINDOW },
            hold: stop.steps.iter().map(|(node, _)| node.hold).fold(0.0, f64::max),
            step: n as u32 + 1,
            of: stops.len() as u32,
        };
        if node.earliest > node.latest {
            return None;
        }
        nodes.push(node);
    }
    let (first, _) = stops.first()?.steps.first()?;
    Some(Gesture {
        app: "witness".to_string(),
        name: "witness".to_string(),
        doc: String::new(),
        span: first.span,
        text: first.span,
        nodes,
        cooldown: 0.0,
        after: None,
        accepted: Vec::new(),
    })
}

/// The program of gestures that need no other gesture before them; each by its own name, whatever its app.
pub fn unlocked(gestures: &[&Gesture]) -> Option<Program> {
    let free = |(i, gesture): (usize, &&Gesture)| Gesture { app: format!("{i}"), after: None, ..(*gesture).clone() };
    let gestures: Vec<Gesture> = gestures.iter().enumerate().map(free).collect();
    translate(&gestures).ok()
}

/// When something happens in a performance.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    /// Before its first step.
    Before,
    /// When a step was reached, and no later one.
    At(usize),
    /// After its last step.
    After,
}

/// When in a performance of the first gesture of a program the second is completed first.
pub fn when(program: &Program, frames: &[Frame]) -> Option<When> {
    let mut done = None;
    let mut steps: Vec<(f64, usize)> = Vec::new();
    let mut whole = None;
    let mut matcher = Matcher::new(program.clone(), Options::default().with_max_bodies(1));
    for frame in frames {
        matcher.step(frame, |event| match (event.gesture, event.kind) {
            (1, EventKind::Completed { .. }) => {
                done.get_or_insert(event.time);
            }
            (0, EventKind::Completed { since }) if whole.is_none() => whole = Some((since, event.time)),
            (0, EventKind::StepReached { node }) if whole.is_none() => steps.push((event.time, node as usize)),
            _ => {}
        });
    }
    let (done, (since, end)) = (done?, whole?);
    let reached = steps.iter().rev().find(|(time, _)| *time <= done).map(|(_, node)| *node);
    Some(match reached {
        _ if done < since => When::Before,
        _ if done > end => When::After,
        Some(node) => When::At(node),
        // while the first step is held, or with the last one
        None => program.parts().gestures[0].nodes.iter().position(|node| node.entry).map_or(When::After, When::At),
    })
}

/// Which gestures of a program the frames of one person complete.
pub fn completed(program: &Program, frames: &[Frame]) -> Vec<bool> {
    let mut done = vec![false; program.parts().gestures.len()];
    let mut matcher = Matcher::new(program.clone(), Options::default().with_max_bodies(1));
    for frame in frames {
        matcher.step(frame, |event| {
            if matches!(event.kind, EventKind::Completed { .. }) {
                done[event.gesture as usize] = true;
            }
        });
    }
    done
}
