//! The walk over a real directory, with git's rules for what to ignore.

use super::{ReadError, Walk};
use crate::{Snapshot, Stamp};
use camino::{Utf8Path, Utf8PathBuf};
use ignore::{WalkBuilder, WalkState};
use std::fs::Metadata;
use std::io::ErrorKind;
use std::path::Path;
use std::sync::mpsc::{self, Sender};

/// Walks `directory`; see [`super::System::walk`].
pub(super) fn walk(directory: &Utf8Path) -> Walk {
    let mut found = Walk::default();
    for entry in walker(directory).build() {
        match entry {
            Ok(entry) if entry.file_type().is_some_and(|kind| kind.is_file()) => {
                match Utf8PathBuf::from_path_buf(entry.into_path()) {
                    Ok(path) => found.files.push(path),
                    Err(path) => found.errors.push((path.to_string_lossy().into_owned(), ReadError::NotUtf8Path)),
                }
            }
            Ok(entry) if entry.path_is_symlink() && entry.depth() > 0 => {
                if let Some(why) = goes_in_circles(entry.path()) {
                    found.errors.push((entry.path().to_string_lossy().into_owned(), ReadError::Io(why)));
                }
            }
            Ok(_) => {}
            Err(error) => {
                let path = failed_path(&error)
                    .map_or_else(|| directory.to_string(), |path| path.to_string_lossy().into_owned());
                let why = error.io_error().map_or_else(|| error.to_string(), |error| error.kind().to_string());
                found.errors.push((path, ReadError::Io(why)));
            }
        }
    }
    found.files.sort();
    found.errors.sort_by(|a, b| a.0.cmp(&b.0));
    found
}

fn walker(directory: &Utf8Path) -> WalkBuilder {
    let mut walker = WalkBuilder::new(directory);
    walker
        .hidden(false)
        // `.ignore` files are a search tool's; what git tracks is what ships.
        .ignore(false)
        // Without a repository its rules still say what is not the project's; inside one, those above it do not count.
        .require_git(directory.ancestors().any(|ancestor| ancestor.join(".git").exists()))
        .follow_links(false)
        .filter_entry(|entry| entry.file_name() != ".git");
    walker
}

/// Most threads that walk: more of them wait for the disk and for one another.
const MAX_THREADS: usize = 4;

/// What the directories say of every file; see [`super::System::snapshot`].
pub(super) fn snapshot(directory: &Utf8Path) -> Snapshot {
    let threads = std::thread::available_parallelism().map_or(1, usize::from).min(MAX_THREADS);
    let (sender, receiver) = mpsc::channel();
    walker(directory).threads(threads).build_parallel().run(|| {
        let mut part = Part { files: Vec::new(), sender: sender.clone() };
        Box::new(move |entry| {
            let file = entry.ok().filter(|entry| entry.file_type().is_some_and(|kind| kind.is_file()));
            if let Some((entry, metadata)) = file.and_then(|entry| entry.metadata().ok().map(|it| (entry, it))) {
                let path = entry.path().strip_prefix(directory).ok().and_then(Utf8Path::from_path);
                part.files.extend(path.map(|path| (named(path), stamp(&metadata))));
            }
            WalkState::Continue
        })
    });
    drop(sender);
    Snapshot::new(receiver.into_iter().flatten().collect())
}

/// A path as snapshots have it.
fn named(path: &Utf8Path) -> String {
    if cfg!(windows) { path.as_str().replace('\\', "/") } else { path.as_str().to_owned() }
}

/// What one thread found, handed on when it has ended.
struct Part {
    files: Vec<(String, Stamp)>,
    sender: Sender<Vec<(String, Stamp)>>,
}

impl Drop for Part {
    fn drop(&mut self) {
        // Whoever walks waits for every part.
        let _ = self.sender.send(std::mem::take(&mut self.files));
    }
}

#[cfg(unix)]
fn stamp(metadata: &Metadata) -> Stamp {
    use std::os::unix::fs::MetadataExt;
    let time = |seconds: i64, nanoseconds: i64| seconds.saturating_mul(1_000_000_000).saturating_add(nanoseconds);
    Stamp {
        size: metadata.size(),
        modified: time(metadata.mtime(), metadata.mtime_nsec()),
        changed: time(metadata.ctime(), metadata.ctime_nsec()),
        inode: metadata.ino(),
    }
}

#[cfg(not(unix))]
fn stamp(metadata: &Metadata) -> Stamp {
    let time = metadata.modified().ok().and_then(|time| time.duration_since(std::time::UNIX_EPOCH).ok());
    let modified = time.and_then(|time| i64::try_from(time.as_nanos()).ok()).unwrap_or(0);
    Stamp { size: metadata.len(), modified, changed: modified, inode: 0 }
}

/// Why a link leads nowhere that a walk could end at. One to another place is only not followed, and one to nothing is
/// usual in repositories.
fn goes_in_circles(link: &Path) -> Option<String> {
    match link.canonicalize() {
        Ok(target) => {
            let place = link.parent()?.canonicalize().ok()?;
            place.starts_with(target).then(|| "a link to a folder that it is in itself is not followed".to_owned())
        }
        Err(error) if error.kind() == ErrorKind::NotFound => None,
        Err(error) => Some(error.kind().to_string()),
    }
}

/// The path that a walker's error is about, which it wraps in its depth and position.
fn failed_path(error: &ignore::Error) -> Option<&Path> {
    match error {
        ignore::Error::WithPath { path, .. } => Some(path),
        ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => failed_path(err),
        ignore::Error::Loop { child, .. } => Some(child),
        _ => None,
    }
}
