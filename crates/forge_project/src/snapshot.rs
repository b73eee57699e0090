//! What a working tree's files looked like at a moment, without their content; and what differs between two moments.
//!
//! A file is taken to be the same while its size, its times and its place on the disk are. The time at which its entry
//! changed (`st_ctime` of stat(2)) counts too: programs can set a file's other times back, but not that one.

use serde::{Deserialize, Serialize};
use std::cmp::Ordering;

/// What the directory says of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stamp {
    /// Bytes.
    pub size: u64,
    /// When its content was written, in nanoseconds since 1970.
    pub modified: i64,
    /// When anything about it changed, in nanoseconds since 1970; the same as `modified` where the system does not tell.
    pub changed: i64,
    /// Its number on the disk; 0 where there is none.
    pub inode: u64,
}

/// The files of a working tree at a moment.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Snapshot {
    /// By path relative to the top with `/` between its parts, in the order of the paths' bytes.
    files: Vec<(String, Stamp)>,
}

/// How a file differs between two moments.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    /// It was not there before.
    Created,
    /// It was, and is another now.
    Changed,
    /// It is not there any more.
    Removed,
}

/// A file that differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// Path relative to the top.
    pub path: String,
    /// How.
    pub change: Change,
    /// When, in milliseconds since 1970; 0 for a file that is gone.
    pub at: i64,
}

/// What the first bytes of a stored snapshot are; the last one is raised with its form.
const MAGIC: &[u8] = b"forge snapshot 1\n";

impl Snapshot {
    /// The snapshot of these files, in any order.
    pub fn new(mut files: Vec<(String, Stamp)>) -> Self {
        files.sort_unstable_by(|a, b| a.0.cmp(&b.0));
        Self { files }
    }

    /// How many files there are.
    pub fn len(&self) -> usize {
        self.files.len()
    }

    /// Whether there is no file.
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    /// Its bytes, to be kept.
    pub fn encode(&self) -> Vec<u8> {
        postcard::to_extend(self, MAGIC.to_vec()).unwrap_or_default()
    }

    /// The snapshot that was kept as `bytes`; `None` where they are another version's, or damaged.
    pub fn decode(bytes: &[u8]) -> Option<Self> {
        let snapshot: Self = postcard::from_bytes(bytes.strip_prefix(MAGIC)?).ok()?;
        snapshot.files.is_sorted_by(|a, b| a.0 < b.0).then_some(snapshot)
    }

    /// What differs in `later`, by path.
    pub fn delta(&self, later: &Self) -> Vec<Difference> {
        let mut differences = Vec::new();
        let (mut before, mut after) = (self.files.iter().peekable(), later.files.iter().peekable());
        let mut note = |path: &str, change: Change, stamp: Option<&Stamp>| {
            let at = stamp.map_or(0, |stamp| stamp.changed / 1_000_000);
            differences.push(Difference { path: path.to_owned(), change, at });
        };
        loop {
            let order = match (before.peek(), after.peek()) {
                (None, None) => return differences,
                (Some(_), None) => Ordering::Less,
                (None, Some(_)) => Ordering::Greater,
                (Some(a), Some(b)) => a.0.cmp(&b.0),
            };
            let old = before.next_if(|_| order != Ordering::Greater);
            let new = after.next_if(|_| order != Ordering::Less);
            match (old, new) {
                (Some((path, _)), None) => note(path, Change::Removed, None),
                (None, Some((path, stamp))) => note(path, Change::Created, Some(stamp)),
                (Some((_, old)), Some((path, new))) if old != new => note(path, Change::Changed, Some(new)),
                _ => {}
            }
        }
    }

    /// It, with the files at `paths` as they were in `earlier`: whoever compares with it sees them as changed again.
    #[must_use]
    pub fn but_as_in(mut self, earlier: &Self, paths: &[String]) -> Self {
        self.files.retain(|(path, _)| !paths.contains(path));
        let old = earlier.files.iter().filter(|(path, _)| paths.contains(path));
        self.files.extend(old.cloned());
        Self::new(self.files)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    fn stamp(number: u64) -> Stamp {
        let time = i64::try_from(number).unwrap() * 1_000_000;
        Stamp { size: number, modified: 0, changed: time, inode: 1 }
    }

    fn snapshot(files: &[(&str, u64)]) -> Snapshot {
        Snapshot::new(files.iter().map(|(path, number)| ((*path).to_owned(), stamp(*number))).collect())
    }

    fn delta(before: &Snapshot, after: &Snapshot) -> Vec<(String, Change, i64)> {
        before.delta(after).into_iter().map(|it| (it.path, it.change, it.at)).collect()
    }

    #[test]
    fn what_differs_is_told_by_path() {
        let before = snapshot(&[("a.js", 1), ("b/c.js", 1), ("d.js", 1)]);
        let after = snapshot(&[("z.js", 9), ("b/c.js", 2), ("a.js", 1)]);
        let expected = [
            ("b/c.js".to_owned(), Change::Changed, 2),
            ("d.js".to_owned(), Change::Removed, 0),
            ("z.js".to_owned(), Change::Created, 9),
        ];
        assert_eq!(delta(&before, &after), expected);
        assert_eq!(delta(&before, &before), []);
    }

    #[test]
    fn what_is_put_off_is_seen_again() {
        let before = snapshot(&[("a.js", 1), ("b.js", 1)]);
        let after = snapshot(&[("a.js", 2), ("b.js", 2), ("c.js", 2)]);
        let kept = after.clone().but_as_in(&before, &["b.js".into(), "c.js".into()]);
        let seen: Vec<String> = delta(&kept, &after).into_iter().map(|(path, ..)| path).collect();
        assert_eq!(seen, ["b.js", "c.js"]);
    }

    #[test]
    fn damaged_bytes_are_no_snapshot() {
        let bytes = snapshot(&[("a.js", 1), ("b.js", 2)]).encode();
        assert!(Snapshot::decode(&bytes).is_some());
        assert_eq!(Snapshot::decode(&bytes[..bytes.len() - 1]), None);
        assert_eq!(Snapshot::decode(b"forge snapshot 9\nxyz"), None);
        assert_eq!(Snapshot::decode(b""), None);
    }

    proptest! {
        #[test]
        fn a_delta_is_what_maps_say(
            before in proptest::collection::btree_map("[a-d]{1,2}", 0_u64..3, 0..12),
            after in proptest::collection::btree_map("[a-d]{1,2}", 0_u64..3, 0..12),
        ) {
            let of = |files: &BTreeMap<String, u64>| {
                Snapshot::new(files.iter().map(|(path, number)| (path.clone(), stamp(*number))).collect())
            };
            let changed: Vec<String> = of(&before).delta(&of(&after)).into_iter().map(|it| it.path).collect();
            let mut expected: Vec<String> = before.keys().chain(after.keys()).cloned().collect();
            expected.sort();
            expected.dedup();
            expected.retain(|path| before.get(path) != after.get(path));
            prop_assert_eq!(changed, expected);
            prop_assert_eq!(Snapshot::decode(&of(&before).encode()), Some(of(&before)));
        }
    }
}
