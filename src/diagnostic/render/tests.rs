//! What every form says of one finding.

use serde_json::{Value, json};

use super::{Pictures, RenderedFinding, brief, github, human, json, json_value, sarif};
use crate::diagnostic::{Code, Diagnostic};
use crate::source::{Origin, Sources, Span};

#[test]
fn a_note_is_a_note_in_every_form() {
    let mut sources = Sources::default();
    let source = sources.add("arms.prepose", "APP arms:\n");
    let span = Span { source, start: 4, end: 8 };
    let found = [Diagnostic::new(Code::MayFire, span, "one motion can fire both").help("say what tells them apart")];
    assert!(human(&found, &sources, false).starts_with("note[N0609]: one motion"));
    assert!(json(&found, &sources).contains("\"severity\": \"note\""));
    assert!(sarif(&found, &sources).contains("\"level\": \"note\""));
    assert!(github(&found, &sources).starts_with("::notice file=arms.prepose,line=1,col=5,"));
    assert!(!found[0].is_error());
}

#[test]
fn what_is_accepted_and_shown_is_in_every_form() {
    let mut sources = Sources::default();
    let source = sources.add("arms.prepose", "APP arms:\n");
    let span = Span { source, start: 4, end: 8 };
    let found = Diagnostic::new(Code::Ambiguous, span, "one fires the other").help("mend it");
    let pictures = Pictures { still: "out/a b.svg".to_string(), page: Some("out/a.html".to_string()) };
    let (accepted, witness) = (Some("both are meant"), Some(&pictures));
    let given = [RenderedFinding { accepted, with: Some("other"), witness, ..RenderedFinding::from(&found) }];
    let shown = human(given, &sources, false);
    assert!(shown.starts_with("note[E0608]") && shown.contains("accepted: both are meant"), "{shown}");
    assert!(shown.contains("shown in out/a b.svg and out/a.html"), "{shown}");
    let json = json_value(given, &sources);
    assert_eq!(
        (&json["findings"][0]["accepted"], &json["findings"][0]["with"]),
        (&"both are meant".into(), &"other".into())
    );
    assert_eq!(json["findings"][0]["witness"]["page"], "out/a.html");
    let sarif: Value = serde_json::from_str(&sarif(given, &sources)).expect("json");
    let result = &sarif["runs"][0]["results"][0];
    assert_eq!(result["suppressions"], json!([{ "kind": "inSource", "justification": "both are meant" }]));
    assert_eq!(result["attachments"][0]["artifactLocation"]["uri"], "out/a%20b.svg");
}

#[test]
fn what_is_read_from_a_stream_has_no_file_anywhere() {
    let mut sources = Sources::default();
    let source = sources.add_from(Origin::Stream, "<stdin>", "APP arms:\n");
    let found = [Diagnostic::new(Code::MayFire, Span { source, start: 4, end: 8 }, "one motion can fire both")];
    let log: Value = serde_json::from_str(&sarif(&found, &sources)).expect("json");
    let run = &log["runs"][0];
    let place = &run["results"][0]["locations"][0]["physicalLocation"];
    assert_eq!(place["artifactLocation"], json!({ "index": 0 }));
    assert_eq!(place["region"]["startColumn"], 5);
    assert_eq!(run["artifacts"], json!([{ "description": { "text": "standard input" } }]));
    let command = github(&found, &sources);
    assert_eq!(command, "::notice title=N0609::one motion can fire both%0Aat <stdin>:1:5\n");
}

#[test]
fn paths_are_relative_to_the_folder_of_the_check_where_they_can_be() {
    let uri = |name: &str| {
        let mut sources = Sources::default();
        let source = sources.add(name, "APP arms:\n");
        let found = [Diagnostic::new(Code::MayFire, Span { source, start: 4, end: 8 }, "a")];
        let log: Value = serde_json::from_str(&sarif(&found, &sources)).expect("json");
        log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"].clone()
    };
    assert_eq!(uri("./my arms/a.prepose"), json!({ "uri": "my%20arms/a.prepose", "uriBaseId": "%SRCROOT%" }));
    assert_eq!(uri("a\\b.prepose"), json!({ "uri": "a/b.prepose", "uriBaseId": "%SRCROOT%" }));
    assert_eq!(uri("/home/a.prepose"), json!({ "uri": "file:///home/a.prepose" }));
    assert_eq!(uri("C:\\a.prepose"), json!({ "uri": "file:///C:/a.prepose" }));
}

/// The moves of lines that authors make every day leave both fingerprints as they are.
#[test]
fn a_finding_is_known_again_when_lines_move() {
    let prints = |text: &str, marked: &[&str]| -> Vec<Value> {
        let mut sources = Sources::default();
        let source = sources.add("arms.prepose", text);
        let at = |word: &&str| {
            let start = text.find(*word).expect("the word") as u32;
            let span = Span { source, start, end: start + word.len() as u32 };
            Diagnostic::new(Code::Ambiguous, span, "a")
        };
        let found: Vec<Diagnostic> = marked.iter().map(at).collect();
        let log: Value = serde_json::from_str(&sarif(&found, &sources)).expect("json");
        let results = log["runs"][0]["results"].as_array().expect("results").clone();
        results.iter().map(|result| result["partialFingerprints"].clone()).collect()
    };
    let long = "b".repeat(120);
    let text = format!("APP arms:\nGESTURE wave: # {long}\nGESTURE bow: # {long}\n");
    let moved = format!("# new\n\nAPP arms:\n  GESTURE wave: # {long}\n\n\nGESTURE bow: # {long}\n");
    let before = prints(&text, &["wave", "bow"]);
    assert_eq!(before, prints(&moved, &["wave", "bow"]));
    assert_ne!(before[0]["primaryLocationLineHash"], before[1]["primaryLocationLineHash"]);
    assert_ne!(before[0]["preposeFindingHash/v1"], before[1]["preposeFindingHash/v1"]);
    let twice = prints(&text, &["wave", "wave"]);
    assert_ne!(twice[0]["preposeFindingHash/v1"], twice[1]["preposeFindingHash/v1"]);
}

/// GitHub shows a rule's title, its first paragraph and its help, and cuts them at these lengths.
#[test]
fn every_rule_says_what_it_is_in_a_title_a_paragraph_and_a_page() {
    let mut sources = Sources::default();
    let source = sources.add("arms.prepose", "APP arms:\n");
    let span = Span { source, start: 4, end: 8 };
    let found: Vec<Diagnostic> = Code::ALL.iter().map(|&code| Diagnostic::new(code, span, "a")).collect();
    let log: Value = serde_json::from_str(&sarif(&found, &sources)).expect("json");
    let driver = &log["runs"][0]["tool"]["driver"];
    let rules = driver["rules"].as_array().expect("rules");
    assert_eq!(rules.len(), Code::ALL.len());
    for rule in rules {
        let text = |what: &str, form: &str| rule[what][form].as_str().expect("a text").to_string();
        let (title, paragraph, page) =
            (text("shortDescription", "text"), text("fullDescription", "text"), text("help", "markdown"));
        assert!((5..=255).contains(&title.len()) && !title.contains(['\n', '[']), "{title}");
        assert!((20..=1024).contains(&paragraph.len()) && paragraph.ends_with(['.', ')', '`']), "{paragraph}");
        assert!(!page.contains("](#") && page.contains(&title) && text("help", "text").len() > 20, "{page}");
    }
    let home = env!("CARGO_PKG_HOMEPAGE").len() + env!("CARGO_PKG_REPOSITORY").len();
    assert_eq!(driver.get("informationUri").is_some(), home > 0);
}

#[test]
fn no_error_is_pushed_out_by_what_is_less_grave() {
    let mut sources = Sources::default();
    let source = sources.add("a.prepose", "APP a:");
    let span = Span { source, start: 0, end: 3 };
    let finding = |code, name: &str| Diagnostic::new(code, span, format!("about {name}"));
    let notes: Vec<Diagnostic> = (0..150).map(|n| finding(Code::MayFire, &format!("note {n}"))).collect();
    let errors: Vec<Diagnostic> = (0..60).map(|n| finding(Code::Ambiguous, &format!("error {n};"))).collect();
    let mixed = || notes.iter().chain(&errors).map(RenderedFinding::from);
    let shown = brief(mixed(), &sources, false);
    assert!((0..60).all(|n| shown.contains(&format!("about error {n};"))), "{shown}");
    assert!(shown.ends_with("... and 110 more findings, no error among them; mend these first\n"), "{shown}");
    // what the author means comes last, whatever it is
    let meant = errors.iter().map(|error| RenderedFinding { accepted: Some("meant"), ..error.into() });
    let shown = brief(meant.chain(notes.iter().map(RenderedFinding::from)), &sources, false);
    assert!(!shown.contains("about error"), "{shown}");
}

#[test]
fn few_findings_stay_in_the_order_of_the_texts() {
    let mut sources = Sources::default();
    let source = sources.add("a.prepose", "APP a:");
    let findings =
        [Code::MayFire, Code::Ambiguous].map(|code| Diagnostic::new(code, Span { source, start: 0, end: 3 }, "it"));
    assert_eq!(brief(&findings, &sources, false), human(&findings, &sources, false));
}
