//! What is written down: facts, each a kind and a small JSON object.
//!
//! Kinds and fields are only ever added. A reader keeps a kind that it does not know as it is, and ignores fields that
//! it does not know.

use serde::{Deserialize, Serialize};
use serde_json::Value;

/// A finding at its place.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Place {
    /// Path relative to the worktree, `/` between its parts.
    pub path: String,
    /// What it is known by there.
    pub fingerprint: String,
}

/// A finding as it is remembered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Found {
    /// Path relative to the worktree, `/` between its parts.
    pub path: String,
    /// What it is known by there.
    pub fingerprint: String,
    /// Id of the rule.
    pub rule: String,
    /// Line when it was seen last; the first is 1.
    pub line: u32,
    /// Name of the severity.
    pub severity: String,
    /// How many there are of this fingerprint in the file.
    pub count: u32,
    /// The change brought it; otherwise it was there when the file was first looked at.
    #[serde(default)]
    pub introduced: bool,
}

impl Found {
    /// It at its place.
    pub fn place(&self) -> Place {
        Place { path: self.path.clone(), fingerprint: self.fingerprint.clone() }
    }
}

/// What became of a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Outcome {
    /// Nothing was said.
    Allowed,
    /// The agent was told something.
    Advised,
    /// It was refused.
    Denied,
}

impl Outcome {
    /// Its name, as it is written down.
    pub fn name(self) -> &'static str {
        match self {
            Self::Allowed => "allowed",
            Self::Advised => "advised",
            Self::Denied => "denied",
        }
    }
}

/// Something that happened.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "body")]
pub enum Fact {
    /// A session began or was resumed.
    #[serde(rename = "session.started")]
    SessionStarted {
        /// Name of the client: "claude".
        client: String,
    },
    /// A session is over.
    #[serde(rename = "session.ended")]
    SessionEnded {},
    /// An event of a client was answered.
    #[serde(rename = "hook.answered")]
    HookAnswered {
        /// Name of the client.
        client: String,
        /// The client's own name of the event.
        event: String,
        /// The tool, where the event is about one.
        tool: Option<String>,
        /// The answer.
        outcome: Outcome,
        /// Rules that were named in it, sorted, each once.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        rules: Vec<String>,
    },
    /// Something was found in a file on disk that was not known there.
    #[serde(rename = "finding.opened")]
    FindingOpened(Found),
    /// A session was told of a finding.
    #[serde(rename = "finding.told")]
    FindingTold(Place),
    /// A finding is not in its file any more.
    #[serde(rename = "finding.fixed")]
    FindingFixed(Place),
    /// A file could not be analysed.
    #[serde(rename = "unknown.opened")]
    UnknownOpened {
        /// Path relative to the worktree.
        path: String,
        /// Why, in words.
        reason: String,
    },
    /// A file that could not be analysed was, or is gone.
    #[serde(rename = "unknown.closed")]
    UnknownClosed {
        /// Path relative to the worktree.
        path: String,
    },
}

impl Fact {
    /// Its kind and its body as they are written down.
    pub(crate) fn encode(&self) -> (String, String) {
        let mut value = serde_json::to_value(self).unwrap_or_default();
        let kind = value["kind"].as_str().unwrap_or_default().to_owned();
        (kind, value["body"].take().to_string())
    }

    /// The fact that is written down as `kind` and `body`; `None` where this version does not know it.
    pub(crate) fn decode(kind: &str, body: &str) -> Option<Self> {
        let body: Value = serde_json::from_str(body).ok()?;
        serde_json::from_value(serde_json::json!({ "kind": kind, "body": body })).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn facts_are_read_as_they_were_written() {
        let place = Place { path: "a.js".to_owned(), fingerprint: "f".to_owned() };
        let (path, fingerprint) = (place.path.clone(), place.fingerprint.clone());
        let found = Found {
            path,
            fingerprint,
            rule: "xss".into(),
            line: 3,
            severity: "high".into(),
            count: 1,
            introduced: true,
        };
        let answered = Fact::HookAnswered {
            client: "claude".into(),
            event: "PreToolUse".into(),
            tool: Some("Write".into()),
            outcome: Outcome::Denied,
            rules: vec!["xss".into()],
        };
        for fact in [
            Fact::SessionStarted { client: "claude".into() },
            Fact::SessionEnded {},
            answered,
            Fact::FindingOpened(found),
            Fact::FindingTold(place.clone()),
            Fact::FindingFixed(place),
            Fact::UnknownOpened { path: "a.js".into(), reason: "not UTF-8".into() },
            Fact::UnknownClosed { path: "a.js".into() },
        ] {
            let (kind, body) = fact.encode();
            assert_eq!(Fact::decode(&kind, &body).as_ref(), Some(&fact), "{kind} {body}");
        }
    }

    #[test]
    fn what_a_newer_version_added_is_no_error() {
        assert_eq!(Fact::decode("claim.taken", "{}"), None);
        let more = r#"{"client":"claude","window":7}"#;
        assert_eq!(Fact::decode("session.started", more), Some(Fact::SessionStarted { client: "claude".into() }));
    }
}
