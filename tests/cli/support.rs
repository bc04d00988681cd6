//! Folders that clean up after themselves, and the binary.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};

/// What a run of the binary gave.
pub struct Ran {
    pub code: i32,
    pub out: String,
    pub err: String,
}

/// A folder of one test.
pub struct Folder(PathBuf);

impl Folder {
    pub fn new() -> Folder {
        static NUMBER: AtomicU32 = AtomicU32::new(0);
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let path = std::env::temp_dir().join(format!("prepose-test-{}-{number}", std::process::id()));
        std::fs::create_dir_all(&path).expect("a new folder");
        Folder(path)
    }

    pub fn path(&self) -> &Path {
        &self.0
    }

    pub fn write(&self, name: &str, text: impl AsRef<[u8]>) {
        std::fs::write(self.0.join(name), text).expect("a file of the test");
    }

    /// A folder in it, and those above that.
    pub fn make(&self, name: &str) {
        std::fs::create_dir_all(self.0.join(name)).expect("a folder of the test");
    }

    /// Writes a file so that nobody sees half of it.
    pub fn replace(&self, name: &str, text: &str) {
        self.write(".new", text);
        std::fs::rename(self.0.join(".new"), self.0.join(name)).expect("a file of the test");
    }

    pub fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.0.join(name)).expect("a file that the test made")
    }

    /// Every name in the folder, hidden ones too.
    pub fn names(&self) -> Vec<String> {
        let entries = std::fs::read_dir(&self.0).expect("the test's folder");
        let mut names: Vec<String> =
            entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        names
    }

    /// The folder of keys, for tests that made one.
    fn state(&self) -> Option<(&'static str, PathBuf)> {
        let state = self.0.join("state");
        state.is_dir().then_some(("XDG_STATE_HOME", state))
    }

    /// Runs the binary in the folder.
    pub fn run(&self, arguments: &[&str]) -> Ran {
        self.run_with(arguments, b"")
    }

    /// Runs the binary in the folder with something on standard input.
    pub fn run_with(&self, arguments: &[&str], input: &[u8]) -> Ran {
        self.finish(self.command(env!("CARGO_BIN_EXE_prepose")).args(arguments), input)
    }

    /// A program, to be started in the folder. Nothing is kept for or taken from whoever runs the tests.
    pub fn command(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        command
            .current_dir(&self.0)
            .env_remove("HOME")
            .env_remove("USERPROFILE")
            .env_remove("XDG_CACHE_HOME")
            .env_remove("XDG_STATE_HOME")
            .envs(self.state())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        command
    }

    /// Starts a program and waits for its end.
    pub fn finish(&self, command: &mut Command, input: &[u8]) -> Ran {
        let mut child = command.spawn().expect("the program starts");
        // a command that does not read its input has closed it
        let _ = child.stdin.take().expect("a pipe").write_all(input);
        let output = child.wait_with_output().expect("the program ends");
        Ran {
            code: output.status.code().expect("it was not killed"),
            out: String::from_utf8(output.stdout).expect("text"),
            err: String::from_utf8(output.stderr).expect("text"),
        }
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // what cannot be removed is the system's to clean
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// A gesture that is sound.
pub const RAISE: &str = "APP a:\n  # Raise your left hand.\n  GESTURE raise:\n    POSE low:\n      point your left arm \
                         down within 40 degrees.\n    POSE high:\n      put your left hand above your head.\n    \
                         EXECUTION:\n      low,\n      high.\n";

/// A gesture with one error on line 4, column 28.
pub const SLIP: &str =
    "APP a:\n  GESTURE raise:\n    POSE high:\n      point your left arm upp.\n    EXECUTION:\n      high.\n";

/// Two gestures of which everything is proved; the first has an accepted note, the second a note.
pub const LEGS: &str = "APP legs:
  # Lift the left foot to the side.
  GESTURE left-side:
    ACCEPT N0604 because \"the chair holds the knees\".
    POSE low:
      point your left leg down within 10 degrees.
    POSE out:
      point your left knee left within 40 degrees.
    EXECUTION:
      low,
      out.
  GESTURE squat:
    POSE tall:
      point your left knee down within 10 degrees,
      point your right knee down within 10 degrees.
    POSE deep:
      point your left knee front within 40 degrees,
      point your right knee front within 40 degrees.
    EXECUTION:
      tall,
      slowly deep and hold for 1 second.
";
