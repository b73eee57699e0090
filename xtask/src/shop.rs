//! The example shop: a scan of it finds its bugs and nothing else.

use crate::examples::root;
use crate::process::release_forge;
use crate::tally::Tally;
use crate::test::Outcome;
use anyhow::{Context as _, Result};
use serde::Deserialize;
use std::collections::BTreeSet;
use std::process::Command;

/// The example's folder, relative to the repository's root.
const FOLDER: &str = "examples/shop";

#[derive(Deserialize, PartialEq, Eq, PartialOrd, Ord)]
struct Bug {
    path: String,
    line: u32,
    rule: String,
}

#[derive(Deserialize)]
struct Report {
    findings: Vec<Finding>,
    unknowns: Vec<Unknown>,
}

#[derive(Deserialize)]
struct Finding {
    rule: String,
    path: String,
    start: Place,
}

#[derive(Deserialize)]
struct Unknown {
    path: String,
    message: String,
}

#[derive(Deserialize)]
struct Place {
    line: u32,
}

/// Scans the example with all that is found in it, the slight ones, too; one check for each bug, and for each finding that is none.
pub(crate) fn check() -> Result<Outcome> {
    let expected = root().join(FOLDER).join("expected.json");
    let text = std::fs::read(&expected).with_context(|| format!("failed to read {}", expected.display()))?;
    let expected: BTreeSet<Bug> = serde_json::from_slice(&text).context("failed to read the list of bugs")?;
    let known = root().join(FOLDER).join("known-differences.json");
    let text = std::fs::read(&known).with_context(|| format!("failed to read {}", known.display()))?;
    let known: BTreeSet<Bug> = serde_json::from_slice(&text).context("failed to read the known differences")?;

    let mut scan = Command::new(release_forge()?);
    scan.current_dir(root()).args(["scan", FOLDER, "--severity", "low", "--format", "json", "--quiet"]);
    let output = scan.output().context("failed to run forge")?;
    let report: Report = serde_json::from_slice(&output.stdout).context("failed to read forge's report")?;
    let inside = |path: &str| path.strip_prefix(FOLDER).map_or(path, |path| path.trim_start_matches('/')).to_owned();
    let found: BTreeSet<Bug> = report
        .findings
        .into_iter()
        .map(|finding| Bug { path: inside(&finding.path), line: finding.start.line, rule: finding.rule })
        .collect();

    let mut tally = Tally::one(output.status.code() == Some(1));
    if tally.failed > 0 {
        println!("the exit code should be 1: {}", output.status);
    }
    let tell = |what: &str, bug: &Bug| println!("{what}: {FOLDER}/{}:{} {}", bug.path, bug.line, bug.rule);
    for bug in &expected {
        if !found.contains(bug) {
            tell("missed", bug);
        }
        tally += Tally::one(found.contains(bug) || known.contains(bug));
    }
    for bug in found.difference(&expected) {
        tell("not a bug", bug);
        tally += Tally::one(known.contains(bug));
    }
    for unknown in &report.unknowns {
        println!("unknown: {} {}", unknown.path, unknown.message);
        tally += Tally::one(false);
    }
    println!(
        "{} bugs, {} found, {} false alarms",
        expected.len(),
        expected.intersection(&found).count(),
        found.difference(&expected).count()
    );
    Ok(tally.into())
}
