//! Three values, and whether an atom has one of them.

use crate::program::Atom;

/// Whether something holds, when joints may be unseen. In ascending order, so that all of a list hold as much as the
/// least of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub(crate) enum Truth {
    False = 0,
    Unknown = 1,
    True = 2,
}

impl Truth {
    pub(crate) fn known(self) -> Option<bool> {
        match self {
            Truth::False => Some(false),
            Truth::Unknown => None,
            Truth::True => Some(true),
        }
    }
}

/// Whether a value (NaN where it is not known) keeps to a bound.
#[inline]
pub(crate) fn compare(value: f64, at_least: bool, bound: f64) -> Truth {
    // turned round by its sign, a bound from above is one from below: no branch to foresee
    let sign = if at_least { 1.0 } else { -1.0 };
    if value * sign >= bound * sign {
        Truth::True
    } else if value.is_nan() {
        Truth::Unknown
    } else {
        Truth::False
    }
}

/// Whether an atom holds for a value of its quantity.
pub(crate) fn holds(atom: &Atom, value: Option<f64>) -> Truth {
    compare(value.unwrap_or(f64::NAN), atom.at_least, atom.bound)
}
