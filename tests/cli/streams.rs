//! Standard output and standard error that cannot be written: an output that is lost is an error, word that is lost is not,
//! and a reader that goes away is no matter.

use super::support::{Folder, LEGS, RAISE, Ran, SLIP};

/// Runs the binary with streams turned to where they cannot be written.
fn turned(folder: &Folder, turned: &str, arguments: &[&str]) -> Ran {
    let mut command = folder.command("sh");
    command.args(["-c", &format!("exec \"$0\" \"$@\" {turned}"), env!("CARGO_BIN_EXE_prepose")]).args(arguments);
    folder.finish(&mut command, RAISE.as_bytes())
}

fn folder() -> Folder {
    let folder = Folder::new();
    folder.write("raise.prepose", RAISE);
    folder.write("slip.prepose", SLIP);
    folder.write("legs.prepose", LEGS);
    let text = "APP a:\n  GESTURE g:\n    POSE p: point your left arm up, put your left hand below your left hip.\n    \
                EXECUTION: p.\n";
    folder.write("never.prepose", text);
    folder.run(&["perform", "raise", "raise.prepose", "-o", "p.jsonl"]);
    folder.write("damaged.jsonl", folder.read("p.jsonl") + "{oops");
    folder.write("index.csv", "path,dataset,label,note\np.jsonl,d,up,\ndamaged.jsonl,d,up,\n");
    folder.write("labels.csv", "dataset,label,gesture\nd,up,raise\n");
    folder
}

const ACCURACY: &[&str] = &["accuracy", "raise.prepose", "--recordings", ".", "--labels", "labels.csv"];

#[test]
fn word_that_nobody_hears_changes_no_exit_code() {
    let folder = folder();
    for (code, arguments) in [
        (2, &["check", "nothing.prepose"][..]),
        (2, &["chekc"]),
        (2, &[]),
        (2, &["run", "slip.prepose", "--source", "p.jsonl"]),
        (2, &["run", "raise.prepose", "--source", "damaged.jsonl"]),
        (0, &["run", "raise.prepose", "--source", "damaged.jsonl", "--keep-going"]),
        (0, &["view", "raise.prepose", "--source", "damaged.jsonl", "--keep-going"]),
        (1, &["list", "slip.prepose"]),
        (1, &["fmt", "slip.prepose"]),
        (1, &["compile", "slip.prepose"]),
        (1, &["compile", "never.prepose", "--no-cache"]),
        (1, &["perform", "g", "never.prepose"]),
        (1, &["view", "never.prepose"]),
        (1, &["view", "never.prepose", "--svg"]),
        (1, ACCURACY),
    ] {
        let plain = folder.run(arguments);
        assert_eq!(plain.code, code, "{arguments:?}: {}", plain.err);
        for streams in ["2>/dev/full", "2>&-"] {
            let ran = turned(&folder, streams, arguments);
            assert_eq!((ran.code, ran.out, ran.err.as_str()), (code, plain.out.clone(), ""), "{arguments:?} {streams}");
        }
        // not even a panic would be seen, but its exit code would
        assert_ne!(turned(&folder, ">/dev/full 2>/dev/full", arguments).code, 101, "{arguments:?}");
    }
}

#[test]
fn output_that_is_lost_is_an_error() {
    let folder = folder();
    for arguments in [
        &["--help"][..],
        &["--version"],
        &["check", "--help"],
        &["check", "raise.prepose", "--no-cache"],
        &["check", "slip.prepose"],
        &["compile", "legs.prepose", "--no-cache"],
        &["fmt", "-"],
        &["run", "raise.prepose", "--source", "p.jsonl"],
        &["run", "raise.prepose", "--source", "p.jsonl", "--realtime"],
        &["perform", "raise", "raise.prepose"],
        &["view", "raise.prepose"],
        &["view", "raise.prepose", "--svg"],
        &["list", "raise.prepose"],
        &["new", "wave"],
        &["explain"],
        &["explain", "E0203"],
        &["completions", "bash"],
    ] {
        let ran = turned(&folder, ">/dev/full", arguments);
        assert!(
            ran.code == 2 && ran.err.contains("prepose: standard output: "),
            "{arguments:?}: {} {}",
            ran.code,
            ran.err
        );
    }
    // a file that may not grow is as full as a disk
    let ran = turned(&folder, ">lost; exit $?", &["list", "raise.prepose"]);
    assert_eq!(ran.code, 0, "there is room: {}", ran.err);
    let mut command = folder.command("sh");
    command.args(["-c", "ulimit -f 0; exec \"$0\" list raise.prepose >lost", env!("CARGO_BIN_EXE_prepose")]);
    let ran = folder.finish(&mut command, b"");
    assert!(ran.code == 2 && ran.err.contains("prepose: standard output: "), "{} {}", ran.code, ran.err);
}

#[test]
fn a_reader_that_goes_away_is_no_matter() {
    let folder = folder();
    // the pipe is closed before the first word is written, since that waits for the input
    let gone = |arguments: &str| {
        let script = format!("{{ sleep 0.2; cat raise.prepose; }} | \"$0\" {arguments} | true");
        let mut command = folder.command("bash");
        command.args(["-c", &format!("set -o pipefail; {script}"), env!("CARGO_BIN_EXE_prepose")]);
        folder.finish(&mut command, b"")
    };
    for arguments in ["fmt -", "check - --no-cache", "view - --svg", "list -"] {
        let ran = gone(arguments);
        assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{arguments}");
    }
    // what is written beside it is written all the same
    let ran = folder.run(&[ACCURACY, &["--picture", "whole.svg"]].concat());
    assert_eq!(ran.code, 1, "{}", ran.err);
    let mut command = folder.command("sh");
    command.args(["-c", "\"$0\" \"$@\" --picture read.svg | true", env!("CARGO_BIN_EXE_prepose")]).args(ACCURACY);
    folder.finish(&mut command, b"");
    assert_eq!(folder.read("read.svg"), folder.read("whole.svg"));
}
