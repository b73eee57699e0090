//! Following findings: what the analysis of a file says, against what is known of it.

use crate::chain::{Hash, add};
use crate::fact::{Fact, Found};
use crate::store::{Ledger, LedgerError};
use crate::view::{Finding, FindingState};
use rusqlite::{OptionalExtension, params};
use serde::{Deserialize, Serialize};

/// What the analysis of one content of a file found.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seen {
    /// The findings that matter, one for each fingerprint.
    pub found: Vec<Found>,
    /// Fingerprints of those of which the session was told.
    pub told: Vec<String>,
    /// Why the file could not be analysed, in words.
    pub unknown: Option<String>,
}

/// What a content at a path is recalled by. `version` tells apart what other versions of the program found in it.
pub fn key(version: &str, path: &str, content: &[u8]) -> Hash {
    let mut hasher = blake3::Hasher::new();
    add(&mut hasher, &[version, path]);
    hasher.update(content);
    *hasher.finalize().as_bytes()
}

/// A name for a file of something that these parts tell apart from everything else.
pub fn name(parts: &[&str]) -> String {
    let mut hasher = blake3::Hasher::new();
    add(&mut hasher, parts);
    hasher.finalize().to_hex()[..32].to_owned()
}

/// The analyses that are kept; each is some hundred bytes.
const KEPT: u32 = 1_000;

/// The cache's table, which is no view: what is not in it is analysed again.
pub(crate) const TABLE: &str =
    "CREATE TABLE analysis (key BLOB PRIMARY KEY, at INTEGER NOT NULL, seen TEXT NOT NULL) STRICT, WITHOUT ROWID;";

impl Ledger {
    /// Keeps what the analyses of some contents found.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn keep(&self, at: i64, analyses: &[(Hash, Seen)]) -> Result<(), LedgerError> {
        let mut statement =
            self.connection.prepare_cached("INSERT OR REPLACE INTO analysis (key, at, seen) VALUES (?1, ?2, ?3)")?;
        for (key, seen) in analyses {
            let text = serde_json::to_string(seen).map_err(|error| LedgerError(error.to_string()))?;
            statement.execute(params![key, at, text])?;
        }
        Ok(())
    }

    /// What the analysis of a content found, where it was kept.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn recall(&self, key: &Hash) -> Result<Option<Seen>, LedgerError> {
        let mut statement = self.connection.prepare_cached("SELECT seen FROM analysis WHERE key = ?1")?;
        let text: Option<String> = statement.query_row([key], |row| row.get(0)).optional()?;
        Ok(text.and_then(|text| serde_json::from_str(&text).ok()))
    }

    /// Forgets the oldest analyses.
    pub(crate) fn forget(&self) -> Result<(), LedgerError> {
        let sql = "DELETE FROM analysis WHERE at < (SELECT at FROM analysis ORDER BY at DESC LIMIT 1 OFFSET ?1)";
        self.connection.execute(sql, [KEPT])?;
        Ok(())
    }
}

/// What happened to the findings of the file at `path`, of which `known` is known, if it is now on disk as `seen`.
pub fn changes(path: &str, known: &[Finding], was_unknown: bool, seen: &Seen) -> Vec<Fact> {
    let mut facts = Vec::new();
    for found in &seen.found {
        let as_known = |it: &&Finding| it.fingerprint == found.fingerprint && it.state == FindingState::Open;
        let is_news = known.iter().find(as_known).is_none_or(|it| (it.line, it.count) != (found.line, found.count));
        if is_news {
            facts.push(Fact::FindingOpened(found.clone()));
        }
        if seen.told.contains(&found.fingerprint) {
            facts.push(Fact::FindingTold(found.place()));
        }
    }
    match (&seen.unknown, was_unknown) {
        // What was in a file that cannot be analysed now may be there still.
        (Some(reason), _) => facts.push(Fact::UnknownOpened { path: path.to_owned(), reason: reason.clone() }),
        (None, true) => facts.push(Fact::UnknownClosed { path: path.to_owned() }),
        (None, false) => {}
    }
    if seen.unknown.is_none() {
        let is_gone = |it: &&Finding| {
            it.state == FindingState::Open && !seen.found.iter().any(|found| found.fingerprint == it.fingerprint)
        };
        let place = |it: &Finding| crate::Place { path: it.path.clone(), fingerprint: it.fingerprint.clone() };
        facts.extend(known.iter().filter(is_gone).map(|it| Fact::FindingFixed(place(it))));
    }
    facts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(fingerprint: &str, line: u32) -> Found {
        Found {
            path: "a.js".to_owned(),
            fingerprint: fingerprint.to_owned(),
            rule: "xss".to_owned(),
            line,
            severity: "high".to_owned(),
            count: 1,
            introduced: true,
        }
    }

    fn known(fingerprint: &str, line: u32, state: FindingState) -> Finding {
        let Found { path, fingerprint, rule, line, severity, count, .. } = found(fingerprint, line);
        let session = String::new();
        Finding { path, fingerprint, rule, line, severity, count, state, session, opened: 0, times: 1, told: 0 }
    }

    fn kinds(known: &[Finding], was_unknown: bool, seen: &Seen) -> Vec<String> {
        let name = |fact: Fact| match fact {
            Fact::FindingOpened(it) => format!("opened {}", it.fingerprint),
            Fact::FindingTold(it) => format!("told {}", it.fingerprint),
            Fact::FindingFixed(it) => format!("fixed {}", it.fingerprint),
            other => format!("{other:?}"),
        };
        changes("a.js", known, was_unknown, seen).into_iter().map(name).collect()
    }

    #[test]
    fn only_what_changed_is_a_fact() {
        let before = [
            known("same", 3, FindingState::Open),
            known("moved", 5, FindingState::Open),
            known("gone", 7, FindingState::Open),
            known("back", 9, FindingState::Fixed),
            known("old", 11, FindingState::Fixed),
        ];
        let found = vec![found("same", 3), found("moved", 6), found("back", 9), found("new", 1)];
        let seen = Seen { found, told: vec!["new".to_owned()], unknown: None };
        assert_eq!(
            kinds(&before, false, &seen),
            ["opened moved", "opened back", "opened new", "told new", "fixed gone"]
        );
    }

    #[test]
    fn what_cannot_be_analysed_fixes_nothing() {
        let before = [known("a", 3, FindingState::Open)];
        let seen = Seen { unknown: Some("not UTF-8".to_owned()), ..Seen::default() };
        let told = kinds(&before, false, &seen);
        assert_eq!(told, [r#"UnknownOpened { path: "a.js", reason: "not UTF-8" }"#]);
        assert_eq!(kinds(&before, true, &Seen::default()), [r#"UnknownClosed { path: "a.js" }"#, "fixed a"]);
    }

    #[test]
    fn a_key_is_of_one_content_at_one_place_for_one_version() {
        let one = key("1", "a.js", b"x");
        for other in [key("2", "a.js", b"x"), key("1", "b.js", b"x"), key("1", "a.js", b"y"), key("1", "a.jsx", b"")] {
            assert_ne!(one, other);
        }
    }
}
