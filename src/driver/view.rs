//! `prepose view`.

use std::path::Path;

use prepose_matcher::{Frame, JOINTS, Matcher, Program, Tracking};

use super::cli::{MatchingArguments, ViewArguments};
use super::events;
use super::gestures::{self, CheckedFiles};
use super::output::{self, Failure};
use super::{Outcome, list, perform, replay, run, shown, why};
use crate::perform::{Noise, Settings, solve_nodes, solve_way};
use crate::typed::{Gesture, Node};
use crate::view::{self, GestureTrack, ProgressPoint, Scene, Skeleton, StepView, Still, StillBody, StillFigure, Track};

/// Shows a recording with its events, or a person who performs a gesture.
pub fn view(arguments: &ViewArguments) -> Result<Outcome, Failure> {
    replay::one_standard_input(arguments.gestures.iter().chain(&arguments.source))?;
    output::not_an_input(arguments.output.as_deref(), arguments.gestures.iter().chain(&arguments.source))?;
    let (checked, program) = gestures::program(&arguments.gestures)?;
    let shown: Vec<&Gesture> = match &arguments.gesture {
        Some(name) => vec![gestures::by_name(&checked, name)?],
        None => checked.gestures().collect(),
    };
    if arguments.svg {
        if arguments.source.is_some() {
            let message = "a still picture shows a gesture's poses; leave `--source` or `--svg` out";
            return Err(Failure::Misuse(message.to_string()));
        }
        let Some(picture) = still(&shown) else { return Ok(Outcome::Findings) };
        output::deliver(arguments.output.as_deref(), picture.as_bytes())?;
        return Ok(Outcome::Fine);
    }
    let (frames, source) = match &arguments.source {
        Some(path) => (recorded(path, arguments)?, path.display().to_string()),
        None => match performed(&checked, &shown) {
            Some(frames) => (frames, "performed by a made-up person".to_string()),
            None => return Ok(Outcome::Findings),
        },
    };
    let title = match &shown[..] {
        [one] => one.name.clone(),
        _ => checked.modules.iter().map(|module| module.app.as_str()).collect::<Vec<_>>().join(", "),
    };
    let (tracks, gestures) = watch(&frames, &shown, &program, &arguments.matching);
    let scene = Scene { title, source, tracks, gestures };
    output::deliver(arguments.output.as_deref(), view::html(&scene).as_bytes())?;
    Ok(Outcome::Fine)
}

fn recorded(path: &Path, arguments: &ViewArguments) -> Result<Vec<Frame>, Failure> {
    let recording = replay::open(path, &replay::options(&arguments.reading)?)?;
    let mut frames = Vec::new();
    let ending = replay::replay(recording, false, |frame, _| {
        frames.push(frame.clone());
        Ok(())
    })?;
    match ending.error {
        Some(error) if !arguments.reading.keep_going => Err(replay::stopped(&error, ending.frames)),
        Some(error) => {
            eprintln!("prepose: {error}\n  the {} frames before it are shown", ending.frames);
            Ok(frames)
        }
        None => Ok(frames),
    }
}

/// A person who performs the shown gestures one after another, as far as they can be performed; nothing, with the
/// reasons told, when none can.
fn performed(checked: &CheckedFiles, shown: &[&Gesture]) -> Option<Vec<Frame>> {
    let settings = Settings { people: 1, noise: Noise::None, seed: 1, frames_per_second: 30.0 };
    let mut frames: Vec<Frame> = Vec::new();
    for gesture in shown {
        match perform::with_unlocking(checked.gestures(), gesture, &settings) {
            Ok(performance) => {
                let first = performance.frames.first().map_or(0.0, |first| first.time);
                let shift = frames.last().map_or(0.0, |last| last.time + 0.5) - first;
                frames.extend(performance.frames.into_iter().map(|frame| Frame { time: frame.time + shift, ..frame }));
            }
            Err(why) => eprintln!("prepose: nobody can be made to perform `{}`: {why}", gesture.name),
        }
    }
    (!frames.is_empty()).then_some(frames)
}

/// Runs the gestures over the frames and notes all that happens.
fn watch(
    frames: &[Frame],
    shown: &[&Gesture],
    program: &Program,
    matching: &MatchingArguments,
) -> (Vec<Track>, Vec<GestureTrack>) {
    let mut tracks: Vec<Track> = Vec::new();
    let place = |gesture: &Gesture| {
        program.parts().gestures.iter().position(|other| other.name == gesture.name && other.app == gesture.app)
    };
    let places: Vec<Option<usize>> = shown.iter().map(|gesture| place(gesture)).collect();
    let mut gestures: Vec<GestureTrack> = shown.iter().map(|gesture| track(gesture)).collect();
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

fn track(gesture: &Gesture) -> GestureTrack {
    let targets = solve_nodes(gesture);
    let node_of = |node: &Node| gesture.nodes.iter().position(|other| std::ptr::eq(other, node));
    let step = |node: &Node| StepView {
        pose: node.pose.clone(),
        statements: node.statements.iter().map(|statement| statement.text.clone()).collect(),
        note: list::note(node),
        target: node_of(node).and_then(|i| targets.get(i)).and_then(|target| target.as_ref()).map(|t| t.positions),
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

/// The poses of one gesture, or the telling pose of each of several; nothing, with the reasons told, when nobody can be
/// made to perform any.
fn still(shown: &[&Gesture]) -> Option<String> {
    let figure = |label: String, lines: Vec<String>, target| StillFigure {
        label,
        lines,
        skeleton: StillBody::Target(target),
        highlight: Vec::new(),
    };
    let mut skeletons = Vec::new();
    for gesture in shown {
        if let Err(why) = solve_way(gesture) {
            eprintln!("prepose: nobody can be made to perform `{}`: {why}", gesture.name);
            continue;
        }
        let track = track(gesture);
        match shown {
            [_] => {
                for step in track.steps {
                    let mut lines = step.statements;
                    if !step.note.is_empty() {
                        lines.insert(0, shown::sentence(&step.note));
                    }
                    skeletons.extend(step.target.map(|target| figure(step.pose, lines, target)));
                }
            }
            _ => {
                // the pose in the middle is where a movement is most itself
                let middle = track.steps.len() / 2;
                if let Some(target) = track.steps.get(middle).and_then(|step| step.target) {
                    skeletons.push(figure(track.name, Vec::new(), target));
                }
            }
        }
    }
    let (title, caption) = match shown {
        [one] => (one.name.clone(), one.doc.replace('\n', " ")),
        _ => (String::new(), String::new()),
    };
    (!skeletons.is_empty()).then(|| view::svg(&Still { title, caption, skeletons, ..Still::default() }))
}
