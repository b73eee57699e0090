//! One session of the real client with the driver, and what became of each call.

use super::cases::Planned;
use crate::examples::root;
use crate::process::scratch;
use anyhow::{Context as _, Result, ensure};
use serde::Deserialize;
use serde_json::{Value, json};
use std::path::Path;
use std::process::Command;

/// How long the whole session may take, in seconds.
const TIMEOUT: &str = "600";

/// What the session gave.
pub(super) struct Session {
    /// In the order of the plan.
    pub(super) calls: Vec<Call>,
    /// Everything that any hook wrote, as the client tells of it.
    pub(super) hook_words: Vec<String>,
    pub(super) seconds: f64,
}

/// What became of one call.
pub(super) struct Call {
    /// The tool's result as the model got it.
    pub(super) model_saw: String,
    /// The file's content after the session.
    pub(super) content: Option<String>,
}

impl Call {
    /// What Forge said in the tool's result, without the client's own words before and after.
    pub(super) fn forge_said(&self) -> Option<&str> {
        let at = self.model_saw.find("Forge")?;
        let said = self.model_saw[at..].split("<system-reminder>").next().unwrap_or_default();
        Some(said.trim_end().trim_end_matches("</tool_use_error>"))
    }
}

#[derive(Deserialize)]
struct Report {
    exit: Value,
    wall_s: f64,
    repo: String,
    calls: Vec<Reported>,
}

#[derive(Deserialize)]
struct Reported {
    id: String,
    model_saw: Option<String>,
}

/// Makes every planned call in one session of Claude Code in a repository that `forge init` has set up.
pub(super) fn run(forge: &Path, planned: &[Planned]) -> Result<Session> {
    let folder = scratch("e2e")?;
    let (scenario, report, work) = (folder.join("acceptance.json"), folder.join("report.json"), folder.join("work"));
    // One call in each step: a client may call off what stands beside a call that was refused.
    let steps: Vec<Value> = planned.iter().map(|plan| json!({ "say": plan.name, "calls": [plan.operation] })).collect();
    let text = json!({ "prompt": "Write the files of the shop.", "steps": steps, "final": "done" });
    std::fs::write(&scenario, text.to_string())?;
    let mut driver = Command::new(root().join("tests/e2e/clients/run.sh"));
    driver.arg("claude").arg(&scenario).args(["--init", "forge init", "--timeout", TIMEOUT]);
    driver.arg("--json").arg(&report).arg("--keep").arg(&work).env("FORGE", forge);
    // The driver tells the whole session, which is long: it goes into a file.
    let log = std::fs::File::create(folder.join("driver.log"))?;
    driver.stdout(log.try_clone()?).stderr(log);
    let status = driver.status().context("failed to run the driver")?;
    ensure!(status.success(), "the driver ended with {status}; see {}", folder.join("driver.log").display());

    let text = std::fs::read(&report).context("failed to read the driver's report")?;
    let report: Report = serde_json::from_slice(&text).context("failed to read the driver's report")?;
    if report.exit != 0 {
        println!("the client ended with {}; see {}", report.exit, work.join("stderr").display());
    }
    let mut calls = Vec::new();
    for (at, plan) in planned.iter().enumerate() {
        let id = format!("fx_s{at}_0");
        let Some(found) = report.calls.iter().find(|call| call.id == id) else { break };
        let content = std::fs::read_to_string(Path::new(&report.repo).join(&plan.path)).ok();
        calls.push(Call { model_saw: found.model_saw.clone().unwrap_or_default(), content });
    }
    let told = std::fs::read_to_string(work.join("stdout")).context("failed to read what the client told")?;
    Ok(Session { calls, hook_words: hook_words(&told), seconds: report.wall_s })
}

/// What hooks wrote, from the client's stream of JSON lines.
fn hook_words(stream: &str) -> Vec<String> {
    let mut words = Vec::new();
    for line in stream.lines() {
        let Ok(event) = serde_json::from_str::<Value>(line) else { continue };
        if event["subtype"] != "hook_response" {
            continue;
        }
        for field in ["output", "stdout", "stderr"] {
            if let Some(text) = event[field].as_str().filter(|text| !text.trim().is_empty()) {
                words.push(text.to_owned());
                break;
            }
        }
    }
    words
}
