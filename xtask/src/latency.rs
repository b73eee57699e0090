//! `cargo xtask latency [--runs N]`: what one hook event costs as a whole process, from fork to exit. Nothing is
//! subtracted; an empty process is timed beside it.

use crate::payload::{self, Case};
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
    let cases = payload::prepare(&folder)?;
    for case in &cases {
        case.check(&payload::run(hook(&forge).current_dir(&folder), &case.payload)?)?;
    }
    let mut baseline = Times::default();
    let mut times: Vec<Times> = cases.iter().map(|_| Times::default()).collect();
    // One of each after the other: what disturbs the machine for a while disturbs all alike.
    for _ in 0..runs {
        baseline.add(|| payload::run(&mut Command::new(&empty), b""))?;
        for (case, times) in cases.iter().zip(&mut times) {
            times.add(|| payload::run(hook(&forge).current_dir(&folder), &case.payload))?;
        }
    }
    let load = std::fs::read_to_string("/proc/loadavg").unwrap_or_default();
    println!("{runs} runs of each; load {}", load.split(' ').next().unwrap_or("unknown"));
    println!("{:<15} {:>8} {:>8} {:>8} {:>9}  bar", "milliseconds", "least", "p50", "p95", "CPU mean");
    baseline.print("empty process", "");
    let mut met = true;
    for (case, times) in cases.iter().zip(&times) {
        let is_met = times.at(case.percentile) <= case.ms;
        met &= is_met;
        let missed = if is_met { "" } else { "  MISSED" };
        times.print(&case.name, &format!("p{} <= {}{missed}", case.percentile, case.ms));
    }
    println!("{}", summary(&cases, &times));
    Ok(met)
}

fn hook(forge: &Path) -> Command {
    let mut command = Command::new(forge);
    command.args(["hook", "claude"]);
    command
}

/// A program that does nothing, built as ours is.
fn empty_program(folder: &Path) -> Result<PathBuf> {
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
        println!("{name:<15} {:>8.2} {:>8.2} {:>8.2} {mean:>9.2}  {bar}", self.at(0), self.at(50), self.at(95));
    }
}

/// CPU time of all processes that have ended, in milliseconds.
fn cpu_ms() -> Result<f64> {
    let usage = getrusage(UsageWho::RUSAGE_CHILDREN)?;
    Ok((usage.user_time() + usage.system_time()).num_microseconds() as f64 / 1e3)
}

/// The three figures that the bars are about, each the worst of its cases.
fn summary(cases: &[Case], times: &[Times]) -> String {
    let worst = |prefixes: &[&str]| {
        let of = cases.iter().zip(times).filter(|(case, _)| prefixes.iter().any(|it| case.name.starts_with(it)));
        of.map(|(case, times)| times.at(case.percentile)).fold(0.0, f64::max)
    };
    format!(
        "100 lines p50 {:.2} ms (bar 4), 1,000 lines clean p95 {:.2} ms (bar 10), denied p95 {:.2} ms (bar 25)",
        worst(&["edit-100-", "write-100-"]),
        worst(&["edit-1000-", "write-1000-"]),
        worst(&["deny-"])
    )
}
