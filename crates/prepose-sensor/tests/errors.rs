//! What a person reads about a recording that is cut off, mixed up, or no recording: word by word.

mod support;

use prepose_sensor::{Format, ReadOptions, open, read_all_bytes};
use support::sample;

/// The error of these bytes, how many frames came before it, and the advice.
fn message(bytes: &[u8]) -> (usize, String, String) {
    let (frames, error) = read_all_bytes(bytes, &ReadOptions::default());
    let error = error.expect("an error");
    (frames.len(), error.to_string(), error.help())
}

fn assert_message(bytes: &[u8], frames: usize, text: &str, help: &str) {
    assert_eq!(message(bytes), (frames, text.to_owned(), help.to_owned()));
}

const DAMAGED: &str = "this line is damaged or of another recording; the frames before it are good";
const CUT: &str = "the file was cut off; the frames before this place are good";

#[test]
fn cut_off() {
    let kinect = sample(Format::Kinect2Ticks);
    let second = kinect.find('\n').expect("lines") + 1;
    assert_message(
        &kinect.as_bytes()[..second + 100],
        1,
        "bytes:2:101: the recording ends in the middle of a frame",
        CUT,
    );
    let ntu = sample(Format::NtuSkeleton);
    let ten_lines: usize = ntu.split_inclusive('\n').take(10).map(str::len).sum();
    let (frames, text, help) = message(&ntu.as_bytes()[..ten_lines]);
    assert_eq!((frames, help), (0, CUT.to_owned()));
    assert!(text.starts_with("bytes:10:") && text.ends_with(": the recording ends in the middle of a frame"), "{text}");
    let azure = sample(Format::Azure);
    let half: usize = azure.split_inclusive('\n').take(2 + 32 + 20).map(str::len).sum();
    let (frames, text, _) = message(&azure.as_bytes()[..half]);
    assert_eq!(frames, 1);
    assert!(text.starts_with("bytes:54:") && text.ends_with(": the recording ends in the middle of a frame"), "{text}");
}

#[test]
fn mixed_up() {
    let kinect1 = sample(Format::Kinect1Csv);
    let doubled = format!("{kinect1}{kinect1}");
    assert_message(doubled.as_bytes(), 3, "bytes:5:1: expected a number, found `t_s`", DAMAGED);
    let kinect2 = sample(Format::Kinect2Ticks);
    assert_message(
        format!("{kinect2}{kinect2}").as_bytes(),
        3,
        "bytes:4:1: the time of body 1 goes back from 0.0661 to 0.0001 seconds",
        "two recordings in one file? split them at this line",
    );
    assert_message(
        format!("{kinect2}{}", sample(Format::Kinect1Csv)).as_bytes(),
        3,
        "bytes:4:1: expected a time in ticks, found `t_s`",
        DAMAGED,
    );
    let json = sample(Format::JsonLines);
    assert_message(
        format!("{json}{json}").as_bytes(),
        3,
        "bytes:5:2: expected one of the keys `t`, `body`, `joints`, found `prepose`",
        DAMAGED,
    );
}

#[test]
fn damaged_numbers() {
    let kinect1 = sample(Format::Kinect1Csv);
    let replaced = |with: &str| kinect1.replacen("0.0000,0,0.6", &format!("0.0000,0,{with}"), 1);
    assert_message(replaced("abc").as_bytes(), 0, "bytes:2:10: expected a number, found `abc`", DAMAGED);
    assert_message(replaced("").as_bytes(), 0, "bytes:2:10: expected a number, found nothing", DAMAGED);
    assert_message(replaced("0.6m").as_bytes(), 0, "bytes:2:10: expected a number, found `0.6m`", DAMAGED);
    assert_message(
        replaced("NaN").as_bytes(),
        0,
        "bytes:2:10: the number `NaN` is not finite",
        "leave the joint out or mark it not tracked where the sensor lost it",
    );
    assert_message(
        replaced("1600.5").as_bytes(),
        0,
        "bytes:2:10: a coordinate of 1600.5 metres is outside of any room",
        "coordinates are in metres; check the units, or name another format",
    );
    let long = replaced("0.6,0.7");
    let column = long.lines().nth(1).and_then(|line| line.rfind(',')).expect("fields") + 2;
    let text = format!("bytes:2:{column}: expected 61 fields, found more");
    assert_message(long.as_bytes(), 0, &text, DAMAGED);
    let short = kinect1.replacen("0.0000,0,0.6", "0.0000,0.6", 1);
    let column = short.lines().nth(1).expect("a row").len() + 1;
    let text = format!("bytes:2:{column}: expected 61 fields, found 60");
    assert_message(short.as_bytes(), 0, &text, DAMAGED);
}

#[test]
fn tables_without_their_columns() {
    let kinect1 = sample(Format::Kinect1Csv);
    assert_message(
        kinect1.replacen("Spine_y", "Bottle_y", 1).as_bytes(),
        0,
        "bytes:1:1: the column `Spine_y` is missing",
        "export the table with `Spine_y`, or name another format",
    );
    assert_message(
        kinect1.replacen("Head_y", "Head_x", 1).as_bytes(),
        0,
        "bytes:1:12: the column `Head_x` is there twice",
        "keep one of the columns `Head_x`",
    );
}

#[test]
fn no_recordings() {
    assert_message(
        b"",
        0,
        "bytes: the recording is empty",
        "record again: the program that wrote this stopped before the first frame",
    );
    let no_text = "give the skeleton as text (CSV, JSON Lines), not a video, an archive or UTF-16";
    assert_message(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", 0, "bytes:2:1: this is not text", no_text);
    assert_message(b"t\x00_\x00s\x00", 0, "bytes:1:2: this is not text", no_text);
    let known = "name the format yourself; known formats: json-lines, kinect2-ticks, kinect2-csv, kinect1-csv, irds, \
                 ui-prmd, multitrack, mediapipe-csv, mlkit, azure-csv, ntu-skeleton";
    assert_message(b"\n\n  Dear reader,\nthis is prose\n", 0, "bytes:3:3: the format is not known", known);
    assert_message(b"\x1f\x8b\x08\x00", 0, "bytes:1:1: the gzip data is damaged: it ends early", {
        "copy or download the file again; the frames before this place are good"
    });
    let missing = open("no/such/file.csv".as_ref(), &ReadOptions::default()).expect_err("no file");
    assert!(missing.to_string().starts_with("no/such/file.csv: cannot be opened: "), "{missing}");
    assert_eq!(missing.help(), "check the path, and that you may read the file");
    let folder = open(env!("CARGO_MANIFEST_DIR").as_ref(), &ReadOptions::default()).expect_err("a folder");
    assert!(folder.to_string().ends_with(": cannot be opened: is a directory"), "{folder}");
}

#[test]
fn options_that_make_no_sense() {
    for bad in [0.0, -1.0, f64::NAN, f64::INFINITY] {
        let rate = ReadOptions::default().with_frames_per_second(bad);
        let aspect = ReadOptions::default().with_aspect(bad);
        for (options, text) in [
            (rate, "bytes: frames a second has to be a number above 0"),
            (aspect, "bytes: the aspect of the image has to be a number above 0"),
        ] {
            let (_, error) = read_all_bytes(sample(Format::Kinect2Csv).as_bytes(), &options);
            assert_eq!(error.map(|error| error.to_string()).as_deref(), Some(text));
        }
    }
}
