//! Random files by grammar: names and numbers that no sensible author writes, and white space and comments anywhere.

use super::tape::Choices;

/// Names, with the words that came after the published language among them.
const NAMES: &[&str] = &[
    "wave",
    "a",
    "x-1",
    "3d",
    "$pose",
    "n-_",
    "winken",
    "größe",
    "mirror",
    "bend",
    "keep",
    "move",
    "within",
    "at",
    "least",
    "most",
    "between",
    "apart",
    "or",
    "x",
    "cm",
    "meters",
    "outward",
    "inward",
    "connect",
    "straighten",
    "MIRROR",
    "AFTER",
    "WINDOW",
    "either",
    "other",
    "compose",
    "SEQUENCE",
    "ANATOMY",
    "SAFETY",
    "PROTECTED",
    "IDLE",
    "ALWAYS",
    "NEVER",
    "ACCEPT",
    "because",
];
const NUMBERS: &[&str] = &["3", "0", "-4", "0.5", "12.25", "100000", "1", "007", "0.1", "-0.0", "33.333333333333336"];
const UNITS: &[&str] = &["degrees", "degree", "cm", "centimeters", "m", "metres", "seconds", "second"];
const PARTS: &[&str] = &[
    "head",
    "left hand tip",
    "either arm",
    "other knee",
    "hands tips",
    "spine",
    "spine mid",
    "back",
    "you",
    "feet",
    "right leg",
    "neck",
    "left hand",
    "hands",
    "spine base",
    "arms",
];
const COMPASS: &[&str] = &["up", "down", "front", "back", "left", "right", "outward", "inward"];

/// A file.
pub fn file(choose: &mut impl Choices) -> String {
    let mut text = String::new();
    for _ in 0..choose.below(3) {
        let target = if choose.chance(50) { choose.pick(NAMES) } else { choose.pick(&["\"a b.prepose\"", "\"\""]) };
        text.push_str(&format!("IMPORT {target}.\n"));
    }
    for _ in 0..1 + choose.below(10) / 9 {
        text.push_str(&format!("APP {}:\n", choose.pick(NAMES)));
        for _ in 0..choose.below(3) {
            let item = if choose.chance(50) { setting(choose) } else { pose(choose, "POSE") };
            text.push_str(&item);
        }
        for _ in 0..choose.below(3) {
            gesture(choose, &mut text);
        }
        for _ in 0..choose.below(3) {
            block(choose, &mut text);
        }
    }
    text
}

fn block(choose: &mut impl Choices, text: &mut String) {
    let kind = choose.pick(&["ANATOMY", "SAFETY", "PROTECTED", "IDLE"]);
    text.push_str(&format!("{kind} {}:\n", choose.pick(NAMES)));
    for _ in 0..choose.below(4) {
        let rules = matches!(kind, "ANATOMY" | "SAFETY");
        let item = match choose.below(4) {
            0 => setting(choose),
            1 if rules => pose(choose, "ALWAYS"),
            2 if rules => pose(choose, "NEVER"),
            _ => pose(choose, "POSE"),
        };
        text.push_str(&item);
    }
    for _ in 0..choose.below(3) {
        if kind == "PROTECTED" {
            gesture(choose, text);
        }
    }
}

fn measure(choose: &mut impl Choices) -> String {
    format!("{} {}", choose.pick(NUMBERS), choose.pick(UNITS))
}

fn setting(choose: &mut impl Choices) -> String {
    let measure = measure(choose);
    match choose.below(4) {
        0 => format!("TOLERANCE {measure}.\n"),
        1 => format!("WINDOW {measure}.\n"),
        2 => format!("COOLDOWN {measure}.\n"),
        _ => format!("AFTER {} within {measure}.\n", choose.pick(NAMES)),
    }
}

/// A pose, or a rule.
fn pose(choose: &mut impl Choices, word: &str) -> String {
    let name = choose.pick(NAMES);
    if word == "POSE" && choose.chance(15) {
        return format!("POSE {name}: MIRROR {}.\n", choose.pick(NAMES));
    }
    let mut statements = Vec::new();
    for _ in 0..choose.below(5) {
        let listed = !statements.is_empty() && choose.chance(20);
        statements.push(if listed { choose.pick(NAMES).to_string() } else { statement(choose) });
    }
    format!("{word} {name}: {}.\n", statements.join(", "))
}

fn gesture(choose: &mut impl Choices, text: &mut String) {
    text.push_str(&format!("# do it\n// and again\nGESTURE {}:\n", choose.pick(NAMES)));
    for _ in 0..choose.below(4) {
        let item = match choose.below(7) {
            0 => setting(choose),
            6 => accept(choose),
            1 => format!("MIRROR {}.\n", choose.pick(NAMES)),
            2 => format!("SEQUENCE: {}.\n", sequence(choose, 3)),
            3 => steps(choose),
            _ => pose(choose, "POSE"),
        };
        text.push_str(&item);
    }
}

fn accept(choose: &mut impl Choices) -> String {
    let with = if choose.chance(50) { format!(" with {}", choose.pick(NAMES)) } else { String::new() };
    let reason = choose.pick(&["\"it is meant\"", "\"\"", "\u{201c}so # so\u{201d}"]);
    format!("ACCEPT {}{with} because {reason}.\n", choose.pick(&["N0609", "e0601", "wave", "E0203", "bend"]))
}

fn steps(choose: &mut impl Choices) -> String {
    let mut text = "EXECUTION: ".to_string();
    if choose.chance(30) {
        text.push_str(&format!("repeat {} times the following steps ", choose.pick(NUMBERS)));
        if choose.chance(30) {
            text.push_str(choose.pick(NUMBERS));
        }
        text.push_str(choose.pick(&[" ", ": "]));
    }
    let mut steps = Vec::new();
    for _ in 0..choose.below(4) {
        let mut step = format!("{}{}", choose.pick(&["", "slowly ", "rapidly "]), choose.pick(NAMES));
        if choose.chance(30) {
            step.push_str(&format!(" and hold for {}", measure(choose)));
        }
        if choose.chance(30) {
            step.push_str(&format!(" within {}", measure(choose)));
        }
        steps.push(step);
    }
    format!("{text}{}.\n", steps.join(", "))
}

fn sequence(choose: &mut impl Choices, depth: usize) -> String {
    if depth == 0 || choose.chance(25) {
        return choose.pick(NAMES).to_string();
    }
    let inner = sequence(choose, depth - 1);
    match choose.below(5) {
        0 => format!("({inner})"),
        1 => format!("{inner}, {}", sequence(choose, depth - 1)),
        2 => format!("{inner} {} {}", choose.pick(&["|", "or"]), sequence(choose, depth - 1)),
        3 => format!("{inner} x {}", choose.pick(NUMBERS)),
        _ => format!("({inner}) {} times", choose.pick(NUMBERS)),
    }
}

fn part(choose: &mut impl Choices) -> String {
    format!("{}{}", choose.pick(&["", "your "]), choose.pick(PARTS))
}

fn parts(choose: &mut impl Choices) -> String {
    let mut parts: Vec<String> = (0..1 + choose.below(3)).map(|_| part(choose)).collect();
    match parts.pop() {
        Some(last) if !parts.is_empty() => format!("{} and {last}", parts.join(", ")),
        last => last.unwrap_or_default(),
    }
}

fn direction(choose: &mut impl Choices) -> String {
    let to = choose.pick(&["", "to ", "to your ", "to the "]);
    let second = if choose.chance(25) { format!(" and {}", choose.pick(COMPASS)) } else { String::new() };
    format!("{to}{}{second}", choose.pick(COMPASS))
}

fn amount(choose: &mut impl Choices) -> String {
    let measure = measure(choose);
    match choose.below(4) {
        0 => measure,
        1 => format!("at least {measure}"),
        2 => format!("at most {measure}"),
        _ => format!("between {} and {measure}", choose.pick(NUMBERS)),
    }
}

fn statement(choose: &mut impl Choices) -> String {
    let not = choose.pick(&["", "", "", "don't ", "do not ", "don\u{2019}t "]);
    let within = if choose.chance(30) { format!(" within {}", measure(choose)) } else { String::new() };
    let parts = parts(choose);
    let kind = match choose.below(12) {
        0 => format!("point {parts} {}{within}", direction(choose)),
        1 => format!("rotate {parts} {} {}{within}", measure(choose), direction(choose)),
        2 => {
            let turn = choose.pick(&["clockwise", "counter clockwise", "counter-clockwise", "counterclockwise"]);
            let plane = choose.pick(&["frontal", "the sagittal", "horizontal"]);
            format!("rotate {parts} {} {turn} on {plane} plane{within}", measure(choose))
        }
        3 => {
            let hand = choose.pick(&["left", "your right", "either", "your other"]);
            format!("touch {} with {hand} hand{within}", part(choose))
        }
        4 => {
            let amount = if choose.chance(50) { amount(choose) + " " } else { String::new() };
            let relation = choose.pick(&[
                "in front of",
                "behind",
                "on top of",
                "above",
                "below",
                "to the left of",
                "to the right of",
            ]);
            format!("put {parts} {amount}{relation} {}", part(choose))
        }
        5 => format!("put {parts} within {} of {}", measure(choose), part(choose)),
        6 => {
            let to = if choose.chance(50) { format!(" to {}", part(choose)) } else { String::new() };
            format!("connect {parts}{to}{within}")
        }
        7 => format!("keep {parts} {} apart", amount(choose)),
        8 => format!("{} {parts}{within}", choose.pick(&["align", "straighten"])),
        9 => {
            let side = if choose.chance(40) { format!(" {}", direction(choose)) } else { String::new() };
            format!("bend {parts} {}{side}{within}", amount(choose))
        }
        10 => format!("move {parts} {} {}", amount(choose), direction(choose)),
        _ => format!("compose {}", choose.pick(NAMES)),
    };
    format!("{not}{kind}")
}

/// The text with some of its white space changed, and comments put into it.
pub fn respaced(text: &str, choose: &mut impl Choices) -> String {
    let spaces = [
        "\n",
        "  ",
        "\n\n\n",
        "\t",
        " # why\n",
        " /* so */ ",
        "\n// a line\n",
        "\n/* two\nlines */\n",
        "\r\n",
        " //\n  #\n",
    ];
    let mut out = String::new();
    for piece in text.split_inclusive([' ', '\n']) {
        let word = piece.trim_end_matches([' ', '\n']);
        out.push_str(word);
        // `do not` is one word
        let space = if choose.chance(10) && !out.ends_with("do") { choose.pick(&spaces) } else { &piece[word.len()..] };
        out.push_str(space);
    }
    out
}
