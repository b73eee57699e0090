//! Events of Claude Code that the hook is measured with, from the table in `bench/latency`.

use crate::examples::root;
use crate::process::must_succeed;
use anyhow::{Context as _, Result, ensure};
use serde::Deserialize;
use serde_json::{Value, json};
use std::io::{Read as _, Write as _};
use std::path::Path;
use std::process::{Command, Stdio};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    case: Vec<Case>,
}

/// One kind of event, with the bar for it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Case {
    pub(crate) name: String,
    file: String,
    tool: Tool,
    #[serde(default)]
    old: String,
    #[serde(default)]
    new: String,
    /// The hook must refuse it; it must say nothing otherwise.
    #[serde(default)]
    denies: bool,
    /// The percentile, from 0 to 100, that the bar is about.
    pub(crate) percentile: u32,
    /// The bar without a memory, in milliseconds.
    pub(crate) ms: f64,
    /// The bar with one; `None` where there is none.
    pub(crate) remembered_ms: Option<f64>,
    /// What the client sends.
    #[serde(skip)]
    pub(crate) payload: Vec<u8>,
}

#[derive(Deserialize, Clone, Copy, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
enum Tool {
    Edit,
    Write,
}

/// Whether the hook writes down what it answers.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Memory {
    /// The project is no repository, so there is no ledger: scanning alone.
    None,
    /// It is one, with a ledger.
    Ledger,
}

/// Makes a project with the files that the events are about, in `folder` or, as that may be in a repository itself, in
/// one of the system's for files that do not last; gives the events.
pub(crate) fn prepare(folder: &Path, memory: Memory) -> Result<Vec<Case>> {
    let source = root().join("bench/latency");
    let read = |name: &str| {
        let path = source.join(name);
        std::fs::read_to_string(&path).with_context(|| format!("failed to read {}", path.display()))
    };
    let Table { case: mut cases } =
        toml::from_str(&read("cases.toml")?).context("failed to read the table of cases")?;
    let project = match memory {
        Memory::Ledger => folder.join("repository"),
        Memory::None => std::env::temp_dir().join("forge-events"),
    };
    std::fs::create_dir_all(project.join(".forge"))?;
    std::fs::write(project.join(".forge/config.toml"), "")?;
    if memory == Memory::Ledger {
        must_succeed(Command::new("git").args(["init", "--quiet"]).current_dir(&project))?;
    }
    let project = project.canonicalize()?;
    for case in &mut cases {
        let text = read(&case.file)?;
        let path = project.join("server").join(&case.name).join(&case.file);
        let (tool, input) = match case.tool {
            Tool::Write => ("Write", json!({ "file_path": path, "content": text })),
            Tool::Edit => {
                let count = text.matches(&case.old).count();
                ensure!(count == 1, "{}: the text to replace stands {count} times in the file", case.name);
                std::fs::create_dir_all(path.parent().context("a path without a folder")?)?;
                std::fs::write(&path, &text)?;
                let (old, new) = (&case.old, &case.new);
                ("Edit", json!({ "file_path": path, "old_string": old, "new_string": new, "replace_all": false }))
            }
        };
        case.payload = event(&project, tool, &input).to_string().into_bytes();
    }
    Ok(cases)
}

/// An event as the real client sends it before a tool.
fn event(repository: &Path, tool: &str, input: &Value) -> Value {
    json!({
        "session_id": "b6620ce8-ec40-4639-9ea3-a2edb22d0819",
        "transcript_path": "/home/dev/.claude/projects/-shop/b6620ce8-ec40-4639-9ea3-a2edb22d0819.jsonl",
        "cwd": repository,
        "prompt_id": "dc8e8d62-4f9d-409a-8c5e-e1149d700836",
        "permission_mode": "acceptEdits",
        "hook_event_name": "PreToolUse",
        "tool_name": tool,
        "tool_input": input,
        "tool_use_id": "toolu_01A09q90qw90lq917835lq9",
    })
}

/// Runs a program with `input` on its standard input, to its end; gives what it wrote.
pub(crate) fn run(command: &mut Command, input: &[u8]) -> Result<Vec<u8>> {
    let mut child =
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().context("failed to start the program")?;
    if let Some(mut stdin) = child.stdin.take() {
        // A program that does not want its input may close it.
        let _ = stdin.write_all(input);
    }
    let mut output = Vec::new();
    if let Some(mut stdout) = child.stdout.take() {
        stdout.read_to_end(&mut output)?;
    }
    ensure!(child.wait()?.success(), "the program failed");
    Ok(output)
}

impl Case {
    /// Whether the hook's answer is the one that this event must get.
    pub(crate) fn check(&self, answer: &[u8]) -> Result<()> {
        let text = String::from_utf8_lossy(answer);
        let is_denial = text.contains("\"permissionDecision\":\"deny\"");
        ensure!(
            is_denial == self.denies && (self.denies || text.is_empty()),
            "{}: the hook answered `{text}`",
            self.name
        );
        Ok(())
    }
}
