#![no_main]
//! All readers, the format found by content: no panic, and every frame is finite.

use libfuzzer_sys::fuzz_target;

mod reading;

fuzz_target!(|bytes: &[u8]| reading::read(bytes, None));
