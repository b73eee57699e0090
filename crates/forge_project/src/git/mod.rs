//! Git through its own program: what changed, and what files were.
//!
//! Every answer is read in its NUL-separated form, names are relative to the top of the working tree, and nothing that
//! a person configured (external diffs, relative names, pagers) changes what comes back.

mod parse;

use crate::system::{Command, Output, RunError, System};
use camino::{Utf8Path, Utf8PathBuf};

/// Why git did not answer.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum GitError {
    /// Git is not there.
    #[error(transparent)]
    Run(#[from] RunError),
    /// There is a repository but no working tree.
    #[error("`{0}` is in a bare repository, which has no files to scan")]
    NoWorkTree(Utf8PathBuf),
    /// A revision that does not exist.
    #[error("`{0}` is not a revision of this repository")]
    UnknownRevision(String),
    /// Two histories without a common commit.
    #[error("`{0}` and HEAD have no common ancestor; in a shallow clone, fetch more of the history")]
    NoMergeBase(String),
    /// Git ran and failed; its first line of complaint.
    #[error("`git {verb}` failed: {why}")]
    Failed {
        /// The first argument.
        verb: String,
        /// What git said.
        why: String,
    },
    /// An answer that is not in the form that git documents.
    #[error("`git {0}` gave an answer that could not be understood")]
    Answer(String),
}

/// The later state of a comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// The index: what a commit would hold.
    Index,
    /// The files on disk, untracked ones that are not ignored included.
    WorkingTree,
}

/// A file that differs between two states and exists in the later one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Delta {
    /// Path in the later state, relative to the top of the working tree.
    pub path: String,
    /// Path in the earlier state where it was another.
    pub old_path: Option<String>,
    /// Id of the content in the earlier state; `None` for a new file.
    pub old_blob: Option<String>,
    /// Id of the content in the later state; `None` when it is on disk only.
    pub new_blob: Option<String>,
    /// The file is in conflict: it has no one content in the index.
    pub conflict: bool,
}

/// The content behind an id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Blob {
    /// The bytes.
    Content(Vec<u8>),
    /// More bytes than were asked for; how many.
    TooLarge(u64),
    /// The repository does not have it.
    Missing,
}

/// A repository with a working tree.
#[derive(Clone)]
pub struct Git<'s> {
    system: &'s dyn System,
    directory: Utf8PathBuf,
    environment: Vec<(String, Option<String>)>,
    top: Utf8PathBuf,
}

/// Variables that point git to a repository other than the one around its working directory
/// (`git rev-parse --local-env-vars`, without those that only carry configuration).
const REPOSITORY_VARIABLES: [&str; 10] = [
    "GIT_DIR",
    "GIT_WORK_TREE",
    "GIT_INDEX_FILE",
    "GIT_COMMON_DIR",
    "GIT_OBJECT_DIRECTORY",
    "GIT_ALTERNATE_OBJECT_DIRECTORIES",
    "GIT_PREFIX",
    "GIT_SHALLOW_FILE",
    "GIT_GRAFT_FILE",
    "GIT_NAMESPACE",
];

impl<'s> Git<'s> {
    /// The repository around `directory`, or `None` when there is none.
    ///
    /// For the process's own working directory the environment decides as it does for git itself: inside a hook it
    /// names the index of the commit that is being made. For any other directory it would name the wrong repository.
    ///
    /// # Errors
    /// When git is missing, refuses the repository, or there is no working tree.
    pub fn discover(system: &'s dyn System, directory: &Utf8Path) -> Result<Option<Self>, GitError> {
        let set = |name: &str, value: &str| (name.to_owned(), Some(value.to_owned()));
        let mut environment = vec![
            // Messages are recognised, prompts would wait for nobody, and a scan changes nothing.
            set("LC_ALL", "C"),
            set("GIT_TERMINAL_PROMPT", "0"),
            set("GIT_OPTIONAL_LOCKS", "0"),
            ("GIT_EXTERNAL_DIFF".to_owned(), None),
            ("GIT_DIFF_OPTS".to_owned(), None),
            ("GIT_LITERAL_PATHSPECS".to_owned(), None),
            ("GIT_GLOB_PATHSPECS".to_owned(), None),
            ("GIT_NOGLOB_PATHSPECS".to_owned(), None),
            ("GIT_ICASE_PATHSPECS".to_owned(), None),
        ];
        if system.current_directory().ok().as_deref() != Some(directory) {
            environment.extend(REPOSITORY_VARIABLES.map(|name| (name.to_owned(), None)));
        }
        let mut git = Self { system, directory: directory.to_owned(), environment, top: Utf8PathBuf::new() };
        let output = git.run(&["rev-parse", "--show-toplevel"], Vec::new())?;
        if output.code == Some(0) {
            git.top = text(&output.stdout, "rev-parse")?.trim_end_matches(['\n', '\r']).into();
            return Ok(Some(git));
        }
        let error = String::from_utf8_lossy(&output.stderr);
        if error.contains("not a git repository") {
            Ok(None)
        } else if error.contains("must be run in a work tree") {
            Err(GitError::NoWorkTree(directory.to_owned()))
        } else {
            Err(failed("rev-parse", &output))
        }
    }

    /// The top of the working tree.
    pub fn top(&self) -> &Utf8Path {
        &self.top
    }

    /// What is staged: the files of the index that differ from HEAD, or all of them before the first commit.
    pub fn staged(&self) -> Result<Vec<Delta>, GitError> {
        self.compare(None, Side::Index)
    }

    /// The commit at which the history of HEAD left that of `revision`.
    pub fn merge_base(&self, revision: &str) -> Result<String, GitError> {
        let commit = format!("{revision}^{{commit}}");
        let output = self.run(&["rev-parse", "--verify", "--quiet", "--end-of-options", &commit], Vec::new())?;
        if output.code != Some(0) {
            return if revision == "HEAD" {
                self.before_first_commit()
            } else {
                Err(GitError::UnknownRevision(revision.to_owned()))
            };
        }
        let commit = text(&output.stdout, "rev-parse")?.trim().to_owned();
        let output = self.run(&["merge-base", &commit, "HEAD"], Vec::new())?;
        match output.code {
            Some(0) => Ok(text(&output.stdout, "merge-base")?.trim().to_owned()),
            Some(1) => Err(GitError::NoMergeBase(revision.to_owned())),
            _ => Err(failed("merge-base", &output)),
        }
    }

    /// The empty tree, which stands for HEAD before the first commit: everything is new then.
    fn before_first_commit(&self) -> Result<String, GitError> {
        let unborn = self.run(&["symbolic-ref", "--quiet", "HEAD"], Vec::new())?;
        if unborn.code != Some(0) {
            return Err(GitError::UnknownRevision("HEAD".to_owned()));
        }
        // Its id depends on the hash of the repository.
        let output = self.run(&["hash-object", "-t", "tree", "--stdin"], Vec::new())?;
        match output.code {
            Some(0) => Ok(text(&output.stdout, "hash-object")?.trim().to_owned()),
            _ => Err(failed("hash-object", &output)),
        }
    }

    /// The files of `side` that differ from the commit `base` (HEAD for none), renames mapped.
    ///
    /// A copy counts as new. What is not a regular file in `side` is left out: a deletion, a link, a submodule.
    pub fn compare(&self, base: Option<&str>, side: Side) -> Result<Vec<Delta>, GitError> {
        let mut args = vec![
            "-c",
            "diff.renameLimit=0",
            "diff",
            "--raw",
            "-z",
            "--no-abbrev",
            "-M",
            "--no-ext-diff",
            "--no-relative",
            "--ignore-submodules=all",
        ];
        if side == Side::Index {
            args.push("--cached");
        }
        args.extend(base);
        args.push("--");
        let mut deltas = parse::raw_diff(&self.succeed(&args)?).ok_or_else(|| GitError::Answer("diff".to_owned()))?;
        if side == Side::WorkingTree {
            for path in self.list(&["--others", "--exclude-standard"])? {
                deltas.push(Delta { path, old_path: None, old_blob: None, new_blob: None, conflict: false });
            }
        }
        if side == Side::WorkingTree {
            // On disk a file in conflict has one content, which is told beside the conflict.
            for delta in &mut deltas {
                delta.conflict = false;
            }
        }
        deltas.sort_by(|a, b| (&a.path, a.old_blob.is_none()).cmp(&(&b.path, b.old_blob.is_none())));
        deltas.dedup_by(|a, b| a.path == b.path);
        Ok(deltas)
    }

    /// The tracked files.
    pub fn files(&self) -> Result<Vec<String>, GitError> {
        self.list(&["--cached"])
    }

    /// The id of the file `path` in the commit `commit`, if it is one there.
    pub fn blob_at(&self, commit: &str, path: &str) -> Result<Option<String>, GitError> {
        let pathspec = format!(":(top,literal){path}");
        let listed = self.succeed(&["ls-tree", "-z", "--full-tree", commit, "--", &pathspec])?;
        Ok(parse::tree_blob(&listed, path))
    }

    /// The contents of `ids`, in their order; one with more than `limit` bytes is not read.
    pub fn blobs(&self, ids: &[&str], limit: u64) -> Result<Vec<Blob>, GitError> {
        // What one process may hold in memory at a time.
        const BATCH: u64 = 32 << 20;
        let sizes = self.batch("--batch-check", ids)?;
        let sizes = parse::sizes(&sizes, ids.len()).ok_or_else(|| GitError::Answer("cat-file".to_owned()))?;
        let mut blobs: Vec<Blob> = sizes.iter().map(|size| size.map_or(Blob::Missing, Blob::TooLarge)).collect();
        let mut wanted = sizes
            .iter()
            .enumerate()
            .filter_map(|(at, size)| size.filter(|&it| it <= limit).map(|size| (at, size)))
            .peekable();
        while wanted.peek().is_some() {
            let mut held = 0;
            let mut batch = Vec::new();
            while let Some((at, size)) = wanted.next_if(|&(_, size)| held == 0 || held + size <= BATCH) {
                held += size.max(1);
                batch.push(at);
            }
            let names: Vec<&str> = batch.iter().map(|&at| ids[at]).collect();
            let answer = self.batch("--batch", &names)?;
            let contents =
                parse::contents(&answer, names.len()).ok_or_else(|| GitError::Answer("cat-file".to_owned()))?;
            for (at, content) in batch.into_iter().zip(contents) {
                blobs[at] = content.map_or(Blob::Missing, |content| Blob::Content(content.to_vec()));
            }
        }
        Ok(blobs)
    }

    fn batch(&self, mode: &str, ids: &[&str]) -> Result<Vec<u8>, GitError> {
        if ids.is_empty() {
            return Ok(Vec::new());
        }
        let stdin = ids.iter().flat_map(|id| [id.as_bytes(), b"\n"]).flatten().copied().collect();
        let output = self.run(&["cat-file", mode], stdin)?;
        if output.code == Some(0) { Ok(output.stdout) } else { Err(failed("cat-file", &output)) }
    }

    fn list(&self, kinds: &[&str]) -> Result<Vec<String>, GitError> {
        let mut args = vec!["ls-files", "-z", "--full-name"];
        args.extend(kinds);
        args.extend(["--", ":/"]);
        Ok(parse::names(&self.succeed(&args)?))
    }

    fn succeed(&self, args: &[&str]) -> Result<Vec<u8>, GitError> {
        let output = self.run(args, Vec::new())?;
        if output.code == Some(0) {
            return Ok(output.stdout);
        }
        let verb = args.iter().copied().find(|arg| !arg.starts_with('-') && !arg.contains('=')).unwrap_or_default();
        Err(failed(verb, &output))
    }

    fn run(&self, args: &[&str], stdin: Vec<u8>) -> Result<Output, RunError> {
        self.system.run(&Command {
            program: "git".to_owned(),
            args: args.iter().map(ToString::to_string).collect(),
            directory: self.directory.clone(),
            environment: self.environment.clone(),
            stdin,
        })
    }
}

fn text<'o>(bytes: &'o [u8], verb: &str) -> Result<&'o str, GitError> {
    std::str::from_utf8(bytes).map_err(|_| GitError::Answer(verb.to_owned()))
}

fn failed(verb: &str, output: &Output) -> GitError {
    let said = String::from_utf8_lossy(&output.stderr);
    let line = said.lines().find(|line| !line.trim().is_empty()).unwrap_or("it said nothing");
    let why = line.trim_start_matches("fatal: ").trim_start_matches("error: ").to_owned();
    GitError::Failed { verb: verb.to_owned(), why }
}
