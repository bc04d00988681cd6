//! `view`, in a real browser where there is one.

use std::process::Command;

use super::support::{Folder, RAISE};

#[test]
fn the_page_is_whole_and_shows_what_happened() {
    let folder = Folder::new();
    folder.write("raise.prepose", RAISE);
    folder.run(&["perform", "raise", "raise.prepose", "--people", "2", "-o", "p.jsonl"]);
    let ran = folder.run(&["view", "raise.prepose", "--source", "p.jsonl", "-o", "page.html"]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    let page = folder.read("page.html");
    assert!(page.contains("default-src 'none'"));
    let Some(shown) = in_browser(&folder, "page.html") else { return };
    assert!(shown.contains("data-ready=\"1\""), "the page's script ran");
    assert!(shown.contains("data-gestures=\"1\""), "{}", &shown[..shown.len().min(600)]);
    assert!(shown.contains("data-completed=\"2\""), "{}", &shown[..shown.len().min(600)]);
}

#[test]
fn names_cannot_break_the_page() {
    let folder = Folder::new();
    let hostile =
        RAISE.replace("# Raise your left hand.", "# </script><img src=x onerror=\"document.title='broken'\">");
    folder.write("raise.prepose", hostile);
    assert_eq!(folder.run(&["view", "raise.prepose", "-o", "page.html"]).code, 0);
    assert_eq!(folder.run(&["view", "raise.prepose", "--svg", "-o", "still.svg"]).code, 0);
    assert!(!folder.read("still.svg").contains("<img"));
    let Some(shown) = in_browser(&folder, "page.html") else { return };
    assert!(shown.contains("data-ready=\"1\"") && !shown.contains("<title>broken"), "the comment stayed text");
}

#[test]
fn a_still_picture_shows_every_pose() {
    let folder = Folder::new();
    folder.write("raise.prepose", RAISE);
    let svg = folder.run(&["view", "raise.prepose", "--svg"]).out;
    assert!(svg.starts_with("<svg") && svg.contains(">low<") && svg.contains(">high<"));
}

/// The page's document after its scripts have run; nothing, said aloud, where there is no chromium.
fn in_browser(folder: &Folder, page: &str) -> Option<String> {
    let output = Command::new("chromium")
        .args(["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"])
        .args(["--disable-background-networking", "--disable-component-update", "--disable-sync"])
        .arg(format!("--user-data-dir={}", folder.path().join("browser").display()))
        .args(["--virtual-time-budget=4000", "--dump-dom"])
        .arg(format!("file://{}", folder.path().join(page).display()))
        .output();
    match output {
        Ok(output) => Some(String::from_utf8_lossy(&output.stdout).into_owned()),
        Err(error) => {
            eprintln!("skipped: no chromium to show the page in ({error})");
            None
        }
    }
}
