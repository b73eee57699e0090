//! What a program costs: it runs as the only child of a fresh process, so that the system's account of children is its own.

use crate::process::output_of;
use anyhow::{Context as _, Result};
use nix::sys::resource::{UsageWho, getrusage};
use nix::sys::time::TimeValLike as _;
use serde::{Deserialize, Serialize};
use std::fs::File;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

/// Name of the hidden command that [`measured`] starts.
pub(crate) const COMMAND: &str = "--measured";

/// What a program cost.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub(crate) struct Cost {
    /// CPU time of it and its own children, in seconds.
    pub(crate) cpu_s: f64,
    pub(crate) wall_s: f64,
    /// The most memory that one process had resident (`VmHWM`), in megabytes.
    pub(crate) memory_mb: f64,
    /// Its exit code; -1 when a signal ended it.
    pub(crate) code: i32,
}

/// Runs `program` in `folder` with its standard output in `output`.
pub(crate) fn measured(program: &Path, args: &[&str], folder: &Path, output: &Path) -> Result<Cost> {
    let mut command = Command::new(std::env::current_exe()?);
    command.arg(COMMAND).arg(output).arg(program).args(args).current_dir(folder);
    serde_json::from_slice(&output_of(&mut command)?).context("failed to read a measurement")
}

/// The other side of [`measured`].
pub(crate) fn run(args: &[String]) -> Result<bool> {
    let [output, program, args @ ..] = args else { anyhow::bail!("this command is for the program's own use") };
    let mut command = Command::new(program);
    command.args(args).stdin(Stdio::null()).stdout(File::create(output)?);
    let start = Instant::now();
    let status = command.status().with_context(|| format!("failed to run {program}"))?;
    let wall_s = start.elapsed().as_secs_f64();
    let usage = getrusage(UsageWho::RUSAGE_CHILDREN)?;
    let cpu_s = (usage.user_time() + usage.system_time()).num_microseconds() as f64 / 1e6;
    // Linux counts in kibibytes.
    let memory_mb = usage.max_rss() as f64 * 1024.0 / 1e6;
    let cost = Cost { cpu_s, wall_s, memory_mb, code: status.code().unwrap_or(-1) };
    println!("{}", serde_json::to_string(&cost)?);
    Ok(true)
}
