//! `cargo xtask compare [DIR]`: Forge beside Semgrep on the same files in one run, with the same rules as far as Semgrep's
//! language can say them: rules of ours in `bench/compare/rules.json`, the sinks and sanitizers of our framework models,
//! and our detectors for secrets.

mod semgrep;
mod translate;

use crate::examples::root;
use crate::measured::{Cost, measured};
use crate::process::{must_succeed, release_forge, scratch};
use anyhow::{Context as _, Result, ensure};
use semgrep::{Mode, Rules, Semgrep};
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::Command;

/// How many times less CPU time Forge must take.
const BAR_RATIO: f64 = 100.0;

/// Most memory on a repository, in megabytes.
const BAR_MEMORY_MB: f64 = 300.0;

/// What a fast scanner written in Rust reaches, and how many times better Forge must be: seconds on one file of 300 lines,
/// megabytes per CPU second on a repository.
const RUST_SCANNER_FILE_S: f64 = 0.037;
const RUST_SCANNER_MB_PER_S: f64 = 0.13;
const BAR_RUST_FILE: f64 = 8.0;
const BAR_RUST_REPOSITORY: f64 = 20.0;

/// One file of 300 lines.
const FILE: &str = "bench/compare/admin.js";

/// Runs on the file; the fewest CPU seconds count, for either.
const FORGE_RUNS: usize = 20;
const SEMGREP_RUNS: usize = 3;

/// Prints CPU times, ratios and memory.
pub(crate) fn run(args: &[String]) -> Result<bool> {
    let repository = match args {
        [] => None,
        [folder] if !folder.starts_with('-') => Some(PathBuf::from(folder)),
        _ => anyhow::bail!("usage: cargo xtask compare [DIR]"),
    };
    let folder = scratch("compare")?;
    let forge = release_forge()?;
    let semgrep = Semgrep::install(&folder)?;
    for Rules { name, count, patterns, .. } in [&semgrep.written, &semgrep.equivalent] {
        println!("semgrep {}, {name} rules: {count} with {patterns} patterns", semgrep::VERSION);
    }

    let (mode, file_met) = on_file(&folder, &forge, &semgrep)?;
    let repository_met = on_repository(&folder, &forge, &semgrep, mode, repository.as_deref())?;
    Ok(file_met && repository_met)
}

/// The file of 300 lines; gives Semgrep's fastest mode, too.
fn on_file(folder: &Path, forge: &Path, semgrep: &Semgrep) -> Result<(Mode, bool)> {
    let place = folder.join("file");
    std::fs::create_dir_all(&place)?;
    let text = std::fs::read_to_string(root().join(FILE)).with_context(|| format!("failed to read {FILE}"))?;
    let name = FILE.rsplit('/').next().unwrap_or(FILE);
    std::fs::write(place.join(name), &text)?;
    isolate(&place)?;
    println!("\n{name}: {} lines", text.lines().count());

    let output = folder.join("output.json");
    let mut best: Option<Cost> = None;
    for _ in 0..FORGE_RUNS {
        best = least(best, scan(forge, &place, &output, &[name])?);
    }
    let ours = best.context("no runs")?;
    let found = Found::by_forge(&output)?;
    tell("forge", ours, &found);
    let mut fastest: Option<(Mode, Cost)> = None;
    for mode in Mode::ALL {
        let cost = on_file_with(semgrep, &semgrep.equivalent, mode, &place, name)?;
        if mode.is_for_users() && fastest.is_none_or(|(_, other)| cost.cpu_s < other.cpu_s) {
            fastest = Some((mode, cost));
        }
    }
    let (mode, theirs) = fastest.context("no modes")?;
    let fewer = on_file_with(semgrep, &semgrep.written, mode, &place, name)?;
    let (ratio, rust) = (theirs.cpu_s / ours.cpu_s, RUST_SCANNER_FILE_S / ours.cpu_s);
    println!("{ratio:.0} times less than semgrep's fastest mode with the equivalent rules (bar {BAR_RATIO:.0})");
    println!("{:.0} times less than with the written rules alone, a fraction of them", fewer.cpu_s / ours.cpu_s);
    println!("{rust:.1} times less than {:.0} ms (bar {BAR_RUST_FILE:.0})", RUST_SCANNER_FILE_S * 1e3);
    Ok((mode, ratio >= BAR_RATIO && rust >= BAR_RUST_FILE))
}

fn on_file_with(semgrep: &Semgrep, rules: &Rules, mode: Mode, place: &Path, name: &str) -> Result<Cost> {
    let output = place.with_file_name("output.json");
    let mut best: Option<Cost> = None;
    for _ in 0..SEMGREP_RUNS {
        best = least(best, semgrep.scan(rules, mode, place, &output, name)?);
    }
    let cost = best.context("no runs")?;
    tell(&format!("{}, {}", mode.name(), rules.name), cost, &Found::by_semgrep(&output)?);
    Ok(cost)
}

/// A repository: every file in a language that both know, copied, so that both read the same ones.
fn on_repository(folder: &Path, forge: &Path, semgrep: &Semgrep, mode: Mode, from: Option<&Path>) -> Result<bool> {
    let place = folder.join("repository");
    std::fs::create_dir_all(&place)?;
    let mut copied = Copied::default();
    match from {
        Some(from) => copied.copy(from, "", &place)?,
        None => {
            for part in ["corpus", "examples"] {
                copied.copy(&root().join(part), part, &place)?;
            }
        }
    }
    isolate(&place)?;
    let megabytes = copied.bytes as f64 / 1e6;
    println!(
        "\n{}: {} files, {} lines, {megabytes:.2} MB",
        from.map_or_else(|| "the project's own corpus".into(), Path::to_string_lossy),
        copied.files,
        copied.lines
    );
    ensure!(copied.files > 0, "there is no file in a language that both know");

    let output = folder.join("output.json");
    let ours = scan(forge, &place, &output, &["."])?;
    tell("forge", ours, &Found::by_forge(&output)?);
    let mut costs = Vec::new();
    for rules in [&semgrep.written, &semgrep.equivalent] {
        let cost = semgrep.scan(rules, mode, &place, &output, ".")?;
        tell(&format!("{}, {}", mode.name(), rules.name), cost, &Found::by_semgrep(&output)?);
        costs.push(cost.cpu_s);
    }
    let [fewer, theirs] = costs[..] else { anyhow::bail!("two runs give two costs") };
    let speed = megabytes / ours.cpu_s;
    let (ratio, rust) = (theirs / ours.cpu_s, speed / RUST_SCANNER_MB_PER_S);
    println!("{speed:.2} MB per CPU second beside {:.3}: {ratio:.0} times (bar {BAR_RATIO:.0})", megabytes / theirs);
    println!("{:.0} times less than with the written rules alone, a fraction of them", fewer / ours.cpu_s);
    println!("{rust:.0} times {RUST_SCANNER_MB_PER_S} MB per CPU second (bar {BAR_RUST_REPOSITORY:.0})");
    println!("memory {:.0} MB (bar {BAR_MEMORY_MB:.0})", ours.memory_mb);
    Ok(ratio >= BAR_RATIO && rust >= BAR_RUST_REPOSITORY && ours.memory_mb <= BAR_MEMORY_MB)
}

fn scan(forge: &Path, place: &Path, output: &Path, paths: &[&str]) -> Result<Cost> {
    let cost = measured(forge, &[&["scan", "--quiet", "--format", "json"], paths].concat(), place, output)?;
    ensure!(cost.code == 0 || cost.code == 1, "forge ended with {}", cost.code);
    Ok(cost)
}

/// Nothing above the folder may say what is scanned.
fn isolate(place: &Path) -> Result<()> {
    std::fs::write(place.join(".semgrepignore"), "")?;
    must_succeed(Command::new("git").args(["init", "--quiet"]).current_dir(place))
}

fn least(best: Option<Cost>, cost: Cost) -> Option<Cost> {
    best.filter(|best| best.cpu_s <= cost.cpu_s).or(Some(cost))
}

fn tell(name: &str, cost: Cost, found: &Found) {
    println!(
        "{name:<36} {:>9.4} CPU s {:>8.3} s {:>6.0} MB; {} files, {} findings, {} not analysed",
        cost.cpu_s, cost.wall_s, cost.memory_mb, found.files, found.findings, found.failed
    );
}

/// What a report says was done.
struct Found {
    files: String,
    findings: usize,
    failed: usize,
}

impl Found {
    fn by_forge(output: &Path) -> Result<Self> {
        let report = read(output)?;
        Ok(Self {
            files: report["summary"]["files_scanned"].to_string(),
            findings: count(&report["findings"]),
            failed: count(&report["unknowns"]),
        })
    }

    fn by_semgrep(output: &Path) -> Result<Self> {
        let report = read(output)?;
        let scanned = &report["paths"]["scanned"];
        let files = if scanned.is_null() { "?".to_owned() } else { count(scanned).to_string() };
        Ok(Self { files, findings: count(&report["results"]), failed: count(&report["errors"]) })
    }
}

fn read(output: &Path) -> Result<Value> {
    // Some modes write dots in front, one for each file.
    let text = std::fs::read_to_string(output)?;
    let start = text.find('{').context("a report without an object")?;
    let mut values = serde_json::Deserializer::from_str(&text[start..]).into_iter::<Value>();
    values.next().context("an empty report")?.context("failed to read a report")
}

fn count(list: &Value) -> usize {
    list.as_array().map_or(0, Vec::len)
}

/// What was copied.
#[derive(Default)]
struct Copied {
    files: usize,
    lines: usize,
    bytes: usize,
}

impl Copied {
    /// Copies what both scanners read by default: no generated and no vendored files, in the languages of the rules.
    fn copy(&mut self, from: &Path, name: &str, to: &Path) -> Result<()> {
        const EXTENSIONS: [&str; 7] = ["js", "jsx", "mjs", "cjs", "ts", "tsx", "py"];
        for entry in std::fs::read_dir(from).with_context(|| format!("failed to read {}", from.display()))? {
            let entry = entry?;
            let file = entry.file_name().to_string_lossy().into_owned();
            let below = if name.is_empty() { file.clone() } else { format!("{name}/{file}") };
            let kind = entry.file_type()?;
            if kind.is_dir() && file != ".git" && file != "node_modules" {
                self.copy(&entry.path(), &below, to)?;
            } else if kind.is_file() && EXTENSIONS.contains(&file.rsplit('.').next().unwrap_or_default()) {
                self.copy_file(&entry.path(), &below, to)?;
            }
        }
        Ok(())
    }

    fn copy_file(&mut self, from: &Path, name: &str, to: &Path) -> Result<()> {
        let bytes = std::fs::read(from)?;
        let head = &bytes[..bytes.len().min(forge_project::HEAD_BYTES)];
        // Semgrep leaves out what is larger than a million bytes.
        if bytes.len() >= 1_000_000 || !forge_project::role(name, head).is_written_here() {
            return Ok(());
        }
        let path = to.join(name);
        std::fs::create_dir_all(path.parent().context("a path without a folder")?)?;
        std::fs::write(path, &bytes)?;
        self.files += 1;
        self.lines += bytes.split(|byte| *byte == b'\n').count();
        self.bytes += bytes.len();
        Ok(())
    }
}
