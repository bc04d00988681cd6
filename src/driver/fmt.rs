//! `prepose fmt`.

use std::path::Path;

use similar::TextDiff;

use super::cli::FmtArguments;
use super::files::Disk;
use super::output::{self, Failure, Outcome};
use super::{find, output_path, terminal};
use crate::diagnostic::{Diagnostic, render};
use crate::source::Sources;
use crate::syntax::format;

/// Lays files out, or names those that are not, or shows what would change.
pub fn fmt(arguments: &FmtArguments) -> Result<Outcome, Failure> {
    let found = find::find(&arguments.paths, &arguments.config, arguments.stdin_filename.as_deref())?;
    let disk = Disk::new(found.stdin_name.clone());
    found.tell_left_out();
    let mut outcome = Outcome::Fine;
    for path in &found.paths {
        let mut sources = Sources::default();
        let (source, finding) = disk.read(&mut sources, path)?;
        let formatted = match finding {
            Some(finding) => Err(vec![finding]),
            None => format::format(&sources, source, &disk.limits),
        };
        let source = sources.get(source);
        // a file keeps the line ends that its system gave it
        let ends = source.text.contains("\r\n");
        let formatted = formatted.map(|new| if ends { new.replace('\n', "\r\n") } else { new });
        let done = one(arguments, path, &source.name, &source.text, formatted, &sources)?;
        if done == Outcome::Findings {
            outcome = Outcome::Findings;
        }
    }
    Ok(outcome)
}

fn one(
    arguments: &FmtArguments,
    path: &Path,
    name: &str,
    text: &str,
    formatted: Result<String, Vec<Diagnostic>>,
    sources: &Sources,
) -> Result<Outcome, Failure> {
    let formatted = match formatted {
        Ok(formatted) => formatted,
        Err(diagnostics) => {
            // what is not understood is left as it is
            output::tell(&render::brief(&diagnostics, sources, terminal::color_on_stderr()));
            return Ok(Outcome::Findings);
        }
    };
    let stdin = path.as_os_str() == "-";
    if arguments.check || arguments.diff {
        if formatted == text {
            return Ok(Outcome::Fine);
        }
        output::print(&if arguments.diff { patch(name, text, &formatted) } else { format!("{name}\n") })?;
        return Ok(Outcome::Findings);
    }
    if stdin {
        output::print(&formatted)?;
    } else if formatted != text {
        output_path::write_file(path, formatted.as_bytes())?;
    }
    Ok(Outcome::Fine)
}

/// What `git apply` and `patch -p1` take, coloured on a terminal as git does.
fn patch(name: &str, before: &str, after: &str) -> String {
    let diff = TextDiff::from_lines(before, after);
    let patch = diff.unified_diff().header(&format!("a/{name}"), &format!("b/{name}")).to_string();
    if !terminal::color() {
        return patch;
    }
    let paint = |line: &str| {
        let (text, end) = line.strip_suffix('\n').map_or((line, ""), |text| (text, "\n"));
        let color = match text.as_bytes() {
            [b'+', b'+', b'+', ..] | [b'-', b'-', b'-', ..] => "1",
            [b'+', ..] => "32",
            [b'-', ..] => "31",
            [b'@', ..] => "36",
            _ => return line.to_string(),
        };
        format!("\x1b[{color}m{text}\x1b[0m{end}")
    };
    patch.split_inclusive('\n').map(paint).collect()
}
