//! How long proofs take: of each shipped gesture and pair, and how that grows with gestures and with statements.
//!
//! It prints tables and draws `target/growth.svg`. Times are medians of several runs on one thread; where all gestures are
//! verified together, all cores work.

use std::path::Path;
use std::sync::atomic::AtomicBool;
use std::time::Instant;

use prepose::decide::exact::{self, Exact, Side};
use prepose::decide::fact::{BoneSet, Fact};
use prepose::decide::query::Query;
use prepose::decide::{Answer, RefutedQuery, refute};
use prepose::source::Sources;
use prepose::typed::{self, Gesture};
use prepose::verify::{Effort, Job, Options, Report, Rules, Verdict, audit, verify};

#[path = "../tests/support/folder.rs"]
mod folder;
#[path = "verify/plot.rs"]
mod plot;
#[path = "../tests/support/sound.rs"]
mod sound;
#[path = "verify/texts.rs"]
mod texts;

use plot::{Curve, Plot};

/// Runs of which the median counts.
const RUNS: usize = 5;

fn main() {
    // cargo passes flags of its own; `--test` asks only whether it runs
    let short = std::env::args().any(|argument| argument == "--test");
    let runs = if short { 1 } else { RUNS };
    shipped(runs);
    against_z3(if short { 3 } else { 200 });
    let counts: &[usize] = if short { &[10] } else { &[25, 50, 100, 200] };
    let by_gestures = by_gestures(counts);
    let sizes: &[usize] = if short { &[4] } else { &[2, 4, 8, 16, 32, 64, 128, 256] };
    let by_statements = by_statements(sizes, runs);
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/growth.svg");
    let drawn = plot::draw(&[
        Plot {
            title: format!("all gestures with all pairs, {} threads", threads()),
            across: "gestures",
            curves: vec![by_gestures],
        },
        Plot {
            title: "one gesture of two poses, one thread".to_string(),
            across: "statements of a pose",
            curves: by_statements,
        },
    ]);
    match std::fs::write(&path, drawn) {
        Ok(()) => println!("\npicture: target/growth.svg"),
        Err(error) => println!("\nthe picture was not written: {error}"),
    }
}

fn gestures(text: &str) -> Vec<Gesture> {
    let (_, checked) = sound::check(&mut Sources::default(), "bench.prepose", text);
    checked.module.gestures
}

fn verified(gestures: &[Gesture], jobs: usize) -> Report {
    with_job(gestures, jobs, verify)
}

fn with_job<T>(gestures: &[Gesture], jobs: usize, verify: impl Fn(&Job) -> T) -> T {
    let gestures: Vec<&Gesture> = gestures.iter().collect();
    let rules = Rules::new(typed::standard_rules());
    let options = Options { jobs, ..Options::default() };
    let stop = AtomicBool::new(false);
    let own = [];
    let job = Job {
        gestures: &gestures,
        rules: &rules,
        own: &own,
        options: &options,
        store: None,
        progress: &|_, _| {},
        stop: &stop,
    };
    verify(&job)
}

/// The shipped gestures, pairs within their files.
fn shipped(runs: usize) {
    let files: Vec<Vec<Gesture>> = texts::shipped().iter().map(|text| gestures(text)).collect();
    let reports: Vec<Vec<Report>> =
        (0..runs).map(|_| files.iter().map(|gestures| verified(gestures, 1)).collect()).collect();
    // of each gesture and pair the median of its runs
    let of = |times: &dyn Fn(&Report) -> Vec<f64>| -> Vec<f64> {
        let by_run: Vec<Vec<f64>> =
            reports.iter().map(|run| run.iter().flat_map(times).collect::<Vec<f64>>()).collect();
        (0..by_run[0].len()).map(|i| median(by_run.iter().map(|run| run[i]).collect())).collect()
    };
    println!(
        "the shipped gestures, one thread, milliseconds{:>26} {:>9} {:>9} {:>9}",
        "count", "median", "97 %", "largest"
    );
    let safety = of(&|report| report.gestures().iter().map(|gesture| gesture.safety_seconds).collect());
    row("a gesture: can it be done, and done safely", safety);
    row("a gesture: everything", of(&|report| report.gestures().iter().map(|gesture| gesture.seconds).collect()));
    row("a pair", of(&|report| report.pairs().iter().map(|pair| pair.seconds).collect()));
    let undecided = reports[0].iter().flat_map(|report| report.gestures()).flat_map(|gesture| &gesture.verdicts);
    let undecided = undecided.filter(|(_, verdict)| matches!(verdict, Verdict::Undecided(_))).count();
    let pairs = || reports[0].iter().flat_map(|report| report.pairs());
    let ordinarily = pairs().filter(|pair| matches!(pair.verdict, Verdict::Undecided(_))).count();
    let however = pairs().filter(|pair| matches!(pair.every_way, Verdict::Undecided(_))).count();
    println!("undecided: {undecided} properties; {ordinarily} pairs as ordinarily done, {however} however done");
}

/// Small queries that were refuted, put to Z3 alone as polynomials over unit vectors.
fn against_z3(most: usize) {
    let proofs: Vec<RefutedQuery> =
        texts::shipped().iter().flat_map(|text| with_job(&gestures(text), 1, audit).1).collect();
    let (mut ours, mut theirs, mut answered) = (Vec::new(), Vec::new(), 0);
    let small = |proof: &&RefutedQuery| {
        let facts = proof.facts.iter().filter(|fact| fact.bones().common(proof.free_bones).within(proof.proof_bones));
        let bones =
            facts.clone().fold(BoneSet::default(), |set, fact| set.union(fact.bones().common(proof.free_bones)));
        // a length over more bones keeps Z3 from counting its steps
        let long = facts.clone().any(|fact| matches!(fact, Fact::Distance { terms, .. } if terms.len() > 2));
        (1..=3).contains(&bones.iter().count()) && !long
    };
    let chosen: Vec<&RefutedQuery> = proofs.iter().filter(small).collect();
    for proof in chosen.iter().step_by(chosen.len().div_ceil(most).max(1)) {
        let facts: Vec<&Fact> = proof.facts.iter().collect();
        let query =
            Query { facts: &facts, free_bones: proof.free_bones, proof_bones: proof.proof_bones, base: &proof.base };
        let start = Instant::now();
        let refuted = matches!(refute(&query, Effort::default()), Answer::Unsat(_));
        ours.push(start.elapsed().as_secs_f64());
        assert!(refuted);
        let sliced = query.sliced();
        let start = Instant::now();
        let said = exact::ask(&Query { facts: &sliced, ..query }, Side::Outward, 100_000);
        theirs.push(start.elapsed().as_secs_f64());
        answered += usize::from(matches!(said, Some(Exact::Unsat)));
    }
    let count = ours.len();
    let (ours, theirs) = (median(ours), median(theirs));
    println!(
        "\n{count} refuted questions about at most three bones, median: {:.3} ms here, {:.2} ms by Z3 alone, which refutes \
         {answered} of them: {:.0} times as long",
        1e3 * ours,
        1e3 * theirs,
        theirs / ours
    );
}

fn row(what: &str, mut seconds: Vec<f64>) {
    seconds.sort_by(f64::total_cmp);
    let at = |share: f64| 1e3 * seconds[((seconds.len() - 1) as f64 * share).round() as usize];
    println!("{what:<62} {:>9} {:>9.2} {:>9.2} {:>9.2}", seconds.len(), at(0.5), at(0.97), at(1.0));
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

/// Gestures as authors write them, all in one app.
fn by_gestures(counts: &[usize]) -> Curve {
    let jobs = threads();
    println!("\nmade-up gestures in one app, {jobs} threads");
    println!("{:>9} {:>9} {:>9} {:>12} {:>14}", "gestures", "pairs", "seconds", "ms a pair", "peak memory");
    let mut points = Vec::new();
    for &count in counts {
        let gestures = gestures(&texts::made_up(count));
        let start = Instant::now();
        let report = verified(&gestures, jobs);
        let seconds = start.elapsed().as_secs_f64();
        let pairs = report.pairs().len();
        let each = 1e3 * seconds / pairs as f64;
        println!("{count:>9} {pairs:>9} {seconds:>9.2} {each:>12.3} {:>10} MiB", peak_memory() >> 20);
        points.push((count as f64, seconds));
    }
    Curve { name: String::new(), points }
}

fn threads() -> usize {
    std::thread::available_parallelism().map_or(1, usize::from)
}

/// The most memory that this process has had so far, in bytes; 0 where the system does not say.
fn peak_memory() -> usize {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.trim().trim_end_matches(" kB").parse::<usize>().ok()).map_or(0, |kib| kib << 10)
}

/// One gesture whose poses have more and more statements: cones about a few bones, and distances between joints.
fn by_statements(sizes: &[usize], runs: usize) -> Vec<Curve> {
    println!(
        "\none gesture of two poses, one thread, milliseconds\n{:>20} {:>9} {:>9}",
        "statements of a pose", "angles", "distances"
    );
    let mut curves = [("angles", Vec::new()), ("distances", Vec::new())];
    for &size in sizes {
        let time = |text: &str| {
            let gestures = gestures(text);
            let run = || {
                let start = Instant::now();
                let report = verified(&gestures, 1);
                assert_eq!(report.gestures().len(), 1);
                start.elapsed().as_secs_f64()
            };
            median((0..runs).map(|_| run()).collect())
        };
        let times = [time(&texts::of_angles(size)), time(&texts::of_distances(size))];
        println!("{size:>20} {:>9.2} {:>9.2}", 1e3 * times[0], 1e3 * times[1]);
        for ((_, points), time) in curves.iter_mut().zip(times) {
            points.push((size as f64, time));
        }
    }
    curves.map(|(name, points)| Curve { name: name.to_string(), points }).into()
}
