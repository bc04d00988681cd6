//! A still picture: figures in rows, each with its name and lines below it.
//!
//! Input: a [`Snapshot`]. Output: an SVG document of its own, or an SVG element for a page that holds [`STYLE`] and
//! [`definitions`]. Invariant: it refers to nothing outside itself and these, and the same snapshot gives the same bytes.
//! It knows nothing of recordings or gestures.

mod drawing;
mod path;
mod text;

use std::fmt::Write;

use prepose_matcher::Joint;

use super::escape::xml;
use super::figure::{self, FigureBody, Seen};
use drawing::Scale;
use path::pixels;
use text::{Style, wrap};

/// Everything that a still picture shows: figures in rows of at most five.
#[derive(Debug, Clone, PartialEq)]
pub struct Snapshot {
    /// The heading; may be empty.
    pub title: String,
    /// A sentence below the heading; may be empty.
    pub caption: String,
    /// From left to right.
    pub figures: Vec<SnapshotFigure>,
    /// By how many degrees the figures are turned about the vertical, so that arms to the front can be seen: 0 is the
    /// view of the sensor (for a target: from in front), positive turns the subject's front to the viewer's right.
    pub turn: f32,
}

impl Default for Snapshot {
    fn default() -> Snapshot {
        Snapshot { title: String::new(), caption: String::new(), figures: Vec::new(), turn: TYPICAL_TURN }
    }
}

/// One figure of a still picture.
#[derive(Debug, Clone, PartialEq)]
pub struct SnapshotFigure {
    /// What the figure is: a pose's name, a time.
    pub label: String,
    /// Smaller lines below the label: statements, a note. May be empty.
    pub lines: Vec<String>,
    /// The body.
    pub body: FigureBody,
    /// The joints to ring.
    pub highlight: Vec<Joint>,
}

/// Enough to see an arm to the front, little enough that left and right stay where they are expected.
const TYPICAL_TURN: f32 = 30.0;

const COLUMNS: usize = 5;
const CELL: f32 = 232.0;
const GAP: f32 = 16.0;
const MARGIN: f32 = 32.0;
/// A title and its caption need this width even above a single figure.
const NARROWEST: f32 = 420.0;
/// No figure is drawn higher than this, in pixels.
const HIGHEST: f32 = 300.0;

/// The style of all pictures; it says nothing of anything else in a page.
pub(super) const STYLE: &str = include_str!("snapshot/snapshot.css");

/// Says which limb is which, for those who do not see the colours and for those who look at one figure only.
const LEGEND: &str = concat!(
    r#"<g id="legend" class="snapshot"><path class="left" d="M36 0l28 0"/><text class="legend" x="74" y="4">the person's left</text>"#,
    r#"<path class="right" d="M224 0l28 0"/><path class="hollow" d="M224 0l28 0"/>"#,
    r#"<text class="legend" x="262" y="4">the person's right</text></g>"#
);

/// What pictures refer to; a page holds it once.
pub(super) fn definitions() -> String {
    format!("<defs>{}{LEGEND}</defs>", drawing::HANDS)
}

/// A picture as an element, and its size in pixels.
pub(super) struct Inline {
    pub(super) width: f32,
    pub(super) height: f32,
    pub(super) element: String,
}

/// The picture as the text of an SVG document.
///
/// Bodies are drawn as their front is seen: the subject's right at the viewer's left when `turn` is 0. The left limbs
/// are solid lines and the right limbs hollow ones, each with its letter at the hand.
pub fn svg(snapshot: &Snapshot) -> String {
    let Drawn { width, height, content } = draw(snapshot);
    let title = if snapshot.title.is_empty() { "skeletons" } else { &snapshot.title };
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"snapshot\" width=\"{width:.0}\" height=\"{height:.0}\" \
         viewBox=\"0 0 {width:.0} {height:.0}\" role=\"img\" aria-labelledby=\"still-title still-desc\">\n\
         <title id=\"still-title\">{}</title>\n<desc id=\"still-desc\">{}</desc>\n<style>\n{STYLE}</style>\n{}\n\
         <rect class=\"paper\" width=\"{width:.0}\" height=\"{height:.0}\"/>\n{content}</svg>\n",
        xml(title),
        xml(&described(snapshot)),
        definitions(),
    )
}

/// The picture as an element of a page, where `what` says what it shows to those who do not see it.
pub(super) fn inline(snapshot: &Snapshot, what: &str) -> Inline {
    let Drawn { width, height, content } = draw(snapshot);
    let element = format!(
        "<svg class=\"snapshot\" width=\"{width:.0}\" height=\"{height:.0}\" viewBox=\"0 0 {width:.0} {height:.0}\" \
         role=\"img\" aria-label=\"{}\">\n{content}</svg>",
        xml(what)
    );
    Inline { width, height, element }
}

struct Drawn {
    width: f32,
    height: f32,
    content: String,
}

fn draw(snapshot: &Snapshot) -> Drawn {
    let columns = snapshot.figures.len().clamp(1, COLUMNS);
    let cells = columns as f32 * CELL + (columns - 1) as f32 * GAP;
    let width = (cells + 2.0 * MARGIN).max(NARROWEST);
    let left = (width - cells) / 2.0;

    let mut content = String::new();
    let mut y = heading(&mut content, snapshot, width);
    let figures: Vec<Seen> =
        snapshot.figures.iter().map(|figure| figure::turned(&figure.body, snapshot.turn)).collect();
    let floors = floors(snapshot, &figures);
    let scale = Scale::fitting(&figures, &floors, CELL - 24.0, HIGHEST);
    for (row, chunk) in snapshot.figures.chunks(COLUMNS).enumerate() {
        let mut tallest: f32 = 0.0;
        for (column, one) in chunk.iter().enumerate() {
            let index = row * COLUMNS + column;
            let x = left + column as f32 * (CELL + GAP);
            let (seen, floor) = (&figures[index], floors[index]);
            tallest = tallest.max(cell(&mut content, one, seen, floor, &scale, [x, y]));
        }
        y += tallest + GAP;
    }
    if snapshot.figures.is_empty() {
        let place = (pixels(MARGIN), pixels(y + 20.0));
        let _ = writeln!(content, r#"<text class="muted" x="{}" y="{}">no figure to show</text>"#, place.0, place.1);
        y += 40.0;
    }
    y += 6.0;
    let _ = writeln!(content, r##"<use href="#legend" y="{}"/>"##, pixels(y));
    Drawn { width: width.ceil(), height: (y + 30.0).ceil(), content }
}

/// All words of a picture in one sentence.
fn described(snapshot: &Snapshot) -> String {
    let figures = snapshot
        .figures
        .iter()
        .map(|figure| std::iter::once(figure.label.as_str()).chain(figure.lines.iter().map(String::as_str)))
        .map(|words| words.filter(|words| !words.is_empty()).collect::<Vec<_>>().join(", "));
    let all = std::iter::once(snapshot.caption.clone()).chain(figures).filter(|words| !words.is_empty());
    all.collect::<Vec<_>>().join("; ")
}

/// Draws title and caption and returns the y below them.
fn heading(out: &mut String, snapshot: &Snapshot, width: f32) -> f32 {
    let mut y = MARGIN;
    for (words, style) in [(&snapshot.title, Style::TITLE), (&snapshot.caption, Style::CAPTION)] {
        y = text::lines(out, &wrap(words, &style, width - 2.0 * MARGIN), &style, MARGIN, y);
    }
    if y > MARGIN { y + 14.0 } else { y - 8.0 }
}

/// The height of the floor below each figure, in the figure's own coordinates.
fn floors(snapshot: &Snapshot, figures: &[Seen]) -> Vec<f32> {
    let lowest = |seen: &Seen| seen.iter().flatten().map(|place| place[1]).fold(f32::INFINITY, f32::min);
    let bodies = || snapshot.figures.iter().map(|figure| &figure.body).zip(figures);
    let seen = bodies().filter(|(body, _)| matches!(body, FigureBody::Seen(_)));
    let shared = seen.map(|(_, figure)| lowest(figure)).fold(f32::INFINITY, f32::min);
    let own = |(body, figure): (&FigureBody, &Seen)| match body {
        FigureBody::Seen(_) => shared,
        FigureBody::Target(_) => lowest(figure),
    };
    bodies().map(own).map(|floor| if floor.is_finite() { floor } else { 0.0 }).collect()
}

/// Draws one figure with its words and returns the height of both.
fn cell(out: &mut String, figure: &SnapshotFigure, seen: &Seen, floor: f32, scale: &Scale, at: [f32; 2]) -> f32 {
    let [x, y] = at;
    let [left, top, width, height] = [x, y, CELL, scale.height + 24.0].map(pixels);
    let _ = writeln!(out, r#"<rect class="cell" x="{left}" y="{top}" width="{width}" height="{height}" rx="12"/>"#);
    let feet = [x + CELL / 2.0, y + 12.0 + scale.height];
    if seen.iter().flatten().next().is_none() {
        let [x, y] = [feet[0], y + scale.height / 2.0].map(pixels);
        let _ = writeln!(out, r#"<text class="muted" text-anchor="middle" x="{x}" y="{y}">not tracked</text>"#);
    } else {
        drawing::body(out, seen, floor, scale, feet, &figure.highlight);
    }
    let mut below = y + scale.height + 24.0 + 10.0;
    let label = wrap(&figure.label, &Style::LABEL, CELL - 8.0);
    below = text::lines(out, &label, &Style::LABEL, x + 4.0, below);
    for line in &figure.lines {
        below = text::lines(out, &wrap(line, &Style::LINE, CELL - 8.0), &Style::LINE, x + 4.0, below + 3.0);
    }
    below - y
}

#[cfg(test)]
#[path = "snapshot_tests.rs"]
mod tests;
