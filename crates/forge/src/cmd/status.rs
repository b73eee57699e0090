//! `forge status`.

use crate::console::Console;
use crate::memory::{self, Clock};
use anyhow::Context as _;
use forge_ledger::{Coverage, Finding, Ledger, Session, Unknown};
use forge_project::{OsSystem, System, Worktree};
use serde_json::json;
use std::fmt::Write as _;
use std::process::ExitCode;

/// Arguments of `forge status`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  forge status
  forge status --format json | jq '.findings | length'")]
pub(crate) struct Args {
    /// The form of the answer
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, clap::ValueEnum)]
enum Format {
    /// For people
    #[default]
    Terminal,
    /// One JSON object for programs
    Json,
}

/// A session that said nothing for this long, in milliseconds, is not shown any more.
const RECENT: i64 = 24 * 60 * 60 * 1_000;

/// What is known of one worktree.
struct Status {
    sessions: Vec<Session>,
    findings: Vec<Finding>,
    unknowns: Vec<Unknown>,
    coverage: Vec<Coverage>,
}

impl Status {
    fn read(ledger: &Ledger, worktree: &str, now: i64) -> anyhow::Result<Self> {
        Ok(Self {
            sessions: ledger.sessions(now - RECENT)?,
            findings: ledger.open_findings(worktree)?,
            unknowns: ledger.unknowns(worktree)?,
            coverage: ledger.coverage()?,
        })
    }
}

pub(crate) fn run(args: &Args, console: Console) -> anyhow::Result<ExitCode> {
    let system = OsSystem;
    let Some(ledger) = memory::ledger()? else {
        console.deliver(memory::NOTHING.as_bytes(), None)?;
        return Ok(ExitCode::SUCCESS);
    };
    let worktree = Worktree::around(&system, &system.current_directory()?).context("this is no git repository")?;
    let status = Status::read(&ledger, worktree.root.as_str(), system.now())?;
    let text = match args.format {
        Format::Terminal => terminal(&status, &Clock::local()),
        Format::Json => as_json(&status),
    };
    console.deliver(text.as_bytes(), None)?;
    Ok(ExitCode::SUCCESS)
}

fn terminal(status: &Status, clock: &Clock) -> String {
    let mut text = String::new();
    let mut part = |title: &str, lines: Vec<String>| {
        let _ = writeln!(text, "{title}");
        for line in if lines.is_empty() { vec!["none".to_owned()] } else { lines } {
            let _ = writeln!(text, "  {}", forge_report::printable(&line));
        }
    };
    let session = |it: &Session| {
        let state = it.ended.map_or_else(|| "last seen".to_owned(), |_| "ended".to_owned());
        format!("{:<14}  {state} {}  {}", memory::short(&it.id), clock.show(it.ended.unwrap_or(it.seen)), it.worktree)
    };
    part("Sessions of the last day", status.sessions.iter().map(session).collect());
    let finding = |it: &Finding| format!("{}[{}] {}:{}", it.severity, it.rule, it.path, it.line);
    part("Open findings", status.findings.iter().map(finding).collect());
    let unknown = |it: &Unknown| format!("{}: {}", it.path, it.reason);
    part("Not analysed", status.unknowns.iter().map(unknown).collect());
    let hook = |it: &Coverage| {
        let (client, event) = (&it.client, &it.event);
        format!("{client:<8} {event:<20} answered {}, denied {}, last {}", it.answered, it.denied, clock.show(it.seen))
    };
    part("Hooks", status.coverage.iter().map(hook).collect());
    text
}

fn as_json(status: &Status) -> String {
    let session = |it: &Session| json!({ "id": it.id, "worktree": it.worktree, "started": it.started, "seen": it.seen, "ended": it.ended });
    let finding = |it: &Finding| {
        json!({
            "path": it.path, "line": it.line, "rule": it.rule, "severity": it.severity, "fingerprint": it.fingerprint,
            "count": it.count, "session": it.session, "opened": it.opened, "times": it.times, "told": it.told,
        })
    };
    let unknown =
        |it: &Unknown| json!({ "path": it.path, "reason": it.reason, "session": it.session, "since": it.since });
    let hook = |it: &Coverage| json!({ "client": it.client, "event": it.event, "answered": it.answered, "denied": it.denied, "seen": it.seen });
    let value = json!({
        "sessions": status.sessions.iter().map(session).collect::<Vec<_>>(),
        "findings": status.findings.iter().map(finding).collect::<Vec<_>>(),
        "unknowns": status.unknowns.iter().map(unknown).collect::<Vec<_>>(),
        "hooks": status.coverage.iter().map(hook).collect::<Vec<_>>(),
    });
    format!("{value:#}\n")
}
