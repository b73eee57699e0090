//! For test reporters: JUnit XML. A file is a suite, a finding a failed test, an unknown a skipped one, and a run that
//! found nothing one test that passed.

use crate::report::{Report, counted, reason_name};
use forge_model::{Finding, Unknown};
use std::collections::BTreeMap;
use std::io::{self, Write};

pub(crate) fn write(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    let (failures, skipped) = (report.findings.len(), report.unknowns.len());
    let is_clean = failures == 0 && skipped == 0;
    let tests = if is_clean { 1 } else { failures + skipped };
    writeln!(out, r#"<?xml version="1.0" encoding="UTF-8"?>"#)?;
    writeln!(out, r#"<testsuites name="forge" tests="{tests}" failures="{failures}" errors="0" skipped="{skipped}">"#)?;
    if is_clean {
        writeln!(out, r#"  <testsuite name="forge" tests="1" failures="0" errors="0" skipped="0">"#)?;
        writeln!(
            out,
            r#"    <testcase classname="forge" name="no findings in {}"/>"#,
            counted(report.files_scanned, "file")
        )?;
        writeln!(out, "  </testsuite>")?;
    }
    let mut suites: BTreeMap<&str, (Vec<&Finding>, Vec<&Unknown>)> = BTreeMap::new();
    for finding in &report.findings {
        suites.entry(&finding.path).or_default().0.push(finding);
    }
    for unknown in &report.unknowns {
        suites.entry(&unknown.path).or_default().1.push(unknown);
    }
    for (path, (findings, unknowns)) in suites {
        suite(report, path, &findings, &unknowns, out)?;
    }
    writeln!(out, "</testsuites>")
}

fn suite(
    report: &Report<'_>,
    path: &str,
    findings: &[&Finding],
    unknowns: &[&Unknown],
    out: &mut dyn Write,
) -> io::Result<()> {
    let path = escaped(path);
    let (failures, skipped) = (findings.len(), unknowns.len());
    let tests = failures + skipped;
    writeln!(
        out,
        r#"  <testsuite name="{path}" tests="{tests}" failures="{failures}" errors="0" skipped="{skipped}">"#
    )?;
    for finding in findings {
        let (line, column) = (finding.start.line, finding.start.column);
        let rule = escaped(&finding.rule);
        let message = escaped(&finding.message);
        writeln!(
            out,
            r#"    <testcase classname="{path}" name="{rule} at {line}:{column}" file="{path}" line="{line}">"#
        )?;
        writeln!(out, r#"      <failure type="{}" message="{message}">"#, finding.severity.name())?;
        writeln!(out, "{}", escaped(&details(report, finding)))?;
        writeln!(out, "      </failure>\n    </testcase>")?;
    }
    for unknown in unknowns {
        let reason = reason_name(&unknown.reason);
        writeln!(out, r#"    <testcase classname="{path}" name="not analysed: {reason}" file="{path}">"#)?;
        writeln!(out, r#"      <skipped message="{}"/>"#, escaped(&unknown.reason.to_string()))?;
        writeln!(out, "    </testcase>")?;
    }
    writeln!(out, "  </testsuite>")
}

fn details(report: &Report<'_>, finding: &Finding) -> String {
    let mut lines =
        vec![format!("{}:{}:{}: {}", finding.path, finding.start.line, finding.start.column, finding.message)];
    for step in &finding.flow {
        lines.push(format!("{}:{}:{}: {}", step.path, step.start.line, step.start.column, step.note));
    }
    if let Some(rule) = report.rule(&finding.rule).filter(|rule| !rule.remedy.is_empty()) {
        lines.push(format!("help: {}", rule.remedy));
    }
    lines.push(format!("fingerprint: {}", finding.fingerprint));
    lines.join("\n")
}

/// `text` as XML text or attribute value. XML 1.0 has no way to write most control characters.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\n' | '\t' => escaped.push(c),
            '\u{FFFE}' | '\u{FFFF}' => escaped.push('\u{FFFD}'),
            c if c.is_control() => escaped.push('\u{FFFD}'),
            c => escaped.push(c),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_cannot_leave_its_place() {
        assert_eq!(escaped("a\"><b>&\u{0}\u{1b}]]>\n"), "a&quot;&gt;&lt;b&gt;&amp;\u{FFFD}\u{FFFD}]]&gt;\n");
    }
}
