//! The matcher's events in names, and in the two forms that users read.

use std::io::Write;

use prepose_event::{GestureEvent, GestureEventKind};
use prepose_matcher::{Event, Program};

use super::output::Failure;

/// An event with the names that its indices mean.
pub fn named(event: &Event, program: &Program, source: Option<&str>) -> GestureEvent {
    let event = prepose_naming::named(event, program).expect("the matcher tells events of its program");
    match source {
        Some(source) => event.with_source(source),
        None => event,
    }
}

/// Where events are written.
pub struct EventWriter<W: Write> {
    out: W,
    human: bool,
    color: bool,
    /// The time of the source's first frame: people count from there.
    pub zero: f64,
    /// How wide the gestures' names are.
    width: usize,
}

impl<W: Write> EventWriter<W> {
    /// A writer of readable lines or of JSON Lines.
    pub fn new(out: W, human: bool, color: bool, program: &Program) -> EventWriter<W> {
        let names = program.parts().gestures.iter().map(|gesture| gesture.name.chars().count());
        EventWriter { out, human, color, zero: 0.0, width: names.max().unwrap_or(0).min(32) }
    }

    /// Whether lines are for people.
    pub fn is_human(&self) -> bool {
        self.human
    }

    /// Writes one event.
    pub fn event(&mut self, event: &GestureEvent) -> Result<(), Failure> {
        if !self.human {
            return self.wire(event);
        }
        let (text, bold) = match &event.kind {
            GestureEventKind::Started => ("started".to_string(), false),
            GestureEventKind::StepReached { step, of, pose } => (format!("step {step} of {of}: {pose}"), false),
            GestureEventKind::Progress { fraction } => (format!("{:3.0} %", fraction * 100.0), false),
            GestureEventKind::Completed { duration } => (format!("COMPLETED in {duration:.1} s"), true),
            GestureEventKind::Abandoned { step, of, pose, statement } if statement.is_empty() => {
                (format!("abandoned before step {step} of {of}: {pose} came at the wrong time"), false)
            }
            GestureEventKind::Abandoned { step, of, pose, statement } => {
                (format!("abandoned before step {step} of {of}: {pose} ({statement})"), false)
            }
            // a kind that has no words yet
            _ => return self.wire(event),
        };
        let source = event.source.as_ref().map_or(String::new(), |source| format!("{source}  "));
        let text = if bold && self.color { format!("\x1b[1;32m{text}\x1b[0m") } else { text };
        let line = format!(
            "{:9.2} s  {source}person {}  {:width$}  {text}",
            event.time - self.zero,
            event.body,
            event.gesture,
            width = self.width
        );
        self.line(&line)
    }

    /// Writes an event in its wire form.
    fn wire(&mut self, event: &GestureEvent) -> Result<(), Failure> {
        let line = event.to_line().map_err(|error| Failure::Misuse(error.to_string()))?;
        self.line(&line)
    }

    /// Writes a line of text.
    pub fn line(&mut self, line: &str) -> Result<(), Failure> {
        writeln!(self.out, "{line}").map_err(Failure::io("standard output"))
    }

    /// Writes a value as a line of JSON.
    pub fn json(&mut self, value: &impl serde::Serialize) -> Result<(), Failure> {
        let written = serde_json::to_writer(&mut self.out, value).map_err(std::io::Error::from);
        written.and_then(|()| self.out.write_all(b"\n")).map_err(Failure::io("standard output"))
    }

    /// Hands on what is still in memory.
    pub fn flush(&mut self) -> Result<(), Failure> {
        self.out.flush().map_err(Failure::io("standard output"))
    }
}
