//! A repository's history as git tells it.

use crate::process::output_of;
use anyhow::{Context as _, Result, bail};
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// The largest file that is looked at, in bytes.
const MAX_BYTES: usize = forge_project::MAX_FILE_BYTES as usize;

/// A repository.
pub(super) struct History {
    folder: PathBuf,
    name: String,
    /// The id of the tree without files, which the first commit is compared with.
    empty_tree: String,
}

/// A commit of the main line with the one before it.
pub(super) struct Commit {
    id: String,
    parent: Option<String>,
}

impl Commit {
    pub(super) fn id(&self) -> &str {
        &self.id
    }
}

/// One file that a commit writes. Ids are those of git's blobs.
pub(super) struct Write {
    pub(super) commit: String,
    pub(super) path: String,
    before: Option<String>,
    after: String,
}

/// A file before and after; `None` where it is not there, or is too large.
pub(super) struct Content {
    pub(super) before: Option<Vec<u8>>,
    pub(super) after: Option<Vec<u8>>,
}

impl History {
    pub(super) fn open(folder: &Path) -> Result<Self> {
        let place = folder.canonicalize().with_context(|| format!("failed to find {}", folder.display()))?;
        // The name that the person used, where there is one: the folder may be a link.
        let name = folder.file_name().or_else(|| place.file_name());
        let name = name.map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let folder = place;
        let history = Self { name: name.trim_end_matches(".git").to_owned(), folder, empty_tree: String::new() };
        let empty_tree = history.text(&["hash-object", "-t", "tree", "/dev/null"])?.trim().to_owned();
        Ok(Self { empty_tree, ..history })
    }

    /// The repository's name: that of its folder.
    pub(super) fn name(&self) -> &str {
        &self.name
    }

    /// The last `most` commits of the main line up to `until`, the oldest first.
    pub(super) fn commits(&self, until: &str, most: usize) -> Result<Vec<Commit>> {
        let count = format!("--max-count={most}");
        let text = self.text(&["rev-list", "--first-parent", "--parents", &count, "--end-of-options", until])?;
        let commit = |line: &str| {
            let mut ids = line.split(' ').map(str::to_owned);
            Some(Commit { id: ids.next()?, parent: ids.next() })
        };
        let mut commits: Vec<Commit> = text.lines().filter_map(commit).collect();
        commits.reverse();
        Ok(commits)
    }

    /// The regular files that a commit adds or changes. A renamed file is compared with what it was.
    pub(super) fn writes(&self, commit: &Commit) -> Result<Vec<Write>> {
        let parent = commit.parent.as_deref().unwrap_or(&self.empty_tree);
        let args = ["diff-tree", "-r", "-z", "--no-abbrev", "--diff-filter=AMR", parent, &commit.id, "-M"];
        // To find renames git reads contents, some of which a partial copy may not have; then a renamed file is a new one.
        let found = self.git(&args).stderr(Stdio::null()).output().context("failed to run git")?;
        let text =
            if found.status.success() { found.stdout } else { output_of(&mut self.git(&args[..args.len() - 1]))? };
        let mut fields = text.split(|byte| *byte == 0).map(String::from_utf8_lossy);
        let mut writes = Vec::new();
        // `:OLD-MODE NEW-MODE OLD-ID NEW-ID STATUS`, then the path; two paths for a rename.
        while let Some(head) = fields.next().filter(|head| head.starts_with(':')) {
            let parts: Vec<&str> = head[1..].split(' ').collect();
            let [_, mode, before, after, status] = parts[..] else { bail!("git wrote `{head}`") };
            let mut path = fields.next().context("git named no path")?;
            if status.starts_with('R') {
                path = fields.next().context("git named no new path")?;
            }
            if mode.starts_with("100") {
                let before = (!before.bytes().all(|digit| digit == b'0')).then(|| before.to_owned());
                let path = path.into_owned();
                writes.push(Write { commit: commit.id.clone(), path, before, after: after.to_owned() });
            }
        }
        Ok(writes)
    }

    /// The contents of `writes`, in their order.
    pub(super) fn contents(&self, writes: &[Write]) -> Result<Vec<Content>> {
        let mut git = self.git(&["cat-file", "--batch"]);
        let mut child = git.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().context("failed to run git")?;
        let mut stdin = child.stdin.take().context("no way to write to git")?;
        let mut stdout = BufReader::new(child.stdout.take().context("no way to read from git")?);
        let mut blob = |id: &str| -> Result<Option<Vec<u8>>> {
            writeln!(stdin, "{id}")?;
            stdin.flush()?;
            let mut head = String::new();
            stdout.read_line(&mut head)?;
            let Some(size) = head.trim_end().rsplit(' ').next().and_then(|size| size.parse::<usize>().ok()) else {
                return Ok(None);
            };
            // Each content is followed by a line break.
            let mut bytes = vec![0; size + 1];
            stdout.read_exact(&mut bytes)?;
            bytes.truncate(size);
            Ok((size <= MAX_BYTES).then_some(bytes))
        };
        let mut contents = Vec::with_capacity(writes.len());
        for write in writes {
            let before = write.before.as_deref().map(&mut blob).transpose()?.flatten();
            contents.push(Content { before, after: blob(&write.after)? });
        }
        drop(stdin);
        child.wait()?;
        Ok(contents)
    }

    fn text(&self, args: &[&str]) -> Result<String> {
        Ok(String::from_utf8_lossy(&output_of(&mut self.git(args))?).into_owned())
    }

    fn git(&self, args: &[&str]) -> Command {
        let mut git = Command::new("git");
        // A clone without all contents must not go and fetch them.
        git.arg("-C").arg(&self.folder).args(args).env("GIT_NO_LAZY_FETCH", "1");
        git
    }
}
