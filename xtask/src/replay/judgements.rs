//! What people said about refusals, in `bench/replay/<repository>.toml`.

use super::{Refusal, Write};
use crate::examples::root;
use anyhow::{Context as _, Result, ensure};
use serde::Deserialize;
use std::fmt;
use std::path::{Path, PathBuf};

/// What is written down about one repository.
pub(super) struct Judgements {
    path: PathBuf,
    /// The newest commit that is replayed.
    pub(super) until: Option<String>,
    /// How many commits are replayed.
    pub(super) commits: Option<usize>,
    all: Vec<Judgement>,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
struct File {
    /// Where the repository is, for whoever wants to repeat it.
    #[serde(rename = "repository")]
    _repository: Option<String>,
    until: Option<String>,
    commits: Option<usize>,
    #[serde(default)]
    judgement: Vec<Judgement>,
}

/// One judgement.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Judgement {
    /// The commit's id, or how it begins.
    commit: String,
    path: String,
    rule: String,
    line: u32,
    verdict: Verdict,
    /// One sentence that says why.
    why: String,
}

#[derive(Deserialize, Clone, Copy, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
enum Verdict {
    /// The code had the bug.
    Right,
    /// It had not.
    Wrong,
}

impl Judgements {
    /// The judgements in `file`, or in the file that the repository's name gives. No file, no judgements.
    pub(super) fn read(name: &str, file: Option<&Path>) -> Result<Self> {
        let path = file.map_or_else(|| root().join("bench/replay").join(format!("{name}.toml")), Path::to_path_buf);
        let text = if path.exists() { std::fs::read_to_string(&path)? } else { String::new() };
        let File { judgement: all, until, commits, .. } =
            toml::from_str(&text).with_context(|| format!("failed to read {}", path.display()))?;
        for judgement in &all {
            let is_said = judgement.why.split_whitespace().count() >= 3;
            ensure!(is_said, "{}: {} of {}: say why", path.display(), judgement.path, judgement.commit);
        }
        Ok(Self { path, until, commits, all })
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// The judgement about this refusal of this write.
    pub(super) fn of(&self, write: &Write, refusal: &Refusal) -> Option<&Judgement> {
        self.all.iter().find(|it| {
            !it.commit.is_empty()
                && write.commit.starts_with(&it.commit)
                && (it.path.as_str(), it.rule.as_str(), it.line) == (&write.path, &refusal.rule, refusal.line)
        })
    }
}

impl Judgement {
    pub(super) fn is_right(&self) -> bool {
        self.verdict == Verdict::Right
    }
}

impl fmt::Display for Judgement {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", if self.is_right() { "right" } else { "wrong" }, self.why)
    }
}

/// An entry of the file for a refusal that has none, with the verdict left to whoever reads the code.
pub(super) fn stub(write: &Write, refusal: &Refusal) -> String {
    format!(
        "[[judgement]]\ncommit = \"{}\"\npath = \"{}\"\nrule = \"{}\"\nline = {}\nverdict = \"\" # right or wrong\nwhy = \"\"\n",
        &write.commit[..12],
        write.path,
        refusal.rule,
        refusal.line
    )
}
