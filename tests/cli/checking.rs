//! `check`, `fmt`, `new`, `list`, `explain`, `completions`.

use super::support::{Folder, RAISE, SLIP};

#[test]
fn a_sound_file_is_fine() {
    let folder = Folder::new();
    folder.write("raise.prepose", RAISE);
    let ran = folder.run(&["check", "--syntax-only", "raise.prepose"]);
    assert_eq!((ran.code, ran.out.as_str(), ran.err.as_str()), (0, "1 file: 1 gesture, no errors\n", ""));
}

#[test]
fn findings_exit_with_one_and_misuse_with_two() {
    let folder = Folder::new();
    folder.write("slip.prepose", SLIP);
    assert_eq!(folder.run(&["check", "slip.prepose"]).code, 1);
    let missing = folder.run(&["check", "nothing.prepose"]);
    assert_eq!(missing.code, 2);
    assert_eq!(missing.err, "prepose: `nothing.prepose` cannot be read: there is no such file or folder\n");
    let slip = folder.run(&["check", "slp.prepose"]);
    assert_eq!(slip.code, 2);
    assert!(slip.err.ends_with("no such file or folder; did you mean `slip.prepose`?\n"), "{}", slip.err);
    folder.write("people.jsonl", "");
    folder.write("fine.prepose", SLIP.replace("upp", "up"));
    let recording = folder.run(&["run", "fine.prepose", "--source", "peopel.jsonl"]);
    assert_eq!(recording.code, 2);
    assert!(recording.err.ends_with("did you mean `people.jsonl`?\n"), "{}", recording.err);
    assert_eq!(folder.run(&["chekc"]).code, 2);
    assert_eq!(folder.run(&["check", "--format", "xml"]).code, 2);
}

#[test]
fn folders_and_standard_input_are_read() {
    let folder = Folder::new();
    std::fs::create_dir(folder.path().join("deep")).expect("a folder");
    folder.write("one.prepose", RAISE);
    folder.write("deep/two.app", RAISE);
    folder.write("deep/notes.txt", "not a gesture");
    assert_eq!(folder.run(&["check", "--syntax-only"]).out, "2 files: 2 gestures, no errors\n");
    let piped = folder.run_with(&["check", "-"], SLIP.as_bytes());
    assert_eq!(piped.code, 1);
    assert!(piped.out.contains("<stdin>:4:27"), "{}", piped.out);
}

#[test]
fn an_empty_folder_says_what_to_do() {
    let folder = Folder::new();
    let ran = folder.run(&["check"]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("prepose new"), "{}", ran.err);
}

#[test]
fn a_binary_file_is_a_finding_not_a_crash() {
    let folder = Folder::new();
    folder.write("noise.prepose", [b'A', b'P', b'P', 0xff, 0xfe, 0, 1]);
    let ran = folder.run(&["check", "noise.prepose"]);
    assert_eq!(ran.code, 1);
    assert!(ran.out.contains("E0507") && ran.out.contains("1 error; nothing was proved\n"), "{}", ran.out);
}

#[test]
fn the_machine_formats_agree_on_the_place() {
    let folder = Folder::new();
    folder.write("slip.prepose", SLIP);
    let json: serde_json::Value =
        serde_json::from_str(&folder.run(&["check", "slip.prepose", "--format", "json"]).out).expect("json");
    let finding = &json["findings"][0];
    assert_eq!((&finding["code"], &finding["severity"]), (&"E0103".into(), &"error".into()));
    assert_eq!(finding["places"][0]["file"], "slip.prepose");
    assert_eq!((&finding["places"][0]["line"], &finding["places"][0]["column"]), (&4.into(), &27.into()));

    let sarif: serde_json::Value =
        serde_json::from_str(&folder.run(&["check", "slip.prepose", "--format", "sarif"]).out).expect("json");
    assert_eq!(sarif["version"], "2.1.0");
    let result = &sarif["runs"][0]["results"][0];
    assert_eq!(result["ruleId"], "E0103");
    let place = &result["locations"][0]["physicalLocation"];
    assert_eq!(place["artifactLocation"]["uri"], "slip.prepose");
    assert_eq!((&place["region"]["startLine"], &place["region"]["startColumn"]), (&4.into(), &27.into()));
    let rule = &sarif["runs"][0]["tool"]["driver"]["rules"][result["ruleIndex"].as_u64().expect("an index") as usize];
    assert_eq!(rule["id"], "E0103");

    let github = folder.run(&["check", "slip.prepose", "--format", "github"]).out;
    assert!(
        github.starts_with("::error file=slip.prepose,line=4,col=27,endLine=4,endColumn=30,title=E0103::"),
        "{github}"
    );
}

#[test]
fn colours_only_where_they_are_wanted() {
    let folder = Folder::new();
    folder.write("slip.prepose", SLIP);
    assert!(!folder.run(&["check", "slip.prepose"]).out.contains('\x1b'));
    assert!(folder.run(&["check", "slip.prepose", "--color", "always"]).out.contains('\x1b'));
}

#[test]
fn a_missing_module_names_those_there_are() {
    let folder = Folder::new();
    folder.write("a.prepose", format!("IMPORT stanecs.\n{RAISE}"));
    let ran = folder.run(&["check", "a.prepose"]);
    assert!(ran.out.contains("E0206") && ran.out.contains("did you mean `stances`?"), "{}", ran.out);
}

#[test]
fn imports_are_found_beside_the_importing_file() {
    let folder = Folder::new();
    std::fs::create_dir(folder.path().join("deep")).expect("a folder");
    folder.write("deep/poses.prepose", "APP p:\n  POSE low:\n    point your arms down.\n");
    folder.write("deep/a.prepose", "IMPORT \"poses.prepose\".\nAPP a:\n  GESTURE g:\n    EXECUTION:\n      low.\n");
    assert_eq!(folder.run(&["check", "--syntax-only", "deep/a.prepose"]).out, "1 file: 1 gesture, no errors\n");
}

#[test]
fn fmt_writes_whole_files_and_checks() {
    let folder = Folder::new();
    folder.write("a.prepose", "APP a: GESTURE g: # why\n POSE p: point your arms\nup. EXECUTION: p.");
    let check = folder.run(&["fmt", "--check", "a.prepose"]);
    assert_eq!((check.code, check.out.as_str()), (1, "a.prepose\n"));
    assert_eq!(folder.run(&["fmt", "a.prepose"]).code, 0);
    let laid_out = folder.read("a.prepose");
    assert!(laid_out.contains("# why\n") && laid_out.contains("      point your arms up.\n"), "{laid_out}");
    assert_eq!(folder.run(&["fmt", "--check", "a.prepose"]).code, 0);
    assert_eq!(folder.run_with(&["fmt", "-"], laid_out.as_bytes()).out, laid_out);
    assert_eq!(folder.names(), ["a.prepose"]);
}

#[test]
fn fmt_leaves_a_file_with_errors_alone() {
    let folder = Folder::new();
    folder.write("slip.prepose", SLIP);
    let ran = folder.run(&["fmt", "slip.prepose"]);
    assert_eq!(ran.code, 1);
    assert_eq!(folder.read("slip.prepose"), SLIP);
}

#[test]
fn new_writes_a_gesture_that_is_sound_and_laid_out() {
    let folder = Folder::new();
    assert_eq!(folder.run(&["new", "my-wave"]).code, 0);
    assert_eq!(folder.run(&["check", "--syntax-only", "my-wave.prepose"]).out, "1 file: 1 gesture, no errors\n");
    assert_eq!(folder.run(&["fmt", "--check", "my-wave.prepose"]).code, 0);
    let again = folder.run(&["new", "my-wave"]);
    assert_eq!(again.code, 2);
    assert!(again.err.contains("is there already"), "{}", again.err);
    assert_eq!(folder.run(&["new", "no good"]).code, 2);
}

#[test]
fn list_tells_steps_joints_and_comments() {
    let folder = Folder::new();
    folder.write("raise.prepose", RAISE);
    let text = folder.run(&["list"]).out;
    for part in ["raise", "Raise your left hand.", "steps   low, high", "head, left elbow, left wrist, left hand"] {
        assert!(text.contains(part), "{part} in {text}");
    }
    let json: serde_json::Value = serde_json::from_str(&folder.run(&["list", "--json"]).out).expect("json");
    assert_eq!(json["apps"][0]["gestures"][0]["steps"][1]["statements"][0], "put your left hand above your head");
}

#[test]
fn list_shows_rules_too() {
    let folder = Folder::new();
    folder.write(
        "rules.prepose",
        "SAFETY mine:\n  # Not over the head.\n  NEVER over:\n    put your either hand above your head.\n",
    );
    let text = folder.run(&["list"]).out;
    assert_eq!(text, "(no app)\n  safety over  [mine]\n      Not over the head.\n");
    let json: serde_json::Value = serde_json::from_str(&folder.run(&["list", "--json"]).out).expect("json");
    let rule = &json["apps"][0]["rules"][0];
    assert_eq!((&rule["kind"], &rule["block"], &rule["name"]), (&"safety".into(), &"mine".into(), &"over".into()));
}

#[test]
fn every_code_is_explained() {
    let folder = Folder::new();
    let all = folder.run(&["explain"]).out;
    assert_eq!(all.lines().count(), prepose::diagnostic::Code::ALL.len());
    let one = folder.run(&["explain", "e0203"]).out;
    assert!(one.starts_with("E0203") && one.lines().count() > 2, "{one}");
    assert_eq!(folder.run(&["explain", "E9999"]).code, 2);
}

#[test]
fn help_teaches_and_shells_are_completed() {
    let folder = Folder::new();
    assert!(folder.run(&["--help"]).out.contains("A first gesture, from nothing to events"));
    for shell in ["bash", "zsh", "fish"] {
        assert!(folder.run(&["completions", shell]).out.contains("accuracy"), "{shell}");
    }
}
