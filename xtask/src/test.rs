//! `cargo xtask test [STEP...]`: everything that proves it. Does its own set-up on a fresh machine, and says aloud what
//! it had to leave out.

use crate::process::{cargo, release_forge, runs, shown_output, target_dir};
use crate::tally::Tally;
use crate::{bad_input, e2e, instructions, quality, rules, shop, tidy};
use anyhow::Result;
use std::process::Command;
use std::time::Instant;

/// What a step gave.
pub(crate) enum Outcome {
    /// It ran.
    Ran(Tally),
    /// It could not run here, with the reason.
    Skipped(String),
}

impl From<Tally> for Outcome {
    fn from(tally: Tally) -> Self {
        Self::Ran(tally)
    }
}

struct Step {
    name: &'static str,
    run: fn() -> Result<Outcome>,
}

/// The steps, cheap ones first.
const STEPS: &[Step] = &[
    Step { name: "format", run: || succeeds(cargo().args(["fmt", "--all", "--check"])) },
    Step { name: "tidy", run: || Ok(tidy::check()?.into()) },
    Step { name: "clippy", run: clippy },
    Step { name: "unit", run: unit_tests },
    Step { name: "doc", run: doc_tests },
    Step { name: "rules", run: || Ok(rules::check(&[])?.into()) },
    Step { name: "quality", run: || Ok(Tally::one(quality::no_new_difference()?).into()) },
    Step { name: "build", run: || Ok(Tally::one(release_forge().is_ok()).into()) },
    Step { name: "example", run: shop::check },
    Step { name: "e2e", run: e2e::check },
    Step { name: "instructions", run: instructions::check },
    Step { name: "bad-input", run: || Ok(Tally::one(bad_input::run(&[])?).into()) },
];

/// Runs the steps that are named, or all.
pub(crate) fn run(only: &[String]) -> Result<bool> {
    if let Some(unknown) = only.iter().find(|name| STEPS.iter().all(|step| step.name != name.as_str())) {
        let names: Vec<_> = STEPS.iter().map(|step| step.name).collect();
        anyhow::bail!("there is no step `{unknown}`; there are {}", names.join(", "));
    }
    let mut total = Tally::default();
    let mut lines = Vec::new();
    let is_wanted = |step: &&Step| only.is_empty() || only.iter().any(|name| name == step.name);
    for step in STEPS.iter().filter(is_wanted) {
        println!("\n=== {}", step.name);
        let start = Instant::now();
        let told = match (step.run)() {
            Ok(Outcome::Ran(tally)) => {
                total += tally;
                tally.to_string()
            }
            Ok(Outcome::Skipped(why)) => format!("SKIPPED: {why}"),
            Err(error) => {
                total += Tally::one(false);
                format!("FAILED: {error:#}")
            }
        };
        lines.push(format!("{:<13} {:>6.1} s  {told}", step.name, start.elapsed().as_secs_f64()));
        println!("{}", lines.last().map_or("", String::as_str));
    }
    println!("\n=== summary\n{}", lines.join("\n"));
    println!("{total}");
    Ok(total.is_met())
}

fn succeeds(command: &mut Command) -> Result<Outcome> {
    Ok(Tally::one(shown_output(command)?.0).into())
}

fn clippy() -> Result<Outcome> {
    succeeds(cargo().args(["clippy", "--quiet", "--workspace", "--all-targets", "--", "--deny", "warnings"]))
}

fn unit_tests() -> Result<Outcome> {
    let Some(nextest) = nextest()? else {
        println!("cargo-nextest could not be installed: `cargo test` runs instead");
        let mut command = cargo();
        command.args(["test", "--quiet", "--workspace", "--lib", "--bins", "--tests", "--no-fail-fast"]);
        return counted(&mut command, of_cargo_test);
    };
    let mut command = Command::new(nextest);
    command.current_dir(crate::examples::root());
    command.args(["nextest", "run", "--workspace", "--no-fail-fast", "--status-level", "fail", "--color", "never"]);
    counted(&mut command, of_nextest)
}

fn doc_tests() -> Result<Outcome> {
    counted(cargo().args(["test", "--quiet", "--workspace", "--doc"]), of_cargo_test)
}

/// cargo-nextest: the one on the PATH, or our own, installed below the target folder.
fn nextest() -> Result<Option<std::path::PathBuf>> {
    if runs("cargo-nextest", &["nextest", "--version"]) {
        return Ok(Some("cargo-nextest".into()));
    }
    let own = target_dir()?.join("tools");
    let program = own.join("bin/cargo-nextest");
    if !program.exists() {
        println!("installing cargo-nextest into {}", own.display());
        let mut install = cargo();
        // It runs for seconds: compiling it fast matters more than compiling it well.
        install.args(["install", "cargo-nextest", "--locked", "--debug", "--quiet", "--root"]).arg(&own);
        if !install.status().is_ok_and(|status| status.success()) {
            return Ok(None);
        }
    }
    Ok(Some(program))
}

/// Runs tests and counts them by what `count` reads in their output. A run that failed without a failed test, because
/// it did not compile, is one failure.
fn counted(command: &mut Command, count: fn(&str) -> Tally) -> Result<Outcome> {
    let (succeeded, text) = shown_output(command)?;
    let mut tally = count(&text);
    if !succeeded && tally.failed == 0 {
        tally.failed = 1;
    }
    Ok(tally.into())
}

/// Reads `Summary [ 3.2s] 312 tests run: 310 passed (1 slow), 1 failed, 1 timed out, 0 skipped`.
fn of_nextest(text: &str) -> Tally {
    let mut tally = Tally::default();
    for line in text.lines().filter(|line| line.trim_start().starts_with("Summary [")) {
        let (_, counts) = line.split_once("run:").unwrap_or_default();
        for count in counts.split(',') {
            let mut words = count.split_whitespace();
            let number = words.next().and_then(|word| word.parse().ok()).unwrap_or(0);
            match words.next() {
                Some("passed") => tally.passed += number,
                Some("failed" | "timed" | "exec") => tally.failed += number,
                _ => {}
            }
        }
    }
    tally
}

/// Reads every `test result: ok. 12 passed; 0 failed; 0 ignored; ...`.
fn of_cargo_test(text: &str) -> Tally {
    let mut tally = Tally::default();
    for line in text.lines().filter(|line| line.starts_with("test result:")) {
        let (_, counts) = line.split_once(". ").unwrap_or_default();
        for count in counts.split(';') {
            let mut words = count.split_whitespace();
            let number: usize = words.next().and_then(|word| word.parse().ok()).unwrap_or(0);
            match words.next() {
                Some("passed") => tally.passed += number,
                Some("failed") => tally.failed += number,
                _ => {}
            }
        }
    }
    tally
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_are_read_off_the_runners_own_words() {
        let nextest =
            "  Summary [   3.214s] 312 tests run: 309 passed (1 slow, 2 flaky), 2 failed, 1 timed out, 4 skipped\n";
        assert_eq!(of_nextest(nextest), Tally { passed: 309, failed: 3 });
        let cargo = "test result: ok. 12 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.1s\n\
                     test result: FAILED. 3 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.1s\n";
        assert_eq!(of_cargo_test(cargo), Tally { passed: 15, failed: 2 });
    }
}
