//! prepose: gestures written in English, checked, compiled and run over skeletons.
//!
//! The way of the data: [`source`] → [`syntax`] → [`typed`] → [`compile`] → `prepose_matcher`. Imports point one way.

pub mod compile;
pub mod diagnostic;
pub mod driver;
pub mod perform;
pub mod source;
pub mod syntax;
pub mod typed;
pub mod view;
