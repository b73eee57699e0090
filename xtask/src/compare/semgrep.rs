//! Semgrep: its installation, and our rules in its words.

use super::translate::Translated;
use crate::examples::root;
use crate::measured::{Cost, measured};
use crate::process::{must_succeed, target_dir};
use anyhow::{Context as _, Result, ensure};
use serde::Deserialize;
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::process::Command;

/// The version that is compared with.
pub(super) const VERSION: &str = "1.182.0";

/// Semgrep with our rules.
pub(super) struct Semgrep {
    program: PathBuf,
    core: PathBuf,
    /// The rules as they are written, with the detectors for secrets.
    pub(super) written: Rules,
    /// The same with all sinks and sanitizers of our models: what Forge looks for.
    pub(super) equivalent: Rules,
}

/// A file of rules.
pub(super) struct Rules {
    path: PathBuf,
    pub(super) name: &'static str,
    pub(super) count: usize,
    pub(super) patterns: usize,
}

/// A way to run it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Mode {
    /// As its documentation says.
    Usual,
    /// The command line in OCaml, which starts faster.
    Experimental,
    /// The engine without any command line, which its users do not call. Told for completeness.
    Core,
}

impl Mode {
    pub(super) const ALL: [Self; 3] = [Self::Usual, Self::Experimental, Self::Core];

    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Usual => "semgrep scan",
            Self::Experimental => "semgrep --experimental",
            Self::Core => "(its bare core)",
        }
    }

    pub(super) fn is_for_users(self) -> bool {
        self != Self::Core
    }
}

#[derive(Deserialize)]
struct Provider {
    detector: Vec<Detector>,
}

#[derive(Deserialize)]
struct Detector {
    id: String,
    #[serde(default)]
    pattern: String,
    #[serde(default)]
    names: Vec<String>,
    #[serde(default)]
    ignore_case: bool,
}

impl Semgrep {
    /// Installs it from PyPI into a folder of its own below the target folder, and writes the rules.
    pub(super) fn install(folder: &Path) -> Result<Self> {
        let home = target_dir()?.join("tools").join(format!("semgrep-{VERSION}"));
        let bin = home.join("bin");
        if !bin.join("semgrep").exists() {
            println!("installing semgrep {VERSION} into {}", home.display());
            must_succeed(Command::new("python3").args(["-m", "venv"]).arg(&home))
                .context("python3 -m venv is needed")?;
            must_succeed(Command::new(bin.join("pip")).args(["install", "--quiet", &format!("semgrep=={VERSION}")]))?;
        }
        let core = core(&home)?;
        let models = Translated::of_models()?;
        let written = Rules::write("written", folder, &Translated::default())?;
        let equivalent = Rules::write("equivalent", folder, &models)?;
        Ok(Self { program: bin.join("semgrep"), core, written, equivalent })
    }

    /// Scans `path` in `place`.
    pub(super) fn scan(&self, rules: &Rules, mode: Mode, place: &Path, output: &Path, path: &str) -> Result<Cost> {
        let rules = rules.path.to_string_lossy();
        let quiet = ["--metrics", "off", "--disable-version-check", "--no-git-ignore", "--json", "--quiet"];
        let scan = ["scan", "--config", &rules];
        // `semgrep` looks for its other half on the PATH.
        let bin = self.program.parent().context("a program without a folder")?;
        let path_variable = std::env::join_paths(
            std::iter::once(bin.to_path_buf())
                .chain(std::env::split_paths(&std::env::var_os("PATH").unwrap_or_default())),
        )?;
        let path_variable = format!("PATH={}", path_variable.to_string_lossy());
        let under = Path::new("/usr/bin/env");
        let program = self.program.to_string_lossy();
        let usual = [&[&path_variable, "SEMGREP_SEND_METRICS=off", &program], &scan[..], &quiet].concat();
        let core = self.core.to_string_lossy();
        let args = match mode {
            Mode::Usual => [usual, vec![path]].concat(),
            Mode::Experimental => [usual, vec!["--experimental", path]].concat(),
            Mode::Core => vec![&core, "-rules", &rules, "-lang", "js", "-json", path],
        };
        let cost = measured(under, &args, place, output)?;
        ensure!(cost.code == 0 || cost.code == 1, "{} ended with {}", mode.name(), cost.code);
        Ok(cost)
    }
}

impl Rules {
    /// Writes the rules for one run, extended by what the models have.
    fn write(name: &'static str, folder: &Path, models: &Translated) -> Result<Self> {
        let source = root().join("bench/compare/rules.json");
        let text = std::fs::read(&source).with_context(|| format!("failed to read {}", source.display()))?;
        let mut document: Value = serde_json::from_slice(&text).context("failed to read the rules for semgrep")?;
        let list = document["rules"].as_array_mut().context("the rules for semgrep are not a list")?;
        let patterns: usize = list.iter_mut().map(|rule| models.extend(rule)).sum();
        let secrets = secrets()?;
        let patterns = patterns + secrets.len();
        list.extend(secrets);
        let count = list.len();
        // JSON is YAML.
        let path = folder.join(format!("{name}.yml"));
        std::fs::write(&path, document.to_string())?;
        Ok(Self { path, name, count, patterns })
    }
}

/// The engine's program within the installed package.
fn core(home: &Path) -> Result<PathBuf> {
    let lib = home.join("lib");
    let pythons = std::fs::read_dir(&lib).with_context(|| format!("failed to read {}", lib.display()))?;
    let cores = pythons.filter_map(|entry| Some(entry.ok()?.path().join("site-packages/semgrep/bin/semgrep-core")));
    cores.into_iter().find(|core| core.exists()).context("there is no semgrep-core in the package")
}

/// Our detectors for secrets as rules: a pattern, or what is assigned to one of the names.
fn secrets() -> Result<Vec<Value>> {
    let folder = root().join("crates/forge_rules/secrets");
    let mut paths: Vec<_> = std::fs::read_dir(&folder)?.filter_map(|entry| Some(entry.ok()?.path())).collect();
    paths.sort();
    let mut rules = Vec::new();
    for path in paths.iter().filter(|path| path.extension().is_some_and(|extension| extension == "toml")) {
        let text = std::fs::read_to_string(path)?;
        let provider: Provider = toml::from_str(&text).with_context(|| format!("failed to read {}", path.display()))?;
        for detector in provider.detector {
            let Some(regex) = detector.regex() else { continue };
            rules.push(json!({
                "id": format!("secret-{}", detector.id),
                "languages": ["javascript", "typescript", "python"],
                "severity": "ERROR",
                "message": "a credential in the source",
                "pattern-regex": regex,
            }));
        }
    }
    Ok(rules)
}

impl Detector {
    fn regex(&self) -> Option<String> {
        let case = if self.ignore_case { "(?i)" } else { "" };
        match (self.pattern.is_empty(), self.names.is_empty()) {
            (false, true) => Some(format!("{case}{}", self.pattern)),
            (_, false) => {
                let value = if self.pattern.is_empty() { "[^\"'\\s]{8,}" } else { &self.pattern };
                let names: Vec<String> = self.names.iter().map(|name| name.replace(' ', "[_.-]?")).collect();
                Some(format!("(?i)(?:{})\\s*[:=]\\s*[\"']{value}", names.join("|")))
            }
            (true, true) => None,
        }
    }
}
