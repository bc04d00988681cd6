//! The properties of a gesture.
//!
//! One row is one property; what is asked for it stands in one file of `property`. The command line, the report page and the
//! fuzzers read this table, so that a new property is a row and a file. It knows nothing of how any is decided.

use serde::{Deserialize, Serialize};

use crate::diagnostic::Code;

macro_rules! properties {
    ($($(#[doc = $doc:literal])* $name:ident: $word:literal, $sentence:literal, $required:literal, [$($code:ident),*];)*) => {
        /// A property of one gesture.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(rename_all = "lowercase")]
        #[non_exhaustive]
        pub enum Property {
            $($(#[doc = $doc])* $name,)*
        }

        impl Property {
            /// All, in the order in which they are told.
            pub const ALL: &[Property] = &[$(Property::$name),*];

            /// Its name in JSON.
            pub fn name(self) -> &'static str {
                match self { $(Property::$name => $word,)* }
            }

            /// What it says of a gesture, after its name: that it ...
            pub fn sentence(self) -> &'static str {
                match self { $(Property::$name => $sentence,)* }
            }

            /// Whether a gesture runs only if it was proved, or is meant.
            pub fn is_required(self) -> bool {
                match self { $(Property::$name => $required,)* }
            }

            /// The codes of what is found where it was not proved.
            pub fn codes(self) -> &'static [Code] {
                match self { $(Property::$name => &[$(Code::$code),*],)* }
            }
        }
    };
}

properties! {
    /// A body can do each pose, and a motion leads through all steps in time.
    Validity: "validity", "can be done", true, [ImpossiblePose, ImpossibleMotion, Undecided];
    /// No way of doing it, however chosen, must leave the safety rules.
    Safety: "safety", "keeps the safety rules", true, [Unsafe, Undecided];
    /// It even never lets the body leave them.
    Caution: "caution", "cannot leave the safety rules", false, [MayBeUnsafe];
    /// It fires no protected gesture and does not fire in one.
    Protected: "protected", "leaves protected gestures alone", true, [CapturesProtected, FiresInProtected, Undecided];
    /// It does not fire on a person who does nothing.
    Idle: "idle", "does not fire on idle people", true, [FiresWhenIdle, Undecided];
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_those_of_json() {
        for property in Property::ALL {
            assert_eq!(serde_json::to_value(property).expect("a name"), property.name());
            assert!(!property.codes().is_empty() && !property.sentence().is_empty(), "{property:?}");
        }
    }
}
