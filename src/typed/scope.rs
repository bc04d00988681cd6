//! Which names mean what, and from where they can be seen.

use std::collections::HashMap;

use super::settings::Settings;
use crate::diagnostic::{Code, Diagnostic, nearest};
use crate::source::{SourceId, Span};
use crate::syntax::ast::{self, BlockKind, Name};

mod declare;

/// An index of [`Scope::poses`].
pub type PoseId = usize;
/// An index of [`Scope::gestures`].
pub type GestureId = usize;

/// Everything declared in a file and its imports.
pub struct Scope<'f> {
    pub modules: Vec<Module>,
    pub poses: Vec<PoseDeclaration<'f>>,
    pub gestures: Vec<GestureDeclaration<'f>>,
    pub rules: Vec<RuleDeclaration>,
}

/// What the app of one file declares, or one block of rules. The first modules are the files, in order; blocks see their
/// own names and those of the imports, and no other place sees theirs.
pub struct Module {
    pub source: SourceId,
    /// The module of the file that it stands in.
    pub file: usize,
    /// Which block of rules; none for the app.
    pub block: Option<BlockKind>,
    /// The app's or the block's name.
    pub app: Option<Name>,
    /// Gestures may each have a pose of one name; an app's own poses have names of their own.
    pub poses: HashMap<String, Vec<PoseId>>,
    pub gestures: HashMap<String, GestureId>,
    pub imports: Vec<usize>,
}

pub struct PoseDeclaration<'f> {
    pub module: usize,
    pub syntax: &'f ast::Pose,
    pub settings: Settings,
    /// The gesture it is declared in; none when it is declared for the whole app.
    pub gesture: Option<GestureId>,
    /// Whether it is a rule, which no name means.
    pub rule: bool,
}

/// A rule, whose statements are those of a pose.
pub struct RuleDeclaration {
    pub pose: PoseId,
    pub never: bool,
}

pub struct GestureDeclaration<'f> {
    pub module: usize,
    pub syntax: &'f ast::Gesture,
    pub settings: Settings,
}

/// What a name was found to mean.
pub enum Found<T> {
    One(T),
    /// Two places declare it, and neither is nearer.
    Several(Span, Span),
    None,
}

impl<'f> Scope<'f> {
    /// What a pose's name means in a gesture of a module: the gesture's own pose, or else the app's or that of the one
    /// other gesture that has it, or else that of a direct import.
    pub fn pose(&self, module: usize, gesture: Option<GestureId>, name: &str) -> Found<PoseId> {
        let place = |id: PoseId| self.poses[id].syntax.name.span;
        if let Some(ids) = self.modules[module].poses.get(name) {
            let own = ids.iter().find(|&&id| gesture.is_some() && self.poses[id].gesture == gesture);
            return match (own, &ids[..]) {
                (Some(&id), _) | (None, &[id]) => Found::One(id),
                (None, ids) => Found::Several(place(ids[0]), place(ids[1])),
            };
        }
        let imports = &self.modules[module].imports;
        let found = imports.iter().filter_map(|&import| self.modules[import].poses.get(name)).flatten().copied();
        only(found, place)
    }

    /// What a gesture's name means in a module.
    pub fn gesture(&self, module: usize, name: &str) -> Found<GestureId> {
        if let Some(&id) = self.modules[module].gestures.get(name) {
            return Found::One(id);
        }
        let imports = &self.modules[module].imports;
        let found = imports.iter().filter_map(|&import| self.modules[import].gestures.get(name)).copied();
        only(found, |id| self.gestures[id].syntax.name.span)
    }

    /// The pose that a name in a step or composition means; reports where there is none.
    pub fn resolve_pose(
        &self,
        module: usize,
        gesture: Option<GestureId>,
        name: &Name,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Option<PoseId> {
        match self.pose(module, gesture, &name.text) {
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
                if let Found::One(pose) = self.pose(module, None, &name.text) {
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

fn ambiguous(name: &Name, a: Span, b: Span, diagnostics: &mut Vec<Diagnostic>) {
    diagnostics.push(
        Diagnostic::new(Code::AmbiguousName, name.span, format!("`{}` is declared in two places", name.text))
            .and(a, "one is here")
            .and(b, "the other is here")
            .help("give them different names, or import only one of the files"),
    );
}

fn did_you_mean(diagnostic: Diagnostic, word: &str, names: Vec<&str>, otherwise: &str) -> Diagnostic {
    match nearest(word, names) {
        Some(meant) => diagnostic.help(format!("did you mean `{meant}`?")),
        None => diagnostic.help(otherwise),
    }
}

/// The one thing found, where there is one.
fn only(mut found: impl Iterator<Item = usize>, place: impl Fn(usize) -> Span) -> Found<usize> {
    let Some(first) = found.next() else { return Found::None };
    match found.find(|&other| other != first) {
        None => Found::One(first),
        Some(other) => Found::Several(place(first), place(other)),
    }
}
