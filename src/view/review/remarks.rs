//! Findings of a review, and the small parts that all of it is made of.

use std::fmt::Write;

use super::{Remark, Tone};
use crate::view::escape::{data_uri, xml};

/// Writes findings, one below the other.
pub fn remarks<'r>(out: &mut String, remarks: impl IntoIterator<Item = &'r Remark>) {
    out.push_str("<ul class=\"remarks\">\n");
    for remark in remarks {
        let tone = if remark.accepted.is_some() { Tone::Plain } else { remark.tone };
        let kind = if remark.accepted.is_some() { "accepted" } else { &remark.kind };
        let _ = writeln!(
            out,
            "<li class=\"{}\">\n<p><code>{}</code> {} {}</p>\n<p class=\"muted\">{}</p>",
            class(tone),
            xml(&remark.code),
            badge(kind, tone),
            marked(&remark.message),
            xml(&remark.place)
        );
        match &remark.accepted {
            Some(reason) => {
                let _ = writeln!(out, "<p class=\"reason\">The author means it: \u{201c}{}\u{201d}</p>", xml(reason));
            }
            None if !remark.help.is_empty() => {
                let _ = writeln!(out, "<p class=\"muted\">Help: {}</p>", marked(&remark.help));
            }
            None => {}
        }
        if let Some(picture) = &remark.picture {
            let shown = image(picture, &remark.message);
            let _ = writeln!(out, "<details>\n<summary>show the bodies</summary>\n{shown}\n</details>");
        }
        out.push_str("</li>\n");
    }
    out.push_str("</ul>\n");
}

/// A text whose words in backticks stand out.
fn marked(text: &str) -> String {
    let parts = text.split('`').enumerate();
    let marked = parts.map(|(i, part)| match i % 2 {
        0 => xml(part),
        _ => format!("<q>{}</q>", xml(part)),
    });
    marked.collect()
}

/// A word in a colour.
pub fn badge(text: &str, tone: Tone) -> String {
    format!("<span class=\"badge {}\">{}</span>", class(tone), xml(text))
}

/// The class of a tone in the page's style.
pub fn class(tone: Tone) -> &'static str {
    match tone {
        Tone::Good => "good",
        Tone::Bad => "bad",
        Tone::Open => "open",
        Tone::Plain => "plain",
    }
}

/// A picture as an image of its own, so that its style stays in it.
pub fn image(svg: &str, what: &str) -> String {
    format!("<img alt=\"{}\" src=\"{}\">", xml(what), data_uri(svg))
}
