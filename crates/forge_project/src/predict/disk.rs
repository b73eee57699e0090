//! What prediction asks about the files that exist.

use super::paths;
use crate::{EntryKind, MAX_FILE_BYTES, System};
use camino::Utf8Path;
use std::time::Duration;

/// Most names that are read from one directory.
const MAX_NAMES: usize = 4_096;

/// The files that exist. Every path is absolute.
pub trait Disk {
    /// The content of a regular file; `None` when there is none, or it cannot be read, or it is too large to be analysed.
    fn read(&self, path: &str) -> Option<Vec<u8>>;

    /// Whether something has this path.
    fn exists(&self, path: &str) -> bool;

    /// Whether this is a directory.
    fn is_directory(&self, path: &str) -> bool;

    /// The names in a directory; none when it cannot be read.
    fn list(&self, directory: &str) -> Vec<String>;

    /// `path` behind all symbolic links; the file itself need not exist.
    fn real_path(&self, path: &str) -> String;

    /// The user's home directory.
    fn home(&self) -> Option<String>;
}

/// The disk of a [`System`].
#[derive(Clone, Copy)]
pub struct SystemDisk<'s>(pub &'s dyn System);

impl Disk for SystemDisk<'_> {
    fn read(&self, path: &str) -> Option<Vec<u8>> {
        self.0.read(Utf8Path::new(path), MAX_FILE_BYTES).ok()
    }

    fn exists(&self, path: &str) -> bool {
        self.0.entry(Utf8Path::new(path)).is_some()
    }

    fn is_directory(&self, path: &str) -> bool {
        self.0.entry(Utf8Path::new(path)) == Some(EntryKind::Directory)
    }

    fn list(&self, directory: &str) -> Vec<String> {
        let Ok(entries) = std::fs::read_dir(directory) else { return Vec::new() };
        entries.take(MAX_NAMES).filter_map(|entry| entry.ok()?.file_name().into_string().ok()).collect()
    }

    fn real_path(&self, path: &str) -> String {
        let mut existing = path;
        loop {
            if let Ok(real) = self.0.canonical(Utf8Path::new(existing)) {
                return paths::absolute(real.as_str(), path[existing.len()..].trim_start_matches('/'));
            }
            if existing == "/" {
                return path.to_owned();
            }
            existing = paths::parent(existing);
        }
    }

    fn home(&self) -> Option<String> {
        self.0.variable("HOME")
    }
}

/// Whether the file at `path` was changed at most `age` ago.
pub fn modified_within(path: &str, age: Duration) -> bool {
    let modified = std::fs::metadata(path).and_then(|metadata| metadata.modified());
    // A time in the future is a clock that was set back: rather look once too often.
    modified.is_ok_and(|modified| modified.elapsed().is_ok_and(|passed| passed <= age) || modified.elapsed().is_err())
}
