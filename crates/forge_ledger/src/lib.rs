//! The shared memory of all sessions, clients and worktrees of one repository: an append-only log of facts, chained by
//! their hashes, and views that are folded from it.
//!
//! It lies in one SQLite file that every process opens for as long as it lives. What it holds are hashes, places and
//! names: never the content of a file, a command, a prompt or a secret.
//!
//! Losing it loses memory, not safety: whoever cannot open it goes on without.

mod chain;
mod fact;
mod fold;
mod open;
mod store;
mod track;
mod view;

pub use chain::{Broken, Hash, Intact};
pub use fact::{Fact, Found, Outcome, Place};
pub use open::{OpenError, Opened, open, open_existing};
pub use store::{Context, Event, Ledger, LedgerError};
pub use track::{Seen, changes, key, name};
pub use view::{Coverage, Finding, FindingState, Session, Unknown};

/// Where the ledger lies below a repository's common git directory.
pub const PATH: &str = "forge/ledger.db";
