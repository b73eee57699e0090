//! The project around a path: its root, and paths relative to it.

use crate::{ReadError, System};
use camino::{Utf8Path, Utf8PathBuf};

/// A directory tree that is analysed as one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Project {
    root: Utf8PathBuf,
}

impl Project {
    /// The project of `directory`: the nearest directory at or above it that has `.git` or `.forge/config.toml`, else itself.
    ///
    /// # Errors
    /// When `directory` cannot be resolved.
    pub fn discover(system: &dyn System, directory: &Utf8Path) -> Result<Self, ReadError> {
        let directory = system.canonical(directory)?;
        let is_root = |candidate: &&Utf8Path| {
            [".git", crate::config::PATH].iter().any(|mark| system.entry(&candidate.join(mark)).is_some())
        };
        let root = directory.ancestors().find(is_root).unwrap_or(&directory).to_owned();
        Ok(Self { root })
    }

    /// The directory that paths are relative to, absolute and without symbolic links.
    pub fn root(&self) -> &Utf8Path {
        &self.root
    }

    /// The name of the absolute path `path` in findings: relative to the root inside it, else as it is; with `/`
    /// between its parts.
    pub fn name_of(&self, path: &Utf8Path) -> String {
        let inside = path.strip_prefix(&self.root).unwrap_or(path);
        if cfg!(windows) { inside.as_str().replace('\\', "/") } else { inside.as_str().to_owned() }
    }

    /// The absolute path of the file that findings call `name`.
    pub fn path_of(&self, name: &str) -> Utf8PathBuf {
        self.root.join(name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::MemorySystem;

    #[test]
    fn the_nearest_mark_makes_the_root() {
        let system = MemorySystem::new("/w/repo/packages/api/src")
            .with("/w/repo/.git/HEAD", "")
            .with("/w/repo/packages/api/.forge/config.toml", "")
            .with("/w/repo/packages/web/a.js", "");
        let api = Project::discover(&system, "/w/repo/packages/api/src".into()).unwrap();
        assert_eq!(api.root(), "/w/repo/packages/api");
        let web = Project::discover(&system, "/w/repo/packages/web".into()).unwrap();
        assert_eq!(web.root(), "/w/repo");
        assert_eq!(web.name_of("/w/repo/packages/web/a.js".into()), "packages/web/a.js");
        assert_eq!(web.name_of("/etc/a.py".into()), "/etc/a.py");
        assert_eq!(web.path_of("a.js"), "/w/repo/a.js");
    }

    #[test]
    fn without_a_mark_the_directory_is_the_root() {
        let system = MemorySystem::new("/tmp/x").with("a.js", "");
        assert_eq!(Project::discover(&system, "/tmp/x".into()).unwrap().root(), "/tmp/x");
        assert_eq!(Project::discover(&system, "/nowhere".into()), Err(ReadError::NotFound));
    }
}
