//! What the meaning of every kind of statement depends on, and where it goes.

use std::collections::BTreeMap;

use nalgebra::Vector3;
use prepose_matcher::Joint;

use crate::diagnostic::{Code, Diagnostic};
use crate::source::Span;
use crate::syntax::ast::{Measure, Part};
use crate::typed::bound::{self, DEGREES, LARGEST, METERS};
use crate::typed::module::Constraint;
use crate::typed::parts::{self, Hand};
use crate::typed::settings::{ANGLE, CONTACT, Settings};

/// The direction that each joint's bone was sent to by `point` and `rotate`.
pub type Targets = BTreeMap<Joint, Vector3<f64>>;

/// What a statement's meaning depends on.
pub struct Context<'a> {
    /// Which side `either` is.
    pub chosen: Hand,
    /// The tolerances.
    pub settings: &'a Settings,
    /// Where the step before sent the bones.
    pub before: &'a Targets,
}

/// What one statement asks for.
#[derive(Debug, Default)]
pub struct Lowered {
    pub constraints: Vec<Constraint>,
    /// Where it sends bones.
    pub targets: Targets,
    /// The joints whose earlier `point` in the same pose it turns.
    pub replaces: Vec<Joint>,
}

/// One statement on its way to constraints.
pub struct Lowering<'a> {
    pub context: &'a Context<'a>,
    pub here: &'a Targets,
    pub span: Span,
    pub out: Lowered,
    pub diagnostics: &'a mut Vec<Diagnostic>,
}

impl Lowering<'_> {
    pub fn report(&mut self, code: Code, span: Span, message: impl Into<String>, help: impl Into<String>) {
        self.diagnostics.push(Diagnostic::new(code, span, message).help(help));
    }

    pub fn tolerance(&mut self, within: Option<&Measure>) -> Option<f64> {
        match within {
            Some(measure) => bound::within(measure, &DEGREES, 180.0, self.diagnostics),
            None => Some(self.context.settings.angle.unwrap_or(ANGLE)),
        }
    }

    pub fn contact(&mut self, within: Option<&Measure>) -> Option<f64> {
        match within {
            Some(measure) => bound::within(measure, &METERS, LARGEST, self.diagnostics),
            None => Some(self.context.settings.contact.unwrap_or(CONTACT)),
        }
    }

    pub fn joints(&self, part: &Part) -> Vec<Joint> {
        parts::joints(part, self.context.chosen)
    }
}
