//! The forms a recording comes in: one table, from which everything that lists formats is made.
//!
//! Output: [`Format`] with its names and descriptions, in the order in which a recording is tried, and for each the two
//! functions that recognise it and begin to read it. A format is added here and nowhere else: its reader, then its row.

use crate::error::Fault;
use crate::head::{Head, Likeness};
use crate::lines::Lines;
use crate::reader::{FrameReader, Given, azure, irds, json_lines, kinect2, mediapipe, mlkit, named, ntu};

/// What is written down of a format.
struct Row {
    /// For options and messages.
    name: &'static str,
    /// One line for a person.
    about: &'static str,
    /// Whether every row is a pose of its own, without a clock.
    static_poses: bool,
    recognises: fn(&Head<'_>) -> Likeness,
    start: Start,
}

/// Reads what stands before the first frame.
type Start = fn(&mut Lines, &Given) -> Result<Box<dyn FrameReader>, Fault>;

/// Makes of each row a variant of [`Format`], so that no list of formats can miss one.
macro_rules! formats {
    ($($(#[$doc:meta])* $format:ident => $row:expr,)*) => {
        /// A form of recording. Found by content, never by a file's name; or named by the person who reads.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum Format {
            $($(#[$doc])* $format,)*
        }

        impl Format {
            /// Every format, in the order in which a recording is tried for them.
            pub const ALL: &'static [Format] = &[$(Format::$format),*];
        }

        const TABLE: &[Row] = &[$($row),*];
    };
}

formats! {
    /// Our own: a header object, then one body and moment a line. See [`crate::json_lines`].
    JsonLines => Row {
        name: "json-lines",
        about: "prepose frames, one JSON object a line",
        static_poses: false,
        recognises: json_lines::recognises,
        start: json_lines::start,
    },
    /// Kinect v2 rows with a clock in ticks of 100 ns.
    Kinect2Ticks => Row {
        name: "kinect2-ticks",
        about: "Kinect v2 rows: ticks, then 25 joints with state",
        static_poses: false,
        recognises: kinect2::recognises_ticks,
        start: kinect2::start_ticks,
    },
    /// Kinect v2 rows without a clock.
    Kinect2Csv => Row {
        name: "kinect2-csv",
        about: "Kinect v2 rows: 25 joints with state, no clock",
        static_poses: false,
        recognises: kinect2::recognises_csv,
        start: kinect2::start_csv,
    },
    /// Kinect v1 table with named columns and seconds.
    Kinect1Csv => Row {
        name: "kinect1-csv",
        about: "Kinect v1 table: seconds, then 20 named joints",
        static_poses: false,
        recognises: named::recognises_kinect1,
        start: named::start_kinect1,
    },
    /// IntelliRehabDS text.
    Irds => Row {
        name: "irds",
        about: "IntelliRehabDS text: 25 named Kinect v2 joints",
        static_poses: false,
        recognises: irds::recognises,
        start: irds::start,
    },
    /// UI-PRMD table with named columns, absolute metres.
    UiPrmd => Row {
        name: "ui-prmd",
        about: "UI-PRMD table: 22 named joints in metres",
        static_poses: false,
        recognises: named::recognises_ui_prmd,
        start: named::start_ui_prmd,
    },
    /// Kinect multi-track table: several Kinect v2 sensors on the same people.
    Multitrack => Row {
        name: "multitrack",
        about: "Kinect multi-track table: several Kinect v2 sensors, each view a body",
        static_poses: false,
        recognises: named::recognises_multitrack,
        start: named::start_multitrack,
    },
    /// MediaPipe Pose landmarks, normalised by the image's size.
    MediaPipe => Row {
        name: "mediapipe-csv",
        about: "MediaPipe Pose table: seconds, then 33 normalised landmarks",
        static_poses: false,
        recognises: mediapipe::recognises,
        start: mediapipe::start,
    },
    /// ML Kit pose landmarks in pixels; every row is a pose of its own.
    MlKit => Row {
        name: "mlkit",
        about: "ML Kit rows: name, class, 33 landmarks in pixels; static poses",
        static_poses: true,
        recognises: mlkit::recognises,
        start: mlkit::start,
    },
    /// Azure Kinect body tracking, a row a joint, millimetres.
    Azure => Row {
        name: "azure-csv",
        about: "Azure Kinect rows: body, joint, millimetres, confidence",
        static_poses: false,
        recognises: azure::recognises,
        start: azure::start,
    },
    /// NTU RGB+D `.skeleton` text.
    NtuSkeleton => Row {
        name: "ntu-skeleton",
        about: "NTU RGB+D skeleton text: Kinect v2 joints of several bodies",
        static_poses: false,
        recognises: ntu::recognises,
        start: ntu::start,
    },
}

impl Format {
    /// The name for options and messages, `kinect2-ticks`.
    pub const fn name(self) -> &'static str {
        self.row().name
    }

    /// One line about it for a person.
    pub const fn describe(self) -> &'static str {
        self.row().about
    }

    /// The format of this name.
    pub fn from_name(name: &str) -> Option<Format> {
        Format::ALL.iter().copied().find(|format| format.name() == name)
    }

    /// The names of all formats, for a message.
    pub fn names() -> String {
        Format::ALL.iter().map(|format| format.name()).collect::<Vec<_>>().join(", ")
    }

    /// Whether the recording holds poses without a clock of their own, each the only frame of its body.
    pub const fn is_static_poses(self) -> bool {
        self.row().static_poses
    }

    /// Whether a recording that begins like this is of this format.
    pub(crate) fn recognises(self, head: &Head<'_>) -> Likeness {
        (self.row().recognises)(head)
    }

    /// Reads what stands before the first frame.
    pub(crate) fn start(self, lines: &mut Lines, given: &Given) -> Result<Box<dyn FrameReader>, Fault> {
        (self.row().start)(lines, given)
    }

    /// Variants and rows are made from the same list, in the same order.
    const fn row(self) -> &'static Row {
        &TABLE[self as usize]
    }
}

impl std::fmt::Display for Format {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name())
    }
}
