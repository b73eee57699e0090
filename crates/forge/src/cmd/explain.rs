//! `forge explain`.

use crate::cmd::scan;
use crate::console::Console;
use anyhow::bail;
use forge_model::{RuleMeta, Severity};
use forge_project::{OsSystem, nearest};
use std::process::ExitCode;

/// Arguments of `forge explain`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  forge explain reflected-xss    a rule; `forge rules` lists them
  forge explain 3f9a41c02b7d     a finding, by the fingerprint that `forge scan` shows

For a finding, the current directory is scanned again. Six digits of the fingerprint are enough.")]
pub(crate) struct Args {
    /// Id of a rule, or the first digits of a finding's fingerprint
    #[arg(value_name = "RULE|FINGERPRINT")]
    subject: String,
}

/// Fewer digits of a fingerprint are taken for a mistyped rule.
const FEWEST_DIGITS: usize = 6;

pub(crate) fn run(args: &Args, console: Console) -> anyhow::Result<ExitCode> {
    let subject = args.subject.as_str();
    if let Some(rule) = forge_rules::rule(subject) {
        console.deliver(forge_report::rule_text(rule, console.look()).as_bytes(), None)?;
        return Ok(ExitCode::SUCCESS);
    }
    let is_hexadecimal = subject.bytes().all(|byte| byte.is_ascii_hexdigit());
    if !is_hexadecimal || subject.len() < FEWEST_DIGITS {
        bail!("{}", unknown_rule(subject, forge_rules::rules()));
    }
    explain_finding(&subject.to_ascii_lowercase(), console)
}

fn explain_finding(prefix: &str, console: Console) -> anyhow::Result<ExitCode> {
    let system = OsSystem;
    let (project, scanned) = scan::here(&system, console)?;
    let (report, texts) = scan::reported(scanned, Some(Severity::Low), Severity::Low, None);
    let found: Vec<_> = report.findings.iter().filter(|it| it.fingerprint.0.starts_with(prefix)).collect();
    let Some(first) = found.first() else {
        bail!("no finding in this directory has a fingerprint that begins with `{prefix}`; it may be fixed already");
    };
    if let Some(other) = found.iter().find(|it| it.fingerprint != first.fingerprint) {
        bail!("`{prefix}` begins several fingerprints, `{}` and `{}` among them", first.fingerprint, other.fingerprint);
    }
    let sources = |path: &str| texts.get(path).cloned().or_else(|| scan::on_disk(&system, &project, path));
    let mut parts: Vec<String> =
        found.iter().map(|finding| forge_report::finding(&report, finding, &sources, console.look())).collect();
    parts.extend(forge_rules::rule(&first.rule).map(|rule| forge_report::rule_text(rule, console.look())));
    console.deliver(parts.join("\n").as_bytes(), None)?;
    Ok(ExitCode::SUCCESS)
}

fn unknown_rule(id: &str, rules: &[RuleMeta]) -> String {
    match nearest(id, rules.iter().map(|rule| rule.id.as_str())) {
        Some(meant) => format!("there is no rule `{id}`; did you mean `{meant}`?"),
        None => format!("there is no rule `{id}`; `forge rules` lists them, and a fingerprint needs six digits"),
    }
}
