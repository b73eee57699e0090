//! One session of the real client with the driver, and what became of each call.

use super::cases::Planned;
use super::client::Client;
use anyhow::{Context as _, Result, ensure};
use serde::Deserialize;
use serde_json::{Value, json};
use std::path::Path;

/// How long the whole session may take, in seconds.
const TIMEOUT: &str = "600";

/// What the session gave.
pub(super) struct Session {
    /// In the order of the plan.
    pub(super) calls: Vec<Call>,
    /// Every run of a hook, as the client tells of it.
    pub(super) hooks: Vec<Hook>,
    pub(super) seconds: f64,
}

/// One run of a hook.
#[derive(Deserialize)]
pub(super) struct Hook {
    #[serde(rename = "hook_event")]
    pub(super) event: String,
    exit_code: Option<i32>,
    #[serde(default)]
    output: String,
    #[serde(default)]
    stdout: String,
    #[serde(default)]
    stderr: String,
}

impl Hook {
    /// What it wrote, wherever it wrote it.
    pub(super) fn words(&self) -> &str {
        [&self.output, &self.stdout, &self.stderr].into_iter().find(|text| !text.trim().is_empty()).map_or("", |it| it)
    }

    pub(super) fn succeeded(&self) -> bool {
        self.exit_code == Some(0)
    }
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

/// Makes every planned call in one session of Claude Code in a repository that `forge init` has set up. The folder has to be
/// outside of any repository, whose instructions the client would read.
pub(super) fn run(client: &Client, forge: &Path, folder: &Path, planned: &[Planned]) -> Result<Session> {
    let (scenario, report, work) = (folder.join("acceptance.json"), folder.join("report.json"), folder.join("work"));
    // One call in each step: a client may call off what stands beside a call that was refused.
    let steps: Vec<Value> = planned.iter().map(|plan| json!({ "say": plan.name, "calls": [plan.operation] })).collect();
    let text = json!({ "prompt": "Write the files of the shop.", "steps": steps, "final": "done" });
    std::fs::write(&scenario, text.to_string())?;
    let mut driver = client.driver();
    driver.arg("claude").arg(&scenario).args(["--init", "forge init", "--timeout", TIMEOUT]);
    driver.arg("--json").arg(&report).arg("--keep").arg(&work);
    driver.env("FORGE", forge).env("TMPDIR", folder);
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
    Ok(Session { calls, hooks: hooks(&told), seconds: report.wall_s })
}

/// Runs of hooks, from the client's stream of JSON lines.
fn hooks(stream: &str) -> Vec<Hook> {
    let events = stream.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok());
    let responses = events.filter(|event| event["subtype"] == "hook_response");
    responses.filter_map(|event| serde_json::from_value(event).ok()).collect()
}
