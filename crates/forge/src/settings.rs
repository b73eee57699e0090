//! The project's configuration, read and checked, its mistakes shown.

use crate::console::Console;
use anyhow::{Context, bail};
use camino::Utf8Path;
use forge_project::config::{self, Config};
use forge_project::{EntryKind, Project, System};
use forge_report::Mistake;
use std::io::Write;

/// A configuration is read up to this size in bytes.
const LARGEST: u64 = 1 << 20;

/// The configuration in `file`, or else the project's own, or else none.
///
/// # Errors
/// When it cannot be read or has mistakes; these were shown on standard error.
pub(crate) fn load(
    system: &dyn System,
    project: &Project,
    file: Option<&Utf8Path>,
    console: Console,
) -> anyhow::Result<Config> {
    let (path, shown) = match file {
        Some(file) => (system.current_directory()?.join(file), file.to_owned()),
        None => (project.root().join(config::PATH), config::PATH.into()),
    };
    if file.is_none() && system.entry(&path) != Some(EntryKind::File) {
        return Ok(Config::default());
    }
    let bytes =
        system.read(&path, LARGEST).with_context(|| format!("the configuration `{shown}` could not be read"))?;
    let text = String::from_utf8(bytes).with_context(|| format!("the configuration `{shown}` is not UTF-8"))?;
    let rules: Vec<&str> = forge_rules::rules().iter().map(|rule| rule.id.as_str()).collect();
    config::parse(&text, &rules).or_else(|mistakes| {
        let mistakes: Vec<Mistake<'_>> = mistakes
            .iter()
            .map(|it| Mistake { span: it.span.clone(), message: &it.message, help: it.help.as_deref() })
            .collect();
        let look = forge_report::Look { color: true, ..console.look() };
        let _ = write!(anstream::stderr(), "{}", forge_report::mistakes(shown.as_str(), &text, &mistakes, look));
        bail!("the configuration `{shown}` has mistakes")
    })
}
