#![no_main]
//! The reader of one format, named by the first byte, on any bytes: no panic, and every frame is finite.

use libfuzzer_sys::fuzz_target;
use prepose_sensor::Format;

mod reading;

fuzz_target!(|bytes: &[u8]| {
    let Some((&first, rest)) = bytes.split_first() else { return };
    reading::read(rest, Some(Format::ALL[usize::from(first) % Format::ALL.len()]));
});
