//! `forge init`: registers Forge with an agent client, and takes the registration back.

use crate::console::Console;
use anyhow::{Context, bail};
use camino::{Utf8Path, Utf8PathBuf};
use forge_clients::claude::{self, Edited};
use forge_project::{Command, EntryKind, Git, OsSystem, ReadError, System};
use std::io::Write;
use std::process::ExitCode;

/// Settings and ignore files are read up to this size in bytes.
const LARGEST: u64 = 1 << 20;

/// What stands in git's list of files to ignore, for this repository and this person only.
const EXCLUDED: &str = "# Personal settings of Claude Code, written by `forge init`\n/.claude/settings.local.json\n";

/// Arguments of `forge init`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  forge init             watch over Claude Code in this repository, for you alone
  forge init --remove    take that back

Settings are merged: what else is in them stays as it is. Doing it again changes nothing.")]
pub(crate) struct Args {
    /// The agent client
    #[arg(long, value_name = "CLIENT", value_enum, default_value_t)]
    client: Client,

    /// Take the registration out again
    #[arg(long)]
    remove: bool,
}

/// The clients that Forge registers with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, clap::ValueEnum)]
enum Client {
    /// Claude Code
    #[default]
    Claude,
}

pub(crate) fn run(args: &Args, console: Console) -> anyhow::Result<ExitCode> {
    let Client::Claude = args.client;
    let system = OsSystem;
    let place = Place::find(&system)?;
    let told = if args.remove { remove(&place)? } else { install(&place)? };
    if !console.quiet {
        let mut out = console.stdout();
        for line in told {
            writeln!(out, "{line}")?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// The repository that is being changed.
struct Place<'s> {
    system: &'s dyn System,
    top: Utf8PathBuf,
}

impl<'s> Place<'s> {
    fn find(system: &'s dyn System) -> anyhow::Result<Self> {
        let directory = system.current_directory()?;
        let Some(git) = Git::discover(system, &directory)? else {
            bail!(
                "`{directory}` is not in a git repository; change to the one that Forge is to watch over, or run `git init` first"
            );
        };
        Ok(Self { system, top: git.top().to_owned() })
    }

    fn settings(&self) -> Utf8PathBuf {
        self.top.join(claude::PERSONAL_SETTINGS)
    }

    fn git(&self, args: &[&str]) -> anyhow::Result<(bool, String)> {
        let output = self.system.run(&Command {
            program: "git".to_owned(),
            args: args.iter().map(ToString::to_string).collect(),
            directory: self.top.clone(),
            environment: Vec::new(),
            stdin: Vec::new(),
        })?;
        Ok((output.code == Some(0), String::from_utf8_lossy(&output.stdout).trim_end_matches('\n').to_owned()))
    }

    /// Git's list of files to ignore that is not shared.
    fn exclude_file(&self) -> anyhow::Result<Utf8PathBuf> {
        let (found, path) = self.git(&["rev-parse", "--git-path", "info/exclude"])?;
        if !found || path.is_empty() {
            bail!("git does not say where its `info/exclude` is");
        }
        Ok(self.top.join(path))
    }

    fn write(&self, path: &Utf8Path, text: &str) -> anyhow::Result<()> {
        self.system.write(path, text.as_bytes()).with_context(|| format!("`{path}` could not be written"))
    }
}

fn install(place: &Place<'_>) -> anyhow::Result<Vec<String>> {
    if on_path(place.system).is_none() {
        bail!(
            "`forge` is not on the PATH, so Claude Code could not call it and would refuse every write; \
             install it (`cargo install --path crates/forge`) or put its directory on the PATH, then run `forge init` again"
        );
    }
    let settings = place.settings();
    let before = text_of(place.system, &settings)?;
    let edited = claude::install(before.as_deref()).with_context(|| unusable(&settings))?;
    let mut told = Vec::new();
    if let Edited::Changed(text) = edited {
        place.write(&settings, &text)?;
        told.push(format!("  {}: the hooks now call `{}`", claude::PERSONAL_SETTINGS, claude::COMMAND));
    }
    if let Some(path) = exclude(place)? {
        told.push(format!("  {path}: the settings are yours alone and are not committed"));
    }
    if told.is_empty() {
        return Ok(vec!["Nothing to do: Forge already watches over Claude Code in this repository.".to_owned()]);
    }
    told.insert(0, "Forge watches over Claude Code in this repository:".to_owned());
    told.push(
        "Restart Claude Code sessions that are running here: they keep the hooks that they began with.".to_owned(),
    );
    told.push("`forge doctor` checks that everything is in place; `forge init --remove` takes it back.".to_owned());
    Ok(told)
}

fn remove(place: &Place<'_>) -> anyhow::Result<Vec<String>> {
    let settings = place.settings();
    let mut told = Vec::new();
    if let Some(text) = text_of(place.system, &settings)? {
        match claude::remove(&text).with_context(|| unusable(&settings))? {
            Edited::Same => {}
            Edited::Changed(text) => {
                place.write(&settings, &text)?;
                told.push(format!(
                    "  {}: Forge's hooks are gone, everything else is as it was",
                    claude::PERSONAL_SETTINGS
                ));
            }
            Edited::Empty => {
                place.system.remove(&settings).with_context(|| format!("`{settings}` could not be removed"))?;
                // Only an empty directory goes: it was made for this file.
                if let Some(directory) = settings.parent() {
                    place.system.remove_empty_directory(directory);
                }
                told.push(format!("  {}: removed, nothing else was in it", claude::PERSONAL_SETTINGS));
            }
        }
    }
    if let Some(path) = unexclude(place)? {
        told.push(format!("  {path}: restored"));
    }
    if told.is_empty() {
        return Ok(vec!["Nothing to remove: Forge is not registered in this repository.".to_owned()]);
    }
    told.insert(0, "Forge no longer watches over Claude Code in this repository:".to_owned());
    told.push("Sessions that are running keep the hooks that they began with until they are restarted.".to_owned());
    Ok(told)
}

/// Keeps the settings out of commits, if nothing else does; the file in which that was noted.
fn exclude(place: &Place<'_>) -> anyhow::Result<Option<Utf8PathBuf>> {
    let (is_ignored, _) = place.git(&["check-ignore", "--quiet", "--", claude::PERSONAL_SETTINGS])?;
    let (is_tracked, _) = place.git(&["ls-files", "--error-unmatch", "--", claude::PERSONAL_SETTINGS])?;
    if is_ignored || is_tracked {
        return Ok(None);
    }
    let path = place.exclude_file()?;
    let mut text = text_of(place.system, &path)?.unwrap_or_default();
    if !text.is_empty() && !text.ends_with('\n') {
        text.push('\n');
    }
    text.push_str(EXCLUDED);
    place.write(&path, &text)?;
    Ok(Some(path))
}

fn unexclude(place: &Place<'_>) -> anyhow::Result<Option<Utf8PathBuf>> {
    let path = place.exclude_file()?;
    let text = text_of(place.system, &path)?.unwrap_or_default();
    if !text.contains(EXCLUDED) {
        return Ok(None);
    }
    place.write(&path, &text.replace(EXCLUDED, ""))?;
    Ok(Some(path))
}

/// The text of a file, or `None` when there is none.
pub(super) fn text_of(system: &dyn System, path: &Utf8Path) -> anyhow::Result<Option<String>> {
    match system.read(path, LARGEST) {
        Ok(bytes) => Ok(Some(String::from_utf8(bytes).with_context(|| format!("`{path}` is not UTF-8"))?)),
        Err(ReadError::NotFound) => Ok(None),
        Err(error) => Err(error).with_context(|| format!("`{path}` could not be read")),
    }
}

fn unusable(settings: &Utf8Path) -> String {
    format!("`{settings}` has a mistake, so nothing was changed; correct it and run `forge init` again")
}

/// The `forge` that a client finds on the PATH.
pub(super) fn on_path(system: &dyn System) -> Option<Utf8PathBuf> {
    let name = format!("forge{}", std::env::consts::EXE_SUFFIX);
    let directories = system.variable("PATH")?;
    let candidates = std::env::split_paths(&directories)
        .filter_map(|directory| Utf8PathBuf::from_path_buf(directory.join(&name)).ok());
    let mut candidates = candidates.filter(|path| path.is_absolute());
    candidates.find(|path| system.entry(path) == Some(EntryKind::File))
}
