//! What an analysis gave: three outcomes, never two.

use crate::Finding;

/// Why a file of an analysed kind could not be analysed.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum UnknownReason {
    /// The file could not be read; the text is the system's reason.
    Unreadable(String),
    /// Not UTF-8.
    NotUtf8,
    /// More bytes than Forge analyses.
    TooLarge {
        /// Size in bytes.
        bytes: u64,
        /// The bound in bytes.
        limit: u64,
    },
    /// Nested deeper than Forge follows.
    TooDeep,
    /// The parser met something that is not the language; the line of the first such place.
    Syntax {
        /// Line, from 1.
        line: u32,
    },
    /// The bound on time or work was reached.
    OutOfBudget,
    /// The analysis itself failed; the text says how.
    Crashed(String),
}

impl UnknownReason {
    /// Whether the analyser, rather than the file's own form, is what failed (such a file is refused at the hook).
    pub fn is_failure_of_analysis(&self) -> bool {
        matches!(self, Self::Crashed(_) | Self::OutOfBudget)
    }
}

impl std::fmt::Display for UnknownReason {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Unreadable(why) => write!(f, "could not be read: {why}"),
            Self::NotUtf8 => f.write_str("is not UTF-8 text; convert it to be analysed"),
            Self::TooLarge { bytes, limit } => write!(f, "has {bytes} bytes, more than the {limit} that are analysed"),
            Self::TooDeep => f.write_str("is nested deeper than is analysed"),
            Self::Syntax { line } => write!(f, "has a syntax error at line {line}"),
            Self::OutOfBudget => f.write_str("took more work than one file may"),
            Self::Crashed(why) => write!(f, "made the analysis fail: {why}"),
        }
    }
}

/// A file that could not be (wholly) analysed. It never counts as a pass.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Unknown {
    /// File, relative to the root of the analysis.
    pub path: String,
    /// Why.
    pub reason: UnknownReason,
}

impl std::fmt::Display for Unknown {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {}", self.path, self.reason)
    }
}

/// What the analysis of one or more files gave.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Analysis {
    /// What was found, in report order.
    pub findings: Vec<Finding>,
    /// What could not be analysed. Findings of a file may stand beside its unknown: what was parsed was analysed.
    pub unknowns: Vec<Unknown>,
}

/// The three outcomes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Outcome {
    /// Something was found.
    Matched,
    /// Everything was analysed and nothing was found.
    Clean,
    /// Nothing was found, but not everything could be analysed.
    Unknown,
}

impl Analysis {
    /// The outcome: a finding outweighs an unknown, an unknown outweighs clean.
    pub fn outcome(&self) -> Outcome {
        if !self.findings.is_empty() {
            Outcome::Matched
        } else if !self.unknowns.is_empty() {
            Outcome::Unknown
        } else {
            Outcome::Clean
        }
    }

    /// Adds another analysis to this one.
    pub fn merge(&mut self, other: Self) {
        self.findings.extend(other.findings);
        self.unknowns.extend(other.unknowns);
    }

    /// Puts findings and unknowns into report order.
    pub fn sort(&mut self) {
        self.findings.sort_by(Finding::order);
        self.unknowns.sort();
    }
}
