//! `prepose explain`.

use super::cli::ExplainArguments;
use super::output::{self, Failure, Outcome};
use crate::diagnostic::{self, Code};

/// Prints what a code means, or all codes.
pub fn explain(arguments: &ExplainArguments) -> Result<Outcome, Failure> {
    let Some(asked) = &arguments.code else {
        let lines = Code::ALL.iter().filter_map(|&code| diagnostic::explain(code)?.lines().next());
        output::print(&lines.map(|line| format!("{line}\n")).collect::<String>())?;
        return Ok(Outcome::Fine);
    };
    let text = Code::parse(asked)
        .and_then(diagnostic::explain)
        .ok_or_else(|| Failure::Misuse(format!("there is no code `{asked}`; `prepose explain` lists them all")))?;
    output::print(&format!("{text}\n"))?;
    Ok(Outcome::Fine)
}
