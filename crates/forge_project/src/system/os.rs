//! The real machine.

use super::{Command, EntryKind, Output, ReadError, RunError, System, Walk, WriteError, walk};
use crate::Snapshot;
use camino::{Utf8Path, Utf8PathBuf};
use std::fs::{self, File, OpenOptions};
use std::io::{ErrorKind, Read, Write};
use std::process::{self, Stdio};
use std::time::SystemTime;

/// The machine that Forge runs on.
#[derive(Debug, Clone, Copy, Default)]
pub struct OsSystem;

impl From<std::io::Error> for ReadError {
    fn from(error: std::io::Error) -> Self {
        match error.kind() {
            ErrorKind::NotFound | ErrorKind::NotADirectory => Self::NotFound,
            // The kind's own words are the same on every system; the number behind them helps nobody.
            kind => Self::Io(kind.to_string()),
        }
    }
}

impl From<std::io::Error> for WriteError {
    fn from(error: std::io::Error) -> Self {
        Self(error.kind().to_string())
    }
}

impl System for OsSystem {
    fn read(&self, path: &Utf8Path, limit: u64) -> Result<Vec<u8>, ReadError> {
        // Asked before it is opened: opening a pipe waits for its other end.
        if !fs::metadata(path)?.is_file() {
            return Err(ReadError::NotAFile);
        }
        let file = File::open(path)?;
        let bytes = file.metadata()?.len();
        if bytes > limit {
            return Err(ReadError::TooLarge { bytes, limit });
        }
        let mut content = Vec::with_capacity(bytes as usize + 1);
        // The size may be a lie (a growing log, a file of /proc): one byte more than the bound tells.
        file.take(limit + 1).read_to_end(&mut content)?;
        if content.len() as u64 > limit {
            return Err(ReadError::TooLarge { bytes: content.len() as u64, limit });
        }
        Ok(content)
    }

    fn entry(&self, path: &Utf8Path) -> Option<EntryKind> {
        let metadata = fs::metadata(path).ok()?;
        Some(if metadata.is_file() {
            EntryKind::File
        } else if metadata.is_dir() {
            EntryKind::Directory
        } else {
            EntryKind::Other
        })
    }

    fn canonical(&self, path: &Utf8Path) -> Result<Utf8PathBuf, ReadError> {
        path.canonicalize_utf8().map_err(|error| match error.kind() {
            ErrorKind::InvalidData => ReadError::NotUtf8Path,
            _ => error.into(),
        })
    }

    fn walk(&self, directory: &Utf8Path) -> Walk {
        walk::walk(directory)
    }

    fn snapshot(&self, directory: &Utf8Path) -> Snapshot {
        walk::snapshot(directory)
    }

    fn cache(&self, path: &Utf8Path, content: &[u8]) -> Result<(), WriteError> {
        let temporary = path.with_extension(format!("{}.forge-tmp", process::id()));
        if let Some(directory) = path.parent() {
            fs::create_dir_all(directory)?;
        }
        fs::write(&temporary, content)?;
        Ok(fs::rename(&temporary, path)?)
    }

    fn write(&self, path: &Utf8Path, content: &[u8]) -> Result<(), WriteError> {
        if self.entry(path) == Some(EntryKind::Other) {
            OpenOptions::new().write(true).open(path)?.write_all(content)?;
            return Ok(());
        }
        // A symbolic link stays one: what it leads to is written.
        let path = self.canonical(path).unwrap_or_else(|_| path.to_owned());
        let (Some(directory), Some(name)) = (path.parent(), path.file_name()) else {
            return Err(WriteError("not the path of a file".to_owned()));
        };
        fs::create_dir_all(directory)?;
        let temporary = directory.join(format!(".{name}.{}.forge-tmp", process::id()));
        let written = replace(&path, &temporary, content);
        if written.is_err() {
            // What went wrong first is what is told.
            let _ = fs::remove_file(&temporary);
        }
        Ok(written?)
    }

    fn remove(&self, path: &Utf8Path) -> Result<(), WriteError> {
        match fs::remove_file(path) {
            Err(error) if error.kind() != ErrorKind::NotFound => Err(error.into()),
            _ => Ok(()),
        }
    }

    fn remove_empty_directory(&self, path: &Utf8Path) {
        // A directory with something in it refuses, as it should.
        let _ = fs::remove_dir(path);
    }

    fn run(&self, command: &Command) -> Result<Output, RunError> {
        let failed = |error: std::io::Error| match error.kind() {
            ErrorKind::NotFound if self.entry(&command.directory) == Some(EntryKind::Directory) => {
                RunError::Missing(command.program.clone())
            }
            kind => RunError::Io { program: command.program.clone(), why: kind.to_string() },
        };
        let mut prepared = process::Command::new(&command.program);
        prepared.args(&command.args).current_dir(&command.directory);
        prepared.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        for (name, value) in &command.environment {
            match value {
                Some(value) => prepared.env(name, value),
                None => prepared.env_remove(name),
            };
        }
        let mut child = prepared.spawn().map_err(failed)?;
        let stdin = child.stdin.take();
        let output = std::thread::scope(|scope| {
            // Both pipes at once: a program that answers while it reads would wait for us, and we for it.
            scope.spawn(move || {
                if let Some(mut stdin) = stdin {
                    // A program that stops reading early has said so by its answer.
                    let _ = stdin.write_all(&command.stdin);
                }
            });
            child.wait_with_output()
        })
        .map_err(failed)?;
        Ok(Output { code: output.status.code(), stdout: output.stdout, stderr: output.stderr })
    }

    fn variable(&self, name: &str) -> Option<String> {
        std::env::var(name).ok()
    }

    fn current_directory(&self) -> Result<Utf8PathBuf, ReadError> {
        Utf8PathBuf::from_path_buf(std::env::current_dir()?).map_err(|_| ReadError::NotUtf8Path)
    }

    fn now(&self) -> i64 {
        // A clock before 1970 is one that was never set.
        let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
        i64::try_from(since.as_millis()).unwrap_or(i64::MAX)
    }
}

/// Writes `content` to `temporary` and lets it take the place of `path`, permissions kept.
fn replace(path: &Utf8Path, temporary: &Utf8Path, content: &[u8]) -> std::io::Result<()> {
    let mut file = OpenOptions::new().write(true).create_new(true).open(temporary)?;
    file.write_all(content)?;
    if let Ok(metadata) = fs::metadata(path) {
        file.set_permissions(metadata.permissions())?;
    }
    file.sync_all()?;
    drop(file);
    fs::rename(temporary, path)
}
