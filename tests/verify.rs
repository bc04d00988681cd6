//! The verifier is right: what is wrong is found, what is harmless is let pass, and what is proved holds.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::atomic::AtomicBool;

use prepose::decide::RefutedQuery;
use prepose::diagnostic::{Code, Severity};
use prepose::source::{SourceId, Sources};
use prepose::typed::{self, Gesture};
use prepose::verify::{Finding, Job, Options, Report, Rules};

#[path = "support/folder.rs"]
mod folder;
#[path = "support/sound.rs"]
mod sound;

mod verify {
    mod distance;
    mod exact;
    mod gates;
    mod hard;
    mod mutations;
    mod soundness;
}

/// Apps under test; only gestures of one app are compared with each other.
struct Apps {
    sources: Sources,
    own: Vec<SourceId>,
    gestures: Vec<Gesture>,
    /// Which app each gesture is of.
    owners: Vec<usize>,
}

impl Apps {
    /// Reads apps; each is given a name of its own.
    fn read<'t>(bodies: impl IntoIterator<Item = &'t str>) -> Apps {
        let mut apps = Apps { sources: Sources::default(), own: Vec::new(), gestures: Vec::new(), owners: Vec::new() };
        for (i, text) in bodies.into_iter().enumerate() {
            let (source, checked) = sound::check(&mut apps.sources, format!("{i}.prepose"), text);
            apps.own.push(source);
            for mut gesture in checked.module.gestures {
                gesture.app = format!("app-{i}");
                apps.gestures.push(gesture);
                apps.owners.push(i);
            }
        }
        apps
    }

    /// The rules of the standard library with those of a text.
    fn rules(text: &str) -> Rules {
        let (_, checked) = sound::check(&mut Sources::default(), "rules.prepose", text);
        let mut rules = typed::standard_rules().clone();
        rules.extend(checked.module.rules);
        Rules::new(&rules)
    }

    fn job<T>(&self, verify: impl Fn(&Job) -> T) -> T {
        self.job_with(Options { jobs: 2, ..Options::default() }, verify)
    }

    fn job_with<T>(&self, options: Options, verify: impl Fn(&Job) -> T) -> T {
        self.job_under(&Rules::new(typed::standard_rules()), options, verify)
    }

    fn job_under<T>(&self, rules: &Rules, options: Options, verify: impl Fn(&Job) -> T) -> T {
        let gestures: Vec<&Gesture> = self.gestures.iter().collect();
        let stop = AtomicBool::new(false);
        verify(&Job {
            gestures: &gestures,
            rules,
            own: &self.own,
            options: &options,
            store: None,
            progress: &|_, _| {},
            stop: &stop,
        })
    }

    fn verify(&self) -> Report {
        self.job(prepose::verify::verify)
    }

    fn audit(&self) -> (Report, Vec<RefutedQuery>) {
        self.job(prepose::verify::audit)
    }

    /// What is found in each app.
    fn found(&self, apps: usize) -> Vec<Vec<Finding>> {
        let mut found = vec![Vec::new(); apps];
        for finding in self.verify().findings().to_vec() {
            found[self.owners[finding.gesture]].push(finding);
        }
        found
    }
}

/// The errors and warnings among findings.
fn grave(findings: &[Finding]) -> BTreeSet<&'static str> {
    let grave = findings.iter().map(Finding::code).filter(|code| code.severity() != Severity::Note);
    grave.map(Code::as_str).collect()
}

/// The text of a file of gestures that come with prepose.
fn shipped(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("gestures").join(name);
    std::fs::read_to_string(path).expect("a gesture file")
}
