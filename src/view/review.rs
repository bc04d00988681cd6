//! A page for whoever answers for a store of gestures: what was proved, what was not, and what was accepted.
//!
//! Input: a [`Review`], plain data that the driver puts together. Output: one HTML document without scripts that loads
//! nothing. Invariant: text of authors stays text whatever it holds. It knows nothing of verifiers or files.

mod plot;
mod remarks;

use std::fmt::Write;

use super::escape::xml;
use remarks::{badge, class, image, remarks};

const STYLE: &str = include_str!("review/review.css");
/// The page may show the pictures it carries and its own style, and nothing else.
const POLICY: &str =
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'";

/// What the page says.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Review {
    /// The heading.
    pub title: String,
    /// What it comes to, in a sentence.
    pub summary: String,
    /// Counts: how many, of what, and how that is to be taken.
    pub counts: Vec<(usize, String, Tone)>,
    /// What is wrong with the rules.
    pub trouble: Vec<Remark>,
    /// Kinds of rules, each with the blocks and the names of its rules.
    pub rules: Vec<(String, Vec<String>)>,
    /// The gestures, in the order of the files.
    pub gestures: Vec<GestureReview>,
    /// Of pairs.
    pub pairs: PairCounts,
    /// The pairs to look at first.
    pub closest: Vec<PairReview>,
    /// The distances of all pairs, in degrees; the last column stands for all that are larger.
    pub distances: Vec<f64>,
    /// Which programs proved it.
    pub tools: String,
}

/// How many pairs there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct PairCounts {
    /// That were compared.
    pub all: usize,
    /// Of which neither fires the other when it is done in the ordinary way.
    pub ordinarily: usize,
    /// Of which no motion of shared parts fires both.
    pub every_way: usize,
}

/// How something is to be taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Tone {
    /// As it should be.
    Good,
    /// Against what should be.
    Bad,
    /// Not known, or to be looked at.
    Open,
    /// Neither.
    #[default]
    Plain,
}

/// One gesture.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct GestureReview {
    /// Its app.
    pub app: String,
    /// Its name.
    pub name: String,
    /// Where it is declared.
    pub place: String,
    /// What the person is to do.
    pub description: String,
    /// What it comes to, in a word.
    pub verdict: (String, Tone),
    /// Each property: its name, its verdict in a word, and why where it is undecided.
    pub properties: Vec<(String, String, Tone, String)>,
    /// How much noise it survives: degrees and centimetres.
    pub margin: Option<(f64, f64)>,
    /// Seconds that the proofs took.
    pub seconds: f64,
    /// Its poses, an SVG document.
    pub picture: Option<String>,
    /// What was found.
    pub remarks: Vec<Remark>,
}

/// One finding.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Remark {
    /// Its code.
    pub code: String,
    /// How grave it is, in a word.
    pub kind: String,
    /// How it is to be taken.
    pub tone: Tone,
    /// What is said.
    pub message: String,
    /// Where.
    pub place: String,
    /// What to do about it.
    pub help: String,
    /// The author's reason for meaning it.
    pub accepted: Option<String>,
    /// The bodies that show it, an SVG document.
    pub picture: Option<String>,
}

/// Two gestures.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct PairReview {
    /// One.
    pub a: String,
    /// The other.
    pub b: String,
    /// The verdict in words.
    pub verdict: (String, Tone),
    /// Degrees between them.
    pub distance: Option<f64>,
}

/// The page as the text of an HTML document.
pub fn review(review: &Review) -> String {
    let mut out = format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{}</title>\n\
         <style>\n{STYLE}</style>\n</head>\n<body>\n",
        xml(&review.title)
    );
    head(&mut out, review);
    contents(&mut out, review);
    for gesture in &review.gestures {
        one(&mut out, gesture);
    }
    pairs(&mut out, review);
    rules(&mut out, review);
    let _ = write!(out, "<footer><p>{}</p></footer>\n</main>\n</body>\n</html>\n", xml(&review.tools));
    out
}

fn head(out: &mut String, review: &Review) {
    let _ =
        write!(out, "<main>\n<header>\n<h1>{}</h1>\n<p>{}</p>\n</header>\n", xml(&review.title), xml(&review.summary));
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
        "<section class=\"card\">\n<h2>Gestures</h2>\n<div class=\"wide\"><table>\n<thead><tr><th>gesture</th>\
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
            "<tr><td><a href=\"#{}\">{}</a></td><td>{}</td><td class=\"number\">{}</td><td class=\"number\">{}</td>\
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
        xml(&gesture.name),
        badge(&gesture.verdict.0, gesture.verdict.1),
        xml(&gesture.app),
        xml(&gesture.place),
    );
    if !gesture.description.is_empty() {
        let _ = writeln!(out, "<p class=\"words\">{}</p>", xml(&gesture.description));
    }
    out.push_str("<dl class=\"facts\">\n");
    for (name, verdict, tone, why) in &gesture.properties {
        let why = if why.is_empty() { String::new() } else { format!("<small>{}</small>", xml(why)) };
        let _ = writeln!(out, "<div><dt>{}</dt><dd>{}{why}</dd></div>", xml(name), badge(verdict, *tone));
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
    if let Some(picture) = &gesture.picture {
        let _ = writeln!(out, "{}", image(picture, &format!("the poses of {}", gesture.name)));
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
            "<h3>The pairs to look at first</h3>\n<div class=\"wide\"><table>\n<thead><tr><th>one</th><th>other</th>\
             <th>verdict</th><th class=\"number\">distance</th></tr></thead>\n<tbody>\n",
        );
        for pair in &review.closest {
            let _ = writeln!(
                out,
                "<tr><td>{}</td><td>{}</td><td>{}</td><td class=\"number\">{}</td></tr>",
                xml(&pair.a),
                xml(&pair.b),
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
        let names: Vec<String> = names.iter().map(|name| format!("<li>{}</li>", xml(name))).collect();
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
