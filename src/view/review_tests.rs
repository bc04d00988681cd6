use super::*;

const HOSTILE: &str = "</style><script>alert(1)</script>\"'<img src=x onerror=y>`<b>`";

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
        picture: Some(format!("<svg>{HOSTILE}#</svg>")),
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
            picture: Some(format!("<svg>{HOSTILE}</svg>")),
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
    assert!(!page.contains("<script") && !page.contains("<img src") && !page.contains("<b>`"), "{page}");
    assert_eq!(page.matches("</style>").count(), 1);
    // inside attributes no quote ends them early
    assert!(!page.contains("alt=\"the poses of </"), "{page}");
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
