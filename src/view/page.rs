//! The page that plays a recording.
//!
//! Input: a [`Scene`]. Output: one HTML document with its style, its script and its data inside, which asks the network
//! for nothing and forbids itself to. Invariant: foreign text reaches the document only escaped (the title) or as JSON
//! that the script shows with `textContent`.
//!
//! For tests in a browser without a driver, the page says on its root element, once it is drawn: `data-ready="1"`,
//! `data-frames`, `data-gestures`, `data-completed` (events of all bodies) and `data-state`, which is the JSON of
//! `window.preposeState()`: `{time, playing, body, frame, frames, gesture: {app, name}, step, steps, heldBack, shortBy,
//! turn}` with time in seconds from the start of the scene. A fragment such as `#t=2.5&gesture=1&body=7&turn=40`
//! (gesture by its place from 0, turn in degrees, `target=over|beside|off`) opens the page at that moment.

use super::{Scene, escape, pack};

const TEMPLATE: &str = include_str!("page/page.html");
const STYLE: &str = include_str!("page/page.css");
const SCRIPT: &str = concat!(
    include_str!("page/data.js"),
    include_str!("page/body.js"),
    include_str!("page/draw.js"),
    include_str!("page/scene.js"),
    include_str!("page/timeline.js"),
    include_str!("page/panel.js"),
    include_str!("page/player.js"),
);

/// The page as the text of an HTML document.
///
/// Its size is about 62 kB and, for each frame of 25 tracked joints, some 80 to 100 bytes, by how much the sensor
/// trembles: 100,000 frames, nearly an hour at 30 a second, make 8 to 10 MB. Frames are not thinned out.
pub fn html(scene: &Scene) -> String {
    let title = if scene.title.is_empty() { "prepose" } else { &scene.title };
    fill(TEMPLATE, |place| match place {
        "title" => escape::xml(title),
        "style" => STYLE.to_owned(),
        "script" => SCRIPT.to_owned(),
        "scene" => escape::json_in_script(&pack::json(scene)),
        other => unreachable!("the template has no place `{other}`"),
    })
}

/// The template with each `{{place}}` replaced. What is put in is not searched for places again.
fn fill(template: &str, content: impl Fn(&str) -> String) -> String {
    let mut out = String::new();
    let mut rest = template;
    while let Some((before, after)) = rest.split_once("{{") {
        let (place, after) = after.split_once("}}").expect("places of the template are closed");
        out.push_str(before);
        out.push_str(&content(place));
        rest = after;
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
#[path = "page_tests.rs"]
mod tests;
