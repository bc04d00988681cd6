//! What holds a gesture back, frame by frame: the way authors find out what to change.

use std::io::Write;

use prepose_matcher::{Blocker, Explanation, Frame, Program, Unit};
use serde_json::json;

use super::events::EventWriter;
use super::output::Failure;
use super::terminal;

/// Writes one frame's explanation.
pub fn write<W: Write>(
    writer: &mut EventWriter<W>,
    program: &Program,
    gesture: usize,
    frame: &Frame,
    source: Option<&str>,
    why: &Explanation,
) -> Result<(), Failure> {
    let parts = program.parts();
    let pose = &parts.gestures[gesture].nodes[why.node as usize].name;
    let text = |statement: u32| parts.statements[statement as usize].text.as_str();
    if writer.is_human() {
        let wait = in_words(program, why);
        let source = source.map_or(String::new(), |source| format!("{source}  "));
        let time = frame.time - writer.zero;
        let (step, of) = (why.step, why.of);
        return writer
            .line(&format!("{time:9.2} s  {source}person {}  step {step} of {of}: {pose}  {wait}", frame.body));
    }
    let statements: Vec<_> = why
        .statements
        .iter()
        .map(|statement| {
            let short = statement.short_by.map(|(amount, unit)| {
                let unit = if unit == Unit::Degrees { "degrees" } else { "centimeters" };
                json!({ "amount": amount, "unit": unit })
            });
            json!({ "statement": text(statement.statement), "holds": statement.holds, "short_by": short })
        })
        .collect();
    writer.json(&WhyLine {
        time: frame.time,
        source,
        body: frame.body,
        app: &parts.gestures[gesture].app,
        gesture: &parts.gestures[gesture].name,
        event: "why",
        step: why.step,
        of: why.of,
        pose,
        waiting: waiting(why.blocker),
        statements,
    })
}

/// A line of JSON, laid out like those of events.
#[derive(serde::Serialize)]
struct WhyLine<'a> {
    time: f64,
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<&'a str>,
    body: u64,
    app: &'a str,
    gesture: &'a str,
    event: &'static str,
    step: u32,
    of: u32,
    pose: &'a str,
    waiting: serde_json::Value,
    statements: Vec<serde_json::Value>,
}

/// The statement that is the farthest from holding, and by how much, in words.
pub fn held_back(program: &Program, why: &Explanation) -> Option<(String, Option<String>)> {
    let text = |statement: u32| program.parts().statements[statement as usize].text.clone();
    let size = |short: Option<(f64, Unit)>| short.map_or(0.0, |(amount, _)| amount);
    let failing = why.statements.iter().filter(|statement| statement.holds != Some(true));
    let worst = failing.max_by(|a, b| {
        (a.holds == Some(false), size(a.short_by))
            .partial_cmp(&(b.holds == Some(false), size(b.short_by)))
            .unwrap_or(std::cmp::Ordering::Equal)
    })?;
    let short = match worst.holds {
        None => Some("not seen".to_string()),
        _ => worst.short_by.map(|(amount, unit)| terminal::short_by(amount, unit)),
    };
    Some((text(worst.statement), short))
}

fn in_words(program: &Program, why: &Explanation) -> String {
    match why.blocker {
        Blocker::Hold { left } => format!("hold it for {left:.1} s more"),
        Blocker::TooEarly { left } => format!("too fast by {left:.1} s"),
        Blocker::Cooldown { left } => format!("rests for {left:.1} s more"),
        Blocker::Locked => "locked until another gesture is done".to_string(),
        Blocker::Pose => match held_back(program, why) {
            Some((statement, Some(short))) if short == "not seen" => format!("{statement}: not seen"),
            Some((statement, Some(short))) => format!("{statement}: {short} short"),
            Some((statement, None)) => statement,
            None => "all statements hold".to_string(),
        },
        // a blocker that has no words yet
        other => format!("{other:?}"),
    }
}

fn waiting(blocker: Blocker) -> serde_json::Value {
    match blocker {
        Blocker::Pose => json!({ "for": "pose" }),
        Blocker::Hold { left } => json!({ "for": "hold", "seconds": left }),
        Blocker::TooEarly { left } => json!({ "for": "slower", "seconds": left }),
        Blocker::Cooldown { left } => json!({ "for": "cooldown", "seconds": left }),
        Blocker::Locked => json!({ "for": "unlocking" }),
        _ => json!({ "for": "other" }),
    }
}
