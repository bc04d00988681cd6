//! From a gesture to its automaton: repetitions, choices, sequences, mirrors and sides written out as steps.

use super::bound;
use super::limits::CheckLimits;
use super::module::Node;
use super::parts::Hand;
use super::pose::{OpenSides, PoseLowering, mirrored_name, mirrored_pose};
use super::scope::{GestureId, Scope};
use super::settings::WINDOW;
use crate::diagnostic::{Code, Diagnostic};
use crate::source::Sources;
use crate::syntax::ast::{Combination, Execution, ExecutionKind, GestureItem, Step};

mod building;
mod timing;

use building::{Building, Frontier, agreed_targets, count_steps};
use timing::timing;

/// The most often that something can be repeated.
const REPEATS: u32 = 100;
/// How many gestures may lie within each other.
const NESTING: usize = 64;

/// Writes gestures out.
pub struct AutomatonLowering<'a, 'f> {
    pub scope: &'a Scope<'f>,
    pub sources: &'a Sources,
    pub limits: &'a CheckLimits,
}

impl AutomatonLowering<'_, '_> {
    /// The steps of a gesture, or `None` when something it needs is wrong; what is wrong is reported.
    pub fn lower(&self, gesture: GestureId, diagnostics: &mut Vec<Diagnostic>) -> Option<Vec<Node>> {
        let before = diagnostics.len();
        let mut building = Building { left: self.limits.steps, nodes: Vec::new(), targets: Vec::new(), full: false };
        let start = Frontier { nodes: Vec::new(), start: true };
        let end = self.gesture(gesture, false, start, &mut Vec::new(), &mut building, diagnostics);
        if building.full {
            let name = &self.scope.gestures[gesture].syntax.name;
            let message = format!(
                "the gesture `{}` has more than {} steps, or more than {NESTING} gestures within each other, when they are \
                 written out",
                name.text, self.limits.steps
            );
            let help = "repeat less often, or split the gesture in two and unlock one by the other with `AFTER`";
            diagnostics.push(Diagnostic::new(Code::TooManySteps, name.span, message).help(help));
            return None;
        }
        if diagnostics[before..].iter().any(Diagnostic::is_error) || building.nodes.is_empty() {
            return None;
        }
        for &node in &end?.nodes {
            building.nodes[node].accept = true;
        }
        count_steps(&mut building.nodes);
        Some(building.nodes)
    }

    fn poses(&self) -> PoseLowering<'_, '_> {
        PoseLowering { scope: self.scope, sources: self.sources, limits: self.limits }
    }

    fn gesture(
        &self,
        gesture: GestureId,
        mirrored: bool,
        from: Frontier,
        open: &mut Vec<GestureId>,
        building: &mut Building,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Option<Frontier> {
        let declaration = &self.scope.gestures[gesture];
        let name = &declaration.syntax.name;
        if open.contains(&gesture) {
            let message = format!("the gesture `{}` is made of itself", name.text);
            let last = &self.scope.gestures[*open.last().expect("a cycle has a gesture before")].syntax.name;
            diagnostics.push(
                Diagnostic::new(Code::GestureCycle, name.span, message)
                    .and(last.span, "it is named here again")
                    .help("a gesture is made of gestures that stand without it"),
            );
            return None;
        }
        if open.len() > NESTING || building.left == 0 {
            building.full = true;
            return None;
        }
        building.left -= 1;
        let execution = self.execution(gesture, diagnostics)?;
        open.push(gesture);
        let end = match &execution.kind {
            ExecutionKind::Unreadable => None,
            ExecutionKind::Mirror(of) => {
                let of_id = self.scope.resolve_gesture(declaration.module, of, diagnostics);
                of_id.and_then(|id| self.gesture(id, !mirrored, from, open, building, diagnostics))
            }
            ExecutionKind::Sequence(combination) => {
                self.combination(combination, declaration.module, mirrored, from, open, building, diagnostics)
            }
            ExecutionKind::Steps { repeat, steps } => {
                let times = match repeat {
                    None => Some(1),
                    Some(repeat) => {
                        if let Some(claimed) = repeat.steps
                            && claimed.value != steps.len() as f64
                        {
                            let message = format!("{} steps are announced, and {} follow", claimed.value, steps.len());
                            let help = "correct the number, or leave it out";
                            diagnostics.push(Diagnostic::new(Code::StepCount, claimed.span, message).help(help));
                        }
                        bound::count(repeat.times, REPEATS, diagnostics)
                    }
                };
                times.and_then(|times| self.sides(gesture, steps, times, mirrored, from, building, diagnostics))
            }
        };
        open.pop();
        end
    }

    /// The one execution of a gesture.
    fn execution(&self, gesture: GestureId, diagnostics: &mut Vec<Diagnostic>) -> Option<&Execution> {
        let syntax = self.scope.gestures[gesture].syntax;
        let mut executions = syntax.items.iter().filter_map(|item| match item {
            GestureItem::Execution(execution) => Some(execution),
            _ => None,
        });
        let first = executions.next();
        for second in executions {
            diagnostics.push(
                Diagnostic::new(
                    Code::SecondExecution,
                    second.span,
                    format!("the gesture `{}` is executed twice", syntax.name.text),
                )
                .and(first.expect("there is a first").span, "the first is here")
                .help("give each way to perform it a gesture of its own, and join them with `SEQUENCE: one | two.`"),
            );
        }
        let unreadable = syntax.items.iter().any(|item| matches!(item, GestureItem::Unreadable));
        let empty = match first {
            None => !unreadable,
            Some(Execution { kind: ExecutionKind::Steps { steps, .. }, span }) => {
                steps.is_empty() && self.sources.text(*span).trim_end().ends_with([':', '.', 's'])
            }
            _ => false,
        };
        if empty {
            let message = format!("the gesture `{}` has no steps", syntax.name.text);
            let help = "add `EXECUTION:` and the poses in their order, as in `EXECUTION: arms-up, arms-down.`";
            diagnostics.push(Diagnostic::new(Code::NoSteps, syntax.name.span, message).help(help));
            return None;
        }
        first
    }

    #[allow(clippy::too_many_arguments)]
    fn combination(
        &self,
        combination: &Combination,
        module: usize,
        mirrored: bool,
        from: Frontier,
        open: &mut Vec<GestureId>,
        building: &mut Building,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Option<Frontier> {
        if building.full {
            return Some(from);
        }
        match combination {
            Combination::Gesture(name) => {
                let gesture = self.scope.resolve_gesture(module, name, diagnostics)?;
                self.gesture(gesture, mirrored, from, open, building, diagnostics)
            }
            Combination::Then(all) => {
                let mut at = Some(from);
                for one in all {
                    // go on behind an error, so that all are shown
                    let start = at.clone().unwrap_or_default();
                    let end = self.combination(one, module, mirrored, start, open, building, diagnostics);
                    at = at.and(end);
                }
                at
            }
            Combination::Or(all) => {
                let mut ends = Some(Frontier::default());
                for one in all {
                    let end = self.combination(one, module, mirrored, from.clone(), open, building, diagnostics);
                    ends = ends.zip(end).map(|(mut ends, end)| {
                        ends.nodes.extend(end.nodes);
                        ends.start |= end.start;
                        ends
                    });
                }
                ends
            }
            Combination::Times(one, times) => {
                let times = bound::count(*times, REPEATS, diagnostics)?;
                let mut at = from;
                for _ in 0..times {
                    at = self.combination(one, module, mirrored, at, open, building, diagnostics)?;
                }
                Some(at)
            }
        }
    }

    /// The steps of one execution; with `either`, the choice of both sides.
    #[allow(clippy::too_many_arguments)]
    fn sides(
        &self,
        gesture: GestureId,
        steps: &[Step],
        times: u32,
        mirrored: bool,
        from: Frontier,
        building: &mut Building,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Option<Frontier> {
        let module = self.scope.gestures[gesture].module;
        let mut open = OpenSides::default();
        for step in steps {
            let Some(pose) = self.scope.resolve_pose(module, Some(gesture), &step.pose, diagnostics) else { continue };
            let found = self.poses().open_sides(pose);
            open.either |= found.either;
            open.other = open.other.or(found.other);
        }
        if let (Some(span), false) = (open.other, open.either) {
            let message = "`other` is the side that `either` is not, and no pose of this gesture says `either`";
            let help = "say `left` or `right`, or `either` for the first of the two";
            diagnostics.push(Diagnostic::new(Code::OtherWithoutEither, span, message).help(help));
        }
        let hands: &[Hand] = if open.either { &[Hand::Right, Hand::Left] } else { &[Hand::Right] };
        let mut ends = Some(Frontier::default());
        for &hand in hands {
            let end = self.steps(gesture, steps, times, hand, mirrored, from.clone(), building, diagnostics);
            ends = ends.zip(end).map(|(mut ends, end)| {
                ends.nodes.extend(end.nodes);
                ends
            });
        }
        ends
    }

    #[allow(clippy::too_many_arguments)]
    fn steps(
        &self,
        gesture: GestureId,
        steps: &[Step],
        times: u32,
        hand: Hand,
        mirrored: bool,
        from: Frontier,
        building: &mut Building,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Option<Frontier> {
        let declaration = &self.scope.gestures[gesture];
        let window = declaration.settings.window.unwrap_or(WINDOW);
        let mut at = from;
        let mut fine = true;
        for round in 0..times {
            for step in steps {
                if building.nodes.len() >= self.limits.steps {
                    building.full = true;
                    return Some(at);
                }
                let first = at.start && at.nodes.is_empty();
                let pose = self.scope.resolve_pose(declaration.module, Some(gesture), &step.pose, diagnostics);
                let timing = timing(step, window, first && round == 0 && times == 1, diagnostics);
                let (Some(pose), Some(timing)) = (pose, timing) else {
                    fine = false;
                    continue;
                };
                let before = agreed_targets(&at, &building.targets, mirrored);
                let mut lowered = self.poses().lower(pose, hand, &before, diagnostics);
                let mut name = step.pose.text.clone();
                if mirrored {
                    lowered = mirrored_pose(lowered);
                    name = mirrored_name(&name);
                }
                at = building.push(step.span, name, lowered, timing, at);
            }
        }
        fine.then_some(at)
    }
}
