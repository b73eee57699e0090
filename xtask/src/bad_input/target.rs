//! What an input goes through, and what must hold of what comes out.

use forge_clients::claude;
use forge_model::{Analysis, EventKind, Finding, Reply, ToolUse, UnknownReason};
use forge_policy::reply::{self, Moment};
use forge_project::predict::{Disk, is_notebook, predict};
use serde_json::Value;

/// A way into the program.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Target {
    /// A file of this language goes through the engine.
    Scan(&'static str),
    /// So does a template; the input's first line is its name.
    Template,
    /// An event of Claude Code goes through the hook.
    Event,
    /// An edit of a file goes through the hook.
    Edit,
    /// A shell command goes through the predictor, and what it would write through the engine.
    Shell,
}

impl Target {
    /// Which share each has.
    const ALL: [Self; 16] = [
        Self::Scan("javascript"),
        Self::Scan("python"),
        Self::Shell,
        Self::Scan("typescript"),
        Self::Scan("javascript"),
        Self::Scan("python"),
        Self::Template,
        Self::Scan("tsx"),
        Self::Event,
        Self::Scan("javascript"),
        Self::Scan("python"),
        Self::Shell,
        Self::Scan("typescript"),
        Self::Edit,
        Self::Template,
        Self::Shell,
    ];

    pub(super) fn of(number: u64) -> Self {
        // Workers take every n-th number: each is to get some of every target.
        Self::ALL[(number as usize / Self::ALL.len() + number as usize) % Self::ALL.len()]
    }

    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Scan(language) => language,
            Self::Template => "template",
            Self::Event => "hook event",
            Self::Edit => "edit",
            Self::Shell => "shell command",
        }
    }

    pub(super) fn extension(self) -> &'static str {
        match self {
            Self::Scan("javascript") => ".js",
            Self::Scan("typescript") => ".ts",
            Self::Scan("tsx") => ".tsx",
            Self::Scan(_) => ".py",
            Self::Template => ".txt",
            Self::Event | Self::Edit => ".json",
            Self::Shell => ".sh",
        }
    }
}

/// What an input came to.
#[derive(Default, Clone, Copy)]
pub(super) struct Seen {
    /// Something was found in it.
    pub(super) finding: bool,
    /// Something of it was not analysed, or not understood.
    pub(super) unknown: bool,
}

impl Seen {
    fn of(analyses: &[Analysis]) -> Self {
        Self {
            finding: analyses.iter().any(|it| !it.findings.is_empty()),
            unknown: analyses.is_empty() || analyses.iter().any(|it| !it.unknowns.is_empty()),
        }
    }
}

/// Runs an input.
///
/// # Errors
/// What does not hold of the outcome.
pub(super) fn run(target: Target, input: &[u8]) -> Result<Seen, String> {
    match target {
        Target::Scan(_) => Ok(Seen::of(&[scanned(&format!("src/input{}", target.extension()), input)?])),
        Target::Template => {
            let at = input.iter().position(|byte| *byte == b'\n').unwrap_or(0);
            Ok(Seen::of(&[scanned(&format!("views/{}", String::from_utf8_lossy(&input[..at])), &input[at..])?]))
        }
        Target::Event => answered(input, &OneFile { content: "const a = 1;\nlet b = 2;\n".to_owned() }),
        Target::Edit => {
            let value: Value = serde_json::from_slice(input).map_err(|error| error.to_string())?;
            let content = value["content"].as_str().unwrap_or_default().to_owned();
            answered(value["event"].to_string().as_bytes(), &OneFile { content })
        }
        Target::Shell => {
            let command = String::from_utf8_lossy(input).into_owned();
            predicted(&ToolUse::Shell { command }, &OneFile { content: "a\nb();\n".to_owned() }).map(|it| Seen::of(&it))
        }
    }
}

/// Scans a file; every finding lies inside of it, and a second scan says the same.
fn scanned(path: &str, bytes: &[u8]) -> Result<Analysis, String> {
    let analysis = forge_scan::scan(path, bytes);
    // What depends on chance or on an earlier file shows in a share of the inputs as well as in all. The parser's time is the
    // one thing that the machine decides.
    let ran_out = |it: &Analysis| it.unknowns.iter().any(|unknown| unknown.reason == UnknownReason::OutOfBudget);
    if bytes.len().is_multiple_of(8) {
        let again = forge_scan::scan(path, bytes);
        if again != analysis && !ran_out(&again) && !ran_out(&analysis) {
            return Err("a second scan says something else".to_owned());
        }
    }
    let lines = bytes.split(|byte| *byte == b'\n').count() as u32;
    let is_inside = |it: &Finding| {
        it.path == path && it.span.start <= it.span.end && it.span.end as usize <= bytes.len() && it.start.line <= lines
    };
    match analysis.findings.iter().find(|finding| !is_inside(finding)) {
        Some(finding) => Err(format!("a finding outside of the file: {finding:?}")),
        None => Ok(analysis),
    }
}

/// Scans what a call would write.
fn predicted(tool: &ToolUse, disk: &dyn Disk) -> Result<Vec<Analysis>, String> {
    let mut analyses = Vec::new();
    for change in predict(tool, "/repo", disk) {
        if !change.path.starts_with('/') {
            return Err(format!("a change at the relative path `{}`", change.path));
        }
        if let Some(after) = change.after.filter(|_| !is_notebook(&change.path)) {
            analyses.push(scanned(&change.path, &after)?);
        }
    }
    Ok(analyses)
}

/// Answers an event as the hook does; the answer is empty, or JSON that keeps within its bound.
fn answered(event: &[u8], disk: &dyn Disk) -> Result<Seen, String> {
    let mut analyses = Vec::new();
    let answer = match claude::decode(event) {
        Err(error) => claude::encode_error(&error),
        Ok(received) => {
            let mut said = Reply::Silent;
            if let (EventKind::BeforeTool, Some(tool)) = (received.event.kind, &received.event.tool) {
                analyses = predicted(tool, disk)?;
                for analysis in &analyses {
                    let verdict = forge_policy::judge(analysis.clone(), Analysis::default, |_| true);
                    said = reply::reply(&verdict, Moment::Before);
                }
            }
            if let Reply::Deny(text) | Reply::Context(text) = &said
                && text.len() > reply::MAX_BYTES
            {
                return Err(format!("a reply of {} bytes", text.len()));
            }
            claude::encode(&said, &received.event)
        }
    };
    if !answer.is_empty() {
        serde_json::from_slice::<Value>(&answer).map_err(|error| format!("the answer is not JSON: {error}"))?;
    }
    Ok(Seen::of(&analyses))
}

/// A disk on which every file of code has the same content.
struct OneFile {
    content: String,
}

impl Disk for OneFile {
    fn read(&self, path: &str) -> Option<Vec<u8>> {
        if is_notebook(path) {
            let cell = serde_json::json!({ "cell_type": "code", "id": "a", "source": self.content });
            return Some(serde_json::json!({ "cells": [cell], "nbformat": 4 }).to_string().into_bytes());
        }
        self.exists(path).then(|| self.content.clone().into_bytes())
    }

    fn exists(&self, path: &str) -> bool {
        path.starts_with("/repo/src/") && path.contains('.')
    }

    fn is_directory(&self, path: &str) -> bool {
        ["/", "/repo", "/repo/src"].contains(&path)
    }

    fn list(&self, directory: &str) -> Vec<String> {
        if directory == "/repo/src" { ["a.js", "a.py", "b.ts"].map(str::to_owned).to_vec() } else { Vec::new() }
    }

    fn real_path(&self, path: &str) -> String {
        path.to_owned()
    }

    fn home(&self) -> Option<String> {
        Some("/home/dev".to_owned())
    }
}
