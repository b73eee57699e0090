//! The files as a command would leave them: what it wrote so far lies over what is on disk.

use super::{Disk, paths};
use forge_model::{Change, Language};
use std::collections::BTreeMap;

/// Most files that one tool call is predicted to write.
const MAX_FILES: usize = 64;

/// Most bytes that are read and written while one tool call is predicted.
const MAX_BYTES: usize = 8 << 20;

/// Most alternative contents that are kept of one file.
const MAX_STATES: usize = 8;

/// What a file holds at some moment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Held {
    /// These bytes.
    Content(Vec<u8>),
    /// There is no such file.
    Absent,
    /// Something that cannot be predicted.
    Unknown,
}

#[derive(Debug)]
struct Entry {
    before: Held,
    /// What the file may hold at the end, the likeliest last.
    states: Vec<Held>,
    /// The file that was moved here.
    moved_from: Option<String>,
}

pub(super) struct Overlay<'d> {
    disk: &'d dyn Disk,
    entries: Vec<(String, Entry)>,
    positions: BTreeMap<String, usize>,
    links: BTreeMap<String, String>,
    directories: Vec<String>,
    spent: usize,
}

impl<'d> Overlay<'d> {
    pub(super) fn new(disk: &'d dyn Disk) -> Self {
        Self {
            disk,
            entries: Vec::new(),
            positions: BTreeMap::new(),
            links: BTreeMap::new(),
            directories: Vec::new(),
            spent: 0,
        }
    }

    /// Whether there is still room for `bytes` more.
    pub(super) fn spend(&mut self, bytes: usize) -> bool {
        self.spent = self.spent.saturating_add(bytes);
        self.spent <= MAX_BYTES
    }

    /// What the file at the absolute path `path` holds now.
    pub(super) fn read(&mut self, path: &str) -> Held {
        let path = self.resolve(path);
        let held = match self.positions.get(&path) {
            Some(&at) => self.entries[at].1.states.last().cloned().unwrap_or(Held::Unknown),
            None => self.on_disk(&path),
        };
        match held {
            Held::Content(content) if !self.spend(content.len()) => {
                drop(content);
                Held::Unknown
            }
            held => held,
        }
    }

    fn on_disk(&self, path: &str) -> Held {
        match self.disk.read(path) {
            Some(content) => Held::Content(content),
            None if self.disk.exists(path) => Held::Unknown,
            None => Held::Absent,
        }
    }

    pub(super) fn is_directory(&self, path: &str) -> bool {
        self.directories.iter().any(|directory| directory == path) || self.disk.is_directory(path)
    }

    pub(super) fn make_directory(&mut self, path: String) {
        if self.directories.len() < MAX_FILES {
            self.directories.push(path);
        }
    }

    /// Makes `path` a symbolic link to `target`.
    pub(super) fn link(&mut self, path: String, target: String) {
        if self.links.len() < MAX_FILES {
            self.links.insert(path, target);
        }
    }

    /// Begins to write the file: it holds `held` from now on. With `maybe` it may also hold what it held before.
    pub(super) fn write(&mut self, path: &str, held: Held, maybe: bool) {
        if let Held::Content(content) = &held
            && !self.spend(content.len())
        {
            return;
        }
        let Some(entry) = self.entry(path) else { return };
        if !maybe {
            entry.states.clear();
        }
        if entry.states.len() == MAX_STATES {
            entry.states.remove(0);
        }
        entry.states.push(held);
    }

    /// Adds to the file that [`Self::write`] began.
    pub(super) fn append(&mut self, path: &str, more: Option<&[u8]>) {
        if !self.spend(more.map_or(0, <[u8]>::len)) {
            return;
        }
        let Some(entry) = self.entry(path) else { return };
        let Some(state) = entry.states.last_mut() else { return };
        match (state, more) {
            (Held::Content(content), Some(more)) => content.extend_from_slice(more),
            (state @ Held::Absent, Some(more)) => *state = Held::Content(more.to_vec()),
            (state, _) => *state = Held::Unknown,
        }
    }

    /// Notes that what the file holds came from `source` by a move.
    pub(super) fn moved(&mut self, path: &str, source: &str) {
        let source = self.resolve(source);
        if let Some(entry) = self.entry(path) {
            entry.moved_from = Some(source);
        }
    }

    fn entry(&mut self, path: &str) -> Option<&mut Entry> {
        let path = self.resolve(path);
        if path.starts_with("/dev/") || path.starts_with("/proc/") {
            return None;
        }
        let at = match self.positions.get(&path) {
            Some(&at) => at,
            None if self.entries.len() == MAX_FILES => return None,
            None => {
                let before = self.on_disk(&path);
                let entry = Entry { before, states: Vec::new(), moved_from: None };
                self.positions.insert(path.clone(), self.entries.len());
                self.entries.push((path, entry));
                self.entries.len() - 1
            }
        };
        Some(&mut self.entries[at].1)
    }

    /// `path` behind the links that this command made.
    fn resolve(&self, path: &str) -> String {
        let mut path = path.to_owned();
        for _ in 0..8 {
            let through = self.links.iter().find_map(|(link, target)| {
                let rest = path.strip_prefix(link.as_str())?;
                (rest.is_empty() || rest.starts_with('/')).then(|| format!("{target}{rest}"))
            });
            match through {
                Some(target) => path = paths::absolute("/", &target),
                None => break,
            }
        }
        path
    }

    /// The names in a directory, with those that this command added.
    pub(super) fn list(&self, directory: &str) -> Vec<String> {
        let mut names = self.disk.list(directory);
        let added = self.entries.iter().filter(|(path, _)| paths::parent(path) == directory);
        names.extend(added.map(|(path, _)| paths::name(path).to_owned()));
        names.sort_unstable();
        names.dedup();
        names
    }

    /// What differs at the end, file by file in the order in which they were first written; a file that may end in
    /// several ways comes several times.
    pub(super) fn changes(self) -> Vec<Change> {
        let before_of = |path: &str| {
            let held =
                self.positions.get(path).map_or_else(|| self.on_disk(path), |&at| self.entries[at].1.before.clone());
            match held {
                Held::Content(content) => Some(content),
                Held::Absent | Held::Unknown => None,
            }
        };
        let mut changes = Vec::new();
        for (path, entry) in &self.entries {
            // A renamed file is compared with what it was, as long as it was analysed there as the same kind of code.
            let renamed = entry.moved_from.as_deref().filter(|from| is_same_kind(from, path));
            let before = renamed.and_then(before_of).or_else(|| match &entry.before {
                Held::Content(content) => Some(content.clone()),
                Held::Absent | Held::Unknown => None,
            });
            for state in &entry.states {
                let after = match state {
                    Held::Content(content) => Some(content.clone()),
                    Held::Absent => None,
                    Held::Unknown => continue,
                };
                if after != before {
                    changes.push(Change { path: path.clone(), before: before.clone(), after });
                }
            }
        }
        changes
    }
}

/// Whether a file that moves between these absolute paths is analysed, and trusted, in the same way at both.
fn is_same_kind(from: &str, to: &str) -> bool {
    // The directories that lead to both say nothing about either.
    let shared = from.bytes().zip(to.bytes()).take_while(|(a, b)| a == b).count();
    let start = from.as_bytes()[..shared].iter().rposition(|&byte| byte == b'/').map_or(0, |slash| slash + 1);
    Language::of_path(from) == Language::of_path(to)
        && crate::role(&from[start..], &[]) == crate::role(&to[start..], &[])
}
