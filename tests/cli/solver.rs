//! A solver library of the wrong version, or none at all: whoever builds and whoever runs is told what to do.

use std::path::Path;
use std::process::Command;

use super::support::{Folder, LEGS};

/// A library that calls itself Z3 4.8.12 and can do nothing.
const OLD: &str = "\
void Z3_get_version(unsigned *a, unsigned *b, unsigned *c, unsigned *d) { *a = 4; *b = 8; *c = 12; *d = 0; }
const char *Z3_get_full_version(void) { return \"Z3 4.8.12.0\"; }
";

/// Compiles a shared library into a folder; says so and gives false where there is no C compiler.
fn compile(folder: &Folder, path: &str, text: &str) -> bool {
    folder.write("library.c", text);
    let mut cc = folder.command("cc");
    cc.args(["-shared", "-fPIC", "-o", path, "library.c"]);
    match cc.output() {
        Ok(output) => {
            assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
            true
        }
        Err(error) => {
            eprintln!("skipped: no C compiler ({error})");
            false
        }
    }
}

/// What `tools/fetch.py` says of a folder that should hold the library.
fn fetched(folder: &Folder, place: &str) -> Option<(bool, String)> {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tools/fetch.py");
    let output =
        Command::new("python3").arg(script).env("Z3_LIBRARY_PATH_OVERRIDE", folder.path().join(place)).output();
    match output {
        Ok(output) => Some((output.status.success(), String::from_utf8(output.stderr).expect("text"))),
        Err(error) => {
            eprintln!("skipped: no python3 ({error})");
            None
        }
    }
}

/// The folder that is named is judged, and nothing is fetched in its place.
fn refused(folder: &Folder, place: &str, parts: &[&str]) {
    let Some((fine, told)) = fetched(folder, place) else { return };
    assert!(!fine, "{told}");
    let advice = ["libz3 is missing: ", "do one of these", "unset Z3_LIBRARY_PATH_OVERRIDE", "of a libz3.so"];
    for part in parts.iter().chain(&advice) {
        assert!(told.contains(part), "{part} in {told}");
    }
    // what pip fetches would not be looked at
    assert!(!told.contains("Traceback") && !told.contains("let pip"), "{told}");
}

#[test]
fn a_folder_without_a_usable_library_is_refused_when_the_build_is_prepared() {
    let folder = Folder::new();
    for place in ["old", "none", "text", "other"] {
        std::fs::create_dir(folder.path().join(place)).expect("a folder");
    }
    folder.write("text/libz3.so", "not a library");
    refused(&folder, "none", &["there is no ", "none/libz3.so"]);
    refused(&folder, "nowhere", &["there is no ", "nowhere/libz3.so"]);
    refused(&folder, "text", &["text/libz3.so does not load"]);
    if compile(&folder, "old/libz3.so", OLD) && compile(&folder, "other/libz3.so", "int nothing;\n") {
        refused(&folder, "old", &["old/libz3.so is 4.8.12, and 5."]);
        refused(&folder, "other", &["other/libz3.so does not load"]);
    }
}

#[test]
fn an_old_library_that_is_loaded_in_its_place_is_refused_before_anything_is_proved() {
    let folder = Folder::new();
    folder.write("legs.prepose", LEGS);
    if !compile(&folder, "old.so", OLD) {
        return;
    }
    let with_old = |arguments: &[&str]| {
        let mut command = folder.command(env!("CARGO_BIN_EXE_prepose"));
        folder.finish(command.args(arguments).env("LD_PRELOAD", folder.path().join("old.so")), b"")
    };
    for arguments in [
        &["check", "legs.prepose"][..],
        &["compile", "legs.prepose", "-o", "legs.bin"],
        &["verify-report", "legs.prepose", "-o", "legs.html"],
    ] {
        let ran = with_old(arguments);
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{arguments:?}: {}", ran.err);
        for part in ["calls itself `Z3 4.8.12.0`", "or newer", "`make deps`"] {
            assert!(ran.err.contains(part), "{part} in {}", ran.err);
        }
    }
    assert_eq!(folder.names(), ["legs.prepose", "library.c", "old.so"]);
    // what needs no proof needs no solver
    assert_eq!(with_old(&["check", "--syntax-only", "legs.prepose"]).code, 0);
}
