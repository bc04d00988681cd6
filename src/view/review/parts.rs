//! The small parts that a review is made of.
//!
//! Input: words and pictures. Output: markup. Invariant: text of authors stays text and has its own direction of writing.

use super::content::Tone;
use crate::view::escape::xml;
use crate::view::snapshot::{self, Snapshot};

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
        Tone::Accepted => "accepted",
        Tone::Plain => "plain",
    }
}

/// A text whose words in backticks stand out; they are the author's.
pub fn marked(text: &str) -> String {
    let parts = text.split('`').enumerate();
    let marked = parts.map(|(i, part)| match i % 2 {
        0 => xml(part),
        _ => format!("<q dir=\"auto\">{}</q>", xml(part)),
    });
    marked.collect()
}

/// A name that an author gave, within a line.
pub fn name(text: &str) -> String {
    format!("<bdi>{}</bdi>", xml(text))
}

/// A picture, which browsers that run scripts draw when it is looked at: hundreds of them drawn at once make a page slow.
pub fn picture(shown: &Snapshot, what: &str) -> String {
    let snapshot::Inline { width, height, element } = snapshot::inline(shown, what);
    format!("<figure class=\"picture\" data-size=\"{width:.0} {height:.0}\"><noscript>{element}</noscript></figure>")
}
