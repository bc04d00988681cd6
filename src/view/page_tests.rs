//! What the page holds, read back from its text.

use prepose_event::{GestureEvent, GestureEventKind};
use serde_json::Value;

use super::*;
use crate::view::scene::{GestureTrack, ProgressPoint, StepView, Track};

const HOSTILE: &str = "</script><img src=x onerror=alert(1)><!--{{scene}}&amp;";

fn scene() -> Scene {
    let event = |time: f64, kind: GestureEventKind| GestureEvent::new(time, 1, HOSTILE, HOSTILE, kind);
    Scene {
        title: HOSTILE.into(),
        source: HOSTILE.into(),
        tracks: vec![Track { body: 1, times: vec![0.0, 0.1], frames: vec![[Some([0.0, 0.1, 3.0]); 25]; 2] }],
        gestures: vec![GestureTrack {
            app: HOSTILE.into(),
            name: HOSTILE.into(),
            description: HOSTILE.into(),
            steps: vec![StepView {
                pose: HOSTILE.into(),
                statements: vec![HOSTILE.into()],
                note: "slowly".into(),
                target: Some([[0.0, 0.25, 0.0]; 25]),
            }],
            events: vec![
                event(0.05, GestureEventKind::Started),
                event(0.1, GestureEventKind::Completed { duration: 0.05 }),
            ],
            progress: vec![ProgressPoint {
                time: 0.0,
                body: 1,
                step: 0,
                held_back: Some(HOSTILE.into()),
                short_by: Some("12 degrees".into()),
            }],
        }],
    }
}

/// The data inside the page, found as a browser finds it: up to the first end tag.
fn data(page: &str) -> Value {
    let after = page.split_once("<script type=\"application/json\" id=\"scene\">").expect("the data element").1;
    serde_json::from_str(after.split_once("</script").unwrap().0).expect("JSON")
}

#[test]
fn the_data_is_read_back() {
    let data = data(&html(&scene()));
    assert_eq!(data["title"], HOSTILE);
    assert_eq!(data["source"], HOSTILE);
    assert_eq!(data["tracks"][0]["frames"], 2);
    let gesture = &data["gestures"][0];
    assert_eq!(gesture["name"], HOSTILE);
    assert_eq!(gesture["steps"][0]["statements"][0], HOSTILE);
    assert_eq!(gesture["steps"][0]["target"].as_array().unwrap().len(), 75);
    assert_eq!(gesture["steps"][0]["target"][1], 250);
    assert_eq!(gesture["texts"], serde_json::json!([HOSTILE, "12 degrees"]));
    assert_eq!(gesture["events"][1]["kind"], "completed");
}

#[test]
fn foreign_text_adds_no_markup() {
    let tags = |page: &str| page.matches('<').count();
    let mut plain = scene();
    plain.title = "plain".into();
    let (hostile, plain) = (html(&scene()), html(&plain));
    assert_eq!(tags(&hostile), tags(&plain));
    assert!(!hostile.contains("<img"));
    assert!(hostile.contains("<title>&lt;/script&gt;&lt;img"));
}

/// The word that the page's policy lets run.
fn nonce(page: &str) -> &str {
    page.split_once("script-src 'nonce-").expect("a policy").1.split_once('\'').expect("its end").0
}

#[test]
fn the_page_asks_the_network_for_nothing() {
    let page = html(&Scene::default());
    let nonce = nonce(&page);
    let policy = format!("default-src 'none'; style-src 'nonce-{nonce}'; script-src 'nonce-{nonce}'; img-src data:;");
    assert!(page.contains(&policy));
    for way in ["http:", "https:", "src=", "@import", "url(", "fetch(", "XMLHttpRequest", "innerHTML", "eval("] {
        assert!(!page.contains(way), "{way}");
    }
    assert_eq!(page.matches("<script").count(), 2);
    assert_eq!(page.matches("</script").count(), 2, "no script text may end its element");
}

#[test]
fn no_text_can_name_the_word_that_lets_scripts_run() {
    let first = html(&scene());
    let named = Scene { source: format!("<script nonce=\"{}\">", nonce(&first)), ..scene() };
    assert_ne!(nonce(&html(&named)), nonce(&first));
    assert_eq!(html(&scene()), first, "the same scene is the same page");
}

#[test]
fn pages_of_a_folder_share_their_player() {
    let player = SharedPlayer::new();
    let [(style, css), (script, js)] = player.files();
    let page = player.html(&scene());
    assert_eq!(data(&page), data(&html(&scene())));
    for (name, ending, content) in [(style, ".css", css), (script, ".js", js)] {
        assert!(name.starts_with("player-") && name.ends_with(ending), "{name}");
        assert!(page.contains(&format!("=\"{name}\"")), "the page names {name}");
        assert!(!page.contains(content), "what is shared is not inside");
    }
    assert!(html(&scene()).contains(css) && html(&scene()).contains(js));
    assert!(page.len() < 16_000, "{}", page.len());
    assert!(page.contains("id=\"missing\"") && !html(&scene()).contains("id=\"missing\""));
}

#[test]
fn every_place_is_filled_once() {
    let page = html(&Scene::default());
    for (place, times) in
        [("{{title}}", 1), ("{{nonce}}", 2), ("{{style}}", 1), ("{{missing}}", 1), ("{{script}}", 1), ("{{scene}}", 1)]
    {
        assert_eq!(TEMPLATE.matches(place).count(), times, "{place}");
        assert!(!page.contains(place), "{place}");
    }
}

#[test]
fn an_empty_scene_is_a_page() {
    let page = html(&Scene::default());
    let data = data(&page);
    assert_eq!(data["end"], 0);
    assert_eq!(data["tracks"], serde_json::json!([]));
    assert!(page.contains("<title>prepose</title>"));
}
