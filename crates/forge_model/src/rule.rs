//! What is known of a rule apart from how it is matched.

use crate::FlowKind;

/// How bad it is when a finding is true.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Worth knowing.
    Low,
    /// A weakness that needs something else to be exploited.
    Medium,
    /// Exploitable by whoever reaches the code.
    High,
    /// Exploitable by anyone on the network, with full effect.
    Critical,
}

impl Severity {
    /// The name that rules, options and reports use.
    pub fn name(self) -> &'static str {
        match self {
            Self::Low => "low",
            Self::Medium => "medium",
            Self::High => "high",
            Self::Critical => "critical",
        }
    }

    /// The severity called `name`, if there is one.
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::Low, Self::Medium, Self::High, Self::Critical].into_iter().find(|severity| severity.name() == name)
    }

    /// One step less severe; `Low` stays.
    #[must_use]
    pub fn lower(self) -> Self {
        match self {
            Self::Critical => Self::High,
            Self::High => Self::Medium,
            Self::Medium | Self::Low => Self::Low,
        }
    }
}

/// How sure Forge is that a finding is true: the weakest hop of its flow.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Confidence {
    /// More than one hop is a guess.
    Low,
    /// One hop is a guess: an unknown call, a receiver known by its name only.
    Medium,
    /// Source, sink and every hop resolved to a model or to code that was analysed.
    High,
}

impl Confidence {
    /// The name that rules and reports use.
    pub fn name(self) -> &'static str {
        match self {
            Self::Low => "low",
            Self::Medium => "medium",
            Self::High => "high",
        }
    }

    /// The confidence called `name`, if there is one.
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::Low, Self::Medium, Self::High].into_iter().find(|confidence| confidence.name() == name)
    }
}

/// Which part of the engine a rule belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum RuleClass {
    /// A flow from a source into a sink of this kind.
    Flow(FlowKind),
    /// A construct that is wrong where it stands.
    Local,
    /// A credential in the text.
    Secret,
}

/// A rule as the catalogue describes it; its text comes from the rule's Markdown file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleMeta {
    /// The rule's name: kebab-case, the stem of its file, reads well after "allow".
    pub id: String,
    /// One line: what is wrong.
    pub title: String,
    /// Which part of the engine finds it.
    pub class: RuleClass,
    /// Severity of a finding whose source is remote; other tiers lower it.
    pub severity: Severity,
    /// Confidence of a finding at its best.
    pub confidence: Confidence,
    /// CWE numbers, the most specific first.
    pub cwe: Vec<u32>,
    /// Rules that say more of the same line: where one of them has a finding, this one has none.
    pub yields_to: Vec<String>,
    /// Names of the languages that the rule covers, as [`crate::Language::name`] spells them.
    pub languages: Vec<String>,
    /// Version of Forge that brought the rule.
    pub since: String,
    /// A finding of this rule cannot be wrong and denies a write when it is new.
    pub denies: bool,
    /// The remedy in one sentence, for a model that has to act on it.
    pub remedy: String,
    /// What is not an acceptable fix, in one sentence.
    pub not_a_fix: String,
    /// Section "What": Markdown.
    pub what: String,
    /// Section "Why": Markdown.
    pub why: String,
    /// Section "What to do": Markdown.
    pub what_to_do: String,
}
