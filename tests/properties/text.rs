//! Random programs as text: most of them without errors.

use super::statement::{Sides, statement};
use super::tape::Choices;

/// A random app.
#[derive(Debug, Clone)]
pub struct App {
    /// Its text, one gesture after another.
    pub text: String,
    /// What a mirror image of each gesture has to repeat, since a mirror takes over the steps alone.
    pub gestures: Vec<Outline>,
}

/// A gesture's name and the settings that are its own.
#[derive(Debug, Clone)]
pub struct Outline {
    pub name: String,
    pub cooldown: Option<&'static str>,
    pub after: Option<(String, &'static str)>,
}

impl App {
    /// The same app, with the mirror image of every gesture `name` as `mirrored-name`.
    pub fn with_mirror_images(&self) -> String {
        let mut text = self.text.clone();
        for gesture in &self.gestures {
            text.push_str(&format!("  GESTURE mirrored-{}:\n", gesture.name));
            if let Some(cooldown) = gesture.cooldown {
                text.push_str(&format!("    COOLDOWN {cooldown}.\n"));
            }
            if let Some((other, time)) = &gesture.after {
                text.push_str(&format!("    AFTER mirrored-{other} within {time}.\n"));
            }
            text.push_str(&format!("    MIRROR {}.\n", gesture.name));
        }
        text
    }
}

/// An app with up to four gestures.
pub fn app(choose: &mut impl Choices) -> App {
    let mut text = String::new();
    if choose.chance(10) {
        text.push_str("IMPORT stances.\n");
    }
    text.push_str("APP trial:\n");
    settings(choose, &mut text, "  ");
    let mut shared = Vec::new();
    for index in 0..choose.below(3) {
        let name = format!("shared-{index}");
        let sides = if choose.chance(25) { Sides::Either } else { Sides::Named };
        pose(choose, &mut text, "  ", &name, sides, &shared);
        shared.push(name);
    }
    let mut gestures: Vec<Outline> = Vec::new();
    for index in 0..1 + choose.below(4) {
        gesture(choose, &mut text, index, &shared, &mut gestures);
    }
    App { text, gestures }
}

fn settings(choose: &mut impl Choices, text: &mut String, indent: &str) {
    if choose.chance(20) {
        let angle = choose.pick(&["20 degrees", "35 degrees", "50 degrees", "1 degree"]);
        text.push_str(&format!("{indent}TOLERANCE {angle}.\n"));
    }
    if choose.chance(15) {
        text.push_str(&format!("{indent}TOLERANCE {}.\n", choose.pick(&["15 centimeters", "0.3 meters", "30 cm"])));
    }
    if choose.chance(40) {
        text.push_str(&format!("{indent}WINDOW {}.\n", choose.pick(&["2 seconds", "1 second", "1.5 seconds"])));
    }
}

fn gesture(choose: &mut impl Choices, text: &mut String, index: usize, shared: &[String], gestures: &mut Vec<Outline>) {
    let name = format!("gesture-{index}");
    if choose.chance(20) {
        text.push_str("  # Do it as you like.\n");
    }
    text.push_str(&format!("  GESTURE {name}:\n"));
    settings(choose, text, "    ");
    let cooldown = choose.chance(25).then(|| *choose.pick(&[&"1 second", &"0.5 seconds", &"3 seconds"]));
    if let Some(cooldown) = cooldown {
        text.push_str(&format!("    COOLDOWN {cooldown}.\n"));
    }
    let mut after = None;
    if choose.chance(25) {
        // some of these stand below this one, so that the program's order is not the text's
        let other = if choose.chance(20) { index + 1 } else { index.saturating_sub(1) };
        if other < index || choose.chance(50) {
            let time = *choose.pick(&[&"3 seconds", &"1 second", &"8 seconds"]);
            text.push_str(&format!("    AFTER gesture-{other} within {time}.\n"));
            after = Some((format!("gesture-{other}"), time));
        }
    }
    match choose.below(6) {
        4 if !gestures.is_empty() => {
            text.push_str("    SEQUENCE: ");
            sequence(choose, text, gestures, 2);
            text.push_str(".\n");
        }
        5 if !gestures.is_empty() => {
            text.push_str(&format!("    MIRROR {}.\n", gestures[choose.below(gestures.len())].name));
        }
        _ => steps(choose, text, index, shared),
    }
    gestures.push(Outline { name, cooldown, after });
}

fn steps(choose: &mut impl Choices, text: &mut String, index: usize, shared: &[String]) {
    let sides = if choose.chance(25) { Sides::Open } else { Sides::Named };
    let mut poses: Vec<String> = Vec::new();
    for pose_index in 0..1 + choose.below(3) {
        let name = format!("p{index}-{pose_index}");
        if !poses.is_empty() && choose.chance(15) {
            text.push_str(&format!("    POSE {name}: MIRROR {}.\n", poses[choose.below(poses.len())]));
        } else {
            let known: Vec<String> = shared.iter().chain(&poses).cloned().collect();
            pose(choose, text, "    ", &name, sides, &known);
        }
        poses.push(name);
    }
    text.push_str("    EXECUTION:\n");
    if choose.chance(20) {
        text.push_str(&format!("      repeat {} times the following steps\n", 2 + choose.below(2)));
    }
    let extra = choose.below(2);
    let mut order: Vec<&String> = poses.iter().collect();
    for _ in 0..extra {
        order.push(if choose.chance(30) && !shared.is_empty() {
            &shared[0]
        } else {
            &poses[choose.below(poses.len())]
        });
    }
    for (at, pose) in order.iter().enumerate() {
        text.push_str(if at == 0 { "      " } else { ",\n      " });
        let pace = if at > 0 { choose.pick(&["", "", "", "slowly ", "rapidly "]) } else { "" };
        text.push_str(&format!("{pace}{pose}"));
        if choose.chance(30) {
            text.push_str(&format!(" and hold for {}", choose.pick(&["0.25 seconds", "0.5 seconds", "1 second"])));
        }
        if choose.chance(20) {
            text.push_str(&format!(" within {}", choose.pick(&["1 second", "2 seconds", "4 second"])));
        }
    }
    text.push_str(".\n");
}

fn sequence(choose: &mut impl Choices, text: &mut String, gestures: &[Outline], depth: usize) {
    let name = |choose: &mut _| gestures[Choices::below(choose, gestures.len())].name.clone();
    if depth == 0 {
        text.push_str(&name(choose));
        return;
    }
    match choose.below(5) {
        0 => text.push_str(&name(choose)),
        kind @ (1 | 2) => {
            sequence(choose, text, gestures, depth - 1);
            text.push_str(if kind == 1 { ", " } else { " | " });
            sequence(choose, text, gestures, depth - 1);
        }
        3 => {
            text.push('(');
            sequence(choose, text, gestures, depth - 1);
            text.push_str(&format!(") x {}", 1 + choose.below(2)));
        }
        _ => {
            text.push('(');
            sequence(choose, text, gestures, depth - 1);
            text.push_str(") or ");
            text.push_str(&name(choose));
            text.push_str(" 2 times");
        }
    }
}

fn pose(choose: &mut impl Choices, text: &mut String, indent: &str, name: &str, sides: Sides, known: &[String]) {
    text.push_str(&format!("{indent}POSE {name}:\n"));
    let mut statements = Vec::new();
    if matches!(sides, Sides::Open | Sides::Either) {
        statements.push(format!("point your either {} up within 40 degrees", choose.pick(&["elbow", "wrist", "knee"])));
    }
    for _ in 0..choose.below(3) {
        statements.push(statement(choose, sides));
    }
    if !known.is_empty() && choose.chance(12) {
        statements.push(format!("compose {}", known[choose.below(known.len())]));
        if known.len() > 1 && choose.chance(30) {
            statements.push(known[choose.below(known.len())].clone());
        }
    }
    if statements.is_empty() {
        statements.push(statement(choose, sides));
    }
    text.push_str(&format!("{indent}  {}.\n", statements.join(&format!(",\n{indent}  "))));
}
