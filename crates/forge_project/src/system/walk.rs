//! The walk over a real directory, with git's rules for what to ignore.

use super::{ReadError, Walk};
use camino::{Utf8Path, Utf8PathBuf};
use ignore::WalkBuilder;
use std::io::ErrorKind;
use std::path::Path;

/// Walks `directory`; see [`super::System::walk`].
pub(super) fn walk(directory: &Utf8Path) -> Walk {
    let mut found = Walk::default();
    let walker = WalkBuilder::new(directory)
        .hidden(false)
        // `.ignore` files are a search tool's; what git tracks is what ships.
        .ignore(false)
        // Without a repository its rules still say what is not the project's; inside one, those above it do not count.
        .require_git(directory.ancestors().any(|ancestor| ancestor.join(".git").exists()))
        .follow_links(false)
        .filter_entry(|entry| entry.file_name() != ".git")
        .build();
    for entry in walker {
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
