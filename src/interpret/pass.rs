//! One gesture of one body at one frame.
//!
//! Input: the gesture, what is remembered of it, the moment. Output: events, and what is to be remembered. It knows
//! nothing of other bodies; of other gestures it is told whether one that unlocks this was done.

use prepose_matcher::{Body, EventKind};

use super::attempt::{Anchor, Attempts, Slot, is_relative};
use super::truth;
use crate::typed::Gesture;

/// What a frame brings to a gesture.
pub struct Moment<'a> {
    /// Its time.
    pub time: f64,
    /// Seconds since the frame of this body before it.
    pub passed: f64,
    /// The body.
    pub body: &'a Body,
    /// By how much a constraint may be broken and still count as kept.
    pub slack: f64,
    /// Whether the gesture may begin, as far as other gestures are concerned.
    pub unlocked: bool,
}

/// Takes in one frame.
pub fn pass(gesture: &Gesture, attempts: &mut Attempts, moment: &Moment<'_>, mut tell: impl FnMut(EventKind)) {
    look(gesture, attempts, moment);
    keep_held(gesture, attempts, moment);
    if go_on(gesture, attempts, moment, &mut tell) {
        return;
    }
    if begin(gesture, attempts, moment, &mut tell) {
        return;
    }
    drop_late(gesture, attempts, moment, &mut tell);
}

/// Finds out which poses hold.
fn look(gesture: &Gesture, attempts: &mut Attempts, moment: &Moment<'_>) {
    let Moment { time, passed, body, slack, .. } = *moment;
    for (index, node) in gesture.nodes.iter().enumerate() {
        let relative = is_relative(node);
        if !relative {
            attempts.runs[index].see(truth::pose(&node.statements, body, None, slack), time, passed);
        } else if node.entry {
            let run = &mut attempts.runs[index];
            let anchor = &mut attempts.anchors[index];
            let old = anchor.as_ref().is_none_or(|anchor| time - anchor.time > node.latest && run.since.is_none());
            if old {
                *anchor = Some(Anchor { time, body: body.clone() });
            }
            let from = anchor.as_ref().map(|anchor| &anchor.body);
            run.see(truth::pose(&node.statements, body, from, slack), time, passed);
        }
        if relative {
            for &before in &node.after {
                let Some(slot) = &mut attempts.slots[before] else { continue };
                let now = truth::pose(&node.statements, body, Some(&slot.body), slack);
                slot.runs.entry(index).or_default().see(now, time, passed);
            }
        }
    }
}

/// Steps whose pose still holds.
fn keep_held(gesture: &Gesture, attempts: &mut Attempts, moment: &Moment<'_>) {
    for (index, node) in gesture.nodes.iter().enumerate() {
        if let Some(slot) = &mut attempts.slots[index]
            && !is_relative(node)
            && attempts.runs[index].now == Some(true)
        {
            slot.held = moment.time;
        }
    }
}

/// Moves attempts to the steps they reach, the last steps first. Whether the gesture is complete.
fn go_on(gesture: &Gesture, attempts: &mut Attempts, moment: &Moment<'_>, tell: &mut impl FnMut(EventKind)) -> bool {
    let time = moment.time;
    for (index, node) in gesture.nodes.iter().enumerate().rev() {
        for &before in &node.after {
            let Some(slot) = &attempts.slots[before] else { continue };
            let run = attempts.run(index, gesture, before);
            let (Some(true), Some(since)) = (run.now, run.since) else { continue };
            let start = since.max(slot.reached);
            let elapsed = (start - slot.held).max(0.0);
            if elapsed < node.earliest || elapsed > node.latest || time - start < node.hold {
                continue;
            }
            if node.accept && !attempts.left_since(&run) {
                continue;
            }
            let started = slot.started;
            attempts.slots[before] = None;
            if node.accept {
                attempts.complete(gesture, moment.time, moment.body);
                tell(EventKind::Completed { since: started });
                return true;
            }
            match &mut attempts.slots[index] {
                Some(older) if run.before == Some(true) => older.held = time,
                place => *place = Some(reach(started, moment)),
            }
            if node.step > attempts.announced {
                attempts.announced = node.step;
                tell(EventKind::StepReached { node: index as u32 });
            }
        }
    }
    false
}

/// Begins attempts. Whether the gesture is complete.
fn begin(gesture: &Gesture, attempts: &mut Attempts, moment: &Moment<'_>, tell: &mut impl FnMut(EventKind)) -> bool {
    let time = moment.time;
    let rested = attempts.completed.is_none_or(|completed| time >= completed + gesture.cooldown);
    if !rested || !moment.unlocked {
        return false;
    }
    for (index, node) in gesture.nodes.iter().enumerate().filter(|(_, node)| node.entry) {
        let run = attempts.runs[index].clone();
        let (Some(true), Some(since)) = (run.now, run.since) else { continue };
        if time - since < node.hold {
            continue;
        }
        if node.accept {
            if !attempts.left_since(&run) {
                continue;
            }
            attempts.complete(gesture, moment.time, moment.body);
            tell(EventKind::Completed { since });
            return true;
        }
        if attempts.slots[index].is_some() {
            continue;
        }
        if !attempts.under_way() {
            attempts.announced = node.step;
            tell(EventKind::Started);
        }
        attempts.slots[index] = Some(reach(since, moment));
    }
    false
}

fn reach(started: f64, moment: &Moment<'_>) -> Slot {
    let (time, body) = (moment.time, moment.body.clone());
    Slot { reached: time, held: time, started, body, runs: Default::default() }
}

/// Drops attempts that wait for too long, unless a following pose is being held.
fn drop_late(gesture: &Gesture, attempts: &mut Attempts, moment: &Moment<'_>, tell: &mut impl FnMut(EventKind)) {
    let mut dead: Vec<(usize, Slot)> = Vec::new();
    for index in 0..gesture.nodes.len() {
        let Some(slot) = &attempts.slots[index] else { continue };
        let followers = || gesture.nodes.iter().enumerate().filter(|(_, node)| node.after.contains(&index));
        let longest = followers().map(|(_, node)| node.latest).fold(0.0, f64::max);
        let holding = followers().any(|(follower, node)| {
            let since = attempts.run(follower, gesture, index).since;
            since.is_some_and(|since| (since.max(slot.reached) - slot.held).max(0.0) <= node.latest)
        });
        if moment.time - slot.held > longest && !holding {
            dead.extend(attempts.slots[index].take().map(|slot| (index, slot)));
        }
    }
    if dead.is_empty() || attempts.under_way() {
        return;
    }
    attempts.announced = 0;
    // the furthest, and of several the last
    let furthest = dead.iter().map(|(index, _)| gesture.nodes[*index].step).max();
    let Some((index, slot)) = dead.iter().rfind(|(index, _)| Some(gesture.nodes[*index].step) == furthest) else {
        return;
    };
    let Some(next) = gesture.nodes.iter().position(|node| node.after.contains(index)) else { return };
    let truths: Vec<Option<bool>> = gesture.nodes[next]
        .statements
        .iter()
        .map(|given| truth::statement(given, moment.body, Some(&slot.body), moment.slack))
        .collect();
    let first = |wanted: Option<bool>| truths.iter().position(|&truth| truth == wanted);
    let statement = first(Some(false)).or_else(|| first(None)).map(|at| at as u32);
    tell(EventKind::Abandoned { node: next as u32, statement });
}
