//! `cargo xtask instructions [--update]`: instructions that the hook executes, beside those written down in
//! `bench/instructions.toml`. Unlike time they are the same on a busy machine, so CI can hold them.

use crate::examples::root;
use crate::payload::{self, Case, Memory};
use crate::process::{release_forge, runs, scratch};
use crate::tally::Tally;
use crate::test::Outcome;
use anyhow::{Context as _, Result, bail};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs::File;
use std::path::Path;
use std::process::{Command, Stdio};

const FILE: &str = "bench/instructions.toml";

/// What is written down.
#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct Baseline {
    /// Share by which a count may exceed the one written down.
    tolerance: f64,
    /// Instructions by case.
    instructions: BTreeMap<String, u64>,
}

/// Compares; with `--update` writes the counts down instead.
pub(crate) fn run(args: &[String]) -> Result<bool> {
    let update = match args {
        [] => false,
        [flag] if flag == "--update" => true,
        _ => bail!("usage: cargo xtask instructions [--update]"),
    };
    if let Some(why) = obstacle() {
        println!("SKIPPED: {why}");
        return Ok(!update);
    }
    if !update {
        return Ok(compare()?.is_met());
    }
    let path = root().join(FILE);
    let tolerance = read(&path).map_or(0.05, |baseline| baseline.tolerance);
    let instructions = counts()?.into_iter().map(|(case, count)| (case.name, count)).collect();
    let mut text = String::from(
        "# Instructions that the hook executes, from fork to exit, as callgrind counts them. `cargo xtask instructions` compares\n\
         # with them and allows for `tolerance`; `cargo xtask instructions --update` writes them anew.\n",
    );
    let _ = write!(text, "{}", toml::to_string(&Baseline { tolerance, instructions })?);
    std::fs::write(&path, text).with_context(|| format!("failed to write {}", path.display()))?;
    println!("{FILE} is up to date");
    Ok(true)
}

/// Compares where the tool for it is installed.
pub(crate) fn check() -> Result<Outcome> {
    Ok(match obstacle() {
        Some(why) => Outcome::Skipped(why),
        None => compare()?.into(),
    })
}

fn obstacle() -> Option<String> {
    (!runs("valgrind", &["--version"])).then(|| "valgrind is not installed".to_owned())
}

fn compare() -> Result<Tally> {
    let Baseline { tolerance, instructions } = read(&root().join(FILE))?;
    let mut tally = Tally::default();
    println!("{:<15} {:>12} {:>12} {:>8}", "instructions", "counted", "written down", "ratio");
    for (case, count) in counts()? {
        let Some(known) = instructions.get(&case.name) else {
            println!(
                "{:<15} {count:>12} has nothing to be compared with: run `cargo xtask instructions --update`",
                case.name
            );
            tally += Tally::one(false);
            continue;
        };
        let ratio = count as f64 / *known as f64;
        let is_met = ratio <= 1.0 + tolerance;
        let note = match (is_met, ratio < 1.0 - tolerance) {
            (false, _) => "  MORE THAN ALLOWED",
            (true, true) => "  better: write it down with --update",
            (true, false) => "",
        };
        println!("{:<15} {count:>12} {known:>12} {ratio:>8.3}{note}", case.name);
        tally += Tally::one(is_met);
    }
    println!("tolerance {:.0} %: {tally}", tolerance * 100.0);
    Ok(tally)
}

fn read(path: &Path) -> Result<Baseline> {
    let text = std::fs::read_to_string(path).with_context(|| format!("failed to read {}", path.display()))?;
    toml::from_str(&text).with_context(|| format!("failed to read {}", path.display()))
}

fn counts() -> Result<Vec<(Case, u64)>> {
    let folder = scratch("instructions")?;
    let forge = release_forge()?;
    let cases = payload::prepare(&folder, Memory::None)?;
    cases.into_iter().map(|case| counted(case, &forge, &folder)).collect()
}

fn counted(case: Case, forge: &Path, folder: &Path) -> Result<(Case, u64)> {
    let event = folder.join("event.json");
    std::fs::write(&event, &case.payload)?;
    let mut valgrind = Command::new("valgrind");
    valgrind.args(["--tool=callgrind", "--callgrind-out-file=/dev/null"]).arg(forge).args(["hook", "claude"]);
    // A fixed environment and folder: what is inherited would be counted.
    valgrind.env_clear().env("PATH", "/usr/bin:/bin").current_dir(folder);
    let output = valgrind.stdin(Stdio::from(File::open(&event)?)).output().context("failed to run valgrind")?;
    case.check(&output.stdout)?;
    let text = String::from_utf8_lossy(&output.stderr);
    let count = text.lines().find_map(|line| line.split_once("Collected :")?.1.trim().parse().ok());
    let count = count.with_context(|| format!("valgrind gave no count:\n{text}"))?;
    Ok((case, count))
}
