//! Declaring what the files and their blocks hold.

use std::collections::HashMap;

use super::{GestureDeclaration, GestureId, Module, PoseDeclaration, PoseId, RuleDeclaration, Scope};
use crate::diagnostic::{Code, Diagnostic};
use crate::source::Span;
use crate::syntax::ast::{self, AppItem, Block, BlockKind, GestureItem, Name};
use crate::typed::import::Loaded;
use crate::typed::settings::{self, Settings};

impl<'f> Scope<'f> {
    pub fn build(files: &'f [Loaded], diagnostics: &mut Vec<Diagnostic>) -> Scope<'f> {
        let mut scope = Scope { modules: Vec::new(), poses: Vec::new(), gestures: Vec::new(), rules: Vec::new() };
        for (index, loaded) in files.iter().enumerate() {
            scope.add_module(index, loaded, None, loaded.file.apps.first().map(|app| &app.name));
            scope.declare(index, loaded, diagnostics);
        }
        for (index, loaded) in files.iter().enumerate() {
            let mut rules = HashMap::new();
            for block in &loaded.file.blocks {
                let module = scope.add_module(index, loaded, Some(block.kind), Some(&block.name));
                scope.declare_block(module, block, &mut rules, diagnostics);
            }
        }
        scope
    }

    fn add_module(&mut self, file: usize, loaded: &Loaded, block: Option<BlockKind>, name: Option<&Name>) -> usize {
        self.modules.push(Module {
            source: loaded.source,
            file,
            block,
            app: name.cloned(),
            poses: HashMap::new(),
            gestures: HashMap::new(),
            imports: loaded.imports.iter().map(|(imported, _)| *imported).collect(),
        });
        self.modules.len() - 1
    }

    fn declare(&mut self, module: usize, loaded: &'f Loaded, diagnostics: &mut Vec<Diagnostic>) {
        let Some((app, further)) = loaded.file.apps.split_first() else {
            if loaded.file.blocks.is_empty()
                && !diagnostics.iter().any(|found| found.span().source == loaded.source && found.is_error())
            {
                let span = Span { source: loaded.source, start: 0, end: 0 };
                let help = "a file begins with `APP name:`; `prepose new wave` writes one to begin with";
                diagnostics.push(Diagnostic::new(Code::NoApp, span, "this file has no app").help(help));
            }
            return;
        };
        for second in further {
            diagnostics.push(
                Diagnostic::new(
                    Code::SecondApp,
                    second.name.span,
                    format!("`{}` is a second app in this file", second.name.text),
                )
                .and(app.name.span, "the first app")
                .help("give each app a file of its own"),
            );
        }
        self.declare_items(module, &app.items, &mut HashMap::new(), diagnostics);
        if self.modules[module].poses.is_empty() && self.modules[module].gestures.is_empty() {
            let message = format!("the app `{}` has neither gestures nor poses", app.name.text);
            let help = "an app holds `GESTURE name: ...`; `prepose new` writes one to begin with";
            empty(&app.name, message, help, diagnostics);
        }
    }

    fn declare_block(
        &mut self,
        module: usize,
        block: &'f Block,
        rules: &mut HashMap<&'f str, Span>,
        diagnostics: &mut Vec<Diagnostic>,
    ) {
        let before = self.rules.len();
        self.declare_items(module, &block.items, rules, diagnostics);
        let module = &self.modules[module];
        let lacks = match block.kind {
            BlockKind::Anatomy | BlockKind::Safety => (self.rules.len() == before).then_some("rules"),
            BlockKind::Protected => module.gestures.is_empty().then_some("gestures"),
            BlockKind::Idle => module.poses.is_empty().then_some("poses"),
        };
        if let Some(what) = lacks {
            let message = format!("the block `{}` has no {what}", block.name.text);
            empty(&block.name, message, block.kind.holds(), diagnostics);
        }
    }

    fn declare_items(
        &mut self,
        module: usize,
        items: &'f [AppItem],
        rules: &mut HashMap<&'f str, Span>,
        diagnostics: &mut Vec<Diagnostic>,
    ) {
        let shared = items.iter().filter_map(|item| match item {
            AppItem::Setting(setting) => Some(setting),
            _ => None,
        });
        let defaults = settings::read(Settings::default(), shared, settings::Level::App, diagnostics);
        // the parser has said what stands in the wrong kind of block
        let block = self.modules[module].block;
        for item in items {
            match item {
                AppItem::Pose(pose) => self.declare_pose(module, pose, &defaults, None, diagnostics),
                AppItem::Gesture(gesture) if block.is_none_or(BlockKind::has_gestures) => {
                    self.declare_gesture(module, gesture, &defaults, diagnostics);
                }
                AppItem::Rule(rule) if block.is_some_and(BlockKind::has_rules) => {
                    let name = &rule.pose.name;
                    match rules.get(name.text.as_str()) {
                        Some(&first) => duplicate("rule", name, first, diagnostics),
                        None if name.text.is_empty() => {}
                        None => drop(rules.insert(&name.text, name.span)),
                    }
                    self.rules.push(RuleDeclaration { pose: self.poses.len(), never: rule.never });
                    self.poses.push(PoseDeclaration {
                        module,
                        syntax: &rule.pose,
                        settings: defaults.clone(),
                        gesture: None,
                        rule: true,
                    });
                }
                AppItem::Gesture(_) | AppItem::Rule(_) | AppItem::Setting(_) => {}
            }
        }
    }

    fn declare_pose(
        &mut self,
        module: usize,
        syntax: &'f ast::Pose,
        settings: &Settings,
        gesture: Option<GestureId>,
        diagnostics: &mut Vec<Diagnostic>,
    ) {
        let id = self.poses.len();
        self.poses.push(PoseDeclaration { module, syntax, settings: settings.clone(), gesture, rule: false });
        if syntax.name.text.is_empty() {
            return;
        }
        let same = self.modules[module].poses.entry(syntax.name.text.clone()).or_default();
        let clash = |other: &&PoseId| {
            let other = self.poses[**other].gesture;
            other == gesture || other.is_none() || gesture.is_none()
        };
        match same.iter().find(clash) {
            Some(&first) => duplicate("pose", &syntax.name, self.poses[first].syntax.name.span, diagnostics),
            None => same.push(id),
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
        let id = self.gestures.len();
        for item in &syntax.items {
            if let GestureItem::Pose(pose) = item {
                self.declare_pose(module, pose, &settings, Some(id), diagnostics);
            }
        }
        self.gestures.push(GestureDeclaration { module, syntax, settings });
        if let Some(&first) = self.modules[module].gestures.get(&syntax.name.text) {
            duplicate("gesture", &syntax.name, self.gestures[first].syntax.name.span, diagnostics);
        } else if !syntax.name.text.is_empty() {
            self.modules[module].gestures.insert(syntax.name.text.clone(), id);
        }
    }
}

fn duplicate(what: &str, name: &Name, first: Span, diagnostics: &mut Vec<Diagnostic>) {
    diagnostics.push(
        Diagnostic::new(Code::DuplicateName, name.span, format!("a second {what} is named `{}`", name.text))
            .and(first, "the first is here")
            .help("give one of them another name"),
    );
}

/// Says that something holds nothing, unless it may hold what could not be read.
fn empty(name: &Name, message: String, help: &str, diagnostics: &mut Vec<Diagnostic>) {
    let unread = diagnostics.iter().any(|found| found.span().source == name.span.source && found.code.is_syntax());
    if !unread {
        diagnostics.push(Diagnostic::new(Code::EmptyApp, name.span, message).help(help));
    }
}
