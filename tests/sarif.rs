//! What is written for code scanning is SARIF 2.1.0.
//!
//! `schemas/sarif-2.1.0.json` is the schema that the crate serde-sarif 0.8.0 ships as `src/schema.json`, byte for byte
//! (MIT; BLAKE3 below). The one that Microsoft ships in the npm package @microsoft/jest-sarif 1.0.0-beta.0 differs from it
//! in names, descriptions and the draft it names, and in nothing else.

use std::path::Path;

use prepose::diagnostic::render::{Pictures, RenderedFinding, sarif};
use prepose::diagnostic::{Code, Diagnostic};
use prepose::source::{Origin, Sources, Span};
use prepose::typed;
use serde_json::Value;

use disk::Disk;

#[path = "support/disk.rs"]
mod disk;
#[path = "support/folder.rs"]
mod folder;

const SCHEMA: &str = include_str!("schemas/sarif-2.1.0.json");
const HASH: &str = "155c05aa379b5c034c9f1f5300a8f80c4cb5de56edffd26246f428e1bb1a10db";

fn schema() -> jsonschema::Validator {
    assert_eq!(blake3::hash(SCHEMA.as_bytes()).to_hex().as_str(), HASH, "the schema is as it was shipped");
    let mut schema: Value = serde_json::from_str(SCHEMA).expect("json");
    // its pattern of languages closes a bracket that it never opens, which is no regular expression here
    for of in ["run", "toolComponent"] {
        let pattern = &mut schema["definitions"][of]["properties"]["language"]["pattern"];
        assert_eq!(*pattern, "^[a-zA-Z]{2}|^[a-zA-Z]{2}-[a-zA-Z]{2}]?$");
        *pattern = r"^[a-zA-Z]{2}|^[a-zA-Z]{2}-[a-zA-Z]{2}\]?$".into();
    }
    jsonschema::options().should_validate_formats(true).build(&schema).expect("a schema")
}

#[track_caller]
fn fits(schema: &jsonschema::Validator, log: &str) -> Value {
    let log: Value = serde_json::from_str(log).expect("json");
    let wrong: Vec<String> =
        schema.iter_errors(&log).map(|error| format!("{}: {error}", error.instance_path())).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    log
}

#[test]
fn what_is_found_in_every_case_fits_the_schema() {
    let schema = schema();
    let mut results = 0;
    for path in folder::files("tests/ui", &["prepose", "app"]) {
        let mut sources = Sources::default();
        let root = sources.add(path.display().to_string(), std::fs::read_to_string(&path).expect("a case"));
        let checked = typed::check(&mut sources, root, &Disk, &Default::default(), &Default::default());
        let log = fits(&schema, &sarif(&checked.diagnostics, &sources));
        let found = log["runs"][0]["results"].as_array().expect("results");
        assert_eq!(found.len(), checked.diagnostics.len());
        results += found.len();
    }
    assert!(results > 100, "only {results} findings");
}

#[test]
fn every_code_with_all_that_can_be_said_of_a_finding_fits_the_schema() {
    let mut sources = Sources::default();
    let texts = [
        sources.add("a b/ü.prepose", "APP arms:\n"),
        sources.add(Path::new("/").join("arms.prepose").display().to_string(), "APP arms:\n"),
        sources.add_from(Origin::Stream, "<stdin>", "APP arms:\n"),
        sources.add_from(Origin::Library, "stdlib/safety.prepose", "SAFETY arms:\n"),
    ];
    let pictures = Pictures { still: "out/a b.svg".to_string(), page: Some("out/a.html".to_string()) };
    let place = |of: usize| Span { source: texts[of % texts.len()], start: 4, end: 8 };
    let found: Vec<Diagnostic> = Code::ALL
        .iter()
        .enumerate()
        .map(|(i, &code)| Diagnostic::new(code, place(i), "`a` is wrong").and(place(i + 1), "here").help("mend it"))
        .collect();
    let said = found.iter().enumerate().map(|(i, found)| RenderedFinding {
        accepted: (i % 2 == 0).then_some("it is meant"),
        with: (i % 3 == 0).then_some("other"),
        witness: (i % 5 == 0).then_some(&pictures),
        ..RenderedFinding::from(found)
    });
    let log = fits(&schema(), &sarif(said, &sources));
    assert_eq!(log["runs"][0]["results"].as_array().map(Vec::len), Some(Code::ALL.len()));
}

/// A schema that takes anything would prove nothing.
#[test]
fn what_is_not_sarif_does_not_fit() {
    let mut sources = Sources::default();
    let source = sources.add("arms.prepose", "APP arms:\n");
    let found = [Diagnostic::new(Code::MayFire, Span { source, start: 4, end: 8 }, "a")];
    let good: Value = serde_json::from_str(&sarif(&found, &sources)).expect("json");
    let schema = schema();
    assert!(schema.is_valid(&good));
    for (pointer, value) in [
        ("/version", "2.0.0".into()),
        ("/runs/0/results/0/level", "grave".into()),
        ("/runs/0/results/0/ruleIndex", (-2).into()),
        ("/runs/0/results/0/locations/0/physicalLocation/region/startLine", 0.into()),
        ("/runs/0/tool/driver/rules/0/id", Value::Null),
    ] {
        let mut bad = good.clone();
        *bad.pointer_mut(pointer).unwrap_or_else(|| panic!("{pointer} is there")) = value;
        assert!(!schema.is_valid(&bad), "{pointer}");
    }
}
