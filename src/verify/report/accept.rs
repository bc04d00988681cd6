//! Findings that the author means.
//!
//! Input: findings and what gestures accept. Output: the same findings, those that are meant marked with the reason, and
//! one more for every acceptance that no finding needs. Nothing else silences a finding.

use crate::diagnostic::{Code, Diagnostic, nearest};
use crate::typed::Gesture;
use crate::verify::report::findings::Finding;

/// Marks what is accepted. `rules` are the names of rules, protected gestures and ways to idle.
pub fn mark(gestures: &[&Gesture], rules: &[&str], findings: &mut Vec<Finding>) {
    let mut used: Vec<Vec<bool>> = gestures.iter().map(|gesture| vec![false; gesture.accepted.len()]).collect();
    for finding in findings.iter_mut() {
        // of two gestures either may accept; each names the other
        let partner = finding.partner.map(|i| (i, gestures[finding.gesture].name.clone()));
        let places =
            [(finding.gesture, finding.with.clone())].into_iter().chain(partner.map(|(i, name)| (i, Some(name))));
        for (i, with) in places {
            let fits = |a: &crate::typed::Acceptance| {
                a.code == finding.diagnostic.code && (a.with.is_none() || a.with == with)
            };
            if let Some(place) = gestures[i].accepted.iter().position(fits) {
                used[i][place] = true;
                finding.accepted.get_or_insert_with(|| gestures[i].accepted[place].reason.clone());
            }
        }
    }
    for (i, gesture) in gestures.iter().enumerate() {
        for (acceptance, _) in gesture.accepted.iter().zip(&used[i]).filter(|(_, used)| !**used) {
            let code = acceptance.code.as_str();
            let with = acceptance.with.as_ref().map_or(String::new(), |with| format!(" with `{with}`"));
            let names = || gestures.iter().map(|gesture| gesture.name.as_str()).chain(rules.iter().copied());
            let unknown = acceptance.with.as_ref().filter(|with| !names().any(|name| name == *with));
            let (message, help) = match unknown {
                Some(with) => {
                    let meant = nearest(with, names()).map(|name| format!("; did you mean `{name}`?"));
                    (
                        format!("there is no gesture and no rule `{with}` that this could be about"),
                        format!("take the ACCEPT out{}", meant.unwrap_or_default()),
                    )
                }
                None => {
                    (format!("nothing is found that this accepts: {code}{with}"), "take the ACCEPT out".to_string())
                }
            };
            let diagnostic = Diagnostic::new(Code::StaleAcceptance, acceptance.span, message).help(help);
            findings.push(Finding::new(i, diagnostic));
        }
    }
}
