//! The ledger of the repository around the working directory, for verbs that read it.

use anyhow::Context as _;
use forge_ledger::Ledger;
use forge_project::{OsSystem, System, Worktree};
use jiff::Timestamp;
use jiff::tz::TimeZone;

/// What is said where there is no ledger.
pub(crate) const NOTHING: &str =
    "Nothing was written down yet: no hook has answered in this repository. `forge init` registers them.\n";

/// The ledger, if there is one.
///
/// # Errors
/// When this is no repository, or the ledger cannot be read.
pub(crate) fn ledger() -> anyhow::Result<Option<Ledger>> {
    let system = OsSystem;
    let directory = system.current_directory()?;
    let worktree = Worktree::around(&system, &directory)
        .with_context(|| format!("`{directory}` is in no git repository, and a ledger belongs to one"))?;
    Ok(forge_ledger::open_existing(&worktree.common.join(forge_ledger::PATH))?)
}

/// A session's name, short enough for a line: its client and the first digits of its id.
pub(crate) fn short(session: &str) -> String {
    match session.split_once(':') {
        Some((client, id)) => format!("{client}:{}", id.chars().take(8).collect::<String>()),
        None => "-".to_owned(),
    }
}

/// Shows times as people where they are read them.
pub(crate) struct Clock(TimeZone);

impl Clock {
    /// The clock of this machine.
    pub(crate) fn local() -> Self {
        Self(TimeZone::system())
    }

    /// `2026-11-28 17:13:23`, for milliseconds since 1970.
    pub(crate) fn show(&self, at: i64) -> String {
        let time = Timestamp::from_millisecond(at).unwrap_or_default();
        time.to_zoned_datetime(self.0.clone()).strftime("%Y-%m-%d %H:%M:%S").to_string()
    }
}
