//! `cargo xtask e2e`: the promise that everything else serves, in a real Claude Code session. What an agent must not
//! write is refused, is not on disk, and the model is told rule, line and remedy; what is good passes in silence.

mod cases;
mod client;
mod session;
mod token;

use crate::process::release_forge;
use crate::tally::Tally;
use crate::test::Outcome;
use anyhow::{Result, bail};
use cases::{Expected, Planned};
use client::Client;
use session::{Call, Session};

/// Most bytes that Forge says about one event.
const MAX_REPLY: usize = 1_024;

/// Runs the session; not being able to is a failure here.
pub(crate) fn run(args: &[String]) -> Result<bool> {
    anyhow::ensure!(args.is_empty(), "usage: cargo xtask e2e");
    match check()? {
        Outcome::Ran(tally) => Ok(tally.is_met()),
        Outcome::Skipped(why) => bail!("{why}"),
    }
}

/// Runs the session, and installs the client for it where npm is there.
pub(crate) fn check() -> Result<Outcome> {
    let client = match Client::installed()? {
        Ok(client) => client,
        Err(why) => return Ok(Outcome::Skipped(why)),
    };
    println!("{}", client.version);
    let forge = release_forge()?;
    let rules = crate::examples::Bench::new()?.compiled;
    let remedy = |id: &str| rules.iter().find(|rule| rule.meta.id == id).map(|rule| rule.meta.remedy.clone());
    let planned = cases::plan()?;
    let folder = std::env::temp_dir().join(format!("forge-e2e-{}", std::process::id()));
    std::fs::create_dir_all(&folder)?;
    let session = session::run(&client, &forge, &folder, &planned)?;
    let tally = judge(&planned, &session, &remedy);
    if tally.is_met() {
        std::fs::remove_dir_all(&folder)?;
    } else {
        println!("the session is kept in {}", folder.display());
    }
    Ok(tally.into())
}

/// Counts of what the issue asks for.
#[derive(Default)]
struct Figures {
    refused: usize,
    off_disk: usize,
    told: usize,
    of_refusals: usize,
    passed: usize,
    of_passes: usize,
    longest_reply: usize,
}

/// One check for each call, and one for the silence of the whole session.
fn judge(planned: &[Planned], session: &Session, remedy: &dyn Fn(&str) -> Option<String>) -> Tally {
    let mut tally = Tally::default();
    let mut figures = Figures::default();
    for (at, plan) in planned.iter().enumerate() {
        let wrongs = match session.calls.get(at) {
            None => vec!["the session ended before it".to_owned()],
            Some(call) => match &plan.expected {
                Expected::Refused { rule, line } => refusal(plan, call, rule, *line, remedy, &mut figures),
                Expected::Passes => pass(plan, call, &mut figures),
            },
        };
        for wrong in &wrongs {
            println!("{}: {wrong}", plan.name);
        }
        tally += Tally::one(wrongs.is_empty());
    }
    tally += hooks(session, planned.len(), figures.of_refusals);
    let Figures { refused, off_disk, told, of_refusals, passed, of_passes, longest_reply } = figures;
    println!("{} calls in {:.1} s; longest reply {longest_reply} bytes", session.calls.len(), session.seconds);
    println!("refused {refused} of {of_refusals}, not on disk {off_disk}, rule, line and remedy seen {told}");
    println!("passed in silence {passed} of {of_passes}");
    println!("{tally}");
    tally
}

/// Two checks: whoever is let through hears nothing, and the silence is that of hooks that ran.
fn hooks(session: &Session, calls: usize, of_refusals: usize) -> Tally {
    let (refusals, others): (Vec<_>, Vec<_>) = session.hooks.iter().partition(|hook| hook.words().contains("\"deny\""));
    let wordy: Vec<_> = others.iter().filter(|hook| !hook.words().is_empty()).collect();
    for hook in &wordy {
        println!("a hook said without a refusal: {}", hook.words());
    }
    let before = session.hooks.iter().filter(|hook| hook.event == "PreToolUse").count();
    let failed = session.hooks.iter().filter(|hook| !hook.succeeded()).count();
    println!(
        "hooks ran {} times, {before} of them before a call; refusals {}, failures {failed}, other words {}",
        session.hooks.len(),
        refusals.len(),
        wordy.len()
    );
    let mut tally = Tally::one(wordy.is_empty() && refusals.len() == of_refusals);
    tally += Tally::one(before == calls && failed == 0);
    tally
}

fn refusal(
    plan: &Planned,
    call: &Call,
    rule: &str,
    line: usize,
    remedy: &dyn Fn(&str) -> Option<String>,
    figures: &mut Figures,
) -> Vec<String> {
    let mut wrongs = Vec::new();
    let mut check = |holds: bool, count: &mut usize, wrong: String| {
        *count += usize::from(holds);
        if !holds {
            wrongs.push(wrong);
        }
    };
    figures.of_refusals += 1;
    let reply = call.forge_said().unwrap_or_default();
    check(!reply.is_empty(), &mut figures.refused, format!("was not refused: {}", call.model_saw));
    let on_disk = call.content.as_deref();
    check(on_disk == plan.before.as_deref(), &mut figures.off_disk, "the refused text is on disk".to_owned());
    let place = format!("{}:{line}", plan.path);
    // A long remedy may be shortened; its beginning says what to do.
    let remedy: String = remedy(rule).unwrap_or_else(|| "Fix".to_owned()).chars().take(40).collect();
    let wanted = [rule, &place, &remedy];
    let missing: Vec<_> = wanted.iter().filter(|text| !reply.contains(**text)).collect();
    check(missing.is_empty(), &mut figures.told, format!("the model was not told {missing:?}: {reply}"));
    figures.longest_reply = figures.longest_reply.max(reply.len());
    if plan.secret.as_ref().is_some_and(|secret| reply.contains(secret.as_str())) {
        wrongs.push("the reply repeats the secret".to_owned());
    }
    if reply.len() > MAX_REPLY {
        wrongs.push(format!("the reply has {} bytes, more than {MAX_REPLY}", reply.len()));
    }
    wrongs
}

fn pass(plan: &Planned, call: &Call, figures: &mut Figures) -> Vec<String> {
    let mut wrongs = Vec::new();
    figures.of_passes += 1;
    if let Some(words) = call.forge_said() {
        wrongs.push(format!("a word was said about it: {words}"));
    }
    if let Some(expected) = &plan.after
        && call.content.as_deref() != Some(expected)
    {
        wrongs.push(format!("it is not on disk as it was written; the model saw: {}", call.model_saw));
    }
    figures.passed += usize::from(wrongs.is_empty());
    wrongs
}
