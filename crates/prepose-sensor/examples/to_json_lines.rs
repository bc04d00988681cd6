//! Reads a recording of any format, from a file or standard input, and writes it in prepose's own form.
//!
//! ```text
//! cargo run --example to_json_lines -- recording.csv.gz > recording.jsonl
//! ```

use std::error::Error;
use std::io::Write;

use prepose_sensor::{JsonLinesWriter, ReadOptions, Recording, from_reader, open};

fn main() -> Result<(), Box<dyn Error>> {
    let options = ReadOptions::default();
    let recording = match std::env::args_os().nth(1) {
        Some(path) => open(path.as_ref(), &options)?,
        None => from_reader("standard input", Box::new(std::io::stdin()), &options)?,
    };
    eprintln!("this is {}: {}", recording.format(), recording.format().describe());
    convert(recording, std::io::stdout().lock())
}

/// Writes the frames of a recording.
pub fn convert(mut recording: Recording, out: impl Write) -> Result<(), Box<dyn Error>> {
    let mut writer = JsonLinesWriter::new(out)?;
    // one frame, read over again and again: nothing is allocated for each
    let mut frame = prepose_matcher::Frame::empty(0.0, 0);
    while recording.next_frame(&mut frame)? {
        writer.write(&frame)?;
    }
    writer.into_inner()?;
    Ok(())
}
