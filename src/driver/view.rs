//! `prepose view`.

use std::path::Path;

use prepose_matcher::Frame;

use super::cli::ViewArguments;
use super::gestures::{self, CheckedFiles};
use super::output::{self, Failure, Outcome};
use super::output_path::{self, Destination};
use super::{find, perform, replay, scene, terminal};
use crate::synthesis::{Noise, Settings, solve_nodes, solve_path};
use crate::typed::Gesture;
use crate::view::{self, FigureBody, GestureTrack, Scene, Snapshot, SnapshotFigure};

/// Shows a recording with its events, or a person who performs a gesture.
pub fn view(arguments: &ViewArguments) -> Result<Outcome, Failure> {
    replay::one_standard_input(arguments.gestures.iter().chain(&arguments.source))?;
    let found = find::find(&arguments.gestures, &arguments.config, None)?;
    output_path::not_an_input(arguments.output.as_deref(), found.paths.iter().chain(&arguments.source))?;
    let output = Destination::probe(arguments.output.as_deref())?;
    let (checked, program) = gestures::program(&found)?;
    let shown: Vec<&Gesture> = match &arguments.gesture {
        Some(name) => vec![gestures::by_name(&checked, name)?],
        None => checked.gestures().collect(),
    };
    if arguments.svg {
        if arguments.source.is_some() {
            let message = "a still picture shows a gesture's poses; leave `--source` or `--svg` out";
            return Err(Failure::Misuse(message.to_string()));
        }
        let Some(picture) = snapshot(&shown) else { return Ok(Outcome::Findings) };
        output.deliver(view::svg(&picture).as_bytes())?;
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
    let gestures = shown.iter().map(|gesture| track(gesture)).collect();
    let (tracks, gestures) = scene::watch(&frames, &shown, gestures, &program, &arguments.matching);
    let scene = Scene { title, source, tracks, gestures };
    output.deliver(view::html(&scene).as_bytes())?;
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
        Some(error) if !arguments.reading.keep_going => Err(replay::stopped(error, ending.frames)),
        Some(error) => {
            output::tell(&format!("prepose: {error}\n  the {} frames before it are shown", ending.frames));
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
            Err(why) => perform::tell_nobody(gesture, &why),
        }
    }
    (!frames.is_empty()).then_some(frames)
}

fn track(gesture: &Gesture) -> GestureTrack {
    scene::track(gesture, &solve_nodes(gesture))
}

/// The poses of one gesture, or the telling pose of each of several; nothing, with the reasons told, when nobody can be
/// made to perform any.
fn snapshot(shown: &[&Gesture]) -> Option<Snapshot> {
    let figure = |label: String, lines: Vec<String>, target| SnapshotFigure {
        label,
        lines,
        body: FigureBody::Target(target),
        highlight: Vec::new(),
    };
    let mut figures = Vec::new();
    for gesture in shown {
        if let Err(why) = solve_path(gesture) {
            perform::tell_nobody(gesture, &why);
            continue;
        }
        let track = track(gesture);
        match shown {
            [_] => {
                for step in track.steps {
                    let mut lines = step.statements;
                    if !step.note.is_empty() {
                        lines.insert(0, terminal::sentence(&step.note));
                    }
                    figures.extend(step.target.map(|target| figure(step.pose, lines, target)));
                }
            }
            _ => {
                // the pose in the middle is where a movement is most itself
                let middle = track.steps.len() / 2;
                if let Some(target) = track.steps.get(middle).and_then(|step| step.target) {
                    figures.push(figure(track.name, Vec::new(), target));
                }
            }
        }
    }
    let (title, caption) = match shown {
        [one] => (one.name.clone(), one.doc.replace('\n', " ")),
        _ => (String::new(), String::new()),
    };
    (!figures.is_empty()).then(|| Snapshot { title, caption, figures, ..Snapshot::default() })
}
