//! What a tool changed in the working tree, whatever it said that it would do: what differs from the last time that
//! this session looked.

use camino::{Utf8Path, Utf8PathBuf};
use forge_model::Event;
use forge_project::{Difference, Snapshot, System, Worktree};

/// A snapshot of a repository of some hundred thousand files is smaller, in bytes.
const MAX_SNAPSHOT: u64 = 64 << 20;

/// A working tree as one session sees it.
pub(super) struct Tree<'s> {
    root: Utf8PathBuf,
    /// Where its last snapshot is.
    kept: Utf8PathBuf,
    system: &'s dyn System,
}

/// What happened between two looks.
pub(super) struct Delta {
    pub(super) differences: Vec<Difference>,
    before: Snapshot,
    now: Snapshot,
}

impl<'s> Tree<'s> {
    /// The working tree in which `event` happens; `None` outside of any.
    pub(super) fn of(event: &Event, system: &'s dyn System) -> Option<Self> {
        let directory = system.canonical(Utf8Path::new(&event.cwd)).ok()?;
        let Worktree { root, common } = Worktree::around(system, &directory)?;
        let session = format!("{}:{}", event.client, event.session);
        let name = forge_ledger::name(&[root.as_str(), &session]);
        Some(Self { kept: common.join("forge/snapshots").join(name), root, system })
    }

    /// Where a file of it is.
    pub(super) fn path(&self, difference: &Difference) -> Utf8PathBuf {
        self.root.join(&difference.path)
    }

    /// Looks for the first time, unless that was done.
    pub(super) fn begin(&self) {
        if self.system.entry(&self.kept).is_none() {
            self.keep(&self.system.snapshot(&self.root));
        }
    }

    /// Looks again; `None` when nobody has looked before, and then the next look is the second.
    pub(super) fn delta(&self) -> Option<Delta> {
        let now = self.system.snapshot(&self.root);
        let before = self.system.read(&self.kept, MAX_SNAPSHOT).ok().and_then(|bytes| Snapshot::decode(&bytes));
        let Some(before) = before else {
            self.keep(&now);
            return None;
        };
        Some(Delta { differences: before.delta(&now), before, now })
    }

    /// Remembers the later look, but not of the files at `put_off`: they are seen again at the next one.
    pub(super) fn end(&self, delta: Delta, put_off: &[String]) {
        if delta.differences.is_empty() {
            return;
        }
        let Delta { before, now, .. } = delta;
        self.keep(&if put_off.is_empty() { now } else { now.but_as_in(&before, put_off) });
    }

    fn keep(&self, snapshot: &Snapshot) {
        // Without it the next look is the first one again.
        let _ = self.system.cache(&self.kept, &snapshot.encode());
    }
}
