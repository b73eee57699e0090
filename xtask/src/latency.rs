//! `cargo xtask latency [--runs N]`: what one hook event costs as a whole process, from fork to exit. Nothing is
//! subtracted; an empty process is timed beside it.

use crate::payload::{self, Case, Memory};
use crate::process::{must_succeed, release_forge, scratch};
use crate::tally::percentile;
use anyhow::{Context as _, Result};
use nix::sys::resource::{UsageWho, getrusage};
use nix::sys::time::TimeValLike as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

/// Runs of each case.
const RUNS: usize = 300;

/// Times of one case, in milliseconds.
#[derive(Default)]
struct Times {
    wall: Vec<f64>,
    cpu: Vec<f64>,
}

/// Prints the percentiles of every case beside its bar.
pub(crate) fn run(args: &[String]) -> Result<bool> {
    let runs = match args {
        [] => RUNS,
        [flag, number] if flag == "--runs" => number.parse().context("--runs takes a number")?,
        _ => anyhow::bail!("usage: cargo xtask latency [--runs N]"),
    };
    let folder = scratch("latency")?;
    let (forge, empty) = (release_forge()?, empty_program(&folder)?);
    let mut cases = Vec::new();
    for memory in [Memory::None, Memory::Ledger] {
        let prepared = payload::prepare(&folder, memory)?;
        cases.extend(prepared.into_iter().map(|case| Timed { case, memory, times: Times::default() }));
    }
    // What is made at the first event of a repository is there for all others.
    for Timed { case, .. } in &cases {
        case.check(&payload::run(hook(&forge).current_dir(&folder), &case.payload)?)?;
    }
    let mut baseline = Times::default();
    // One of each after the other: what disturbs the machine for a while disturbs all alike.
    for _ in 0..runs {
        baseline.add(|| payload::run(&mut Command::new(&empty), b""))?;
        for Timed { case, times, .. } in &mut cases {
            times.add(|| payload::run(hook(&forge).current_dir(&folder), &case.payload))?;
        }
    }
    let load = std::fs::read_to_string("/proc/loadavg").unwrap_or_default();
    println!("{runs} runs of each; load {}", load.split(' ').next().unwrap_or("unknown"));
    println!("{:<24} {:>8} {:>8} {:>8} {:>9}  bar", "milliseconds", "least", "p50", "p95", "CPU mean");
    baseline.print("empty process", "");
    let mut met = true;
    for timed in &cases {
        met &= timed.print();
    }
    println!("{}", summary(&cases));
    Ok(met)
}

/// A case with what it took.
struct Timed {
    case: Case,
    memory: Memory,
    times: Times,
}

impl Timed {
    /// The figure that the bar is about, in milliseconds.
    fn figure(&self) -> f64 {
        self.times.at(self.case.percentile)
    }

    /// Prints a line; gives whether the bar is met.
    fn print(&self) -> bool {
        let Self { case, memory, times } = self;
        let (name, bar) = match memory {
            Memory::None => (case.name.clone(), Some(case.ms)),
            Memory::Ledger => (format!("{} + ledger", case.name), case.remembered_ms),
        };
        let is_met = bar.is_none_or(|bar| self.figure() <= bar);
        let bar = bar.map_or_else(String::new, |bar| format!("p{} <= {bar}", case.percentile));
        times.print(&name, &format!("{bar}{}", if is_met { "" } else { "  MISSED" }));
        is_met
    }
}

fn hook(forge: &Path) -> Command {
    let mut command = Command::new(forge);
    command.args(["hook", "claude"]);
    command
}

/// A program that does nothing, built as ours is.
pub(crate) fn empty_program(folder: &Path) -> Result<PathBuf> {
    let (source, program) = (folder.join("empty.rs"), folder.join("empty"));
    std::fs::write(&source, "fn main() {}\n")?;
    let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    must_succeed(Command::new(rustc).args(["-C", "opt-level=3", "-o"]).arg(&program).arg(&source))?;
    Ok(program)
}

impl Times {
    fn add(&mut self, work: impl FnOnce() -> Result<Vec<u8>>) -> Result<()> {
        let (cpu, start) = (cpu_ms()?, Instant::now());
        work()?;
        self.wall.push(start.elapsed().as_secs_f64() * 1e3);
        self.cpu.push(cpu_ms()? - cpu);
        Ok(())
    }

    fn at(&self, share: u32) -> f64 {
        percentile(&self.wall, f64::from(share) / 100.0).unwrap_or(f64::INFINITY)
    }

    fn print(&self, name: &str, bar: &str) {
        let mean = self.cpu.iter().sum::<f64>() / self.cpu.len().max(1) as f64;
        println!("{name:<24} {:>8.2} {:>8.2} {:>8.2} {mean:>9.2}  {bar}", self.at(0), self.at(50), self.at(95));
    }
}

/// CPU time of all processes that have ended, in milliseconds.
fn cpu_ms() -> Result<f64> {
    let usage = getrusage(UsageWho::RUSAGE_CHILDREN)?;
    Ok((usage.user_time() + usage.system_time()).num_microseconds() as f64 / 1e3)
}

/// The figures that the bars are about, each the worst of its cases.
fn summary(cases: &[Timed]) -> String {
    let worst = |memory: Memory, prefixes: &[&str]| {
        let is_meant =
            |it: &&Timed| it.memory == memory && prefixes.iter().any(|prefix| it.case.name.starts_with(prefix));
        cases.iter().filter(is_meant).map(Timed::figure).fold(0.0, f64::max)
    };
    let (small, large) = (["edit-100-", "write-100-"], ["edit-1000-", "write-1000-"]);
    format!(
        "100 lines p50 {:.2} ms (bar 4), 1,000 lines clean p95 {:.2} ms (bar 10), denied p95 {:.2} ms (bar 25); \
         with the ledger {:.2} (bar 15) and {:.2} ms (bar 25)",
        worst(Memory::None, &small),
        worst(Memory::None, &large),
        worst(Memory::None, &["deny-"]),
        worst(Memory::Ledger, &large),
        worst(Memory::Ledger, &["deny-"])
    )
}
