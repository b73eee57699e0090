//! For code scanning services: SARIF 2.1.0, the OASIS standard, with code flows and fingerprints.
//!
//! What GitHub reads of it: `security-severity`, `precision` and the tags of a rule, the first location of a result, its
//! code flow and its fingerprints. File names are relative to `SRCROOT`, whose own place is not told: the same tree
//! gives the same file on every machine.

use crate::report::{Report, reason_line, reason_name};
use forge_model::{Confidence, Finding, Position, RuleMeta, Severity, Step, StepRole, Unknown};
use serde::Serialize;
use std::collections::BTreeMap;
use std::io::{self, Write};

const SCHEMA: &str = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Log<'a> {
    #[serde(rename = "$schema")]
    schema: &'a str,
    version: &'a str,
    runs: [Run<'a>; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Run<'a> {
    tool: Tool<'a>,
    invocations: [Invocation<'a>; 1],
    original_uri_base_ids: BTreeMap<&'a str, BaseId<'a>>,
    column_kind: &'a str,
    results: Vec<ResultOut<'a>>,
}

#[derive(Serialize)]
struct Tool<'a> {
    driver: Driver<'a>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Driver<'a> {
    name: &'a str,
    semantic_version: &'a str,
    rules: Vec<Rule<'a>>,
    notifications: Vec<Notice<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Rule<'a> {
    id: &'a str,
    name: String,
    short_description: Text<'a>,
    full_description: Text<'a>,
    help: Help,
    default_configuration: Configuration<'a>,
    properties: RuleProperties<'a>,
}

#[derive(Serialize)]
struct Notice<'a> {
    id: &'a str,
}

#[derive(Serialize)]
struct Text<'a> {
    text: &'a str,
}

#[derive(Serialize)]
struct Message {
    text: String,
}

#[derive(Serialize)]
struct Help {
    text: String,
    markdown: String,
}

#[derive(Serialize)]
struct Configuration<'a> {
    level: &'a str,
}

#[derive(Serialize)]
struct RuleProperties<'a> {
    tags: Vec<String>,
    precision: &'a str,
    #[serde(rename = "security-severity")]
    security_severity: &'a str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Invocation<'a> {
    execution_successful: bool,
    tool_execution_notifications: Vec<Notification<'a>>,
}

#[derive(Serialize)]
struct Notification<'a> {
    descriptor: Descriptor<'a>,
    level: &'a str,
    message: Message,
    locations: [Location; 1],
}

#[derive(Serialize)]
struct Descriptor<'a> {
    id: &'a str,
    index: usize,
}

#[derive(Serialize)]
struct BaseId<'a> {
    description: Text<'a>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ResultOut<'a> {
    rule_id: &'a str,
    rule_index: usize,
    level: &'a str,
    message: Message,
    locations: [Location; 1],
    partial_fingerprints: BTreeMap<&'a str, &'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    code_flows: Vec<CodeFlow<'a>>,
    properties: ResultProperties<'a>,
}

#[derive(Serialize)]
struct ResultProperties<'a> {
    severity: &'a str,
    confidence: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    tier: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    kind: Option<&'a str>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct CodeFlow<'a> {
    thread_flows: [ThreadFlow<'a>; 1],
}

#[derive(Serialize)]
struct ThreadFlow<'a> {
    locations: Vec<FlowLocation<'a>>,
}

#[derive(Serialize)]
struct FlowLocation<'a> {
    location: Location,
    kinds: [&'a str; 1],
    importance: &'a str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Location {
    physical_location: PhysicalLocation,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<Message>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct PhysicalLocation {
    artifact_location: ArtifactLocation,
    #[serde(skip_serializing_if = "Option::is_none")]
    region: Option<Region>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ArtifactLocation {
    uri: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    uri_base_id: Option<&'static str>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Region {
    start_line: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    start_column: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    end_line: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    end_column: Option<u32>,
}

const ROOT: &str = "SRCROOT";

pub(crate) fn write(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    let ids = sorted(report.findings.iter().map(|finding| finding.rule.as_str()));
    let reasons = sorted(report.unknowns.iter().map(|unknown| reason_name(&unknown.reason)));
    let log = Log {
        schema: SCHEMA,
        version: "2.1.0",
        runs: [Run {
            tool: Tool {
                driver: Driver {
                    name: "Forge",
                    semantic_version: report.version,
                    rules: ids.iter().map(|id| rule(id, report)).collect(),
                    notifications: reasons.iter().map(|&id| Notice { id }).collect(),
                },
            },
            invocations: [Invocation {
                execution_successful: report.complete,
                tool_execution_notifications: report.unknowns.iter().map(|it| notification(it, &reasons)).collect(),
            }],
            original_uri_base_ids: BTreeMap::from([(
                ROOT,
                BaseId { description: Text { text: "The root of the project." } },
            )]),
            column_kind: "unicodeCodePoints",
            results: report.findings.iter().map(|finding| result(finding, &ids)).collect(),
        }],
    };
    serde_json::to_writer_pretty(&mut *out, &log)?;
    writeln!(out)
}

fn sorted<'a>(names: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let mut names: Vec<&str> = names.collect();
    names.sort_unstable();
    names.dedup();
    names
}

fn index(names: &[&str], name: &str) -> usize {
    names.binary_search(&name).unwrap_or_default()
}

/// A rule of the catalogue; of one that is not in it, what its findings say.
fn rule<'a>(id: &'a str, report: &'a Report<'_>) -> Rule<'a> {
    let Some(meta) = report.rule(id) else {
        let finding = report.findings.iter().find(|finding| finding.rule == id);
        let severity = finding.map_or(Severity::Medium, |finding| finding.severity);
        return described(
            id,
            id,
            id,
            severity,
            Confidence::Medium,
            finding.map_or(&[], |it| &it.cwe),
            Help { text: id.to_owned(), markdown: id.to_owned() },
        );
    };
    let (markdown, text) = (help(meta, "## "), help(meta, ""));
    let full = if meta.what.is_empty() { &meta.title } else { &meta.what };
    described(id, &meta.title, full, meta.severity, meta.confidence, &meta.cwe, Help { text, markdown })
}

fn described<'a>(
    id: &'a str,
    short: &'a str,
    full: &'a str,
    severity: Severity,
    confidence: Confidence,
    cwe: &[u32],
    help: Help,
) -> Rule<'a> {
    let mut tags = vec!["security".to_owned()];
    tags.extend(cwe.iter().map(|cwe| format!("external/cwe/cwe-{cwe:03}")));
    let precision = match confidence {
        Confidence::High => "high",
        Confidence::Medium => "medium",
        Confidence::Low => "low",
    };
    Rule {
        id,
        name: pascal_case(id),
        short_description: Text { text: short },
        full_description: Text { text: full },
        help,
        default_configuration: Configuration { level: level(severity) },
        properties: RuleProperties { tags, precision, security_severity: score(severity) },
    }
}

fn help(meta: &RuleMeta, heading: &str) -> String {
    let sections = [("What", &meta.what), ("Why", &meta.why), ("What to do", &meta.what_to_do)];
    let sections = sections.into_iter().filter(|(_, text)| !text.is_empty());
    let sections: Vec<String> = sections.map(|(name, text)| format!("{heading}{name}\n\n{}", text.trim())).collect();
    if sections.is_empty() { meta.title.clone() } else { sections.join("\n\n") }
}

fn result<'a>(finding: &'a Finding, ids: &[&str]) -> ResultOut<'a> {
    // One step is the place of the result itself, which is told already.
    let flow = if finding.flow.len() > 1 { finding.flow.as_slice() } else { &[] };
    let locations: Vec<FlowLocation<'_>> = flow.iter().map(flow_location).collect();
    let code_flows =
        if locations.is_empty() { vec![] } else { vec![CodeFlow { thread_flows: [ThreadFlow { locations }] }] };
    ResultOut {
        rule_id: &finding.rule,
        rule_index: index(ids, &finding.rule),
        level: level(finding.severity),
        message: Message { text: finding.message.clone() },
        locations: [location(&finding.path, Some(region(finding.start, finding.end)), None)],
        partial_fingerprints: BTreeMap::from([("forge/v1", finding.fingerprint.0.as_str())]),
        code_flows,
        properties: ResultProperties {
            severity: finding.severity.name(),
            confidence: finding.confidence.name(),
            tier: finding.tier.map(forge_model::Tier::name),
            kind: finding.kind.map(forge_model::FlowKind::name),
        },
    }
}

fn flow_location(step: &Step) -> FlowLocation<'_> {
    let (kind, importance) = match step.role {
        StepRole::Source => ("source", "essential"),
        StepRole::Through => ("propagator", "important"),
        StepRole::Sink => ("sink", "essential"),
    };
    let note = Some(&step.note).filter(|note| !note.is_empty()).cloned();
    let location = location(&step.path, Some(region(step.start, step.end)), note);
    FlowLocation { location, kinds: [kind], importance }
}

fn notification<'a>(unknown: &Unknown, reasons: &[&'a str]) -> Notification<'a> {
    let at = index(reasons, reason_name(&unknown.reason));
    let region = reason_line(&unknown.reason).map(|line| Region {
        start_line: line.max(1),
        start_column: None,
        end_line: None,
        end_column: None,
    });
    Notification {
        descriptor: Descriptor { id: reasons[at], index: at },
        level: if unknown.reason.is_failure_of_analysis() { "error" } else { "warning" },
        message: Message { text: unknown.to_string() },
        locations: [location(&unknown.path, region, None)],
    }
}

fn location(path: &str, region: Option<Region>, message: Option<String>) -> Location {
    let is_absolute = path.starts_with('/') || path.get(1..3).is_some_and(|drive| drive == ":/" || drive == ":\\");
    let artifact_location = if is_absolute {
        let path = path.replace('\\', "/");
        ArtifactLocation { uri: format!("file:///{}", encoded(path.trim_start_matches('/'))), uri_base_id: None }
    } else {
        ArtifactLocation { uri: encoded(path), uri_base_id: Some(ROOT) }
    };
    Location {
        physical_location: PhysicalLocation { artifact_location, region },
        message: message.map(|text| Message { text }),
    }
}

fn region(start: Position, end: Position) -> Region {
    Region {
        start_line: start.line.max(1),
        start_column: Some(start.column.max(1)),
        end_line: Some(end.line.max(start.line).max(1)),
        end_column: Some(end.column.max(1)),
    }
}

/// `path` as a relative reference of RFC 3986: everything but unreserved characters and harmless delimiters is encoded.
fn encoded(path: &str) -> String {
    let mut encoded = String::with_capacity(path.len());
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/!$&'()*+,;=@".contains(&byte) {
            encoded.push(byte as char);
        } else {
            let digit = |value: u8| char::from(b"0123456789ABCDEF"[usize::from(value)]);
            encoded.extend(['%', digit(byte >> 4), digit(byte & 15)]);
        }
    }
    encoded
}

/// SARIF wants a name that reads as an identifier: `ReflectedXss`.
fn pascal_case(id: &str) -> String {
    let capitalised = |word: &str| {
        let mut letters = word.chars();
        letters.next().map(|first| first.to_uppercase().chain(letters).collect::<String>()).unwrap_or_default()
    };
    id.split('-').map(capitalised).collect()
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Critical | Severity::High => "error",
        Severity::Medium => "warning",
        Severity::Low => "note",
    }
}

/// The middle of the range that GitHub shows under the severity's name.
fn score(severity: Severity) -> &'static str {
    match severity {
        Severity::Critical => "9.5",
        Severity::High => "8.0",
        Severity::Medium => "5.5",
        Severity::Low => "2.5",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn file_names_become_references() {
        assert_eq!(encoded("src/[id]/a b%ü:1.js"), "src/%5Bid%5D/a%20b%25%C3%BC%3A1.js");
        assert_eq!(location("/abs/a b.js", None, None).physical_location.artifact_location.uri, "file:///abs/a%20b.js");
        assert_eq!(location(r"C:\x\a.js", None, None).physical_location.artifact_location.uri, "file:///C%3A/x/a.js");
    }

    #[test]
    fn names_are_identifiers() {
        assert_eq!(pascal_case("reflected-xss"), "ReflectedXss");
    }
}
