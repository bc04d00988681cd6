use super::*;
use crate::view::figure::FigureBody;
use crate::view::snapshot::{Snapshot, SnapshotFigure};

const HOSTILE: &str = "</style><script>alert(1)</script>\"'<img src=x onerror=y>`<b>`";

fn picture() -> Snapshot {
    let figure = SnapshotFigure {
        label: HOSTILE.to_string(),
        lines: vec![HOSTILE.to_string()],
        body: FigureBody::Target([[0.25; 3]; 25]),
        highlight: Vec::new(),
    };
    Snapshot { title: HOSTILE.to_string(), figures: vec![figure], ..Snapshot::default() }
}

/// A review of which every text is hostile.
fn hostile() -> Review {
    let text = || HOSTILE.to_string();
    let remark = Remark {
        code: text(),
        kind: text(),
        tone: Tone::Bad,
        message: text(),
        place: text(),
        help: text(),
        accepted: None,
        picture: Some(picture()),
    };
    let accepted = Remark { accepted: Some(text()), ..remark.clone() };
    Review {
        title: text(),
        summary: text(),
        counts: vec![(1, text(), Tone::Good)],
        trouble: vec![remark.clone()],
        rules: vec![(text(), vec![text()])],
        gestures: vec![GestureReview {
            app: text(),
            name: text(),
            place: text(),
            description: text(),
            verdict: (text(), Tone::Open),
            properties: vec![(text(), text(), Tone::Good, text())],
            margin: Some((4.25, 1.5)),
            seconds: 0.5,
            picture: Some(picture()),
            remarks: vec![remark, accepted],
        }],
        pairs: PairCounts { all: 3, ordinarily: 2, every_way: 1 },
        closest: vec![PairReview { a: text(), b: text(), verdict: (text(), Tone::Bad), distance: Some(0.0) }],
        distances: vec![0.0, 3.0, 17.5, f64::NAN, f64::INFINITY],
        tools: text(),
    }
}

#[test]
fn text_of_authors_stays_text() {
    let page = review(&hostile());
    assert!(!page.contains("<img src") && !page.contains("<b>`"), "{page}");
    assert_eq!((page.matches("<script").count(), page.matches("</script>").count()), (1, 1));
    assert_eq!(page.matches("</style>").count(), 1);
    assert_eq!(page.matches("<noscript>").count(), page.matches("</noscript>").count());
    // inside attributes no quote ends them early
    assert!(!page.contains("aria-label=\"the poses of </"), "{page}");
    let outside = page.match_indices("http").filter(|(i, _)| !page[*i..].starts_with("http-equiv")).count();
    assert_eq!(outside, 0, "the page names no address");
}

#[test]
fn every_fact_is_there() {
    let page = review(&hostile());
    for part in [
        "2 of 3 pairs are apart as they are ordinarily done",
        "1 of them are proved apart",
        "4.2\u{b0} in each bone",
        "1.5 cm in each joint",
        "0.50 s",
        "The author means it",
    ] {
        assert!(page.contains(part), "{part}");
    }
    assert_eq!(page.matches("class=\"column\"").count(), 18, "a column for each degree up to 17");
}

#[test]
fn an_empty_review_is_a_page_too() {
    let page = review(&Review::default());
    assert!(page.starts_with("<!doctype html>") && page.ends_with("</html>\n"));
}

#[test]
fn what_the_author_means_is_not_shown_as_an_error() {
    let remark = hostile().gestures[0].remarks[1].clone();
    let gesture = GestureReview { remarks: vec![remark], ..GestureReview::default() };
    let page = review(&Review { gestures: vec![gesture], ..Review::default() });
    assert!(
        page.contains("<li class=\"accepted\">") && page.contains("<span class=\"badge accepted\">accepted</span>")
    );
    assert!(!page.contains("class=\"bad\"") && !page.contains("class=\"badge bad\""), "{page}");
}

/// Somebody who stands with the arms a little out.
const STANDING: [[f32; 3]; 25] = [
    [0.0, 0.0, 0.0],
    [0.0, 0.25, 0.0],
    [0.0, 0.6, 0.0],
    [0.0, 0.75, 0.0],
    [-0.2, 0.48, 0.0],
    [-0.3, 0.22, 0.0],
    [-0.4, 0.0, 0.0],
    [-0.42, -0.08, 0.05],
    [0.2, 0.48, 0.0],
    [0.3, 0.22, 0.0],
    [0.4, 0.0, 0.0],
    [0.42, -0.08, 0.05],
    [-0.09, 0.0, 0.0],
    [-0.1, -0.42, 0.0],
    [-0.1, -0.84, 0.0],
    [-0.1, -0.9, 0.12],
    [0.09, 0.0, 0.0],
    [0.1, -0.42, 0.0],
    [0.1, -0.84, 0.0],
    [0.1, -0.9, 0.12],
    [0.0, 0.5, 0.0],
    [-0.43, -0.16, 0.08],
    [-0.4, -0.12, 0.1],
    [0.43, -0.16, 0.08],
    [0.4, -0.12, 0.1],
];

/// As many gestures, findings and bodies as are shipped, and then some.
#[test]
fn a_review_of_many_gestures_is_a_small_page() {
    let body = |n: usize| {
        let moved =
            |joint: usize, axis: usize| STANDING[joint][axis] + ((joint * 7 + axis * 5 + n) as f32).sin() * 0.06;
        FigureBody::Target(std::array::from_fn(|joint| std::array::from_fn(|axis| moved(joint, axis))))
    };
    let figure =
        |n| SnapshotFigure { label: "arms-hang".into(), lines: Vec::new(), body: body(n), highlight: Vec::new() };
    let picture = |n, bodies| Snapshot {
        title: "the pose \u{201c}arms-hang\u{201d}, done so that it breaks a rule".into(),
        figures: (n..n + bodies).map(figure).collect(),
        ..Snapshot::default()
    };
    let remark = |n| Remark {
        message: "`arms-hang` can also be done by a body that leaves the safety rules".into(),
        picture: Some(picture(n, 2)),
        ..Remark::default()
    };
    let gesture = |n| GestureReview {
        name: "raise".into(),
        picture: Some(picture(n, 4)),
        remarks: (0..6).map(|m| remark(10 * n + m)).collect(),
        ..GestureReview::default()
    };
    let page = review(&Review { gestures: (0..140).map(gesture).collect(), ..Review::default() });
    assert_eq!(page.matches("class=\"picture\"").count(), 980);
    assert!(page.len() < 5_000_000, "{} bytes", page.len());
}
