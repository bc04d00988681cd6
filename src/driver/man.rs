//! `prepose man`: manual pages, made of the definitions of the arguments.

use clap::{Command, CommandFactory};

use super::cli::{Cli, ManArguments};
use super::output::{self, Failure, Outcome};
use super::output_path;
use crate::diagnostic::nearest;

/// Prints a page, or writes them all.
pub fn man(arguments: &ManArguments) -> Result<Outcome, Failure> {
    let pages = pages();
    if let Some(folder) = &arguments.folder {
        output_path::make_folder(folder)?;
        for (name, page) in &pages {
            output_path::write_file(&folder.join(format!("{name}.1")), page)?;
        }
        return Ok(Outcome::Fine);
    }
    let name = arguments.command.as_ref().map_or("prepose".to_string(), |command| format!("prepose-{command}"));
    let page = pages.iter().find(|(known, _)| *known == name).ok_or_else(|| {
        let commands = pages.iter().filter_map(|(name, _)| name.strip_prefix("prepose-"));
        let asked = arguments.command.as_deref().unwrap_or_default();
        let hint = match nearest(asked, commands) {
            Some(meant) => format!("did you mean `{meant}`?"),
            None => "`prepose help` names them all".to_string(),
        };
        Failure::Misuse(format!("there is no command `{asked}`; {hint}"))
    })?;
    output::write(&page.1)?;
    Ok(Outcome::Fine)
}

/// The name and the text, in roff, of the page of the program and of each command.
fn pages() -> Vec<(String, Vec<u8>)> {
    let mut whole = Cli::command();
    // gives each command its own usage line and the arguments that all share
    whole.build();
    let commands = whole.get_subcommands().filter(|command| command.get_name() != "help");
    let commands: Vec<Command> = commands.cloned().collect();
    std::iter::once(whole).chain(commands).map(page).collect()
}

fn page(command: Command) -> (String, Vec<u8>) {
    // `prepose-check` for `prepose check`: the name that `man` finds a page by
    let name = command.get_display_name().unwrap_or(command.get_name()).to_string();
    let man = clap_mangen::Man::new(command).manual("prepose").source(concat!("prepose ", env!("CARGO_PKG_VERSION")));
    let mut text = Vec::new();
    // memory is never full
    let written = man.render(&mut text);
    debug_assert!(written.is_ok());
    (name, text)
}
