//! What a page shows, put together from frames and gestures.

use prepose_matcher::{Frame, JOINTS, Matcher, Program, Tracking};

use super::cli::MatchingArguments;
use super::{events, list, run, why};
use crate::synthesis::Keyframe;
use crate::typed::{Gesture, Node};
use crate::view::{GestureTrack, ProgressPoint, Skeleton, StepView, Track};

/// Runs the gestures over the frames and notes all that happens in their tracks, one for each gesture shown.
pub fn watch(
    frames: &[Frame],
    shown: &[&Gesture],
    mut gestures: Vec<GestureTrack>,
    program: &Program,
    matching: &MatchingArguments,
) -> (Vec<Track>, Vec<GestureTrack>) {
    let mut tracks: Vec<Track> = Vec::new();
    let place = |gesture: &Gesture| {
        program.parts().gestures.iter().position(|other| other.name == gesture.name && other.app == gesture.app)
    };
    let places: Vec<Option<usize>> = shown.iter().map(|gesture| place(gesture)).collect();
    let mut matcher = Matcher::new(program.clone(), run::options(matching));
    let mut smoother = run::smoother(matching);
    for frame in frames {
        let mut frame = frame.clone();
        if let Some(smoother) = &mut smoother {
            smoother.smooth(&mut frame);
        }
        matcher.step(&frame, |event| {
            if let Some(i) = places.iter().position(|place| *place == Some(event.gesture as usize)) {
                gestures[i].events.push(events::named(&event, program, None));
            }
        });
        for (gesture, place) in gestures.iter_mut().zip(&places) {
            let Some(why) = place.and_then(|place| matcher.why(frame.body, place)) else { continue };
            let (held_back, short_by) = why::held_back(program, &why).map_or((None, None), |(s, by)| (Some(s), by));
            let step = why.step.saturating_sub(1);
            gesture.progress.push(ProgressPoint { time: frame.time, body: frame.body, step, held_back, short_by });
        }
        let at = tracks.iter().position(|track| track.body == frame.body).unwrap_or_else(|| {
            tracks.push(Track { body: frame.body, ..Track::default() });
            tracks.len() - 1
        });
        tracks[at].times.push(frame.time);
        tracks[at].frames.push(skeleton(&frame));
    }
    (tracks, gestures)
}

fn skeleton(frame: &Frame) -> Skeleton {
    let mut out: Skeleton = [None; JOINTS];
    for (out, sample) in out.iter_mut().zip(&frame.joints) {
        *out = (sample.tracking != Tracking::NotTracked).then_some(sample.position);
    }
    out
}

/// A gesture's steps, with the bodies that are known for some of its nodes.
pub fn track(gesture: &Gesture, known: &[Option<Keyframe>]) -> GestureTrack {
    let node_of = |node: &Node| gesture.nodes.iter().position(|other| std::ptr::eq(other, node));
    let step = |node: &Node| StepView {
        pose: node.pose.clone(),
        statements: node.statements.iter().map(|statement| statement.text.clone()).collect(),
        note: list::note(node),
        target: node_of(node).and_then(|i| known.get(i)).and_then(|target| target.as_ref()).map(|t| t.positions),
    };
    GestureTrack {
        app: gesture.app.clone(),
        name: gesture.name.clone(),
        description: gesture.doc.clone(),
        steps: list::way(gesture).into_iter().map(step).collect(),
        events: Vec::new(),
        progress: Vec::new(),
    }
}
