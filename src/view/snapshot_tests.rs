//! The structure of a picture, and that foreign text stays text in it.

use super::*;
use crate::view::Skeleton;

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

fn figure(label: &str) -> SnapshotFigure {
    SnapshotFigure {
        label: label.to_owned(),
        lines: vec!["point your right arm up".to_owned()],
        body: FigureBody::Seen(standing()),
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

/// The places of a path's data, and whether each is told from the one before.
fn places(data: &str) -> Vec<([f32; 2], bool)> {
    let (mut out, mut numbers, mut word, mut from_here) = (Vec::new(), Vec::new(), String::new(), false);
    for c in data.trim_end_matches('z').chars().chain([' ']) {
        if matches!(c, 'M' | 'l' | ' ' | '-') && !word.is_empty() {
            numbers.push(std::mem::take(&mut word).parse::<f32>().expect("a number"));
            if let [x, y] = numbers[..] {
                out.push(([x, y], from_here));
                numbers.clear();
            }
        }
        match c {
            'M' | 'l' => from_here = c == 'l',
            ' ' => {}
            c => word.push(c),
        }
    }
    out
}

#[test]
fn a_figure_has_its_parts() {
    let picture = svg(&Snapshot { title: "raise".into(), figures: vec![figure("up")], ..Snapshot::default() });
    assert!(picture.starts_with("<svg xmlns=\"http://www.w3.org/2000/svg\""));
    assert!(picture.ends_with("</svg>\n"));
    assert_eq!(count(&picture, "<title "), 1);
    assert_eq!(count(&picture, "class=\"head\""), 1);
    assert_eq!(count(&picture, "class=\"trunk\""), 1);
    let lines: Vec<&str> = picture.lines().filter(|line| line.starts_with("<path class=")).collect();
    let data = |line: &str| line.split_once(" d=").expect("data").1.to_owned();
    let limbs = ["left", "middle", "right"].map(|side| format!("<path class=\"{side}"));
    let limb = |line: &str| limbs.iter().any(|limb| line.starts_with(limb)) && !line.contains(" fine");
    for pair in lines.windows(2).filter(|pair| limb(pair[1])) {
        assert!(pair[0].contains("class=\"rim") && data(pair[0]) == data(pair[1]), "a rim around each limb: {pair:?}");
    }
    assert!(
        (3..10).contains(&lines.iter().filter(|line| limb(line)).count()),
        "bones that follow each other are one line"
    );
    for pair in lines.windows(2).filter(|pair| pair[0].contains("class=\"right") && limb(pair[0])) {
        assert!(pair[1].contains("class=\"hollow") && data(pair[0]) == data(pair[1]), "the right is hollow: {pair:?}");
    }
    assert_eq!(count(&picture, "class=\"ring\""), 1, "a joint that is not tracked has no ring");
    assert_eq!(count(&picture, "<use href=\"#hand-"), 2);
    // what is referred to is styled by its own ancestors alone, wherever it is drawn
    assert_eq!(count(&definitions(), "<g "), count(&definitions(), " class=\"snapshot\">"));
    assert!(picture.contains(">point your right arm up</text>"));
}

#[test]
fn seen_from_in_front_the_right_hand_is_at_the_left() {
    let picture = svg(&Snapshot { figures: vec![figure("up")], turn: 0.0, ..Snapshot::default() });
    let (left, right) = ("href=\"#hand-left\"", "href=\"#hand-right\"");
    assert!(attribute(&picture, right, "x") < attribute(&picture, left, "x"));
    assert!(attribute(&picture, right, "y") < attribute(&picture, left, "y"), "the raised hand is higher");
}

#[test]
fn everything_lies_inside_the_picture() {
    let mut figures: Vec<SnapshotFigure> = (0..12).map(|n| figure(&format!("step {n}"))).collect();
    let mut tall = standing();
    tall[Joint::HandLeft.index()] = Some([-3.0, 2.0, 1.0]);
    figures[7].body = FigureBody::Seen(tall);
    figures[8].body = FigureBody::Target([[0.0; 3]; 25]);
    let picture = svg(&Snapshot { figures, ..Snapshot::default() });
    let (width, height) = (attribute(&picture, "<svg ", "width"), attribute(&picture, "<svg ", "height"));
    assert_eq!(count(&picture, "class=\"cell\""), 12);
    let mut seen = 0;
    let placed = |line: &&str| ["<circle ", "<text ", "<use ", "<rect "].iter().any(|tag| line.starts_with(tag));
    for line in picture.lines().filter(placed) {
        for (name, most) in [("x", width), ("cx", width), ("y", height), ("cy", height)] {
            if line.contains(&format!(" {name}=\"")) {
                let value = attribute(line, "", name);
                assert!((0.0..=most).contains(&value), "{name} of {line}");
                seen += 1;
            }
        }
    }
    for data in picture.lines().filter_map(|line| line.split_once(" d=\"")).map(|(_, data)| data) {
        let mut at = [0.0, 0.0];
        for (place, from_here) in places(data.split('"').next().expect("data")) {
            at = if from_here { [at[0] + place[0], at[1] + place[1]] } else { place };
            assert!((0.0..=width).contains(&at[0]) && (0.0..=height).contains(&at[1]), "{at:?} of {data}");
            seen += 1;
        }
    }
    assert!(seen > 500, "{seen}");
}

#[test]
fn hostile_text_stays_text() {
    let hostile = "</text><script>alert(1)</script>\u{0}&";
    let mut one = figure(hostile);
    one.lines = vec![hostile.to_owned()];
    let picture = svg(&Snapshot { title: hostile.into(), caption: hostile.into(), figures: vec![one], turn: 0.0 });
    assert!(!picture.contains("<script"));
    assert!(!picture.contains('\0'));
    assert!(picture.contains("&lt;script&gt;"));
}

#[test]
fn nothing_to_show_is_a_picture_too() {
    let picture = svg(&Snapshot::default());
    assert!(picture.contains("no figure to show"));
    let mut absent = figure("gone");
    absent.body = FigureBody::Seen([None; 25]);
    let picture = svg(&Snapshot { figures: vec![absent], ..Snapshot::default() });
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
