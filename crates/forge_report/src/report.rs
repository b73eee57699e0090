//! What all formats get.

use forge_model::{Finding, RuleClass, RuleMeta, Severity, Unknown, UnknownReason};
use std::time::Duration;

/// The result of one run.
#[derive(Debug, Clone)]
pub struct Report<'a> {
    /// What was found, in report order.
    pub findings: Vec<Finding>,
    /// How many findings are not among them because they are less severe than was asked for.
    pub findings_below: usize,
    /// What could not be analysed, in report order.
    pub unknowns: Vec<Unknown>,
    /// Files that were analysed.
    pub files_scanned: usize,
    /// Files of an analysed kind that were left out because they are generated or vendored.
    pub files_skipped: usize,
    /// Everything that was asked for could be read.
    pub complete: bool,
    /// How long the run took, where that is to be told.
    pub elapsed: Option<Duration>,
    /// The catalogue that the findings' rules are in.
    pub rules: &'a [RuleMeta],
    /// Version of Forge.
    pub version: &'a str,
}

/// The text of a file by its path in findings; `None` when it cannot be had (any more).
pub type Sources<'a> = &'a dyn Fn(&str) -> Option<String>;

impl Report<'_> {
    /// The rule called `id`.
    pub(crate) fn rule(&self, id: &str) -> Option<&RuleMeta> {
        self.rules.iter().find(|rule| rule.id == id)
    }

    /// Whether the place of `finding` holds a credential.
    pub(crate) fn is_secret(&self, finding: &Finding) -> bool {
        self.rule(&finding.rule).is_some_and(|rule| rule.class == RuleClass::Secret)
    }

    /// The number of findings of a severity.
    pub(crate) fn count(&self, severity: Severity) -> usize {
        self.findings.iter().filter(|finding| finding.severity == severity).count()
    }
}

/// Every severity, the gravest first.
pub(crate) const SEVERITIES: [Severity; 4] = [Severity::Critical, Severity::High, Severity::Medium, Severity::Low];

/// The name of a reason that programs can rely on.
pub(crate) fn reason_name(reason: &UnknownReason) -> &'static str {
    match reason {
        UnknownReason::Unreadable(_) => "unreadable",
        UnknownReason::NotUtf8 => "not-utf8",
        UnknownReason::TooLarge { .. } => "too-large",
        UnknownReason::TooDeep => "too-deep",
        UnknownReason::Syntax { .. } => "syntax-error",
        UnknownReason::OutOfBudget => "out-of-budget",
        UnknownReason::Crashed(_) => "crashed",
    }
}

/// The line that a reason is about, where it knows one.
pub(crate) fn reason_line(reason: &UnknownReason) -> Option<u32> {
    match reason {
        UnknownReason::Syntax { line } => Some(*line),
        _ => None,
    }
}

/// "1 file", "2 files".
pub(crate) fn counted(count: usize, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}
