//! A git working tree, found by looking at its files: asking git takes longer than a hook may.

use crate::System;
use camino::{Utf8Path, Utf8PathBuf};

/// Files that say where another one is are shorter than this, in bytes.
const MAX_POINTER: u64 = 8 << 10;

/// A working tree of a repository.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Worktree {
    /// Its top directory, absolute.
    pub root: Utf8PathBuf,
    /// The directory that all working trees of the repository share (gitrepository-layout(5), `commondir`).
    pub common: Utf8PathBuf,
}

impl Worktree {
    /// The working tree around the absolute path `directory`; `None` outside of any.
    pub fn around(system: &dyn System, directory: &Utf8Path) -> Option<Self> {
        let root = directory.ancestors().find(|it| system.entry(&it.join(".git")).is_some())?;
        let mark = root.join(".git");
        // In a linked working tree and in a submodule `.git` is a file with the way to the directory.
        let git = match system.read(&mark, MAX_POINTER) {
            Ok(pointer) => root.join(str::from_utf8(&pointer).ok()?.trim_end().strip_prefix("gitdir: ")?),
            Err(_) => mark,
        };
        let common = match system.read(&git.join("commondir"), MAX_POINTER) {
            Ok(pointer) => git.join(str::from_utf8(&pointer).ok()?.trim_end()),
            Err(_) => git,
        };
        Some(Self { root: root.to_owned(), common: system.canonical(&common).ok()? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::MemorySystem;

    fn around(system: &MemorySystem, directory: &str) -> Option<(String, String)> {
        let found = Worktree::around(system, directory.into())?;
        Some((found.root.into_string(), found.common.into_string()))
    }

    #[test]
    fn all_working_trees_share_one_directory() {
        let system = MemorySystem::new("/w")
            .with("repo/.git/HEAD", "ref: refs/heads/main\n")
            .with("repo/src/a.js", "")
            .with("repo/.git/worktrees/fix/commondir", "../..\n")
            .with("fix/.git", "gitdir: /w/repo/.git/worktrees/fix\n")
            .with("fix/src/a.js", "");
        assert_eq!(around(&system, "/w/repo/src"), Some(("/w/repo".into(), "/w/repo/.git".into())));
        assert_eq!(around(&system, "/w/fix/src"), Some(("/w/fix".into(), "/w/repo/.git".into())));
    }

    #[test]
    fn a_submodule_is_a_repository_of_its_own() {
        let system = MemorySystem::new("/w")
            .with("repo/.git/modules/lib/HEAD", "ref: refs/heads/main\n")
            .with("repo/lib/.git", "gitdir: ../.git/modules/lib\n")
            .with("repo/lib/a.js", "");
        assert_eq!(around(&system, "/w/repo/lib"), Some(("/w/repo/lib".into(), "/w/repo/.git/modules/lib".into())));
    }

    #[test]
    fn what_is_no_repository_has_none() {
        let system = MemorySystem::new("/w").with("a/b.js", "").with("c/.git", "not a pointer").with("c/d.js", "");
        assert_eq!(around(&system, "/w/a"), None);
        assert_eq!(around(&system, "/w/c"), None);
    }
}
