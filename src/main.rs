//! The `prepose` command.

use std::process::ExitCode;

fn main() -> ExitCode {
    prepose::driver::main()
}
