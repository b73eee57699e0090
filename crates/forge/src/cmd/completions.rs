//! `forge completions SHELL`.

use crate::cli;
use crate::console::Console;
use std::process::ExitCode;

/// Arguments of `forge completions`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  forge completions bash > ~/.local/share/bash-completion/completions/forge
  forge completions zsh > ~/.zfunc/_forge
  forge completions fish > ~/.config/fish/completions/forge.fish")]
pub(crate) struct Args {
    /// The shell
    #[arg(value_enum)]
    shell: clap_complete::Shell,
}

pub(crate) fn run(args: &Args, console: Console) -> anyhow::Result<ExitCode> {
    // Into memory first: the generator panics when it cannot write.
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut cli::command(), "forge", &mut script);
    console.deliver(&script, None)?;
    Ok(ExitCode::SUCCESS)
}
