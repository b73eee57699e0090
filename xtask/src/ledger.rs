//! `cargo xtask ledger [--kills N]`: the ledger under load and under violence, with the program that users get.
//!
//! Sixteen processes at a time answer two hundred events each, beside as many empty ones; then processes are ended at
//! random points. Every event that was acknowledged (its process came to its own end) has to be there.

use crate::latency::empty_program;
use crate::process::{must_succeed, output_of, release_forge, scratch};
use crate::tally::percentile;
use anyhow::{Context as _, Result, ensure};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// Processes at once, and events of each.
const WORKERS: usize = 16;
const EVENTS: usize = 200;

/// The p95 of an event, as a multiple of that of an empty process under the same load.
const SLOWEST: f64 = 4.0;

/// Processes that are ended, and the longest that one may run until then.
const KILLS: usize = 500;
const LONGEST: Duration = Duration::from_millis(6);

/// Prints the figures of both parts beside their bars.
pub(crate) fn run(args: &[String]) -> Result<bool> {
    let kills = match args {
        [] => KILLS,
        [flag, number] if flag == "--kills" => number.parse().context("--kills takes a number")?,
        _ => anyhow::bail!("usage: cargo xtask ledger [--kills N]"),
    };
    let folder = scratch("ledger")?;
    let stage = Stage { forge: release_forge()?, empty: empty_program(&folder)?, folder };
    let together = together(&stage)?;
    let ended = ended(&stage, kills)?;
    Ok(together && ended)
}

/// What the parts are played with.
struct Stage {
    forge: PathBuf,
    empty: PathBuf,
    folder: PathBuf,
}

impl Stage {
    /// A new repository.
    fn repository(&self, name: &str) -> Result<PathBuf> {
        let path = self.folder.join(name);
        std::fs::create_dir_all(&path)?;
        must_succeed(Command::new("git").args(["init", "--quiet"]).current_dir(&path))?;
        Ok(path.canonicalize()?)
    }

    /// Starts the hook with an event of `session`, which is about nothing that is analysed.
    fn hook(&self, repository: &Path, session: &str) -> Result<Child> {
        let event = json!({
            "session_id": session, "cwd": repository, "hook_event_name": "PreToolUse",
            "tool_name": "Write", "tool_input": { "file_path": repository.join("notes.txt"), "content": "" },
        });
        let mut command = Command::new(&self.forge);
        command.args(["hook", "claude"]).stdin(Stdio::piped()).stdout(Stdio::null());
        let mut child = command.spawn().context("failed to start the hook")?;
        // It may have been ended before it reads.
        let _ = child.stdin.take().map(|mut stdin| stdin.write_all(event.to_string().as_bytes()));
        Ok(child)
    }

    /// The sessions of all events, in order, and whether the chain is whole.
    fn log(&self, repository: &Path) -> Result<(Vec<String>, bool)> {
        let mut command = Command::new(&self.forge);
        let text = output_of(command.args(["log", "--all", "--format", "json"]).current_dir(repository))?;
        let session = |line: &str| -> Result<String> {
            let event: Value = serde_json::from_str(line)?;
            Ok(event["session"].as_str().context("an event without a session")?.to_owned())
        };
        let sessions = String::from_utf8(text)?.lines().map(session).collect::<Result<_>>()?;
        let verify = Command::new(&self.forge).args(["log", "verify"]).current_dir(repository).output()?;
        Ok((sessions, verify.status.success()))
    }
}

/// Sixteen processes at once: none of their events is lost, and none waits long.
fn together(stage: &Stage) -> Result<bool> {
    let repository = stage.repository("together")?;
    let timed = |work: &(dyn Fn(usize) -> Result<()> + Sync)| -> Result<Vec<f64>> {
        let worker = |worker: usize| {
            let once = |event: usize| {
                let start = Instant::now();
                work(worker * EVENTS + event)?;
                Ok(start.elapsed().as_secs_f64() * 1e3)
            };
            (0..EVENTS).map(once).collect::<Result<Vec<f64>>>()
        };
        let times: Vec<Result<Vec<f64>>> = thread::scope(|scope| {
            let workers: Vec<_> = (0..WORKERS).map(|number| scope.spawn(move || worker(number))).collect();
            workers.into_iter().filter_map(|worker| worker.join().ok()).collect()
        });
        Ok(times.into_iter().collect::<Result<Vec<_>>>()?.concat())
    };
    let empty = timed(&|_| must_succeed(&mut Command::new(&stage.empty)))?;
    let events = timed(&|number| {
        let status = stage.hook(&repository, &number.to_string())?.wait()?;
        ensure!(status.success(), "the hook ended with {status}");
        Ok(())
    })?;
    let (sessions, intact) = stage.log(&repository)?;
    let written: BTreeSet<&String> = sessions.iter().collect();
    let p95 = |times: &[f64]| percentile(times, 0.95).unwrap_or(f64::INFINITY);
    let ratio = p95(&events) / p95(&empty);
    println!(
        "{WORKERS} processes x {EVENTS} events: {} of {} written, chain {}; p95 {:.1} ms, {ratio:.2}x an empty process (bar {SLOWEST})",
        written.len(),
        WORKERS * EVENTS,
        if intact { "intact" } else { "BROKEN" },
        p95(&events),
    );
    Ok(written.len() == WORKERS * EVENTS && intact && ratio <= SLOWEST)
}

/// Processes that are ended at random points: the ledger opens, and what was acknowledged is there.
fn ended(stage: &Stage, kills: usize) -> Result<bool> {
    let repository = stage.repository("ended")?;
    let (mut acknowledged, mut random) = (Vec::new(), 0x2545_F491_4F6C_DD1D_u64);
    for number in 0..kills {
        let mut child = stage.hook(&repository, &number.to_string())?;
        random ^= random << 13;
        random ^= random >> 7;
        random ^= random << 17;
        thread::sleep(LONGEST.mul_f64((random >> 11) as f64 / (1_u64 << 53) as f64));
        // One that has ended already is not hurt.
        child.kill()?;
        if child.wait()?.success() {
            acknowledged.push(format!("claude:{number}"));
        }
    }
    let (sessions, intact) = stage.log(&repository)?;
    let written: BTreeSet<&String> = sessions.iter().collect();
    let missing = acknowledged.iter().filter(|session| !written.contains(session)).count();
    let was_damaged = std::fs::read_dir(repository.join(".git/forge"))?
        .any(|entry| entry.is_ok_and(|entry| entry.file_name().to_string_lossy().contains("broken")));
    println!(
        "{kills} processes ended at random points: {} had acknowledged their event, {missing} of those missing, {} written; \
         chain {}, {}",
        acknowledged.len(),
        written.len(),
        if intact { "intact" } else { "BROKEN" },
        if was_damaged { "DAMAGED" } else { "never damaged" },
    );
    Ok(missing == 0 && intact && !was_damaged)
}
