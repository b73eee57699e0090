//! From facts to views: what each fact changes of what is known now.
//!
//! Views are made of the log alone and can be made again at any time ([`crate::Ledger::refold`]).

use crate::fact::Fact;
use crate::store::{Context, LedgerError};
use rusqlite::{Connection, Params, params};

/// Raised whenever a fact comes to mean something else to the views.
pub(crate) const VERSION: i64 = 1;

/// The views' tables.
pub(crate) const TABLES: &str = "
    CREATE TABLE session (
        id TEXT NOT NULL, worktree TEXT NOT NULL, started INTEGER NOT NULL, seen INTEGER NOT NULL, ended INTEGER,
        PRIMARY KEY (id, worktree)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE finding (
        worktree TEXT NOT NULL, path TEXT NOT NULL, fingerprint TEXT NOT NULL,
        rule TEXT NOT NULL, line INTEGER NOT NULL, severity TEXT NOT NULL, count INTEGER NOT NULL,
        state TEXT NOT NULL, session TEXT NOT NULL, opened INTEGER NOT NULL, times INTEGER NOT NULL,
        told INTEGER NOT NULL, changed INTEGER NOT NULL,
        PRIMARY KEY (worktree, path, fingerprint)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE unknown (
        worktree TEXT NOT NULL, path TEXT NOT NULL, reason TEXT NOT NULL, session TEXT NOT NULL, since INTEGER NOT NULL,
        PRIMARY KEY (worktree, path)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE coverage (
        client TEXT NOT NULL, event TEXT NOT NULL, answered INTEGER NOT NULL, denied INTEGER NOT NULL, seen INTEGER NOT NULL,
        PRIMARY KEY (client, event)
    ) STRICT, WITHOUT ROWID;
";

/// Empties the views.
pub(crate) fn clear(connection: &Connection) -> Result<(), LedgerError> {
    connection.execute_batch("DELETE FROM session; DELETE FROM finding; DELETE FROM unknown; DELETE FROM coverage;")?;
    Ok(())
}

/// Applies a fact to the views.
pub(crate) fn apply(connection: &Connection, context: &Context, at: i64, fact: &Fact) -> Result<(), LedgerError> {
    let Context { session, worktree } = context;
    if !session.is_empty() {
        let ended = matches!(fact, Fact::SessionEnded {}).then_some(at);
        change(
            connection,
            "INSERT INTO session (id, worktree, started, seen, ended) VALUES (?1, ?2, ?3, ?3, ?4)
             ON CONFLICT DO UPDATE SET seen = max(seen, excluded.seen), ended = excluded.ended",
            params![session, worktree, at, ended],
        )?;
    }
    match fact {
        Fact::SessionStarted { .. } | Fact::SessionEnded {} => {}
        Fact::HookAnswered { client, event, outcome, .. } => {
            let denied = i64::from(*outcome == crate::Outcome::Denied);
            change(
                connection,
                "INSERT INTO coverage (client, event, answered, denied, seen) VALUES (?1, ?2, 1, ?3, ?4)
                 ON CONFLICT DO UPDATE SET answered = answered + 1, denied = denied + excluded.denied,
                 seen = max(seen, excluded.seen)",
                params![client, event, denied, at],
            )?;
        }
        Fact::FindingOpened(found) => {
            let owner = if found.introduced { session.as_str() } else { "" };
            change(
            connection,
            "INSERT INTO finding (worktree, path, fingerprint, rule, line, severity, count, state, session, opened, times, told, changed)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, 'open', ?8, ?9, 1, 0, ?9)
             ON CONFLICT DO UPDATE SET rule = excluded.rule, line = excluded.line, severity = excluded.severity,
             count = excluded.count, session = CASE state WHEN 'open' THEN session ELSE excluded.session END,
             times = times + (state <> 'open'), state = 'open', changed = excluded.changed",
            params![
                worktree, found.path, found.fingerprint, found.rule, found.line, found.severity, found.count, owner, at
            ],
        )?;
        }
        Fact::FindingTold(place) => change(
            connection,
            "UPDATE finding SET told = told + 1 WHERE worktree = ?1 AND path = ?2 AND fingerprint = ?3",
            params![worktree, place.path, place.fingerprint],
        )?,
        Fact::FindingFixed(place) => change(
            connection,
            "UPDATE finding SET state = 'fixed', changed = ?4 WHERE worktree = ?1 AND path = ?2 AND fingerprint = ?3",
            params![worktree, place.path, place.fingerprint, at],
        )?,
        Fact::UnknownOpened { path, reason } => change(
            connection,
            "INSERT INTO unknown (worktree, path, reason, session, since) VALUES (?1, ?2, ?3, ?4, ?5)
             ON CONFLICT DO UPDATE SET reason = excluded.reason",
            params![worktree, path, reason, session, at],
        )?,
        Fact::UnknownClosed { path } => {
            change(connection, "DELETE FROM unknown WHERE worktree = ?1 AND path = ?2", params![worktree, path])?;
        }
    }
    Ok(())
}

fn change(connection: &Connection, sql: &str, values: impl Params) -> Result<(), LedgerError> {
    connection.prepare_cached(sql)?.execute(values)?;
    Ok(())
}
