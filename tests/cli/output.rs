//! What is printed, where, and with which colours.

use super::support::{Folder, LEGS, RAISE, Ran, SLIP};

fn folder() -> Folder {
    let folder = Folder::new();
    folder.write("raise.prepose", RAISE);
    folder.write("slip.prepose", SLIP);
    folder
}

#[test]
fn quiet_prints_what_stands_and_nothing_else() {
    let folder = folder();
    let ran = folder.run(&["check", "--quiet", "--syntax-only", "raise.prepose"]);
    assert_eq!((ran.code, ran.out.as_str(), ran.err.as_str()), (0, "", ""));
    let ran = folder.run(&["check", "-q", "slip.prepose"]);
    assert!(ran.code == 1 && ran.out.contains("E0103") && !ran.out.contains("nothing was proved"), "{}", ran.out);
    folder.write("legs.prepose", LEGS);
    let ran = folder.run(&["check", "-q", "legs.prepose", "--no-cache"]);
    assert_eq!((ran.code, ran.out.as_str(), ran.err.as_str()), (0, "", ""));
}

#[test]
fn findings_may_exit_with_zero_but_misuse_may_not() {
    let folder = folder();
    let ran = folder.run(&["check", "--exit-zero", "slip.prepose"]);
    assert!(ran.code == 0 && ran.out.contains("E0103"), "{} {}", ran.code, ran.out);
    assert_eq!(folder.run(&["check", "--exit-zero", "nothing.prepose"]).code, 2);
}

#[test]
fn what_is_printed_may_go_to_a_file() {
    let folder = folder();
    for format in ["human", "json", "sarif", "github"] {
        let printed = folder.run(&["check", "slip.prepose", "--format", format]);
        let ran = folder.run(&["check", "slip.prepose", "--format", format, "--output-file", "out"]);
        assert_eq!((ran.code, ran.out.as_str(), ran.err.as_str()), (1, "", ""), "{format}");
        assert_eq!(folder.read("out"), printed.out, "{format}");
    }
    // no input is written over, and no file is lost where there is no place for a new one
    let ran = folder.run(&["check", "slip.prepose", "--output-file", "slip.prepose"]);
    assert_eq!((ran.code, folder.read("slip.prepose").as_str()), (2, SLIP), "{}", ran.err);
    assert_eq!(folder.run(&["check", "slip.prepose", "--output-file", "no/out"]).code, 2);
    assert_eq!(folder.run(&["check", "raise.prepose", "--output-file", "a.json", "--report", "a.json"]).code, 2);
    assert_eq!(folder.names(), ["out", "raise.prepose", "slip.prepose"]);
}

#[test]
fn standard_input_may_have_a_name() {
    let folder = folder();
    folder.make("deep");
    folder.write("deep/poses.prepose", "APP p:\n  POSE low:\n    point your arms down.\n");
    let text = "IMPORT \"poses.prepose\".\nAPP a:\n  GESTURE g:\n    EXECUTION:\n      low,\n      loww.\n";
    let ran = folder.run_with(&["check", "-", "--stdin-filename", "deep/a.prepose"], text.as_bytes());
    assert!(ran.code == 1 && ran.out.contains("deep/a.prepose:6:7"), "{}", ran.out);
    assert!(!ran.out.contains("E0206"), "the import is found: {}", ran.out);
    folder.write("deep/prepose.toml", "format = \"github\"\n");
    let ran = folder.run_with(&["check", "-", "--stdin-filename", "deep/a.prepose"], text.as_bytes());
    assert!(ran.out.starts_with("::error file=deep/a.prepose,"), "{}", ran.out);
    let crooked = "APP a: GESTURE g: POSE p: point your arms up. EXECUTION: p.";
    let ran = folder.run_with(&["fmt", "--check", "-", "--stdin-filename", "x.prepose"], crooked.as_bytes());
    assert_eq!((ran.code, ran.out.as_str()), (1, "x.prepose\n"));
}

#[test]
fn fmt_shows_a_patch_that_patch_takes() {
    let folder = Folder::new();
    let crooked = "APP a:\n  GESTURE g:\n    POSE p:\n      point   your arms up.\n    EXECUTION:\n      p.";
    folder.write("a.prepose", crooked);
    let ran = folder.run(&["fmt", "--diff", "a.prepose"]);
    assert_eq!(ran.code, 1);
    for part in ["--- a/a.prepose\n", "+++ b/a.prepose\n", "-      point   your", "+      point your", "\\ No newline"]
    {
        assert!(ran.out.contains(part), "{part} in {}", ran.out);
    }
    assert_eq!(folder.read("a.prepose"), crooked, "nothing was changed");
    folder.write("p.patch", &ran.out);
    let patched = folder.finish(folder.command("git").args(["apply", "-p1", "p.patch"]), b"");
    assert_eq!(patched.code, 0, "{}", patched.err);
    let ran = folder.run(&["fmt", "--diff", "a.prepose"]);
    assert_eq!((ran.code, ran.out.as_str()), (0, ""));
    let ran = folder.run_with(&["fmt", "--diff", "-", "--color", "always"], crooked.as_bytes());
    assert!(ran.out.contains("\x1b[32m+      point your"), "{}", ran.out);
}

/// Runs a command with variables set and all others that speak of colours unset.
fn with(folder: &Folder, variables: &[(&str, &str)], arguments: &[&str]) -> Ran {
    let mut command = folder.command(env!("CARGO_BIN_EXE_prepose"));
    for name in ["NO_COLOR", "FORCE_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "CI"] {
        command.env_remove(name);
    }
    folder.finish(command.args(arguments).envs(variables.iter().copied()), b"")
}

#[test]
fn colours_are_where_they_are_asked_for() {
    let folder = folder();
    for (variables, option, colored) in [
        (&[][..], "auto", false),
        (&[("FORCE_COLOR", "1")], "auto", true),
        (&[("FORCE_COLOR", "0")], "auto", false),
        (&[("FORCE_COLOR", "")], "auto", false),
        (&[("CLICOLOR_FORCE", "1")], "auto", true),
        (&[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")], "auto", false),
        (&[("FORCE_COLOR", "1"), ("NO_COLOR", "1")], "auto", false),
        (&[("FORCE_COLOR", "1")], "never", false),
        (&[("NO_COLOR", "1")], "always", true),
    ] {
        for command in [
            &["check", "slip.prepose"][..],
            &["list", "slip.prepose"],
            &["fmt", "slip.prepose"],
            &["compile", "slip.prepose"],
            &["chekc"],
            &["check", "--help"],
        ] {
            let ran = with(&folder, variables, &[command, &["--color", option]].concat());
            let all = ran.out + &ran.err;
            assert_eq!(all.contains('\x1b'), colored, "{command:?} {variables:?} --color {option}: {all}");
        }
    }
    // a file has colours only where the command line says so
    with(&folder, &[("FORCE_COLOR", "1")], &["check", "slip.prepose", "--output-file", "out"]);
    assert!(!folder.read("out").contains('\x1b'));
    with(&folder, &[], &["check", "slip.prepose", "--output-file", "out", "--color=always"]);
    assert!(folder.read("out").contains('\x1b'));
}

/// A terminal is made by `script` of util-linux, where that is installed.
#[cfg(target_os = "linux")]
#[test]
fn a_dumb_terminal_has_no_colours() {
    let folder = folder();
    let on_terminal = |term: &str| {
        let mut command = folder.command("script");
        let line = format!("{} check slip.prepose", env!("CARGO_BIN_EXE_prepose"));
        command.args(["-qec", &line, "/dev/null"]).env("TERM", term);
        for name in ["NO_COLOR", "FORCE_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "CI"] {
            command.env_remove(name);
        }
        command.output().ok().map(|output| String::from_utf8_lossy(&output.stdout).into_owned())
    };
    let Some(colored) = on_terminal("xterm-256color") else {
        println!("skipped: `script` is not installed");
        return;
    };
    assert!(colored.contains('\x1b'), "{colored}");
    let dumb = on_terminal("dumb").expect("it ran a moment ago");
    assert!(dumb.contains("E0103") && !dumb.contains('\x1b'), "{dumb}");
}
