//! The words of the language.
//!
//! The words of the published language are reserved; the words that came later are not, so that an old program that
//! used one of them as a name keeps its meaning.

use logos::Logos;

/// One word, number or mark.
#[derive(Logos, Debug, Clone, Copy, PartialEq)]
#[logos(skip r"[ \t\r\n\u{c}\u{feff}\u{a0}]+")]
#[allow(missing_docs)]
#[rustfmt::skip]
pub enum Token<'s> {
    #[token("APP")] App,
    #[token("GESTURE")] Gesture,
    #[token("POSE")] Pose,
    #[token("EXECUTION")] Execution,
    #[token("point")] Point,
    #[token("rotate")] Rotate,
    #[token("touch")] Touch,
    #[token("put")] Put,
    #[token("align")] Align,
    #[regex("don['`\u{2018}\u{2019}\u{b4}]t|do[ \t]+not")] Dont,
    #[token("your")] Your,
    #[token("to")] To,
    #[token("the")] The,
    #[token("of")] Of,
    #[token("on")] On,
    #[token("in")] In,
    #[token("with")] With,
    #[token("and")] And,
    #[token("up")] Up,
    #[token("down")] Down,
    #[token("front")] Front,
    #[token("back")] Back,
    #[token("left")] Left,
    #[token("right")] Right,
    #[token("behind")] Behind,
    #[token("top")] Top,
    #[token("above")] Above,
    #[token("below")] Below,
    #[token("degrees")] #[token("degree")] Degrees,
    #[token("clockwise")] Clockwise,
    #[token("counter")] Counter,
    #[token("counter-clockwise")] #[token("counterclockwise")] CounterClockwise,
    #[token("frontal")] Frontal,
    #[token("sagittal")] Sagittal,
    #[token("horizontal")] Horizontal,
    #[token("plane")] Plane,
    #[token("neck")] Neck,
    #[token("head")] Head,
    #[token("spine")] Spine,
    #[token("mid")] Mid,
    #[token("base")] Base,
    #[token("shoulder")] Shoulder,
    #[token("elbow")] Elbow,
    #[token("wrist")] Wrist,
    #[token("hand")] Hand,
    #[token("tip")] Tip,
    #[token("thumb")] Thumb,
    #[token("hip")] Hip,
    #[token("knee")] Knee,
    #[token("ankle")] Ankle,
    #[token("foot")] Foot,
    #[token("arm")] Arm,
    #[token("leg")] Leg,
    #[token("arms")] Arms,
    #[token("legs")] Legs,
    #[token("shoulders")] Shoulders,
    #[token("elbows")] Elbows,
    #[token("wrists")] Wrists,
    #[token("hands")] Hands,
    #[token("tips")] Tips,
    #[token("thumbs")] Thumbs,
    #[token("hips")] Hips,
    #[token("knees")] Knees,
    #[token("ankles")] Ankles,
    #[token("feet")] Feet,
    #[token("you")] You,
    #[token("repeat")] Repeat,
    #[token("times")] #[token("time")] Times,
    #[token("following")] Following,
    #[token("steps")] #[token("step")] Steps,
    #[token("slowly")] Slowly,
    #[token("rapidly")] Rapidly,
    #[token("hold")] Hold,
    #[token("for")] For,
    #[token("seconds")] #[token("second")] Seconds,

    #[token("IMPORT")] Import,
    #[token("TOLERANCE")] Tolerance,
    #[token("WINDOW")] Window,
    #[token("COOLDOWN")] Cooldown,
    #[token("AFTER")] After,
    #[token("MIRROR")] Mirror,
    #[token("SEQUENCE")] Sequence,
    #[token("ANATOMY")] Anatomy,
    #[token("SAFETY")] Safety,
    #[token("PROTECTED")] Protected,
    #[token("IDLE")] Idle,
    #[token("ALWAYS")] Always,
    #[token("NEVER")] Never,
    #[token("ACCEPT")] Accept,
    #[token("because")] Because,
    #[token("bend")] Bend,
    #[token("straighten")] Straighten,
    #[token("connect")] Connect,
    #[token("keep")] Keep,
    #[token("move")] Move,
    #[token("compose")] Compose,
    #[token("within")] Within,
    #[token("at")] At,
    #[token("least")] Least,
    #[token("most")] Most,
    #[token("between")] Between,
    #[token("apart")] Apart,
    #[token("either")] Either,
    #[token("other")] Other,
    #[token("outward")] Outward,
    #[token("inward")] Inward,
    #[token("or")] Or,
    #[token("x")] X,
    #[token("centimeters")] #[token("centimetres")] #[token("centimeter")] #[token("centimetre")] #[token("cm")]
    Centimeters,
    #[token("meters")] #[token("metres")] #[token("meter")] #[token("metre")] #[token("m")]
    Meters,

    #[regex(r"[0-9_$-]*[\p{L}_$][\p{L}\p{M}0-9_$-]*", priority = 1, callback = |lex| lex.slice())] Name(&'s str),
    #[regex(r"-?[0-9]+(\.[0-9]+)?", |lex| lex.slice())] Number(&'s str),
    #[regex("[\"\u{201c}\u{201d}\u{201e}][^\"\u{201c}\u{201d}\u{201e}\n]*[\"\u{201c}\u{201d}]", |lex| lex.slice())] Text(&'s str),
    #[token(":")] Colon,
    #[token(".")] Period,
    /// A comma between statements, steps or gestures.
    #[token(",")] Comma,
    #[token("(")] Open,
    #[token(")")] Close,
    #[token("|")] Bar,

    /// A comma within a list of parts; the lexer tells it from [`Token::Comma`] by the word after it.
    ListComma,
    /// Something that is no word of the language; the parser never sees it.
    Unknown,
    /// A name where only a statement can begin, so that the parser stops at it and not behind it.
    Stray,
    #[regex(r"(#|//)[^\n]*", allow_greedy = true)] LineComment,
    #[token("/*", block_comment)] BlockComment,
    /// A block comment that runs to the end of the text.
    UnclosedComment,
}

fn block_comment<'s>(lex: &mut logos::Lexer<'s, Token<'s>>) -> bool {
    match lex.remainder().find("*/") {
        Some(end) => {
            lex.bump(end + 2);
            true
        }
        None => {
            lex.bump(lex.remainder().len());
            false
        }
    }
}

impl Token<'_> {
    /// Whether an author may use this word as a name: names, and the words that came after the published language.
    pub fn is_name(&self) -> bool {
        use Token::*;
        matches!(
            self,
            Name(_)
                | Import
                | Tolerance
                | Window
                | Cooldown
                | After
                | Mirror
                | Sequence
                | Anatomy
                | Safety
                | Protected
                | Idle
                | Always
                | Never
                | Accept
                | Because
                | Bend
                | Straighten
                | Connect
                | Keep
                | Move
                | Compose
                | Within
                | At
                | Least
                | Most
                | Between
                | Apart
                | Either
                | Other
                | Outward
                | Inward
                | Or
                | X
                | Centimeters
                | Meters
        )
    }

    /// Whether a list of parts goes on with this word.
    pub fn begins_part(&self) -> bool {
        use Token::*;
        matches!(
            self,
            Your | Left
                | Right
                | Either
                | Other
                | Neck
                | Head
                | Spine
                | Back
                | Arms
                | Legs
                | Shoulders
                | Elbows
                | Wrists
                | Hands
                | Thumbs
                | Hips
                | Knees
                | Ankles
                | Feet
                | You
                | Shoulder
                | Elbow
                | Wrist
                | Hand
                | Thumb
                | Hip
                | Knee
                | Ankle
                | Foot
                | Arm
                | Leg
        )
    }

    /// Whether a block begins with this word. Where a later word is a name, the lexer has made it one.
    pub fn begins_block(&self) -> bool {
        matches!(self, Token::App | Token::Gesture | Token::Pose | Token::Execution)
            || self.begins_rules()
            || self.begins_rule()
    }

    /// Whether a block of rules begins with this word.
    pub fn begins_rules(&self) -> bool {
        matches!(self, Token::Anatomy | Token::Safety | Token::Protected | Token::Idle)
    }

    /// Whether a rule begins with this word.
    pub fn begins_rule(&self) -> bool {
        matches!(self, Token::Always | Token::Never)
    }

    /// Whether statements follow this word and a name.
    pub fn holds_statements(&self) -> bool {
        matches!(self, Token::Pose) || self.begins_rule()
    }

    /// Whether a statement begins with this word.
    pub fn begins_statement(&self) -> bool {
        use Token::*;
        matches!(
            self,
            Point | Rotate | Touch | Put | Align | Dont | Bend | Straighten | Connect | Keep | Move | Compose
        )
    }

    /// Whether the word is reserved: one of the published language, so never a name.
    pub fn is_reserved(&self) -> bool {
        use Token::*;
        !self.is_name()
            && !matches!(
                self,
                Number(_)
                    | Text(_)
                    | Colon
                    | Period
                    | Comma
                    | ListComma
                    | Open
                    | Close
                    | Bar
                    | Unknown
                    | Stray
                    | LineComment
                    | BlockComment
                    | UnclosedComment
            )
    }
}
