//! The rules that gestures are held against, from the standard library and from files.

use std::path::Path;

use super::cli::ProvingArguments;
use super::gestures::CheckedFiles;
use super::output::Failure;
use crate::typed::{self, Rules};

/// The rules that hold for every gesture: the standard ones and those of the command line. What is wrong with the files
/// joins the findings.
///
/// # Errors
/// A file that cannot be read, or that has no rules of the kind asked for.
pub fn base(checked: &mut CheckedFiles, arguments: &ProvingArguments) -> Result<Rules, Failure> {
    let mut rules = typed::standard_rules_in(&mut checked.sources);
    if let Some(path) = &arguments.anatomy {
        let given = read(checked, path)?;
        if given.anatomy.is_empty() && !checked.has_errors() {
            return Err(Failure::Misuse(format!("`{}` has no ANATOMY block", path.display())));
        }
        rules.anatomy = given.anatomy;
    }
    for path in &arguments.safety {
        let given = read(checked, path)?;
        if given.is_empty() && !checked.has_errors() {
            let message = format!("`{}` has no SAFETY, ANATOMY, PROTECTED or IDLE block", path.display());
            return Err(Failure::Misuse(message));
        }
        rules.extend(given);
    }
    Ok(rules)
}

fn read(checked: &mut CheckedFiles, path: &Path) -> Result<Rules, Failure> {
    if path.is_dir() {
        return Err(Failure::Misuse(format!("`{}` is a folder, and a file of rules is needed", path.display())));
    }
    Ok(checked.read(path)?.rules)
}
