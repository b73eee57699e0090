//! What a hook looks at: files at their place in a project, judged with what they were before.

use camino::{Utf8Path, Utf8PathBuf};
use forge_ledger::{Found, Hash};
use forge_model::{Analysis, Decision, Event, Finding, Language, Unknown, UnknownReason, Verdict};
use forge_project::config::{self, Config};
use forge_project::predict::{Cells, is_notebook};
use forge_project::{HEAD_BYTES, Role, System};
use std::panic::{self, AssertUnwindSafe, PanicHookInfo};
use std::sync::{Mutex, PoisonError};

/// A configuration is read up to this size in bytes.
const MAX_CONFIGURATION: u64 = 1 << 20;

/// What a hook works with.
#[derive(Clone, Copy)]
pub(super) struct Machine<'m> {
    pub(super) system: &'m dyn System,
    /// Analyses the content of a file, given its path in the project.
    pub(super) scan: &'m (dyn Fn(&str, &[u8]) -> Analysis + Sync),
    pub(super) watch: &'m Watch,
}

/// What is going on, for whoever waits and may have to answer instead.
#[derive(Default)]
pub(super) struct Watch(Mutex<Seen>);

/// What was seen while an event was answered.
#[derive(Default)]
struct Seen {
    event: Option<Event>,
    /// The files that are being analysed now.
    files: Vec<String>,
    looked: Vec<Looked>,
}

/// A file that was looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Looked {
    /// Where it is, absolute.
    pub(super) path: Utf8PathBuf,
    /// What was, or will be, in it.
    pub(super) key: Hash,
    /// What was found there; `None` when it is as it was predicted and was looked at then.
    pub(super) found: Option<forge_ledger::Seen>,
}

impl Looked {
    pub(super) fn new(place: &Place, content: &[u8], found: Option<forge_ledger::Seen>) -> Self {
        let path = place.path();
        Self { key: forge_ledger::key(env!("CARGO_PKG_VERSION"), path.as_str(), content), path, found }
    }

    /// A file that is not there any more.
    pub(super) fn gone(path: Utf8PathBuf) -> Self {
        Self { path, key: Hash::default(), found: Some(forge_ledger::Seen::default()) }
    }
}

impl Watch {
    fn lock(&self) -> std::sync::MutexGuard<'_, Seen> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Notes a file that was looked at; what was noted of it last counts.
    pub(super) fn look(&self, looked: Looked) {
        let mut seen = self.lock();
        seen.looked.retain(|it| it.path != looked.path);
        seen.looked.push(looked);
    }

    /// Notes that what is in the file at `path` is not this session's doing.
    pub(super) fn disown(&self, path: &Utf8Path) {
        let mut seen = self.lock();
        let found = seen.looked.iter_mut().filter(|it| it.path == path).filter_map(|it| it.found.as_mut());
        found.flat_map(|it| &mut it.found).for_each(|it| it.introduced = false);
    }

    /// The files that were looked at.
    pub(super) fn looked(&self) -> Vec<Looked> {
        std::mem::take(&mut self.lock().looked)
    }

    /// Notes the event that is being answered.
    pub(super) fn begin(&self, event: &Event) {
        // What the tool does may be long, and is not needed for an answer.
        let Event { client, session, agent, cwd, kind, event_name, tool: _, tool_name } = event;
        let event = Event {
            client: client.clone(),
            session: session.clone(),
            agent: agent.clone(),
            cwd: cwd.clone(),
            kind: *kind,
            event_name: event_name.clone(),
            tool: None,
            tool_name: tool_name.clone(),
        };
        self.lock().event = Some(event);
    }

    pub(super) fn event(&self) -> Option<Event> {
        self.lock().event.clone()
    }

    #[cfg(test)]
    pub(super) fn set_files(&self, files: &[&str]) {
        self.lock().files = files.iter().map(ToString::to_string).collect();
    }

    /// The files that are being analysed now.
    pub(super) fn files(&self) -> Vec<String> {
        self.lock().files.clone()
    }
}

/// Where the last panic was.
static PANIC: Mutex<String> = Mutex::new(String::new());

/// Remembers where a panic was. What it says may quote a file and is left out.
pub(super) fn note_panic(info: &PanicHookInfo<'_>) {
    let place = info.location().map_or_else(String::new, |place| {
        let file = place.file().rsplit(['/', '\\']).next().unwrap_or_default();
        format!("internal error ({file}:{})", place.line())
    });
    *PANIC.lock().unwrap_or_else(PoisonError::into_inner) = place;
}

/// Where the last panic was, in words.
pub(super) fn last_panic() -> String {
    let noted = PANIC.lock().unwrap_or_else(PoisonError::into_inner).clone();
    if noted.is_empty() { "internal error".to_owned() } else { noted }
}

/// A file in its project.
pub(super) struct Place {
    /// Path in findings: relative to the project's root, or absolute outside of any.
    name: String,
    /// `None` outside of any project.
    root: Option<Utf8PathBuf>,
}

impl Place {
    /// The place of the file at the absolute path `path`.
    pub(super) fn of(path: &str, system: &dyn System) -> Self {
        let path = Utf8Path::new(path);
        let is_root = |directory: &&Utf8Path| {
            [".git", config::PATH].iter().any(|mark| system.entry(&directory.join(mark)).is_some())
        };
        match path.ancestors().skip(1).find(is_root) {
            Some(root) => {
                let name = path.strip_prefix(root).unwrap_or(path).as_str().replace('\\', "/");
                Self { name, root: Some(root.to_owned()) }
            }
            None => Self { name: path.as_str().to_owned(), root: None },
        }
    }

    pub(super) fn root(&self) -> Option<&Utf8Path> {
        self.root.as_deref()
    }

    pub(super) fn name(&self) -> &str {
        &self.name
    }

    /// Where the file is, absolute.
    fn path(&self) -> Utf8PathBuf {
        self.root.as_ref().map_or_else(|| self.name.as_str().into(), |root| root.join(&self.name))
    }

    /// What the file is for. What it says about itself counts only if it said so before: an agent that writes "generated"
    /// into a file does not make it so.
    pub(super) fn role(&self, before: Option<&[u8]>) -> Role {
        let head = before.unwrap_or_default();
        forge_project::role(&self.name, &head[..head.len().min(HEAD_BYTES)])
    }
}

/// Whether a file of this name is analysed.
pub(super) fn is_analysed(path: &str) -> bool {
    Language::of_path(path).is_some() || is_notebook(path)
}

/// Judges what a file is to hold, or holds, against what it held before; `None` when it is not looked at.
pub(super) fn judged(place: &Place, before: Option<&[u8]>, after: &[u8], machine: &Machine<'_>) -> Option<Verdict> {
    let role = place.role(before);
    if !is_analysed(&place.name) || !role.is_written_here() {
        return None;
    }
    let cells = if is_notebook(&place.name) { Some(Cells::read(after)?) } else { None };
    let result = analysed(place, after, machine);
    let is_product = role == Role::Product && place.root.is_some();
    let earlier = || before.map_or_else(Analysis::default, |before| analysed(place, before, machine));
    let mut found = found_in(&result);
    let mut verdict = forge_policy::judge(result, earlier, |_| is_product);
    for it in &mut found.found {
        let is_it = |new: &Finding| new.fingerprint.0 == it.fingerprint;
        it.introduced = verdict.denied.iter().chain(&verdict.advised).any(is_it);
    }
    machine.watch.look(Looked::new(place, after, Some(found)));
    if let Some(cells) = cells {
        verdict.denied.iter_mut().chain(&mut verdict.advised).for_each(|finding| put_in_cell(finding, &cells));
    }
    if verdict.decision != Decision::Allow {
        restrict(&mut verdict, place, machine.system);
    }
    Some(verdict)
}

/// What of an analysis is remembered.
fn found_in(analysis: &Analysis) -> forge_ledger::Seen {
    let mut found: Vec<Found> = Vec::new();
    for finding in analysis.findings.iter().filter(|finding| forge_policy::matters(finding)) {
        if let Some(same) = found.iter_mut().find(|it| it.fingerprint == finding.fingerprint.0) {
            same.count += 1;
            continue;
        }
        found.push(Found {
            path: finding.path.clone(),
            fingerprint: finding.fingerprint.0.clone(),
            rule: finding.rule.clone(),
            line: finding.start.line,
            severity: finding.severity.name().to_owned(),
            count: 1,
            introduced: false,
        });
    }
    let unknown = analysis.unknowns.first().map(|unknown| unknown.reason.to_string());
    forge_ledger::Seen { found, told: Vec::new(), unknown }
}

fn analysed(place: &Place, content: &[u8], machine: &Machine<'_>) -> Analysis {
    if !is_notebook(&place.name) {
        return guarded(&place.name, content, machine);
    }
    // The code of a notebook is analysed as a Python file.
    let Some(cells) = Cells::read(content) else { return Analysis::default() };
    guarded(&format!("{}.py", place.name), cells.text.as_bytes(), machine)
}

/// Analyses a file; a panic becomes an unknown.
fn guarded(name: &str, content: &[u8], machine: &Machine<'_>) -> Analysis {
    machine.watch.lock().files.push(name.to_owned());
    let analysis = panic::catch_unwind(AssertUnwindSafe(|| (machine.scan)(name, content)));
    machine.watch.lock().files.pop();
    analysis.unwrap_or_else(|_| Analysis {
        findings: Vec::new(),
        unknowns: vec![Unknown { path: name.to_owned(), reason: UnknownReason::Crashed(last_panic()) }],
    })
}

/// Takes out of a verdict what the project's configuration does not want to know.
fn restrict(verdict: &mut Verdict, place: &Place, system: &dyn System) {
    let Some(config) = place.root().and_then(|root| configuration(root, system)) else { return };
    let is_excluded = config.excludes(&place.name);
    let is_wanted = |finding: &Finding| !is_excluded && !config.disables(&finding.rule);
    let had_findings = !verdict.denied.is_empty();
    verdict.denied.retain(is_wanted);
    verdict.advised.retain(is_wanted);
    let failed = !had_findings && verdict.decision == Decision::Deny && !is_excluded;
    verdict.decision = if failed || !verdict.denied.is_empty() {
        Decision::Deny
    } else if !verdict.advised.is_empty() {
        Decision::Advise
    } else {
        Decision::Allow
    };
}

/// The project's configuration; none where it cannot be read, which `forge scan` tells.
fn configuration(root: &Utf8Path, system: &dyn System) -> Option<Config> {
    let bytes = system.read(&root.join(config::PATH), MAX_CONFIGURATION).ok()?;
    let rules: Vec<&str> = forge_rules::rules().iter().map(|rule| rule.id.as_str()).collect();
    config::parse(str::from_utf8(&bytes).ok()?, &rules).ok()
}

/// Gives a finding in a notebook's code the place that people know: cell and line.
fn put_in_cell(finding: &mut Finding, cells: &Cells) {
    let own = finding.path.clone();
    let shown = |line: u32| {
        let (cell, line) = cells.locate(line);
        (format!("{}#cell{cell}", own.trim_end_matches(".py")), line)
    };
    (finding.path, finding.start.line) = shown(finding.start.line);
    for step in finding.flow.iter_mut().filter(|step| step.path == own) {
        (step.path, step.start.line) = shown(step.start.line);
    }
}

/// Adds a verdict about another file, or about another state in which the same file may end.
pub(super) fn add(total: &mut Verdict, other: Verdict) {
    total.decision = total.decision.max(other.decision);
    unite(&mut total.denied, other.denied);
    unite(&mut total.advised, other.advised);
    total.unknowns.extend(other.unknowns);
}

fn unite(total: &mut Vec<Finding>, others: Vec<Finding>) {
    for other in others {
        let is_same =
            |it: &Finding| (&it.path, &it.fingerprint, it.start) == (&other.path, &other.fingerprint, other.start);
        if !total.iter().any(is_same) {
            total.push(other);
        }
    }
}

/// The verdict about nothing.
pub(super) fn nothing() -> Verdict {
    Verdict { decision: Decision::Allow, denied: Vec::new(), advised: Vec::new(), unknowns: Vec::new() }
}
