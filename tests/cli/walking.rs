//! Folders, walked.

use super::support::{Folder, RAISE};

fn files(folder: &Folder, paths: &[&str]) -> Vec<String> {
    let ran = folder.run(&[&["fmt", "--check"], paths].concat());
    assert_ne!(ran.code, 2, "{}", ran.err);
    ran.out.lines().map(str::to_string).collect()
}

/// A gesture that is not laid out, so that `fmt --check` names its file.
const CROOKED: &str = "APP a: GESTURE g: POSE p: point your arms up. EXECUTION: p.";

#[test]
fn what_git_ignores_is_left_out() {
    let folder = Folder::new();
    for name in ["a", ".hidden", "target", "drafts", "drafts/deep", "kept"] {
        folder.make(name);
        folder.write(&format!("{name}/x.prepose"), CROOKED);
    }
    folder.write("old.prepose", CROOKED);
    folder.write(".dot.prepose", CROOKED);
    folder.write(".gitignore", "old.prepose\ndrafts/\n");
    // a list of a folder that is no repository is nobody's
    assert_eq!(
        files(&folder, &["."]),
        ["a/x.prepose", "drafts/deep/x.prepose", "drafts/x.prepose", "kept/x.prepose", "old.prepose"]
    );
    folder.make(".git");
    assert_eq!(files(&folder, &["."]), ["a/x.prepose", "kept/x.prepose"]);
    folder.write("prepose.toml", "exclude = [\"kept\"]\n");
    assert_eq!(files(&folder, &["."]), ["a/x.prepose"]);
    // what is named is taken
    assert_eq!(files(&folder, &["old.prepose", "target", "drafts/x.prepose"]).len(), 3);
    folder.write("prepose.toml", "exclude = [\"*\", \"!/a\", \"!/a/**\"]\n");
    assert_eq!(files(&folder, &["."]), ["a/x.prepose"]);
    folder.write("prepose.toml", "exclude = [\"*\"]\n");
    assert_eq!(folder.run(&["fmt", "--check"]).code, 2);
}

#[test]
fn settings_of_a_folder_below_leave_out_what_they_say() {
    let folder = Folder::new();
    folder.make("app/drafts");
    folder.write("app/x.prepose", CROOKED);
    folder.write("app/drafts/y.prepose", CROOKED);
    folder.write("app/prepose.toml", "exclude = [\"drafts/\"]\n");
    assert_eq!(files(&folder, &["."]), ["app/x.prepose"]);
    assert_eq!(files(&folder, &["app"]), ["app/x.prepose"]);
}

#[cfg(unix)]
#[test]
fn links_lead_round_nothing_and_pipes_hold_nothing_up() {
    let folder = Folder::new();
    folder.write("raise.prepose", RAISE);
    folder.make("deep");
    std::os::unix::fs::symlink("..", folder.path().join("deep/up")).expect("a link");
    std::os::unix::fs::symlink(".", folder.path().join("deep/round.prepose")).expect("a link");
    let pipe = folder.command("mkfifo").arg("pipe.prepose").status().expect("mkfifo runs");
    assert!(pipe.success());
    let _socket = std::os::unix::net::UnixListener::bind(folder.path().join("socket.prepose")).expect("a socket");
    let ran = folder.run(&["check", "--syntax-only"]);
    assert_eq!((ran.code, ran.out.as_str()), (0, "1 file: 1 gesture, no errors\n"), "{}", ran.err);
    for name in ["pipe.prepose", "socket.prepose"] {
        assert!(ran.err.contains(&format!("left out: `./{name}` is neither a file nor a folder")), "{}", ran.err);
    }
    // a link to a file is that file
    std::os::unix::fs::symlink("raise.prepose", folder.path().join("again.prepose")).expect("a link");
    assert_eq!(folder.run(&["check", "--syntax-only"]).out, "1 file: 1 gesture, no errors\n");
    // a link that leads nowhere is missed, not passed over
    std::os::unix::fs::symlink("nowhere", folder.path().join("lost.prepose")).expect("a link");
    let ran = folder.run(&["check", "--syntax-only"]);
    assert!(ran.code == 2 && ran.err.contains("lost.prepose"), "{}", ran.err);
}
