//! `cargo xtask walk`: what it costs to see what changed in a working tree: the walk, the last snapshot, the difference
//! between them, and keeping the new one.

use crate::process::{Build, again, must_succeed, scratch};
use crate::tally::percentile;
use anyhow::{Context as _, Result, ensure};
use camino::{Utf8Path, Utf8PathBuf};
use forge_project::{OsSystem, Snapshot, System};
use std::process::Command;
use std::time::Instant;

/// Files, and the bar in milliseconds.
const CASES: [(usize, f64); 2] = [(10_000, 40.0), (100_000, 400.0)];

const RUNS: usize = 15;

/// No snapshot of these is larger, in bytes.
const MAX_BYTES: u64 = 64 << 20;

/// Files in one folder.
const IN_A_FOLDER: usize = 40;

/// Prints the median of every size beside its bar.
pub(crate) fn run(args: &[String]) -> Result<bool> {
    ensure!(args.is_empty(), "usage: cargo xtask walk");
    if let Some(done) = again(Build::Release, "walk", args)? {
        return Ok(done);
    }
    let folder = Utf8PathBuf::from_path_buf(scratch("walk")?).ok().context("a folder whose name is not UTF-8")?;
    let mut met = true;
    for (files, bar) in CASES {
        let root = folder.join(files.to_string());
        fill(&root, files)?;
        let kept = root.join(".git/snapshot");
        let mut times = Vec::new();
        let mut previous = OsSystem.snapshot(&root);
        OsSystem.cache(&kept, &previous.encode())?;
        for run in 0..RUNS {
            std::fs::write(root.join("packages/0/file0.js"), format!("{run} {run}"))?;
            let start = Instant::now();
            let before = Snapshot::decode(&OsSystem.read(&kept, MAX_BYTES)?).context("the snapshot is not readable")?;
            let now = OsSystem.snapshot(&root);
            let delta = before.delta(&now);
            OsSystem.cache(&kept, &now.encode())?;
            times.push(start.elapsed().as_secs_f64() * 1e3);
            ensure!(before == previous && delta.len() == 1, "one file was changed, not {}", delta.len());
            previous = now;
        }
        let median = percentile(&times, 0.5).unwrap_or(f64::INFINITY);
        met &= median <= bar;
        println!(
            "{} files: p50 {median:.1} ms, p95 {:.1} ms (bar {bar}){}",
            previous.len(),
            percentile(&times, 0.95).unwrap_or(f64::INFINITY),
            if median <= bar { "" } else { "  MISSED" }
        );
        std::fs::remove_dir_all(&root)?;
    }
    Ok(met)
}

/// Makes a repository of this many files, with folders that are ignored.
fn fill(root: &Utf8Path, files: usize) -> Result<()> {
    for number in 0..files / IN_A_FOLDER {
        let folder = root.join("packages").join(number.to_string());
        std::fs::create_dir_all(&folder)?;
        for file in 0..IN_A_FOLDER {
            std::fs::write(folder.join(format!("file{file}.js")), "export {};\n")?;
        }
    }
    std::fs::create_dir_all(root.join("node_modules/a"))?;
    std::fs::write(root.join("node_modules/a/index.js"), "")?;
    std::fs::write(root.join(".gitignore"), "node_modules/\n*.log\n/dist\n")?;
    must_succeed(Command::new("git").args(["init", "--quiet"]).current_dir(root))
}
