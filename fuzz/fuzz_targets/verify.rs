#![no_main]
//! The verifier, on one or two small gestures: it ends, it points into the texts, and it says the same on two threads and
//! from what was kept.

use std::collections::HashMap;
use std::sync::Mutex;
use std::sync::atomic::AtomicBool;

use libfuzzer_sys::arbitrary::{self, Arbitrary, Unstructured};
use libfuzzer_sys::fuzz_target;
use prepose::source::SourceId;
use prepose::typed::{self, CheckLimits, Checked, Gesture};
use prepose::verify::{self, Effort, Job, Key, Options, Report, Store, Verdict};

use statement::{Sides, statement};
use tape::Choices;

#[allow(dead_code)]
#[path = "../../tests/properties/statement.rs"]
mod statement;
#[allow(dead_code)]
#[path = "../../tests/properties/tape.rs"]
mod tape;
mod text;

/// Statements of all gestures, and of all rules, so that one run takes well below a second.
const STATEMENTS: usize = 10;
/// Statements of a gesture with a change from step to step: it takes seconds to give up on its motion.
const CHANGES: usize = 2;

/// A text, and which rules it is held against.
#[derive(Debug)]
struct Input {
    text: String,
    standard: bool,
}

impl<'a> Arbitrary<'a> for Input {
    fn arbitrary(bytes: &mut Unstructured<'a>) -> arbitrary::Result<Input> {
        let bytes = bytes.bytes(bytes.len())?;
        let text = String::from_utf8_lossy(bytes);
        // what is no text of ours is a list of choices
        let text = if text.contains("POSE") { text.into_owned() } else { generated(&mut Bytes(bytes.iter())) };
        Ok(Input { text, standard: bytes.len() % 4 != 0 })
    }
}

fuzz_target!(|input: Input| {
    let limits = CheckLimits { steps: 20, statements: 50, imports: 4, module_statements: 500 };
    let (sources, source, checked) = text::check(input.text, &limits);
    let Some((gestures, rules)) = small(&checked, input.standard) else { return };
    let alone = look(&gestures, &rules, source, 1, None);
    hold_to_the_table(&alone);
    text::show(alone.findings().iter().map(|finding| &finding.diagnostic).chain(alone.rules()), &sources);
    let kept = Kept::default();
    assert_eq!(said(&look(&gestures, &rules, source, 2, Some(&kept))), said(&alone), "one thread and two");
    assert_eq!(said(&look(&gestures, &rules, source, 1, Some(&kept))), said(&alone), "found and kept");
});

/// The first gestures of a text that are small, and the rules that they are held against: the anatomy or all of the
/// standard library, and the text's own. Nothing for a text without any, and for one with many rules.
fn small(checked: &Checked, standard: bool) -> Option<(Vec<&Gesture>, verify::Rules)> {
    let mut room = STATEMENTS;
    let fits = |gesture: &&Gesture| {
        let statements = gesture.nodes.iter().map(|node| node.statements.len()).sum();
        let left = room.checked_sub(statements).filter(|_| statements <= CHANGES || !changes(gesture));
        room = left.unwrap_or(room);
        left.is_some()
    };
    let gestures: Vec<&Gesture> = checked.module.gestures.iter().filter(fits).take(2).collect();
    let mut own = checked.module.rules.clone();
    if checked.has_errors() {
        own = typed::Rules::default();
    }
    // one that nobody can keep may take half a minute to be told so, for rules are worth all effort
    own.anatomy.retain(|rule| rule.statements.len() == 1);
    own.safety.retain(|rule| rule.statements.len() == 1);
    let regions = own.idle.iter().map(|region| region.statements.len());
    let protected = own.protected.iter().flat_map(|gesture| &gesture.nodes).map(|node| node.statements.len());
    let statements: usize = regions.chain(protected).chain([own.anatomy.len(), own.safety.len()]).sum();
    if (gestures.is_empty() && own.is_empty()) || statements > STATEMENTS {
        return None;
    }
    let all = typed::standard_rules();
    let mut rules = match standard {
        true => all.clone(),
        false => typed::Rules { anatomy: all.anatomy.clone(), ..typed::Rules::default() },
    };
    rules.extend(own);
    if gestures.iter().any(|gesture| changes(gesture)) {
        // and as long on each motion in which somebody makes it and does something else too
        rules.idle.clear();
        rules.protected.clear();
    }
    Some((gestures, verify::Rules::new(&rules)))
}

fn changes(gesture: &Gesture) -> bool {
    let mut statements = gesture.nodes.iter().flat_map(|node| &node.statements);
    statements.any(|statement| statement.constraints.iter().any(|constraint| constraint.is_relative()))
}

fn look(gestures: &[&Gesture], rules: &verify::Rules, own: SourceId, jobs: usize, store: Option<&dyn Store>) -> Report {
    let options = Options { jobs, effort: Effort { parts: 2, ..Effort::default() }, ..Options::default() };
    verify::verify(&Job {
        gestures,
        rules,
        own: &[own],
        options: &options,
        store,
        progress: &|_, _| {},
        stop: &AtomicBool::new(false),
    })
}

/// Each required verdict that is not proved has a finding with one of its codes.
fn hold_to_the_table(report: &Report) {
    for (i, gesture) in report.gestures().iter().enumerate() {
        let own = || report.findings().iter().filter(|found| found.gesture == i && found.partner.is_none());
        for (property, verdict) in gesture.verdicts.iter().filter(|(property, _)| property.is_required()) {
            let told = own().any(|found| property.codes().contains(&found.code()));
            assert!(told || *verdict == Verdict::Proved, "{}: {property:?} {verdict:?}", gesture.name);
        }
    }
}

/// Everything of a report that is told.
fn said(report: &Report) -> Vec<String> {
    let gestures = report.gestures().iter().map(|gesture| format!("{} {:?}", gesture.name, gesture.verdicts));
    let pairs =
        report.pairs().iter().map(|pair| format!("{} {} {:?} {:?}", pair.a, pair.b, pair.verdict, pair.every_way));
    let findings = report.findings().iter().map(|finding| {
        format!("{} {:?} {:?} {:?}", finding.gesture, finding.with, finding.diagnostic, finding.accepted)
    });
    let rules = report.rules().iter().map(|found| format!("{found:?}"));
    gestures.chain(pairs).chain(findings).chain(rules).collect()
}

/// Answers in memory.
#[derive(Default)]
struct Kept(Mutex<HashMap<Key, Vec<u8>>>);

impl Store for Kept {
    fn get(&self, key: &Key) -> Option<Vec<u8>> {
        self.0.lock().expect("no thread panicked").get(key).cloned()
    }

    fn put(&self, key: Key, value: Vec<u8>) {
        self.0.lock().expect("no thread panicked").insert(key, value);
    }
}

/// Each byte is a choice; zeros follow the last.
struct Bytes<'a>(std::slice::Iter<'a, u8>);

impl Choices for Bytes<'_> {
    fn next(&mut self) -> u64 {
        self.0.next().map_or(0, |&byte| byte.into())
    }
}

/// An app of one or two gestures, sometimes with rules of its own.
fn generated(choose: &mut impl Choices) -> String {
    let mut text = "APP fuzz:\n".to_string();
    for g in 0..1 + choose.below(2) {
        text.push_str(&format!("  GESTURE g-{g}:\n"));
        let poses = 1 + choose.below(2);
        for p in 0..poses {
            text.push_str(&format!("    POSE p-{g}-{p}: {}.\n", statements(choose)));
        }
        let steps: Vec<String> = (0..poses).map(|p| step(choose, &format!("p-{g}-{p}"), p > 0)).collect();
        text.push_str(&format!("    EXECUTION: {}.\n", steps.join(", ")));
    }
    if choose.chance(20) {
        let rules = match choose.below(4) {
            0 => format!("SAFETY own: NEVER n: {}.\n", statements(choose)),
            1 => format!("ANATOMY own: ALWAYS a: {}.\n", statements(choose)),
            2 => format!("IDLE own: POSE i: {}.\n", statements(choose)),
            _ => format!("PROTECTED own: GESTURE s: POSE s: {}. EXECUTION: s.\n", statements(choose)),
        };
        text.push_str(&rules);
    }
    text
}

fn step(choose: &mut impl Choices, pose: &str, follows: bool) -> String {
    let pace = if follows { choose.pick(&["", "", "slowly ", "rapidly "]) } else { "" };
    let hold = choose.pick(&["", "", " and hold for 0.5 seconds"]);
    let within = choose.pick(&["", "", " within 1 second"]);
    format!("{pace}{pose}{hold}{within}")
}

fn statements(choose: &mut impl Choices) -> String {
    let open = choose.chance(20);
    let mut all = Vec::new();
    if open {
        all.push("point your either wrist up within 40 degrees".to_string());
    }
    for _ in 0..1 + choose.below(3) {
        all.push(statement(choose, if open { Sides::Open } else { Sides::Named }));
    }
    all.join(", ")
}
