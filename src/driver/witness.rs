//! Pictures and pages of what the verifier found.
//!
//! Input: what was proved. Output: a still picture of the bodies of each finding and each gesture, and a page with the
//! motion where there is one, in a folder, with one player for all pages. Invariant: no two files have one name, and none
//! is ever half-written.

use std::collections::HashSet;
use std::path::Path;

use super::cli::MatchingArguments;
use super::output::Failure;
use super::output_path;
use super::prove::Proved;
use super::scene;
use crate::diagnostic::render::Pictures;
use crate::synthesis::Keyframe;
use crate::translate::translate;
use crate::typed::Gesture;
use crate::verify::{Finding, Witness};
use crate::view::{self, FigureBody, Scene, SharedPlayer, Snapshot, SnapshotFigure};

/// The files that were written.
pub struct WitnessFiles {
    /// For each gesture.
    pub gestures: Vec<Option<Pictures>>,
    /// For each finding.
    pub findings: Vec<Option<Pictures>>,
}

impl WitnessFiles {
    /// None at all.
    pub fn nothing(proved: &Proved) -> WitnessFiles {
        let report = &proved.report;
        WitnessFiles { gestures: vec![None; report.gestures().len()], findings: vec![None; report.findings().len()] }
    }
}

/// Writes all pictures into a folder, which is made where there is none.
///
/// # Errors
/// A folder or a file that cannot be written.
pub fn write(folder: &Path, proved: &Proved) -> Result<WitnessFiles, Failure> {
    output_path::make_folder(folder)?;
    let player = SharedPlayer::new();
    let mut names: HashSet<String> = HashSet::new();
    let mut written = WitnessFiles::nothing(proved);
    for (i, report) in proved.report.gestures().iter().enumerate() {
        let gesture = proved.gestures[i];
        if let Some(witness) = report.performances.first() {
            let name = name(&mut names, &[&gesture.app, &gesture.name]);
            let picture = Picture { folder, player: &player, name, caption: gesture.doc.replace('\n', " ") };
            written.gestures[i] = Some(picture.write(proved, witness, &[i], None)?);
        }
    }
    for (f, finding) in proved.report.findings().iter().enumerate() {
        let gesture = proved.gestures[finding.gesture];
        if let Some(witness) = &finding.witness {
            let mut parts = vec![gesture.app.as_str(), &gesture.name, finding.code().as_str()];
            parts.extend(finding.with.as_deref());
            let name = name(&mut names, &parts);
            let picture = Picture { folder, player: &player, name, caption: finding.diagnostic.message.clone() };
            let (gestures, protected) = gestures_of(finding, proved);
            written.findings[f] = Some(picture.write(proved, witness, &gestures, protected)?);
        }
    }
    if written.gestures.iter().chain(&written.findings).flatten().any(|files| files.page.is_some()) {
        for (name, text) in player.files() {
            output_path::write_file(&folder.join(name), text.as_bytes())?;
        }
    }
    Ok(written)
}

/// The finding's gesture, the other one that it points at, and the protected one that it names.
fn gestures_of<'p>(finding: &Finding, proved: &'p Proved) -> (Vec<usize>, Option<&'p Gesture>) {
    let mut gestures = vec![finding.gesture];
    let Some(with) = &finding.with else { return (gestures, None) };
    let others = finding.diagnostic.labels.iter().skip(1);
    let other = |span| proved.gestures.iter().position(|gesture| gesture.span == span && gesture.name == *with);
    gestures.extend(others.filter_map(|label| other(label.span)).find(|&i| i != finding.gesture));
    let protected = (gestures.len() == 1).then(|| proved.base.protected.iter().find(|gesture| gesture.name == *with));
    (gestures, protected.flatten())
}

/// The bodies of a witness as a still picture, so many at most.
pub fn snapshot(witness: &Witness, title: &str, caption: &str, most: usize) -> Snapshot {
    let figure = |keyframe: &Keyframe| SnapshotFigure {
        label: keyframe.pose.clone(),
        lines: Vec::new(),
        body: FigureBody::Target(keyframe.positions),
        highlight: witness.joints.clone(),
    };
    let figures = witness.keyframes.iter().take(most).map(figure).collect();
    Snapshot { title: quoted(title), caption: quoted(caption), figures, ..Snapshot::default() }
}

/// A text whose words in backticks stand in quotes, as pictures and pages show them.
fn quoted(text: &str) -> String {
    let parts = text.split('`').enumerate();
    parts.map(|(i, part)| if i % 2 == 0 { part.to_string() } else { format!("\u{201c}{part}\u{201d}") }).collect()
}

struct Picture<'a> {
    folder: &'a Path,
    player: &'a SharedPlayer,
    name: String,
    caption: String,
}

impl Picture<'_> {
    fn write(
        &self,
        proved: &Proved,
        witness: &Witness,
        gestures: &[usize],
        protected: Option<&Gesture>,
    ) -> Result<Pictures, Failure> {
        let path = |ending: &str| self.folder.join(format!("{}.{ending}", self.name));
        let bodies = snapshot(witness, &witness.title, &self.caption, usize::MAX);
        output_path::write_file(&path("svg"), view::svg(&bodies).as_bytes())?;
        let page = match witness.frames.is_empty() {
            true => None,
            false => {
                let scene = self.scene(proved, witness, gestures, protected);
                output_path::write_file(&path("html"), self.player.html(&scene).as_bytes())?;
                Some(path("html").display().to_string())
            }
        };
        Ok(Pictures { still: path("svg").display().to_string(), page })
    }

    fn scene(&self, proved: &Proved, witness: &Witness, gestures: &[usize], protected: Option<&Gesture>) -> Scene {
        // the motion does not begin with what would unlock a gesture
        let unlocked = |gesture: &Gesture| Gesture { after: None, ..gesture.clone() };
        let all = gestures.iter().map(|&i| proved.gestures[i]).chain(protected);
        let owned: Vec<Gesture> = all.map(unlocked).collect();
        let shown: Vec<&Gesture> = owned.iter().collect();
        let known = |n: usize| {
            let performance = gestures.get(n).and_then(|&i| proved.report.gestures()[i].performances.first());
            let mut known: Vec<Option<Keyframe>> = vec![None; shown[n].nodes.len()];
            for keyframe in performance.iter().flat_map(|witness| &witness.keyframes) {
                if let Some(place) = known.get_mut(keyframe.node) {
                    *place = Some(keyframe.clone());
                }
            }
            known
        };
        let tracks = (0..shown.len()).map(|n| scene::track(shown[n], &known(n))).collect();
        let (title, source) = (quoted(&witness.title), quoted(&self.caption));
        match translate(shown.iter().copied()) {
            Ok(program) => {
                let matching = MatchingArguments::default();
                let (tracks, gestures) = scene::watch(&witness.frames, &shown, tracks, &program, &matching);
                Scene { title, source, tracks, gestures }
            }
            // two gestures that the verifier could run are never too large together; without a program, no page is lost
            Err(_) => Scene { title, source, tracks: Vec::new(), gestures: tracks },
        }
    }
}

/// A name of parts that is a file name everywhere and that no other file has.
fn name(taken: &mut HashSet<String>, parts: &[&str]) -> String {
    let letters = |part: &str| {
        let lower = part.to_lowercase();
        let words: Vec<&str> = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
        let joined = words.join("-");
        let end = (0..=LONGEST.min(joined.len())).rev().find(|&end| joined.is_char_boundary(end));
        joined[..end.unwrap_or(0)].to_string()
    };
    let parts: Vec<String> = parts.iter().map(|part| letters(part)).filter(|part| !part.is_empty()).collect();
    let plain = match parts.is_empty() {
        true => "gesture".to_string(),
        false => parts.join("-"),
    };
    let numbered = (2..).map(|n: usize| format!("{plain}-{n}"));
    let free = std::iter::once(plain.clone()).chain(numbered).find(|name| !taken.contains(name));
    let name = free.unwrap_or(plain);
    taken.insert(name.clone());
    name
}

/// Bytes of each part of a file name; four parts stay below what file systems take.
const LONGEST: usize = 54;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_safe_and_each_stands_once() {
        let mut taken = HashSet::new();
        let mut named = |parts: &[&str]| name(&mut taken, parts);
        assert_eq!(named(&["My_App", "wave", "N0609", "$other"]), "my-app-wave-n0609-other");
        assert_eq!(named(&["my-app", "wave", "n0609", "other"]), "my-app-wave-n0609-other-2");
        assert_eq!(named(&["../..", "a/b"]), "a-b");
        assert_eq!(named(&["$", "_"]), "gesture");
        assert_eq!(named(&["Übung", "höhe"]), "übung-höhe");
        assert!(named(&["字".repeat(300).as_str(); 4]).len() < 240);
    }
}
