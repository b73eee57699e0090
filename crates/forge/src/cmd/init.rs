//! `forge init`.

use crate::console::Console;
use std::process::ExitCode;

/// Arguments of `forge init`.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {}

/// Runs the verb.
pub(crate) fn run(args: &Args, console: Console) -> anyhow::Result<ExitCode> {
    let (Args {}, _) = (args, console);
    Ok(ExitCode::SUCCESS)
}
