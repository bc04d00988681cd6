//! The tables that are printed.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use super::clip_result::ClipResult;
use super::labels::Labels;

/// Hits, misses and false alarms.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Score {
    pub hits: u32,
    pub misses: u32,
    pub alarms: u32,
}

impl Score {
    fn precision(self) -> f64 {
        ratio(self.hits, self.hits + self.alarms)
    }

    fn recall(self) -> f64 {
        ratio(self.hits, self.hits + self.misses)
    }

    fn f1(self) -> f64 {
        ratio(2 * self.hits, 2 * self.hits + self.misses + self.alarms)
    }
}

fn ratio(part: u32, whole: u32) -> f64 {
    if whole == 0 { 0.0 } else { f64::from(part) / f64::from(whole) }
}

/// The gestures that completed where they were not meant and are not part of what was meant.
pub fn alarms<'s>(seen: &'s ClipResult, labels: &Labels) -> Vec<&'s str> {
    let inside = |other: &str| seen.meant.iter().any(|movement| labels.contains(movement, other));
    let others = seen.completed.iter().filter(|name| !seen.meant.contains(*name) && !inside(name));
    others.map(String::as_str).collect()
}

/// The row that a clip counts for: of several meant gestures the one that completed, else the first.
pub fn row(seen: &ClipResult) -> &str {
    seen.meant.intersection(&seen.completed).next().or(seen.meant.first()).map_or("", String::as_str)
}

fn scores<'s>(clips: impl Iterator<Item = &'s ClipResult>, labels: &Labels) -> BTreeMap<&'s str, Score> {
    let mut scores: BTreeMap<&str, Score> = BTreeMap::new();
    for seen in clips {
        let score = scores.entry(row(seen)).or_default();
        match seen.hit() {
            true => score.hits += 1,
            false => score.misses += 1,
        }
        for other in alarms(seen, labels) {
            scores.entry(other).or_default().alarms += 1;
        }
    }
    scores
}

/// The mean F1 of the gestures that are meant somewhere, and the false alarms of the others.
fn macro_f1(scores: &BTreeMap<&str, Score>) -> (f64, usize, u32) {
    let meant: Vec<Score> = scores.values().copied().filter(|score| score.hits + score.misses > 0).collect();
    let sum: f64 = meant.iter().map(|score| score.f1()).sum();
    let strays = scores.values().filter(|score| score.hits + score.misses == 0).map(|score| score.alarms).sum();
    (if meant.is_empty() { 0.0 } else { sum / meant.len() as f64 }, meant.len(), strays)
}

/// Everything that `prepose accuracy` prints.
pub fn report(seen: &[ClipResult], labels: &Labels, main: &[String], verbose: bool) -> String {
    let mut out = String::new();
    let datasets: BTreeSet<&str> = seen.iter().map(|seen| seen.dataset.as_str()).collect();
    for dataset in &datasets {
        table(&mut out, dataset, seen.iter().filter(|seen| seen.dataset == *dataset), labels);
    }
    if datasets.len() > 1 {
        table(&mut out, "all recordings", seen.iter(), labels);
    }
    if !main.is_empty() {
        let chosen = seen.iter().filter(|seen| main.contains(&seen.dataset));
        let title = main.join(" + ");
        table(&mut out, &title, chosen.clone(), labels);
        let well = chosen.filter(|seen| seen.correct != Some(false));
        table(&mut out, &format!("{title}, executions noted as incorrect left out"), well, labels);
    }
    correctness(&mut out, seen);
    confusions(&mut out, seen, labels);
    if verbose {
        for seen in seen {
            if !seen.hit() {
                let why = seen.held_back.as_deref().unwrap_or("it never began");
                line(&mut out, &format!("missed  {}  {}  {why}", seen.name, row(seen)));
            }
            for other in alarms(seen, labels) {
                line(&mut out, &format!("alarm   {}  {other}", seen.name));
            }
        }
    }
    out
}

fn line(out: &mut String, text: &str) {
    // writing to a string cannot fail
    let _ = writeln!(out, "{text}");
}

fn table<'s>(out: &mut String, title: &str, clips: impl Iterator<Item = &'s ClipResult> + Clone, labels: &Labels) {
    let scores = scores(clips.clone(), labels);
    let heads = ["hits", "missed", "alarms", "precision", "recall", "F1"];
    line(out, title);
    line(out, &format!("  {:32}{}", "gesture", heads.map(|head| format!("{head:>10}")).concat()));
    for (gesture, score) in &scores {
        let counts = [score.hits, score.misses, score.alarms].map(|n| format!("{n:10}")).concat();
        let rates = match score.hits + score.misses {
            0 => "         -         -         -".to_string(),
            _ => [score.precision(), score.recall(), score.f1()].map(|rate| format!("{rate:10.3}")).concat(),
        };
        line(out, &format!("  {gesture:32}{counts}{rates}"));
    }
    let (f1, gestures, strays) = macro_f1(&scores);
    line(out, &format!("  macro F1 {f1:.3} over {gestures} gestures in {} recordings", clips.count()));
    if strays > 0 {
        line(out, &format!("  false alarms of gestures without recordings here: {strays}"));
    }
    line(out, "");
}

/// How well completion tells correct executions from incorrect ones.
fn correctness(out: &mut String, seen: &[ClipResult]) {
    let of = |correct: bool| {
        let clips = seen.iter().filter(move |seen| seen.correct == Some(correct));
        (clips.clone().filter(|seen| seen.hit()).count(), clips.count())
    };
    let ((right, all_right), (wrong, all_wrong)) = (of(true), of(false));
    if all_right == 0 || all_wrong == 0 {
        return;
    }
    let rate = |part: usize, whole: usize| part as f64 / whole as f64;
    let balanced = (rate(right, all_right) + 1.0 - rate(wrong, all_wrong)) / 2.0;
    line(out, "executions noted as correct or incorrect");
    line(out, &format!("  correct    completed {right} of {all_right}"));
    line(out, &format!("  incorrect  completed {wrong} of {all_wrong}"));
    let p = fisher(right, all_right, wrong, all_wrong);
    line(out, &format!("  balanced accuracy {balanced:.3} (chance 0.5); Fisher's exact test, one-sided: p = {p:.2e}"));
    for seen in seen.iter().filter(|seen| seen.correct == Some(false) && !seen.hit()) {
        let why = seen.held_back.as_deref().unwrap_or("it never began");
        line(out, &format!("  {}  {}  {why}", seen.name, row(seen)));
    }
    line(out, "");
}

/// The probability of at least so many completions among the correct executions if completion did not depend on
/// correctness: the upper tail of the hypergeometric distribution (Fisher 1922).
fn fisher(right: usize, all_right: usize, wrong: usize, all_wrong: usize) -> f64 {
    let completed = right + wrong;
    let ln_choose = |n: usize, k: usize| (1..=k).map(|i| ((n - k + i) as f64 / i as f64).ln()).sum::<f64>();
    let total = ln_choose(all_right + all_wrong, completed);
    let most = completed.min(all_right);
    let tail = (right..=most).filter(|x| completed - x <= all_wrong);
    tail.map(|x| (ln_choose(all_right, x) + ln_choose(all_wrong, completed - x) - total).exp()).sum::<f64>().min(1.0)
}

/// Which gestures completed in the recordings of which movement, where they should not.
fn confusions(out: &mut String, seen: &[ClipResult], labels: &Labels) {
    let mut pairs: BTreeMap<(&str, &str), u32> = BTreeMap::new();
    for seen in seen {
        for other in alarms(seen, labels) {
            *pairs.entry((row(seen), other)).or_default() += 1;
        }
        if !seen.hit() {
            *pairs.entry((row(seen), "(missed)")).or_default() += 1;
        }
    }
    line(out, "confusions: movement, what completed in its recordings besides, how often");
    if pairs.is_empty() {
        line(out, "  none");
    }
    for ((movement, other), count) in pairs {
        line(out, &format!("  {movement:32}  {other:32}{count:5}"));
    }
    line(out, "");
}
