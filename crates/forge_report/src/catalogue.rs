//! The rules themselves: as a list, and one in full.

use crate::terminal::Look;
use annotate_snippets::renderer::Style;
use forge_model::{RuleClass, RuleMeta};
use serde::Serialize;

/// The rules as a table, one line each.
pub fn rule_table(rules: &[RuleMeta], look: Look) -> String {
    let heading = ["RULE", "KIND", "SEVERITY", "CWE", "LANGUAGES"].map(str::to_owned);
    let rows: Vec<[String; 5]> = rules.iter().map(row).collect();
    let mut widths = heading.clone().map(|cell| cell.len());
    for row in &rows {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = (*width).max(cell.chars().count());
        }
    }
    let bold = bold(look);
    let line = |cells: &[String; 5]| {
        let cells: Vec<String> = cells.iter().zip(widths).map(|(cell, width)| format!("{cell:width$}")).collect();
        cells.join("  ").trim_end().to_owned()
    };
    let mut lines = vec![format!("{bold}{}{bold:#}", line(&heading))];
    lines.extend(rows.iter().map(line));
    if !look.quiet {
        lines.push(String::new());
        lines.push(format!("{}; `forge explain RULE` explains one", crate::report::counted(rules.len(), "rule")));
    }
    lines.join("\n") + "\n"
}

/// The rules as JSON: `{"schema_version": 1, "rules": [...]}`, with the fields of [`RuleMeta`].
///
/// # Errors
/// None that a rule can cause.
pub fn rules_json(rules: &[RuleMeta]) -> serde_json::Result<String> {
    let rules: Vec<RuleOut<'_>> = rules.iter().map(rule_out).collect();
    serde_json::to_string_pretty(&RulesOut { schema_version: 1, rules }).map(|text| text + "\n")
}

/// All that is known of a rule, for reading.
pub fn rule_text(rule: &RuleMeta, look: Look) -> String {
    let bold = bold(look);
    let mut facts = vec![
        format!("{} severity", rule.severity.name()),
        format!("{} confidence", rule.confidence.name()),
        kind(rule.class),
    ];
    facts.extend(rule.cwe.iter().map(|cwe| format!("CWE-{cwe}")));
    if !rule.languages.is_empty() {
        facts.push(rule.languages.join(" "));
    }
    facts.push(format!("since {}", rule.since));
    let mut parts = vec![format!("{bold}{}{bold:#}: {}\n{}", rule.id, rule.title, facts.join(", "))];
    let sections = [("What", &rule.what), ("Why", &rule.why), ("What to do", &rule.what_to_do)];
    let written = sections.into_iter().filter(|(_, text)| !text.trim().is_empty());
    parts.extend(written.map(|(name, text)| format!("{bold}{name}{bold:#}\n{}", text.trim())));
    let lines = [("Remedy", &rule.remedy), ("Not a fix", &rule.not_a_fix)];
    let lines = lines.into_iter().filter(|(_, text)| !text.is_empty());
    let lines: Vec<String> = lines.map(|(name, text)| format!("{bold}{name}{bold:#}: {text}")).collect();
    if !lines.is_empty() {
        parts.push(lines.join("\n"));
    }
    parts.join("\n\n") + "\n"
}

fn bold(look: Look) -> Style {
    if look.color { Style::new().bold() } else { Style::new() }
}

fn row(rule: &RuleMeta) -> [String; 5] {
    let cwe: Vec<String> = rule.cwe.iter().map(ToString::to_string).collect();
    [rule.id.clone(), kind(rule.class), rule.severity.name().to_owned(), cwe.join(" "), rule.languages.join(" ")]
}

fn kind(class: RuleClass) -> String {
    match class {
        RuleClass::Flow(kind) => format!("{} flow", kind.name()),
        RuleClass::Local => "construct".to_owned(),
        RuleClass::Secret => "secret".to_owned(),
    }
}

#[derive(Serialize)]
struct RulesOut<'a> {
    schema_version: u32,
    rules: Vec<RuleOut<'a>>,
}

#[derive(Serialize)]
struct RuleOut<'a> {
    id: &'a str,
    title: &'a str,
    class: &'a str,
    kind: Option<&'a str>,
    severity: &'a str,
    confidence: &'a str,
    cwe: &'a [u32],
    languages: &'a [String],
    since: &'a str,
    denies: bool,
    remedy: &'a str,
    not_a_fix: &'a str,
    what: &'a str,
    why: &'a str,
    what_to_do: &'a str,
}

fn rule_out(rule: &RuleMeta) -> RuleOut<'_> {
    let (class, kind) = match rule.class {
        RuleClass::Flow(kind) => ("flow", Some(kind.name())),
        RuleClass::Local => ("local", None),
        RuleClass::Secret => ("secret", None),
    };
    RuleOut {
        id: &rule.id,
        title: &rule.title,
        class,
        kind,
        severity: rule.severity.name(),
        confidence: rule.confidence.name(),
        cwe: &rule.cwe,
        languages: &rule.languages,
        since: &rule.since,
        denies: rule.denies,
        remedy: &rule.remedy,
        not_a_fix: &rule.not_a_fix,
        what: &rule.what,
        why: &rule.why,
        what_to_do: &rule.what_to_do,
    }
}
