//! `view` as far as its files tell; `tests/pages.rs` looks at them in a browser.

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
    assert!(page.contains("\"name\":\"raise\"") && page.matches("\"kind\":\"completed\"").count() == 2);
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
    assert!(!folder.read("page.html").contains("<img"));
}

#[test]
fn a_still_picture_shows_every_pose() {
    let folder = Folder::new();
    folder.write("raise.prepose", RAISE);
    let svg = folder.run(&["view", "raise.prepose", "--svg"]).out;
    assert!(svg.starts_with("<svg") && svg.contains(">low<") && svg.contains(">high<"));
}
