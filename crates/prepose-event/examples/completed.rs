//! Tells who completed which gesture: reads lines of events as `prepose run --format json` prints them.
//!
//! ```text
//! prepose run gestures/everyday.prepose --source people.jsonl --format json | cargo run --example completed
//! ```

use std::io::BufRead;

use prepose_event::{EventError, GestureEvent, GestureEventKind, MAX_LINE};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut input = std::io::stdin().lock();
    let mut line = Vec::new();
    loop {
        line.clear();
        // never more than one line of memory, whoever writes to the pipe
        let mut one = std::io::Read::take(&mut input, MAX_LINE as u64 + 2);
        if one.read_until(b'\n', &mut line)? == 0 {
            return Ok(());
        }
        if let Some(text) = completed(&line)? {
            println!("{text}");
        }
    }
}

/// What a person reads of an event, if it is a completion.
pub fn completed(line: &[u8]) -> Result<Option<String>, EventError> {
    let event = GestureEvent::from_line(line)?;
    Ok(match event.kind {
        GestureEventKind::Completed { duration } => {
            Some(format!("person {} did `{}` in {duration:.1} s", event.body, event.gesture))
        }
        // kinds may be added; an application acts on those that it knows
        _ => None,
    })
}
