//! What a check comes to, in one line.

use super::counts::FindingCounts;
use crate::driver::gestures::CheckedFiles;
use crate::driver::prove::Proved;
use crate::verify::{NOT_COMPARED, Verdict};

/// For what was only read.
pub fn of_texts(checked: &CheckedFiles, counts: &FindingCounts, unproved: bool) -> String {
    let (files, gestures) = (counted(checked.modules.len(), "file"), counted(checked.gestures().count(), "gesture"));
    let found = match (counts.errors, counts.warnings) {
        (0, 0) => "no errors".to_string(),
        (0, w) => counted(w, "warning"),
        (e, 0) => counted(e, "error"),
        (e, w) => format!("{}, {}", counted(e, "error"), counted(w, "warning")),
    };
    match (counts.errors, unproved) {
        (0, _) => format!("{files}: {gestures}, {found}\n"),
        (_, false) => format!("{files}: {gestures} sound, {found}\n"),
        (_, true) => format!("{files}: {gestures} sound, {found}; nothing was proved\n"),
    }
}

/// For what was proved. It says nothing that depends on the machine.
pub fn of_proofs(files: usize, proved: &Proved, counts: &FindingCounts, hidden: bool) -> String {
    let report = &proved.report;
    let verdicts: Vec<Verdict> = report.gestures().iter().map(|gesture| proved.verdict(gesture)).collect();
    let (pairs, others): (Vec<Verdict>, Vec<Verdict>) = report
        .pairs()
        .iter()
        .map(|pair| pair.verdict.clone())
        .partition(|verdict| *verdict != Verdict::Undecided(NOT_COMPARED.to_string()));
    // where no error stands, the authors mean all that was refuted
    let (refuted, not_apart) = match counts.errors {
        0 => ("refuted and accepted", "not apart and accepted"),
        _ => ("refuted", "not apart"),
    };
    let mut parts = vec![share(&verdicts, "gesture", "proved", refuted)];
    if !pairs.is_empty() {
        let every_way = report.pairs().iter().filter(|pair| pair.every_way == Verdict::Proved).count();
        parts.push(share(&pairs, "pair", "apart as ordinarily done", not_apart));
        parts.push(format!("{every_way} apart however done"));
    }
    if !others.is_empty() {
        parts.push(format!("{} not compared", counted(others.len(), "pair")));
    }
    let kinds = [(counts.errors, "error"), (counts.warnings, "warning")].into_iter().filter(|(count, _)| *count > 0);
    parts.extend(kinds.map(|(count, what)| counted(count, what)));
    if counts.accepted > 0 {
        parts.push(format!("{} accepted", counted(counts.accepted, "finding")));
    }
    if counts.notes > 0 {
        let how = if hidden { " (--notes shows them)" } else { "" };
        parts.push(format!("{}{how}", counted(counts.notes, "note")));
    }
    format!("{}: {}\n", counted(files, "file"), parts.join(", "))
}

fn share(verdicts: &[Verdict], what: &str, done: &str, not: &str) -> String {
    let of = |wanted: fn(&Verdict) -> bool| verdicts.iter().filter(|verdict| wanted(verdict)).count();
    let proved = of(|verdict| *verdict == Verdict::Proved);
    let refuted = of(|verdict| *verdict == Verdict::Refuted);
    let undecided = verdicts.len() - proved - refuted;
    if proved == verdicts.len() {
        return format!("{} {done}", counted(proved, what));
    }
    let kinds = [(refuted, not), (undecided, "undecided")].into_iter().filter(|(count, _)| *count > 0);
    let rest: Vec<String> = kinds.map(|(count, what)| format!("{count} {what}")).collect();
    format!("{proved} of {} {done} ({})", counted(verdicts.len(), what), rest.join(", "))
}

fn counted(n: usize, what: &str) -> String {
    format!("{n} {what}{}", if n == 1 { "" } else { "s" })
}
