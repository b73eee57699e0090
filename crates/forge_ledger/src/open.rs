//! Opening the file: making it, bringing it up to date, putting a broken one aside.

use crate::chain;
use crate::fold;
use crate::store::Ledger;
use crate::track;
use camino::{Utf8Path, Utf8PathBuf};
use rusqlite::config::DbConfig;
use rusqlite::{Connection, ErrorCode, OpenFlags, TransactionBehavior};
use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::ErrorKind;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

/// The schema that this version writes.
const SCHEMA: i64 = 1;

/// The oldest schema whose readers can use what this version writes.
const OLDEST_READER: i64 = 1;

/// How long is waited for others that hold the file.
pub(crate) const PATIENCE: Duration = Duration::from_secs(2);

/// The log, and what the whole file is.
const TABLES: &str = "
    CREATE TABLE meta (
        one INTEGER PRIMARY KEY CHECK (one = 1), machine TEXT NOT NULL, oldest_reader INTEGER NOT NULL,
        folded_by INTEGER NOT NULL, head_seq INTEGER NOT NULL, head_hash BLOB NOT NULL
    ) STRICT;
    CREATE TABLE event (
        seq INTEGER PRIMARY KEY, at INTEGER NOT NULL, machine TEXT NOT NULL, session TEXT NOT NULL,
        worktree TEXT NOT NULL, kind TEXT NOT NULL, body TEXT NOT NULL, hash BLOB NOT NULL
    ) STRICT;
    CREATE TRIGGER event_is_never_changed BEFORE UPDATE ON event BEGIN SELECT raise(ABORT, 'the log is append-only'); END;
    CREATE TRIGGER event_is_never_removed BEFORE DELETE ON event BEGIN SELECT raise(ABORT, 'the log is append-only'); END;
";

/// Why there is no ledger.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum OpenError {
    /// It was written by a later version in a way that this one cannot read.
    #[error(
        "`{path}` was written by a newer version of Forge (schema {schema}, this one reads up to {SCHEMA}); update Forge"
    )]
    Newer {
        /// The file.
        path: Utf8PathBuf,
        /// Its schema.
        schema: i64,
    },
    /// It is no ledger, or damaged.
    #[error("`{path}` is damaged: {why}")]
    Damaged {
        /// The file.
        path: Utf8PathBuf,
        /// What SQLite says.
        why: String,
    },
    /// The system does not let it be read or written.
    #[error("`{path}` cannot be opened: {why}")]
    Unavailable {
        /// The file.
        path: Utf8PathBuf,
        /// What the system says.
        why: String,
    },
}

/// A ledger that was opened.
#[derive(Debug)]
pub struct Opened {
    /// It.
    pub ledger: Ledger,
    /// Where the one that was there before was put, because it was damaged.
    pub moved_aside: Option<Utf8PathBuf>,
}

/// Opens the ledger at `path`, and makes one where there is none. A damaged one is put aside, and a new one begun.
///
/// # Errors
/// When the file cannot be made or written, or a newer version has written it.
pub fn open(path: &Utf8Path) -> Result<Opened, OpenError> {
    match attempt(path, true) {
        Err(OpenError::Damaged { .. }) => {}
        other => return other.map(|ledger| Opened { ledger, moved_aside: None }),
    }
    // One process at a time: the next one finds what the first has begun.
    let unavailable = |error: std::io::Error| OpenError::Unavailable { path: path.to_owned(), why: error.to_string() };
    let lock = File::create(path.with_extension("lock")).map_err(unavailable)?;
    lock.lock().map_err(unavailable)?;
    match attempt(path, true) {
        Err(OpenError::Damaged { .. }) => {}
        other => return other.map(|ledger| Opened { ledger, moved_aside: None }),
    }
    let aside = free_name(path);
    for end in ["", "-wal", "-shm"] {
        match fs::rename(format!("{path}{end}"), format!("{aside}{end}")) {
            Err(error) if error.kind() != ErrorKind::NotFound => return Err(unavailable(error)),
            _ => {}
        }
    }
    Ok(Opened { ledger: attempt(path, true)?, moved_aside: Some(aside) })
}

/// Opens the ledger at `path` to read it; `None` where there is none.
///
/// # Errors
/// As [`open`]; a damaged file stays where it is.
pub fn open_existing(path: &Utf8Path) -> Result<Option<Ledger>, OpenError> {
    if path.exists() { attempt(path, false).map(Some) } else { Ok(None) }
}

/// A name beside `path` that nothing has.
fn free_name(path: &Utf8Path) -> Utf8PathBuf {
    let name = |number: u32| path.with_extension(format!("broken-{number}.db"));
    let free = (1..10_000).map(name).find(|name| !name.exists());
    free.unwrap_or_else(|| name(0))
}

fn attempt(path: &Utf8Path, make: bool) -> Result<Ledger, OpenError> {
    if make && !path.exists() {
        create(path).map_err(|why| OpenError::Unavailable { path: path.to_owned(), why })?;
    }
    let failed = |error: rusqlite::Error| {
        let why = error.to_string();
        match error.sqlite_error_code() {
            Some(ErrorCode::NotADatabase | ErrorCode::DatabaseCorrupt) => {
                OpenError::Damaged { path: path.to_owned(), why }
            }
            // What is missing from the schema was taken out of it.
            None | Some(ErrorCode::Unknown) => OpenError::Damaged { path: path.to_owned(), why },
            Some(_) => OpenError::Unavailable { path: path.to_owned(), why },
        }
    };
    let connection = connect(path).map_err(failed)?;
    let schema: i64 = connection.query_row("PRAGMA user_version", [], |row| row.get(0)).map_err(failed)?;
    if schema == 0 {
        let why = "it has no schema".to_owned();
        return Err(OpenError::Damaged { path: path.to_owned(), why });
    }
    let meta = "SELECT machine, oldest_reader, folded_by FROM meta";
    let (machine, oldest_reader, folded_by): (String, i64, i64) =
        connection.query_row(meta, [], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).map_err(failed)?;
    if oldest_reader > SCHEMA {
        return Err(OpenError::Newer { path: path.to_owned(), schema });
    }
    let mut ledger = Ledger { connection, machine, path: path.to_owned() };
    if folded_by < fold::VERSION && make {
        let unavailable = |error: crate::LedgerError| OpenError::Unavailable { path: path.to_owned(), why: error.0 };
        ledger.refold().map_err(unavailable)?;
    }
    Ok(ledger)
}

fn connect(path: &Utf8Path) -> rusqlite::Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags)?;
    connection.busy_timeout(PATIENCE)?;
    // The last one to close would write everything back and wait for the disk.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
    connection.execute_batch("PRAGMA synchronous = NORMAL; PRAGMA wal_autocheckpoint = 0;")?;
    Ok(connection)
}

/// Makes the file under another name and gives it its own when it is whole, so that nobody opens half of one.
fn create(path: &Utf8Path) -> Result<(), String> {
    let text = |error: std::io::Error| error.to_string();
    if let Some(directory) = path.parent() {
        make_directory(directory).map_err(text)?;
    }
    static NUMBER: AtomicU32 = AtomicU32::new(0);
    let number = NUMBER.fetch_add(1, Ordering::Relaxed);
    let own = path.with_extension(format!("new-{}-{number}", std::process::id()));
    private_file(&own).map_err(text)?;
    let made = fill(&own).map_err(|error| error.to_string());
    let named = made.and_then(|()| match fs::hard_link(&own, path) {
        // Another process was faster.
        Err(error) if error.kind() == ErrorKind::AlreadyExists => Ok(()),
        Err(_) => fs::rename(&own, path).map_err(text),
        Ok(()) => Ok(()),
    });
    for end in ["", "-wal", "-shm"] {
        // It may have been renamed.
        let _ = fs::remove_file(format!("{own}{end}"));
    }
    named
}

fn fill(path: &Utf8Path) -> rusqlite::Result<()> {
    let mut connection = Connection::open(path)?;
    connection.pragma_update(None, "journal_mode", "WAL")?;
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    transaction.execute_batch(TABLES)?;
    transaction.execute_batch(fold::TABLES)?;
    transaction.execute_batch(track::TABLE)?;
    transaction.execute(
        "INSERT INTO meta (one, machine, oldest_reader, folded_by, head_seq, head_hash)
         VALUES (1, lower(hex(randomblob(8))), ?1, ?2, 0, ?3)",
        rusqlite::params![OLDEST_READER, fold::VERSION, chain::START],
    )?;
    transaction.pragma_update(None, "user_version", SCHEMA)?;
    transaction.commit()?;
    connection.close().map_err(|(_, error)| error)
}

fn private_file(path: &Utf8Path) -> std::io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path).map(drop)
}

fn make_directory(path: &Utf8Path) -> std::io::Result<()> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path)
}
