//! What Forge decides, and what it says.

use crate::{Finding, Unknown};

/// The decision about one event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Decision {
    /// Nothing to say.
    Allow,
    /// It may happen, and there is something to know.
    Advise,
    /// It must not happen.
    Deny,
}

/// The decision with its reasons.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verdict {
    /// What is decided.
    pub decision: Decision,
    /// New findings that deny, the gravest first.
    pub denied: Vec<Finding>,
    /// New findings that only advise.
    pub advised: Vec<Finding>,
    /// What could not be analysed.
    pub unknowns: Vec<Unknown>,
}

/// An answer in words, before a client's protocol wraps it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reply {
    /// No output at all.
    Silent,
    /// Text for the model's context.
    Context(String),
    /// The action is refused, with the reason for the model.
    Deny(String),
}
