//! Lines between places, said as shortly as a path can say them.
//!
//! Input: places in pixels. Output: the data of a path. Invariant: places are rounded to tenths of a pixel once, so errors
//! do not add up along a line.

use std::fmt::Write;

/// Lines that were drawn so far.
#[derive(Debug, Default)]
pub(super) struct Path {
    data: String,
    at: Option<[i32; 2]>,
}

impl Path {
    /// Draws a line, which goes on from where the last one ended if that is where it begins.
    pub(super) fn line(&mut self, from: [f32; 2], to: [f32; 2]) {
        let (from, to) = (from.map(tenths), to.map(tenths));
        if self.at != Some(from) {
            self.data.push('M');
            self.place(from);
            self.data.push('l');
        } else {
            self.data.push(' ');
        }
        self.place([to[0] - from[0], to[1] - from[1]]);
        self.at = Some(to);
    }

    /// The data for the attribute `d`.
    pub(super) fn data(&self) -> &str {
        &self.data
    }

    fn place(&mut self, [x, y]: [i32; 2]) {
        push(&mut self.data, x);
        if y >= 0 {
            self.data.push(' ');
        }
        push(&mut self.data, y);
    }
}

/// A number of pixels for an attribute.
pub(super) fn pixels(number: f32) -> String {
    let mut out = String::new();
    push(&mut out, tenths(number));
    out
}

fn tenths(pixels: f32) -> i32 {
    (pixels * 10.0).round() as i32
}

fn push(out: &mut String, tenths: i32) {
    let (whole, part) = (tenths.unsigned_abs() / 10, tenths.unsigned_abs() % 10);
    if tenths < 0 {
        out.push('-');
    }
    // writing to a string cannot fail
    let _ = match (whole, part) {
        (_, 0) => write!(out, "{whole}"),
        (0, _) => write!(out, ".{part}"),
        _ => write!(out, "{whole}.{part}"),
    };
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_that_meet_are_one() {
        let mut path = Path::default();
        path.line([1.0, 2.0], [1.26, -2.04]);
        path.line([1.26, -2.04], [0.0, -2.0]);
        path.line([5.0, 5.0], [4.0, 15.5]);
        assert_eq!(path.data(), "M1 2l.3-4 -1.3 0M5 5l-1 10.5");
    }

    #[test]
    fn numbers_are_short() {
        assert_eq!([0.0, -0.04, -0.5, 0.26, 12.0, -123.46].map(pixels), ["0", "0", "-.5", ".3", "12", "-123.5"]);
    }
}
