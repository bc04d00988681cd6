//! The forms a recording comes in, by name. It knows nothing of how they are read or recognised.

/// A form of recording. Found by content, or named by the person who reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    /// Our own: a header object, then one body and moment a line. See [`crate::json_lines`].
    JsonLines,
    /// Kinect v2 rows with a clock in ticks of 100 ns.
    Kinect2Ticks,
    /// Kinect v2 rows without a clock.
    Kinect2Csv,
    /// Kinect v1 table with named columns and seconds.
    Kinect1Csv,
    /// IntelliRehabDS text.
    Irds,
    /// UI-PRMD table with named columns, absolute metres.
    UiPrmd,
    /// Kinect multi-track table: several Kinect v2 sensors on the same people.
    Multitrack,
    /// MediaPipe Pose landmarks, normalised by the image's size.
    MediaPipe,
    /// ML Kit pose landmarks in pixels; every row is a pose of its own.
    MlKit,
    /// Azure Kinect body tracking, a row a joint, millimetres.
    Azure,
    /// NTU RGB+D `.skeleton` text.
    NtuSkeleton,
}

impl Format {
    /// Every format.
    pub const ALL: [Format; 11] = [
        Format::JsonLines,
        Format::Kinect2Ticks,
        Format::Kinect2Csv,
        Format::Kinect1Csv,
        Format::Irds,
        Format::UiPrmd,
        Format::Multitrack,
        Format::MediaPipe,
        Format::MlKit,
        Format::Azure,
        Format::NtuSkeleton,
    ];

    /// The name for options and messages, `kinect2-ticks`.
    pub const fn name(self) -> &'static str {
        match self {
            Format::JsonLines => "json-lines",
            Format::Kinect2Ticks => "kinect2-ticks",
            Format::Kinect2Csv => "kinect2-csv",
            Format::Kinect1Csv => "kinect1-csv",
            Format::Irds => "irds",
            Format::UiPrmd => "ui-prmd",
            Format::Multitrack => "multitrack",
            Format::MediaPipe => "mediapipe-csv",
            Format::MlKit => "mlkit",
            Format::Azure => "azure-csv",
            Format::NtuSkeleton => "ntu-skeleton",
        }
    }

    /// One line about it for a person.
    pub const fn describe(self) -> &'static str {
        match self {
            Format::JsonLines => "prepose frames, one JSON object a line",
            Format::Kinect2Ticks => "Kinect v2 rows: ticks, then 25 joints with state",
            Format::Kinect2Csv => "Kinect v2 rows: 25 joints with state, no clock",
            Format::Kinect1Csv => "Kinect v1 table: seconds, then 20 named joints",
            Format::Irds => "IntelliRehabDS text: 25 named Kinect v2 joints",
            Format::UiPrmd => "UI-PRMD table: 22 named joints in metres",
            Format::Multitrack => "Kinect multi-track table: several Kinect v2 sensors, each view a body",
            Format::MediaPipe => "MediaPipe Pose table: seconds, then 33 normalised landmarks",
            Format::MlKit => "ML Kit rows: name, class, 33 landmarks in pixels; static poses",
            Format::Azure => "Azure Kinect rows: body, joint, millimetres, confidence",
            Format::NtuSkeleton => "NTU RGB+D skeleton text: Kinect v2 joints of several bodies",
        }
    }

    /// The format of this name.
    pub fn from_name(name: &str) -> Option<Format> {
        Format::ALL.into_iter().find(|format| format.name() == name)
    }

    /// The names of all formats, for a message.
    pub fn names() -> String {
        Format::ALL.map(Format::name).join(", ")
    }

    /// Whether the recording holds poses without a clock of their own, each the only frame of its body.
    pub const fn is_static_poses(self) -> bool {
        matches!(self, Format::MlKit)
    }
}

impl std::fmt::Display for Format {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name())
    }
}
