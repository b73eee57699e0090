//! The command line: which verb with which arguments.

use crate::cmd;
use crate::console::{self, Color, Console};
use clap::{CommandFactory, Parser, Subcommand};
use std::ffi::OsString;
use std::io;
use std::process::ExitCode;

/// Exit code when the job could not be done.
pub(crate) const COULD_NOT: u8 = 2;

/// Catches the last-mile bugs of code that AI agents write: in the session, at the commit, in CI
#[derive(Debug, Parser)]
#[command(name = "forge", version, max_term_width = 100, after_help = AFTER_HELP)]
struct Cli {
    /// When to use colours; `auto` is on a terminal, unless `NO_COLOR` is set
    #[arg(long, global = true, value_name = "WHEN", value_enum, default_value_t, help_heading = GLOBAL)]
    color: Color,

    /// Print findings only: no summary, no progress
    #[arg(long, short, global = true, help_heading = GLOBAL)]
    quiet: bool,

    #[command(subcommand)]
    verb: Verb,
}

const GLOBAL: &str = "Global options";

const AFTER_HELP: &str = "\
Examples:
  forge scan                       scan the current directory
  forge scan --since origin/main   only what this branch introduces
  forge explain <RULE>             what a rule finds, why, and what to do
  forge init                       let Forge watch over the agents in this repository

Exit codes: 0 clean, 1 findings, 2 the job could not be done.";

#[derive(Debug, Subcommand)]
enum Verb {
    /// Find security bugs in files, in what is staged, or in what a branch changes
    Scan(cmd::scan::Args),
    /// Explain a rule, or one finding by its fingerprint
    Explain(cmd::explain::Args),
    /// List the rules
    Rules(cmd::rules::Args),
    /// Register Forge with the agent clients of this repository
    Init(cmd::init::Args),
    /// Check that Forge is installed and registered as it should be
    Doctor(cmd::doctor::Args),
    /// Show what is known now: sessions, open findings, files not analysed, hooks
    Status(cmd::status::Args),
    /// Show what happened, as the ledger wrote it down
    Log(cmd::log::Args),
    /// Answer one event of an agent client; the clients call this
    Hook(Hook),
    /// Print the completion script for a shell
    Completions(cmd::completions::Args),
    /// Print the manual page
    Man(cmd::man::Args),
}

#[derive(Debug, clap::Args)]
struct Hook {
    /// Name of the client, and what it passes on
    #[arg(trailing_var_arg = true, allow_hyphen_values = true, value_name = "CLIENT")]
    args: Vec<OsString>,
}

/// The whole command line, for completions and the manual.
pub(crate) fn command() -> clap::Command {
    Cli::command()
}

/// Runs the verb that `args` (with the program's name first) names.
pub(crate) fn run(args: impl IntoIterator<Item = OsString>) -> ExitCode {
    let cli = match Cli::try_parse_from(args) {
        Ok(cli) => cli,
        Err(answer) => {
            // Help and usage errors; a reader who has gone away has read enough.
            let _ = answer.print();
            return ExitCode::from(answer.exit_code().clamp(0, 255) as u8);
        }
    };
    let console = Console::new(cli.color, cli.quiet);
    let result = match &cli.verb {
        Verb::Scan(args) => cmd::scan::run(args, console),
        Verb::Explain(args) => cmd::explain::run(args, console),
        Verb::Rules(args) => cmd::rules::run(args, console),
        Verb::Init(args) => cmd::init::run(args, console),
        Verb::Doctor(args) => cmd::doctor::run(args, console),
        Verb::Status(args) => cmd::status::run(args, console),
        Verb::Log(args) => cmd::log::run(args, console),
        Verb::Hook(hook) => Ok(cmd::hook::run(hook.args.clone())),
        Verb::Completions(args) => cmd::completions::run(args, console),
        Verb::Man(args) => cmd::man::run(args, console),
    };
    result.unwrap_or_else(|error| {
        if is_broken_pipe(&error) {
            return ExitCode::SUCCESS;
        }
        console::tell(&error);
        ExitCode::from(COULD_NOT)
    })
}

/// Whether the reader of our output went away, as `head` does when it has what it wants.
fn is_broken_pipe(error: &anyhow::Error) -> bool {
    let mut causes = error.chain().filter_map(|cause| cause.downcast_ref::<io::Error>());
    causes.any(|cause| cause.kind() == io::ErrorKind::BrokenPipe)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_is_consistent() {
        command().debug_assert();
    }
}
