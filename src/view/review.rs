//! A page for whoever answers for a store of gestures: what was proved, what was not, and what was accepted.
//!
//! Input: a [`Review`], plain data that the driver puts together. Output: one HTML document that loads nothing; its one
//! script draws pictures when they are looked at, and without scripts they are all there. Invariant: text of authors stays
//! text whatever it holds. It knows nothing of verifiers or files.

mod content;
mod parts;
mod plot;
mod remarks;

use std::fmt::Write;

use super::escape::xml;
use super::{nonce, snapshot};
pub use content::{GestureReview, PairCounts, PairReview, Remark, Review, Tone};
use parts::{badge, class, name, picture};
use remarks::remarks;

const STYLE: &str = include_str!("review/review.css");
/// The modules beside the style, joined by `build.rs`.
const SCRIPT: &str = include_str!(concat!(env!("OUT_DIR"), "/review.js"));

/// The page as the text of an HTML document.
pub fn review(review: &Review) -> String {
    let mut body = String::new();
    head(&mut body, review);
    contents(&mut body, review);
    for gesture in &review.gestures {
        one(&mut body, gesture);
    }
    pairs(&mut body, review);
    rules(&mut body, review);
    let _ = write!(body, "<footer><p>{}</p></footer>\n</main>\n", xml(&review.tools));
    let title = xml(&review.title);
    let nonce = nonce::of(&[&title, &body]);
    // the page may show its own style, run its own script, and nothing else
    let policy = format!(
        "default-src 'none'; style-src 'nonce-{nonce}'; script-src 'nonce-{nonce}'; img-src data:; base-uri 'none'; \
         form-action 'none'"
    );
    format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{title}</title>\n\
         <link rel=\"icon\" href=\"data:,\">\n<style nonce=\"{nonce}\">\n{STYLE}{}</style>\n</head>\n<body>\n\
         <svg class=\"snapshot definitions\" aria-hidden=\"true\">{}</svg>\n{body}\
         <script nonce=\"{nonce}\">\n{SCRIPT}</script>\n</body>\n</html>\n",
        snapshot::STYLE,
        snapshot::definitions(),
    )
}

fn head(out: &mut String, review: &Review) {
    let _ = write!(
        out,
        "<main>\n<header>\n<h1 dir=\"auto\">{}</h1>\n<p>{}</p>\n</header>\n",
        xml(&review.title),
        xml(&review.summary)
    );
    out.push_str("<ul class=\"counts\">\n");
    for (count, what, tone) in &review.counts {
        let _ = writeln!(out, "<li class=\"{}\"><b>{count}</b> {}</li>", class(*tone), xml(what));
    }
    out.push_str("</ul>\n");
    if !review.trouble.is_empty() {
        out.push_str("<section class=\"card\">\n<h2>The rules are in error</h2>\n");
        remarks(out, &review.trouble);
        out.push_str("</section>\n");
    }
}

/// A table of all gestures, each a link to what is said of it.
fn contents(out: &mut String, review: &Review) {
    out.push_str(
        "<section class=\"card\">\n<h2>Gestures</h2>\n<div class=\"wide\" role=\"region\" aria-label=\"all gestures\" tabindex=\"0\"><table>\n<thead><tr><th>gesture</th>\
         <th>verdict</th><th class=\"number\">noise it survives</th><th class=\"number\">findings</th>\
         <th class=\"number\">accepted</th><th class=\"number\">notes</th></tr></thead>\n<tbody>\n",
    );
    for gesture in &review.gestures {
        let count = |wanted: &dyn Fn(&&Remark) -> bool| match gesture.remarks.iter().filter(wanted).count() {
            0 => "\u{2013}".to_string(),
            n => n.to_string(),
        };
        let _ = writeln!(
            out,
            "<tr><td><a href=\"#{}\" dir=\"auto\">{}</a></td><td>{}</td><td class=\"number\">{}</td><td class=\"number\">{}</td>\
             <td class=\"number\">{}</td><td class=\"number\">{}</td></tr>",
            anchor(gesture),
            xml(&gesture.name),
            badge(&gesture.verdict.0, gesture.verdict.1),
            gesture.margin.map_or("\u{2013}".to_string(), |(degrees, _)| format!("{degrees:.1}\u{b0}")),
            count(&|r| r.accepted.is_none() && r.tone != Tone::Plain),
            count(&|r| r.accepted.is_some()),
            count(&|r| r.accepted.is_none() && r.tone == Tone::Plain),
        );
    }
    out.push_str("</tbody>\n</table></div>\n</section>\n");
}

fn one(out: &mut String, gesture: &GestureReview) {
    let _ = write!(
        out,
        "<section class=\"card gesture\" id=\"{}\">\n<h2>{} {}</h2>\n<p class=\"muted\">{} \u{b7} {}</p>\n",
        anchor(gesture),
        name(&gesture.name),
        badge(&gesture.verdict.0, gesture.verdict.1),
        name(&gesture.app),
        name(&gesture.place),
    );
    if !gesture.description.is_empty() {
        let _ = writeln!(out, "<p class=\"words\" dir=\"auto\">{}</p>", xml(&gesture.description));
    }
    out.push_str("<dl class=\"facts\">\n");
    for (property, verdict, tone, why) in &gesture.properties {
        let why = if why.is_empty() { String::new() } else { format!("<small>{}</small>", xml(why)) };
        let _ = writeln!(out, "<div><dt>{}</dt><dd>{}{why}</dd></div>", xml(property), badge(verdict, *tone));
    }
    if let Some((degrees, centimeters)) = gesture.margin {
        let _ = writeln!(
            out,
            "<div><dt>survives noise of</dt><dd>{degrees:.1}\u{b0} in each bone<small>{centimeters:.1} cm in each \
             joint</small></dd></div>"
        );
    }
    let took = if gesture.seconds > 0.0 { format!("{:.2} s", gesture.seconds) } else { "kept from before".to_string() };
    let _ = writeln!(out, "<div><dt>proofs took</dt><dd>{took}</dd></div>\n</dl>");
    if let Some(shown) = &gesture.picture {
        let _ = writeln!(out, "{}", picture(shown, &format!("the poses of {}", gesture.name)));
    }
    let (notes, others): (Vec<&Remark>, Vec<&Remark>) =
        gesture.remarks.iter().partition(|remark| remark.tone == Tone::Plain && remark.accepted.is_none());
    if !others.is_empty() {
        out.push_str("<h3>Findings</h3>\n");
        remarks(out, others);
    }
    if !notes.is_empty() {
        let s = if notes.len() == 1 { "" } else { "s" };
        let _ = writeln!(out, "<details>\n<summary>{} note{s}</summary>", notes.len());
        remarks(out, notes);
        out.push_str("</details>\n");
    }
    out.push_str("</section>\n");
}

fn pairs(out: &mut String, review: &Review) {
    let PairCounts { all, ordinarily, every_way } = review.pairs;
    if all == 0 {
        return;
    }
    let _ = write!(
        out,
        "<section class=\"card\">\n<h2>Pairs</h2>\n<p>{ordinarily} of {all} pairs are apart as they are ordinarily done: \
         whoever does the one and nothing else, in the way that moves the least, does not fire the other. {every_way} of \
         them are proved apart however they are done, or move different parts of the body. The distance says by how many degrees every bone may be seen turned \
         while one is done in the ordinary way before the other can fire; it is told up to 45.</p>\n"
    );
    plot::distances(out, &review.distances);
    if !review.closest.is_empty() {
        out.push_str(
            "<h3>The pairs to look at first</h3>\n<div class=\"wide\" role=\"region\" aria-label=\"pairs\" tabindex=\"0\"><table>\n<thead><tr><th>one</th><th>other</th>\
             <th>verdict</th><th class=\"number\">distance</th></tr></thead>\n<tbody>\n",
        );
        for pair in &review.closest {
            let _ = writeln!(
                out,
                "<tr><td>{}</td><td>{}</td><td>{}</td><td class=\"number\">{}</td></tr>",
                name(&pair.a),
                name(&pair.b),
                badge(&pair.verdict.0, pair.verdict.1),
                pair.distance.map_or("\u{2013}".to_string(), |distance| format!("{distance:.1}\u{b0}"))
            );
        }
        out.push_str("</tbody>\n</table></div>\n");
    }
    out.push_str("</section>\n");
}

fn rules(out: &mut String, review: &Review) {
    out.push_str("<section class=\"card\">\n<h2>Rules</h2>\n<p>What the gestures were held against.</p>\n");
    for (kind, names) in &review.rules {
        let names: Vec<String> = names.iter().map(|name| format!("<li dir=\"auto\">{}</li>", xml(name))).collect();
        let count = names.len();
        let _ = writeln!(
            out,
            "<details>\n<summary>{}: {count}</summary>\n<ul class=\"names\">{}</ul>\n</details>",
            xml(kind),
            names.concat()
        );
    }
    out.push_str("</section>\n");
}

/// A name for links: every letter by its number, so that no name of an author is special.
fn anchor(gesture: &GestureReview) -> String {
    let letters = |text: &str| {
        let letter = |c: char| if c.is_ascii_alphanumeric() { c.to_string() } else { format!("_{:x}_", c as u32) };
        text.chars().map(letter).collect::<String>()
    };
    format!("g-{}-{}", letters(&gesture.app), letters(&gesture.name))
}

#[cfg(test)]
#[path = "review_tests.rs"]
mod tests;
