//! One figure in ink.
//!
//! Input: a body as its viewer sees it. Output: SVG elements. Nearer bones cover farther ones and are thicker; bones of
//! one side are one path where no other stands between them, with a rim around it, so that crossing limbs stay apart.
//! Pages hold thousands of figures, so each is said shortly.

use std::fmt::Write;

use prepose_matcher::Joint;

use super::path::{Path, pixels};
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
/// Bones that come no nearer than this do not cover each other, in pixels.
const APART: f32 = 14.0;

/// What figures refer to: the letters at the hands. Each is a picture of its own to the style, which does not see around
/// what is referred to.
pub(super) const HANDS: &str = concat!(
    r#"<g id="hand-left" class="snapshot"><circle class="chip left" r="8"/><text class="letter" y="3.7">L</text></g>"#,
    r#"<g id="hand-right" class="snapshot"><circle class="chip right" r="8"/><text class="letter" y="3.7">R</text></g>"#
);

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
    let runs = ink.runs(seen);
    let head = runs.iter().position(|run| run.bones.iter().any(|bone| bone.1 == Joint::Head));
    for (place, run) in runs.iter().enumerate() {
        ink.run(out, seen, run);
        if Some(place) == head {
            ink.head(out, seen);
        }
    }
    if head.is_none() {
        ink.head(out, seen);
    }
    ink.hands(out, seen);
    for joint in highlight {
        let Some(place) = seen[joint.index()] else { continue };
        let [x, y, _] = ink.place(place);
        let radius = if *joint == Joint::Head { HEAD_RADIUS * ink.k + 5.0 } else { 12.0 };
        let (x, y, radius) = (pixels(x), pixels(y), pixels(radius));
        let _ = writeln!(out, r#"<circle class="ring" cx="{x}" cy="{y}" r="{radius}"/>"#);
    }
}

/// Bones of one side, about as near, that can be drawn together: none that covers another comes before it.
struct Run {
    side: Side,
    nearness: &'static str,
    bones: Vec<(Joint, Joint)>,
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
        let [x, y, rx, ry] = [x, y, 0.34 * self.k, 0.07 * self.k].map(pixels);
        let _ = writeln!(out, r#"<ellipse class="shadow" cx="{x}" cy="{y}" rx="{rx}" ry="{ry}"/>"#);
    }

    fn trunk(&self, out: &mut String, seen: &Seen) {
        let corners = [Joint::ShoulderLeft, Joint::ShoulderRight, Joint::HipRight, Joint::HipLeft];
        let corners = corners.map(|joint| seen[joint.index()].map(|place| self.place(place)));
        let [Some(a), Some(b), Some(c), Some(d)] = corners else { return };
        let mut path = Path::default();
        [(a, b), (b, c), (c, d)].into_iter().for_each(|(a, b)| path.line([a[0], a[1]], [b[0], b[1]]));
        let _ = writeln!(out, r#"<path class="trunk" d="{}z"/>"#, path.data());
    }

    /// All bones, the farthest first.
    fn runs(&self, seen: &Seen) -> Vec<Run> {
        let depth = |joint: Joint| seen[joint.index()].map_or(0.0, |place| place[2]);
        let mut bones = bones(seen);
        bones.sort_by(|a, b| (depth(a.0) + depth(a.1)).total_cmp(&(depth(b.0) + depth(b.1))));
        let mut runs: Vec<Run> = Vec::new();
        for bone in bones {
            let (side, nearness) =
                (figure::side(bone.1), nearness((depth(bone.0) + depth(bone.1)) / 2.0 - self.root[2]));
            let covers = |run: &Run| run.bones.iter().any(|other| self.touch(seen, *other, bone));
            let fits = |run: &Run| run.side == side && run.nearness == nearness;
            let behind = runs.iter().rposition(|run| fits(run) || covers(run));
            match behind.map(|place| &mut runs[place]) {
                Some(run) if run.side == side && run.nearness == nearness => run.bones.push(bone),
                _ => runs.push(Run { side, nearness, bones: vec![bone] }),
            }
        }
        // from joint to joint along the limbs, so that one line goes on where another ends
        runs.iter_mut().for_each(|run| run.bones.sort_by_key(|bone| bone.1.index()));
        runs
    }

    /// Whether the boxes around two bones meet in the picture.
    fn touch(&self, seen: &Seen, one: (Joint, Joint), other: (Joint, Joint)) -> bool {
        let ends = |bone: (Joint, Joint)| {
            let place = |joint: Joint| seen[joint.index()].map_or([0.0; 3], |place| self.place(place));
            (place(bone.0), place(bone.1))
        };
        let ((a, b), (c, d)) = (ends(one), ends(other));
        (0..2).all(|axis| {
            a[axis].min(b[axis]) < c[axis].max(d[axis]) + APART && c[axis].min(d[axis]) < a[axis].max(b[axis]) + APART
        })
    }

    fn run(&self, out: &mut String, seen: &Seen, run: &Run) {
        let (mut thick, mut fine) = (Path::default(), Path::default());
        for (from, to) in &run.bones {
            let (Some(a), Some(b)) = (seen[from.index()], seen[to.index()]) else { continue };
            let ([ax, ay, _], [bx, by, _]) = (self.place(a), self.place(b));
            let path = if is_fine(*to) { &mut fine } else { &mut thick };
            path.line([ax, ay], [bx, by]);
        }
        let class = match run.side {
            Side::Left => "left",
            Side::Middle => "middle",
            Side::Right => "right",
        };
        for (data, width, rimmed) in [(fine.data(), " fine", false), (thick.data(), run.nearness, true)] {
            if data.is_empty() {
                continue;
            }
            let mut stroke = |class: &str| {
                let _ = writeln!(out, r#"<path class="{class}{width}" d="{data}"/>"#);
            };
            if rimmed {
                stroke("rim");
            }
            stroke(class);
            if rimmed && run.side == Side::Right {
                stroke("hollow");
            }
        }
    }

    /// The head, with a nose toward the front of the body, which tells front from back.
    fn head(&self, out: &mut String, seen: &Seen) {
        let Some(centre) = seen[Joint::Head.index()] else { return };
        let [x, y, _] = self.place(centre);
        let [x, y, radius] = [x, y, HEAD_RADIUS * self.k].map(pixels);
        let _ = writeln!(out, r#"<circle class="head" cx="{x}" cy="{y}" r="{radius}"/>"#);
        let Some([front_x, front_z]) = figure::front(seen) else { return };
        let reach = HEAD_RADIUS * 0.8;
        let nose = [centre[0] + front_x * reach, centre[1] - 0.01, centre[2] + front_z * reach];
        if front_z > -0.2 {
            let [x, y, _] = self.place(nose);
            let _ = writeln!(out, r#"<circle class="nose" cx="{}" cy="{}" r="2.6"/>"#, pixels(x), pixels(y));
        }
    }

    fn hands(&self, out: &mut String, seen: &Seen) {
        let hands = [("left", [Joint::HandLeft, Joint::WristLeft]), ("right", [Joint::HandRight, Joint::WristRight])];
        for (side, joints) in hands {
            let Some(place) = joints.iter().find_map(|joint| seen[joint.index()]) else { continue };
            let [x, y, _] = self.place(place);
            let _ = writeln!(out, r##"<use href="#hand-{side}" x="{}" y="{}"/>"##, pixels(x), pixels(y));
        }
    }
}

/// How thick a bone is drawn at a depth in metres; the style has a width for each.
fn nearness(depth: f32) -> &'static str {
    match depth {
        depth if depth > 0.15 => " near",
        depth if depth < -0.15 => " far",
        _ => "",
    }
}

fn is_fine(joint: Joint) -> bool {
    matches!(joint, Joint::HandTipLeft | Joint::HandTipRight | Joint::ThumbLeft | Joint::ThumbRight)
}
