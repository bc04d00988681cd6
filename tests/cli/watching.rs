//! `check --watch`: what changes is checked again; nothing is waited for but what the command itself says.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use super::support::{Folder, RAISE, SLIP};

/// How long the command may take to say something; it takes a fraction of a second.
const AT_MOST: Duration = Duration::from_secs(120);

/// A command that watches, with what it says.
struct Watching {
    child: Child,
    out: Receiver<String>,
    err: Receiver<String>,
}

impl Watching {
    fn start(folder: &Folder, arguments: &[&str]) -> Watching {
        let mut command = folder.command(env!("CARGO_BIN_EXE_prepose"));
        let mut child = command.args(arguments).stdin(Stdio::null()).spawn().expect("the program starts");
        let out = lines(child.stdout.take().expect("a pipe"));
        let err = lines(child.stderr.take().expect("a pipe"));
        Watching { child, out, err }
    }

    /// What it printed before it began to wait.
    fn until_waiting(&self) -> String {
        while !self.err.recv_timeout(AT_MOST).expect("it says that it waits").contains("waiting for a change") {}
        self.out.try_iter().map(|line| line + "\n").collect()
    }

    fn next_word(&self) -> String {
        self.err.recv_timeout(AT_MOST).expect("it says something")
    }

    fn interrupt(mut self) -> Option<i32> {
        let id = self.child.id().to_string();
        let sent = Command::new("sh").args(["-c", "kill -INT \"$0\"", &id]).status().expect("a shell");
        assert!(sent.success(), "the signal was sent");
        self.child.wait().expect("it ends").code()
    }
}

fn lines(stream: impl std::io::Read + Send + 'static) -> Receiver<String> {
    let (sender, receiver) = channel();
    std::thread::spawn(move || {
        for line in BufReader::new(stream).lines() {
            if sender.send(line.expect("text")).is_err() {
                break;
            }
        }
    });
    receiver
}

#[test]
fn a_change_is_checked_at_once_and_an_interrupt_ends_it() {
    let folder = Folder::new();
    folder.write("a.prepose", RAISE);
    let watching = Watching::start(&folder, &["check", "--watch", "--syntax-only", "--output-file", "out.txt"]);
    watching.until_waiting();
    assert_eq!(folder.read("out.txt"), "1 file: 1 gesture, no errors\n");

    // of the same length and perhaps within the same tick of the clock
    let other = RAISE.replace("left arm down", "left arm dawn");
    folder.replace("a.prepose", &other);
    assert!(watching.next_word().contains("`a.prepose` changed"));
    watching.until_waiting();
    assert!(folder.read("out.txt").contains("E0103"), "{}", folder.read("out.txt"));

    folder.replace("a.prepose", RAISE);
    folder.replace("b.prepose", SLIP);
    watching.until_waiting();
    // the two changes may be seen as one or one after the other
    if !folder.read("out.txt").contains("E0103") {
        watching.until_waiting();
    }
    std::fs::remove_file(folder.path().join("b.prepose")).expect("it is there");
    assert!(watching.next_word().contains("`b.prepose` changed"));
    watching.until_waiting();
    assert_eq!(folder.read("out.txt"), "1 file: 1 gesture, no errors\n");
    assert_eq!(watching.interrupt(), Some(130));
    assert_eq!(folder.names(), ["a.prepose", "out.txt"]);
}

#[test]
fn imports_rules_and_settings_are_watched_too() {
    let folder = Folder::new();
    folder.make("deep");
    folder.make("rules");
    folder.write("deep/a.prepose", "IMPORT \"../poses.prepose\".\nAPP a:\n  GESTURE g:\n    EXECUTION:\n      low.\n");
    let arguments = ["check", "--watch", "deep", "--quiet", "--no-cache", "--safety", "rules/r.prepose"];
    let watching = Watching::start(&folder, &arguments);
    watching.until_waiting();
    for (name, text) in [
        // neither is there yet
        ("rules/r.prepose", "SAFETY mine:\n  NEVER over:\n    put your either hand above your head.\n"),
        ("poses.prepose", "APP p:\n  POSE low:\n    point your arms upp.\n"),
        ("poses.prepose", "APP p:\n  POSE low:\n    point your arms down.\n"),
    ] {
        folder.replace(name, text);
        let word = watching.next_word();
        assert!(
            word.contains(&format!("{} changed", name.rsplit('/').next().expect("a name")).replace(' ', "` ")),
            "{word}"
        );
        watching.until_waiting();
    }
    folder.replace("deep/prepose.toml", "saftey = 1\n");
    assert!(watching.next_word().contains("what is set for the files changed"));
    let told = watching.next_word();
    assert!(told.contains("`saftey` is not a setting"), "{told}");
    watching.until_waiting();
    assert_eq!(watching.interrupt(), Some(130));
}

#[test]
fn standard_input_cannot_be_watched() {
    let folder = Folder::new();
    let ran = folder.run(&["check", "--watch", "-"]);
    assert!(ran.code == 2 && ran.err.contains("cannot be watched"), "{}", ran.err);
}
