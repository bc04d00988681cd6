//! From declarations to a typed module: every pose checked once, every gesture written out.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::automaton::AutomatonLowering;
use super::limits::CheckLimits;
use super::module::{Gesture, Pose, TypedModule};
use super::parts::Hand;
use super::pose::PoseLowering;
use super::scope::{PoseId, Scope};
use super::statement::Targets;
use super::{accept, rules};
use crate::diagnostic::{Code, Diagnostic};
use crate::source::Sources;
use crate::syntax::ast::{ExecutionKind, GestureItem, PoseBody, StatementKind, Step};

/// Finds out what the first module means, and checks the modules it imports.
pub fn lower(
    scope: &Scope<'_>,
    sources: &Sources,
    limits: &CheckLimits,
    diagnostics: &mut Vec<Diagnostic>,
) -> TypedModule {
    let mut module = TypedModule {
        app: scope.modules.first().and_then(|m| m.app.as_ref()).map_or(String::new(), |app| app.text.clone()),
        files: scope.modules.iter().filter(|module| module.block.is_none()).map(|module| module.source).collect(),
        ..TypedModule::default()
    };
    let poses = PoseLowering { scope, sources, limits };
    for id in 0..scope.poses.len() {
        let pose = check_pose(&poses, id, diagnostics);
        if scope.poses[id].module == 0 {
            module.poses.push(pose);
        }
    }
    let syntax = diagnostics.iter().filter(|found| found.is_error() && found.code.is_syntax());
    let mut unreadable: Vec<_> = syntax.map(|found| (found.span().source, found.span().start)).collect();
    unreadable.sort_unstable();
    let gestures = AutomatonLowering { scope, sources, limits };
    let mut statements = 0;
    // the app's gestures, and those of each protected block
    let mut lists: BTreeMap<usize, Vec<Gesture>> = BTreeMap::new();
    for (id, declaration) in scope.gestures.iter().enumerate() {
        let mut found = Vec::new();
        let nodes = gestures.lower(id, &mut found);
        let after = declaration.settings.after.as_ref().and_then(|(name, seconds)| {
            let unlocking = scope.resolve_gesture(declaration.module, name, &mut found)?;
            if scope.gestures[unlocking].module != declaration.module {
                let message = format!("`{}` is imported, and a gesture is unlocked by one of its own app", name.text);
                let help = format!("declare `GESTURE my-{0}: SEQUENCE: {0}.` and name that", name.text);
                found.push(Diagnostic::new(Code::MisplacedSetting, name.span, message).help(help));
            }
            Some((name.text.clone(), *seconds))
        });
        mirrored_name(declaration.syntax, &mut found);
        let accepted = accept::read(declaration.syntax, &mut found);
        // what could not be read may have been its steps
        let whole = declaration.syntax.span;
        let from = unreadable.partition_point(|&(source, start)| (source, start) < (whole.source, whole.start));
        let unread = unreadable.get(from).is_some_and(|&(source, start)| source == whole.source && start <= whole.end);
        if unread {
            found.retain(|found| found.code != Code::NoSteps);
        }
        let in_error = unread || found.iter().any(Diagnostic::is_error);
        diagnostics.extend(found);
        let home = &scope.modules[declaration.module];
        if home.file != 0 || in_error {
            continue;
        }
        let Some(nodes) = nodes else { continue };
        statements += nodes.iter().map(|node| node.statements.len()).sum::<usize>();
        if statements > limits.module_statements {
            rules::too_large(&declaration.syntax.name, limits, diagnostics);
            break;
        }
        lists.entry(declaration.module).or_default().push(Gesture {
            app: home.app.as_ref().map_or(String::new(), |app| app.text.clone()),
            name: declaration.syntax.name.text.clone(),
            doc: declaration.syntax.doc.clone(),
            span: declaration.syntax.name.span,
            text: declaration.syntax.span,
            nodes,
            cooldown: declaration.settings.cooldown.unwrap_or(0.0),
            after,
            accepted,
        });
    }
    for gestures in lists.values_mut() {
        unlocking_cycles(gestures, diagnostics);
    }
    module.gestures = lists.remove(&0).unwrap_or_default();
    module.rules = rules::lower(&poses, &mut statements, diagnostics);
    module.rules.protected = lists.into_values().flatten().collect();
    unused_poses(scope, diagnostics);
    module
}

fn check_pose(poses: &PoseLowering<'_, '_>, id: PoseId, diagnostics: &mut Vec<Diagnostic>) -> Pose {
    let syntax = poses.scope.poses[id].syntax;
    let lowered = poses.lower(id, Hand::Right, &Targets::new(), diagnostics);
    if let PoseBody::Statements(statements) = &syntax.body
        && statements.is_empty()
    {
        let what = if poses.scope.poses[id].rule { "rule" } else { "pose" };
        let message = format!("the {what} `{}` says nothing", syntax.name.text);
        let help = "give it at least one statement, such as `point your arms up`";
        diagnostics.push(Diagnostic::new(Code::EmptyPose, syntax.name.span, message).help(help));
    }
    let mut joints: Vec<_> =
        lowered.statements.iter().flat_map(|s| &s.constraints).flat_map(|constraint| constraint.joints()).collect();
    joints.sort_unstable();
    joints.dedup();
    Pose { name: syntax.name.text.clone(), doc: syntax.doc.clone(), span: syntax.name.span, joints }
}

/// A gesture called `raise-left` that mirrors `raise-left-arm` moves the right arm.
fn mirrored_name(gesture: &crate::syntax::ast::Gesture, diagnostics: &mut Vec<Diagnostic>) {
    for item in &gesture.items {
        let GestureItem::Execution(execution) = item else { continue };
        let ExecutionKind::Mirror(of) = &execution.kind else { continue };
        for (side, opposite) in [("left", "right"), ("right", "left")] {
            let says = |name: &str, side: &str| name.split(['-', '_']).any(|word| word == side);
            if says(&of.text, side) && !says(&of.text, opposite) && says(&gesture.name.text, side) {
                let message = format!(
                    "`{}` is the mirror image of `{}`, so it uses the {opposite} side",
                    gesture.name.text, of.text
                );
                let help = format!("call it `{}`", of.text.replace(side, opposite));
                diagnostics.push(Diagnostic::new(Code::MirroredName, gesture.name.span, message).help(help));
            }
        }
    }
}

/// Gestures that unlock each other can never begin.
fn unlocking_cycles(gestures: &mut Vec<Gesture>, diagnostics: &mut Vec<Diagnostic>) {
    let places: HashMap<&str, usize> =
        gestures.iter().enumerate().map(|(i, gesture)| (gesture.name.as_str(), i)).collect();
    let next = |i: usize| gestures[i].after.as_ref().map(|(name, _)| places.get(name.as_str()).copied());
    // what is known of each gesture: whether it can ever begin
    let mut fine: Vec<Option<bool>> = vec![None; gestures.len()];
    for start in 0..fine.len() {
        let mut chain = Vec::new();
        let mut at = start;
        let verdict = loop {
            if let Some(known) = fine[at] {
                break known;
            }
            if chain.contains(&at) {
                for &gesture in chain.iter().skip_while(|&&gesture| gesture != at) {
                    let gesture = &gestures[gesture];
                    let message = format!("the gesture `{}` unlocks itself, so it never begins", gesture.name);
                    let help = "take `AFTER` out of one of the gestures that wait for each other";
                    diagnostics.push(Diagnostic::new(Code::GestureCycle, gesture.span, message).help(help));
                }
                break false;
            }
            chain.push(at);
            match next(at) {
                None => break true,
                // a gesture whose unlocking one is in error is left out with it
                Some(None) => break false,
                Some(Some(before)) => at = before,
            }
        };
        for gesture in chain {
            fine[gesture] = Some(verdict);
        }
    }
    let mut index = 0;
    gestures.retain(|_| {
        index += 1;
        fine[index - 1] == Some(true)
    });
}

/// Poses declared in a gesture of the first module that no step and no other pose names.
fn unused_poses(scope: &Scope<'_>, diagnostics: &mut Vec<Diagnostic>) {
    if diagnostics.iter().any(Diagnostic::is_error) {
        return;
    }
    let mut used = HashSet::new();
    let mut use_name = |module: usize, gesture: Option<usize>, name: &crate::syntax::ast::Name| {
        if let Some(pose) = scope.resolve_pose(module, gesture, name, &mut Vec::new()) {
            used.insert(pose);
        }
    };
    for pose in &scope.poses {
        match &pose.syntax.body {
            PoseBody::Mirror(name) => use_name(pose.module, pose.gesture, name),
            PoseBody::Statements(statements) => {
                for statement in statements {
                    if let StatementKind::Compose(name) | StatementKind::Name(name) = &statement.kind {
                        use_name(pose.module, pose.gesture, name);
                    }
                }
            }
        }
    }
    for (id, gesture) in scope.gestures.iter().enumerate() {
        for item in &gesture.syntax.items {
            if let GestureItem::Execution(execution) = item
                && let ExecutionKind::Steps { steps, .. } = &execution.kind
            {
                steps.iter().for_each(|Step { pose, .. }| use_name(gesture.module, Some(id), pose));
            }
        }
    }
    for (id, pose) in scope.poses.iter().enumerate() {
        if scope.modules[pose.module].file == 0 && pose.gesture.is_some() && !used.contains(&id) {
            let name = &pose.syntax.name;
            let message = format!("nothing uses the pose `{}`", name.text);
            let help = "name it in a step, or take it out";
            diagnostics.push(Diagnostic::new(Code::UnusedPose, name.span, message).help(help));
        }
    }
}
