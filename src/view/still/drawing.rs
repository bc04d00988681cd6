//! One figure in ink.
//!
//! Input: a body as its viewer sees it. Output: SVG elements. Nearer bones cover farther ones and are thicker; each has
//! a rim of the paper's colour, so that crossing limbs stay apart.

use std::fmt::Write;

use prepose_matcher::Joint;

use crate::view::figure::{self, Seen, Side, bones, tilted};

/// How metres become pixels, the same for all figures of a picture.
pub(super) struct Scale {
    pixels_per_metre: f32,
    /// The height that the tallest figure takes, in pixels.
    pub(super) height: f32,
}

const HEAD_RADIUS: f32 = 0.105;
/// Room around the joints for the head, the hands and the letters at them, in metres.
const MARGIN: f32 = 0.14;
/// The tilted floor has a height of its own in the picture; in metres.
const FLOOR_HEIGHT: f32 = 0.2;

impl Scale {
    /// The scale at which every figure fits `width` by `height` pixels. A body that is nearly a point is not blown up.
    pub(super) fn fitting(figures: &[Seen], floors: &[f32], width: f32, height: f32) -> Scale {
        let (mut half, mut tall) = (0.4_f32, 0.8_f32);
        for (seen, floor) in figures.iter().zip(floors) {
            let Some(root) = figure::root(seen) else { continue };
            for [x, y, _] in seen.iter().flatten() {
                half = half.max((x - root[0]).abs());
                tall = tall.max(y - floor);
            }
        }
        let tall = tall + MARGIN + FLOOR_HEIGHT;
        let pixels_per_metre = (height / tall).min(width / 2.0 / (half + MARGIN));
        Scale { pixels_per_metre, height: tall * pixels_per_metre }
    }
}

/// Draws a body that stands with its spine base above `feet`, the middle of its floor in pixels.
pub(super) fn body(out: &mut String, seen: &Seen, floor: f32, scale: &Scale, feet: [f32; 2], highlight: &[Joint]) {
    let Some(root) = figure::root(seen) else { return };
    let ink = Ink { root, floor, k: scale.pixels_per_metre, feet };
    ink.shadow(out);
    ink.trunk(out, seen);
    let mut bones = bones(seen);
    let depth = |joint: Joint| seen[joint.index()].map_or(0.0, |place| place[2]);
    bones.sort_by(|a, b| (depth(a.0) + depth(a.1)).total_cmp(&(depth(b.0) + depth(b.1))));
    let head = bones.iter().position(|bone| bone.1 == Joint::Head);
    for (place, (from, to)) in bones.iter().enumerate() {
        ink.bone(out, seen, *from, *to);
        if Some(place) == head {
            ink.head(out, seen);
        }
    }
    if head.is_none() {
        ink.head(out, seen);
    }
    ink.letters(out, seen);
    for joint in highlight {
        let Some(place) = seen[joint.index()] else { continue };
        let [x, y, _] = ink.place(place);
        let radius = if *joint == Joint::Head { HEAD_RADIUS * ink.k + 5.0 } else { 12.0 };
        let _ = writeln!(out, r#"<circle class="ring" cx="{x:.1}" cy="{y:.1}" r="{radius:.1}"/>"#);
    }
}

struct Ink {
    root: [f32; 3],
    floor: f32,
    k: f32,
    feet: [f32; 2],
}

impl Ink {
    /// Pixels, and the depth in metres (nearer is more).
    fn place(&self, [x, y, z]: [f32; 3]) -> [f32; 3] {
        let [x, y, z] = tilted([x - self.root[0], y - self.floor, z - self.root[2]]);
        [self.feet[0] + x * self.k, self.feet[1] - (FLOOR_HEIGHT / 2.0 + y) * self.k, z]
    }

    fn shadow(&self, out: &mut String) {
        let [x, y, _] = self.place([self.root[0], self.floor, self.root[2]]);
        let (rx, ry) = (0.34 * self.k, 0.07 * self.k);
        let _ = writeln!(out, r#"<ellipse class="shadow" cx="{x:.1}" cy="{y:.1}" rx="{rx:.1}" ry="{ry:.1}"/>"#);
    }

    fn trunk(&self, out: &mut String, seen: &Seen) {
        let corners = [Joint::ShoulderLeft, Joint::ShoulderRight, Joint::HipRight, Joint::HipLeft];
        let corners = corners.map(|joint| seen[joint.index()].map(|place| self.place(place)));
        let [Some(a), Some(b), Some(c), Some(d)] = corners else { return };
        let points = [a, b, c, d].map(|[x, y, _]| format!("{x:.1},{y:.1}")).join(" ");
        let _ = writeln!(out, r#"<polygon class="trunk" points="{points}"/>"#);
    }

    fn bone(&self, out: &mut String, seen: &Seen, from: Joint, to: Joint) {
        let (Some(a), Some(b)) = (seen[from.index()], seen[to.index()]) else { return };
        let (a, b) = (self.place(a), self.place(b));
        let near = ((a[2] + b[2]) / 2.0 / 0.5).clamp(-1.0, 1.0);
        let fine = if is_fine(to) { 0.5 } else { 1.0 };
        let width = (7.0 + 1.6 * near) * fine;
        let line = format!(r#"x1="{:.1}" y1="{:.1}" x2="{:.1}" y2="{:.1}""#, a[0], a[1], b[0], b[1]);
        let (class, hollow) = match figure::side(to) {
            Side::Left => ("left", false),
            Side::Middle => ("middle", false),
            Side::Right => ("right", true),
        };
        if !is_fine(to) {
            let _ = writeln!(out, r#"<line class="rim" stroke-width="{:.1}" {line}/>"#, width + 3.0);
        }
        let _ = writeln!(out, r#"<line class="{class}" stroke-width="{width:.1}" {line}/>"#);
        if hollow {
            let _ = writeln!(out, r#"<line class="hollow" stroke-width="{:.1}" {line}/>"#, width * 0.42);
        }
    }

    /// The head, with a nose toward the front of the body, which tells front from back.
    fn head(&self, out: &mut String, seen: &Seen) {
        let Some(centre) = seen[Joint::Head.index()] else { return };
        let [x, y, _] = self.place(centre);
        let _ = writeln!(out, r#"<circle class="head" cx="{x:.1}" cy="{y:.1}" r="{:.1}"/>"#, HEAD_RADIUS * self.k);
        let Some([front_x, front_z]) = figure::front(seen) else { return };
        let reach = HEAD_RADIUS * 0.8;
        let nose = [centre[0] + front_x * reach, centre[1] - 0.01, centre[2] + front_z * reach];
        if front_z > -0.2 {
            let [x, y, _] = self.place(nose);
            let _ = writeln!(out, r#"<circle class="nose" cx="{x:.1}" cy="{y:.1}" r="2.6"/>"#);
        }
    }

    fn letters(&self, out: &mut String, seen: &Seen) {
        let hands =
            [("left", "L", [Joint::HandLeft, Joint::WristLeft]), ("right", "R", [Joint::HandRight, Joint::WristRight])];
        for (class, letter, joints) in hands {
            let Some(place) = joints.iter().find_map(|joint| seen[joint.index()]) else { continue };
            let [x, y, _] = self.place(place);
            let _ = writeln!(out, r#"<circle class="chip {class}" cx="{x:.1}" cy="{y:.1}" r="8"/>"#);
            let _ = writeln!(out, r#"<text class="letter {class}" x="{x:.1}" y="{:.1}">{letter}</text>"#, y + 3.7);
        }
    }
}

fn is_fine(joint: Joint) -> bool {
    matches!(joint, Joint::HandTipLeft | Joint::HandTipRight | Joint::ThumbLeft | Joint::ThumbRight)
}
