//! Which format a recording is, from its first lines; never from its name.
//!
//! Input: the first bytes, and whether more can come. Output: the format, a wish for more bytes, or why it is none.

use crate::Format;
use crate::error::{Fault, ReadErrorKind};
use crate::scan;

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
    let mut texts = whole_lines.split(|byte| *byte == b'\n').map(|line| line.trim_ascii()).filter(|l| !l.is_empty());
    let Some(first) = texts.next() else {
        return if more_can_come {
            Detection::More
        } else {
            Detection::Nothing(Fault { at: 0, kind: ReadErrorKind::Empty })
        };
    };
    if let Some(format) = by_line(first) {
        return Detection::Format(format);
    }
    if is_whole(first) {
        match texts.next() {
            Some(second) if is_whole(second) => return Detection::Format(Format::NtuSkeleton),
            None if more_can_come => return Detection::More,
            // A count of frames and nothing else: the reader will say that it is cut off.
            None => return Detection::Format(Format::NtuSkeleton),
            Some(_) => (),
        }
    }
    let at = head.iter().position(|byte| !byte.is_ascii_whitespace()).unwrap_or(0);
    Detection::Nothing(Fault { at, kind: ReadErrorKind::UnknownFormat })
}

fn by_line(line: &[u8]) -> Option<Format> {
    if line.starts_with(b"{") {
        return Some(Format::JsonLines);
    }
    if line.starts_with(b"Version") || line.windows(11).any(|piece| piece == b"(SpineBase,") {
        return Some(Format::Irds);
    }
    let has = |name: &[u8]| line.split(|byte| *byte == b',').any(|field| field.trim_ascii() == name);
    let named = [
        (Format::Azure, ["Confidence Level", "Position"]),
        (Format::Azure, ["Body ID", "Joint #"]),
        (Format::Multitrack, ["Tracker_Time", "Skeleton_Id"]),
        (Format::Kinect1Csv, ["ShoulderCenter_x", "HipCenter_x"]),
        (Format::UiPrmd, ["Waist_x", "Chest_x"]),
        (Format::MediaPipe, ["0_x", "32_x"]),
    ];
    if let Some((format, _)) = named.iter().find(|(_, names)| names.iter().all(|name| has(name.as_bytes()))) {
        return Some(*format);
    }
    let line = line.strip_suffix(b",").unwrap_or(line);
    let mut fields = line.split(|byte| *byte == b',').map(|field| field.trim_ascii());
    let count = fields.clone().count();
    let first = fields.next().unwrap_or_default();
    let second = fields.next().unwrap_or_default();
    match (count, is_whole(first), is_number(first), is_number(second)) {
        (101, true, _, true) => Some(Format::Kinect2Ticks),
        (101, _, _, false) => Some(Format::MlKit),
        (100, _, true, _) => Some(Format::Kinect2Csv),
        _ => None,
    }
}

fn is_whole(text: &[u8]) -> bool {
    scan::whole(text).is_some_and(|(_, used)| used == text.len())
}

fn is_number(text: &[u8]) -> bool {
    scan::number(text).is_some_and(|number| number.used == text.len())
}
