//! The real client: where it is, and its installation.

use crate::examples::root;
use crate::process::{runs, target_dir};
use anyhow::{Context as _, Result};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// Folder of the driver and of the installer.
const DRIVER: &str = "tests/e2e/clients";

/// A client that is installed.
pub(super) struct Client {
    /// The folder that all clients are installed in.
    folder: PathBuf,
    /// What it says of itself.
    pub(super) version: String,
}

impl Client {
    /// The client, installed with npm where it is not there yet; the inner error says what the session needs and this
    /// machine has not.
    pub(super) fn installed() -> Result<Result<Self, String>> {
        if !runs("python3", &["--version"]) {
            return Ok(Err("python3, which the driver is written in, is not installed".to_owned()));
        }
        let folder = folder()?;
        if !program(&folder).is_file() {
            if !runs("npm", &["--version"]) {
                return Ok(Err("Claude Code is not installed, and npm, which installs it, is not either".to_owned()));
            }
            println!("installing Claude Code into {}", folder.display());
            let mut install = Command::new(root().join(DRIVER).join("install.sh"));
            install.arg("claude").env("FORGE_CLIENTS_DIR", &folder).stdin(Stdio::null()).stdout(Stdio::null());
            if !install.status().context("failed to run the installer")?.success() {
                return Ok(Err("npm could not install Claude Code".to_owned()));
            }
        }
        let version = Command::new(program(&folder)).arg("--version").stdin(Stdio::null()).output();
        Ok(match version {
            Ok(output) if output.status.success() => {
                Ok(Self { folder, version: String::from_utf8_lossy(&output.stdout).trim().to_owned() })
            }
            Ok(output) => Err(format!("Claude Code does not run here: it ended with {}", output.status)),
            Err(error) => Err(format!("Claude Code does not run here: {error}")),
        })
    }

    /// The driver's command, without arguments.
    pub(super) fn driver(&self) -> Command {
        let mut driver = Command::new(root().join(DRIVER).join("run.sh"));
        driver.env("FORGE_CLIENTS_DIR", &self.folder);
        driver
    }
}

/// The folder that is named, the one where the installer puts clients if it is there, or one of our own.
fn folder() -> Result<PathBuf> {
    if let Some(named) = std::env::var_os("FORGE_CLIENTS_DIR") {
        return Ok(named.into());
    }
    let usual = PathBuf::from(std::env::var_os("HOME").unwrap_or_default()).join(".cache/forge-clients");
    Ok(if program(&usual).is_file() { usual } else { target_dir()?.join("tools/clients") })
}

fn program(folder: &Path) -> PathBuf {
    folder.join("claude/node_modules/.bin/claude")
}
