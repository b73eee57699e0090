//! One write, judged by the functions that the hook asks: role, scan, policy.

use super::history::Content;
use crate::examples::Bench;
use forge_model::{Analysis, Decision, Language, Unknown, UnknownReason};
use forge_project::predict::{Cells, as_utf8, is_notebook};
use forge_project::{HEAD_BYTES, Role};
use std::panic::{self, AssertUnwindSafe};

/// What the hook would do with a write.
#[derive(Default)]
pub(super) struct Outcome {
    /// The hook looks at the file at all.
    pub(super) is_looked_at: bool,
    /// Why it would refuse.
    pub(super) refusals: Vec<Refusal>,
    /// It would pass the write with a remark.
    pub(super) is_advised: bool,
    /// An analysis panicked.
    pub(super) has_crashed: bool,
    /// What could not be analysed, without its particulars.
    pub(super) unknowns: Vec<String>,
}

/// One reason for a refusal.
pub(super) struct Refusal {
    pub(super) rule: String,
    pub(super) line: u32,
    pub(super) message: String,
}

/// Panics become unknowns, as in the hook; nobody reads what they print.
pub(super) fn silence_panics() {
    panic::set_hook(Box::new(|_| {}));
}

/// Whether the hook looks at a file of this name.
pub(super) fn is_analysed(path: &str) -> bool {
    Language::of_path(path).is_some() || is_notebook(path)
}

/// Judges a write of `path` with the catalogue's folder as it is.
pub(super) fn outcome(bench: &Bench, path: &str, content: Content) -> Outcome {
    let before = content.before.map(as_utf8);
    let head = before.as_deref().unwrap_or_default();
    let role = forge_project::role(path, &head[..head.len().min(HEAD_BYTES)]);
    let Some(after) = content.after.map(as_utf8).filter(|_| role.is_written_here()) else { return Outcome::default() };
    let mut has_crashed = false;
    let result = analysed(bench, path, &after);
    let mut note = |analysis: Analysis| {
        has_crashed |= analysis.unknowns.iter().any(|it| matches!(it.reason, UnknownReason::Crashed(_)));
        analysis
    };
    let result = note(result);
    let earlier = || before.as_deref().map_or_else(Analysis::default, |before| note(analysed(bench, path, before)));
    let verdict = forge_policy::judge(result, earlier, |_| role == Role::Product);
    let mut refusals: Vec<Refusal> = verdict
        .denied
        .into_iter()
        .map(|finding| Refusal { rule: finding.rule, line: finding.start.line, message: finding.message })
        .collect();
    if verdict.decision == Decision::Deny && refusals.is_empty() {
        let failed = verdict.unknowns.iter().filter(|unknown| unknown.reason.is_failure_of_analysis());
        let refusal = |it: &Unknown| Refusal { rule: "unknown".to_owned(), line: 1, message: it.reason.to_string() };
        refusals.extend(failed.map(refusal));
    }
    Outcome {
        is_looked_at: true,
        refusals,
        is_advised: verdict.decision == Decision::Advise,
        has_crashed,
        unknowns: verdict.unknowns.iter().map(|unknown| kind(&unknown.reason).to_owned()).collect(),
    }
}

fn analysed(bench: &Bench, path: &str, content: &[u8]) -> Analysis {
    if !is_notebook(path) {
        return guarded(bench, path, content);
    }
    match Cells::read(content) {
        Some(cells) => guarded(bench, &format!("{path}.py"), cells.text.as_bytes()),
        None => Analysis::default(),
    }
}

fn guarded(bench: &Bench, path: &str, content: &[u8]) -> Analysis {
    panic::catch_unwind(AssertUnwindSafe(|| bench.scan_bytes(path, content))).unwrap_or_else(|_| Analysis {
        findings: Vec::new(),
        unknowns: vec![Unknown { path: path.to_owned(), reason: UnknownReason::Crashed("it panicked".to_owned()) }],
    })
}

fn kind(reason: &UnknownReason) -> &'static str {
    match reason {
        UnknownReason::Unreadable(_) => "unreadable",
        UnknownReason::NotUtf8 => "not UTF-8",
        UnknownReason::TooLarge { .. } => "too large",
        UnknownReason::TooDeep => "too deep",
        UnknownReason::Syntax { .. } => "syntax error",
        UnknownReason::OutOfBudget => "out of budget",
        UnknownReason::Crashed(_) => "crashed",
    }
}
