//! What files say that they do not know, and how each is held.

use super::Row;

/// A row that means the same everywhere.
const fn row(claim: &'static str, words: &'static [&'static str], paths: &'static [&'static str]) -> Row {
    Row { claim, within: "", words, paths }
}

const fn within(within: &'static str, row: Row) -> Row {
    Row { within, ..row }
}

const MATCHER: &str = "crates/prepose-matcher/src/";
const SENSOR: &str = "crates/prepose-sensor/src/";
const EVENT: &str = "crates/prepose-event/src/";

pub const ROWS: &[Row] = &[
    // anywhere
    row("gestures", &["gesture", "gestures"], &[]),
    row("other gestures", &["gestures"], &["prepose::verify::property::interference"]),
    row("files", &[], &["std::fs", "std::io"]),
    row("the command line", &["arguments"], &["std::env", "std::process", "clap", "prepose::driver"]),
    row("bodies", &["body", "bodies"], &[]),
    row("poses", &["pose", "poses"], &[]),
    row("time", &["time", "times", "seconds", "since", "duration"], &["std::time"]),
    row("steps", &["step", "steps", "node", "nodes"], &[]),
    row("frames", &["frame", "frames"], &[]),
    row("programs", &[], &["prepose_matcher::Program", "prepose_matcher::program::Program", "prepose::translate"]),
    row("solvers", &["solver"], &["z3"]),
    row("matchers", &[], &["prepose_matcher::Matcher", "prepose_matcher::matcher"]),
    row("verifiers", &[], &["prepose::verify"]),
    row("recordings", &["recording", "recordings"], &["prepose_sensor"]),
    row("noise", &["noise", "noises"], &[]),
    row("people", &["person", "people"], &[]),
    // the matcher
    within(MATCHER, row("other frames", &["frames", "previous", "before"], &[])),
    within(MATCHER, row("any person", &["person", "people"], &["prepose_matcher::frame"])),
    within(MATCHER, row("positions", &["position", "positions", "vector3"], &["nalgebra"])),
    within(MATCHER, row("sensors", &["sensor", "sensors", "recording"], &[])),
    within(MATCHER, row("where frames come from", &["sensor", "recording", "file"], &["std::io", "std::fs"])),
    within(MATCHER, row("where events go", &["wire", "json", "subscriber"], &["std::io", "std::fs"])),
    within(MATCHER, row("how conditions are evaluated", &["atom", "atoms"], &["prepose_matcher::quantity"])),
    within(MATCHER, row("how a program is run", &["matcher"], &["prepose_matcher::matcher"])),
    within(MATCHER, row("what the tables mean", &[], &["prepose_matcher::matcher", "prepose_matcher::quantity"])),
    within(MATCHER, row("bytes", &["bytes", "wire"], &["prepose_matcher::program::wire"])),
    within(MATCHER, row("what it is that holds", &["condition", "conditions", "test", "tests", "gesture"], &[])),
    within(MATCHER, row("bounds", &["bound", "bounds"], &[])),
    within(MATCHER, row("what is kept at a place", &["state", "kept"], &["prepose_matcher::matcher"])),
    // the sensor
    within(SENSOR, row("how formats are read", &["reader", "readers"], &["prepose_sensor::reader"])),
    within(
        SENSOR,
        row(
            "what any format looks like",
            &[],
            &["prepose_sensor::reader", "prepose_sensor::fields", "prepose_sensor::scan"],
        ),
    ),
    within(SENSOR, row("formats", &["format", "formats"], &["prepose_sensor::format", "prepose_sensor::reader"])),
    within(SENSOR, row("which line of which file it is", &["file", "path"], &["std::path", "prepose_sensor::lines"])),
    within(SENSOR, row("what a field means", &["joint", "frame"], &["prepose_sensor::joint_set"])),
    within(SENSOR, row("what a line means", &["joint", "frame"], &["prepose_matcher", "prepose_sensor::fields"])),
    within(SENSOR, row("the file's name", &["path", "file"], &["std::path"])),
    within(SENSOR, row("the limits", &["limits"], &[])),
    within(SENSOR, row("the other frames' times", &["previous"], &["prepose_sensor::recording"])),
    within(SENSOR, row("what the numbers mean", &[], &["prepose_matcher"])),
    within(SENSOR, row("how a format looks inside", &[], &["prepose_sensor::fields", "prepose_sensor::scan"])),
    within(SENSOR, row("what stands around the number", &["line", "field"], &["prepose_sensor::fields"])),
    // events
    within(EVENT, row("streams", &["stream", "streams", "reader", "writer"], &["std::io", "std::net"])),
    // the front end
    within("src/source", row("the language", &["word", "token"], &["prepose::syntax", "prepose::typed"])),
    within("src/diagnostic", row("gestures", &[], &["prepose::syntax", "prepose::typed", "prepose::verify"])),
    within("src/syntax", row("what names mean", &["scope", "declared"], &["prepose::typed"])),
    within("src/translate", row("syntax", &["ast"], &["prepose::syntax"])),
    // the oracle
    within(
        "src/interpret",
        row("how the matcher works", &[], &["prepose_matcher::Matcher", "prepose_matcher::matcher"]),
    ),
    within("src/interpret", row("bodies' shapes", &["joint", "joints", "bone"], &["prepose_matcher::Joint"])),
    within("src/interpret", row("the order in which steps are tried", &["rev"], &["prepose::interpret::pass"])),
    within("src/interpret", row("other bodies", &["bodies"], &[])),
    // performances
    within("src/synthesis", row("what comes before or after", &["previous"], &["prepose::synthesis::plan"])),
    within("src/synthesis", row("sizes", &["size", "sizes", "scale"], &["prepose::synthesis::person"])),
    within("src/synthesis", row("places", &["places", "position"], &["prepose::synthesis::person"])),
    within("src/synthesis", row("other paths", &["paths"], &["prepose::synthesis::paths"])),
    within("src/synthesis", row("other people", &["people"], &[])),
    within(
        "src/synthesis",
        row("how a performance is made", &[], &["prepose::synthesis::plan", "prepose::synthesis::solve"]),
    ),
    within(
        "src/synthesis",
        row("how postures are found", &[], &["prepose::synthesis::solve", "prepose::synthesis::objective"]),
    ),
    within("src/synthesis", row("other attempts", &["attempt", "attempts"], &[])),
    within(
        "src/synthesis",
        row("how the frames were made", &["noise", "person"], &["prepose::synthesis", "prepose::posture"]),
    ),
    within(
        "src/synthesis",
        row("how the step was found impossible", &["objective"], &["prepose::synthesis::solve::solve"]),
    ),
    within("src/synthesis", row("limits", &["limit", "limits"], &[])),
    // facts about bodies
    within("src/facts", row("what is asked of facts", &[], &["prepose::decide::query", "prepose::decide::procedure"])),
    within("src/decide", row("texts", &["span", "diagnostic"], &["prepose::source", "prepose::syntax"])),
    within("src/decide", row("who asks", &[], &["prepose::typed", "prepose::verify", "prepose::synthesis"])),
    within("src/decide", row("how answers are found", &[], &["prepose::decide::search", "prepose::decide::procedure"])),
    within("src/decide", row("how bodies are found", &[], &["prepose::decide::search::descent", "nalgebra"])),
    within(
        "src/decide",
        row("what is solved for", &["bone", "fact"], &["prepose::decide::fact", "prepose::decide::query"]),
    ),
    within("src/decide", row("facts", &["facts"], &["prepose::decide::fact::Fact"])),
    within("src/decide", row("what residuals mean", &["pose", "slack"], &["prepose::decide::fact::Fact"])),
    // proofs about gestures
    row("queries", &[], &["prepose::verify::query"]),
    within("src/verify", row("gestures but the protected ones", &[], &["prepose::verify::model::gesture"])),
    row("properties", &[], &["prepose::verify::property"]),
    within("src/verify", row("what the moments are", &[], &["prepose::verify::property::idle", "prepose::synthesis"])),
    within(
        "src/verify",
        row("how that was found out", &["facts"], &["prepose::verify::property::trace", "prepose::decide"]),
    ),
    within("src/verify", row("how they are found", &[], &["prepose::verify::query", "prepose::verify::property"])),
    within("src/verify", row("shown", &["render", "page"], &["prepose::diagnostic::render", "prepose::view"])),
    within("src/verify", row("how any is decided", &[], &["prepose::verify::query", "prepose::verify::property"])),
    within(
        "src/verify",
        row("how any property is decided", &[], &["prepose::verify::query", "prepose::verify::property"]),
    ),
    within(
        "src/verify",
        row("how a property is decided", &["fact"], &["prepose::decide::fact", "prepose::decide::search"]),
    ),
    within("src/verify", row("what they say", &["verdict"], &["prepose::verify::report::findings"])),
    within("src/verify", row("how any of it is found out", &["fact"], &["prepose::decide", "prepose::facts"])),
    within("src/verify", row("threads", &["thread", "threads"], &["std::thread", "std::sync"])),
    within("src/verify", row("stores", &["store"], &["prepose::verify::store"])),
    within("src/verify", row("which of these is an error", &["severity"], &["prepose::diagnostic"])),
    // pictures
    within("src/view", row("what the text says", &["gesture", "title"], &["prepose"])),
    within("src/view", row("colours", &["colour", "colours", "rgb"], &[])),
    within("src/view", row("markup", &["svg", "html"], &["prepose::view::escape", "prepose::view::page"])),
    within("src/view", row("how the page looks", &["colour", "css", "html"], &["prepose::view::page"])),
];
