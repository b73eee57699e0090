//! Code with its expected findings: scanned with the catalogue's folder as it is, compared line by line.

use anyhow::{Context as _, Result};
use forge_catalogue::{Catalogue, Compiled};
use forge_model::{Analysis, RuleMeta};
use forge_scan::Content;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// A place where a rule fires: line from 1, rule id.
pub(crate) type Mark = (u32, String);

/// The engine with the catalogue compiled from its folder.
pub(crate) struct Bench {
    pub(crate) compiled: Vec<forge_catalogue::rule::Rule>,
    metas: Vec<RuleMeta>,
    javascript: &'static Catalogue<'static>,
    python: &'static Catalogue<'static>,
}

impl Bench {
    /// Compiles the catalogue.
    pub(crate) fn new() -> Result<Self> {
        let folder = root().join("crates/forge_rules");
        let Compiled { rules, javascript, python, .. } =
            forge_catalogue::compile_folder(&folder).context("failed to compile the catalogue")?;
        let metas = rules.iter().map(|rule| rule.meta.clone()).collect();
        // The engine keeps catalogues for the life of the process; this process makes one of each.
        Ok(Self { compiled: rules, metas, javascript: open(&javascript)?, python: open(&python)? })
    }

    /// Scans one text.
    pub(crate) fn scan(&self, path: &str, code: &str) -> Analysis {
        self.scan_bytes(path, code.as_bytes())
    }

    /// Scans the content of one file.
    pub(crate) fn scan_bytes(&self, path: &str, content: &[u8]) -> Analysis {
        let catalogue = Content { rules: &self.metas, javascript: self.javascript, python: self.python };
        forge_scan::scan_with(path, content, &catalogue)
    }

    /// The marks that a scan gives.
    pub(crate) fn marks(&self, path: &str, code: &str) -> BTreeSet<Mark> {
        self.scan(path, code).findings.into_iter().map(|finding| (finding.start.line, finding.rule)).collect()
    }
}

fn open(image: &forge_catalogue::Image) -> Result<&'static Catalogue<'static>> {
    let bytes: &'static [u8] = image.to_bytes()?.leak();
    Ok(Box::leak(Box::new(Catalogue::from_bytes(bytes)?)))
}

/// The repository's root.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().map(Path::to_path_buf).unwrap_or_default()
}

/// The file name that an example in this language is scanned under.
pub(crate) fn file_name(language: &str) -> String {
    match language {
        "javascript" => "example.js".to_owned(),
        "typescript" => "example.ts".to_owned(),
        "python" => "example.py".to_owned(),
        other => format!("example.{other}"),
    }
}
