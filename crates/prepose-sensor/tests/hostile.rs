//! Bytes from strangers: nothing panics, nothing is read past a limit, and what was read before an error is right.

mod support;

use std::io::Write;

use prepose_sensor::{Format, ReadErrorKind, ReadLimits, ReadOptions, read_all_bytes};
use proptest::prelude::*;
use support::sample;

#[test]
fn a_cut_at_any_byte_leaves_the_frames_before_it() {
    for &format in Format::ALL {
        let whole = sample(format).into_bytes();
        let (all, error) = read_all_bytes(&whole, &ReadOptions::default());
        assert_eq!(error, None, "{format}");
        let mut errors = 0;
        for cut in 0..whole.len() {
            let (frames, error) = read_all_bytes(&whole[..cut], &ReadOptions::default());
            assert!(frames.len() <= all.len(), "{format} cut at {cut}");
            // The last number of a file without a newline may be shorter than it was; nobody can tell.
            let certain = frames.len().saturating_sub(1);
            assert_eq!(frames[..certain], all[..certain], "{format} cut at {cut}");
            if let Some(error) = error {
                errors += 1;
                let placed = error.line >= 1 && error.column >= 1;
                assert!(placed || error.kind == ReadErrorKind::Empty, "{format} cut at {cut}: {error}");
                assert!(!error.help().is_empty());
            }
        }
        assert!(errors > whole.len() / 2, "{format}: most cuts are noticed, {errors} of {}", whole.len());
    }
}

#[test]
fn a_cut_in_the_middle_of_a_line_is_called_one() {
    for &format in Format::ALL {
        let whole = sample(format);
        let last_line = whole.trim_end().rfind('\n').expect("lines") + 1;
        let cut = (last_line + whole.len()) / 2;
        let (_, error) = read_all_bytes(&whole.as_bytes()[..cut], &ReadOptions::default());
        assert_eq!(error.map(|error| error.kind), Some(ReadErrorKind::Truncated), "{format}");
    }
}

#[test]
fn every_limit_has_its_error() {
    let text = sample(Format::JsonLines);
    let kind = |limits: ReadLimits, bytes: &[u8]| {
        let options = ReadOptions::default().with_limits(limits);
        read_all_bytes(bytes, &options).1.map(|error| error.kind)
    };
    let limits = ReadLimits::default();
    assert_eq!(kind(limits, text.as_bytes()), None);
    let bytes = limits.with_max_bytes(1000);
    assert_eq!(kind(bytes, text.as_bytes()), Some(ReadErrorKind::ManyBytes(1000)));
    let line = limits.with_max_line(200);
    assert_eq!(kind(line, text.as_bytes()), Some(ReadErrorKind::LongLine(200)));
    let frames = limits.with_max_frames(2);
    assert_eq!(kind(frames, text.as_bytes()), Some(ReadErrorKind::ManyFrames(2)));
    let bodies = limits.with_max_bodies(1);
    assert_eq!(kind(bodies, sample(Format::Multitrack).as_bytes()), Some(ReadErrorKind::ManyBodies(1)));
}

#[test]
fn a_decompression_bomb_and_an_endless_line_end_early() {
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    gzip.write_all(sample(Format::JsonLines).as_bytes()).expect("memory takes everything");
    let blank = vec![b'\n'; 1 << 20];
    for _ in 0..64 {
        gzip.write_all(&blank).expect("memory takes everything");
    }
    let bomb = gzip.finish().expect("memory takes everything");
    assert!(bomb.len() < 1 << 17);
    let limits = ReadLimits::default().with_max_bytes(1 << 20);
    let (frames, error) = read_all_bytes(&bomb, &ReadOptions::default().with_limits(limits));
    assert_eq!(frames.len(), support::FRAMES);
    assert_eq!(error.map(|error| error.kind), Some(ReadErrorKind::ManyBytes(1 << 20)));

    let header = sample(Format::JsonLines).lines().next().expect("a header").to_owned();
    let mut endless =
        Box::new(std::io::Cursor::new(header + "\n").chain(std::io::repeat(b' '))) as Box<dyn Read + Send>;
    use std::io::Read;
    endless = Box::new(endless.take(1 << 40));
    let mut recording = prepose_sensor::from_reader("pipe", endless, &ReadOptions::default()).expect("a header");
    let error = recording.next().expect("an error").expect_err("a line without an end");
    assert_eq!((error.kind, error.line), (ReadErrorKind::LongLine(1 << 20), 2));
    assert!(recording.next().is_none());
}

#[test]
fn a_damaged_gzip_file_gives_what_came_before() {
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    let text = sample(Format::Multitrack);
    gzip.write_all(text.as_bytes()).expect("memory takes everything");
    let packed = gzip.finish().expect("memory takes everything");
    for cut in 2..packed.len() {
        let (_, error) = read_all_bytes(&packed[..cut], &ReadOptions::default());
        let kind = error.unwrap_or_else(|| panic!("cut at {cut} of {}", packed.len())).kind;
        assert!(matches!(kind, ReadErrorKind::Gzip(_)), "cut at {cut}: {kind}");
    }
    let (frames, _) = read_all_bytes(&packed[..packed.len() - 1], &ReadOptions::default());
    assert_eq!(frames.len(), 2 * support::FRAMES);
}

/// A sample with a few bytes exchanged, doubled or dropped.
fn damaged() -> impl Strategy<Value = (Format, Vec<u8>)> {
    let change = (any::<prop::sample::Index>(), any::<u8>(), 0..3u8);
    (prop::sample::select(Format::ALL), prop::collection::vec(change, 1..8)).prop_map(|(format, changes)| {
        let mut bytes = sample(format).into_bytes();
        for (index, byte, way) in changes {
            let at = index.index(bytes.len());
            match way {
                0 => bytes[at] = byte,
                1 => bytes.insert(at, byte),
                _ => drop(bytes.remove(at)),
            }
        }
        (format, bytes)
    })
}

/// Everything a frame promises, whatever the bytes were.
fn assert_sound(bytes: &[u8], options: &ReadOptions) {
    let (frames, error) = read_all_bytes(bytes, options);
    for frame in &frames {
        assert!(frame.time.is_finite());
        for joint in &frame.joints {
            assert!(joint.position.iter().all(|axis| axis.abs() <= 1000.0));
        }
    }
    let mut clocks = std::collections::HashMap::new();
    for frame in &frames {
        let before = clocks.insert(frame.body, frame.time);
        assert!(before.is_none_or(|before| before <= frame.time));
    }
    if let Some(error) = error {
        assert!(!error.to_string().contains('\n'));
    }
}

proptest! {
    #[test]
    fn damage_never_panics((format, bytes) in damaged()) {
        assert_sound(&bytes, &ReadOptions::default());
        assert_sound(&bytes, &ReadOptions::default().with_format(format));
    }

    #[test]
    fn no_bytes_panic_any_reader(
        bytes in prop::collection::vec(any::<u8>(), 0..600),
        format in prop::sample::select(Format::ALL),
    ) {
        assert_sound(&bytes, &ReadOptions::default());
        assert_sound(&bytes, &ReadOptions::default().with_format(format));
    }

    #[test]
    fn no_text_panics_any_reader(
        text in "[-0-9.,:\\[\\]{}()\"eEtnul \n]{0,400}",
        format in prop::sample::select(Format::ALL),
        keep in 0usize..3000,
    ) {
        let begun = sample(format);
        let mut bytes = begun.as_bytes()[..keep.min(begun.len())].to_vec();
        bytes.extend_from_slice(text.as_bytes());
        assert_sound(&bytes, &ReadOptions::default().with_format(format));
    }

    #[test]
    fn a_format_forced_on_another_says_so(
        given in prop::sample::select(Format::ALL),
        content in prop::sample::select(Format::ALL),
    ) {
        prop_assume!(given != content);
        let (_, error) = read_all_bytes(sample(content).as_bytes(), &ReadOptions::default().with_format(given));
        prop_assert!(error.is_some_and(|error| error.line >= 1), "{} read as {}", content, given);
    }
}
