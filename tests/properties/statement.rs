//! Random statements of a pose.

use super::tape::Choices;

/// Which sides a statement may speak of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sides {
    /// Left and right.
    Named,
    /// Left, right and either.
    Either,
    /// Left, right, either and other.
    Open,
}

const MIDDLE: &[&str] = &["head", "neck", "spine mid", "spine shoulder", "spine"];
const PAIRS: &[&str] =
    &["arms", "legs", "elbows", "wrists", "hands", "hands tips", "thumbs", "knees", "ankles", "feet"];
const SIDED: &[&str] = &["wrist", "elbow", "arm", "hand", "knee", "leg", "ankle", "hand tip", "thumb", "foot"];
/// Joints of the limbs, so that they are never set against a landmark of the trunk that they are part of.
const LIMBS: &[&str] = &["hand", "wrist", "elbow", "hand tip", "thumb", "knee", "ankle", "foot"];
const LANDMARKS: &[&str] = &["head", "neck", "spine mid", "spine base", "spine shoulder", "hips", "shoulders"];

fn side(choose: &mut impl Choices, sides: Sides) -> &'static str {
    match sides {
        Sides::Named => choose.pick(&["left", "right"]),
        Sides::Either => choose.pick(&["either", "left", "right", "either"]),
        Sides::Open => choose.pick(&["either", "other", "left", "right"]),
    }
}

/// A part with sides, for which `outward` means something.
fn sided(choose: &mut impl Choices, sides: Sides) -> String {
    if choose.chance(40) {
        return choose.pick(PAIRS).to_string();
    }
    format!("{} {}", side(choose, sides), choose.pick(SIDED))
}

fn limb(choose: &mut impl Choices, sides: Sides) -> String {
    match choose.below(3) {
        0 => format!("{} {}", side(choose, sides), choose.pick(LIMBS)),
        1 => choose.pick(&["hands", "feet", "wrists", "elbows", "knees"]).to_string(),
        _ => format!("left {0} and your right {0}", choose.pick(LIMBS)),
    }
}

fn direction(choose: &mut impl Choices, has_sides: bool) -> String {
    let across: &[&str] = if has_sides { &["left", "right", "outward", "inward"] } else { &["left", "right"] };
    let of_axis = |choose: &mut _, axis: usize| -> &str {
        match axis {
            0 => Choices::pick(choose, &["up", "down"]),
            1 => Choices::pick(choose, &["front", "back"]),
            _ => Choices::pick(choose, across),
        }
    };
    let first = choose.below(3);
    let mut text = of_axis(choose, first).to_string();
    if choose.chance(20) {
        let second = (first + 1 + choose.below(2)) % 3;
        text = format!("{text} and {}", of_axis(choose, second));
    }
    format!("{}{text}", choose.pick(&["", "", "to your ", "to the ", "to "]))
}

fn within_degrees(choose: &mut impl Choices) -> String {
    match choose.below(3) {
        0 => String::new(),
        1 => format!(" within {} degrees", 15 + choose.below(60)),
        _ => format!(" within {}.5 degrees", 5 + choose.below(100)),
    }
}

fn within_length(choose: &mut impl Choices) -> String {
    if choose.chance(60) { format!(" within {} centimeters", 10 + choose.below(60)) } else { String::new() }
}

/// One-sided bounds in centimetres, which `don't` can turn round if they are lower ones.
fn length_bound(choose: &mut impl Choices, low_only: bool) -> String {
    let length = 5 + choose.below(40);
    match if low_only { 0 } else { choose.below(3) } {
        0 => format!("at least {length} centimeters"),
        1 => format!("at most 0.{:02} meters", 10 + length),
        _ => format!("between {length} and {} cm", length + 10 + choose.below(60)),
    }
}

/// A statement that is right by itself.
pub fn statement(choose: &mut impl Choices, sides: Sides) -> String {
    let dont = choose.chance(15);
    let not = if dont { choose.pick(&["don't ", "do not "]) } else { "" };
    match choose.below(14) {
        0..=2 => {
            let (part, has_sides) =
                if choose.chance(20) { (choose.pick(MIDDLE).to_string(), false) } else { (sided(choose, sides), true) };
            let more = if choose.chance(20) { format!(" and {}", sided(choose, sides)) } else { String::new() };
            format!("{not}point your {part}{more} {}{}", direction(choose, has_sides), within_degrees(choose))
        }
        3 => format!(
            "rotate your {} {} degrees {}{}",
            sided(choose, sides),
            10 + choose.below(110),
            direction(choose, true),
            within_degrees(choose)
        ),
        4 => format!(
            "rotate your {} {} degrees {} on {}{} plane{}",
            sided(choose, sides),
            10 + choose.below(110),
            choose.pick(&["clockwise", "counter clockwise", "counter-clockwise"]),
            choose.pick(&["the ", ""]),
            choose.pick(&["frontal", "sagittal", "horizontal"]),
            within_degrees(choose)
        ),
        5 => {
            let (part, hand) = match choose.below(3) {
                0 => (choose.pick(LANDMARKS).to_string(), side(choose, sides)),
                1 => (format!("{} {}", side(choose, sides), choose.pick(&["knee", "elbow", "shoulder"])), "left"),
                _ => ("left hand".to_string(), "right"),
            };
            format!("{not}touch your {part} with your {hand} hand{}", within_length(choose))
        }
        6 | 7 => {
            let amount = if choose.chance(40) { format!("{} ", length_bound(choose, dont)) } else { String::new() };
            let relation = choose.pick(&[
                "above your",
                "below your",
                "in front of your",
                "behind your",
                "on top of your",
                "to the left of your",
                "to the right of your",
            ]);
            format!("{not}put your {} {amount}{relation} {}", limb(choose, sides), choose.pick(LANDMARKS))
        }
        8 => format!(
            "{not}put your {} within {} centimeters of your {}",
            limb(choose, sides),
            15 + choose.below(80),
            choose.pick(LANDMARKS)
        ),
        9 => {
            let what = match choose.below(3) {
                0 => choose.pick(&["feet", "hands", "knees", "wrists", "thumbs"]).to_string(),
                1 => format!("left wrist, {} and your left ankle", choose.pick(&["head", "your neck"])),
                _ => format!("{} to your {}", limb(choose, sides), choose.pick(LANDMARKS)),
            };
            format!("{not}connect your {what}{}", within_length(choose))
        }
        10 => format!(
            "keep your {} {} apart",
            choose.pick(&["hands", "feet", "elbows", "left hand and your head", "arms"]),
            length_bound(choose, false)
        ),
        11 => {
            let what = choose.pick(&[
                "arms",
                "legs",
                "spine",
                "back",
                "you",
                "shoulders",
                "left arm",
                "right leg",
                "left wrist and head",
            ]);
            format!("{not}align your {what}{}", within_degrees(choose))
        }
        12 => {
            let one = [
                "left elbow",
                "right knee",
                "elbows",
                "knees",
                "right shoulder",
                "hips",
                "neck",
                "spine mid",
                "left wrist",
            ];
            let part = choose.pick(&one);
            let angle = choose.below(120);
            match choose.below(7) {
                5 | 6 => {
                    let bound = choose.pick(&["at least", "at most", "at most"]);
                    let side = choose.pick(&["front", "back", "to your left", "right", "front and left"]);
                    format!("{not}bend your {part} {bound} {} degrees {side}", angle * 3 / 4)
                }
                0 => format!("{not}straighten your {part}{}", within_degrees(choose)),
                1 => format!("{not}bend your {part} at least {angle} degrees"),
                2 => format!("{not}bend your {part} at most {angle} degrees"),
                3 => format!("bend your {part} between {angle} and {} degrees", angle + 10 + choose.below(40)),
                _ => format!("bend your {part} {angle} degrees{}", within_degrees(choose)),
            }
        }
        _ => format!("move your {} {} {}", sided(choose, sides), length_bound(choose, false), direction(choose, true)),
    }
}
