//! The structure of a still, and that foreign text stays text in it.

use super::*;
use crate::view::Skeleton;
use prepose_matcher::Joint;

fn standing() -> Skeleton {
    let mut body = [None; 25];
    let mut set = |joint: Joint, place: [f32; 3]| body[joint.index()] = Some(place);
    set(Joint::SpineBase, [0.0, 0.0, 3.0]);
    set(Joint::SpineShoulder, [0.0, 0.5, 3.0]);
    set(Joint::Head, [0.0, 0.75, 3.0]);
    set(Joint::ShoulderLeft, [-0.2, 0.45, 3.0]);
    set(Joint::HandLeft, [-0.25, -0.1, 3.0]);
    set(Joint::ShoulderRight, [0.2, 0.45, 3.0]);
    set(Joint::HandRight, [0.25, 1.0, 3.0]);
    set(Joint::HipLeft, [-0.1, 0.0, 3.0]);
    set(Joint::HipRight, [0.1, 0.0, 3.0]);
    set(Joint::FootLeft, [-0.1, -0.9, 3.0]);
    set(Joint::FootRight, [0.1, -0.9, 3.0]);
    body
}

fn figure(label: &str) -> StillFigure {
    StillFigure {
        label: label.to_owned(),
        lines: vec!["point your right arm up".to_owned()],
        skeleton: StillBody::Seen(standing()),
        highlight: vec![Joint::HandRight, Joint::ThumbLeft],
    }
}

fn count(text: &str, what: &str) -> usize {
    text.matches(what).count()
}

/// The value of an attribute of the one element that holds `mark`.
fn attribute(picture: &str, mark: &str, name: &str) -> f32 {
    let element = picture.lines().find(|line| line.contains(mark)).expect(mark);
    let rest = element.split_once(&format!(" {name}=\"")).expect(name).1;
    rest.split_once('"').unwrap().0.parse().unwrap()
}

#[test]
fn a_figure_has_its_parts() {
    let picture = svg(&Still { title: "raise".into(), skeletons: vec![figure("up")], ..Still::default() });
    assert!(picture.starts_with("<svg xmlns=\"http://www.w3.org/2000/svg\""));
    assert!(picture.ends_with("</svg>\n"));
    assert_eq!(count(&picture, "<title "), 1);
    assert_eq!(count(&picture, "class=\"head\""), 1);
    assert_eq!(count(&picture, "class=\"trunk\""), 1);
    assert_eq!(count(&picture, "class=\"rim\""), 10, "one rim a bone");
    assert_eq!(count(&picture, "class=\"hollow\""), 5, "the right side's bones, and the legend");
    assert_eq!(count(&picture, "class=\"ring\""), 1, "a joint that is not tracked has no ring");
    assert_eq!(count(&picture, "class=\"letter "), 2);
    assert!(picture.contains(">point your right arm up</text>"));
}

#[test]
fn seen_from_in_front_the_right_hand_is_at_the_left() {
    let picture = svg(&Still { skeletons: vec![figure("up")], turn: 0.0, ..Still::default() });
    let (left, right) = ("class=\"chip left\"", "class=\"chip right\"");
    assert!(attribute(&picture, right, "cx") < attribute(&picture, left, "cx"));
    assert!(attribute(&picture, right, "cy") < attribute(&picture, left, "cy"), "the raised hand is higher");
}

#[test]
fn everything_lies_inside_the_picture() {
    let mut figures: Vec<StillFigure> = (0..12).map(|n| figure(&format!("step {n}"))).collect();
    let mut tall = standing();
    tall[Joint::HandLeft.index()] = Some([-3.0, 2.0, 1.0]);
    figures[7].skeleton = StillBody::Seen(tall);
    figures[8].skeleton = StillBody::Target([[0.0; 3]; 25]);
    let picture = svg(&Still { skeletons: figures, ..Still::default() });
    let (width, height) = (attribute(&picture, "<svg ", "width"), attribute(&picture, "<svg ", "height"));
    assert_eq!(count(&picture, "class=\"card\""), 12);
    let mut seen = 0;
    for line in picture.lines().filter(|line| line.contains("<line ") || line.contains("<text ")) {
        for (name, most) in [("x", width), ("x1", width), ("x2", width), ("y", height), ("y1", height), ("y2", height)]
        {
            if line.contains(&format!(" {name}=\"")) {
                let value = attribute(line, "", name);
                assert!((0.0..=most).contains(&value), "{name} of {line}");
                seen += 1;
            }
        }
    }
    assert!(seen > 500, "{seen}");
}

#[test]
fn hostile_text_stays_text() {
    let hostile = "</text><script>alert(1)</script>\u{0}&";
    let mut one = figure(hostile);
    one.lines = vec![hostile.to_owned()];
    let picture = svg(&Still { title: hostile.into(), caption: hostile.into(), skeletons: vec![one], turn: 0.0 });
    assert!(!picture.contains("<script"));
    assert!(!picture.contains('\0'));
    assert!(picture.contains("&lt;script&gt;"));
}

#[test]
fn nothing_to_show_is_a_picture_too() {
    let picture = svg(&Still::default());
    assert!(picture.contains("no figure to show"));
    let mut absent = figure("gone");
    absent.skeleton = StillBody::Seen([None; 25]);
    let picture = svg(&Still { skeletons: vec![absent], ..Still::default() });
    assert!(picture.contains("not tracked") && !picture.contains("NaN"), "{picture}");
}

#[test]
fn lines_break_at_words_and_long_words_break_too() {
    let lines = wrap("point your left elbow and right elbow to the front", &Style::LINE, 120.0);
    assert!(lines.len() > 1);
    assert_eq!(lines.join(" "), "point your left elbow and right elbow to the front");
    let long = "x".repeat(200);
    let lines = wrap(&long, &Style::LINE, 120.0);
    assert!(lines.len() > 5 && lines.concat() == long);
}
