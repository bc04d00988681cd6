//! The gestures that come with prepose: sound, laid out, documented, and recognised in people of different sizes.

use std::collections::BTreeSet;
use std::path::Path;

use prepose::source::Sources;
use prepose::syntax::{self, format};
use prepose::synthesis::{Noise, Settings, perform};
use prepose::typed::{self, CheckLimits, Gesture, StandardLibrary};

#[path = "support/disk.rs"]
mod disk;
#[path = "support/folder.rs"]
mod folder;

fn gestures(path: &Path) -> Vec<Gesture> {
    let mut sources = Sources::default();
    let text = std::fs::read_to_string(path).expect("a gesture file");
    let source = sources.add(path.display().to_string(), text);
    let limits = syntax::ParseLimits::default();
    let checked = typed::check(&mut sources, source, &disk::Disk, &limits, &CheckLimits::default());
    let report = prepose::diagnostic::render::human(&checked.diagnostics, &sources, false);
    assert!(report.is_empty(), "{report}");
    let formatted = format::format(&sources, source, &limits).expect("no syntax errors");
    assert_eq!(formatted, sources.get(source).text, "{} is laid out by `prepose fmt`", path.display());
    checked.module.gestures
}

#[test]
fn they_are_sound_laid_out_and_documented() {
    let mut shipped = 0;
    for path in folder::files("gestures", &["prepose"]) {
        for gesture in gestures(&path) {
            assert!(gesture.doc.len() > 20, "`{}` is described for the person who performs it", gesture.name);
            shipped += 1;
        }
    }
    assert!(shipped >= 80, "{shipped} gestures were found");
    for path in folder::files("stdlib", &["prepose"]) {
        let name = path.file_stem().expect("a name").to_string_lossy().into_owned();
        assert!(StandardLibrary::text(&name).is_some(), "`{name}` is embedded");
        gestures(&path);
    }
}

#[test]
fn the_promised_collections_are_there() {
    let names = |file: &str| -> BTreeSet<String> {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("gestures").join(file);
        gestures(&path).into_iter().map(|gesture| gesture.name).collect()
    };
    let (therapy, ballet, tai_chi) = (names("therapy.prepose"), names("ballet.prepose"), names("tai-chi.prepose"));
    assert!(therapy.len() + ballet.len() + tai_chi.len() >= 28);
    for name in
        ["pendulum", "passive-external-rotation", "elbow-flexion", "elbow-extension", "head-rolls", "half-squats"]
    {
        assert!(therapy.contains(name), "{name}");
    }
    assert!(names("everyday.prepose").contains("wave"));
}

#[test]
fn people_of_different_sizes_are_recognised_through_noise() {
    let settings = Settings { people: 4, noise: Noise::Kinect, seed: 11, frames_per_second: 30.0 };
    let mut performed = 0;
    for path in folder::files("gestures", &["prepose"]) {
        let all = gestures(&path);
        for gesture in &all {
            let unlock = gesture.after.as_ref().and_then(|(name, _)| all.iter().find(|other| other.name == *name));
            // a performance is replayed through the matcher before it is given out
            let performance = perform(gesture, unlock, &settings);
            let performance = performance.unwrap_or_else(|why| panic!("`{}`: {why}", gesture.name));
            let bodies: BTreeSet<u64> = performance.frames.iter().map(|frame| frame.body).collect();
            assert_eq!(bodies.len(), 4, "`{}`", gesture.name);
            performed += 1;
        }
    }
    assert!(performed >= 80, "{performed} gestures were performed");
}

/// The libraries bring a compiled gesture for their examples; each brings its own, since each is packaged alone.
#[test]
fn the_compiled_gesture_of_the_examples_is_that_of_its_text() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("crates");
    let text = root.join("prepose-matcher/examples/hand-on-head.prepose");
    let program = prepose::translate::translate(&gestures(&text)).expect("a program");
    for library in ["prepose-matcher", "prepose-naming"] {
        let bytes = std::fs::read(root.join(library).join("examples/hand-on-head.program")).expect("a program");
        assert!(program.to_bytes() == bytes, "compile {} again for {library}", text.display());
    }
}
