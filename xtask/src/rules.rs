//! `cargo xtask rules`: every example of every rule fires exactly where it says.

use crate::examples::{Bench, Mark, file_name};
use crate::tally::Tally;
use anyhow::Result;
use std::collections::BTreeSet;

/// Runs the examples of the rules named in `only`, or of all.
pub(crate) fn run(only: &[String]) -> Result<bool> {
    let tally = check(only)?;
    println!("{tally}");
    Ok(tally.is_met())
}

/// As [`run`], and gives the counts.
pub(crate) fn check(only: &[String]) -> Result<Tally> {
    let bench = Bench::new()?;
    let mut tally = Tally::default();
    for rule in &bench.compiled {
        if !only.is_empty() && !only.contains(&rule.meta.id) {
            continue;
        }
        for example in &rule.examples {
            let path = example.file.clone().unwrap_or_else(|| file_name(&example.language));
            let expected: BTreeSet<Mark> = example.expected.iter().cloned().collect();
            let analysis = bench.scan(&path, &example.code);
            let found: BTreeSet<Mark> =
                analysis.findings.iter().map(|finding| (finding.start.line, finding.rule.clone())).collect();
            if found == expected && analysis.unknowns.is_empty() {
                tally.passed += 1;
                continue;
            }
            tally.failed += 1;
            println!("{} (line {} of its file, {}):", rule.meta.id, example.line, example.language);
            for (line, rule) in expected.difference(&found) {
                println!("  missing: {rule} at line {line}: {}", text_of(&example.code, *line));
            }
            for (line, rule) in found.difference(&expected) {
                println!("  not expected: {rule} at line {line}: {}", text_of(&example.code, *line));
            }
            for unknown in &analysis.unknowns {
                println!("  unknown: {unknown}");
            }
        }
    }
    Ok(tally)
}

fn text_of(code: &str, line: u32) -> &str {
    code.lines().nth(line as usize - 1).unwrap_or_default().trim()
}
