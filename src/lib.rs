//! prepose: gestures written in English, checked, compiled and run over skeletons.
//!
//! The way of the data: [`source`] → [`syntax`] → [`typed`] → [`compile`] → `prepose_matcher`. Imports point one way.
//! Beside it stand [`interpret`], the matcher's oracle, [`synthesis`], which makes people who do a gesture, and [`view`],
//! which shows them; [`driver`] is the command line.

pub mod compile;
pub mod decide;
pub mod diagnostic;
pub mod driver;
pub mod facts;
pub mod interpret;
pub mod posture;
pub mod sight;
pub mod source;
pub mod syntax;
pub mod synthesis;
pub mod translate;
pub mod typed;
pub mod verify;
pub mod view;
