//! `forge doctor`: whether Forge is installed and registered as it should be.

use crate::cmd::init::{on_path, text_of};
use crate::console::Console;
use camino::{Utf8Path, Utf8PathBuf};
use forge_clients::claude;
use forge_project::{Command, Git, OsSystem, System};
use std::io::Write;
use std::process::ExitCode;
use std::sync::mpsc;
use std::time::Duration;

/// How long a client may take to tell its version.
const PATIENCE: Duration = Duration::from_secs(2);

/// The first version of Claude Code that knows `onFailure`.
const BLOCKS_ON_FAILURE: [u32; 3] = [2, 1, 295];

/// Arguments of `forge doctor`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Exit codes: 0 everything is in place, 1 there are problems.")]
pub(crate) struct Args {}

/// The result of one check.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Check {
    subject: &'static str,
    state: State,
    /// What was found.
    found: String,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum State {
    Fine,
    /// Worth knowing, not in the way.
    Note,
    /// Not as it should be, and what to do about it.
    Problem(String),
}

impl Check {
    fn fine(subject: &'static str, found: impl Into<String>) -> Self {
        Self { subject, state: State::Fine, found: found.into() }
    }

    fn note(subject: &'static str, found: impl Into<String>) -> Self {
        Self { subject, state: State::Note, found: found.into() }
    }

    fn problem(subject: &'static str, found: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self { subject, state: State::Problem(remedy.into()), found: found.into() }
    }
}

pub(crate) fn run(args: &Args, console: Console) -> anyhow::Result<ExitCode> {
    let Args {} = args;
    let system = OsSystem;
    let mut checks = vec![binary(&system), git(&system)];
    let directory = system.current_directory()?;
    match Git::discover(&system, &directory) {
        Ok(Some(git)) => {
            checks.push(Check::fine("repository", git.top().as_str()));
            checks.push(registration(&system, git.top()));
            checks.extend(hooks_enabled(&system, git.top()));
        }
        Ok(None) => checks.push(Check::problem(
            "repository",
            format!("`{directory}` is not in a git repository"),
            "change to a repository, or run `git init`",
        )),
        Err(error) => checks.push(Check::problem("repository", error.to_string(), "correct this, then check again")),
    }
    checks.push(client());
    checks.push(Check::fine("rules", format!("{} in this version", forge_rules::rules().len())));
    let is_sound = checks.iter().all(|check| !matches!(check.state, State::Problem(_)));
    let mut out = console.stdout();
    for check in checks.iter().filter(|check| !console.quiet || matches!(check.state, State::Problem(_))) {
        out.write_all(line(check).as_bytes())?;
    }
    Ok(if is_sound { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn line(check: &Check) -> String {
    let Check { subject, state, found } = check;
    let (word, remedy) = match state {
        State::Fine => ("ok", None),
        State::Note => ("note", None),
        State::Problem(remedy) => ("problem", Some(remedy)),
    };
    let remedy = remedy.map_or_else(String::new, |remedy| format!("{:23}{remedy}\n", ""));
    format!("{word:9}{subject:14}{found}\n{remedy}")
}

/// The client finds this very program.
fn binary(system: &dyn System) -> Check {
    let version = env!("CARGO_PKG_VERSION");
    let running = std::env::current_exe().ok().and_then(|path| Utf8PathBuf::from_path_buf(path).ok());
    let running = running.and_then(|path| system.canonical(&path).ok());
    let Some(found) = on_path(system) else {
        return Check::problem(
            "binary",
            "`forge` is not on the PATH, so clients cannot call it",
            "install it (`cargo install --path crates/forge`), or put its directory on the PATH",
        );
    };
    match (system.canonical(&found).ok(), running) {
        (Some(real), Some(running)) if real != running => Check::problem(
            "binary",
            format!("clients call `{found}`, and this is `{running}`"),
            "remove one of the two, or change their order on the PATH",
        ),
        _ => Check::fine("binary", format!("{found}, version {version}")),
    }
}

fn git(system: &dyn System) -> Check {
    match system.run(&program("git", &["--version"])) {
        Ok(output) if output.code == Some(0) => Check::fine("git", String::from_utf8_lossy(&output.stdout).trim()),
        Ok(_) => Check::problem("git", "`git --version` fails", "repair the installation of git"),
        Err(error) => Check::problem("git", error.to_string(), "install git"),
    }
}

/// The personal settings call Forge exactly as this version would have it.
fn registration(system: &dyn System, top: &Utf8Path) -> Check {
    let subject = "registration";
    let name = claude::PERSONAL_SETTINGS;
    let text = match text_of(system, &top.join(name)) {
        Ok(text) => text.unwrap_or_default(),
        Err(error) => return Check::problem(subject, format!("{error:#}"), "correct the file, then run `forge init`"),
    };
    match claude::registration(&text) {
        Err(error) => Check::problem(
            subject,
            format!("`{name}` has a mistake, so Claude Code ignores it: {error}"),
            "correct it, then run `forge init`",
        ),
        Ok(found) if found.complete => Check::fine(subject, format!("{name} calls `{}`", claude::COMMAND)),
        Ok(found) if found.present => Check::problem(
            subject,
            format!("`{name}` calls Forge for some events only, or in another way"),
            "run `forge init`",
        ),
        Ok(_) => Check::problem(subject, format!("`{name}` does not call Forge"), "run `forge init`"),
    }
}

/// No settings turn all hooks off.
fn hooks_enabled(system: &dyn System, top: &Utf8Path) -> Vec<Check> {
    let home = system.variable("HOME").or_else(|| system.variable("USERPROFILE")).map(Utf8PathBuf::from);
    let files = [
        Some(top.join(claude::PERSONAL_SETTINGS)),
        Some(top.join(claude::SHARED_SETTINGS)),
        home.map(|home| home.join(claude::SHARED_SETTINGS)),
    ];
    let disables = |path: &Utf8PathBuf| {
        let text = text_of(system, path).ok().flatten().unwrap_or_default();
        claude::registration(&text).is_ok_and(|registration| registration.disabled)
    };
    let disabling = files.into_iter().flatten().filter(disables);
    let problem = |path: Utf8PathBuf| {
        Check::problem("hooks", format!("`{path}` turns all hooks off"), "take `disableAllHooks` out of it")
    };
    disabling.map(problem).collect()
}

fn client() -> Check {
    let subject = "Claude Code";
    let (sender, receiver) = mpsc::channel();
    std::thread::spawn(move || {
        // After the time is up nobody listens any more.
        let _ = sender.send(OsSystem.run(&program("claude", &["--version"])));
    });
    let output = match receiver.recv_timeout(PATIENCE) {
        Ok(Ok(output)) if output.code == Some(0) => output,
        Ok(Ok(_)) => return Check::note(subject, "`claude --version` fails"),
        Ok(Err(error)) => return Check::note(subject, error.to_string()),
        Err(_) => {
            return Check::note(subject, format!("`claude --version` did not answer within {} s", PATIENCE.as_secs()));
        }
    };
    let text = String::from_utf8_lossy(&output.stdout).trim().to_owned();
    match version(&text) {
        Some(version) if version < BLOCKS_ON_FAILURE => Check::note(
            subject,
            format!("{text}: before version 2.1.295 a Forge that is missing or broken lets every write pass"),
        ),
        _ => Check::fine(subject, text),
    }
}

/// The version at the beginning of `text`.
fn version(text: &str) -> Option<[u32; 3]> {
    let mut parts = text.split_whitespace().next()?.split('.').map(|part| part.parse().ok());
    Some([parts.next()??, parts.next()??, parts.next()??])
}

fn program(name: &str, args: &[&str]) -> Command {
    Command {
        program: name.to_owned(),
        args: args.iter().map(ToString::to_string).collect(),
        directory: Utf8PathBuf::from("."),
        environment: Vec::new(),
        stdin: Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use forge_project::MemorySystem;

    #[track_caller]
    fn check_registration(settings: &str, found: &str) {
        let system = MemorySystem::new("/r").with(claude::PERSONAL_SETTINGS, settings);
        let check = registration(&system, Utf8Path::new("/r"));
        assert!(matches!(check.state, State::Problem(_)) && check.found.contains(found), "{check:?}");
    }

    #[test]
    fn the_registration_must_be_whole() {
        let Ok(claude::Edited::Changed(whole)) = claude::install(None) else { panic!("a text") };
        let system = MemorySystem::new("/r").with(claude::PERSONAL_SETTINGS, whole.as_str());
        assert_eq!(registration(&system, Utf8Path::new("/r")).state, State::Fine);
        check_registration("{}", "does not call Forge");
        check_registration("{,}", "line 1, column 2");
        check_registration(&whole.replace("\"timeout\": 10", "\"timeout\": 9"), "in another way");
    }

    #[test]
    fn settings_that_turn_hooks_off_are_told() {
        let system = MemorySystem::new("/r")
            .with_variable("HOME", "/home/u")
            .with("/home/u/.claude/settings.json", "{\"disableAllHooks\": true}")
            .with(claude::SHARED_SETTINGS, "{\"disableAllHooks\": false}");
        let checks = hooks_enabled(&system, Utf8Path::new("/r"));
        assert_eq!(checks.len(), 1);
        assert!(checks[0].found.starts_with("`/home/u/.claude/settings.json` turns"), "{checks:?}");
    }

    #[test]
    fn a_problem_is_shown_with_its_remedy() {
        let problem = Check::problem("git", "`git` is not installed", "install git");
        assert_eq!(
            line(&problem),
            "problem  git           `git` is not installed\n                       install git\n"
        );
        assert_eq!(line(&Check::fine("rules", "3")), "ok       rules         3\n");
        assert_eq!(version("2.1.330 (Claude Code)"), Some([2, 1, 330]));
        assert_eq!(version("dev"), None);
    }
}
