//! `prepose accuracy`: gestures over labelled recordings, hits and false alarms counted.
//!
//! A recording is a hit for its label when one of the label's gestures completes in it, and a false alarm for every
//! other gesture that completes, except for movements that are listed as contained in the labelled one.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use prepose_matcher::{EventKind, Frame, Matcher, Program};

use super::cli::{AccuracyArguments, ReadingArguments};
use super::config::Config;
use super::output::{self, Failure, Outcome};
use super::{find, gestures, output_path, replay, run};

mod clip_result;
mod labels;
mod picture;
mod report;

use clip_result::ClipResult;
use labels::{Clip, Labels};

/// Runs gestures over labelled recordings and prints how they did.
pub fn accuracy(arguments: &AccuracyArguments) -> Result<Outcome, Failure> {
    let found = find::find(&arguments.gestures, &arguments.config, None)?;
    let recordings = recordings(arguments, found.config()?)?;
    if let Some(picture) = &arguments.picture {
        output_path::not_an_input(
            Some(picture),
            found.paths.iter().chain([&arguments.labels]).chain(&arguments.nested),
        )?;
        output_path::probe_file(picture)?;
    }
    let (checked, program) = gestures::program(&found)?;
    let labels = Labels::read(&arguments.labels, arguments.nested.as_deref())?;
    for name in labels.gestures() {
        gestures::by_name(&checked, name)?;
    }
    let clips = labels::clips(&recordings)?;
    if let Some(unknown) = arguments.main.iter().find(|name| !clips.iter().any(|clip| clip.dataset == **name)) {
        return Err(Failure::Misuse(format!("`--main` names a dataset `{unknown}`, of which there is no recording")));
    }
    let mut seen = Vec::new();
    let mut unread = 0;
    for clip in &clips {
        match watch(clip, &recordings, arguments, &program, &labels) {
            Ok(more) => seen.extend(more),
            Err(failure) => {
                output::tell(&format!("prepose: left out: {failure}"));
                unread += 1;
            }
        }
    }
    if seen.is_empty() {
        let message = format!("no recording in `{}` has a label that the table knows", recordings.display());
        return Err(Failure::Misuse(message));
    }
    let printed = output::print(&report::report(&seen, &labels, &arguments.main, arguments.verbose));
    // a reader that goes away after the first lines may want the picture all the same
    if let Some(path) = &arguments.picture {
        output_path::write_file(path, picture::picture(&seen, &labels).as_bytes())?;
    }
    printed?;
    if unread > 0 {
        output::tell(&format!("prepose: {unread} recordings could not be read and are in no figure"));
    }
    Ok(if unread > 0 { Outcome::Findings } else { Outcome::Fine })
}

/// The folder of recordings that the command line names, or the settings.
fn recordings(arguments: &AccuracyArguments, config: Option<&Config>) -> Result<PathBuf, Failure> {
    let set = || config.and_then(|config| config.recordings.clone());
    arguments.recordings.clone().or_else(set).ok_or_else(|| {
        let message = "no recordings are named; give `--recordings FOLDER`, or set `recordings` in prepose.toml";
        Failure::Misuse(message.to_string())
    })
}

/// Runs all gestures over one recording. A file of many still poses gives as many clips.
fn watch(
    clip: &Clip,
    folder: &Path,
    arguments: &AccuracyArguments,
    program: &Program,
    labels: &Labels,
) -> Result<Vec<ClipResult>, Failure> {
    let whole = labels.meant(&clip.dataset, &clip.label);
    if whole.is_none() && !labels.knows_dataset(&clip.dataset) {
        return Ok(Vec::new());
    }
    let reading = ReadingArguments::default();
    let mut recording = replay::open(&folder.join(&clip.path), &replay::options(&reading)?)?;
    let mut frame = Frame::empty(0.0, 0);
    let mut out: Vec<(u64, Watch, ClipResult)> = Vec::new();
    while recording.next_frame(&mut frame).map_err(replay::failure)? {
        let still = recording.label_of(frame.body).map(|(name, class)| (name.to_string(), class.to_string()));
        // all bodies of an ordinary recording are one clip; a still pose is one by itself
        let key = if still.is_some() { frame.body } else { 0 };
        if out.last().is_none_or(|(known, _, _)| *known != key) {
            let (name, meant) = match &still {
                None => (clip.path.clone(), whole.clone()),
                Some((name, class)) => (format!("{} ({name})", clip.path), labels.meant(&clip.dataset, class)),
            };
            let Some(meant) = meant else { continue };
            let seen = ClipResult {
                dataset: clip.dataset.clone(),
                name,
                meant,
                correct: clip.correct,
                completed: BTreeSet::new(),
                held_back: None,
            };
            out.push((key, Watch::new(program, arguments), seen));
        }
        if let Some((_, watch, seen)) = out.last_mut() {
            watch.step(&frame, program, seen);
        }
    }
    let finish = |(_, watch, mut seen): (u64, Watch, ClipResult)| {
        if !seen.hit() {
            seen.held_back = watch.held_back(program, &seen.meant);
        }
        seen
    };
    Ok(out.into_iter().map(finish).collect())
}

struct Watch {
    matcher: Matcher,
    smoother: Option<prepose_matcher::Smoother>,
    smooth: Frame,
    /// The furthest step that was not reached, with its number and statement.
    abandoned: Option<(u32, String)>,
}

impl Watch {
    fn new(program: &Program, arguments: &AccuracyArguments) -> Watch {
        let matcher = Matcher::new(program.clone(), run::options(&arguments.matching));
        let smoother = run::smoother(&arguments.matching);
        Watch { matcher, smoother, smooth: Frame::empty(0.0, 0), abandoned: None }
    }

    fn step(&mut self, frame: &Frame, program: &Program, seen: &mut ClipResult) {
        self.smooth.clone_from(frame);
        if let Some(smoother) = &mut self.smoother {
            smoother.smooth(&mut self.smooth);
        }
        let abandoned = &mut self.abandoned;
        self.matcher.step(&self.smooth, |event| {
            let parts = program.parts();
            let gesture = &parts.gestures[event.gesture as usize];
            match event.kind {
                EventKind::Completed { .. } => {
                    seen.completed.insert(gesture.name.clone());
                }
                EventKind::Abandoned { node, statement } if seen.meant.contains(&gesture.name) => {
                    let node = &gesture.nodes[node as usize];
                    let text = statement.map_or("came at the wrong time", |s| &parts.statements[s as usize].text);
                    if abandoned.as_ref().is_none_or(|(step, _)| *step <= node.step) {
                        *abandoned = Some((node.step, format!("step {} `{}`: {text}", node.step, node.name)));
                    }
                }
                _ => {}
            }
        });
    }

    /// Why the meant gesture did not complete: where it was abandoned, or where it stood at the end.
    fn held_back(&self, program: &Program, meant: &BTreeSet<String>) -> Option<String> {
        let parts = program.parts();
        let index = parts.gestures.iter().position(|gesture| meant.contains(&gesture.name))?;
        let at_end = self.matcher.why(self.smooth.body, index).map(|why| {
            let pose = &parts.gestures[index].nodes[why.node as usize].name;
            let text = super::why::held_back(program, &why).map_or(String::new(), |(statement, short)| {
                format!("{statement}{}", short.map_or(String::new(), |short| format!(", {short} short at the end")))
            });
            (why.step, format!("step {} `{pose}`: {text}", why.step))
        });
        match (&self.abandoned, at_end) {
            (Some((step, text)), Some((end, _))) if *step >= end => Some(text.clone()),
            (_, Some((_, text))) => Some(text),
            (Some((_, text)), None) => Some(text.clone()),
            (None, None) => None,
        }
    }
}
