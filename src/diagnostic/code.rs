//! Every code a finding can carry. A code is permanent: it is never given another meaning.

/// How grave a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Severity {
    /// The gesture is not compiled.
    Error,
    /// The gesture is compiled, but probably not what its author meant.
    Warning,
}

macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident = $text:literal,)*) => {
        /// The permanent code of a finding. `E` is an error, `W` a warning.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code {
            $($(#[$doc])* #[doc = concat!(" (`", $text, "`)")] $name,)*
        }

        impl Code {
            /// Every code, in order.
            pub const ALL: &[Code] = &[$(Code::$name),*];

            /// The code as it is printed.
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Code::$name => $text,)*
                }
            }
        }
    };
}

codes! {
    /// A character that means nothing here
    UnexpectedCharacter = "E0101",
    /// A comment that is never closed
    UnclosedComment = "E0102",
    /// A word where another is needed
    UnexpectedWord = "E0103",
    /// A missing mark of punctuation
    MissingPunctuation = "E0104",
    /// A word of the language used as a name
    ReservedName = "E0105",
    /// A number that cannot be read
    BadNumber = "E0106",
    /// A file without an app
    NoApp = "E0107",
    /// More than one app in a file
    SecondApp = "E0108",
    /// A name standing alone in a pose
    LoneName = "E0109",
    /// `don't` before a statement that it cannot turn round
    CannotNegate = "E0110",

    /// A pose that is not declared
    UnknownPose = "E0201",
    /// A gesture that is not declared
    UnknownGesture = "E0202",
    /// Two declarations of one name
    DuplicateName = "E0203",
    /// A step that names a gesture
    StepNamesGesture = "E0204",
    /// A sequence that names a pose
    SequenceNamesPose = "E0205",
    /// An import that is not found
    UnknownImport = "E0206",
    /// A name that two places declare, neither nearer
    AmbiguousName = "E0207",
    /// A mirrored gesture whose name says the side that it no longer uses
    MirroredName = "W0208",
    /// A pose that nothing uses
    UnusedPose = "W0209",

    /// A group where one joint is needed
    JointNeeded = "E0301",
    /// One joint where several are needed
    GroupNeeded = "E0302",
    /// A joint that cannot bend
    CannotBend = "E0303",
    /// An angle out of range
    AngleRange = "E0304",
    /// A distance out of range
    DistanceRange = "E0305",
    /// A unit of another kind
    WrongUnit = "E0306",
    /// A time out of range
    TimeRange = "E0307",
    /// Bounds the wrong way round
    EmptyRange = "E0308",
    /// `outward` or `inward` for a joint of the middle
    NoSide = "E0309",
    /// Directions that cancel each other
    OppositeDirections = "E0310",
    /// `other` where nothing is `either`
    OtherWithoutEither = "E0311",
    /// A part related to itself
    SamePart = "E0312",
    /// A bare amount where a bound is needed
    BoundNeeded = "E0313",
    /// A count out of range
    CountRange = "E0314",
    /// A count of steps that is not the number of steps
    StepCount = "E0315",
    /// A pace on a step that has no step before it
    PaceWithoutStep = "W0316",
    /// A joint that has no bone
    NoBone = "E0317",

    /// Poses that are composed of each other
    PoseCycle = "E0401",
    /// Gestures that are made of each other
    GestureCycle = "E0402",
    /// Files that import each other
    ImportCycle = "E0403",
    /// A gesture without steps
    NoSteps = "E0404",
    /// A gesture with two executions
    SecondExecution = "E0405",
    /// A setting given twice
    SecondSetting = "E0406",
    /// A setting where it says nothing
    MisplacedSetting = "E0407",
    /// A pose without statements
    EmptyPose = "E0408",
    /// An app without gestures and poses
    EmptyApp = "E0409",

    /// A file that is too large
    FileTooLarge = "E0501",
    /// Parentheses nested too deep
    NestedTooDeep = "E0502",
    /// A gesture of too many steps
    TooManySteps = "E0503",
    /// A pose of too many statements
    TooManyStatements = "E0504",
    /// Too many imports
    TooManyImports = "E0505",
    /// Too many gestures together
    ProgramTooLarge = "E0506",
    /// A text that is not UTF-8
    NotText = "E0507",
}

impl Code {
    /// How grave: the letter of the code says it.
    pub fn severity(self) -> Severity {
        if self.as_str().starts_with('E') { Severity::Error } else { Severity::Warning }
    }

    /// Whether it is about how a text is written, not about what it means.
    pub fn is_syntax(self) -> bool {
        self.as_str().starts_with("E01")
    }

    /// Reads a code as printed, in either case.
    pub fn parse(text: &str) -> Option<Code> {
        Code::ALL.iter().copied().find(|code| code.as_str().eq_ignore_ascii_case(text.trim()))
    }
}
