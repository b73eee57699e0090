//! `forge man`.

use crate::cli;
use crate::console::Console;
use anyhow::Context;
use clap_mangen::Man;
use std::process::ExitCode;

/// Arguments of `forge man`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  forge man | man -l -                                 read it
  forge man > ~/.local/share/man/man1/forge.1          install it
  forge man scan > ~/.local/share/man/man1/forge-scan.1")]
pub(crate) struct Args {
    /// The page of one command instead of the whole program's
    #[arg(value_name = "COMMAND")]
    verb: Option<String>,
}

pub(crate) fn run(args: &Args, console: Console) -> anyhow::Result<ExitCode> {
    let mut command = cli::command();
    command.build();
    if let Some(verb) = &args.verb {
        let found = command.get_subcommands().find(|it| it.get_name() == verb).cloned();
        command = found.with_context(|| format!("there is no command `{verb}`"))?;
    }
    let mut page = Vec::new();
    Man::new(command).render(&mut page)?;
    console.deliver(&page, None)?;
    Ok(ExitCode::SUCCESS)
}
