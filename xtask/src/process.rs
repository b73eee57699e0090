//! Running other programs: cargo, the `forge` binary, and whatever a measurement needs.

use anyhow::{Context as _, Result, bail};
use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;

use crate::examples::root;

/// The cargo that started this program, in the repository's root.
pub(crate) fn cargo() -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(root());
    command
}

/// The folder that cargo builds into: the one that this program was built into.
pub(crate) fn target_dir() -> Result<PathBuf> {
    let program = std::env::current_exe().context("failed to find this program's own file")?;
    let folder = program.parent().and_then(Path::parent).context("this program stands outside of a target folder")?;
    Ok(folder.to_path_buf())
}

/// A new, empty folder for a command's own files.
pub(crate) fn scratch(name: &str) -> Result<PathBuf> {
    let folder = target_dir()?.join("xtask").join(name);
    if folder.exists() {
        std::fs::remove_dir_all(&folder).with_context(|| format!("failed to empty {}", folder.display()))?;
    }
    std::fs::create_dir_all(&folder).with_context(|| format!("failed to make {}", folder.display()))?;
    Ok(folder)
}

/// Builds the `forge` that users get, and gives its path.
pub(crate) fn release_forge() -> Result<PathBuf> {
    let mut command = cargo();
    command.args(["build", "--quiet", "--release", "--package", "forge", "--bin", "forge"]);
    must_succeed(&mut command)?;
    Ok(target_dir()?.join("release/forge"))
}

/// How a command of this program must have been built.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Build {
    /// As users get it.
    Release,
    /// Fast, but with every check that finds a mistake.
    Checked,
}

/// Set for the process that [`again`] starts.
const AGAIN: &str = "XTASK_BUILD";

/// Runs this command again in a build of the wanted kind; `None` when this process is it.
pub(crate) fn again(build: Build, command: &str, args: &[String]) -> Result<Option<bool>> {
    let name = if build == Build::Release { "release" } else { "checked" };
    if std::env::var(AGAIN).is_ok_and(|running| running == name) || build == Build::Release && !cfg!(debug_assertions) {
        return Ok(None);
    }
    let mut cargo = cargo();
    // Paths in the arguments are relative to where the person stands.
    cargo.current_dir(std::env::current_dir()?);
    cargo.args(["run", "--quiet", "--package", "xtask", "--profile", name, "--manifest-path"]);
    cargo.arg(root().join("Cargo.toml"));
    if build == Build::Checked {
        // Said here rather than in the manifest, because only this program builds so.
        let settings = [
            "inherits=\"release\"",
            "debug-assertions=true",
            "overflow-checks=true",
            "lto=\"off\"",
            "codegen-units=16",
            "strip=\"debuginfo\"",
        ];
        cargo.args(settings.iter().flat_map(|it| ["--config".to_owned(), format!("profile.checked.{it}")]));
    }
    cargo.args(["--", command]).args(args).env(AGAIN, name);
    let status = cargo.status().context("failed to run cargo")?;
    match status.code() {
        Some(0) => Ok(Some(true)),
        Some(1) => Ok(Some(false)),
        _ => bail!("`xtask {command}` in the {name} build ended with {status}"),
    }
}

/// Runs a program that has no business failing.
pub(crate) fn must_succeed(command: &mut Command) -> Result<()> {
    let status = command.status().with_context(|| format!("failed to run {}", shown(command)))?;
    if !status.success() {
        bail!("{} ended with {status}", shown(command));
    }
    Ok(())
}

/// What a program that has no business failing wrote to its standard output.
pub(crate) fn output_of(command: &mut Command) -> Result<Vec<u8>> {
    let output = command.stderr(Stdio::inherit()).output();
    let output = output.with_context(|| format!("failed to run {}", shown(command)))?;
    if !output.status.success() {
        bail!("{} ended with {}", shown(command), output.status);
    }
    Ok(output.stdout)
}

/// Runs a program and shows what it writes while it writes it; gives whether it succeeded, and all of the text.
pub(crate) fn shown_output(command: &mut Command) -> Result<(bool, String)> {
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().with_context(|| format!("failed to run {}", shown(command)))?;
    let (out, err) = (child.stdout.take(), child.stderr.take());
    let follow = |stream: Option<Box<dyn Read + Send>>| {
        thread::spawn(move || {
            let mut text = String::new();
            for line in stream.into_iter().flat_map(|stream| BufReader::new(stream).split(b'\n')) {
                let Ok(line) = line else { break };
                let line = String::from_utf8_lossy(&line).into_owned();
                // Whoever closed our output has seen enough.
                let _ = writeln!(std::io::stdout(), "{line}");
                text.push_str(&line);
                text.push('\n');
            }
            text
        })
    };
    let out = follow(out.map(|it| Box::new(it) as Box<dyn Read + Send>));
    let err = follow(err.map(|it| Box::new(it) as Box<dyn Read + Send>));
    let status = child.wait()?;
    let text = [out, err].into_iter().filter_map(|reader| reader.join().ok()).collect();
    Ok((status.success(), text))
}

/// Whether a program can be run at all.
pub(crate) fn runs(program: &str, args: &[&str]) -> bool {
    let mut command = Command::new(program);
    command.args(args).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    command.status().is_ok_and(|status| status.success())
}

fn shown(command: &Command) -> String {
    let args = command.get_args().map(|arg| arg.to_string_lossy());
    [command.get_program().to_string_lossy()].into_iter().chain(args).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_programs_output_is_followed_and_kept() {
        let (succeeded, text) =
            shown_output(Command::new("sh").args(["-c", "echo out; echo err >&2; exit 3"])).unwrap();
        assert!(!succeeded);
        assert!(text.contains("out\n") && text.contains("err\n"), "{text}");
    }
}
