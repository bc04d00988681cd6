//! The page that plays a recording.
//!
//! Input: a [`Scene`]. Output: one HTML document with its data inside, and its player inside or beside it. It asks the
//! network for nothing and forbids itself to. Invariant: foreign text reaches the document only escaped (the title) or as
//! JSON that the script shows with `textContent`.
//!
//! For tests in a browser without a driver, the page says on its root element, once it is drawn: `data-ready="1"`,
//! `data-frames`, `data-gestures`, `data-completed` (events of all bodies) and `data-state`, which is the JSON of
//! `window.preposeState()`: `{time, playing, body, frame, frames, gesture: {app, name}, step, steps, heldBack, shortBy,
//! turn}` with time in seconds from the start of the scene. A fragment such as `#t=2.5&gesture=1&body=7&turn=40`
//! (gesture by its place from 0, turn in degrees, `target=over|beside|off`) opens the page at that moment.

use super::scene::Scene;
use super::{escape, nonce, pack};

const TEMPLATE: &str = include_str!("page/page.html");
const STYLE: &str = include_str!("page/page.css");
/// The modules beside the template, joined by `build.rs`.
const SCRIPT: &str = include_str!(concat!(env!("OUT_DIR"), "/player.js"));
/// Runs after the script that lies beside the page, or in its stead where it cannot be found.
const MISSING: &str = include_str!("page/missing.js");

/// The page as the text of an HTML document that needs no other file.
///
/// Its size is about 62 kB and, for each frame of 25 tracked joints, some 80 to 100 bytes, by how much the sensor
/// trembles: 100,000 frames, nearly an hour at 30 a second, make 8 to 10 MB. Frames are not thinned out.
pub fn html(scene: &Scene) -> String {
    let missing = "<noscript><p class=\"notice\">This page plays a recording and needs scripts, which are inside the page \
                   itself.</p></noscript>";
    document(scene, missing.to_string(), |nonce| {
        let style = format!("<style nonce=\"{nonce}\">\n{STYLE}</style>");
        let script = format!("<script nonce=\"{nonce}\">\n{SCRIPT}</script>");
        (style, script)
    })
}

/// What pages of one folder share, so that each holds its recording and little else.
///
/// The files are named after what they hold: pages of another version that lie in the same folder keep their own.
pub struct SharedPlayer {
    style: String,
    script: String,
}

impl SharedPlayer {
    /// The player of this version.
    pub fn new() -> SharedPlayer {
        let hash = nonce::of(&[STYLE, SCRIPT]);
        SharedPlayer { style: format!("player-{}.css", &hash[..12]), script: format!("player-{}.js", &hash[..12]) }
    }

    /// Names and contents of the files to write beside the pages.
    pub fn files(&self) -> [(&str, &'static str); 2] {
        [(&self.style, STYLE), (&self.script, SCRIPT)]
    }

    /// A page that finds its player beside itself, about 8 kB beyond the recording; where it does not, it says what is
    /// missing.
    pub fn html(&self, scene: &Scene) -> String {
        let SharedPlayer { style, script } = self;
        let words = format!(
            "This page plays a recording with <code>{script}</code> and <code>{style}</code>, which lie beside it in the folder \
             that prepose wrote."
        );
        let missing = format!(
            "<p class=\"notice\" id=\"missing\" role=\"alert\" hidden>{words} Not both were found: keep the page in that folder, \
             or take the two files along with it.</p>\n\
             <noscript><p class=\"notice\">{words} It needs scripts.</p></noscript>"
        );
        document(scene, missing, |nonce| {
            let style = format!("<link rel=\"stylesheet\" nonce=\"{nonce}\" href=\"{style}\">");
            let script = format!(
                "<script nonce=\"{nonce}\" src=\"{script}\"></script>\n<script nonce=\"{nonce}\">\n(() => {{\n{MISSING}}})();\n</script>"
            );
            (style, script)
        })
    }
}

impl Default for SharedPlayer {
    fn default() -> SharedPlayer {
        SharedPlayer::new()
    }
}

/// The page with the elements that bring its style and its script.
fn document(scene: &Scene, missing: String, elements: impl Fn(&str) -> (String, String)) -> String {
    let title = if scene.title.is_empty() { "prepose" } else { &scene.title };
    let data = escape::json_in_script(&pack::json(scene));
    let nonce = nonce::of(&[title, &data]);
    let (style, script) = elements(&nonce);
    fill(TEMPLATE, |place| match place {
        "title" => escape::xml(title),
        "nonce" => nonce.clone(),
        "style" => style.clone(),
        "missing" => missing.clone(),
        "script" => script.clone(),
        "scene" => data.clone(),
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
