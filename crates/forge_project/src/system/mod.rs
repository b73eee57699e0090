//! The one trait through which Forge sees the machine.

mod memory;
mod os;
mod walk;

pub use memory::MemorySystem;
pub use os::OsSystem;

use crate::Snapshot;
use camino::{Utf8Path, Utf8PathBuf};
use forge_model::UnknownReason;

/// Why a file could not be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReadError {
    /// Nothing has this path.
    #[error("no such file or directory")]
    NotFound,
    /// A directory, a device, a pipe or a socket.
    #[error("not a regular file")]
    NotAFile,
    /// More bytes than the caller wanted.
    #[error("{bytes} bytes are more than the {limit} that are read")]
    TooLarge {
        /// Size in bytes.
        bytes: u64,
        /// The bound in bytes.
        limit: u64,
    },
    /// The path, or one that it leads to, is not UTF-8.
    #[error("the path is not UTF-8")]
    NotUtf8Path,
    /// What the system said.
    #[error("{0}")]
    Io(String),
}

impl From<ReadError> for UnknownReason {
    fn from(error: ReadError) -> Self {
        match error {
            ReadError::TooLarge { bytes, limit } => Self::TooLarge { bytes, limit },
            other => Self::Unreadable(other.to_string()),
        }
    }
}

/// Why a file could not be written; the text is the system's.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct WriteError(pub String);

/// What a path names, after symbolic links.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EntryKind {
    /// A regular file.
    File,
    /// A directory.
    Directory,
    /// A device, a pipe, a socket.
    Other,
}

/// What a walk over a directory gave.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Walk {
    /// Regular files, absolute, in order of their paths.
    pub files: Vec<Utf8PathBuf>,
    /// What could not be entered or named, with the reason; the path is lossy where it is not UTF-8.
    pub errors: Vec<(String, ReadError)>,
}

/// A program to run: no shell stands between.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Command {
    /// Name or path of the program.
    pub program: String,
    /// Arguments, each as one string.
    pub args: Vec<String>,
    /// Working directory.
    pub directory: Utf8PathBuf,
    /// Variables to set (`Some`) or to remove (`None`); the rest is inherited.
    pub environment: Vec<(String, Option<String>)>,
    /// What the program reads on its standard input.
    pub stdin: Vec<u8>,
}

/// What a program that ran gave.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Output {
    /// Its exit code; `None` when a signal ended it.
    pub code: Option<i32>,
    /// Everything that it wrote to its standard output.
    pub stdout: Vec<u8>,
    /// Everything that it wrote to its standard error.
    pub stderr: Vec<u8>,
}

/// Why a program did not run.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RunError {
    /// There is no such program.
    #[error("`{0}` is not installed or not on the PATH")]
    Missing(String),
    /// What the system said.
    #[error("`{program}` could not be run: {why}")]
    Io {
        /// The program.
        program: String,
        /// The system's reason.
        why: String,
    },
}

/// The machine. Paths are absolute unless a method says otherwise.
pub trait System: Sync {
    /// The content of the regular file `path`, if it has at most `limit` bytes. Never blocks on a pipe or a device.
    fn read(&self, path: &Utf8Path, limit: u64) -> Result<Vec<u8>, ReadError>;

    /// What `path` names, or `None` when nothing or nothing that may be looked at has this path.
    fn entry(&self, path: &Utf8Path) -> Option<EntryKind>;

    /// `path` without symbolic links, `.` and `..`.
    fn canonical(&self, path: &Utf8Path) -> Result<Utf8PathBuf, ReadError>;

    /// The regular files below `directory` that git would not ignore, hidden ones included, `.git` not.
    /// Symbolic links are not followed; those that lead in circles are errors.
    fn walk(&self, directory: &Utf8Path) -> Walk;

    /// What the directories say of the files that [`System::walk`] gives, relative to `directory`; what cannot be entered
    /// or named is left out. Several threads walk.
    fn snapshot(&self, directory: &Utf8Path) -> Snapshot;

    /// As [`System::write`], for what can be made again: it may be lost when the machine stops, and is not waited for.
    fn cache(&self, path: &Utf8Path, content: &[u8]) -> Result<(), WriteError>;

    /// Makes `content` the content of the file `path`, wholly or not at all, and makes the directories that lead to it.
    /// The file keeps its permissions. A device or a pipe is written to.
    fn write(&self, path: &Utf8Path, content: &[u8]) -> Result<(), WriteError>;

    /// Removes the file `path`; that it does not exist is no error.
    fn remove(&self, path: &Utf8Path) -> Result<(), WriteError>;

    /// Removes a directory if nothing is in it; one that is not empty, or not there, stays as it is.
    fn remove_empty_directory(&self, path: &Utf8Path);

    /// Runs a program to its end.
    fn run(&self, command: &Command) -> Result<Output, RunError>;

    /// The environment variable `name`, if it is set to UTF-8 text.
    fn variable(&self, name: &str) -> Option<String>;

    /// The working directory of the process.
    fn current_directory(&self) -> Result<Utf8PathBuf, ReadError>;

    /// The time in milliseconds since 1970 (UTC).
    fn now(&self) -> i64;
}
