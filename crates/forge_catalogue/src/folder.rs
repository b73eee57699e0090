//! The catalogue's folder: `rules/<family>/<rule>.md`, `models/<language>/<framework>.toml`, `secrets/<provider>.toml`.

use crate::catalogue::Image;
use crate::compile::{self, ModelFile};
use crate::{CompileError, rule};
use forge_model::{Confidence, FlowKind, RuleClass, RuleMeta, Severity};
use serde::{Deserialize, Serialize};
use std::path::Path;

/// Everything in the folder, compiled.
#[derive(Debug)]
pub struct Compiled {
    /// Every rule with its examples, sorted by id.
    pub rules: Vec<rule::Rule>,
    /// The catalogue of JavaScript and TypeScript.
    pub javascript: Image,
    /// The catalogue of Python.
    pub python: Image,
}

/// What is shipped of a rule.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct RuleRecord {
    id: String,
    title: String,
    kind: Option<String>,
    secret: bool,
    severity: String,
    confidence: String,
    cwe: Vec<u32>,
    yields_to: Vec<String>,
    languages: Vec<String>,
    since: String,
    denies: bool,
    remedy: String,
    not_a_fix: String,
    what: String,
    why: String,
    what_to_do: String,
}

impl RuleRecord {
    fn new(meta: &RuleMeta) -> Self {
        let kind = if let RuleClass::Flow(kind) = meta.class { Some(kind.name().to_owned()) } else { None };
        Self {
            id: meta.id.clone(),
            title: meta.title.clone(),
            kind,
            secret: meta.class == RuleClass::Secret,
            severity: meta.severity.name().to_owned(),
            confidence: meta.confidence.name().to_owned(),
            cwe: meta.cwe.clone(),
            yields_to: meta.yields_to.clone(),
            languages: meta.languages.clone(),
            since: meta.since.clone(),
            denies: meta.denies,
            remedy: meta.remedy.clone(),
            not_a_fix: meta.not_a_fix.clone(),
            what: meta.what.clone(),
            why: meta.why.clone(),
            what_to_do: meta.what_to_do.clone(),
        }
    }

    /// The rule; `None` if the record is not one that this version wrote.
    pub fn into_meta(self) -> Option<RuleMeta> {
        let class = match (self.kind, self.secret) {
            (Some(kind), _) => RuleClass::Flow(FlowKind::from_name(&kind)?),
            (None, true) => RuleClass::Secret,
            (None, false) => RuleClass::Local,
        };
        Some(RuleMeta {
            id: self.id,
            title: self.title,
            class,
            severity: Severity::from_name(&self.severity)?,
            confidence: Confidence::from_name(&self.confidence)?,
            cwe: self.cwe,
            yields_to: self.yields_to,
            languages: self.languages,
            since: self.since,
            denies: self.denies,
            remedy: self.remedy,
            not_a_fix: self.not_a_fix,
            what: self.what,
            why: self.why,
            what_to_do: self.what_to_do,
        })
    }
}

impl Compiled {
    /// The rules as they are shipped.
    ///
    /// # Errors
    /// Never for rules that were parsed.
    pub fn rules_to_bytes(&self) -> Result<Vec<u8>, postcard::Error> {
        let records: Vec<RuleRecord> = self.rules.iter().map(|rule| RuleRecord::new(&rule.meta)).collect();
        postcard::to_stdvec(&records)
    }
}

/// The rules of [`Compiled::rules_to_bytes`].
///
/// # Errors
/// The bytes are not what this version wrote.
pub fn rules_from_bytes(bytes: &[u8]) -> Result<Vec<RuleMeta>, postcard::Error> {
    let records: Vec<RuleRecord> = postcard::from_bytes(bytes)?;
    Ok(records.into_iter().filter_map(RuleRecord::into_meta).collect())
}

/// Compiles rules and models below `folder`.
///
/// # Errors
/// The first mistake, with the file that it is in.
pub fn compile_folder(folder: &Path) -> Result<Compiled, CompileError> {
    let mut rules = Vec::new();
    for (name, text) in files(&folder.join("rules"), "md")? {
        let stem = name.rsplit('/').next().unwrap_or(&name).trim_end_matches(".md").to_owned();
        rules.push(rule::parse(&stem, &text)?);
    }
    rules.sort_by(|a, b| a.meta.id.cmp(&b.meta.id));
    for rule in &rules {
        let unknown = rule.meta.yields_to.iter().find(|id| !rules.iter().any(|other| other.meta.id == **id));
        if let Some(id) = unknown {
            let why = format!("it yields to `{id}`, which is no rule");
            return Err(CompileError::Rule { rule: rule.meta.id.clone(), why });
        }
    }
    let family = |family: &'static str| -> Result<Image, CompileError> {
        let mut models = Vec::new();
        for (name, text) in files(&folder.join("models").join(family), "toml")? {
            let framework = toml::from_str(&text)
                .map_err(|error| CompileError::Model { file: format!("{family}/{name}"), why: error.to_string() })?;
            models.push(ModelFile { name: format!("{family}/{name}"), framework });
        }
        let patterns: Vec<_> = rules
            .iter()
            .enumerate()
            .filter_map(|(at, rule)| Some((at as u32, rule.meta.id.as_str(), rule.patterns.get(family)?)))
            .collect();
        compile::compile(&models, &patterns)
    };
    Ok(Compiled { javascript: family("javascript")?, python: family("python")?, rules })
}

/// The files below `folder` that end in `.extension`, as (path relative to it, text), sorted.
pub(crate) fn files(folder: &Path, extension: &str) -> Result<Vec<(String, String)>, CompileError> {
    let failed = |path: &Path, error: &std::io::Error| CompileError::Read {
        path: path.display().to_string(),
        why: error.to_string(),
    };
    let mut out = Vec::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(next) = folders.pop() {
        for entry in std::fs::read_dir(&next).map_err(|error| failed(&next, &error))? {
            let path = entry.map_err(|error| failed(&next, &error))?.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|found| found == extension) {
                let text = std::fs::read_to_string(&path).map_err(|error| failed(&path, &error))?;
                let name = path.strip_prefix(folder).unwrap_or(&path).to_string_lossy().replace('\\', "/");
                out.push((name, text));
            }
        }
    }
    out.sort();
    Ok(out)
}
