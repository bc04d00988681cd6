//! From the blocks beside the app to rules about bodies.
//!
//! Input: the declared rules and idle poses of the checked file. Output: [`Rules`] with those that are free of errors.
//! Invariant: every constraint is about one moment, none about a movement.

use super::limits::CheckLimits;
use super::module::{Constraint, Region, Rule, Rules, TypedStatement};
use super::parts::Hand;
use super::pose::PoseLowering;
use super::scope::PoseId;
use super::statement::Targets;
use crate::diagnostic::{Code, Diagnostic};
use crate::source::Span;
use crate::syntax::ast::{BlockKind, Name, PoseBody, StatementKind};

/// The rules and idle poses of the checked file; `written` counts statements against the limit of the module.
pub fn lower(poses: &PoseLowering<'_, '_>, written: &mut usize, diagnostics: &mut Vec<Diagnostic>) -> Rules {
    let mut out = Rules::default();
    let nevers = poses.scope.rules.iter().map(|rule| (rule.pose, Some(rule.never)));
    let idle = |id: &PoseId| {
        let pose = &poses.scope.poses[*id];
        poses.scope.modules[pose.module].block == Some(BlockKind::Idle) && pose.gesture.is_none()
    };
    for (id, never) in nevers.chain((0..poses.scope.poses.len()).filter(idle).map(|id| (id, None))) {
        let declaration = &poses.scope.poses[id];
        let module = &poses.scope.modules[declaration.module];
        if module.file != 0 {
            continue;
        }
        let syntax = declaration.syntax;
        let block = module.app.as_ref().map_or(String::new(), |name| name.text.clone());
        for statements in written_out(poses, id, diagnostics) {
            *written += statements.len();
            if *written > poses.limits.module_statements {
                too_large(&syntax.name, poses.limits, diagnostics);
                return out;
            }
            let (block, name, doc) = (block.clone(), syntax.name.text.clone(), syntax.doc.clone());
            let span = syntax.name.span;
            match never {
                None => out.idle.push(Region { block, name, doc, span, statements }),
                Some(never) => {
                    let list =
                        if module.block == Some(BlockKind::Anatomy) { &mut out.anatomy } else { &mut out.safety };
                    list.push(Rule { block, name, doc, span, never, statements });
                }
            }
        }
    }
    out
}

/// Reports that a file says too much.
pub fn too_large(name: &Name, limits: &CheckLimits, diagnostics: &mut Vec<Diagnostic>) {
    let most = limits.module_statements;
    let message = format!("this file has more than {most} statements, all steps of all gestures written out");
    let help = "split the app, or repeat less often";
    diagnostics.push(Diagnostic::new(Code::ProgramTooLarge, name.span, message).help(help));
}

/// The statements of a rule or an idle pose; of both sides, the left one first, where it says `either`. Nothing where
/// one is in error.
fn written_out(
    poses: &PoseLowering<'_, '_>,
    id: PoseId,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Vec<TypedStatement>> {
    let syntax = poses.scope.poses[id].syntax;
    let mut found = Vec::new();
    let open = poses.open_sides(id);
    if let (Some(span), false) = (open.other, open.either) {
        let message =
            format!("`other` is the side that `either` is not, and `{}` does not say `either`", syntax.name.text);
        let help = "say `left` or `right`, or `either` for the first of the two";
        found.push(Diagnostic::new(Code::OtherWithoutEither, span, message).help(help));
    }
    let hands: &[Hand] = if open.either { &[Hand::Left, Hand::Right] } else { &[Hand::Right] };
    let mut out = Vec::new();
    for &hand in hands {
        let lowered = poses.lower(id, hand, &Targets::new(), &mut found);
        for statement in &lowered.statements {
            if statement.constraints.iter().any(Constraint::is_relative) {
                found.push(movement(&syntax.name, syntax.span, statement));
            }
        }
        if !lowered.statements.is_empty() {
            out.push(lowered.statements);
        }
    }
    let unread = matches!(&syntax.body, PoseBody::Statements(given)
        if given.iter().any(|statement| matches!(statement.kind, StatementKind::Unreadable)));
    let in_error = unread || found.iter().any(Diagnostic::is_error);
    diagnostics.extend(found);
    if in_error { Vec::new() } else { out }
}

fn movement(name: &Name, whole: Span, statement: &TypedStatement) -> Diagnostic {
    let message = format!("`{}` is about one moment, and this statement is about a movement", name.text);
    let help = "say where the part is or points, as in `point your left arm up` or `put your hands above your head`";
    let own = statement.span.source == whole.source && whole.range().contains(&statement.span.range().start);
    let diagnostic = match own {
        true => Diagnostic::new(Code::MovementInRule, statement.span, message),
        false => Diagnostic::new(Code::MovementInRule, name.span, message).and(statement.span, "the statement"),
    };
    diagnostic.help(help)
}
