//! Whatever lists formats lists all of them, as the table in `format.rs` has them.

use prepose_sensor::{Format, ReadOptions, read_all_bytes};

/// What stands between the two marks of a document.
fn listed(document: &str) -> String {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(document);
    let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let (_, rest) =
        text.split_once("<!-- formats: held equal to the table of formats by a test -->\n").expect("a mark");
    rest.split_once("<!-- end of formats -->").expect("an end mark").0.to_owned()
}

#[test]
fn the_documents_list_every_format() {
    let rows: String = Format::ALL.iter().map(|format| format!("| `{format}` | {} |\n", format.describe())).collect();
    let table = format!("| name | what it is |\n|---|---|\n{rows}");
    for document in ["README.md", "../../README.md"] {
        assert_eq!(listed(document), table, "{document}: put the table of the right side between its marks");
    }
}

#[test]
fn names_are_apart_and_said_to_whoever_needs_one() {
    let (_, error) = read_all_bytes(b"Dear reader", &ReadOptions::default());
    let help = error.expect("no format").help();
    for (place, format) in Format::ALL.iter().enumerate() {
        assert_eq!(Format::from_name(format.name()), Some(*format));
        assert!(Format::ALL[..place].iter().all(|other| other.name() != format.name()), "{format} is there twice");
        assert!(help.contains(format.name()), "{format}: {help}");
    }
}
