//! What is written down of an event in the ledger, when it has been answered.

use super::examined::Looked;
use camino::{Utf8Path, Utf8PathBuf};
use forge_ledger::{Context, Fact, Ledger, LedgerError, Outcome, Seen};
use forge_model::{Event, EventKind, Finding, Reply, Verdict};
use forge_project::{System, Worktree};

/// An event and its answer, as they are remembered.
pub(super) struct Note {
    directory: Utf8PathBuf,
    session: String,
    answered: Fact,
    /// Whether the tool was still to run.
    is_before: bool,
    looked: Vec<Looked>,
}

impl Note {
    /// Of `event`, which was judged so and answered with `reply`, and for which these files were looked at.
    pub(super) fn new(event: &Event, verdict: &Verdict, reply: &Reply, mut looked: Vec<Looked>) -> Self {
        let (outcome, told) = match reply {
            Reply::Silent => (Outcome::Allowed, &[][..]),
            Reply::Context(_) if verdict.denied.is_empty() => (Outcome::Advised, &verdict.advised[..]),
            Reply::Context(_) => (Outcome::Advised, &verdict.denied[..]),
            Reply::Deny(_) => (Outcome::Denied, &verdict.denied[..]),
        };
        for seen in looked.iter_mut().filter_map(|looked| looked.found.as_mut()) {
            let is_told = |it: &Finding| seen.found.iter().any(|found| found.fingerprint == it.fingerprint.0);
            seen.told = told.iter().filter(|it| is_told(it)).map(|it| it.fingerprint.0.clone()).collect();
        }
        let mut rules: Vec<String> = told.iter().map(|finding| finding.rule.clone()).collect();
        rules.sort_unstable();
        rules.dedup();
        let (client, name, tool) = (event.client.clone(), event.event_name.clone(), event.tool_name.clone());
        Self {
            directory: event.cwd.as_str().into(),
            session: format!("{}:{}", event.client, event.session),
            answered: Fact::HookAnswered { client, event: name, tool, outcome, rules },
            is_before: event.kind == EventKind::BeforeTool,
            looked,
        }
    }

    /// Writes it down. Where there is no repository there is no memory; where it cannot be written, `forge log` tells why,
    /// and nobody is kept waiting.
    pub(super) fn keep(self, system: &dyn System) {
        let Some(worktree) = Worktree::around(system, &self.directory) else { return };
        let Ok(opened) = forge_ledger::open(&worktree.common.join(Utf8Path::new(forge_ledger::PATH))) else { return };
        let _ = self.write(opened.ledger, &worktree.root, system);
    }

    fn write(self, mut ledger: Ledger, root: &Utf8Path, system: &dyn System) -> Result<(), LedgerError> {
        // Files are known by where they are behind links, and so is the worktree.
        let root = system.canonical(root).unwrap_or_else(|_| root.to_owned());
        let at = system.now();
        let mut facts = vec![self.answered];
        if self.is_before {
            let analyses = self.looked.into_iter().filter_map(|it| it.found.map(|found| (it.key, found)));
            ledger.keep(at, &analyses.collect::<Vec<_>>())?;
        } else {
            for looked in self.looked {
                let Ok(path) = looked.path.strip_prefix(&root) else { continue };
                // What was looked at by somebody else, or too long ago, is followed from its next change on.
                let Some(seen) = looked.found.map_or_else(|| ledger.recall(&looked.key), |it| Ok(Some(it)))? else {
                    continue;
                };
                facts.extend(changes(&ledger, root.as_str(), path.as_str(), seen)?);
            }
        }
        ledger.append(&Context { session: self.session, worktree: root.into_string() }, at, &facts)
    }
}

/// What happened to the findings of one file that is on disk now.
fn changes(ledger: &Ledger, root: &str, path: &str, mut seen: Seen) -> Result<Vec<Fact>, LedgerError> {
    for found in &mut seen.found {
        path.clone_into(&mut found.path);
    }
    let known = ledger.findings_in(root, path)?;
    Ok(forge_ledger::changes(path, &known, ledger.is_unknown(root, path)?, &seen))
}
