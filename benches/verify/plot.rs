//! Curves over two logarithmic axes, as an SVG.

use std::fmt::Write;

/// One plot.
pub struct Plot {
    pub title: String,
    /// What the horizontal axis counts.
    pub across: &'static str,
    pub curves: Vec<Curve>,
}

/// Seconds by count.
pub struct Curve {
    pub name: String,
    pub points: Vec<(f64, f64)>,
}

const WIDTH: f64 = 340.0;
const HEIGHT: f64 = 230.0;
const LEFT: f64 = 62.0;
const TOP: f64 = 34.0;
const BELOW: f64 = 46.0;
const COLORS: [&str; 2] = ["#1f6f8b", "#c8553d"];

/// Draws plots side by side.
pub fn draw(plots: &[Plot]) -> String {
    let (step, tall) = (LEFT + WIDTH + 24.0, TOP + HEIGHT + BELOW);
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {:.0} {tall:.0}\" font-family=\"sans-serif\" \
         font-size=\"12\">\n<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n",
        step * plots.len() as f64
    );
    for (i, plot) in plots.iter().enumerate() {
        let _ = writeln!(out, "<g transform=\"translate({:.0} {TOP:.0})\">", LEFT + step * i as f64);
        one(&mut out, plot);
        out.push_str("</g>\n");
    }
    out.push_str("</svg>\n");
    out
}

fn one(out: &mut String, plot: &Plot) {
    let points = || plot.curves.iter().flat_map(|curve| &curve.points);
    let range = |values: Vec<f64>| {
        let low = values.iter().copied().fold(f64::INFINITY, f64::min).log10();
        let high = values.iter().copied().fold(f64::NEG_INFINITY, f64::max).log10();
        (low - 0.08, high.max(low + 0.1) + 0.08)
    };
    let (left, right) = range(points().map(|point| point.0).collect());
    let (low, high) = range(points().map(|point| point.1).collect());
    let x = |count: f64| (count.log10() - left) / (right - left) * WIDTH;
    let y = |seconds: f64| HEIGHT - (seconds.log10() - low) / (high - low) * HEIGHT;
    let _ = writeln!(out, "<text x=\"0\" y=\"-14\" font-weight=\"bold\">{}</text>", plot.title);
    let _ = writeln!(out, "<path d=\"M0 0V{HEIGHT}H{WIDTH}\" fill=\"none\" stroke=\"#888\"/>");
    for power in low.ceil() as i32..=high.floor() as i32 {
        let seconds = 10f64.powi(power);
        let name = if power < 0 { format!("{} ms", 1e3 * seconds) } else { format!("{seconds} s") };
        let _ = writeln!(
            out,
            "<path d=\"M0 {0:.1}H{WIDTH}\" stroke=\"#ddd\"/><text x=\"-6\" y=\"{1:.1}\" text-anchor=\"end\">{name}</text>",
            y(seconds),
            y(seconds) + 4.0
        );
    }
    if let Some(first) = plot.curves.first() {
        for (count, _) in &first.points {
            let _ = writeln!(
                out,
                "<text x=\"{:.1}\" y=\"{:.1}\" text-anchor=\"middle\">{count}</text>",
                x(*count),
                HEIGHT + 17.0
            );
        }
    }
    let (middle, under) = (WIDTH / 2.0, HEIGHT + 36.0);
    let _ = writeln!(out, "<text x=\"{middle}\" y=\"{under}\" text-anchor=\"middle\">{}</text>", plot.across);
    for (curve, color) in plot.curves.iter().zip(COLORS) {
        let line: Vec<String> = curve.points.iter().map(|p| format!("{:.1} {:.1}", x(p.0), y(p.1))).collect();
        let _ = writeln!(
            out,
            "<polyline points=\"{}\" fill=\"none\" stroke=\"{color}\" stroke-width=\"2\"/>",
            line.join(" ")
        );
        for point in &curve.points {
            let _ =
                writeln!(out, "<circle cx=\"{:.1}\" cy=\"{:.1}\" r=\"3\" fill=\"{color}\"/>", x(point.0), y(point.1));
        }
        if let (Some(last), false) = (curve.points.last(), curve.name.is_empty()) {
            let (at, up) = (x(last.0), y(last.1) + 20.0);
            let _ = writeln!(
                out,
                "<text x=\"{at:.1}\" y=\"{up:.1}\" text-anchor=\"end\" fill=\"{color}\">{}</text>",
                curve.name
            );
        }
    }
}
