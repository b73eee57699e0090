//! `forge rules`.

use crate::console::Console;
use std::process::ExitCode;

/// Arguments of `forge rules`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  forge rules
  forge rules --format json | jq -r '.rules[].id'")]
pub(crate) struct Args {
    /// The form of the list
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, clap::ValueEnum)]
enum Format {
    /// A table for people
    #[default]
    Terminal,
    /// One JSON object for programs
    Json,
}

pub(crate) fn run(args: &Args, console: Console) -> anyhow::Result<ExitCode> {
    let rules = forge_rules::rules();
    let text = match args.format {
        Format::Terminal => forge_report::rule_table(rules, console.look()),
        Format::Json => forge_report::rules_json(rules)?,
    };
    console.deliver(text.as_bytes(), None)?;
    Ok(ExitCode::SUCCESS)
}
