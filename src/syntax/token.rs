//! The words of the language: one table of them, and what each begins.
//!
//! The words of the published language are reserved; the words that came later are not, so that an old program that
//! used one of them as a name keeps its meaning. A word stands in the table once; what may be a name, what begins a
//! statement and what help lists are all read from it, and a test holds the grammar to it.

use logos::Logos;

/// What a word begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Begins {
    /// Nothing of its own.
    Nothing,
    /// An app, a gesture, a pose or an execution.
    Block,
    /// A gesture made of gestures.
    Sequence,
    /// A block of rules, or of gestures and poses that count as rules.
    RuleBlock,
    /// A rule.
    Rule,
    /// A statement of a pose.
    Statement,
    /// A part of the body.
    Part,
}

/// A row of the table.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Keyword {
    /// How it is written; other spellings mean the same and are not named in help.
    pub text: &'static str,
    /// The word to the parser.
    pub token: Token<'static>,
}

macro_rules! words {
    (
        reserved { $($reserved:tt $(| $reserved_too:tt)* => $Reserved:ident $(begins $reserved_begins:ident)?,)* }
        later { $($later:tt $(| $later_too:tt)* => $Later:ident $(begins $later_begins:ident)?,)* }
    ) => {
        /// One word, number or mark.
        #[derive(Logos, Debug, Clone, Copy, PartialEq)]
        #[logos(skip r"[ \t\r\n\u{c}\u{feff}\u{a0}]+")]
        #[allow(missing_docs)]
        #[rustfmt::skip]
        pub enum Token<'s> {
            $(#[token($reserved)] $(#[token($reserved_too)])* $Reserved,)*
            #[regex("don['`\u{2018}\u{2019}\u{b4}]t|do[ \t]+not")] Dont,
            $(#[token($later)] $(#[token($later_too)])* $Later,)*

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

        /// The reserved words of the table, in its order.
        pub const RESERVED: &[Keyword] = &[$(Keyword { text: $reserved, token: Token::$Reserved }),*];
        /// The words that came later, in the order of the table.
        pub const LATER: &[Keyword] = &[$(Keyword { text: $later, token: Token::$Later }),*];

        impl Token<'_> {
            /// Whether an author may use this word as a name: names, and the words that came after the published language.
            pub fn is_name(&self) -> bool {
                matches!(self, Token::Name(_) $(| Token::$Later)*)
            }

            /// Whether the word is reserved: one of the published language, so never a name.
            pub fn is_reserved(&self) -> bool {
                matches!(self, Token::Dont $(| Token::$Reserved)*)
            }

            /// What the word begins. Where a later word is a name, the lexer has made it one.
            pub fn begins(&self) -> Begins {
                match self {
                    $($(Token::$Reserved => Begins::$reserved_begins,)?)*
                    $($(Token::$Later => Begins::$later_begins,)?)*
                    Token::Dont => Begins::Statement,
                    _ => Begins::Nothing,
                }
            }
        }
    };
}

words! {
    reserved {
        "APP" => App begins Block,
        "GESTURE" => Gesture begins Block,
        "POSE" => Pose begins Block,
        "EXECUTION" => Execution begins Block,
        "point" => Point begins Statement,
        "rotate" => Rotate begins Statement,
        "touch" => Touch begins Statement,
        "put" => Put begins Statement,
        "align" => Align begins Statement,
        "your" => Your begins Part,
        "to" => To,
        "the" => The,
        "of" => Of,
        "on" => On,
        "in" => In,
        "with" => With,
        "and" => And,
        "up" => Up,
        "down" => Down,
        "front" => Front,
        "back" => Back begins Part,
        "left" => Left begins Part,
        "right" => Right begins Part,
        "behind" => Behind,
        "top" => Top,
        "above" => Above,
        "below" => Below,
        "degrees" | "degree" => Degrees,
        "clockwise" => Clockwise,
        "counter" => Counter,
        "counter-clockwise" | "counterclockwise" => CounterClockwise,
        "frontal" => Frontal,
        "sagittal" => Sagittal,
        "horizontal" => Horizontal,
        "plane" => Plane,
        "neck" => Neck begins Part,
        "head" => Head begins Part,
        "spine" => Spine begins Part,
        "mid" => Mid,
        "base" => Base,
        "shoulder" => Shoulder begins Part,
        "elbow" => Elbow begins Part,
        "wrist" => Wrist begins Part,
        "hand" => Hand begins Part,
        "tip" => Tip,
        "thumb" => Thumb begins Part,
        "hip" => Hip begins Part,
        "knee" => Knee begins Part,
        "ankle" => Ankle begins Part,
        "foot" => Foot begins Part,
        "arm" => Arm begins Part,
        "leg" => Leg begins Part,
        "arms" => Arms begins Part,
        "legs" => Legs begins Part,
        "shoulders" => Shoulders begins Part,
        "elbows" => Elbows begins Part,
        "wrists" => Wrists begins Part,
        "hands" => Hands begins Part,
        "tips" => Tips,
        "thumbs" => Thumbs begins Part,
        "hips" => Hips begins Part,
        "knees" => Knees begins Part,
        "ankles" => Ankles begins Part,
        "feet" => Feet begins Part,
        "you" => You begins Part,
        "repeat" => Repeat,
        "times" | "time" => Times,
        "following" => Following,
        "steps" | "step" => Steps,
        "slowly" => Slowly,
        "rapidly" => Rapidly,
        "hold" => Hold,
        "for" => For,
        "seconds" | "second" => Seconds,
    }
    later {
        "IMPORT" => Import,
        "TOLERANCE" => Tolerance,
        "WINDOW" => Window,
        "COOLDOWN" => Cooldown,
        "AFTER" => After,
        "MIRROR" => Mirror,
        "SEQUENCE" => Sequence begins Sequence,
        "ANATOMY" => Anatomy begins RuleBlock,
        "SAFETY" => Safety begins RuleBlock,
        "PROTECTED" => Protected begins RuleBlock,
        "IDLE" => Idle begins RuleBlock,
        "ALWAYS" => Always begins Rule,
        "NEVER" => Never begins Rule,
        "ACCEPT" => Accept,
        "because" => Because,
        "bend" => Bend begins Statement,
        "straighten" => Straighten begins Statement,
        "connect" => Connect begins Statement,
        "keep" => Keep begins Statement,
        "move" => Move begins Statement,
        "compose" => Compose begins Statement,
        "within" => Within,
        "at" => At,
        "least" => Least,
        "most" => Most,
        "between" => Between,
        "apart" => Apart,
        "either" => Either begins Part,
        "other" => Other begins Part,
        "outward" => Outward,
        "inward" => Inward,
        "or" => Or,
        "x" => X,
        "centimeters" | "centimetres" | "centimeter" | "centimetre" | "cm" => Centimeters,
        "meters" | "metres" | "meter" | "metre" | "m" => Meters,
    }
}

/// All rows of the table, in its order.
pub fn keywords() -> impl Iterator<Item = &'static Keyword> {
    RESERVED.iter().chain(LATER)
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
    /// Whether a list of parts goes on with this word.
    pub fn begins_part(&self) -> bool {
        self.begins() == Begins::Part
    }

    /// Whether a block begins with this word.
    pub fn begins_block(&self) -> bool {
        matches!(self.begins(), Begins::Block | Begins::RuleBlock | Begins::Rule)
    }

    /// Whether a block of rules begins with this word.
    pub fn begins_rules(&self) -> bool {
        self.begins() == Begins::RuleBlock
    }

    /// Whether a rule begins with this word.
    pub fn begins_rule(&self) -> bool {
        self.begins() == Begins::Rule
    }

    /// Whether a statement begins with this word.
    pub fn begins_statement(&self) -> bool {
        self.begins() == Begins::Statement
    }

    /// Whether statements follow this word and a name.
    pub fn holds_statements(&self) -> bool {
        matches!(self, Token::Pose) || self.begins_rule()
    }
}

#[cfg(test)]
mod tests;
