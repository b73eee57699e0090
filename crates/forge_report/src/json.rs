//! For programs: everything that is known, as one JSON object.
//!
//! The schema is ours and has a version. Within version 1 fields may be added, and none is removed or changes its
//! meaning. Absent knowledge is `null`, never a missing field.
//!
//! ```json
//! {
//!   "schema_version": 1,
//!   "tool": { "name": "forge", "version": "0.1.0" },
//!   "findings": [{
//!     "rule": "reflected-xss", "message": "...", "remedy": "...",
//!     "severity": "low|medium|high|critical", "confidence": "low|medium|high", "cwe": [79],
//!     "path": "src/app.js", "start": { "line": 3, "column": 5 }, "end": { "line": 3, "column": 9 },
//!     "function": "show", "tier": "remote", "kind": "html", "proven": true, "fingerprint": "0123456789abcdef",
//!     "flow": [{ "role": "source|through|sink", "path": "...", "start": {}, "end": {}, "note": "..." }]
//!   }],
//!   "unknowns": [{ "path": "a.py", "reason": "syntax-error", "line": 3, "message": "has a syntax error at line 3" }],
//!   "summary": { "files_scanned": 1, "files_skipped": 0, "findings": 1, "findings_below": 0, "critical": 0, "high": 1,
//!                "medium": 0, "low": 0, "unknowns": 1, "complete": true }
//! }
//! ```
//!
//! Paths are relative to the project with `/` between their parts, or absolute outside of it. Lines and columns count
//! from 1, columns in characters (Unicode scalar values); an end is exclusive. The reasons of an unknown are
//! `unreadable`, `not-utf8`, `too-large`, `too-deep`, `syntax-error`, `out-of-budget` and `crashed`. `complete` is false
//! when something that was asked for could not be read; `findings_below` counts what is left out as not severe enough.

use crate::report::{Report, reason_line, reason_name};
use forge_model::{Finding, Position, Severity, Step, StepRole, Unknown};
use serde::Serialize;
use std::io::{self, Write};

#[derive(Serialize)]
struct Root<'a> {
    schema_version: u32,
    tool: Tool<'a>,
    findings: Vec<FindingOut<'a>>,
    unknowns: Vec<UnknownOut<'a>>,
    summary: Summary,
}

#[derive(Serialize)]
struct Tool<'a> {
    name: &'a str,
    version: &'a str,
}

#[derive(Serialize)]
struct FindingOut<'a> {
    rule: &'a str,
    message: &'a str,
    remedy: Option<&'a str>,
    severity: &'a str,
    confidence: &'a str,
    cwe: &'a [u32],
    path: &'a str,
    start: Place,
    end: Place,
    function: Option<&'a str>,
    tier: Option<&'a str>,
    kind: Option<&'a str>,
    proven: bool,
    fingerprint: &'a str,
    flow: Vec<StepOut<'a>>,
}

#[derive(Serialize)]
struct StepOut<'a> {
    role: &'a str,
    path: &'a str,
    start: Place,
    end: Place,
    note: &'a str,
}

#[derive(Serialize)]
struct Place {
    line: u32,
    column: u32,
}

#[derive(Serialize)]
struct UnknownOut<'a> {
    path: &'a str,
    reason: &'a str,
    line: Option<u32>,
    message: String,
}

#[derive(Serialize)]
struct Summary {
    files_scanned: usize,
    files_skipped: usize,
    findings: usize,
    findings_below: usize,
    critical: usize,
    high: usize,
    medium: usize,
    low: usize,
    unknowns: usize,
    complete: bool,
}

pub(crate) fn write(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    let root = Root {
        schema_version: 1,
        tool: Tool { name: "forge", version: report.version },
        findings: report.findings.iter().map(|finding| finding_out(report, finding)).collect(),
        unknowns: report.unknowns.iter().map(unknown_out).collect(),
        summary: Summary {
            files_scanned: report.files_scanned,
            files_skipped: report.files_skipped,
            findings: report.findings.len(),
            findings_below: report.findings_below,
            critical: report.count(Severity::Critical),
            high: report.count(Severity::High),
            medium: report.count(Severity::Medium),
            low: report.count(Severity::Low),
            unknowns: report.unknowns.len(),
            complete: report.complete,
        },
    };
    serde_json::to_writer_pretty(&mut *out, &root)?;
    writeln!(out)
}

fn finding_out<'a>(report: &'a Report<'_>, finding: &'a Finding) -> FindingOut<'a> {
    FindingOut {
        rule: &finding.rule,
        message: &finding.message,
        remedy: report.rule(&finding.rule).map(|rule| rule.remedy.as_str()),
        severity: finding.severity.name(),
        confidence: finding.confidence.name(),
        cwe: &finding.cwe,
        path: &finding.path,
        start: place(finding.start),
        end: place(finding.end),
        function: finding.function.as_deref(),
        tier: finding.tier.map(forge_model::Tier::name),
        kind: finding.kind.map(forge_model::FlowKind::name),
        proven: finding.proven,
        fingerprint: &finding.fingerprint.0,
        flow: finding.flow.iter().map(step_out).collect(),
    }
}

fn step_out(step: &Step) -> StepOut<'_> {
    let role = match step.role {
        StepRole::Source => "source",
        StepRole::Through => "through",
        StepRole::Sink => "sink",
    };
    StepOut { role, path: &step.path, start: place(step.start), end: place(step.end), note: &step.note }
}

fn unknown_out(unknown: &Unknown) -> UnknownOut<'_> {
    UnknownOut {
        path: &unknown.path,
        reason: reason_name(&unknown.reason),
        line: reason_line(&unknown.reason),
        message: unknown.reason.to_string(),
    }
}

fn place(position: Position) -> Place {
    Place { line: position.line, column: position.column }
}
