//! `prepose fmt`.

use super::cli::FmtArguments;
use super::output::{self, Failure, Outcome};
use super::{files, output_path, terminal};
use crate::diagnostic::render;
use crate::source::Sources;
use crate::syntax::{ParseLimits, format};

/// Lays files out, or names those that are not.
pub fn fmt(arguments: &FmtArguments) -> Result<Outcome, Failure> {
    let limits = ParseLimits::default();
    let mut outcome = Outcome::Fine;
    for path in files::find(&arguments.paths)? {
        let mut sources = Sources::default();
        let (source, finding) = files::read(&mut sources, &path, &limits)?;
        let formatted = match finding {
            Some(finding) => Err(vec![finding]),
            None => format::format(&sources, source, &limits),
        };
        let text = &sources.get(source).text;
        // a file keeps the line ends that its system gave it
        let formatted = formatted.map(|new| if text.contains("\r\n") { new.replace('\n', "\r\n") } else { new });
        match formatted {
            Err(diagnostics) => {
                // what is not understood is left as it is
                output::tell(&render::brief(&diagnostics, &sources, terminal::color_on_stderr()));
                outcome = Outcome::Findings;
            }
            Ok(formatted) if path.as_os_str() == "-" => {
                if !arguments.check {
                    output::print(&formatted)?;
                } else if formatted != *text {
                    output::print("<stdin>\n")?;
                    outcome = Outcome::Findings;
                }
            }
            Ok(formatted) if formatted != *text => {
                if arguments.check {
                    outcome = Outcome::Findings;
                    output::print(&format!("{}\n", path.display()))?;
                } else {
                    output_path::write_file(&path, formatted.as_bytes())?;
                }
            }
            Ok(_) => {}
        }
    }
    Ok(outcome)
}
