//! `prepose schema`: the JSON schemas of what is printed.

use super::cli::SchemaArguments;
use super::output::{self, Failure, Outcome};
use crate::diagnostic::nearest;

/// Each schema: its name, of what it is, its text.
pub const SCHEMAS: [(&str, &str, &str); 5] = [
    ("check", "what `check --format json` prints", include_str!("../../docs/schemas/check.json")),
    (
        "report",
        "what `check --report FILE.json` and `verify-report` write",
        include_str!("../../docs/schemas/report.json"),
    ),
    ("event", "each line that `run --format json` prints", include_str!("../../docs/schemas/event.json")),
    ("inspect", "each line that `inspect --json` prints", include_str!("../../docs/schemas/inspect.json")),
    ("list", "what `list --json` prints", include_str!("../../docs/schemas/list.json")),
];

/// Prints a schema, or the names of all.
pub fn schema(arguments: &SchemaArguments) -> Result<Outcome, Failure> {
    let Some(asked) = &arguments.name else {
        output::print(&SCHEMAS.map(|(name, what, _)| format!("{name:7} {what}\n")).concat())?;
        return Ok(Outcome::Fine);
    };
    let known = SCHEMAS.iter().find(|(name, _, _)| name == asked).ok_or_else(|| {
        let hint = match nearest(asked, SCHEMAS.map(|(name, _, _)| name)) {
            Some(meant) => format!("did you mean `{meant}`?"),
            None => "`prepose schema` lists them all".to_string(),
        };
        Failure::Misuse(format!("there is no schema `{asked}`; {hint}"))
    })?;
    output::print(known.2)?;
    Ok(Outcome::Fine)
}
