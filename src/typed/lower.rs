//! From declarations to a typed module: every pose checked once, every gesture written out.

use std::collections::HashSet;

use super::automaton::AutomatonLowering;
use super::parts::Hand;
use super::pose::PoseLowering;
use super::scope::{PoseId, Scope};
use super::statement::Targets;
use super::{Gesture, Limits, Pose, TypedModule};
use crate::diagnostic::{Code, Diagnostic};
use crate::source::Sources;
use crate::syntax::ast::{ExecutionKind, GestureItem, PoseBody, StatementKind, Step};

/// Finds out what the first module means, and checks the modules it imports.
pub fn lower(scope: &Scope<'_>, sources: &Sources, limits: &Limits, diagnostics: &mut Vec<Diagnostic>) -> TypedModule {
    let mut module = TypedModule {
        app: scope.modules.first().and_then(|m| m.app.as_ref()).map_or(String::new(), |app| app.text.clone()),
        files: scope.modules.iter().map(|module| module.source).collect(),
        ..TypedModule::default()
    };
    let poses = PoseLowering { scope, sources, limits };
    for id in 0..scope.poses.len() {
        let pose = check_pose(&poses, id, diagnostics);
        if scope.poses[id].module == 0 {
            module.poses.push(pose);
        }
    }
    let gestures = AutomatonLowering { scope, sources, limits };
    let mut statements = 0;
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
        // what could not be read may have been its steps
        let unread = |other: &Diagnostic| {
            let (place, whole) = (other.span(), declaration.syntax.span);
            other.code.is_syntax() && place.source == whole.source && (whole.start..=whole.end).contains(&place.start)
        };
        let unread = diagnostics.iter().any(unread);
        if unread {
            found.retain(|found| found.code != Code::NoSteps);
        }
        let in_error = unread || found.iter().any(Diagnostic::is_error);
        diagnostics.extend(found);
        if declaration.module != 0 || in_error {
            continue;
        }
        let Some(nodes) = nodes else { continue };
        statements += nodes.iter().map(|node| node.statements.len()).sum::<usize>();
        if statements > limits.module_statements {
            let name = &declaration.syntax.name;
            let message = format!(
                "this file has more than {} statements, all steps of all gestures written out",
                limits.module_statements
            );
            let help = "split the app, or repeat less often";
            diagnostics.push(Diagnostic::new(Code::ProgramTooLarge, name.span, message).help(help));
            break;
        }
        module.gestures.push(Gesture {
            app: module.app.clone(),
            name: declaration.syntax.name.text.clone(),
            doc: declaration.syntax.doc.clone(),
            span: declaration.syntax.name.span,
            nodes,
            cooldown: declaration.settings.cooldown.unwrap_or(0.0),
            after,
        });
    }
    unlocking_cycles(&mut module, diagnostics);
    unused_poses(scope, diagnostics);
    module
}

fn check_pose(poses: &PoseLowering<'_, '_>, id: PoseId, diagnostics: &mut Vec<Diagnostic>) -> Pose {
    let syntax = poses.scope.poses[id].syntax;
    let lowered = poses.lower(id, Hand::Right, &Targets::new(), diagnostics);
    if let PoseBody::Statements(statements) = &syntax.body
        && statements.is_empty()
    {
        let message = format!("the pose `{}` says nothing", syntax.name.text);
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
fn unlocking_cycles(module: &mut TypedModule, diagnostics: &mut Vec<Diagnostic>) {
    let by_name = |name: &str| module.gestures.iter().position(|gesture| gesture.name == name);
    let next: Vec<Option<usize>> =
        module.gestures.iter().map(|gesture| gesture.after.as_ref().and_then(|(name, _)| by_name(name))).collect();
    // a gesture whose unlocking one is in error is left out with it
    let mut bad: HashSet<usize> =
        (0..next.len()).filter(|&i| module.gestures[i].after.is_some() && next[i].is_none()).collect();
    for start in 0..next.len() {
        let mut at = start;
        for _ in 0..=next.len() {
            match next[at] {
                Some(before) if before == start => {
                    let gesture = &module.gestures[start];
                    let message = format!("the gesture `{}` unlocks itself, so it never begins", gesture.name);
                    let help = "take `AFTER` out of one of the gestures that wait for each other";
                    diagnostics.push(Diagnostic::new(Code::GestureCycle, gesture.span, message).help(help));
                    bad.insert(start);
                    break;
                }
                Some(before) => at = before,
                None => {
                    if bad.contains(&at) {
                        bad.insert(start);
                    }
                    break;
                }
            }
        }
    }
    let mut index = 0;
    module.gestures.retain(|_| {
        index += 1;
        !bad.contains(&(index - 1))
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
        if pose.module == 0 && pose.gesture.is_some() && !used.contains(&id) {
            let name = &pose.syntax.name;
            let message = format!("nothing uses the pose `{}`", name.text);
            let help = "name it in a step, or take it out";
            diagnostics.push(Diagnostic::new(Code::UnusedPose, name.span, message).help(help));
        }
    }
}
