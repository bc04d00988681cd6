//! Places that cannot be written, and disks that are full: a cache only costs time, an output is an error, and neither
//! leaves half a file.

use super::support::{Folder, LEGS, Ran};

/// With the folder of the key, without which there is no cache.
fn legs() -> Folder {
    let folder = Folder::new();
    folder.write("legs.prepose", LEGS);
    std::fs::create_dir(folder.path().join("state")).expect("a folder for the key");
    folder
}

/// Every file below the test's folder, hidden ones too.
fn files(folder: &Folder) -> Vec<String> {
    fn walk(folder: &std::path::Path, root: &std::path::Path, found: &mut Vec<String>) {
        for entry in std::fs::read_dir(folder).expect("a folder of the test") {
            let path = entry.expect("an entry").path();
            if path.is_dir() && !path.is_symlink() {
                walk(&path, root, found);
            } else {
                found.push(path.strip_prefix(root).expect("below it").display().to_string());
            }
        }
    }
    let mut found = Vec::new();
    walk(folder.path(), folder.path(), &mut found);
    found.sort();
    found
}

/// The verdicts are those that there are without a cache.
fn unaffected(folder: &Folder, ran: &Ran) {
    let plain = folder.run(&["check", "legs.prepose", "--no-cache"]);
    assert_eq!((ran.code, &ran.out, &ran.err), (plain.code, &plain.out, &plain.err));
    assert_eq!(plain.code, 0);
}

#[test]
fn a_cache_that_cannot_be_a_folder_changes_nothing() {
    let folder = legs();
    folder.write("wall", "in the way");
    for cache in ["wall", "wall/deep"] {
        unaffected(&folder, &folder.run(&["check", "legs.prepose", "--cache", cache]));
    }
    assert_eq!(folder.read("wall"), "in the way");
    std::fs::create_dir_all(folder.path().join("odd/answers")).expect("a folder where the file belongs");
    unaffected(&folder, &folder.run(&["check", "legs.prepose", "--cache", "odd"]));
    assert_eq!(files(&folder), ["legs.prepose", "state/prepose/cache-key", "wall"]);
}

#[test]
fn without_a_place_for_the_key_nothing_is_kept() {
    let folder = legs();
    folder.write("state/prepose", "in the way");
    unaffected(&folder, &folder.run(&["check", "legs.prepose", "--cache", "kept"]));
    assert_eq!(files(&folder), ["legs.prepose", "state/prepose"]);
}

/// A superuser writes there all the same, which is as well.
#[cfg(unix)]
#[test]
fn a_cache_in_a_folder_without_leave_to_write_changes_nothing() {
    use std::os::unix::fs::PermissionsExt;
    let folder = legs();
    let kept = folder.path().join("kept");
    let mode = |mode| std::fs::set_permissions(&kept, PermissionsExt::from_mode(mode)).expect("our own folder");
    std::fs::create_dir(&kept).expect("a folder");
    mode(0o555);
    unaffected(&folder, &folder.run(&["check", "legs.prepose", "--cache", "kept"]));
    mode(0o755);
    assert!(files(&folder).iter().all(|name| !name.ends_with(".part")), "{:?}", files(&folder));
}

/// No process can make anything in there, not even that of a superuser.
#[cfg(target_os = "linux")]
#[test]
fn a_cache_in_a_file_system_that_takes_no_files_changes_nothing() {
    let folder = legs();
    unaffected(&folder, &folder.run(&["check", "legs.prepose", "--cache", "/proc/prepose"]));
    std::fs::create_dir(folder.path().join("full")).expect("a folder");
    std::os::unix::fs::symlink("/dev/full", folder.path().join("full/answers")).expect("a link");
    unaffected(&folder, &folder.run(&["check", "legs.prepose", "--cache", "full"]));
}

/// As on a full disk, a write fails half-way: here after so many blocks of 512 or 1,024 bytes.
#[cfg(unix)]
fn on_a_full_disk(folder: &Folder, blocks: u32, arguments: &[&str]) -> Ran {
    let script = format!("ulimit -f {blocks}; exec \"$0\" \"$@\"");
    let mut command = folder.command("sh");
    command.args(["-c", &script, env!("CARGO_BIN_EXE_prepose")]).args(arguments);
    folder.finish(&mut command, b"")
}

#[cfg(unix)]
#[test]
fn a_cache_on_a_full_disk_changes_nothing() {
    let folder = legs();
    // no room for the key, then none for the answers, then none for more answers
    unaffected(&folder, &on_a_full_disk(&folder, 0, &["check", "legs.prepose", "--cache", "kept"]));
    assert_eq!(files(&folder), ["legs.prepose"]);
    unaffected(&folder, &on_a_full_disk(&folder, 1, &["check", "legs.prepose", "--cache", "kept"]));
    assert_eq!(files(&folder), ["legs.prepose", "state/prepose/cache-key"]);

    assert_eq!(folder.run(&["check", "legs.prepose", "--cache", "kept"]).code, 0);
    let answers = || std::fs::read(folder.path().join("kept/answers")).expect("what is kept");
    let before = answers();
    folder.write("legs.prepose", LEGS.replace("front within 40", "front within 35"));
    let ran = on_a_full_disk(&folder, 1, &["check", "legs.prepose", "--cache", "kept"]);
    unaffected(&folder, &ran);
    assert_eq!(answers(), before, "what was kept is whole");
    assert_eq!(files(&folder), ["kept/answers", "legs.prepose", "state/prepose/cache-key"]);
}

#[cfg(unix)]
#[test]
fn outputs_on_a_full_disk_are_errors_that_leave_nothing() {
    let folder = legs();
    for (option, path, named) in [
        ("--report", "legs.html", "`legs.html` cannot be written"),
        ("--report", "legs.json", "`legs.json` cannot be written"),
        ("--witness", "out", "`out/legs-left-side.svg` cannot be written"),
    ] {
        let ran = on_a_full_disk(&folder, 1, &["check", "legs.prepose", "--no-cache", option, path]);
        assert!(ran.code == 2 && ran.err.contains(named), "{option} {path}: {} {}", ran.code, ran.err);
        assert!(
            ran.out.starts_with("1 file: 2 gestures proved"),
            "{option} {path}: what was found is told: {}",
            ran.out
        );
        assert_eq!(files(&folder), ["legs.prepose"], "{option} {path}");
    }
    let ran = on_a_full_disk(&folder, 0, &["compile", "legs.prepose", "--no-cache", "-o", "legs.bin"]);
    assert!(ran.code == 2 && ran.err.contains("`legs.bin` cannot be written"), "{}", ran.err);
    assert_eq!(files(&folder), ["legs.prepose"]);
}

#[test]
fn outputs_where_nothing_can_be_are_errors_that_name_the_place() {
    let folder = legs();
    folder.write("wall", "in the way");
    std::fs::create_dir(folder.path().join("folder.html")).expect("a folder");
    for (option, path, named) in [
        ("--report", "wall/legs.html", "`wall/legs.html` cannot be written"),
        ("--report", "nowhere/legs.json", "`nowhere/legs.json` cannot be written: there is no folder `nowhere`\n"),
        ("--report", "folder.html", "`folder.html` cannot be written"),
        ("--report", "legs.prepose", "ends neither with `.html` nor with `.json`"),
        ("--witness", "wall", "`wall` cannot be made"),
        ("--witness", "wall/deep", "`wall/deep` cannot be made"),
        ("--witness", "legs.prepose", "`legs.prepose` cannot be made"),
    ] {
        let ran = folder.run(&["check", "legs.prepose", "--no-cache", option, path]);
        assert!(ran.code == 2 && ran.err.contains(named), "{option} {path}: {} {}", ran.code, ran.err);
        assert_eq!(ran.out, "", "{option} {path}: it is said before anything is proved");
    }
    assert_eq!(files(&folder), ["legs.prepose", "wall"]);
    assert_eq!((folder.read("legs.prepose").as_str(), folder.read("wall").as_str()), (LEGS, "in the way"));
}

/// What stands there already stays as it was.
#[cfg(unix)]
#[test]
fn a_report_that_cannot_be_written_anew_stays_as_it_was() {
    let folder = legs();
    folder.write("legs.html", "the report of yesterday");
    let ran = on_a_full_disk(&folder, 1, &["check", "legs.prepose", "--no-cache", "--report", "legs.html"]);
    assert_eq!((ran.code, folder.read("legs.html").as_str()), (2, "the report of yesterday"));
}

#[cfg(unix)]
#[test]
fn a_link_stays_a_link_and_what_it_leads_to_is_written_whole() {
    let folder = legs();
    let link = |from: &str, to: &str| std::os::unix::fs::symlink(to, folder.path().join(from)).expect("a link");
    std::fs::create_dir(folder.path().join("site")).expect("a folder");
    folder.write("site/old.html", "the report of yesterday");
    link("old.html", "site/old.html");
    link("new.html", "site/new.html");
    let before = files(&folder);
    for name in ["old.html", "new.html"] {
        let ran = on_a_full_disk(&folder, 1, &["check", "legs.prepose", "--no-cache", "--report", name]);
        assert_eq!((ran.code, folder.read("site/old.html").as_str()), (2, "the report of yesterday"), "{}", ran.err);
        assert_eq!(files(&folder), before);
    }
    for name in ["old.html", "new.html"] {
        assert_eq!(folder.run(&["check", "legs.prepose", "--no-cache", "--report", name]).code, 0);
        assert!(folder.path().join(name).is_symlink() && folder.read(&format!("site/{name}")).starts_with("<!doctype"));
    }
}

/// The folder of the pictures is there when the report is written.
#[test]
fn a_report_may_lie_among_the_pictures() {
    let folder = legs();
    let places = ["--witness", "deep/out", "--report", "deep/out/legs.html"];
    assert_eq!(folder.run(&[&["check", "legs.prepose", "--no-cache"], &places[..]].concat()).code, 0);
    assert!(folder.read("deep/out/legs.html").len() > 1000);
}

/// A trial leaves no folder behind, and takes none away.
#[test]
fn a_place_that_was_only_tried_is_as_it_was() {
    let folder = legs();
    std::fs::create_dir(folder.path().join("there")).expect("a folder");
    for place in ["a/b/c", "there", "there/d"] {
        let ran = folder.run(&["check", "legs.prepose", "--no-cache", "--witness", place, "--report", "x/y.html"]);
        assert!(ran.code == 2 && ran.err.contains("there is no folder `x`"), "{}", ran.err);
        assert_eq!(folder.names(), ["legs.prepose", "state", "there"], "{place}");
        assert_eq!(std::fs::read_dir(folder.path().join("there")).expect("a folder").count(), 0, "{place}");
    }
}

/// Each command says it before its work; a rule that nobody meets and a damaged recording would be told by the work.
#[test]
fn every_command_tries_its_place_first() {
    let folder = legs();
    folder.write("hands.prepose", "SAFETY odd:\n  ALWAYS hands-up: put your left hand above your head.\n");
    folder.write("damaged.jsonl", "{oops");
    folder.write("index.csv", "path,dataset,label,note\ndamaged.jsonl,d,up,\n");
    folder.write("labels.csv", "dataset,label,gesture\nd,up,squat\n");
    let names = folder.names();
    for arguments in [
        &["compile", "legs.prepose", "--no-cache", "--safety", "hands.prepose", "-o"][..],
        &["verify-report", "legs.prepose", "--no-cache", "--safety", "hands.prepose", "-o"],
        &["view", "legs.prepose", "--source", "damaged.jsonl", "-o"],
        &["view", "legs.prepose", "--svg", "-o"],
        &["perform", "squat", "legs.prepose", "-o"],
        &["accuracy", "legs.prepose", "--recordings", ".", "--labels", "labels.csv", "--picture"],
    ] {
        let ran = folder.run(&[arguments, &["nowhere/x.html"]].concat());
        let told = "prepose: `nowhere/x.html` cannot be written: there is no folder `nowhere`\n";
        assert_eq!((ran.code, ran.out.as_str(), ran.err.as_str()), (2, "", told), "{arguments:?}");
        let ran = folder.run(&[arguments, &["legs.prepose"]].concat());
        assert!(ran.code == 2 && folder.read("legs.prepose") == LEGS, "{arguments:?}");
    }
    let ran = folder.run(&["new", "wave", "--folder", "nowhere"]);
    assert!(ran.code == 2 && ran.err.contains("there is no folder `nowhere`"), "{}", ran.err);
    assert_eq!(folder.names(), names);
}

#[cfg(unix)]
#[test]
fn no_command_leaves_half_a_file_on_a_full_disk() {
    let folder = legs();
    folder.write(
        "long.prepose",
        LEGS.replace("  # Lift", &("  #  Lift, and lift, and lift.\n".repeat(200) + "  # Lift")),
    );
    let names = folder.names();
    for arguments in [
        &["view", "legs.prepose", "-o", "x.html"][..],
        &["perform", "squat", "legs.prepose", "-o", "x.jsonl"],
        &["fmt", "long.prepose"],
        &["new", "wave"],
    ] {
        let before = folder.read("long.prepose");
        let blocks = u32::from(arguments[0] != "new");
        let ran = on_a_full_disk(&folder, blocks, arguments);
        assert!(ran.code == 2 && ran.err.contains("cannot be written"), "{arguments:?}: {} {}", ran.code, ran.err);
        assert_eq!((folder.names(), folder.read("long.prepose")), (names.clone(), before), "{arguments:?}");
    }
}
