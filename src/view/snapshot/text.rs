//! Words in a picture, which breaks no lines by itself.
//!
//! Input: words and a width. Output: lines, and their markup. Widths are estimates from the usual proportions of a
//! sans-serif face, a little too wide rather than too narrow, because the viewer's font is not known here.

use std::fmt::Write;

use super::path::pixels;
use crate::view::escape::xml;

/// How a kind of text is set; lengths in pixels.
pub(super) struct Style {
    class: &'static str,
    size: f32,
    leading: f32,
}

impl Style {
    pub(super) const TITLE: Style = Style { class: "title", size: 22.0, leading: 30.0 };
    pub(super) const CAPTION: Style = Style { class: "caption", size: 14.0, leading: 20.0 };
    pub(super) const LABEL: Style = Style { class: "label", size: 15.0, leading: 20.0 };
    pub(super) const LINE: Style = Style { class: "line", size: 12.5, leading: 17.0 };
}

/// The text in lines that are at most `width` pixels wide; a word that is wider is broken.
pub(super) fn wrap(text: &str, style: &Style, width: f32) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    for word in text.split_whitespace() {
        let together = if line.is_empty() { word.to_owned() } else { format!("{line} {word}") };
        if style.width(&together) <= width {
            line = together;
            continue;
        }
        if !line.is_empty() {
            lines.push(std::mem::take(&mut line));
        }
        for c in word.chars() {
            line.push(c);
            if style.width(&line) > width && line.chars().count() > 1 {
                line.pop();
                lines.push(std::mem::replace(&mut line, c.to_string()));
            }
        }
    }
    if !line.is_empty() {
        lines.push(line);
    }
    lines
}

/// Writes lines from `top` down and returns the y below them.
pub(super) fn lines(out: &mut String, lines: &[String], style: &Style, x: f32, top: f32) -> f32 {
    let mut y = top;
    for line in lines {
        let (x, baseline) = (pixels(x), pixels(y + style.leading * 0.72));
        let _ = writeln!(out, r#"<text class="{}" x="{x}" y="{baseline}">{}</text>"#, style.class, xml(line));
        y += style.leading;
    }
    y
}

impl Style {
    fn width(&self, text: &str) -> f32 {
        let widths = text.chars().map(|c| match c {
            'i' | 'j' | 'l' | '.' | ',' | ':' | ';' | '\'' | '|' | '!' => 0.33,
            ' ' | 'f' | 'r' | 't' | '-' | '(' | ')' | '`' => 0.42,
            'm' | 'w' | 'M' | 'W' | '@' => 0.95,
            'A'..='Z' => 0.74,
            c if c.is_ascii() => 0.62,
            // wide scripts: a full square
            c if c >= '\u{1100}' => 1.0,
            _ => 0.66,
        });
        widths.sum::<f32>() * self.size
    }
}
