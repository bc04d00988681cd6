//! From one pose to the statements of a step: compositions and mirrors written out.

use std::collections::HashSet;

use super::limits::CheckLimits;
use super::mirror;
use super::module::{Constraint, TypedStatement};
use super::parts::Hand;
use super::scope::{PoseId, Scope};
use super::statement::{self, Context, Targets};
use crate::diagnostic::{Code, Diagnostic};
use crate::source::Sources;
use crate::syntax::ast::{PoseBody, Side, StatementKind};

/// What a pose asks for.
#[derive(Debug, Clone, Default)]
pub struct LoweredPose {
    /// Its statements, those of composed poses among them.
    pub statements: Vec<TypedStatement>,
    /// Where it sends bones.
    pub targets: Targets,
}

/// Writes poses out.
pub struct PoseLowering<'a, 'f> {
    pub scope: &'a Scope<'f>,
    pub sources: &'a Sources,
    pub limits: &'a CheckLimits,
}

impl PoseLowering<'_, '_> {
    /// The pose's statements when `either` is `chosen` and the step before sent bones to `before`. A pose in a cycle, or
    /// one that expands too far, gives what it has up to there; [`PoseLowering::check`] reports it.
    pub fn lower(
        &self,
        pose: PoseId,
        chosen: Hand,
        before: &Targets,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> LoweredPose {
        let mut out = LoweredPose::default();
        let mut expansion = Expansion { open: Vec::new(), left: self.limits.statements };
        self.collect(pose, chosen, before, &mut expansion, &mut out, diagnostics);
        out.statements.retain(|statement| !statement.constraints.is_empty());
        out
    }

    fn collect(
        &self,
        pose: PoseId,
        chosen: Hand,
        before: &Targets,
        expansion: &mut Expansion,
        out: &mut LoweredPose,
        diagnostics: &mut Vec<Diagnostic>,
    ) {
        let declaration = &self.scope.poses[pose];
        if expansion.open.contains(&pose) {
            let first = declaration.syntax.name.span;
            let message = format!("the pose `{}` is made of itself", declaration.syntax.name.text);
            let last = &self.scope.poses[*expansion.open.last().expect("a cycle has a pose before")].syntax.name;
            diagnostics.push(
                Diagnostic::new(Code::PoseCycle, first, message)
                    .and(last.span, "it is named here again")
                    .help("take one of the poses out of the other"),
            );
            return;
        }
        if expansion.open.len() > NESTING || expansion.left == 0 {
            self.too_many(pose, expansion, diagnostics);
            return;
        }
        expansion.left -= 1;
        expansion.open.push(pose);
        match &declaration.syntax.body {
            PoseBody::Mirror(name) => {
                if let Some(mirrored) =
                    self.scope.resolve_pose(declaration.module, declaration.gesture, name, diagnostics)
                {
                    let flipped = before.iter().map(|(j, &d)| (j.mirrored(), mirror::direction(d))).collect();
                    let mut inner = LoweredPose::default();
                    self.collect(mirrored, chosen, &flipped, expansion, &mut inner, diagnostics);
                    absorb(out, mirrored_pose(inner));
                }
            }
            PoseBody::Statements(statements) => {
                let context = Context { chosen, settings: &declaration.settings, before };
                let mut composing = false;
                for given in statements {
                    match &given.kind {
                        StatementKind::Compose(_) if given.negated.is_some() => {
                            // reports that it cannot be turned round
                            statement::lower(given, &context, &out.targets, diagnostics);
                            composing = true;
                            continue;
                        }
                        StatementKind::Compose(name) | StatementKind::Name(name) => {
                            if matches!(given.kind, StatementKind::Name(_)) && !composing {
                                lone_name(name, diagnostics);
                                continue;
                            }
                            composing = true;
                            if let Some(composed) =
                                self.scope.resolve_pose(declaration.module, declaration.gesture, name, diagnostics)
                            {
                                let mut inner = LoweredPose::default();
                                self.collect(composed, chosen, before, expansion, &mut inner, diagnostics);
                                absorb(out, inner);
                            }
                            continue;
                        }
                        _ => composing = false,
                    }
                    if expansion.left == 0 {
                        self.too_many(pose, expansion, diagnostics);
                        break;
                    }
                    expansion.left -= 1;
                    let Some(lowered) = statement::lower(given, &context, &out.targets, diagnostics) else { continue };
                    for joint in lowered.replaces {
                        forget_target(out, joint);
                    }
                    out.targets.extend(lowered.targets);
                    let text = self.sources.text(given.span).split_whitespace().collect::<Vec<_>>().join(" ");
                    let text = decided(text, chosen, self.speaks_of_sides(given));
                    out.statements.push(TypedStatement { span: given.span, text, constraints: lowered.constraints });
                }
            }
        }
        expansion.open.pop();
    }

    /// Reports the pose that was to be written out, not the one in which that became too much.
    fn too_many(&self, pose: PoseId, expansion: &Expansion, diagnostics: &mut Vec<Diagnostic>) {
        let name = &self.scope.poses[*expansion.open.first().unwrap_or(&pose)].syntax.name;
        let message = format!(
            "the pose `{}` has more than {} statements, or more than {NESTING} compositions within each other, when they \
             are written out",
            name.text, self.limits.statements
        );
        diagnostics.push(Diagnostic::new(Code::TooManyStatements, name.span, message).help("compose fewer poses"));
    }

    fn speaks_of_sides(&self, statement: &crate::syntax::ast::Statement) -> bool {
        parts_of(&statement.kind).iter().any(|part| matches!(part.side, Some(Side::Either | Side::Other)))
    }

    /// Whether a pose leaves a side open, and where it says `other`.
    pub fn open_sides(&self, pose: PoseId) -> OpenSides {
        let mut found = OpenSides::default();
        let mut waiting = vec![pose];
        let mut seen = HashSet::from([pose]);
        while let Some(pose) = waiting.pop() {
            let declaration = &self.scope.poses[pose];
            let mut follow = |name: &crate::syntax::ast::Name| {
                let next = self.scope.resolve_pose(declaration.module, declaration.gesture, name, &mut Vec::new());
                waiting.extend(next.filter(|&next| seen.insert(next)));
            };
            let statements = match &declaration.syntax.body {
                PoseBody::Mirror(name) => {
                    follow(name);
                    continue;
                }
                PoseBody::Statements(statements) => statements,
            };
            for statement in statements {
                if let StatementKind::Compose(name) | StatementKind::Name(name) = &statement.kind {
                    follow(name);
                }
                for part in parts_of(&statement.kind) {
                    match part.side {
                        Some(Side::Either) => found.either = true,
                        Some(Side::Other) => found.other = found.other.or(Some(part.span)),
                        _ => {}
                    }
                }
            }
        }
        found
    }
}

/// How far a pose has been written out.
struct Expansion {
    /// The poses around, the outermost first.
    open: Vec<PoseId>,
    /// How many more statements and compositions there may be.
    left: usize,
}

/// How many compositions may lie within each other.
const NESTING: usize = 64;

/// Which undecided sides a pose speaks of.
#[derive(Debug, Default, Clone, Copy)]
pub struct OpenSides {
    pub either: bool,
    /// The first place that says `other`.
    pub other: Option<crate::source::Span>,
}

/// The parts that a statement names.
pub fn parts_of(kind: &StatementKind) -> Vec<&crate::syntax::ast::Part> {
    match kind {
        StatementKind::Point { parts, .. }
        | StatementKind::Rotate { parts, .. }
        | StatementKind::Keep { parts, .. }
        | StatementKind::Align { parts, .. }
        | StatementKind::Bend { parts, .. }
        | StatementKind::Straighten { parts, .. }
        | StatementKind::Move { parts, .. } => parts.iter().collect(),
        StatementKind::Touch { part, hand, .. } => vec![part, hand],
        StatementKind::Put { parts, part, .. } | StatementKind::Near { parts, part, .. } => {
            parts.iter().chain([part]).collect()
        }
        StatementKind::Connect { parts, to, .. } => parts.iter().chain(to).collect(),
        StatementKind::Compose(_) | StatementKind::Name(_) | StatementKind::Unreadable => Vec::new(),
    }
}

fn lone_name(name: &crate::syntax::ast::Name, diagnostics: &mut Vec<Diagnostic>) {
    let message = format!("the name `{}` stands alone in a pose", name.text);
    let help = format!("to take over a pose's statements, write `compose {}`", name.text);
    diagnostics.push(Diagnostic::new(Code::LoneName, name.span, message).help(help));
}

fn absorb(out: &mut LoweredPose, inner: LoweredPose) {
    out.statements.extend(inner.statements);
    out.targets.extend(inner.targets);
}

/// Takes the cone out of the statement that pointed the joint: a later `rotate` says where it points.
fn forget_target(out: &mut LoweredPose, joint: prepose_matcher::Joint) {
    out.targets.remove(&joint);
    for statement in &mut out.statements {
        statement
            .constraints
            .retain(|constraint| !matches!(constraint, Constraint::DirectionAngle { joint: j, inside: true, .. } if *j == joint));
    }
}

/// The author's words with the side that was decided.
fn decided(text: String, chosen: Hand, open: bool) -> String {
    if !open {
        return text;
    }
    let (either, other) = match chosen {
        Hand::Left => ("left", "right"),
        Hand::Right => ("right", "left"),
    };
    let word = |word: &str| match word {
        "either" => either.to_string(),
        "other" => other.to_string(),
        word => word.to_string(),
    };
    text.split(' ').map(word).collect::<Vec<_>>().join(" ")
}

/// The pose with left and right exchanged.
pub fn mirrored_pose(pose: LoweredPose) -> LoweredPose {
    let statements = pose.statements.into_iter().map(|statement| TypedStatement {
        span: statement.span,
        text: mirrored_text(&statement.text),
        constraints: statement.constraints.iter().map(mirror::constraint).collect(),
    });
    let targets = pose.targets.iter().map(|(joint, &d)| (joint.mirrored(), mirror::direction(d))).collect();
    LoweredPose { statements: statements.collect(), targets }
}

/// The author's words with `left` and `right` exchanged, and `clockwise` and `counter clockwise` where a mirror turns
/// them round.
fn mirrored_text(text: &str) -> String {
    let turns = !text.contains("sagittal");
    let text = if turns && text.contains("clockwise") {
        match text.contains("counter") {
            true => ["counter clockwise", "counter-clockwise", "counterclockwise"]
                .iter()
                .fold(text.to_string(), |text, turn| text.replace(turn, "clockwise")),
            false => text.replace("clockwise", "counter clockwise"),
        }
    } else {
        text.to_string()
    };
    exchanged(&text, ' ')
}

/// A pose's name as its mirror image is called: `hold-left` becomes `hold-right`.
pub fn mirrored_name(name: &str) -> String {
    exchanged(name, '-')
}

fn exchanged(text: &str, between: char) -> String {
    let word = |word| match word {
        "left" => "right",
        "right" => "left",
        word => word,
    };
    text.split(between).map(word).collect::<Vec<_>>().join(between.encode_utf8(&mut [0; 4]))
}
