#![no_main]
//! The reader of one format, on any bytes: no panic, and every frame is finite.

use libfuzzer_sys::fuzz_target;
use prepose_sensor::Format;

mod reading;

fuzz_target!(|bytes: &[u8]| reading::read(bytes, Some(Format::Kinect1Csv)));
