//! `cargo xtask sample REPORT.json... [--count N] [--seed S]`: findings picked at random from reports of `forge scan
//! --format json`, as the rows of a table in which somebody who reads them one by one says whether each is worth a
//! maintainer's time. The same reports and the same seed give the same rows.

use anyhow::{Context as _, Result, bail};
use serde::Deserialize;
use std::path::{Path, PathBuf};

/// Findings that are picked where nobody says how many.
const COUNT: usize = 100;

const USAGE: &str = "usage: cargo xtask sample REPORT.json... [--count N] [--seed S]";

struct Options {
    reports: Vec<PathBuf>,
    count: usize,
    seed: u64,
}

/// What is read of a report.
#[derive(Deserialize)]
struct Report {
    findings: Vec<Finding>,
}

#[derive(Deserialize)]
struct Finding {
    rule: String,
    message: String,
    severity: String,
    confidence: String,
    path: String,
    start: Position,
}

#[derive(Deserialize)]
struct Position {
    line: u32,
}

/// A finding and the report that it is in.
struct Row {
    repository: String,
    finding: Finding,
}

/// Prints the rows.
pub(crate) fn run(args: &[String]) -> Result<bool> {
    let options = Options::read(args)?;
    let mut rows = Vec::new();
    for path in &options.reports {
        let repository = path.file_stem().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let findings = read(path)?.findings.into_iter();
        rows.extend(findings.map(|finding| Row { repository: repository.clone(), finding }));
    }
    let all = rows.len();
    let mut picked = pick(rows, options.count, options.seed);
    picked.sort_by(|a, b| key(a).cmp(&key(b)));
    println!("{} of {all} findings in {} reports, seed {}\n", picked.len(), options.reports.len(), options.seed);
    println!("| repository | place | rule | worth it | why |\n|---|---|---|---|---|");
    for Row { repository, finding } in &picked {
        let Finding { rule, message, severity, confidence, path, start } = finding;
        let message = message.replace('|', "\\|");
        println!("| {repository} | {path}:{} | {rule} | | {severity}, {confidence}: {message} |", start.line);
    }
    Ok(true)
}

impl Options {
    fn read(args: &[String]) -> Result<Self> {
        let mut options = Self { reports: Vec::new(), count: COUNT, seed: 1 };
        let mut args = args.iter();
        while let Some(arg) = args.next() {
            match arg.as_str() {
                "--count" => options.count = args.next().context(USAGE)?.parse().context("--count takes a number")?,
                "--seed" => options.seed = args.next().context(USAGE)?.parse().context("--seed takes a number")?,
                flag if flag.starts_with('-') => bail!(USAGE),
                path => options.reports.push(path.into()),
            }
        }
        if options.reports.is_empty() {
            bail!(USAGE);
        }
        Ok(options)
    }
}

fn read(path: &Path) -> Result<Report> {
    let text = std::fs::read_to_string(path).with_context(|| format!("failed to read {}", path.display()))?;
    serde_json::from_str(&text).with_context(|| format!("{} is no report of `forge scan`", path.display()))
}

fn key(row: &Row) -> (&str, &str, u32, &str) {
    (&row.repository, &row.finding.path, row.finding.start.line, &row.finding.rule)
}

/// `count` of `all`, each set of them equally likely.
fn pick<T>(mut all: Vec<T>, count: usize, seed: u64) -> Vec<T> {
    let mut state = seed;
    let count = count.min(all.len());
    for at in 0..count {
        let left = (all.len() - at) as u64;
        let chosen = at + (next(&mut state) % left) as usize;
        all.swap(at, chosen);
    }
    all.truncate(count);
    all
}

/// SplitMix64.
fn next(state: &mut u64) -> u64 {
    *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let mut mixed = *state;
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seed_decides_what_is_picked() {
        let of = |seed| pick((0..1_000).collect::<Vec<u32>>(), 100, seed);
        assert_eq!(of(7), of(7));
        assert_ne!(of(7), of(8));
        let mut picked = of(7);
        picked.sort_unstable();
        picked.dedup();
        assert_eq!(picked.len(), 100);
        assert_eq!(pick(vec![1, 2], 100, 1).len(), 2);
    }
}
