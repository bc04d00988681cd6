//! The arguments of the commands that heed a `prepose.toml`.

use std::path::PathBuf;

use clap::Args;

/// Where settings come from.
#[derive(Debug, Args)]
pub struct ConfigArguments {
    /// Take the settings of this file for all, and look for no `prepose.toml`
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// Look for no `prepose.toml`
    #[arg(long, conflicts_with = "config")]
    pub no_config: bool,
}
