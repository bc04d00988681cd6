//! `prepose inspect`.

use std::path::Path;

use prepose_matcher::Joint;
use prepose_sensor::ReadError;
use serde_json::json;

use super::blind::{blind, in_words};
use super::cli::InspectArguments;
use super::gestures::{self, CheckedFiles};
use super::observed::Observed;
use super::output::{self, Failure, Outcome};
use super::{find, replay, terminal};
use crate::diagnostic::render;
use crate::typed::Gesture;

/// Degrees by which trunks lean on average from which a tilted sensor is likelier than people who bend.
const LEAN: f64 = 7.0;

/// Says what was understood of recordings, and which gestures can never fire on them.
pub fn inspect(arguments: &InspectArguments) -> Result<Outcome, Failure> {
    replay::one_standard_input(arguments.recordings.iter().chain(&arguments.gestures))?;
    let checked = match arguments.gestures.is_empty() {
        true => CheckedFiles::default(),
        false => gestures::check_files(&find::find(&arguments.gestures, &arguments.config, None)?)?,
    };
    if checked.has_errors() {
        output::tell(&render::brief(&checked.diagnostics, &checked.sources, terminal::color_on_stderr()));
        output::tell("prepose: what is wrong here is left out of what follows");
    }
    let gestures: Vec<&Gesture> = checked.gestures().collect();
    let (mut faulty, mut unread) = (checked.has_errors(), false);
    for (n, path) in arguments.recordings.iter().enumerate() {
        let seen = match look(path, arguments) {
            Ok(seen) => seen,
            Err(Failure::Interrupted) => return Err(Failure::Interrupted),
            // one that cannot be read takes nothing from the others
            Err(failure) => {
                output::tell_failure(&failure);
                unread = true;
                continue;
            }
        };
        faulty |= seen.error.is_some();
        output::print(&match arguments.json {
            true => format!("{}\n", seen.as_json(&gestures)),
            false => format!("{}{}", if n > 0 { "\n" } else { "" }, seen.as_text(&gestures)),
        })?;
    }
    match (unread, faulty) {
        (true, _) => Err(Failure::AlreadyReported),
        (false, true) => Ok(Outcome::Findings),
        (false, false) => Ok(Outcome::Fine),
    }
}

struct Seen {
    name: String,
    format: prepose_sensor::Format,
    observed: Observed,
    /// By how much its sensor was said to look down.
    tilt: f64,
    error: Option<ReadError>,
}

fn look(path: &Path, arguments: &InspectArguments) -> Result<Seen, Failure> {
    let recording = replay::open(path, &replay::options(&arguments.reading)?)?;
    let format = recording.format();
    let mut observed = Observed::new(!arguments.distrust_inferred);
    let ending = replay::replay(recording, false, |frame, _| {
        observed.add(frame);
        Ok(())
    })?;
    Ok(Seen { name: path.display().to_string(), format, observed, tilt: arguments.reading.tilt, error: ending.error })
}

impl Seen {
    fn as_text(&self, gestures: &[&Gesture]) -> String {
        let observed = &self.observed;
        let mut out = format!("{}\n", self.name);
        let mut row = |name: &str, text: String| out.push_str(&format!("  {name:<15} {text}\n"));
        row("format", format!("{}: {}", self.format, self.format.describe()));
        row("people", observed.people().to_string());
        let span = observed.times.map_or(String::new(), |(first, last)| format!(", from {first:.2} to {last:.2} s"));
        let rate = observed.rate().map_or(String::new(), |rate| format!(", {rate:.0} a second"));
        row("frames", format!("{}{span}{rate}", observed.frames));
        if observed.frames > 0 {
            let never: Vec<Joint> = observed.never_seen().collect();
            row("never seen", in_words(&never));
            let at_times: Vec<String> = self
                .at_times()
                .map(|joint| format!("{} ({:.0} %)", joint.words(), 100.0 * observed.share(joint)))
                .collect();
            if !at_times.is_empty() {
                row("seen at times", at_times.join(", "));
            }
        }
        if let Some(lean) = observed.lean().filter(|lean| lean.abs() >= LEAN) {
            let (way, degrees) = if lean > 0.0 { ("toward", lean) } else { ("away from", -lean) };
            row("leaning", format!("people lean {degrees:.0} degrees {way} the sensor on average"));
            row("", format!("if they stand upright, the sensor is tilted: `--tilt {:.0}`", self.tilt + lean));
        }
        if let Some(error) = &self.error {
            row("ends early", error.to_string());
            row("", error.help().to_string());
        }
        for (gesture, unseen) in blind(gestures, observed) {
            let of = unseen.unlocking.map_or(String::new(), |other| format!(" of `{other}`, which unlocks it,"));
            let joints = in_words(&unseen.joints);
            row("can never fire", format!("{gesture}: `{}`{of} needs {joints}", unseen.statement));
        }
        out
    }

    fn as_json(&self, gestures: &[&Gesture]) -> serde_json::Value {
        let observed = &self.observed;
        let names = |joints: &mut dyn Iterator<Item = Joint>| joints.map(Joint::name).collect::<Vec<_>>();
        let blind = blind(gestures, observed).into_iter().map(|(gesture, unseen)| {
            let joints = names(&mut unseen.joints.iter().copied());
            json!({ "gesture": gesture, "statement": unseen.statement, "missing": joints, "unlocking": unseen.unlocking })
        });
        json!({
            "version": 1,
            "recording": self.name,
            "format": self.format.name(),
            "people": observed.people(),
            "frames": observed.frames,
            "first": observed.times.map(|(first, _)| first),
            "last": observed.times.map(|(_, last)| last),
            "frames_per_second": observed.rate(),
            "never_seen": names(&mut observed.never_seen()),
            "seen_at_times": names(&mut self.at_times()),
            "lean_degrees": observed.lean(),
            "error": self.error.as_ref().map(ToString::to_string),
            "never_fire": blind.collect::<Vec<_>>(),
        })
    }

    /// Joints that are missing in more than a twentieth of the frames, but not in all.
    fn at_times(&self) -> impl Iterator<Item = Joint> + '_ {
        Joint::ALL.into_iter().filter(|joint| (f64::MIN_POSITIVE..0.95).contains(&self.observed.share(*joint)))
    }
}
