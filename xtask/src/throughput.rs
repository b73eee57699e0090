//! `cargo xtask throughput DIR`: what a scan costs beside parsing the same files with the same grammars.

use crate::examples::Bench;
use anyhow::{Context as _, Result, bail};
use forge_grammars::tree_sitter;
use forge_model::Language;
use std::path::{Path, PathBuf};

/// A scan may take this many times the CPU time of parsing alone.
const BAR_RATIO: f64 = 2.0;

/// Parses all files, then scans them, in one thread; prints the ratio of the CPU times.
pub(crate) fn run(args: &[String]) -> Result<bool> {
    let Some(folder) = args.first() else { bail!("usage: cargo xtask throughput DIR") };
    let mut paths = Vec::new();
    collect(Path::new(folder), &mut paths)?;
    paths.sort();
    let files: Vec<(String, Language, String)> = paths
        .iter()
        .filter_map(|path| {
            let name = path.to_string_lossy().into_owned();
            Some((name.clone(), Language::of_path(&name)?, std::fs::read_to_string(path).ok()?))
        })
        .filter(|(_, language, text)| *language != Language::Template && text.len() < 1 << 20)
        .collect();
    let bytes: usize = files.iter().map(|(_, _, text)| text.len()).sum();
    let lines: usize = files.iter().map(|(_, _, text)| text.lines().count()).sum();
    let bench = Bench::new()?;

    let start = cpu_seconds()?;
    for (_, language, text) in &files {
        let mut parser = tree_sitter::Parser::new();
        parser.set_language(&grammar(*language))?;
        drop(parser.parse(text, None));
    }
    let parsing = cpu_seconds()? - start;

    let start = cpu_seconds()?;
    let (mut findings, mut unknowns) = (0, 0);
    let mut slowest: Vec<(f64, &str)> = Vec::new();
    for (name, _, text) in &files {
        let before = cpu_seconds()?;
        let analysis = bench.scan(name, text);
        findings += analysis.findings.len();
        unknowns += analysis.unknowns.len();
        slowest.push((cpu_seconds()? - before, name));
    }
    let scanning = cpu_seconds()? - start;
    slowest.sort_by(|a, b| b.0.total_cmp(&a.0));
    for (seconds, name) in slowest.iter().take(5) {
        println!("{:>8.1} ms  {name}", seconds * 1e3);
    }
    let megabytes = bytes as f64 / 1e6;
    println!("{} files, {lines} lines, {megabytes:.1} MB; {findings} findings, {unknowns} unknowns", files.len());
    println!("parsing alone: {parsing:.2} CPU s, {:.1} MB/s", megabytes / parsing);
    println!("scan: {scanning:.2} CPU s, {:.1} MB/s", megabytes / scanning);
    let ratio = scanning / parsing;
    println!("ratio {ratio:.2} (bar {BAR_RATIO})");
    Ok(ratio <= BAR_RATIO)
}

fn grammar(language: Language) -> tree_sitter::Language {
    match language {
        Language::JavaScript | Language::Template => forge_grammars::javascript(),
        Language::TypeScript => forge_grammars::typescript(),
        Language::Tsx => forge_grammars::tsx(),
        Language::Python => forge_grammars::python(),
    }
}

fn collect(path: &Path, out: &mut Vec<PathBuf>) -> Result<()> {
    if path.is_symlink() {
        return Ok(());
    }
    if path.is_dir() {
        for entry in std::fs::read_dir(path).with_context(|| format!("failed to read {}", path.display()))? {
            collect(&entry?.path(), out)?;
        }
    } else {
        out.push(path.to_owned());
    }
    Ok(())
}

/// CPU time of this process so far, from the scheduler's own count in nanoseconds.
fn cpu_seconds() -> Result<f64> {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").context("failed to read the CPU time")?;
    let nanoseconds: f64 = text.split_whitespace().next().context("empty schedstat")?.parse()?;
    Ok(nanoseconds / 1e9)
}
