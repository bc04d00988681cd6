//! Faults that were planted are found, and harmless edits raise no alarm.

use std::collections::BTreeMap;

use prepose::diagnostic::Code;

use crate::{Apps, grave, shipped};

/// One fault, and the code that it must be found with.
struct Planted {
    family: &'static str,
    code: Code,
    text: String,
}

const SIDES: [&str; 2] = ["left", "right"];

/// Faults, by templates.
#[derive(Default)]
struct Faults(Vec<Planted>);

impl Faults {
    fn app(&mut self, family: &'static str, code: Code, gestures: String) {
        self.0.push(Planted { family, code, text: format!("APP planted:\n{gestures}") });
    }

    fn pose(&mut self, family: &'static str, code: Code, statements: String) {
        self.app(family, code, gesture("planted", &[("pose", &statements)], "pose"));
    }
}

fn gesture(name: &str, poses: &[(&str, &str)], execution: &str) -> String {
    let poses: String = poses.iter().map(|(pose, said)| format!("    POSE {pose}: {said}.\n")).collect();
    format!("  GESTURE {name}:\n{poses}    EXECUTION: {execution}.\n")
}

fn contradictions(faults: &mut Faults) {
    let code = Code::ImpossiblePose;
    for side in SIDES {
        for part in ["elbow", "wrist", "knee", "ankle"] {
            for (one, other) in [("up", "down"), ("front", "back"), ("left", "right"), ("front", "down")] {
                let said = format!("point your {side} {part} {one}, point your {side} {part} {other}");
                faults.pose("pointing two ways", code, said);
            }
        }
        for joint in ["elbow", "knee"] {
            for angle in [40, 60, 90] {
                let said = format!("bend your {side} {joint} at least {angle} degrees, straighten your {side} {joint}");
                faults.pose("bent and straight", code, said);
            }
        }
        for part in ["hand", "elbow", "knee"] {
            for place in ["head", "spine shoulder", "spine mid"] {
                let said =
                    format!("put your {side} {part} above your {place}, put your {side} {part} below your {place}");
                faults.pose("above and below", code, said);
            }
        }
        let other = if side == "left" { "right" } else { "left" };
        for place in ["head", "spine base", &format!("{other} knee"), &format!("{other} shoulder")] {
            for far in [35, 60] {
                let said = format!(
                    "touch your {place} with your {side} hand, keep your {side} hand and your {place} at least {far} \
                     centimeters apart"
                );
                faults.pose("touching and apart", code, said);
            }
        }
        // whoever bends over has the head below the trunk, so the chains end where they began
        for place in ["head", &format!("{side} wrist"), &format!("{other} elbow")] {
            let said = format!(
                "put your {side} hand above your {place}, put your {side} elbow above your {side} hand, put your {side} \
                 elbow below your {place}"
            );
            faults.pose("chain of above", code, said);
            let said = format!(
                "put your {side} hand above your {other} hand, put your {other} hand above your {place}, put your {side} \
                 hand below your {place}"
            );
            faults.pose("chain of above", code, said);
        }
        for angle in [155, 165, 175] {
            faults.pose("beyond anatomy", code, format!("bend your {side} elbow at least {angle} degrees"));
            faults.pose("beyond anatomy", code, format!("bend your {side} knee at least {angle} degrees"));
        }
        for angle in [5, 10, 20] {
            faults.pose("beyond anatomy", code, format!("point your {side} elbow back within {angle} degrees"));
            faults.pose("beyond anatomy", code, format!("point your {side} knee back within {angle} degrees"));
            let said = format!("bend your {side} knee at least {} degrees front", angle + 10);
            faults.pose("knee far forward", code, said);
        }
        for far in [120, 150, 200] {
            let said = format!("put your {side} hand at least {far} centimeters above your head");
            faults.pose("out of reach", code, said);
        }
    }
}

fn unsafe_poses(faults: &mut Faults) {
    let code = Code::Unsafe;
    for direction in ["front", "left", "right"] {
        for angle in [5, 10, 20] {
            faults.pose("head tilted", code, format!("point your head {direction} within {angle} degrees"));
        }
    }
    for angle in [10, 20, 30] {
        faults.pose("neck bent", code, format!("point your neck front within {angle} degrees"));
        faults.pose("back bent", code, format!("point your spine shoulder front within {angle} degrees"));
    }
    for side in SIDES {
        let other = if side == "left" { "right" } else { "left" };
        faults.pose("knee forward", code, format!("bend your {side} knee at least 6.5 degrees front"));
        for angle in [76, 77, 78] {
            faults.pose("wrist bent", code, format!("bend your {side} wrist at least {angle} degrees"));
        }
        for far in [6, 8] {
            let behind = format!("put your {side} elbow at least {far} centimeters behind your {side} shoulder");
            let above = format!("put your {side} elbow at least 2 centimeters above your {side} shoulder");
            faults.pose("elbow behind", code, format!("{behind}, {above}"));
        }
        let said = format!(
            "put your {side} elbow at least 6 centimeters behind your {side} shoulder, put your {side} elbow at least 11 \
             centimeters to the {other} of your {side} shoulder"
        );
        faults.pose("elbow behind", code, said);
    }
}

fn shadows(faults: &mut Faults) {
    let mut add = |family, code, said: String, hold: &str| {
        faults.app(family, code, gesture("shadow", &[("pose", &said)], &format!("pose{hold}")));
    };
    for side in SIDES {
        let other = if side == "left" { "right" } else { "left" };
        for angle in [5, 10, 15] {
            for hold in [" and hold for 1.2 seconds", " and hold for 2 seconds"] {
                let said = format!("point your {side} arm front within {angle} degrees");
                add("stop captured", Code::CapturesProtected, said, hold);
                let said = format!(
                    "point your {side} arm up within {angle} degrees, put your {other} hand below your spine mid"
                );
                add("attention captured", Code::CapturesProtected, said, hold);
            }
        }
        for angle in [22, 25, 30] {
            for hold in ["", " and hold for 0.5 seconds"] {
                let said = format!("point your {side} arm front within {angle} degrees");
                add("fires in stop", Code::FiresInProtected, said, hold);
                let said = format!("point your {side} arm up within {} degrees", angle + 5);
                add("fires in attention", Code::FiresInProtected, said, hold);
            }
        }
    }
    for (out, up) in [(20, 25), (25, 30), (15, 15), (10, 20)] {
        let (out, up) = (
            format!("point your arms outward within {out} degrees"),
            format!("point your arms up within {up} degrees"),
        );
        let copy = |execution| gesture("shadow", &[("out", &out), ("high", &up)], execution);
        faults.app("help captured", Code::CapturesProtected, copy("out, high, out, high"));
        faults.app("fires in help", Code::FiresInProtected, copy("out, high"));
    }
}

/// What another gesture unlocks is found as if nothing had to be done before.
fn unlocked(faults: &mut Faults) {
    let waiting = |name: &str, said: &str, execution: &str| {
        gesture(name, &[("pose", said)], execution).replacen('\n', "\n    AFTER knee within 600 seconds.\n", 1)
    };
    for side in SIDES {
        let lifted = format!("point your {side} knee front within 30 degrees");
        let knee = gesture("knee", &[("lifted", &lifted)], "lifted");
        let mut add = |family, code, more: String| faults.app(family, code, format!("{knee}{more}"));
        for angle in [22, 25, 30] {
            let front = format!("point your {side} arm front within {angle} degrees");
            add("fires in stop, unlocked", Code::FiresInProtected, waiting("buy", &front, "pose"));
        }
        let front = format!("point your {side} arm front within 10 degrees");
        let long = waiting("buy", &front, "pose and hold for 1.2 seconds");
        add("stop captured, unlocked", Code::CapturesProtected, long);
        let low = format!("point your {side} arm down within 40 degrees");
        add("idle, unlocked", Code::FiresWhenIdle, waiting("buy", &low, "pose and hold for 1 second"));
        let outward = |angle| format!("point your {side} arm outward within {angle} degrees");
        let wave = gesture("wave", &[("out", &outward(15))], "out");
        add("fired by a third, unlocked", Code::AlwaysFires, format!("{wave}{}", waiting("buy", &outward(25), "pose")));
        // done twice, the first time unlocks what the second fires
        let more = format!("{lifted}, point your head up within 20 degrees");
        add("fired by what unlocks it", Code::AlwaysFires, waiting("buy", &lifted, "pose"));
        let twice = gesture("knee", &[("lifted", &more)], "lifted") + &waiting("buy", &lifted, "pose");
        faults.app("fired by what unlocks it, with more", Code::AlwaysFires, twice);
    }
}

fn collisions(faults: &mut Faults) {
    let code = Code::AlwaysFires;
    for side in SIDES {
        for direction in ["outward", "up", "front", "down and outward"] {
            for (narrow, wide) in [(10, 15), (15, 25), (20, 40)] {
                let said = |angle| format!("point your {side} arm {direction} within {angle} degrees");
                let both = gesture("narrow", &[("one", &said(narrow))], "one")
                    + &gesture("wide", &[("two", &said(wide))], "two");
                faults.app("wider copy", code, both);
            }
            let said = format!("point your {side} arm {direction} within 12 degrees");
            let bent = format!("bend your {side} elbow at least 80 degrees");
            let long = gesture("long", &[("before", &bent), ("one", &said)], "before, one");
            faults.app("step before", code, long + &gesture("short", &[("two", &said)], "two"));
            let more = format!("{said}, point your head up within 20 degrees");
            let both = gesture("more", &[("one", &more)], "one") + &gesture("less", &[("two", &said)], "two");
            faults.app("statement left out", code, both);
        }
    }
}

fn timing(faults: &mut Faults) {
    let code = Code::ImpossibleMotion;
    for side in SIDES {
        for (one, other) in [("down", "up"), ("down", "front"), ("outward", "up"), ("front", "outward")] {
            let from = format!("point your {side} arm {one} within 5 degrees");
            let to = format!("point your {side} arm {other} within 5 degrees");
            for time in ["0.03", "0.01"] {
                let execution = format!("from, to within {time} seconds");
                faults.app("too fast", code, gesture("hurry", &[("from", &from), ("to", &to)], &execution));
            }
            let wide = format!("point your {side} arm {one} within 30 degrees");
            faults.app(
                "slowly to where it is",
                code,
                gesture("wait", &[("wide", &wide), ("near", &from)], "wide, slowly near"),
            );
        }
    }
}

fn dead(faults: &mut Faults) {
    let code = Code::DeadStatement;
    for side in SIDES {
        for direction in ["outward", "up", "front", "down and outward"] {
            let said = |part: &str, angle| format!("point your {side} {part} {direction} within {angle} degrees");
            faults.pose("said twice", code, format!("{0}, {0}", said("wrist", 20)));
            faults.pose("said wider", code, format!("{}, {}", said("wrist", 20), said("wrist", 40)));
            faults.pose("part of the arm", code, format!("{}, {}", said("arm", 20), said("elbow", 30)));
            let straight = format!("straighten your {side} elbow within 45 degrees");
            faults.pose("straight already", code, format!("{}, {straight}", said("arm", 15)));
        }
        let up = format!("point your {side} arm up, put your {side} hand above your {side} shoulder");
        faults.pose("above already", code, up);
    }
}

fn planted() -> Vec<Planted> {
    let mut faults = Faults::default();
    for plant in [contradictions, unsafe_poses, shadows, unlocked, collisions, timing, dead] {
        plant(&mut faults);
    }
    faults.0
}

/// Apps with a fault each.
pub fn faulty() -> Vec<String> {
    planted().into_iter().map(|fault| fault.text).collect()
}

#[test]
fn planted_faults_are_found() {
    let faults = planted();
    let found = Apps::read(faults.iter().map(|fault| fault.text.as_str())).found(faults.len());
    let mut families: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    let mut missed = String::new();
    for (fault, findings) in faults.iter().zip(&found) {
        let family = families.entry(fault.family).or_default();
        family.0 += 1;
        if findings.iter().any(|finding| finding.code() == fault.code) {
            family.1 += 1;
        } else {
            let codes: Vec<&str> = findings.iter().map(|finding| finding.code().as_str()).collect();
            missed += &format!("{}: {} wanted, {codes:?} found\n{}\n", fault.family, fault.code.as_str(), fault.text);
        }
    }
    for (family, (planted, found)) in &families {
        println!("{found} of {planted}: {family}");
    }
    println!("{} faults in {} families", faults.len(), families.len());
    assert!(faults.len() >= 200, "{} faults", faults.len());
    assert!(missed.is_empty(), "{missed}");
}

/// Every gesture of a file that stands for itself, as an app of its own.
fn alone(file: &str) -> Vec<String> {
    let text = shipped(file);
    let mut parts = text.split("\n  GESTURE ");
    let head = parts.next().unwrap_or_default().to_string();
    // comments above the next gesture stand at the end of each part
    let body =
        |part: &str| part.lines().filter(|line| !line.trim_start().starts_with('#')).collect::<Vec<_>>().join("\n");
    let stands = |part: &&str| !["MIRROR", "AFTER", "SEQUENCE"].iter().any(|word| part.contains(word));
    parts.filter(stands).map(|part| format!("{head}\n  GESTURE {}\n", body(part).trim_end())).collect()
}

fn split(app: &str) -> (&str, &str) {
    app.split_at(app.find("\n  GESTURE ").expect("a gesture") + 1)
}

fn renamed(app: &str) -> Option<String> {
    let (head, gesture) = split(app);
    let (_, rest) = gesture.split_once(':')?;
    Some(format!("{head}  GESTURE by-another-name:{rest}"))
}

fn commented(app: &str) -> Option<String> {
    Some(app.replace("    EXECUTION:", "    // what follows is done in order\n    EXECUTION: /* now */"))
}

fn with_explicit_window(app: &str) -> Option<String> {
    let (head, gesture) = split(app);
    let (name, rest) = gesture.split_once(":\n")?;
    (!app.contains("WINDOW")).then(|| format!("{head}{name}:\n    WINDOW 5 seconds.\n{rest}"))
}

fn with_company(app: &str) -> Option<String> {
    let pose = "put your left ankle at least 15 centimeters above your right knee, touch your left knee with your right \
                hand, point your spine up within 20 degrees, point your head up within 15 degrees";
    Some(format!("{app}{}", gesture("unrelated", &[("odd", pose)], "odd and hold for 2 seconds")))
}

/// All angles of the gesture one degree narrower.
fn narrowed(app: &str) -> Option<String> {
    let (head, gesture) = split(app);
    let words: Vec<&str> = gesture.split(' ').collect();
    let narrow = |i: usize| {
        let within =
            i > 0 && words[i - 1] == "within" && words.get(i + 1).is_some_and(|unit| unit.starts_with("degrees"));
        match words[i].parse::<u32>() {
            Ok(angle) if within && angle > 15 => (angle - 1).to_string(),
            _ => words[i].to_string(),
        }
    };
    let narrowed: Vec<String> = (0..words.len()).map(narrow).collect();
    let gesture = narrowed.join(" ");
    (!app.ends_with(&gesture)).then(|| format!("{head}{gesture}"))
}

/// The statements of each pose of the gesture in the other order.
fn reordered(app: &str) -> Option<String> {
    let (head, gesture) = split(app);
    if gesture.contains("rotate") {
        return None;
    }
    let (mut out, mut said): (String, Option<Vec<&str>>) = (head.to_string(), None);
    for line in gesture.lines() {
        let Some(lines) = &mut said else {
            out += &format!("{line}\n");
            said = line.starts_with("    POSE").then(Vec::new);
            continue;
        };
        lines.push(line.trim_end_matches([',', '.']));
        if line.ends_with('.') {
            lines.reverse();
            out += &format!("{}.\n", lines.join(",\n"));
            said = None;
        }
    }
    (out != app).then_some(out)
}

/// An edit, or nothing where it does not apply.
type Edit = fn(&str) -> Option<String>;

#[test]
fn harmless_edits_raise_no_alarm() {
    let edits: [(&str, Edit); 6] = [
        ("renamed", renamed),
        ("commented", commented),
        ("window made explicit", with_explicit_window),
        ("another gesture beside it", with_company),
        ("a degree narrower", narrowed),
        ("statements reordered", reordered),
    ];
    let files = ["everyday.prepose", "ballet.prepose", "therapy.prepose", "tai-chi.prepose"];
    let originals: Vec<String> = files.iter().flat_map(|file| alone(file)).collect();
    let mut texts: Vec<(usize, &str, String)> = Vec::new();
    for (i, app) in originals.iter().enumerate() {
        let kinds = edits.iter().filter_map(|(kind, edit)| Some((i, *kind, edit(app)?)));
        texts.extend(kinds);
    }
    let before = Apps::read(originals.iter().map(String::as_str)).found(originals.len());
    let after = Apps::read(texts.iter().map(|(_, _, text)| text.as_str())).found(texts.len());
    let mut kinds: BTreeMap<&str, usize> = BTreeMap::new();
    let mut alarms = String::new();
    for ((i, kind, text), findings) in texts.iter().zip(&after) {
        *kinds.entry(kind).or_default() += 1;
        let (known, now) = (grave(&before[*i]), grave(findings));
        let new: Vec<&&str> = now.difference(&known).collect();
        if !new.is_empty() {
            alarms += &format!("{kind}: {new:?}\n{}\n", split(text).1);
        }
    }
    println!("{} edits of {} gestures: {kinds:?}", texts.len(), originals.len());
    assert!(texts.len() >= 200, "{} edits", texts.len());
    assert!(alarms.is_empty(), "{alarms}");
}
