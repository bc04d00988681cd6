//! What to do about each error of reading, in one line.

use crate::error::{ReadError, ReadErrorKind};
use crate::format::Format;

impl ReadError {
    /// One line that says what to do about it.
    pub fn help(&self) -> String {
        use ReadErrorKind::*;
        match &self.kind {
            Open(_) => "check the path, and that you may read the file".into(),
            Io(_) => "check the disk or the connection, then try again".into(),
            Gzip(_) => "copy or download the file again; the frames before this place are good".into(),
            Empty => "record again: the program that wrote this stopped before the first frame".into(),
            Binary => "give the skeleton as text (CSV, JSON Lines), not a video, an archive or UTF-16".into(),
            UnknownFormat => format!("name the format yourself; known formats: {}", Format::names()),
            UnknownVersion(_) => "this build reads version 1; update prepose or write the recording again".into(),
            Header => "put the header on the first line, before the frames".into(),
            MissingColumn(name) => format!("export the table with `{name}`, or name another format"),
            RepeatedColumn(name) => format!("keep one of the columns `{name}`"),
            ExpectedNumber(_) | Expected(..) | FewFields { .. } | ManyFields { .. } => {
                "this line is damaged or of another recording; the frames before it are good".into()
            }
            NotFinite(_) => "leave the joint out or mark it not tracked where the sensor lost it".into(),
            TooFar(_) => "coordinates are in metres; check the units, or name another format".into(),
            TimeBackwards { .. } => "two recordings in one file? split them at this line".into(),
            Truncated => "the file was cut off; the frames before this place are good".into(),
            ManyBytes(_) | LongLine(_) | ManyFrames(_) | ManyBodies(_) => {
                "if the recording is to be trusted, raise this limit".into()
            }
            Option(_) => "leave the option out to use its default".into(),
        }
    }
}
