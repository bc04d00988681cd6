//! Which format a recording is, from its first lines; never from its name.
//!
//! Input: the first bytes, and whether more can come. Output: the format, a wish for more bytes, or why it is none. It
//! must not know what any format looks like.

use crate::error::{Fault, ReadErrorKind};
use crate::format::Format;
use crate::head::{Head, Likeness};

/// A recording that has not shown what it is by then never will.
const LONGEST_HEAD: usize = 64 * 1024;

/// What the first bytes say.
pub(crate) enum Detection {
    Format(Format),
    /// Not enough bytes to tell.
    More,
    /// None of the formats, seen at this byte of the head.
    Nothing(Fault),
}

/// The format of a recording that begins like this.
pub(crate) fn detect(head: &[u8], more_can_come: bool) -> Detection {
    let more_can_come = more_can_come && head.len() < LONGEST_HEAD;
    if let Some(at) = head.iter().position(|byte| byte.is_ascii_control() && !byte.is_ascii_whitespace()) {
        return Detection::Nothing(Fault { at, kind: ReadErrorKind::Binary });
    }
    let whole_lines = match head.iter().rposition(|byte| *byte == b'\n') {
        Some(last) if more_can_come => head.get(..=last).unwrap_or_default(),
        None if more_can_come => return Detection::More,
        _ => head,
    };
    let Some(lines) = Head::new(whole_lines, more_can_come) else {
        return if more_can_come {
            Detection::More
        } else {
            Detection::Nothing(Fault { at: 0, kind: ReadErrorKind::Empty })
        };
    };
    for &format in Format::ALL {
        match format.recognises(&lines) {
            Likeness::Yes => return Detection::Format(format),
            Likeness::NotYet => return Detection::More,
            Likeness::No => (),
        }
    }
    let at = head.iter().position(|byte| !byte.is_ascii_whitespace()).unwrap_or(0);
    Detection::Nothing(Fault { at, kind: ReadErrorKind::UnknownFormat })
}
