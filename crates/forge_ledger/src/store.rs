//! The log itself: appending to it and reading it.

use crate::chain::{self, Broken, Hash, Intact};
use crate::fact::Fact;
use crate::fold;
use crate::open::PATIENCE;
use camino::Utf8PathBuf;
use rusqlite::{Connection, OptionalExtension, Transaction, TransactionBehavior, params};
use std::fs;
use std::time::Duration;

/// Who does something, where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Context {
    /// The session: its client and the client's own name of it, as `claude:1b9c`. Empty where it is nobody's.
    pub session: String,
    /// The worktree's root, absolute.
    pub worktree: String,
}

/// An entry of the log.
#[derive(Debug, Clone, PartialEq)]
pub struct Event {
    /// Its number; the first is 1.
    pub seq: i64,
    /// When, in milliseconds since 1970 (UTC).
    pub at: i64,
    /// The machine that wrote it.
    pub machine: String,
    /// Who did it, where.
    pub context: Context,
    /// The kind of fact.
    pub kind: String,
    /// Its body, a JSON object.
    pub body: String,
    /// The fact, where this version knows its kind.
    pub fact: Option<Fact>,
}

/// What of an event its hash covers.
pub(crate) struct Row<'r> {
    pub(crate) seq: i64,
    pub(crate) at: i64,
    pub(crate) machine: &'r str,
    pub(crate) session: &'r str,
    pub(crate) worktree: &'r str,
    pub(crate) kind: &'r str,
    pub(crate) body: &'r str,
}

/// Why something could not be written or read; the text is SQLite's.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the ledger failed: {0}")]
pub struct LedgerError(pub(crate) String);

impl From<rusqlite::Error> for LedgerError {
    fn from(error: rusqlite::Error) -> Self {
        Self(error.to_string())
    }
}

/// An open ledger.
#[derive(Debug)]
pub struct Ledger {
    pub(crate) connection: Connection,
    pub(crate) machine: String,
    pub(crate) path: Utf8PathBuf,
}

/// Bytes of the write-ahead log from which on it is written back, about eighty events. A process that opens the ledger
/// while nobody else has it open reads all of it.
const LARGEST_LOG: u64 = 800 << 10;

impl Ledger {
    /// Appends `facts` at the time `at` (milliseconds since 1970), all of them or none. When this returns they are in the
    /// file: that this process is ended takes nothing back.
    ///
    /// # Errors
    /// When the file cannot be written, or others hold it for longer than is waited.
    pub fn append(&mut self, context: &Context, at: i64, facts: &[Fact]) -> Result<(), LedgerError> {
        if facts.is_empty() {
            return Ok(());
        }
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let (mut seq, mut before) = head(&transaction)?;
        for fact in facts {
            seq += 1;
            let (kind, body) = fact.encode();
            let (session, worktree) = (context.session.as_str(), context.worktree.as_str());
            let row = Row { seq, at, machine: &self.machine, session, worktree, kind: &kind, body: &body };
            before = chain::hash(&before, &row);
            insert(&transaction, &row, &before)?;
            fold::apply(&transaction, context, at, fact)?;
        }
        set_head(&transaction, seq, &before)?;
        transaction.commit()?;
        self.write_back();
        Ok(())
    }

    /// Writes a write-ahead log that has grown back into the file and empties it. SQLite by itself would write it back
    /// but go on behind it: that all of it was written is forgotten with the last process that has the file open, and
    /// here that is every one.
    fn write_back(&self) {
        let size = fs::metadata(format!("{}-wal", self.path)).map_or(0, |log| log.len());
        if size > LARGEST_LOG {
            let _ = self.forget();
            // Where others are at work somebody else does it; what was appended is safe in any case.
            let _ = self.connection.busy_timeout(Duration::ZERO);
            let _ = self.connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()));
            let _ = self.connection.busy_timeout(PATIENCE);
        }
    }

    /// Hands the events behind number `after` to `each`, in their order, until it says no.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn events(&self, after: i64, mut each: impl FnMut(Event) -> bool) -> Result<(), LedgerError> {
        let mut statement = self
            .connection
            .prepare("SELECT seq, at, machine, session, worktree, kind, body FROM event WHERE seq > ?1 ORDER BY seq")?;
        let mut rows = statement.query([after])?;
        while let Some(row) = rows.next()? {
            let (kind, body): (String, String) = (row.get(5)?, row.get(6)?);
            let event = Event {
                seq: row.get(0)?,
                at: row.get(1)?,
                machine: row.get(2)?,
                context: Context { session: row.get(3)?, worktree: row.get(4)? },
                fact: Fact::decode(&kind, &body),
                kind,
                body,
            };
            if !each(event) {
                break;
            }
        }
        Ok(())
    }

    /// The number of the last event; 0 where there is none.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn last(&self) -> Result<i64, LedgerError> {
        Ok(self.connection.query_row("SELECT coalesce(max(seq), 0) FROM event", [], |row| row.get(0))?)
    }

    /// Whether every event is as it was written, and none is missing.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn verify(&self) -> Result<Result<Intact, Broken>, LedgerError> {
        let mut statement = self
            .connection
            .prepare("SELECT seq, at, machine, session, worktree, kind, body, hash FROM event ORDER BY seq")?;
        let mut rows = statement.query([])?;
        let (mut last, mut before, mut events) = (0, chain::START, 0);
        while let Some(row) = rows.next()? {
            let seq = row.get(0)?;
            if seq != last + 1 {
                return Ok(Err(Broken::Gap { seq, after: last }));
            }
            let (machine, session, worktree): (String, String, String) = (row.get(2)?, row.get(3)?, row.get(4)?);
            let (kind, body): (String, String) = (row.get(5)?, row.get(6)?);
            let (at, hash): (i64, Hash) = (row.get(1)?, row.get(7)?);
            let seen =
                Row { seq, at, machine: &machine, session: &session, worktree: &worktree, kind: &kind, body: &body };
            if chain::hash(&before, &seen) != hash {
                return Ok(Err(Broken::Changed { seq }));
            }
            (last, before, events) = (seq, hash, events + 1);
        }
        let (expected, head) = head(&self.connection)?;
        Ok(if expected > last {
            Err(Broken::Cut { last, expected })
        } else if expected < last || head != before {
            Err(Broken::Changed { seq: last })
        } else {
            Ok(Intact { events, head })
        })
    }

    /// Makes the views anew from the log.
    ///
    /// # Errors
    /// When the file cannot be read or written.
    pub fn refold(&mut self) -> Result<(), LedgerError> {
        let mut events = Vec::new();
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        {
            let mut statement =
                transaction.prepare("SELECT at, session, worktree, kind, body FROM event ORDER BY seq")?;
            let mut rows = statement.query([])?;
            while let Some(row) = rows.next()? {
                let (kind, body): (String, String) = (row.get(3)?, row.get(4)?);
                let context = Context { session: row.get(1)?, worktree: row.get(2)? };
                events.extend(Fact::decode(&kind, &body).map(|fact| (row.get::<_, i64>(0), context, fact)));
            }
        }
        fold::clear(&transaction)?;
        for (at, context, fact) in events {
            fold::apply(&transaction, &context, at?, &fact)?;
        }
        transaction.execute("UPDATE meta SET folded_by = ?1", [fold::VERSION])?;
        transaction.commit()?;
        Ok(())
    }
}

/// Number and hash of the last event.
fn head(connection: &Connection) -> Result<(i64, Hash), LedgerError> {
    let mut statement = connection.prepare_cached("SELECT head_seq, head_hash FROM meta")?;
    let head = statement.query_row([], |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
    Ok(head.unwrap_or((0, chain::START)))
}

fn set_head(transaction: &Transaction<'_>, seq: i64, hash: &Hash) -> Result<(), LedgerError> {
    // Views that an older version folds further have to be folded again by a newer one.
    let mut statement =
        transaction.prepare_cached("UPDATE meta SET head_seq = ?1, head_hash = ?2, folded_by = min(folded_by, ?3)")?;
    statement.execute(params![seq, hash, fold::VERSION])?;
    Ok(())
}

fn insert(transaction: &Transaction<'_>, row: &Row<'_>, hash: &Hash) -> Result<(), LedgerError> {
    let mut statement = transaction.prepare_cached(
        "INSERT INTO event (seq, at, machine, session, worktree, kind, body, hash) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
    )?;
    statement.execute(params![row.seq, row.at, row.machine, row.session, row.worktree, row.kind, row.body, hash])?;
    Ok(())
}
