//! Our own form of recording, version 1: JSON Lines in UTF-8.
//!
//! The first line is `{"prepose":"frames","version":1}`. Every other line is one body at one moment:
//!
//! ```json
//! {"t":0.033,"body":1,"joints":[[0.01,-0.36,2.69,2],null]}
//! ```
//!
//! - `t`: seconds since some fixed moment; per body never less than on the line before.
//! - `body`: a whole number from 0 that tells people apart.
//! - `joints`: exactly 25 entries (two are shown) in the order of [`prepose_matcher::Joint::ALL`]. An entry is
//!   `[x,y,z,s]` or, for a joint that is not tracked, `null`. x, y, z: metres in sensor coordinates (the own right of
//!   a subject who faces the sensor at +x, y up, z away from the sensor), at most 1000 from 0. s: 0 not tracked (the
//!   position is ignored), 1 inferred, 2 tracked.
//!
//! Keys come in any order, each once; no others. Spaces between tokens and blank lines are allowed. Lines of several
//! bodies may be mixed as long as each body's time does not go back. Frames read back equal the frames written, bit
//! by bit, but for the meaningless position of a joint that is not tracked.

use std::io::{self, Write};

use prepose_matcher::{Frame, Tracking};

/// What the header says this is.
pub const KIND: &str = "frames";
/// The version written, and the only one read.
pub const VERSION: u64 = 1;

/// Writes frames in our own form.
///
/// ```
/// use prepose_matcher::{Frame, Joint, Tracking};
/// use prepose_sensor::JsonLinesWriter;
///
/// let mut writer = JsonLinesWriter::new(Vec::new())?;
/// let mut frame = Frame::empty(0.5, 1);
/// frame.set(Joint::SpineBase, [0.0, 1.0, 2.0], Tracking::Tracked);
/// writer.write(&frame)?;
/// let text = String::from_utf8(writer.into_inner()?).expect("JSON is UTF-8");
/// assert!(text.ends_with(",null]}\n") && text.contains(r#"{"t":0.5,"body":1,"joints":[[0,1,2,2],null,"#));
/// # Ok::<(), std::io::Error>(())
/// ```
#[derive(Debug)]
pub struct JsonLinesWriter<W: Write> {
    out: W,
    line: Vec<u8>,
}

impl<W: Write> JsonLinesWriter<W> {
    /// Writes the header. Give it a buffered writer or none: every line is one call of `write_all`.
    ///
    /// # Errors
    /// Those of the writer.
    pub fn new(mut out: W) -> io::Result<JsonLinesWriter<W>> {
        writeln!(out, "{{\"prepose\":\"{KIND}\",\"version\":{VERSION}}}")?;
        Ok(JsonLinesWriter { out, line: Vec::with_capacity(1024) })
    }

    /// Writes one line.
    ///
    /// # Errors
    /// Those of the writer; `InvalidInput`, with nothing written, for a frame that could not be read back: a time
    /// that is not finite, or a coordinate of a tracked joint that is not within 1000 metres.
    pub fn write(&mut self, frame: &Frame) -> io::Result<()> {
        let refuse = |what: &str| Err(io::Error::new(io::ErrorKind::InvalidInput, what.to_owned()));
        if !frame.time.is_finite() {
            return refuse("the time of a frame is not finite");
        }
        self.line.clear();
        write!(self.line, "{{\"t\":{},\"body\":{},\"joints\":[", frame.time, frame.body)?;
        for (place, joint) in frame.joints.iter().enumerate() {
            if place > 0 {
                self.line.push(b',');
            }
            let [x, y, z] = joint.position;
            if joint.tracking == Tracking::NotTracked {
                self.line.extend_from_slice(b"null");
            } else if joint.position.iter().all(|axis| axis.abs() <= 1000.0) {
                write!(self.line, "[{x},{y},{z},{}]", joint.tracking as u8)?;
            } else {
                return refuse("a coordinate is not within 1000 metres");
            }
        }
        self.line.extend_from_slice(b"]}\n");
        self.out.write_all(&self.line)
    }

    /// The writer that was given, with everything flushed.
    ///
    /// # Errors
    /// Those of the writer.
    pub fn into_inner(mut self) -> io::Result<W> {
        self.out.flush()?;
        Ok(self.out)
    }
}

/// Writes frames in our own form, header and all.
///
/// # Errors
/// As [`JsonLinesWriter::write`].
pub fn write_json_lines<'a>(out: impl Write, frames: impl IntoIterator<Item = &'a Frame>) -> io::Result<()> {
    let mut writer = JsonLinesWriter::new(out)?;
    for frame in frames {
        writer.write(frame)?;
    }
    writer.into_inner().map(drop)
}
