//! The chain of hashes: each event's covers the one before, so that a change, a gap or a lost end is seen.
//!
//! That finds accidents and partial edits. Whoever can write the whole file can write another chain.

use crate::store::Row;

/// A BLAKE3 hash.
pub type Hash = [u8; 32];

/// What the first event's hash covers in place of an earlier one.
pub(crate) const START: Hash = [0; 32];

/// The hash of an event that follows one with the hash `before`. Every part goes in with its length, so that no two
/// events give the same bytes.
pub(crate) fn hash(before: &Hash, row: &Row<'_>) -> Hash {
    let mut hasher = blake3::Hasher::new();
    hasher.update(before);
    hasher.update(&row.seq.to_le_bytes());
    hasher.update(&row.at.to_le_bytes());
    add(&mut hasher, &[row.machine, row.session, row.worktree, row.kind, row.body]);
    *hasher.finalize().as_bytes()
}

/// Adds each part with its length: no other parts give the same bytes.
pub(crate) fn add(hasher: &mut blake3::Hasher, parts: &[&str]) {
    for part in parts {
        hasher.update(&(part.len() as u64).to_le_bytes());
        hasher.update(part.as_bytes());
    }
}

/// A chain without a fault.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Intact {
    /// How many events there are.
    pub events: u64,
    /// The hash of the last one.
    pub head: Hash,
}

/// The first fault of a chain.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Broken {
    /// An event is not what it was, or an earlier one is not.
    #[error("event {seq} does not fit the chain: it, or one before it, was changed")]
    Changed {
        /// Number of the event.
        seq: i64,
    },
    /// Events are missing between two others.
    #[error("event {seq} follows event {after}: what was between them is gone")]
    Gap {
        /// Number of the event behind the gap.
        seq: i64,
        /// Number of the event before it.
        after: i64,
    },
    /// The last events are missing.
    #[error("event {expected} was written last, but the log ends with event {last}")]
    Cut {
        /// Number of the last event that is there.
        last: i64,
        /// Number of the last event that was written.
        expected: i64,
    },
}
