//! Findings that an author means, said in the gesture that they concern.

use super::module::Acceptance;
use crate::diagnostic::{Code, Diagnostic};
use crate::syntax::ast::{Accept, Gesture, GestureItem};

/// What a gesture accepts; reports what cannot be accepted, and what is accepted twice.
pub fn read(gesture: &Gesture, diagnostics: &mut Vec<Diagnostic>) -> Vec<Acceptance> {
    let mut accepted: Vec<Acceptance> = Vec::new();
    for item in &gesture.items {
        let GestureItem::Accept(given) = item else { continue };
        let Some(acceptance) = acceptance(given, diagnostics) else { continue };
        match accepted.iter().find(|known| known.code == acceptance.code && known.with == acceptance.with) {
            Some(first) => diagnostics.push(
                Diagnostic::new(Code::SecondSetting, given.span, format!("`{}` is accepted twice", given.code.text))
                    .and(first.span, "the first is here")
                    .help("keep the one whose reason you mean"),
            ),
            None => accepted.push(acceptance),
        }
    }
    accepted
}

fn acceptance(given: &Accept, diagnostics: &mut Vec<Diagnostic>) -> Option<Acceptance> {
    let code = Code::parse(&given.code.text);
    let Some(code) = code.filter(|code| code.is_of_verifier()) else {
        let message = match code {
            None => format!("`{}` is no code of a finding", given.code.text),
            Some(_) => format!("`{}` is a mistake to be mended, so it cannot be accepted", given.code.text),
        };
        let help = "only findings about how gestures behave can be accepted: codes from `E0601` on, such as `N0609`";
        diagnostics.push(Diagnostic::new(Code::NotAcceptable, given.code.span, message).help(help));
        return None;
    };
    let reason = given.reason.split_whitespace().collect::<Vec<_>>().join(" ");
    if reason.is_empty() {
        let message = "nothing says why this finding is accepted";
        let help = "write the reason between the quotes, for whoever reads the gesture later";
        diagnostics.push(Diagnostic::new(Code::NoReason, given.span, message).help(help));
        return None;
    }
    Some(Acceptance { code, with: given.with.as_ref().map(|name| name.text.clone()), reason, span: given.span })
}
