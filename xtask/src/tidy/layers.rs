//! Which crate may use which.

use super::{Report, Source};
use crate::process::{cargo, output_of};
use anyhow::{Context as _, Result};
use serde_json::Value;

/// The level of each crate. A crate uses crates of lower levels, and everybody uses the plain data.
const LEVELS: &[(&str, u32)] = &[
    ("forge", 5),
    ("forge_clients", 4),
    ("forge_report", 4),
    ("forge_server", 4),
    ("forge_burst", 4),
    ("forge_ledger", 3),
    ("forge_project", 3),
    ("forge_policy", 2),
    ("forge_checks", 2),
    ("forge_scan", 2),
    ("forge_rules", 1),
    ("forge_syntax", 1),
    ("forge_catalogue", 0),
    ("forge_grammars", 0),
    (PLAIN_DATA, 0),
];

const PLAIN_DATA: &str = "forge_model";

/// The development tool stands outside of the house and uses what it likes.
const TOOL: &str = "xtask";

pub(super) fn downward(_: &[Source]) -> Result<Report> {
    let text = output_of(cargo().args(["metadata", "--no-deps", "--format-version", "1"]))?;
    let metadata: Value = serde_json::from_slice(&text).context("failed to read what cargo tells of the workspace")?;
    let packages = metadata["packages"].as_array().context("cargo told of no packages")?;
    let (mut edges, mut violations) = (0, Vec::new());
    for package in packages.iter().filter(|package| package["name"] != TOOL) {
        let name = package["name"].as_str().unwrap_or_default();
        let Some(level) = level(name) else {
            violations.push(format!("{name} has no level: give it one in xtask/src/tidy/layers.rs"));
            continue;
        };
        for dependency in package["dependencies"].as_array().into_iter().flatten() {
            let used = dependency["name"].as_str().unwrap_or_default();
            if dependency["path"].is_null() || dependency["kind"] == "dev" {
                continue;
            }
            edges += 1;
            let is_below = self::level(used).is_some_and(|used| used < level) || used == PLAIN_DATA;
            if !is_below || name == PLAIN_DATA {
                violations.push(format!("{name} uses {used}, which is not below it"));
            }
        }
    }
    Ok(Report { figure: format!("{} crates, {edges} uses of one by another", packages.len() - 1), violations })
}

fn level(name: &str) -> Option<u32> {
    LEVELS.iter().find(|(it, _)| *it == name).map(|(_, level)| *level)
}
