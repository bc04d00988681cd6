//! What is printed for programs is what its schema says, and the schema says all of it.

use serde_json::{Map, Value, json};

use super::support::{Folder, LEGS, RAISE, SLIP};

/// The schema that the command prints, made strict: a key that it does not name is an error here, though readers are
/// asked to pass over it.
fn schema(folder: &Folder, name: &str) -> jsonschema::Validator {
    let ran = folder.run(&["schema", name]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let mut schema: Value = serde_json::from_str(&ran.out).expect("json");
    jsonschema::meta::validate(&schema).expect("it is a schema");
    close(&mut schema);
    jsonschema::validator_for(&schema).expect("a schema")
}

fn close(schema: &mut Value) {
    match schema {
        Value::Object(object) => {
            object.values_mut().for_each(close);
            if object.get("properties").is_some_and(|properties| properties.get("$ref").is_none())
                && object.contains_key("required")
            {
                object.entry("additionalProperties").or_insert(json!(false));
            }
        }
        Value::Array(list) => list.iter_mut().for_each(close),
        _ => {}
    }
}

#[track_caller]
fn is_valid(schema: &jsonschema::Validator, text: &str) -> Value {
    let value: Value = serde_json::from_str(text).expect("json");
    let errors: Vec<String> =
        schema.iter_errors(&value).map(|error| format!("{} at {}", error, error.instance_path())).collect();
    assert_eq!(errors, [""; 0], "{text}");
    value
}

fn folder() -> Folder {
    let folder = Folder::new();
    folder.write("raise.prepose", RAISE);
    folder.write("slip.prepose", SLIP);
    folder.write("legs.prepose", LEGS);
    let text = "APP b:\n  GESTURE never:\n    POSE p: point your left arm up, put your left hand below your left hip.\n    \
                EXECUTION: p.\n";
    folder.write("never.prepose", text);
    folder
}

#[test]
fn the_files_are_what_the_command_prints() {
    let folder = Folder::new();
    let listed = folder.run(&["schema"]).out;
    let names: Vec<&str> = listed.lines().filter_map(|line| line.split(' ').next()).collect();
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/schemas");
    for name in &names {
        let file = std::fs::read_to_string(root.join(format!("{name}.json"))).expect("a schema");
        assert_eq!(folder.run(&["schema", name]).out, file);
    }
    assert_eq!(std::fs::read_dir(root).expect("the schemas").count(), names.len());
    let ran = folder.run(&["schema", "chekc"]);
    assert!(ran.code == 2 && ran.err.contains("did you mean `check`?"), "{}", ran.err);
}

#[test]
fn inspections_are_as_their_schema_says() {
    let folder = folder();
    let inspect = schema(&folder, "inspect");
    let frames = folder.run(&["perform", "raise", "raise.prepose"]).out;
    folder.write("whole.jsonl", &frames);
    folder.write("cut.jsonl", &frames[..frames.len() - 40]);
    folder.write("empty.jsonl", "{\"prepose\":\"frames\",\"version\":1}\n");
    for (name, code) in [("whole.jsonl", 0), ("cut.jsonl", 1), ("empty.jsonl", 0)] {
        let ran = folder.run(&["inspect", "--json", name, "--gestures", "raise.prepose"]);
        assert_eq!(ran.code, code, "{}", ran.err);
        is_valid(&inspect, &ran.out);
    }
}

#[test]
fn checks_are_as_their_schemas_say() {
    let folder = folder();
    let (check, report) = (schema(&folder, "check"), schema(&folder, "report"));
    for arguments in [
        &["slip.prepose"][..],
        &["raise.prepose", "--syntax-only"],
        &["legs.prepose"],
        &["legs.prepose", "--together", "raise.prepose", "never.prepose", "--witness", "out"],
        &["legs.prepose", "--min-margin", "3", "--effort", "1"],
    ] {
        let ran = folder.run(&[&["check", "--format", "json", "--no-cache"], arguments].concat());
        is_valid(&check, &ran.out);
    }
    folder.run(&["verify-report", "legs.prepose", "never.prepose", "--no-cache", "-o", "out.json"]);
    let value = is_valid(&report, &folder.read("out.json"));
    assert!(value["rules"].as_array().is_some_and(|rules| !rules.is_empty()));
    // the report is the check's object with the rules
    let mut object: Map<String, Value> = value.as_object().expect("an object").clone();
    object.remove("rules");
    is_valid(&check, &Value::Object(object).to_string());
    // and a schema that takes everything would be none
    assert!(!check.is_valid(&json!({ "version": 1 })));
    assert!(!check.is_valid(&json!({ "version": 1, "findings": [], "more": 1 })));
    assert!(!check.is_valid(&json!({ "version": 2, "findings": [] })));
}

#[test]
fn events_and_lists_are_as_their_schemas_say() {
    let folder = folder();
    let (event, list) = (schema(&folder, "event"), schema(&folder, "list"));
    assert_eq!(folder.run(&["perform", "raise", "raise.prepose", "--people", "2", "-o", "p.jsonl"]).code, 0);
    assert_eq!(folder.run(&["perform", "squat", "legs.prepose", "-o", "q.jsonl"]).code, 0);
    // a step between the first and the last is one of its own
    folder
        .write("twice.prepose", RAISE.replace("      high.\n", "      high,\n      low.\n").replace("raise", "twice"));
    assert_eq!(folder.run(&["perform", "twice", "twice.prepose", "-o", "t.jsonl"]).code, 0);
    let mut kinds = std::collections::BTreeSet::new();
    for arguments in [
        &["raise.prepose", "--source", "p.jsonl", "--progress"][..],
        &["twice.prepose", "--source", "t.jsonl"],
        &["raise.prepose", "--source", "p.jsonl", "q.jsonl", "--why", "raise"],
        &["legs.prepose", "--source", "q.jsonl", "p.jsonl", "--why", "squat"],
    ] {
        let ran = folder.run(&[&["run", "--format", "json"], arguments].concat());
        assert_eq!(ran.code, 0, "{}", ran.err);
        for line in ran.out.lines() {
            let value = is_valid(&event, line);
            kinds.insert(value["event"].as_str().expect("a kind").to_string());
        }
    }
    let kinds: Vec<&str> = kinds.iter().map(String::as_str).collect();
    for kind in ["completed", "progress", "started", "step-reached", "why"] {
        assert!(kinds.contains(&kind), "{kind} in {kinds:?}");
    }
    assert!(
        !event.is_valid(&json!({ "time": 0, "body": 1, "app": "a", "gesture": "g", "event": "started", "joint": 1 }))
    );
    folder.write("rules.prepose", "SAFETY mine:\n  NEVER over:\n    put your either hand above your head.\n");
    is_valid(&list, &folder.run(&["list", "--json"]).out);
    is_valid(&list, &folder.run(&["list", "--json", concat!(env!("CARGO_MANIFEST_DIR"), "/stdlib")]).out);
}
