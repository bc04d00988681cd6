//! An interrupt (Ctrl-C) while proofs are made: the command ends soon, with the code that shells expect, and leaves
//! nothing half-written.

use std::process::{Command, Stdio};
use std::sync::mpsc;
use std::time::Duration;

use super::support::{Folder, LEGS};

/// How long an interrupted command may take at most; a program that ignores the interrupt would take far longer.
const SOON: Duration = Duration::from_secs(30);

/// Gestures that nobody can do, which takes many minutes to prove with the effort that the test asks for: of five
/// directions in space two are always less than a right angle apart, but in four dimensions they need not be.
fn knots() -> String {
    let limbs = ["left elbow", "right elbow", "left wrist", "right wrist", "left knee"];
    let knot = |i: usize| {
        let pairs = limbs.iter().enumerate().flat_map(|(a, one)| limbs[..a].iter().map(move |other| (one, other)));
        let apart = |(one, other)| format!("      don't align your {one} and {other} within 93.{i:02} degrees");
        let apart: Vec<String> = pairs.map(apart).collect();
        format!("  GESTURE knot-{i}:\n    POSE spread:\n{}.\n    EXECUTION: spread.\n", apart.join(",\n"))
    };
    format!("APP knots:\n{}", (10..50).map(knot).collect::<String>())
}

#[test]
fn an_interrupted_check_ends_and_leaves_everything_whole() {
    let folder = Folder::new();
    std::fs::create_dir(folder.path().join("state")).expect("a folder for the key");
    folder.write("legs.prepose", LEGS);
    folder.write("knots.prepose", knots());
    folder.write("report.html", "the report of yesterday");
    assert_eq!(folder.run(&["check", "legs.prepose", "--cache", "kept"]).code, 0);

    // at once and later, with one thread and with several: some are within the solver, and some are not
    for (jobs, work) in [("1", 0), ("1", 50), ("4", 100), ("4", 200)] {
        let mut command = folder.command(env!("CARGO_BIN_EXE_prepose"));
        command.args(["check", "legs.prepose", "knots.prepose", "--cache", "kept", "--effort", "1000000"]);
        command.args(["--report", "report.html", "--witness", "out", "--jobs", jobs]);
        let child = command.stdin(Stdio::null()).spawn().expect("the program starts");
        let id = child.id();
        while threads(id) < 2 + jobs.parse::<usize>().expect("a number") || worked(id) < work {
            std::thread::yield_now();
        }
        let sent = Command::new("sh").args(["-c", "kill -INT \"$0\"", &id.to_string()]).status().expect("a shell");
        assert!(sent.success(), "the signal was sent");

        let (sender, receiver) = mpsc::channel();
        let waiting = std::thread::spawn(move || sender.send(child.wait_with_output()));
        let ended = receiver.recv_timeout(SOON);
        if ended.is_err() {
            let _ = Command::new("sh").args(["-c", "kill -KILL \"$0\"", &id.to_string()]).status();
        }
        let output = ended.expect("it ends soon after the interrupt").expect("its output can be read");
        waiting.join().expect("no panic").expect("the receiver is there");

        assert_eq!(output.status.code(), Some(130), "{}", String::from_utf8_lossy(&output.stderr));
        assert!(output.stdout.is_empty(), "{}", String::from_utf8_lossy(&output.stdout));
        assert_eq!(folder.names(), ["kept", "knots.prepose", "legs.prepose", "report.html", "state"]);
        assert_eq!(folder.read("report.html"), "the report of yesterday");
        let kept: Vec<_> = std::fs::read_dir(folder.path().join("kept")).expect("the cache").collect();
        assert_eq!(kept.len(), 1, "{kept:?}");
    }

    // what was known before is still known
    let ran = folder.run(&["check", "legs.prepose", "--cache", "kept", "--format", "json"]);
    let report: serde_json::Value = serde_json::from_str(&ran.out).expect("json");
    assert_eq!(report["verdicts"]["gestures"][1]["seconds"], 0.0, "it was not proved again");
}

/// How many threads a process has: the main one, one that waits for signals, and those that prove.
fn threads(id: u32) -> usize {
    std::fs::read_dir(format!("/proc/{id}/task")).expect("it still runs").count()
}

/// For how long a process has kept processors busy, in hundredths of a second.
fn worked(id: u32) -> u64 {
    let stat = std::fs::read_to_string(format!("/proc/{id}/stat")).expect("it still runs");
    let (_, fields) = stat.rsplit_once(')').expect("proc(5) puts the name in parentheses");
    // fields 14 and 15 of proc(5), of which the first two are cut off
    fields.split_whitespace().skip(11).take(2).map(|field| field.parse::<u64>().expect("a number")).sum()
}

/// Starts a program on a terminal of 100 columns, with standard output thrown away, and types Ctrl-C when a word is shown.
const TERMINAL: &str = "
import fcntl, os, pty, struct, sys, termios
child, terminal = pty.fork()
if child == 0:
    fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack('HHHH', 40, 100, 0, 0))
    os.dup2(os.open('/dev/null', os.O_WRONLY), 1)
    os.execv(sys.argv[2], sys.argv[2:])
seen, typed = b'', False
while True:
    try:
        more = os.read(terminal, 65536)
    except OSError:
        break
    if not more:
        break
    seen += more
    if sys.argv[1] and not typed and sys.argv[1].encode() in seen:
        os.write(terminal, b'\\x03')
        typed = True
sys.stdout.buffer.write(seen)
sys.exit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
";

/// What a command shows on a terminal; nothing where there is no python3 to make one.
fn on_a_terminal(folder: &Folder, stop_at: &str, arguments: &[&str]) -> Option<(i32, String)> {
    let mut command = folder.command("python3");
    command.env("TERM", "xterm").args(["-c", TERMINAL, stop_at, env!("CARGO_BIN_EXE_prepose")]).args(arguments);
    match command.stdin(Stdio::null()).output() {
        Ok(output) => {
            assert!(output.stderr.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
            Some((output.status.code().expect("it ended"), String::from_utf8_lossy(&output.stdout).into_owned()))
        }
        Err(error) => {
            eprintln!("skipped: no python3 ({error})");
            None
        }
    }
}

/// It is there while the first proof still goes on, and the line is empty again at the end; the cursor was never hidden.
#[test]
fn a_progress_bar_comes_when_work_is_long_and_goes_with_it() {
    let folder = Folder::new();
    folder.write("legs.prepose", LEGS);
    folder.write("knots.prepose", knots());
    let long = ["check", "knots.prepose", "--no-cache", "--effort", "1000000"];
    let Some((code, seen)) = on_a_terminal(&folder, " so far", &long) else { return };
    assert_eq!(code, 130, "{seen:?}");
    let bar = seen.find(" of 820 gestures and pairs  ").unwrap_or_else(|| panic!("a bar in {seen:?}"));
    assert!(seen[bar..].ends_with("\r\u{1b}[2K"), "{seen:?}");
    assert!(!seen.contains("\u{1b}[?25"), "{seen:?}");

    let quick = on_a_terminal(&folder, "", &["check", "--syntax-only", "legs.prepose"]);
    assert_eq!(quick, Some((0, String::new())));
}
