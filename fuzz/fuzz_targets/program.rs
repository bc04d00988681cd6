#![no_main]
//! Programs from any bytes: what is accepted runs on any frames and survives its own encoding.

use libfuzzer_sys::fuzz_target;
use prepose_matcher::{Frame, Joint, Matcher, Options, Program, Tracking};

fuzz_target!(|bytes: &[u8]| {
    let Ok(program) = Program::from_bytes(bytes) else { return };
    assert_eq!(Program::from_bytes(&program.to_bytes()).as_ref(), Ok(&program));
    let mut matcher = Matcher::new(program, Options::default().with_progress(Some(0.1)));
    for i in 0..20u32 {
        let mut frame = Frame::empty(f64::from(i) * 0.3, 1);
        for (j, joint) in Joint::ALL.into_iter().enumerate() {
            let wobble = ((i as usize * 7 + j * 13 + bytes.len()) % 100) as f32 / 50.0 - 1.0;
            let place = [wobble, (j as f32) / 25.0 + wobble * 0.3, 2.0 - wobble * 0.5];
            frame.set(joint, place, if j as u32 % 11 == i % 11 { Tracking::NotTracked } else { Tracking::Tracked });
        }
        matcher.step(&frame, |_| {});
    }
});
