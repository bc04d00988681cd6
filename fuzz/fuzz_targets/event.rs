#![no_main]
//! Lines of events from any bytes: what is accepted is written and read back equal.

use libfuzzer_sys::fuzz_target;
use prepose_event::{GestureEvent, MAX_LINE};

fuzz_target!(|bytes: &[u8]| match GestureEvent::from_line(bytes) {
    // written again a number may be longer, so one of the longest lines may become too long
    Ok(event) if bytes.len() < MAX_LINE / 2 => {
        let line = event.to_line().expect("what was read can be written");
        assert_eq!(GestureEvent::from_line(line).expect("what was written can be read"), event);
    }
    Ok(_) => (),
    Err(error) => assert!(!error.to_string().is_empty()),
});
