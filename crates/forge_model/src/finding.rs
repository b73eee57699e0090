//! What Forge saw: a finding with its flow.

use crate::{Confidence, FlowKind, Position, Severity, Span, Tier};

/// The identity of a finding across edits: a hash of rule, function and normalised flow, never of a line number.
/// Sixteen lower-case hexadecimal digits.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fingerprint(pub String);

impl std::fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

/// What one step of a flow is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum StepRole {
    /// The value enters the program.
    Source,
    /// The value is passed on.
    Through,
    /// The value does its damage.
    Sink,
}

/// One step of a flow, in the order in which the value travels.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// What the step is.
    pub role: StepRole,
    /// File of the step, relative to the root of the analysis.
    pub path: String,
    /// Place in that file.
    pub span: Span,
    /// Start of `span`.
    pub start: Position,
    /// End of `span`, exclusive.
    pub end: Position,
    /// What happens here, as a lower-case fragment: "`req.query.name` is data of a remote request".
    pub note: String,
}

/// A finding: one rule that fired at one place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Id of the rule.
    pub rule: String,
    /// File, relative to the root of the analysis, with `/` between its parts.
    pub path: String,
    /// The argument or construct that is wrong.
    pub span: Span,
    /// Start of `span`.
    pub start: Position,
    /// End of `span`, exclusive.
    pub end: Position,
    /// What is wrong here, as one sentence without a final period.
    pub message: String,
    /// How bad it is, after the source's tier was taken into account.
    pub severity: Severity,
    /// How sure it is: the weakest hop of the flow.
    pub confidence: Confidence,
    /// CWE numbers of the rule, the most specific first.
    pub cwe: Vec<u32>,
    /// Where the value came from, for flows.
    pub tier: Option<Tier>,
    /// Which kind of sink it reached, for flows.
    pub kind: Option<FlowKind>,
    /// Source to sink; for a local rule or a secret a single sink step or none.
    pub flow: Vec<Step>,
    /// Name of the innermost function around the finding.
    pub function: Option<String>,
    /// Identity across edits.
    pub fingerprint: Fingerprint,
    /// Every hop is resolved, no guard may stand in the way, and the rule is one that may deny at a hook.
    pub proven: bool,
}

impl Finding {
    /// The order in which findings are reported: by place, then rule.
    pub fn order(&self, other: &Self) -> std::cmp::Ordering {
        (&self.path, self.span, &self.rule, &self.fingerprint).cmp(&(
            &other.path,
            other.span,
            &other.rule,
            &other.fingerprint,
        ))
    }
}
