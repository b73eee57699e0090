//! A machine in memory, for tests.

use super::{Command, EntryKind, Output, ReadError, RunError, System, Walk, WriteError};
use crate::{Snapshot, Stamp};
use camino::{Utf8Path, Utf8PathBuf};
use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

/// A machine without disk, processes or environment, except for what a test put in.
#[derive(Debug, Default)]
pub struct MemorySystem {
    files: Mutex<BTreeMap<Utf8PathBuf, Vec<u8>>>,
    unreadable: Vec<Utf8PathBuf>,
    variables: BTreeMap<String, String>,
    answers: Vec<(Vec<String>, Output)>,
    directory: Utf8PathBuf,
}

impl MemorySystem {
    /// An empty machine whose working directory is `directory`.
    pub fn new(directory: impl Into<Utf8PathBuf>) -> Self {
        Self { directory: directory.into(), ..Self::default() }
    }

    /// The machine with a file in it; a relative path is below the working directory.
    #[must_use]
    pub fn with(self, path: impl AsRef<Utf8Path>, content: impl Into<Vec<u8>>) -> Self {
        let path = normal(&self.directory.join(path.as_ref()));
        self.lock().insert(path, content.into());
        self
    }

    /// The machine with a file in it that may not be read.
    #[must_use]
    pub fn with_unreadable(mut self, path: impl AsRef<Utf8Path>) -> Self {
        let path = normal(&self.directory.join(path.as_ref()));
        self.lock().insert(path.clone(), Vec::new());
        self.unreadable.push(path);
        self
    }

    /// The machine with an environment variable.
    #[must_use]
    pub fn with_variable(mut self, name: &str, value: &str) -> Self {
        self.variables.insert(name.to_owned(), value.to_owned());
        self
    }

    /// The machine with a program that, called with exactly these words (its name first), gives `output`.
    #[must_use]
    pub fn with_answer(mut self, words: &[&str], output: Output) -> Self {
        self.answers.push((words.iter().map(ToString::to_string).collect(), output));
        self
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, BTreeMap<Utf8PathBuf, Vec<u8>>> {
        self.files.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl System for MemorySystem {
    fn read(&self, path: &Utf8Path, limit: u64) -> Result<Vec<u8>, ReadError> {
        let path = self.canonical(path)?;
        if self.unreadable.contains(&path) {
            return Err(ReadError::Io("permission denied".to_owned()));
        }
        match self.lock().get(&path) {
            None => Err(ReadError::NotAFile),
            Some(content) if content.len() as u64 > limit => {
                Err(ReadError::TooLarge { bytes: content.len() as u64, limit })
            }
            Some(content) => Ok(content.clone()),
        }
    }

    fn entry(&self, path: &Utf8Path) -> Option<EntryKind> {
        let path = normal(&self.directory.join(path));
        let files = self.lock();
        if files.contains_key(&path) {
            Some(EntryKind::File)
        } else if files.keys().any(|file| file.starts_with(&path)) || self.directory.starts_with(&path) {
            Some(EntryKind::Directory)
        } else {
            None
        }
    }

    fn canonical(&self, path: &Utf8Path) -> Result<Utf8PathBuf, ReadError> {
        self.entry(path).map(|_| normal(&self.directory.join(path))).ok_or(ReadError::NotFound)
    }

    /// Every file below `directory` except those in `.git`: this machine knows no rules for what to ignore.
    fn walk(&self, directory: &Utf8Path) -> Walk {
        let files = self.lock();
        let below = files.keys().filter(|file| {
            file.strip_prefix(directory).is_ok_and(|rest| rest.components().all(|part| part.as_str() != ".git"))
        });
        Walk { files: below.cloned().collect(), errors: Vec::new() }
    }

    /// What is written counts the writes, so each of them is seen.
    fn snapshot(&self, directory: &Utf8Path) -> Snapshot {
        let stamp = |path: &Utf8PathBuf| {
            let content = self.lock().get(path).cloned().unwrap_or_default();
            let sum = content.iter().fold(7_i64, |sum, byte| sum.wrapping_mul(31).wrapping_add(i64::from(*byte)));
            Stamp { size: content.len() as u64, modified: sum, changed: 0, inode: 0 }
        };
        let relative = |path: Utf8PathBuf| Some((path.strip_prefix(directory).ok()?.to_string(), stamp(&path)));
        Snapshot::new(self.walk(directory).files.into_iter().filter_map(relative).collect())
    }

    fn cache(&self, path: &Utf8Path, content: &[u8]) -> Result<(), WriteError> {
        self.write(path, content)
    }

    fn write(&self, path: &Utf8Path, content: &[u8]) -> Result<(), WriteError> {
        self.lock().insert(normal(&self.directory.join(path)), content.to_vec());
        Ok(())
    }

    fn remove(&self, path: &Utf8Path) -> Result<(), WriteError> {
        self.lock().remove(&normal(&self.directory.join(path)));
        Ok(())
    }

    /// Directories are where files are: an empty one is not there.
    fn remove_empty_directory(&self, _: &Utf8Path) {}

    fn run(&self, command: &Command) -> Result<Output, RunError> {
        let is_called = |words: &[String]| {
            words.split_first().is_some_and(|(program, args)| *program == command.program && args == command.args)
        };
        let answer = self.answers.iter().find(|(words, _)| is_called(words));
        answer.map(|(_, output)| output.clone()).ok_or_else(|| RunError::Missing(command.program.clone()))
    }

    fn variable(&self, name: &str) -> Option<String> {
        self.variables.get(name).cloned()
    }

    fn current_directory(&self) -> Result<Utf8PathBuf, ReadError> {
        Ok(self.directory.clone())
    }

    fn now(&self) -> i64 {
        0
    }
}

/// `path` without `.` and `..`.
fn normal(path: &Utf8Path) -> Utf8PathBuf {
    let mut parts = Utf8PathBuf::new();
    for part in path.components() {
        match part.as_str() {
            "." => {}
            ".." => {
                parts.pop();
            }
            other => parts.push(other),
        }
    }
    parts
}
