//! What a tool call would write, before it runs.
//!
//! Edits are applied as the client applies them; shell commands are run against files in memory as far as their
//! effect is known from their text. A prediction can deny early. It never proves that a call is harmless: what it
//! does not know is left out.

mod diff;
mod disk;
mod edit;
mod notebook;
mod overlay;
mod paths;
mod shell;
mod text;

pub use disk::{Disk, SystemDisk, modified_within};
pub use notebook::{Cells, is_notebook};
pub use text::{as_utf8, is_same_text};

use forge_model::{Change, Language, ToolUse};

/// Notebooks and sources larger than this are not taken apart, in bytes.
const MAX_BYTES: usize = crate::MAX_FILE_BYTES as usize;

/// What the file system would hold after `tool` ran in the absolute directory `directory`: each change with its
/// absolute path, behind symbolic links. A file that may end in several ways comes several times.
///
/// Contents are given as UTF-8 where they are text in another Unicode encoding. Nothing is predicted for a call that
/// would fail, or whose effect is not known.
pub fn predict(tool: &ToolUse, directory: &str, disk: &dyn Disk) -> Vec<Change> {
    let named = |path: &str| paths::absolute(directory, &without_tilde(path, disk));
    let changes = match tool {
        ToolUse::Write { path, content } => {
            let path = named(path);
            let before = disk.read(&path);
            vec![Change { path, before, after: Some(content.clone().into_bytes()) }]
        }
        ToolUse::Edit { path, edits } => {
            let path = named(path);
            let before = disk.read(&path);
            if before.is_none() && disk.exists(&path) {
                return Vec::new();
            }
            match edit::apply(before.as_deref(), edits) {
                Some(after) => vec![Change { path, before, after: Some(after) }],
                None => Vec::new(),
            }
        }
        ToolUse::NotebookEdit { path, source, code } => {
            let path = named(path);
            let before = disk.read(&path);
            let after = before.as_deref().and_then(|before| notebook::with_cell(before, source, *code));
            after.map(|after| Change { path, before, after: Some(after) }).into_iter().collect()
        }
        ToolUse::Shell { command } if command.len() <= 2 * MAX_BYTES => shell::predict(command, directory, disk),
        ToolUse::Shell { .. } | ToolUse::Read | ToolUse::Unknown { .. } => Vec::new(),
    };
    changes.into_iter().map(|change| finished(change, disk)).collect()
}

/// The change at its real path, with both sides in UTF-8.
fn finished(mut change: Change, disk: &dyn Disk) -> Change {
    let real = disk.real_path(&change.path);
    // A link whose own name makes it code stays under that name when what it leads to is not.
    if kind(&real).is_some() || kind(&change.path).is_none() {
        change.path = real;
    }
    change.before = change.before.map(as_utf8);
    change.after = change.after.map(as_utf8);
    change
}

fn kind(path: &str) -> Option<Language> {
    if is_notebook(path) { Some(Language::Python) } else { Language::of_path(path) }
}

fn without_tilde(path: &str, disk: &dyn Disk) -> String {
    match (path.strip_prefix("~/"), disk.home()) {
        (Some(rest), Some(home)) => format!("{home}/{rest}"),
        _ => path.to_owned(),
    }
}
