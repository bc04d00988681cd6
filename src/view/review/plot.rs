//! How far apart pairs are, as columns.

use std::fmt::Write;

const WIDTH: f64 = 720.0;
const HEIGHT: f64 = 150.0;
const LEFT: f64 = 34.0;
const BELOW: f64 = 34.0;

/// Draws how many pairs lie at which distance, in degrees; nothing for none.
pub fn distances(out: &mut String, distances: &[f64]) {
    let known: Vec<f64> =
        distances.iter().copied().filter(|distance| distance.is_finite() && *distance >= 0.0).collect();
    if known.is_empty() {
        return;
    }
    let farthest = known.iter().copied().fold(0.0, f64::max);
    let step = [1.0, 2.0, 5.0, 10.0, 20.0].into_iter().find(|step| farthest / step <= 24.0).unwrap_or(30.0);
    let columns = (farthest / step).floor() as usize + 1;
    let mut counts = vec![0usize; columns];
    known.iter().for_each(|distance| counts[((distance / step) as usize).min(columns - 1)] += 1);
    let most = counts.iter().copied().max().unwrap_or(1).max(1);
    let wide = (WIDTH - LEFT) / columns as f64;
    let _ = write!(
        out,
        "<figure>\n<svg class=\"plot\" viewBox=\"0 0 {WIDTH} {:.0}\" role=\"img\" aria-label=\"how many pairs are how far \
         apart\">\n",
        HEIGHT + BELOW
    );
    let _ = writeln!(
        out,
        "<text class=\"axis\" x=\"{:.0}\" y=\"12\" text-anchor=\"end\">{most}</text><text class=\"axis\" x=\"{:.0}\" \
         y=\"{HEIGHT}\" text-anchor=\"end\">0</text>",
        LEFT - 6.0,
        LEFT - 6.0
    );
    for (i, count) in counts.iter().enumerate() {
        let (x, tall) = (LEFT + i as f64 * wide, (HEIGHT - 4.0) * *count as f64 / most as f64);
        let (from, to) = (i as f64 * step, (i + 1) as f64 * step);
        let _ = writeln!(
            out,
            "<rect class=\"column\" x=\"{:.1}\" y=\"{:.1}\" width=\"{:.1}\" height=\"{tall:.1}\" rx=\"2\"><title>{count} \
             from {from} to {to} degrees</title></rect>",
            x + 1.5,
            HEIGHT - tall,
            (wide - 3.0).max(1.0)
        );
        if columns <= 12 || i % 2 == 0 {
            let _ = writeln!(out, "<text class=\"axis\" x=\"{x:.1}\" y=\"{:.1}\">{from}\u{b0}</text>", HEIGHT + 16.0);
        }
    }
    let _ = writeln!(
        out,
        "<line class=\"base\" x1=\"{LEFT}\" x2=\"{WIDTH}\" y1=\"{HEIGHT}\" y2=\"{HEIGHT}\"/>\n</svg>\n<figcaption>How many \
         pairs are how many degrees apart; 0 is where one fires the other, 45 stands for all that are \
         farther.</figcaption>\n</figure>"
    );
}
