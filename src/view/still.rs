//! A still picture: figures in rows, each with its name and lines below it.
//!
//! Input: a [`Still`]. Output: an SVG document of its own. Invariant: it refers to nothing outside itself, and the same
//! still gives the same bytes. It knows nothing of recordings or gestures.

mod drawing;
mod text;

use std::fmt::Write;

use super::escape::xml;
use super::figure::{self, Seen};
use super::{Still, StillBody, StillFigure};
use drawing::Scale;
use text::{Style, wrap};

/// Enough to see an arm to the front, little enough that left and right stay where they are expected.
pub(super) const USUAL_TURN: f32 = 30.0;

const COLUMNS: usize = 5;
const CELL: f32 = 232.0;
const GAP: f32 = 16.0;
const MARGIN: f32 = 32.0;
/// A title and its caption need this width even above a single figure.
const NARROWEST: f32 = 420.0;
/// No figure is drawn higher than this, in pixels.
const HIGHEST: f32 = 300.0;

const CSS: &str = include_str!("page/still.css");

/// The picture as the text of an SVG document.
///
/// Bodies are drawn as their front is seen: the subject's right at the viewer's left when `turn` is 0. The left limbs
/// are solid lines and the right limbs hollow ones, each with its letter at the hand.
pub fn svg(still: &Still) -> String {
    let columns = still.skeletons.len().clamp(1, COLUMNS);
    let cells = columns as f32 * CELL + (columns - 1) as f32 * GAP;
    let width = (cells + 2.0 * MARGIN).max(NARROWEST);
    let left = (width - cells) / 2.0;

    let mut body = String::new();
    let mut y = heading(&mut body, still, width);
    let figures: Vec<Seen> =
        still.skeletons.iter().map(|figure| figure::turned(&figure.skeleton, still.turn)).collect();
    let floors = floors(still, &figures);
    let scale = Scale::fitting(&figures, &floors, CELL - 24.0, HIGHEST);
    for (row, chunk) in still.skeletons.chunks(COLUMNS).enumerate() {
        let mut tallest: f32 = 0.0;
        for (column, one) in chunk.iter().enumerate() {
            let index = row * COLUMNS + column;
            let x = left + column as f32 * (CELL + GAP);
            let (seen, floor) = (&figures[index], floors[index]);
            tallest = tallest.max(cell(&mut body, one, seen, floor, &scale, [x, y]));
        }
        y += tallest + GAP;
    }
    if still.skeletons.is_empty() {
        let _ = writeln!(body, r#"<text class="muted" x="{MARGIN}" y="{:.1}">no figure to show</text>"#, y + 20.0);
        y += 40.0;
    }
    y += 6.0;
    legend(&mut body, y);
    document(still, width, y + 30.0, &body)
}

fn document(still: &Still, width: f32, height: f32, body: &str) -> String {
    let title = if still.title.is_empty() { "skeletons" } else { &still.title };
    let figures: Vec<String> = still
        .skeletons
        .iter()
        .map(|figure| std::iter::once(figure.label.as_str()).chain(figure.lines.iter().map(String::as_str)))
        .map(|words| words.filter(|words| !words.is_empty()).collect::<Vec<_>>().join(", "))
        .collect();
    let described = std::iter::once(still.caption.clone()).chain(figures).filter(|words| !words.is_empty());
    let described = described.collect::<Vec<_>>().join("; ");
    format!(
        concat!(
            r#"<svg xmlns="http://www.w3.org/2000/svg" width="{w:.0}" height="{h:.0}" viewBox="0 0 {w:.0} {h:.0}" "#,
            r#"role="img" aria-labelledby="still-title still-desc">"#,
            "\n<title id=\"still-title\">{title}</title>\n<desc id=\"still-desc\">{desc}</desc>\n",
            "<style>\n{css}</style>\n",
            "<rect class=\"paper\" width=\"{w:.0}\" height=\"{h:.0}\"/>\n{body}</svg>\n"
        ),
        w = width.ceil(),
        h = height.ceil(),
        title = xml(title),
        desc = xml(&described),
        css = CSS,
        body = body,
    )
}

/// Draws title and caption and returns the y below them.
fn heading(out: &mut String, still: &Still, width: f32) -> f32 {
    let mut y = MARGIN;
    for (words, style) in [(&still.title, Style::TITLE), (&still.caption, Style::CAPTION)] {
        y = text::lines(out, &wrap(words, &style, width - 2.0 * MARGIN), &style, MARGIN, y);
    }
    if y > MARGIN { y + 14.0 } else { y - 8.0 }
}

/// The height of the floor below each figure, in the figure's own coordinates.
fn floors(still: &Still, figures: &[Seen]) -> Vec<f32> {
    let lowest = |seen: &Seen| seen.iter().flatten().map(|place| place[1]).fold(f32::INFINITY, f32::min);
    let bodies = || still.skeletons.iter().map(|figure| &figure.skeleton).zip(figures);
    let seen = bodies().filter(|(body, _)| matches!(body, StillBody::Seen(_)));
    let shared = seen.map(|(_, figure)| lowest(figure)).fold(f32::INFINITY, f32::min);
    let own = |(body, figure): (&StillBody, &Seen)| match body {
        StillBody::Seen(_) => shared,
        StillBody::Target(_) => lowest(figure),
    };
    bodies().map(own).map(|floor| if floor.is_finite() { floor } else { 0.0 }).collect()
}

/// Draws one figure with its words and returns the height of both.
fn cell(out: &mut String, figure: &StillFigure, seen: &Seen, floor: f32, scale: &Scale, at: [f32; 2]) -> f32 {
    let [x, y] = at;
    let _ = writeln!(out, r#"<g class="figure">"#);
    let _ = writeln!(
        out,
        r#"<rect class="card" x="{x:.1}" y="{y:.1}" width="{CELL}" height="{:.1}" rx="12"/>"#,
        scale.height + 24.0
    );
    let feet = [x + CELL / 2.0, y + 12.0 + scale.height];
    if seen.iter().flatten().next().is_none() {
        let _ = writeln!(
            out,
            r#"<text class="muted" text-anchor="middle" x="{:.1}" y="{:.1}">not tracked</text>"#,
            feet[0],
            y + scale.height / 2.0
        );
    } else {
        drawing::body(out, seen, floor, scale, feet, &figure.highlight);
    }
    let mut below = y + scale.height + 24.0 + 10.0;
    let label = wrap(&figure.label, &Style::LABEL, CELL - 8.0);
    below = text::lines(out, &label, &Style::LABEL, x + 4.0, below);
    for line in &figure.lines {
        below = text::lines(out, &wrap(line, &Style::LINE, CELL - 8.0), &Style::LINE, x + 4.0, below + 3.0);
    }
    let _ = writeln!(out, "</g>");
    below - y
}

/// Says which limb is which, for those who do not see the colours and for those who look at one figure only.
fn legend(out: &mut String, y: f32) {
    let mut x = MARGIN + 4.0;
    for (class, words, advance) in [("left", "the person's left", 150.0), ("right", "the person's right", 0.0)] {
        let line = format!(r#"x1="{x}" y1="{y:.1}" x2="{:.1}" y2="{y:.1}""#, x + 28.0);
        let _ = writeln!(out, r#"<line class="{class}" stroke-width="7" {line}/>"#);
        if class == "right" {
            let _ = writeln!(out, r#"<line class="hollow" stroke-width="3" {line}/>"#);
        }
        let _ = writeln!(out, r#"<text class="legend" x="{:.1}" y="{:.1}">{words}</text>"#, x + 38.0, y + 4.0);
        x += 38.0 + advance;
    }
}

#[cfg(test)]
#[path = "still_tests.rs"]
mod tests;
