//! Which names mean what, and from where they can be seen.

use std::collections::HashMap;

use super::import::Loaded;
use super::settings::{self, Settings};
use crate::diagnostic::{Code, Diagnostic, nearest};
use crate::source::{SourceId, Span};
use crate::syntax::ast::{self, AppItem, GestureItem, Name};

/// An index of [`Scope::poses`].
pub type PoseId = usize;
/// An index of [`Scope::gestures`].
pub type GestureId = usize;

/// Everything declared in a file and its imports.
pub struct Scope<'f> {
    pub modules: Vec<Module>,
    pub poses: Vec<PoseDeclaration<'f>>,
    pub gestures: Vec<GestureDeclaration<'f>>,
}

/// What one file declares.
pub struct Module {
    pub source: SourceId,
    pub app: Option<Name>,
    pub poses: HashMap<String, PoseId>,
    pub gestures: HashMap<String, GestureId>,
    pub imports: Vec<usize>,
}

pub struct PoseDeclaration<'f> {
    pub module: usize,
    pub syntax: &'f ast::Pose,
    pub settings: Settings,
    /// Whether it is declared in a gesture, not for the whole app.
    pub in_gesture: bool,
}

pub struct GestureDeclaration<'f> {
    pub module: usize,
    pub syntax: &'f ast::Gesture,
    pub settings: Settings,
}

/// What a name was found to mean.
pub enum Found<T> {
    One(T),
    /// Two imports declare it, here and here.
    Several(Span, Span),
    None,
}

impl<'f> Scope<'f> {
    pub fn build(files: &'f [Loaded], diagnostics: &mut Vec<Diagnostic>) -> Scope<'f> {
        let mut scope = Scope { modules: Vec::new(), poses: Vec::new(), gestures: Vec::new() };
        for (index, loaded) in files.iter().enumerate() {
            scope.modules.push(Module {
                source: loaded.source,
                app: loaded.file.apps.first().map(|app| app.name.clone()),
                poses: HashMap::new(),
                gestures: HashMap::new(),
                imports: loaded.imports.iter().map(|(imported, _)| *imported).collect(),
            });
            scope.declare(index, loaded, diagnostics);
        }
        scope
    }

    fn declare(&mut self, module: usize, loaded: &'f Loaded, diagnostics: &mut Vec<Diagnostic>) {
        let Some((app, further)) = loaded.file.apps.split_first() else {
            if !diagnostics.iter().any(|found| found.span().source == loaded.source && found.is_error()) {
                let span = Span { source: loaded.source, start: 0, end: 0 };
                let help = "a file begins with `APP name:`";
                diagnostics.push(Diagnostic::new(Code::NoApp, span, "this file has no app").help(help));
            }
            return;
        };
        for second in further {
            diagnostics.push(
                Diagnostic::new(Code::SecondApp, second.name.span, format!("a second app, `{}`", second.name.text))
                    .and(app.name.span, "the first app")
                    .help("give each app a file of its own"),
            );
        }
        let shared = app.items.iter().filter_map(|item| match item {
            AppItem::Setting(setting) => Some(setting),
            _ => None,
        });
        let defaults = settings::read(Settings::default(), shared, settings::Level::App, diagnostics);
        for item in &app.items {
            match item {
                AppItem::Pose(pose) => self.declare_pose(module, pose, &defaults, false, diagnostics),
                AppItem::Gesture(gesture) => self.declare_gesture(module, gesture, &defaults, diagnostics),
                AppItem::Setting(_) => {}
            }
        }
        if self.modules[module].poses.is_empty() && self.modules[module].gestures.is_empty() {
            let silent = diagnostics.iter().any(|found| found.span().source == loaded.source && found.is_error());
            if !silent {
                let message = format!("the app `{}` has neither gestures nor poses", app.name.text);
                let help = "an app holds `GESTURE name: ...`; `prepose new` writes one to begin with";
                diagnostics.push(Diagnostic::new(Code::EmptyApp, app.name.span, message).help(help));
            }
        }
    }

    fn declare_pose(
        &mut self,
        module: usize,
        syntax: &'f ast::Pose,
        settings: &Settings,
        in_gesture: bool,
        diagnostics: &mut Vec<Diagnostic>,
    ) {
        let id = self.poses.len();
        self.poses.push(PoseDeclaration { module, syntax, settings: settings.clone(), in_gesture });
        if let Some(&first) = self.modules[module].poses.get(&syntax.name.text) {
            duplicate("pose", &syntax.name, self.poses[first].syntax.name.span, diagnostics);
        } else if !syntax.name.text.is_empty() {
            self.modules[module].poses.insert(syntax.name.text.clone(), id);
        }
    }

    fn declare_gesture(
        &mut self,
        module: usize,
        syntax: &'f ast::Gesture,
        defaults: &Settings,
        diagnostics: &mut Vec<Diagnostic>,
    ) {
        let own = syntax.items.iter().filter_map(|item| match item {
            GestureItem::Setting(setting) => Some(setting),
            _ => None,
        });
        let settings = settings::read(defaults.clone(), own, settings::Level::Gesture, diagnostics);
        for item in &syntax.items {
            if let GestureItem::Pose(pose) = item {
                self.declare_pose(module, pose, &settings, true, diagnostics);
            }
        }
        let id = self.gestures.len();
        self.gestures.push(GestureDeclaration { module, syntax, settings });
        if let Some(&first) = self.modules[module].gestures.get(&syntax.name.text) {
            duplicate("gesture", &syntax.name, self.gestures[first].syntax.name.span, diagnostics);
        } else if !syntax.name.text.is_empty() {
            self.modules[module].gestures.insert(syntax.name.text.clone(), id);
        }
    }

    /// What a pose's name means in a module: its own pose, or else that of a direct import.
    pub fn pose(&self, module: usize, name: &str) -> Found<PoseId> {
        self.find(module, |m| m.poses.get(name).copied(), |id| self.poses[id].syntax.name.span)
    }

    /// What a gesture's name means in a module.
    pub fn gesture(&self, module: usize, name: &str) -> Found<GestureId> {
        self.find(module, |m| m.gestures.get(name).copied(), |id| self.gestures[id].syntax.name.span)
    }

    fn find(
        &self,
        module: usize,
        own: impl Fn(&Module) -> Option<usize>,
        place: impl Fn(usize) -> Span,
    ) -> Found<usize> {
        let module = &self.modules[module];
        if let Some(id) = own(module) {
            return Found::One(id);
        }
        let mut found = module.imports.iter().filter_map(|&import| own(&self.modules[import]));
        match (found.next(), found.next()) {
            (None, _) => Found::None,
            (Some(id), None) => Found::One(id),
            (Some(a), Some(b)) if a == b => Found::One(a),
            (Some(a), Some(b)) => Found::Several(place(a), place(b)),
        }
    }

    /// The pose that a name in a step or composition means; reports where there is none.
    pub fn resolve_pose(&self, module: usize, name: &Name, diagnostics: &mut Vec<Diagnostic>) -> Option<PoseId> {
        match self.pose(module, &name.text) {
            Found::One(id) => Some(id),
            Found::Several(a, b) => {
                ambiguous(name, a, b, diagnostics);
                None
            }
            Found::None => {
                if let Found::One(gesture) = self.gesture(module, &name.text) {
                    diagnostics.push(
                        Diagnostic::new(
                            Code::StepNamesGesture,
                            name.span,
                            format!("`{}` is a gesture, and a pose is needed here", name.text),
                        )
                        .and(self.gestures[gesture].syntax.name.span, "the gesture")
                        .help("gestures are combined with `SEQUENCE:` in place of `EXECUTION:`"),
                    );
                    return None;
                }
                let names = self.visible(module, |m| m.poses.keys());
                let diagnostic =
                    Diagnostic::new(Code::UnknownPose, name.span, format!("there is no pose `{}`", name.text));
                diagnostics.push(did_you_mean(diagnostic, &name.text, names, "declare it with `POSE name: ... .`"));
                None
            }
        }
    }

    /// The gesture that a name means; reports where there is none.
    pub fn resolve_gesture(&self, module: usize, name: &Name, diagnostics: &mut Vec<Diagnostic>) -> Option<GestureId> {
        match self.gesture(module, &name.text) {
            Found::One(id) => Some(id),
            Found::Several(a, b) => {
                ambiguous(name, a, b, diagnostics);
                None
            }
            Found::None => {
                if let Found::One(pose) = self.pose(module, &name.text) {
                    diagnostics.push(
                        Diagnostic::new(
                            Code::SequenceNamesPose,
                            name.span,
                            format!("`{}` is a pose, and a gesture is needed here", name.text),
                        )
                        .and(self.poses[pose].syntax.name.span, "the pose")
                        .help("steps that are poses stand under `EXECUTION:`"),
                    );
                    return None;
                }
                let names = self.visible(module, |m| m.gestures.keys());
                let diagnostic =
                    Diagnostic::new(Code::UnknownGesture, name.span, format!("there is no gesture `{}`", name.text));
                diagnostics.push(did_you_mean(diagnostic, &name.text, names, "declare it with `GESTURE name: ...`"));
                None
            }
        }
    }

    fn visible<'a, I>(&'a self, module: usize, names: impl Fn(&'a Module) -> I) -> Vec<&'a str>
    where
        I: Iterator<Item = &'a String>,
    {
        let own = std::iter::once(module).chain(self.modules[module].imports.iter().copied());
        let mut all: Vec<&str> = own.flat_map(|m| names(&self.modules[m])).map(String::as_str).collect();
        all.sort_unstable();
        all
    }
}

fn duplicate(what: &str, name: &Name, first: Span, diagnostics: &mut Vec<Diagnostic>) {
    diagnostics.push(
        Diagnostic::new(Code::DuplicateName, name.span, format!("a second {what} is named `{}`", name.text))
            .and(first, "the first is here")
            .help("give one of them another name"),
    );
}

fn ambiguous(name: &Name, a: Span, b: Span, diagnostics: &mut Vec<Diagnostic>) {
    diagnostics.push(
        Diagnostic::new(Code::AmbiguousName, name.span, format!("two imports declare `{}`", name.text))
            .and(a, "one is here")
            .and(b, "the other is here")
            .help("declare the one you mean under a name of your own, or drop one of the imports"),
    );
}

fn did_you_mean(diagnostic: Diagnostic, word: &str, names: Vec<&str>, otherwise: &str) -> Diagnostic {
    match nearest(word, names) {
        Some(meant) => diagnostic.help(format!("did you mean `{meant}`?")),
        None => diagnostic.help(otherwise),
    }
}
