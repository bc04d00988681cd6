//! The wire form of an event: one JSON object on one line.
//!
//! Input: an event, or bytes that may be hostile. Output: a line without its end, or an event; what is written is read
//! back equal, bit by bit. Memory stays in proportion to a line, and a line is bounded. It knows nothing of streams.

use crate::event::{GestureEvent, GestureEventKind};

/// The most bytes of a line, its end not counted: room for the longest names, statement and path that there can be,
/// with every character escaped.
pub const MAX_LINE: usize = 64 * 1024;

/// Why a line is no event, or an event cannot be a line.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum EventError {
    /// The line is longer than [`MAX_LINE`].
    #[error(
        "a line of {found} bytes, and at most {MAX_LINE} are allowed; shorten the name of the source or the gesture"
    )]
    TooLong {
        /// How many bytes it has.
        found: usize,
    },
    /// There is more than one line.
    #[error("the event goes over several lines; give one line at a time")]
    SeveralLines,
    /// The line is not JSON, or not that of an event.
    #[error("this line is no gesture event: {0}")]
    Json(#[source] serde_json::Error),
    /// A number that no event has.
    #[error("the {field} {value} is not {needed}; the program that made the event is at fault")]
    BadNumber {
        /// Which number.
        field: &'static str,
        /// The number.
        value: f64,
        /// What it should be.
        needed: &'static str,
    },
}

impl GestureEvent {
    /// The event as one line of JSON, without the end of the line.
    ///
    /// ```
    /// use prepose_event::{GestureEvent, GestureEventKind};
    ///
    /// let event = GestureEvent::new(2.5, 1, "demo", "wave", GestureEventKind::Completed { duration: 1.25 });
    /// let line = event.to_line()?;
    /// assert_eq!(line, r#"{"time":2.5,"body":1,"app":"demo","gesture":"wave","event":"completed","duration":1.25}"#);
    /// assert_eq!(GestureEvent::from_line(&line)?, event);
    /// # Ok::<(), prepose_event::EventError>(())
    /// ```
    ///
    /// # Errors
    /// For an event that could not be read back: a number that is not finite, a fraction that is not within 0 and 1, or
    /// more than [`MAX_LINE`] bytes.
    pub fn to_line(&self) -> Result<String, EventError> {
        self.check()?;
        let line = serde_json::to_string(self).map_err(EventError::Json)?;
        if line.len() > MAX_LINE {
            return Err(EventError::TooLong { found: line.len() });
        }
        Ok(line)
    }

    /// Reads an event from one line of JSON, with or without the end of the line. The bytes may be hostile. Fields that
    /// are not known are passed over, so that a later version may add some; an event of a kind that is not known is an
    /// error, because nobody could act on it.
    ///
    /// ```
    /// use prepose_event::{GestureEvent, GestureEventKind};
    ///
    /// let line = r#"{"time":2.5,"body":1,"app":"demo","gesture":"wave","event":"started"}"#;
    /// assert_eq!(GestureEvent::from_line(line)?.kind, GestureEventKind::Started);
    /// assert!(GestureEvent::from_line("wave").unwrap_err().to_string().starts_with("this line is no gesture event"));
    /// # Ok::<(), prepose_event::EventError>(())
    /// ```
    ///
    /// # Errors
    /// When the line is longer than [`MAX_LINE`], is more than one line, or is no event.
    pub fn from_line(line: impl AsRef<[u8]>) -> Result<GestureEvent, EventError> {
        let line = line.as_ref();
        let line = line.strip_suffix(b"\n").unwrap_or(line);
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        if line.len() > MAX_LINE {
            return Err(EventError::TooLong { found: line.len() });
        }
        if line.contains(&b'\n') {
            return Err(EventError::SeveralLines);
        }
        let event: GestureEvent = serde_json::from_slice(line).map_err(EventError::Json)?;
        event.check()?;
        Ok(event)
    }

    /// What every event on the wire keeps.
    fn check(&self) -> Result<(), EventError> {
        let bad = |field, value, needed| Err(EventError::BadNumber { field, value, needed });
        if !self.time.is_finite() {
            return bad("time", self.time, "finite");
        }
        match self.kind {
            GestureEventKind::Completed { duration } if !duration.is_finite() => bad("duration", duration, "finite"),
            GestureEventKind::Progress { fraction } if !(0.0..=1.0).contains(&fraction) => {
                bad("fraction", fraction.into(), "within 0 and 1")
            }
            _ => Ok(()),
        }
    }
}
