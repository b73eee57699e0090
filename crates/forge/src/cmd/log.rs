//! `forge log`.

use crate::console::Console;
use crate::memory::{self, Clock};
use forge_ledger::{Event, Fact, Ledger};
use std::fmt::Write as _;
use std::io::Write as _;
use std::process::ExitCode;
use std::time::Duration;

/// Arguments of `forge log`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  forge log                    the last twenty events
  forge log --follow           and those that come, as they come
  forge log --all --format json | jq 'select(.kind == \"hook.answered\")'
  forge log verify             whether every event is as it was written

Exit codes: 0 done, 1 `verify` found that the log was changed, 2 the ledger could not be read.")]
pub(crate) struct Args {
    #[command(subcommand)]
    action: Option<Action>,

    /// Show new events as they come, until interrupted
    #[arg(long, short)]
    follow: bool,

    /// Show every event
    #[arg(long, conflicts_with = "count")]
    all: bool,

    /// How many of the last events to show
    #[arg(long, short = 'n', value_name = "COUNT", default_value_t = 20)]
    count: u32,

    /// The form of an event
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

#[derive(Debug, Clone, Copy, clap::Subcommand)]
enum Action {
    /// Check that no event was changed or removed
    Verify,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, clap::ValueEnum)]
enum Format {
    /// A line for people
    #[default]
    Terminal,
    /// A line with one JSON object for programs
    Json,
}

/// How often is looked for new events.
const PAUSE: Duration = Duration::from_millis(200);

pub(crate) fn run(args: &Args, console: Console) -> anyhow::Result<ExitCode> {
    let ledger = memory::ledger()?;
    if let Some(Action::Verify) = args.action {
        return verify(ledger.as_ref(), console);
    }
    let Some(ledger) = ledger else {
        console.deliver(memory::NOTHING.as_bytes(), None)?;
        return Ok(ExitCode::SUCCESS);
    };
    let clock = Clock::local();
    let mut seen = if args.all { 0 } else { (ledger.last()? - i64::from(args.count)).max(0) };
    loop {
        let mut text = String::new();
        ledger.events(seen, |event| {
            seen = event.seq;
            text.push_str(&match args.format {
                Format::Terminal => line(&event, &clock),
                Format::Json => json(&event),
            });
            text.push('\n');
            true
        })?;
        let mut out = console.stdout();
        out.write_all(text.as_bytes())?;
        out.flush()?;
        drop(out);
        if !args.follow {
            return Ok(ExitCode::SUCCESS);
        }
        std::thread::sleep(PAUSE);
    }
}

fn verify(ledger: Option<&Ledger>, console: Console) -> anyhow::Result<ExitCode> {
    let Some(ledger) = ledger else {
        console.deliver(memory::NOTHING.as_bytes(), None)?;
        return Ok(ExitCode::SUCCESS);
    };
    let (text, code) = match ledger.verify()? {
        Ok(intact) => {
            let head = u64::from_be_bytes(intact.head.first_chunk().copied().unwrap_or_default());
            (format!("{} events, none changed or missing (head {head:016x})\n", intact.events), ExitCode::SUCCESS)
        }
        Err(broken) => (format!("the log is not what was written: {broken}\n"), ExitCode::from(1)),
    };
    console.deliver(text.as_bytes(), None)?;
    Ok(code)
}

/// `2026-11-28 17:13:23  claude:1b9c  PreToolUse Write: denied (xss)`
fn line(event: &Event, clock: &Clock) -> String {
    let mut text = format!("{}  {:<14}  ", clock.show(event.at), memory::short(&event.context.session));
    let _ = match &event.fact {
        Some(Fact::SessionStarted { .. }) => write!(text, "began"),
        Some(Fact::SessionEnded {}) => write!(text, "ended"),
        Some(Fact::HookAnswered { event, tool, outcome, rules, .. }) => {
            let tool = tool.as_deref().map(|tool| format!(" {tool}")).unwrap_or_default();
            let rules = if rules.is_empty() { String::new() } else { format!(" ({})", rules.join(", ")) };
            write!(text, "{event}{tool}: {}{rules}", outcome.name())
        }
        Some(Fact::FindingOpened(it)) => write!(text, "found {} at {}:{}", it.rule, it.path, it.line),
        Some(Fact::FindingTold(it)) => write!(text, "told of {} in {}", it.fingerprint, it.path),
        Some(Fact::FindingFixed(it)) => write!(text, "fixed {} in {}", it.fingerprint, it.path),
        Some(Fact::UnknownOpened { path, reason }) => write!(text, "{path} could not be analysed: {reason}"),
        Some(Fact::UnknownClosed { path }) => write!(text, "{path} is analysed again"),
        None => write!(text, "{} {}", event.kind, event.body),
    };
    forge_report::printable(&text).into_owned()
}

fn json(event: &Event) -> String {
    let body: serde_json::Value = serde_json::from_str(&event.body).unwrap_or_default();
    serde_json::json!({
        "seq": event.seq, "at": event.at, "machine": event.machine, "session": event.context.session,
        "worktree": event.context.worktree, "kind": event.kind, "body": body,
    })
    .to_string()
}
