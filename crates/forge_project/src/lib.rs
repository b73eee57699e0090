//! The outside world behind one trait: files, git and configuration; and what a tool call would write.
//!
//! This is the only crate that touches the file system, the environment and other processes. Everything else gets
//! bytes and gives values, so it runs the same on an in-memory [`MemorySystem`] in a test.

pub mod config;
pub mod cores;
mod git;
pub mod predict;
mod project;
mod role;
mod snapshot;
mod spelling;
mod system;
mod worktree;

pub use git::{Blob, Delta, Git, GitError, Side};
pub use project::Project;
pub use role::{HEAD_BYTES, Role, role, role_below, runs_tests, test_directory};
pub use snapshot::{Change, Difference, Snapshot, Stamp};
pub use spelling::nearest;
pub use system::{Command, EntryKind, MemorySystem, OsSystem, Output, ReadError, RunError, System, Walk, WriteError};
pub use worktree::Worktree;

/// The largest file that is analysed, in bytes. Nothing larger is read into memory.
pub const MAX_FILE_BYTES: u64 = 4 << 20;
