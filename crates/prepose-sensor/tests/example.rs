//! The example runs.

mod support;

use prepose_sensor::{Format, ReadOptions, from_reader, read_all_bytes};
use support::sample;

#[path = "../examples/to_json_lines.rs"]
#[allow(dead_code)] // its `main` takes arguments
mod example;

#[test]
fn the_example_converts_any_format() {
    for &format in Format::ALL {
        let text = sample(format).into_bytes();
        let recording = from_reader("it", Box::new(std::io::Cursor::new(text.clone())), &ReadOptions::default());
        let mut out = Vec::new();
        example::convert(recording.expect("a recording"), &mut out).expect("memory takes everything");
        let options = ReadOptions::default().with_format(Format::JsonLines);
        assert_eq!(read_all_bytes(&out, &options), read_all_bytes(&text, &ReadOptions::default()), "{format}");
    }
}
