//! After a tool ran: what is on disk is judged where it is not what was judged before.
//!
//! A formatter may have changed what was written, and a command may have written what could not be predicted.

use super::examined::{self, Looked, Machine, Place};
use super::tree::{Delta, Tree};
use camino::Utf8Path;
use forge_clients::claude::Received;
use forge_model::{Decision, ToolUse, Verdict};
use forge_project::predict::{Disk, SystemDisk, as_utf8, is_same_text, modified_within, predict};
use forge_project::{Blob, Change, Git, MAX_FILE_BYTES, System};
use std::collections::BTreeSet;
use std::time::Duration;

/// Most files that are looked at after one command.
const MAX_FILES: usize = 64;

/// What a file's time may differ from ours, and how long a tool that does not tell may have run.
const SLACK: Duration = Duration::from_secs(1);
const UNKNOWN_DURATION: Duration = Duration::from_secs(10);

/// The verdict about `tool`, which has run.
pub(super) fn verdict(tool: &ToolUse, received: &Received, machine: &Machine<'_>) -> Verdict {
    let directory = received.event.cwd.as_str();
    let disk = SystemDisk(machine.system);
    let mut total = examined::nothing();
    let mut judge = |path: &str, expected: Option<&[u8]>, before: Before<'_>| {
        if let Some(verdict) = judged(path, expected, before, machine) {
            examined::add(&mut total, verdict);
        }
    };
    match tool {
        ToolUse::Write { .. } | ToolUse::Edit { .. } | ToolUse::NotebookEdit { .. } => {
            let earlier = Earlier { disk, original: received.original.as_deref() };
            for change in predict(tool, directory, &earlier) {
                judge(&change.path, change.after.as_deref(), Before::Known(change.before.as_deref()));
            }
        }
        ToolUse::Shell { .. } | ToolUse::Unknown { .. } => {
            let mut seen = BTreeSet::new();
            for change in predict(tool, directory, &disk) {
                judge(&change.path, change.after.as_deref(), Before::Committed);
                seen.insert(change.path);
            }
            let age = received.duration.unwrap_or(UNKNOWN_DURATION) + SLACK;
            let tree = Tree::of(&received.event, machine.system);
            if let Some((tree, delta)) = tree.and_then(|tree| tree.delta().map(|delta| (tree, delta))) {
                let put_off = examine(&tree, &delta, &mut seen, age, machine, &mut judge);
                tree.end(delta, &put_off);
            } else if let ToolUse::Shell { command } = tool {
                for path in named_files(command, directory, &disk) {
                    if seen.insert(path.clone()) && modified_within(&path, age) {
                        judge(&path, None, Before::Committed);
                    }
                }
            }
        }
        ToolUse::Read => {}
    }
    total
}

/// Judges the file at a path against what was expected of it and what was before, and adds it to the verdict.
type Judge<'j> = dyn FnMut(&str, Option<&[u8]>, Before<'_>) + 'j;

/// Judges what differs in the working tree and was not `seen` yet; gives the files that are left for the next time.
///
/// What changed while the tool ran is its doing and is told. What changed before was somebody else's: it is remembered,
/// and told at the commit.
fn examine(
    tree: &Tree<'_>,
    delta: &Delta,
    seen: &mut BTreeSet<String>,
    age: Duration,
    machine: &Machine<'_>,
    judge: &mut Judge<'_>,
) -> Vec<String> {
    let began = machine.system.now() - i64::try_from(age.as_millis()).unwrap_or(i64::MAX);
    let mut put_off = Vec::new();
    let mut count = 0;
    for difference in delta.differences.iter().filter(|it| examined::is_analysed(&it.path)) {
        let path = tree.path(difference);
        if difference.change == Change::Removed {
            machine.watch.look(Looked::gone(path));
            continue;
        }
        if !seen.insert(path.to_string()) {
            continue;
        }
        count += 1;
        if count > MAX_FILES {
            put_off.push(difference.path.clone());
        } else if difference.at >= began {
            judge(path.as_str(), None, Before::Committed);
        } else if judged(path.as_str(), None, Before::Committed, machine).is_some() {
            machine.watch.disown(&path);
        }
    }
    put_off
}

/// Where the state before a change is to be found.
#[derive(Clone, Copy)]
enum Before<'b> {
    /// Here.
    Known(Option<&'b [u8]>),
    /// Nowhere but in the last commit.
    Committed,
}

/// The verdict about a file on disk, unless it holds what was `expected`, which was judged before the tool ran.
fn judged(path: &str, expected: Option<&[u8]>, before: Before<'_>, machine: &Machine<'_>) -> Option<Verdict> {
    if !examined::is_analysed(path) {
        return None;
    }
    let found = as_utf8(machine.system.read(Utf8Path::new(path), MAX_FILE_BYTES).ok()?);
    let place = Place::of(path, machine.system);
    if expected.is_some_and(|expected| is_same_text(expected, &found)) {
        machine.watch.look(Looked::new(&place, &found, None));
        return None;
    }
    // What was expected was judged, too: only what it did not have either is told.
    let known = match (expected, before) {
        (Some(expected), Before::Known(_)) => Some(expected.to_vec()),
        (None, Before::Known(before)) => before.map(<[u8]>::to_vec),
        (_, Before::Committed) => None,
    };
    let mut verdict = examined::judged(&place, known.as_deref(), &found, machine)?;
    if verdict.decision == Decision::Deny && matches!(before, Before::Committed) {
        // Asking git takes longer than everything else, so it is asked only now.
        let committed = committed(&place, machine.system);
        verdict = examined::judged(&place, committed.as_deref(), &found, machine)?;
    }
    Some(verdict)
}

/// The file in the last commit.
fn committed(place: &Place, system: &dyn System) -> Option<Vec<u8>> {
    let git = Git::discover(system, place.root()?).ok()??;
    let id = git.blob_at("HEAD", place.name()).ok()??;
    match git.blobs(&[&id], MAX_FILE_BYTES).ok()?.into_iter().next()? {
        Blob::Content(content) => Some(content),
        Blob::TooLarge(_) | Blob::Missing => None,
    }
}

/// The words of a command that are paths of analysed files.
fn named_files(command: &str, directory: &str, disk: &dyn Disk) -> BTreeSet<String> {
    let is_edge = |c: char| c.is_whitespace() || "\"'`=(){}[];,<>|&:".contains(c);
    let words: Vec<&str> = command.split(is_edge).filter(|word| !word.is_empty() && word.len() < 1_024).collect();
    let mut directories = vec![directory.to_owned()];
    for pair in words.windows(2).filter(|pair| pair[0] == "cd").take(8) {
        directories.push(disk.real_path(&joined(directory, pair[1])));
    }
    let named = words.iter().copied().filter(|word| examined::is_analysed(word));
    let paths = named.flat_map(|word| directories.iter().map(move |directory| joined(directory, word)));
    let candidates: BTreeSet<String> = paths.take(8 * MAX_FILES).collect();
    let existing = candidates.into_iter().filter(|path| disk.exists(path) && !disk.is_directory(path));
    existing.take(MAX_FILES).map(|path| disk.real_path(&path)).collect()
}

fn joined(directory: &str, path: &str) -> String {
    Utf8Path::new(directory).join(path).into_string()
}

/// The disk as it was before an edit: every file that is read holds what the client says that it held.
struct Earlier<'e> {
    disk: SystemDisk<'e>,
    original: Option<&'e str>,
}

impl Disk for Earlier<'_> {
    fn read(&self, _: &str) -> Option<Vec<u8>> {
        self.original.map(|text| text.as_bytes().to_vec())
    }

    fn exists(&self, _: &str) -> bool {
        self.original.is_some()
    }

    fn is_directory(&self, path: &str) -> bool {
        self.disk.is_directory(path)
    }

    fn list(&self, directory: &str) -> Vec<String> {
        self.disk.list(directory)
    }

    fn real_path(&self, path: &str) -> String {
        self.disk.real_path(path)
    }

    fn home(&self) -> Option<String> {
        self.disk.home()
    }
}
