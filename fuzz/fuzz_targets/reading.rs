//! What is asked of every reader.

use prepose_sensor::{Format, ReadLimits, ReadOptions, read_all_bytes};

/// Reads all there is, within limits that keep one run short.
pub fn read(bytes: &[u8], format: Option<Format>) {
    let limits = ReadLimits::default().with_max_bytes(1 << 20).with_max_line(1 << 16);
    let limits = limits.with_max_frames(10_000).with_max_bodies(256);
    let mut options = ReadOptions::default().with_limits(limits);
    options.format = format;
    let (frames, error) = read_all_bytes(bytes, &options);
    assert!(frames.len() <= 10_000);
    for frame in &frames {
        assert!(frame.time.is_finite());
        assert!(frame.joints.iter().flat_map(|sample| sample.position).all(f32::is_finite));
    }
    if let Some(error) = error {
        assert!(!error.to_string().is_empty() && !error.help().is_empty());
    }
}
