//! `forge scan`.

use crate::analysis::{Scanned, Scanner};
use crate::cli::COULD_NOT;
use crate::console::Console;
use crate::selection::{self, Change};
use crate::settings;
use camino::Utf8PathBuf;
use forge_model::{Confidence, Finding, FlowKind, Language, Severity, Tier};
use forge_project::{MAX_FILE_BYTES, OsSystem, Project, Side, System};
use forge_report::{Format, Look, Report};
use std::collections::BTreeMap;
use std::io::IsTerminal;
use std::process::ExitCode;
use std::time::{Duration, Instant};

/// Arguments of `forge scan`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  forge scan                                   the current directory
  forge scan src tests/login_test.py           some paths; a file is scanned whatever ignores it
  forge scan --staged                          the files that are staged, as they are staged
  forge scan --staged --since HEAD             only what this commit introduces
  forge scan --since origin/main               only what this branch introduces
  forge scan --format sarif --output out.sarif for code scanning services

Files that git ignores, generated files and vendored code are left out.

Exit codes: 0 clean, 1 findings, 2 a path could not be read or the job could not be done.")]
pub(crate) struct Args {
    /// Files and directories; the current directory without any
    #[arg(value_name = "PATH")]
    paths: Vec<Utf8PathBuf>,

    /// Scan what is staged in git rather than what is on disk
    #[arg(long)]
    staged: bool,

    /// Report only what is not in the history that HEAD shares with this revision
    #[arg(long, value_name = "REV")]
    since: Option<String>,

    /// The form of the report
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t)]
    format: FormatName,

    /// Write the report to a file
    #[arg(long, short, value_name = "FILE")]
    output: Option<Utf8PathBuf>,

    /// Report only findings at or above this severity; without it, all but uncertain ones and those of one's own input
    #[arg(long, value_name = "LEVEL", value_enum)]
    severity: Option<Level>,

    /// Use this configuration instead of .forge/config.toml
    #[arg(long, value_name = "FILE")]
    config: Option<Utf8PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, clap::ValueEnum)]
enum FormatName {
    /// The source with the flow drawn into it
    #[default]
    Terminal,
    /// Everything that is known, as JSON
    Json,
    /// SARIF 2.1.0
    Sarif,
    /// Annotations of GitHub Actions
    Github,
    /// JUnit XML
    Junit,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Level {
    /// Everything
    Low,
    /// What needs something else to be exploited, and worse
    Medium,
    /// What whoever reaches the code can exploit, and worse
    High,
    /// What anyone on the network can exploit
    Critical,
}

pub(crate) fn run(args: &Args, console: Console) -> anyhow::Result<ExitCode> {
    let start = Instant::now();
    let system = OsSystem;
    let project = selection::project_of(&system, &args.paths)?;
    let config = settings::load(&system, &project, args.config.as_deref(), console)?;
    let selection = match change(args) {
        Some(change) => selection::of_change(&system, &project, &config, &args.paths, change)?,
        None => selection::of_paths(&system, &project, &config, &args.paths)?,
    };
    let scanner =
        Scanner { system: &system, project: &project, config: &config, engine: forge_scan::scan, quiet: console.quiet };
    let scanned = scanner.scan(selection)?;

    let complete = scanned.complete;
    // How long it took differs from run to run; only a person who waited wants to know.
    let elapsed = (args.output.is_none() && std::io::stdout().is_terminal()).then(|| start.elapsed());
    let (report, texts) = reported(scanned, args.severity.map(Into::into), config.severity, elapsed);
    let sources = |path: &str| texts.get(path).cloned().or_else(|| on_disk(&system, &project, path));
    let look = if args.output.is_some() { Look { quiet: console.quiet, ..Look::default() } } else { console.look() };
    let mut text = Vec::new();
    forge_report::write(args.format.into(), &report, &sources, look, &mut text)?;
    console.deliver(&text, args.output.as_deref())?;
    Ok(match (complete, report.findings.is_empty()) {
        (false, _) => ExitCode::from(COULD_NOT),
        (true, false) => ExitCode::FAILURE,
        (true, true) => ExitCode::SUCCESS,
    })
}

/// Scans the working directory for `forge explain`, with every severity.
pub(crate) fn here(system: &dyn System, console: Console) -> anyhow::Result<(Project, Scanned)> {
    let project = selection::project_of(system, &[])?;
    let config = settings::load(system, &project, None, console)?;
    let selection = selection::of_paths(system, &project, &config, &[])?;
    let scanner =
        Scanner { system, project: &project, config: &config, engine: forge_scan::scan, quiet: console.quiet };
    let scanned = scanner.scan(selection)?;
    Ok((project, scanned))
}

/// The report of `scanned`, and the texts that its findings are in: without findings below the severity that was asked
/// for; where none was, without those below the configured one, the uncertain ones and those of one's own input.
pub(crate) fn reported(
    scanned: Scanned,
    asked: Option<Severity>,
    configured: Severity,
    elapsed: Option<Duration>,
) -> (Report<'static>, BTreeMap<String, String>) {
    let Scanned { analysis, texts, files, skipped, complete, .. } = scanned;
    let mut findings = analysis.findings;
    let all = findings.len();
    let least = asked.unwrap_or(configured);
    findings.retain(|finding| finding.severity >= least && !(asked.is_none() && is_slight(finding)));
    let report = Report {
        findings_below: all - findings.len(),
        findings,
        unknowns: analysis.unknowns,
        files_scanned: files,
        files_skipped: skipped,
        complete,
        elapsed,
        rules: forge_rules::rules(),
        version: env!("CARGO_PKG_VERSION"),
    };
    (report, texts)
}

/// Whether a finding is told only to somebody who asks for all: nothing but guesses leads there, or whoever starts the
/// program does to himself what he types. What an exported function is given becomes markup mostly on purpose; commands
/// and code are what callers of a library do not expect of it. In Python every function is exported: most are called by
/// the program itself.
fn is_slight(finding: &Finding) -> bool {
    match (finding.tier, finding.kind) {
        (Some(Tier::Local), _) | (Some(Tier::Parameter), Some(FlowKind::Html | FlowKind::HtmlUrl)) => true,
        (Some(Tier::Parameter), _) if Language::of_path(&finding.path) == Some(Language::Python) => true,
        _ => finding.confidence == Confidence::Low,
    }
}

/// The text of a file that a flow passes through, as it is on disk.
pub(crate) fn on_disk(system: &dyn System, project: &Project, path: &str) -> Option<String> {
    String::from_utf8(system.read(&project.path_of(path), MAX_FILE_BYTES).ok()?).ok()
}

fn change(args: &Args) -> Option<Change<'_>> {
    let since = args.since.as_deref();
    let side = if args.staged { Side::Index } else { Side::WorkingTree };
    (args.staged || since.is_some()).then_some(Change { side, since })
}

impl From<FormatName> for Format {
    fn from(name: FormatName) -> Self {
        match name {
            FormatName::Terminal => Self::Terminal,
            FormatName::Json => Self::Json,
            FormatName::Sarif => Self::Sarif,
            FormatName::Github => Self::Github,
            FormatName::Junit => Self::Junit,
        }
    }
}

impl From<Level> for Severity {
    fn from(level: Level) -> Self {
        match level {
            Level::Low => Self::Low,
            Level::Medium => Self::Medium,
            Level::High => Self::High,
            Level::Critical => Self::Critical,
        }
    }
}
