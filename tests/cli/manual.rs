//! The reference of the command line and the manual pages say what the arguments are.
//!
//! `BLESS=1 cargo test --test cli manual` writes the part of `docs/command-line.md` below "## Commands" anew.

use std::fmt::Write;
use std::path::Path;

use clap::builder::PossibleValue;
use clap::{Arg, Command};

use super::support::Folder;

const START: &str = "## Commands\n";

#[test]
fn the_reference_is_true() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/command-line.md");
    let text = std::fs::read_to_string(&path).expect("the reference");
    let at = text.find(START).expect("the part about commands") + START.len();
    let expected = commands();
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(&path, format!("{}{expected}", &text[..at])).expect("the reference can be written");
    } else if text[at..] != expected {
        let line = text[at..].lines().zip(expected.lines()).find(|(is, should)| is != should);
        panic!("docs/command-line.md is behind the arguments: {line:?}; BLESS=1 cargo test --test cli manual");
    }
    // what people wrote above names only what there is
    let mut root = prepose::driver::command();
    root.build();
    let names = |command: &Command| command.get_arguments().filter_map(Arg::get_long).map(str::to_string).collect();
    let known: Vec<String> =
        root.get_subcommands().chain([&root]).flat_map(|command| -> Vec<String> { names(command) }).collect();
    for option in text[..at].split(|c: char| c == '`' || c.is_whitespace()).filter_map(|word| word.strip_prefix("--")) {
        let option = option.trim_end_matches(|c: char| !c.is_alphanumeric());
        assert!(known.iter().any(|name| name == option), "`--{option}` is not an option");
    }
}

#[test]
fn every_command_has_a_manual_page() {
    let folder = Folder::new();
    assert_eq!(folder.run(&["man", "--folder", "pages"]).code, 0);
    let whole = folder.run(&["man"]);
    assert_eq!((whole.code, whole.out.as_str()), (0, folder.read("pages/prepose.1").as_str()));
    assert!(whole.out.contains(".TH prepose 1"), "{}", &whole.out[..200]);
    let mut count = 1;
    for command in prepose::driver::command().get_subcommands() {
        let name = command.get_name();
        let page = folder.run(&["man", name]);
        assert_eq!((page.code, page.out.as_str()), (0, folder.read(&format!("pages/prepose-{name}.1")).as_str()));
        assert!(page.out.contains(&format!(".TH prepose-{name} 1")), "{}", &page.out[..200]);
        for option in command.get_arguments().filter_map(Arg::get_long) {
            let option = format!("--{option}").replace('-', "\\-");
            assert!(page.out.contains(&option), "{option} in the page of {name}");
        }
        count += 1;
    }
    assert_eq!(std::fs::read_dir(folder.path().join("pages")).expect("the pages").count(), count);
    let ran = folder.run(&["man", "chekc"]);
    assert!(ran.code == 2 && ran.err.contains("did you mean `check`?"), "{}", ran.err);
}

fn commands() -> String {
    let mut root = prepose::driver::command();
    let mut out = String::from("\nEvery command takes these:\n\n");
    table(&mut out, root.get_arguments().filter(|argument| argument.is_global_set()));
    out.push_str("| `--help`, `-h` | Print help |\n");
    root.build();
    for command in root.get_subcommands().filter(|command| command.get_name() != "help") {
        let about = command.get_about().map(ToString::to_string).unwrap_or_default();
        let usage = command.clone().render_usage().to_string();
        let usage = usage.trim_start_matches("Usage: ");
        let _ = write!(out, "\n### {}\n\n{about}.\n\n```text\n{usage}\n```\n", command.get_name());
        let own =
            || command.get_arguments().filter(|argument| !argument.is_global_set() && argument.get_id() != "help");
        if own().next().is_some() {
            out.push('\n');
            table(&mut out, own());
        }
    }
    out
}

fn table<'a>(out: &mut String, arguments: impl Iterator<Item = &'a Arg>) {
    out.push_str("| argument | meaning |\n|---|---|\n");
    for argument in arguments {
        let _ = writeln!(out, "| {} | {} |", name(argument), meaning(argument));
    }
}

fn name(argument: &Arg) -> String {
    let values = argument.get_action().takes_values();
    let value =
        argument.get_value_names().and_then(|names| names.first()).map_or("VALUE".to_string(), ToString::to_string);
    let Some(long) = argument.get_long() else { return format!("`{value}`") };
    let long = if values { format!("`--{long} {value}`") } else { format!("`--{long}`") };
    argument.get_short().map_or(long.clone(), |short| format!("{long}, `-{short}`"))
}

fn meaning(argument: &Arg) -> String {
    let help = argument.get_long_help().or(argument.get_help()).map(ToString::to_string).unwrap_or_default();
    let mut out = help.replace("\n\n", ". ").replace('\n', " ").replace('|', "\\|");
    let values: Vec<PossibleValue> = match argument.get_action().takes_values() {
        true => argument.get_possible_values(),
        false => Vec::new(),
    };
    if !values.is_empty() {
        let value = |value: &PossibleValue| match value.get_help() {
            Some(help) => format!("`{}` ({help})", value.get_name()),
            None => format!("`{}`", value.get_name()),
        };
        let values: Vec<String> = values.iter().map(value).collect();
        let _ = write!(out, ". One of {}", values.join(", "));
    }
    let default: Vec<String> =
        argument.get_default_values().iter().map(|value| format!("`{}`", value.to_string_lossy())).collect();
    if argument.get_action().takes_values() && !default.is_empty() {
        let _ = write!(out, ". When left out: {}", default.join(" "));
    }
    out
}
