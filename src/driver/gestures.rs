//! Gesture files, checked; and programs made of them.

use std::collections::HashSet;
use std::ops::Range;
use std::path::Path;

use prepose_matcher::Program;

use super::files::Disk;
use super::find::Found;
use super::output::{self, Failure};
use crate::diagnostic::{Code, Diagnostic, nearest, render};
use crate::source::{SourceId, Sources};
use crate::translate::translate;
use crate::typed::{self, CheckLimits, Gesture, TypedModule};

/// Some files and what they mean.
#[derive(Default)]
pub struct CheckedFiles {
    /// The files' texts, and those of what they import.
    pub sources: Sources,
    /// One module a file, in order.
    pub modules: Vec<TypedModule>,
    /// Every file that the user gave, of gestures or of rules, and what it imports: findings can point at these.
    pub given: Vec<SourceId>,
    /// Every finding, each once, in the order of the files.
    pub diagnostics: Vec<Diagnostic>,
    /// Where files are read from.
    pub disk: Disk,
    /// The findings that are known already: code, file, place.
    known: HashSet<(Code, String, Range<usize>)>,
}

impl CheckedFiles {
    /// None yet.
    pub fn new(found: &Found) -> CheckedFiles {
        CheckedFiles { disk: Disk::new(found.stdin_name.clone()), ..CheckedFiles::default() }
    }

    /// Reads and checks all that was found.
    pub fn read_all(&mut self, found: &Found) -> Result<(), Failure> {
        found.tell_left_out();
        for path in &found.paths {
            let module = self.read(path)?;
            self.modules.push(module);
        }
        Ok(())
    }

    /// Whether anything is wrong enough to stop.
    pub fn has_errors(&self) -> bool {
        self.diagnostics.iter().any(Diagnostic::is_error)
    }

    /// The gestures of all files, in order.
    pub fn gestures(&self) -> impl Iterator<Item = &Gesture> {
        self.modules.iter().flat_map(|module| &module.gestures)
    }

    /// Reads and checks one more file. Its findings join the others; what it means is returned.
    pub fn read(&mut self, path: &Path) -> Result<TypedModule, Failure> {
        let limits = self.disk.limits;
        let (source, finding) = self.disk.read(&mut self.sources, path)?;
        if let Some(finding) = finding {
            // half a text is not worth checking
            self.diagnostics.push(finding);
            return Ok(TypedModule::default());
        }
        let checked = typed::check(&mut self.sources, source, &self.disk, &limits, &CheckLimits::default());
        for found in checked.diagnostics {
            // a file that several others import is read once for each of them
            let place = (found.code, self.sources.get(found.span().source).name.clone(), found.span().range());
            if self.known.insert(place) {
                self.diagnostics.push(found);
            }
        }
        self.given.extend(&checked.module.files);
        Ok(checked.module)
    }
}

/// Reads and checks gesture files.
pub fn check_files(found: &Found) -> Result<CheckedFiles, Failure> {
    let mut checked = CheckedFiles::new(found);
    checked.read_all(found)?;
    Ok(checked)
}

/// Gesture files that are free of errors, and the program they compile to. Findings go to standard error.
pub fn program(found: &Found) -> Result<(CheckedFiles, Program), Failure> {
    let checked = check_files(found)?;
    if checked.has_errors() {
        let color = super::terminal::color_on_stderr();
        output::tell(&render::brief(&checked.diagnostics, &checked.sources, color));
        return Err(Failure::Misuse("the gestures have errors, so nothing was run; mend them first".to_string()));
    }
    fit_together(&checked)?;
    let program =
        translate(checked.gestures()).map_err(|source| Failure::Program { source, remedy: "run fewer together" })?;
    Ok((checked, program))
}

/// Whether there are gestures, and their events can be told apart.
pub fn fit_together(checked: &CheckedFiles) -> Result<(), Failure> {
    if checked.gestures().next().is_none() {
        return Err(Failure::Misuse("there is no gesture in these files, only poses".to_string()));
    }
    let mut known = HashSet::new();
    if let Some(twice) = checked.gestures().find(|gesture| !known.insert((&gesture.app, &gesture.name))) {
        let message = format!(
            "two files declare the gesture `{}` in an app `{}`, so their events could not be told apart; give one app \
             another name",
            twice.name, twice.app
        );
        return Err(Failure::Misuse(message));
    }
    Ok(())
}

/// The gesture of a name; when there is none, the nearest names.
pub fn by_name<'c>(checked: &'c CheckedFiles, name: &str) -> Result<&'c Gesture, Failure> {
    checked.gestures().find(|gesture| gesture.name == name).ok_or_else(|| {
        let names = checked.gestures().map(|gesture| gesture.name.as_str());
        let hint = match nearest(name, names) {
            Some(meant) => format!("did you mean `{meant}`?"),
            None => "`prepose list` names them all".to_string(),
        };
        Failure::Misuse(format!("there is no gesture `{name}`; {hint}"))
    })
}
