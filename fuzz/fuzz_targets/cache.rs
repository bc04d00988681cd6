#![no_main]
//! The kept answers of the verifier, from any bytes: a file that others wrote answers nothing, and what carries our mark,
//! whatever it says, breaks nothing and points nowhere but into the gestures that were asked about.

use std::path::PathBuf;
use std::sync::atomic::AtomicBool;
use std::sync::{LazyLock, Mutex};

use libfuzzer_sys::arbitrary::{self, Arbitrary};
use libfuzzer_sys::fuzz_target;
use prepose::diagnostic::Code;
use prepose::driver::Cache;
use prepose::source::Sources;
use prepose::typed::{CheckLimits, Gesture};
use prepose::verify::{Effort, Job, Key, Options, Property, Report, Rules, Store, verify};
use serde_json::{Value, json};

mod text;

/// Gestures that are quickly proved, with findings about one and about two.
const TEXT: &str = "APP kept:
  GESTURE raise:
    POSE raised: point your right arm up within 50 degrees.
    EXECUTION: raised.
  GESTURE reach:
    POSE reached: point your right arm up, put your right hand above your head.
    EXECUTION: reached.
  GESTURE never:
    POSE not-at-all: point your left arm up, point your left arm down.
    EXECUTION: not-at-all.
";

struct Asked {
    sources: Sources,
    gestures: Vec<Gesture>,
    /// Each question's name and its honest answer.
    answers: Vec<(Key, Vec<u8>)>,
}

static ASKED: LazyLock<Asked> = LazyLock::new(|| {
    let (sources, _, checked) = text::check(TEXT, &CheckLimits::default());
    assert!(checked.diagnostics.is_empty(), "{:?}", checked.diagnostics);
    let gestures = checked.module.gestures;
    let noted = Noted::default();
    let report = look(&gestures, &noted);
    assert!(report.findings().len() > 2, "{:?}", report.findings());
    let answers = noted.0.into_inner().expect("no thread panicked");
    assert_eq!(answers.len(), 6, "three gestures and three pairs");
    Asked { sources, gestures, answers }
});

/// Knows nothing, and notes what it is told.
#[derive(Default)]
struct Noted(Mutex<Vec<(Key, Vec<u8>)>>);

impl Store for Noted {
    fn get(&self, _: &Key) -> Option<Vec<u8>> {
        None
    }

    fn put(&self, key: Key, value: Vec<u8>) {
        self.0.lock().expect("no thread panicked").push((key, value));
    }
}

fn look(gestures: &[Gesture], store: &dyn Store) -> Report {
    let gestures: Vec<&Gesture> = gestures.iter().collect();
    let options = Options { effort: Effort { parts: 2, ..Effort::default() }, ..Options::default() };
    verify(&Job {
        gestures: &gestures,
        rules: &Rules::default(),
        own: &[],
        options: &options,
        store: Some(store),
        progress: &|_, _| {},
        stop: &AtomicBool::new(false),
    })
}

#[derive(Debug, Arbitrary)]
struct Input {
    /// The whole file as somebody else wrote it, behind our magic number or not.
    foreign: Option<(bool, Vec<u8>)>,
    /// What carries our mark, question by question.
    marked: [Answer; 6],
    /// Bytes of the marked file that are changed behind our back, and where it is cut short.
    damage: Vec<(u16, u8)>,
    cut: Option<u16>,
}

#[derive(Debug, Arbitrary)]
enum Answer {
    Honest,
    /// The honest one, other bytes put into it.
    Edited(Vec<Edit>),
    /// One in the form of an answer.
    Formed {
        verdicts: Vec<(u8, u8)>,
        number: Option<f64>,
        findings: Vec<Found>,
    },
    Raw(Vec<u8>),
}

#[derive(Debug, Arbitrary)]
struct Edit {
    at: u16,
    gone: u8,
    put: Vec<u8>,
}

#[derive(Debug, Arbitrary)]
struct Found {
    gesture: u8,
    code: u8,
    with: Option<String>,
    message: String,
    help: Option<String>,
    labels: Vec<(u8, Option<u8>, Option<u8>, String)>,
}

fuzz_target!(|input: Input| {
    let folder = Folder::new();
    let asked = &*ASKED;
    if let Some((ours, bytes)) = &input.foreign {
        let magic: &[u8] = if *ours { b"prepose-answers\x01" } else { b"" };
        folder.write(&[magic, bytes].concat());
        let cache = folder.cache();
        assert!(asked.answers.iter().all(|(key, _)| cache.get(key).is_none()), "a file without our mark answers");
    }
    let answers: Vec<(Key, Vec<u8>)> =
        asked.answers.iter().zip(&input.marked).map(|((key, honest), answer)| (*key, answer.bytes(honest))).collect();
    let cache = folder.cache();
    answers.iter().for_each(|(key, value)| cache.put(*key, value.clone()));
    cache.save();
    let whole = input.damage.is_empty() && input.cut.is_none();
    if !whole {
        folder.damage(&input);
    }
    let cache = folder.cache();
    for (key, value) in &answers {
        let got = cache.get(key);
        assert!(got.as_ref().map_or(!whole, |got| got == value), "what is kept comes back as it was or not at all");
    }
    let report = look(&asked.gestures, &cache);
    for finding in report.findings() {
        assert!(finding.gesture < asked.gestures.len(), "{finding:?}");
        for label in &finding.diagnostic.labels {
            let span = label.span;
            let within = |text: prepose::source::Span| {
                text.source == span.source && text.start <= span.start && span.end <= text.end
            };
            assert!(asked.gestures.iter().any(|gesture| within(gesture.text)), "{finding:?}");
        }
    }
    text::show(report.findings().iter().map(|finding| &finding.diagnostic), &asked.sources);
    cache.save();
});

impl Answer {
    fn bytes(&self, honest: &[u8]) -> Vec<u8> {
        match self {
            Answer::Honest => honest.to_vec(),
            Answer::Edited(edits) => {
                let mut bytes = honest.to_vec();
                for edit in edits {
                    let at = usize::from(edit.at) % (bytes.len() + 1);
                    let end = (at + usize::from(edit.gone)).min(bytes.len());
                    bytes.splice(at..end, edit.put.iter().copied());
                }
                bytes
            }
            Answer::Formed { verdicts, number, findings } => {
                let verdicts: Vec<Value> = verdicts.iter().map(|&(p, v)| json!([property(p), verdict(v)])).collect();
                let findings: Vec<Value> = findings.iter().map(Found::value).collect();
                // what the one kind does not ask for it does not mind
                let form = json!({
                    "verdicts": verdicts,
                    "margin": number.map(|number| json!({ "degrees": number, "centimeters": number })),
                    "verdict": verdict(verdicts.len() as u8),
                    "every_way": verdict(findings.len() as u8),
                    "distance": number,
                    "findings": findings,
                });
                form.to_string().into_bytes()
            }
            Answer::Raw(bytes) => bytes.clone(),
        }
    }
}

impl Found {
    fn value(&self) -> Value {
        let place = |&(gesture, node, statement, ref message): &(u8, Option<u8>, Option<u8>, String)| {
            let place = json!({
                "gesture": number(gesture), "node": node.map(number), "statement": statement.map(number),
            });
            json!([place, message])
        };
        let labels: Vec<Value> = self.labels.iter().map(place).collect();
        json!({
            "gesture": number(self.gesture),
            "code": Code::ALL[usize::from(self.code) % Code::ALL.len()].as_str(),
            "with": self.with,
            "message": self.message,
            "help": self.help,
            "labels": labels,
        })
    }
}

fn property(choice: u8) -> &'static str {
    Property::ALL[choice as usize % Property::ALL.len()].name()
}

fn verdict(choice: u8) -> Value {
    match choice % 3 {
        0 => json!({ "verdict": "proved" }),
        1 => json!({ "verdict": "refuted" }),
        _ => json!({ "verdict": "undecided", "reason": "" }),
    }
}

/// Mostly one that there is, or the next; sometimes one beyond everything.
fn number(choice: u8) -> u64 {
    if choice < 240 { u64::from(choice % 4) } else { u64::MAX >> (choice % 16) }
}

/// A folder that is taken away with the run.
struct Folder(PathBuf);

impl Folder {
    fn new() -> Folder {
        let path = std::env::temp_dir().join(format!("prepose-fuzz-cache-{}", std::process::id()));
        std::fs::create_dir_all(&path).expect("a new folder");
        Folder(path)
    }

    fn cache(&self) -> Cache {
        Cache::at(&self.0, &self.0.join("state")).expect("a place for the key")
    }

    fn write(&self, bytes: &[u8]) {
        std::fs::write(self.0.join("answers"), bytes).expect("the file can be written");
    }

    fn damage(&self, input: &Input) {
        let mut bytes = std::fs::read(self.0.join("answers")).expect("the file was written");
        for &(at, change) in &input.damage {
            let at = usize::from(at) % bytes.len();
            bytes[at] ^= change;
        }
        bytes.truncate(input.cut.map_or(usize::MAX, usize::from));
        self.write(&bytes);
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}
