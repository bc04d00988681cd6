//! Every code a finding can carry. A code is permanent: it is never given another meaning.

/// How grave a finding is, the gravest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The gesture is not compiled.
    Error,
    /// The gesture is compiled, but probably not what its author meant.
    Warning,
    /// The gesture is compiled; what was found may well be meant.
    Note,
}

impl Severity {
    /// In one word, as JSON, SARIF and workflow logs have it.
    pub fn word(self) -> &'static str {
        match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "note",
        }
    }
}

macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident = $text:literal,)*) => {
        /// The permanent code of a finding. `E` is an error, `W` a warning, `N` a note.
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
    /// A movement in a rule
    MovementInRule = "E0318",
    /// A direction in which no joint bends
    NoBendDirection = "E0319",

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
    /// A finding that cannot be accepted
    NotAcceptable = "E0410",
    /// An acceptance without a reason
    NoReason = "E0411",

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

    /// A pose that no body can do
    ImpossiblePose = "E0601",
    /// Poses that are possible, but no motion through them in the time given
    ImpossibleMotion = "E0602",
    /// A gesture of which every performance breaks a safety rule
    Unsafe = "E0603",
    /// A gesture that lets the body break a safety rule
    MayBeUnsafe = "N0604",
    /// A gesture whose performance fires a protected one
    CapturesProtected = "E0605",
    /// A gesture that fires while a protected one is performed
    FiresInProtected = "E0606",
    /// A gesture of which every performance fires another
    AlwaysFires = "E0607",
    /// A gesture that fires another although the rest of the body is at rest
    Ambiguous = "E0608",
    /// Two gestures that one motion can fire
    MayFire = "N0609",
    /// A gesture that fires on a person who does nothing
    FiresWhenIdle = "E0610",
    /// A statement that the others imply
    DeadStatement = "W0611",
    /// Less margin than demanded
    ThinMargin = "E0612",
    /// An acceptance that no finding needs
    StaleAcceptance = "W0613",
    /// Rules that no body meets
    ContradictoryRules = "E0614",
    /// A question neither proved nor refuted
    Undecided = "E0615",
}

impl Code {
    /// How grave: the letter of the code says it.
    pub fn severity(self) -> Severity {
        match self.as_str().as_bytes()[0] {
            b'E' => Severity::Error,
            b'N' => Severity::Note,
            _ => Severity::Warning,
        }
    }

    /// Whether it tells what the verifier found, and so can be accepted in the text.
    pub fn is_of_verifier(self) -> bool {
        matches!(self.as_str()[1..].parse(), Ok(601..=649))
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
