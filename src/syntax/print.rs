//! A syntax tree as text: parsing the text gives the tree back, places and comments aside.

use std::fmt::Write;

use super::ast::*;

/// The text of a file without comments. A tree with unreadable parts prints without them.
pub fn print(file: &File) -> String {
    let mut out = String::new();
    for import in &file.imports {
        match &import.target {
            ImportTarget::Standard(name) => line(&mut out, 0, &format!("IMPORT {name}.")),
            ImportTarget::File(path) => line(&mut out, 0, &format!("IMPORT \"{path}\".")),
        }
    }
    for app in &file.apps {
        line(&mut out, 0, &format!("APP {}:", app.name.text));
        print_items(&mut out, &app.items);
    }
    for block in &file.blocks {
        line(&mut out, 0, &format!("{} {}:", block.kind.word(), block.name.text));
        print_items(&mut out, &block.items);
    }
    out
}

fn print_items(out: &mut String, items: &[AppItem]) {
    for item in items {
        match item {
            AppItem::Setting(setting) => line(out, 1, &print_setting(setting)),
            AppItem::Pose(pose) => line(out, 1, &print_pose("POSE", pose)),
            AppItem::Gesture(gesture) => print_gesture(out, gesture),
            AppItem::Rule(rule) => line(out, 1, &print_pose(if rule.never { "NEVER" } else { "ALWAYS" }, &rule.pose)),
        }
    }
}

fn line(out: &mut String, depth: usize, text: &str) {
    // writing to a string cannot fail
    let _ = writeln!(out, "{}{text}", "  ".repeat(depth));
}

fn print_gesture(out: &mut String, gesture: &Gesture) {
    line(out, 1, &format!("GESTURE {}:", gesture.name.text));
    for item in &gesture.items {
        match item {
            GestureItem::Setting(setting) => line(out, 2, &print_setting(setting)),
            GestureItem::Pose(pose) => line(out, 2, &print_pose("POSE", pose)),
            GestureItem::Execution(execution) => line(out, 2, &print_execution(&execution.kind)),
            GestureItem::Accept(accept) => line(out, 2, &print_accept(accept)),
            GestureItem::Unreadable => {}
        }
    }
}

fn print_accept(accept: &Accept) -> String {
    let with = accept.with.as_ref().map_or(String::new(), |with| format!(" with {}", with.text));
    format!("ACCEPT {}{with} because \"{}\".", accept.code.text, accept.reason)
}

fn print_setting(setting: &Setting) -> String {
    match &setting.kind {
        SettingKind::Tolerance(measure) => format!("TOLERANCE {}.", print_measure(measure)),
        SettingKind::Window(measure) => format!("WINDOW {}.", print_measure(measure)),
        SettingKind::Cooldown(measure) => format!("COOLDOWN {}.", print_measure(measure)),
        SettingKind::After(name, measure) => format!("AFTER {} within {}.", name.text, print_measure(measure)),
    }
}

fn print_pose(word: &str, pose: &Pose) -> String {
    let body = match &pose.body {
        PoseBody::Mirror(name) => format!("MIRROR {}", name.text),
        PoseBody::Statements(statements) => statements.iter().map(print_statement).collect::<Vec<_>>().join(", "),
    };
    format!("{word} {}: {body}.", pose.name.text)
}

fn print_execution(kind: &ExecutionKind) -> String {
    match kind {
        ExecutionKind::Mirror(name) => format!("MIRROR {}.", name.text),
        ExecutionKind::Sequence(combination) => format!("SEQUENCE: {}.", print_combination(combination, 0)),
        ExecutionKind::Unreadable => String::new(),
        ExecutionKind::Steps { repeat, steps } => {
            let repeat = repeat.as_ref().map_or(String::new(), |repeat| {
                let count = repeat.steps.map_or(String::new(), |steps| format!(" {}", steps.value));
                format!("repeat {} times the following steps{count} ", repeat.times.value)
            });
            let steps: Vec<String> = steps.iter().map(print_step).collect();
            format!("EXECUTION: {repeat}{}.", steps.join(", "))
        }
    }
}

fn print_step(step: &Step) -> String {
    let pace = match step.pace {
        None => "",
        Some((Pace::Slowly, _)) => "slowly ",
        Some((Pace::Rapidly, _)) => "rapidly ",
    };
    let hold = step.hold.as_ref().map_or(String::new(), |hold| format!(" and hold for {}", print_measure(hold)));
    format!("{pace}{}{hold}{}", step.pose.text, print_within(step.within.as_ref()))
}

/// `tightness` 0 prints anything bare, 1 needs parentheses around a sequence, 2 also around a choice.
fn print_combination(combination: &Combination, tightness: u8) -> String {
    let (text, looseness) = match combination {
        Combination::Gesture(name) => (name.text.clone(), 3),
        Combination::Then(all) => (join(all, ", ", 1), 0),
        Combination::Or(all) => (join(all, " | ", 2), 1),
        Combination::Times(one, times) => (format!("{} x {}", print_combination(one, 2), times.value), 2),
    };
    if looseness < tightness { format!("({text})") } else { text }
}

fn join(all: &[Combination], mark: &str, tightness: u8) -> String {
    all.iter().map(|one| print_combination(one, tightness)).collect::<Vec<_>>().join(mark)
}

/// One statement, as an author would write it.
pub fn print_statement(statement: &Statement) -> String {
    let dont = if statement.negated.is_some() { "don't " } else { "" };
    let text = match &statement.kind {
        StatementKind::Point { parts, direction, within } => {
            let within = print_within(within.as_ref());
            format!("point {} {}{within}", print_parts(parts), print_direction(direction))
        }
        StatementKind::Rotate { parts, angle, way, within } => {
            let way = match way {
                Way::Toward(direction) => print_direction(direction),
                Way::InPlane { clockwise, plane } => {
                    let turn = if *clockwise { "clockwise" } else { "counter clockwise" };
                    let plane = match plane {
                        Plane::Frontal => "frontal",
                        Plane::Sagittal => "sagittal",
                        Plane::Horizontal => "horizontal",
                    };
                    format!("{turn} on the {plane} plane")
                }
            };
            let within = print_within(within.as_ref());
            format!("rotate {} {} {way}{within}", print_parts(parts), print_measure(angle))
        }
        StatementKind::Touch { part, hand, within } => {
            format!("touch {} with {}{}", print_part(part), print_part(hand), print_within(within.as_ref()))
        }
        StatementKind::Put { parts, amount, relation, part } => {
            let amount = amount.as_ref().map_or(String::new(), |amount| format!("{} ", print_amount(amount)));
            format!("put {} {amount}{} {}", print_parts(parts), print_relation(*relation), print_part(part))
        }
        StatementKind::Near { parts, within, part } => {
            format!("put {} within {} of {}", print_parts(parts), print_measure(within), print_part(part))
        }
        StatementKind::Connect { parts, to, within } => {
            let to = to.as_ref().map_or(String::new(), |to| format!(" to {}", print_part(to)));
            format!("connect {}{to}{}", print_parts(parts), print_within(within.as_ref()))
        }
        StatementKind::Keep { parts, amount } => format!("keep {} {} apart", print_parts(parts), print_amount(amount)),
        StatementKind::Align { parts, within } => {
            format!("align {}{}", print_parts(parts), print_within(within.as_ref()))
        }
        StatementKind::Bend { parts, amount, direction, within } => {
            let direction =
                direction.as_ref().map_or(String::new(), |direction| format!(" {}", print_direction(direction)));
            format!("bend {} {}{direction}{}", print_parts(parts), print_amount(amount), print_within(within.as_ref()))
        }
        StatementKind::Straighten { parts, within } => {
            format!("straighten {}{}", print_parts(parts), print_within(within.as_ref()))
        }
        StatementKind::Move { parts, amount, direction } => {
            format!("move {} {} {}", print_parts(parts), print_amount(amount), print_direction(direction))
        }
        StatementKind::Compose(name) => format!("compose {}", name.text),
        StatementKind::Name(name) => name.text.clone(),
        StatementKind::Unreadable => String::new(),
    };
    format!("{dont}{text}")
}

fn print_within(within: Option<&Measure>) -> String {
    within.map_or(String::new(), |within| format!(" within {}", print_measure(within)))
}

fn print_measure(measure: &Measure) -> String {
    let unit = match measure.unit {
        Unit::Degrees => "degrees",
        Unit::Centimeters => "centimeters",
        Unit::Meters => "meters",
        Unit::Seconds => "seconds",
    };
    format!("{} {unit}", measure.number.value)
}

fn print_amount(amount: &Amount) -> String {
    match &amount.bound {
        Bound::AtLeast(low) => format!("at least {}", print_measure(low)),
        Bound::AtMost(high) => format!("at most {}", print_measure(high)),
        Bound::Between(low, high) => format!("between {} and {}", low.value, print_measure(high)),
        Bound::About(measure) => print_measure(measure),
    }
}

fn print_direction(direction: &Direction) -> String {
    match direction.second {
        None => print_compass(direction.first).to_string(),
        Some(second) => format!("{} and {}", print_compass(direction.first), print_compass(second)),
    }
}

fn print_compass(compass: Compass) -> &'static str {
    match compass {
        Compass::Up => "up",
        Compass::Down => "down",
        Compass::Front => "front",
        Compass::Back => "back",
        Compass::Left => "left",
        Compass::Right => "right",
        Compass::Outward => "outward",
        Compass::Inward => "inward",
    }
}

fn print_relation(relation: Relation) -> &'static str {
    match relation {
        Relation::InFrontOf => "in front of",
        Relation::Behind => "behind",
        Relation::OnTopOf => "on top of",
        Relation::Above => "above",
        Relation::Below => "below",
        Relation::LeftOf => "to the left of",
        Relation::RightOf => "to the right of",
    }
}

fn print_parts(parts: &[Part]) -> String {
    match parts.split_last() {
        Some((last, rest)) if !rest.is_empty() => {
            let rest: Vec<String> = rest.iter().map(print_part).collect();
            format!("{} and {}", rest.join(", "), print_part(last))
        }
        _ => parts.iter().map(print_part).collect(),
    }
}

fn print_part(part: &Part) -> String {
    let side = match part.side {
        None => "",
        Some(Side::Left) => "left ",
        Some(Side::Right) => "right ",
        Some(Side::Either) => "either ",
        Some(Side::Other) => "other ",
    };
    let kind = match part.kind {
        PartKind::Shoulder => "shoulder",
        PartKind::Elbow => "elbow",
        PartKind::Wrist => "wrist",
        PartKind::Hand => "hand",
        PartKind::HandTip => "hand tip",
        PartKind::Thumb => "thumb",
        PartKind::Hip => "hip",
        PartKind::Knee => "knee",
        PartKind::Ankle => "ankle",
        PartKind::Foot => "foot",
        PartKind::Arm => "arm",
        PartKind::Leg => "leg",
        PartKind::Neck => "neck",
        PartKind::Head => "head",
        PartKind::SpineMid => "spine mid",
        PartKind::SpineBase => "spine base",
        PartKind::SpineShoulder => "spine shoulder",
        PartKind::Arms => "arms",
        PartKind::Legs => "legs",
        PartKind::Spine => "spine",
        PartKind::Back => "back",
        PartKind::Shoulders => "shoulders",
        PartKind::Elbows => "elbows",
        PartKind::Wrists => "wrists",
        PartKind::Hands => "hands",
        PartKind::HandTips => "hands tips",
        PartKind::Thumbs => "thumbs",
        PartKind::Hips => "hips",
        PartKind::Knees => "knees",
        PartKind::Ankles => "ankles",
        PartKind::Feet => "feet",
        PartKind::You => "you",
    };
    format!("your {side}{kind}")
}
