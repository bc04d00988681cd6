//! Findings of a review.

use std::fmt::Write;

use super::content::{Remark, Tone};
use super::parts::{badge, class, marked, picture};
use crate::view::escape::xml;

/// Writes findings, one below the other.
pub fn remarks<'r>(out: &mut String, remarks: impl IntoIterator<Item = &'r Remark>) {
    out.push_str("<ul class=\"remarks\">\n");
    for remark in remarks {
        let (kind, tone) = match remark.accepted {
            Some(_) => ("accepted", Tone::Accepted),
            None => (remark.kind.as_str(), remark.tone),
        };
        let _ = writeln!(
            out,
            "<li class=\"{}\">\n<p><code>{}</code> {} {}</p>\n<p class=\"muted\" dir=\"auto\">{}</p>",
            class(tone),
            xml(&remark.code),
            badge(kind, tone),
            marked(&remark.message),
            xml(&remark.place)
        );
        match &remark.accepted {
            Some(reason) => {
                let _ = writeln!(
                    out,
                    "<p class=\"reason\">The author means it: <q dir=\"auto\">\u{201c}{}\u{201d}</q></p>",
                    xml(reason)
                );
            }
            None if !remark.help.is_empty() => {
                let _ = writeln!(out, "<p class=\"muted\">Help: {}</p>", marked(&remark.help));
            }
            None => {}
        }
        if let Some(shown) = &remark.picture {
            let shown = picture(shown, "the bodies of this finding");
            let _ = writeln!(out, "<details>\n<summary>show the bodies</summary>\n{shown}\n</details>");
        }
        out.push_str("</li>\n");
    }
    out.push_str("</ul>\n");
}
