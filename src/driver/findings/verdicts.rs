//! Verdicts as JSON.

use serde_json::{Map, Value, json};

use crate::driver::prove::Proved;
use crate::driver::witness::WitnessFiles;
use crate::verify::Verdict;

/// `{"solver", "gestures": [...], "pairs": [...]}`: of each gesture its app, its name, the verdict over all that is
/// required, that of each property, its margin (null where none was computed), seconds, those of
/// them for validity and safety, and the files that show it; of each pair both gestures, the verdict for ordinary
/// performances, that for every way of doing them, the distance in degrees (or null), and seconds.
pub fn json(proved: &Proved, pictures: &WitnessFiles) -> Value {
    let report = &proved.report;
    let gesture = |(gesture, pictures): (&crate::verify::GestureReport, &Option<_>)| {
        let properties: Map<String, Value> = gesture
            .verdicts
            .iter()
            .map(|(property, verdict)| (json!(property).as_str().unwrap_or_default().to_string(), json!(verdict)))
            .collect();
        let pictures: &Option<crate::diagnostic::render::Pictures> = pictures;
        let mut object = json!({
            "app": gesture.app,
            "name": gesture.name,
            "properties": properties,
            "margin": gesture.margin,
            "seconds": gesture.seconds,
            "safety_seconds": gesture.safety_seconds,
            "witness": pictures.as_ref().map(|pictures| json!({ "still": pictures.still, "page": pictures.page })),
        });
        put(&mut object, &proved.verdict(gesture));
        object
    };
    let name = |i: usize| json!({ "app": proved.gestures[i].app, "name": proved.gestures[i].name });
    let pair = |pair: &crate::verify::PairReport| {
        let mut object = json!({
            "a": name(pair.a),
            "b": name(pair.b),
            "every_way": pair.every_way,
            "distance": pair.distance,
            "seconds": pair.seconds,
        });
        put(&mut object, &pair.verdict);
        object
    };
    json!({
        "solver": report.solver(),
        "gestures": report.gestures().iter().zip(&pictures.gestures).map(gesture).collect::<Vec<_>>(),
        "pairs": report.pairs().iter().map(pair).collect::<Vec<_>>(),
    })
}

fn put(object: &mut Value, verdict: &Verdict) {
    if let (Value::Object(object), Value::Object(verdict)) = (object, json!(verdict)) {
        object.extend(verdict);
    }
}
