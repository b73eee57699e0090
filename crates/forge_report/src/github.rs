//! For GitHub Actions: workflow commands, which become annotations on the lines of a pull request.
//!
//! The form is `::error file=F,line=L,endLine=L,col=C,endColumn=C,title=T::MESSAGE`. Columns are given only where the
//! place is on one line; the runner drops them otherwise.

use crate::report::{Report, reason_line};
use forge_model::{Finding, Severity};
use std::io::{self, Write};

pub(crate) fn write(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    for finding in &report.findings {
        let command = match finding.severity {
            Severity::Critical | Severity::High => "error",
            Severity::Medium => "warning",
            Severity::Low => "notice",
        };
        let mut properties = vec![
            ("file", finding.path.clone()),
            ("line", finding.start.line.to_string()),
            ("endLine", finding.end.line.to_string()),
        ];
        if finding.start.line == finding.end.line {
            properties.push(("col", finding.start.column.to_string()));
            properties.push(("endColumn", finding.end.column.to_string()));
        }
        properties.push(("title", format!("{} ({})", finding.rule, finding.severity.name())));
        line(out, command, &properties, &message(report, finding))?;
    }
    for unknown in &report.unknowns {
        let mut properties = vec![("file", unknown.path.clone())];
        properties.extend(reason_line(&unknown.reason).map(|line| ("line", line.to_string())));
        properties.push(("title", "not analysed".to_owned()));
        line(out, "warning", &properties, &unknown.to_string())?;
    }
    Ok(())
}

/// The message, where the value comes from, and what to do: an annotation has no other place for them.
fn message(report: &Report<'_>, finding: &Finding) -> String {
    let mut lines = vec![finding.message.clone()];
    if finding.flow.len() > 1 {
        lines.extend(finding.flow.iter().map(|step| format!("{}:{}: {}", step.path, step.start.line, step.note)));
    }
    let remedy = report.rule(&finding.rule).map(|rule| rule.remedy.as_str()).filter(|remedy| !remedy.is_empty());
    lines.extend(remedy.map(|remedy| format!("help: {remedy}")));
    lines.join("\n")
}

fn line(out: &mut dyn Write, command: &str, properties: &[(&str, String)], message: &str) -> io::Result<()> {
    let properties: Vec<String> =
        properties.iter().map(|(name, value)| format!("{name}={}", property(value))).collect();
    writeln!(out, "::{command} {}::{}", properties.join(","), data(message))
}

fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_value_can_end_it_or_begin_a_command() {
        assert_eq!(data("50%\r\n::error::x"), "50%25%0D%0A::error::x");
        assert_eq!(property("a,line=1::b\n"), "a%2Cline=1%3A%3Ab%0A");
    }
}
