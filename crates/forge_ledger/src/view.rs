//! What is known now, read from the views.

use crate::store::{Ledger, LedgerError};
use rusqlite::{OptionalExtension, Row, params};

/// A session in a worktree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// Its client and the client's own name of it, as `claude:1b9c`.
    pub id: String,
    /// The worktree's root, absolute.
    pub worktree: String,
    /// When it was seen first, in milliseconds since 1970.
    pub started: i64,
    /// When it was seen last.
    pub seen: i64,
    /// When it ended, where it said so.
    pub ended: Option<i64>,
}

/// Whether a finding is still there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FindingState {
    /// It is in its file.
    Open,
    /// It is not there any more.
    Fixed,
}

/// A finding in a file of a worktree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Path relative to the worktree.
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
    /// Whether it is still there.
    pub state: FindingState,
    /// The session whose change brought it, or brought it back.
    pub session: String,
    /// When it was found first, in milliseconds since 1970.
    pub opened: i64,
    /// How many times it came: more than 1 when it was fixed and returned.
    pub times: u32,
    /// How many times sessions were told of it.
    pub told: u32,
}

/// A file that could not be analysed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unknown {
    /// Path relative to the worktree.
    pub path: String,
    /// Why, in words.
    pub reason: String,
    /// The session whose change made it so.
    pub session: String,
    /// Since when, in milliseconds since 1970.
    pub since: i64,
}

/// How an event of a client has been answered so far.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Coverage {
    /// Name of the client.
    pub client: String,
    /// The client's own name of the event.
    pub event: String,
    /// How many times it was answered.
    pub answered: u32,
    /// How many of those were refusals.
    pub denied: u32,
    /// When it came last, in milliseconds since 1970.
    pub seen: i64,
}

const FINDING: &str =
    "SELECT path, fingerprint, rule, line, severity, count, state, session, opened, times, told FROM finding";

impl Ledger {
    /// The sessions that were seen since `since` (milliseconds since 1970), the latest first.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn sessions(&self, since: i64) -> Result<Vec<Session>, LedgerError> {
        let sql = "SELECT id, worktree, started, seen, ended FROM session WHERE seen >= ?1 ORDER BY seen DESC, id";
        self.list(sql, [since], |row| {
            let (id, worktree) = (row.get(0)?, row.get(1)?);
            Ok(Session { id, worktree, started: row.get(2)?, seen: row.get(3)?, ended: row.get(4)? })
        })
    }

    /// The findings that are in files of `worktree`, by path and line.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn open_findings(&self, worktree: &str) -> Result<Vec<Finding>, LedgerError> {
        let sql = format!("{FINDING} WHERE worktree = ?1 AND state = 'open' ORDER BY path, line, rule, fingerprint");
        self.list(&sql, [worktree], finding)
    }

    /// What is known of the findings in one file, fixed ones among them.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn findings_in(&self, worktree: &str, path: &str) -> Result<Vec<Finding>, LedgerError> {
        self.list(
            &format!("{FINDING} WHERE worktree = ?1 AND path = ?2 ORDER BY fingerprint"),
            [worktree, path],
            finding,
        )
    }

    /// The files of `worktree` that could not be analysed, by path.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn unknowns(&self, worktree: &str) -> Result<Vec<Unknown>, LedgerError> {
        let sql = "SELECT path, reason, session, since FROM unknown WHERE worktree = ?1 ORDER BY path";
        self.list(sql, [worktree], |row| {
            Ok(Unknown { path: row.get(0)?, reason: row.get(1)?, session: row.get(2)?, since: row.get(3)? })
        })
    }

    /// Whether the file at `path` of `worktree` could not be analysed.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn is_unknown(&self, worktree: &str, path: &str) -> Result<bool, LedgerError> {
        let sql = "SELECT 1 FROM unknown WHERE worktree = ?1 AND path = ?2";
        let mut statement = self.connection.prepare_cached(sql)?;
        Ok(statement.query_row(params![worktree, path], |_| Ok(())).optional()?.is_some())
    }

    /// Which events of which clients have been answered.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn coverage(&self) -> Result<Vec<Coverage>, LedgerError> {
        let sql = "SELECT client, event, answered, denied, seen FROM coverage ORDER BY client, event";
        self.list(sql, [], |row| {
            let (client, event, answered) = (row.get(0)?, row.get(1)?, row.get(2)?);
            Ok(Coverage { client, event, answered, denied: row.get(3)?, seen: row.get(4)? })
        })
    }

    fn list<T>(
        &self,
        sql: &str,
        values: impl rusqlite::Params,
        read: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Vec<T>, LedgerError> {
        let mut statement = self.connection.prepare_cached(sql)?;
        let rows = statement.query_map(values, read)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

fn finding(row: &Row<'_>) -> rusqlite::Result<Finding> {
    let state: String = row.get(6)?;
    Ok(Finding {
        path: row.get(0)?,
        fingerprint: row.get(1)?,
        rule: row.get(2)?,
        line: row.get(3)?,
        severity: row.get(4)?,
        count: row.get(5)?,
        state: if state == "open" { FindingState::Open } else { FindingState::Fixed },
        session: row.get(7)?,
        opened: row.get(8)?,
        times: row.get(9)?,
        told: row.get(10)?,
    })
}
