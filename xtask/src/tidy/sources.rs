//! The files that the house rules are about.

use crate::examples::root;
use anyhow::{Context as _, Result};
use std::path::Path;

/// A file of ours.
pub(super) struct Source {
    /// Relative to the repository's root, with `/` between its parts.
    pub(super) path: String,
    pub(super) text: String,
}

impl Source {
    pub(super) fn is_rust(&self) -> bool {
        Path::new(&self.path).extension().is_some_and(|extension| extension == "rs")
    }

    /// Whether it is compiled into what is shipped, or into this program, rather than only into tests.
    pub(super) fn is_shipped(&self) -> bool {
        let parts = ["/tests/", "/examples/", "/benches/"];
        self.is_rust() && !parts.iter().any(|part| self.path.contains(part)) && !self.path.ends_with("/tests.rs")
    }

    /// The text without the tests at its end.
    pub(super) fn without_tests(&self) -> &str {
        self.text.split("#[cfg(test)]\nmod tests").next().unwrap_or(&self.text)
    }

    /// The crate's folder name.
    pub(super) fn krate(&self) -> &str {
        let mut parts = self.path.split('/');
        match parts.next() {
            Some("crates") => parts.next().unwrap_or_default(),
            Some(first) => first,
            None => "",
        }
    }
}

/// Folders with sources of ours, and the extensions of files that count.
const FOLDERS: [&str; 5] = ["crates", "xtask", "bench", "tests", ".ci"];
const EXTENSIONS: [&str; 6] = ["rs", "toml", "sh", "py", "yml", "run"];

/// Every source, sorted by path.
pub(super) fn all() -> Result<Vec<Source>> {
    let mut sources = Vec::new();
    for folder in FOLDERS {
        collect(&root().join(folder), folder, &mut sources)?;
    }
    sources.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(sources)
}

fn collect(folder: &Path, name: &str, out: &mut Vec<Source>) -> Result<()> {
    if !folder.exists() {
        return Ok(());
    }
    for entry in std::fs::read_dir(folder).with_context(|| format!("failed to read {}", folder.display()))? {
        let path = entry?.path();
        let file = path.file_name().map(|file| file.to_string_lossy().into_owned()).unwrap_or_default();
        let below = format!("{name}/{file}");
        if path.is_dir() {
            if file != "target" {
                collect(&path, &below, out)?;
            }
        } else if EXTENSIONS.contains(&file.rsplit('.').next().unwrap_or_default()) {
            let text = std::fs::read_to_string(&path).with_context(|| format!("failed to read {}", path.display()))?;
            out.push(Source { path: below, text });
        }
    }
    Ok(())
}
