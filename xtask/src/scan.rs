//! `cargo xtask scan FILE...`: findings of files with the catalogue's folder as it is, for people who write models.

use crate::examples::Bench;
use anyhow::{Context as _, Result};

/// Prints what a scan of each file gives.
pub(crate) fn run(paths: &[String]) -> Result<bool> {
    let bench = Bench::new()?;
    for path in paths {
        let code = std::fs::read_to_string(path).with_context(|| format!("failed to read {path}"))?;
        let analysis = bench.scan(path, &code);
        for finding in &analysis.findings {
            println!(
                "{path}:{}:{}: {} [{} {}]{} {}",
                finding.start.line,
                finding.start.column,
                finding.rule,
                finding.severity.name(),
                finding.confidence.name(),
                if finding.proven { " proven" } else { "" },
                finding.message
            );
            for step in &finding.flow {
                println!("    {}: {}", step.start.line, step.note);
            }
        }
        for unknown in &analysis.unknowns {
            println!("{unknown}");
        }
    }
    Ok(true)
}
