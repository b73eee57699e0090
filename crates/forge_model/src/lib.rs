//! The plain data that flows through Forge, one way: Event, Change, Analysis, Finding, Verdict, Reply.
//!
//! Nothing here does anything: no I/O, no parsing, no decisions. Every other crate may depend on this one.

mod analysis;
mod change;
mod event;
mod finding;
mod kind;
mod language;
mod rule;
mod span;
mod verdict;

pub use analysis::{Analysis, Outcome, Unknown, UnknownReason};
pub use change::{Change, Edit};
pub use event::{Event, EventKind, ToolUse};
pub use finding::{Finding, Fingerprint, Step, StepRole};
pub use kind::{FlowKind, KindSet, Tier};
pub use language::Language;
pub use rule::{Confidence, RuleClass, RuleMeta, Severity};
pub use span::{LineIndex, Position, Span};
pub use verdict::{Decision, Reply, Verdict};
