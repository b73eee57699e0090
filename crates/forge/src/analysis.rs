//! The analysis of many files at once: bounded, in parallel, and with a panic in one of them caught.

use crate::heap;
use crate::progress::Progress;
use crate::selection::{Content, Selection, Target, repository};
use anyhow::Context;
use forge_model::{Analysis, Confidence, Finding, Language, RuleClass, Severity, Tier, Unknown, UnknownReason};
use forge_project::config::Config;
use forge_project::{Blob, HEAD_BYTES, MAX_FILE_BYTES, Project, ReadError, Role, System, role_below, test_directory};
use rayon::prelude::*;
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::panic::{self, AssertUnwindSafe};
use std::sync::Once;

/// What a scan gave.
#[derive(Debug, Default)]
pub(crate) struct Scanned {
    /// Findings and unknowns in report order.
    pub(crate) analysis: Analysis,
    /// The texts of files with findings, by their path in findings.
    pub(crate) texts: BTreeMap<String, String>,
    /// Files that were analysed.
    pub(crate) files: usize,
    /// Files left out because they are generated or vendored.
    pub(crate) skipped: usize,
    /// Everything that a person named could be read.
    pub(crate) complete: bool,
    /// Directories of tests in which some file runs tests.
    suites: BTreeSet<String>,
    /// Files with findings in directories of tests that run none themselves.
    beside_tests: Vec<String>,
}

/// The largest file of a kind that is looked at for secrets only, in bytes.
const LARGEST_OTHER: usize = 1 << 20;
/// Nesting is bounded, but recursion that is within bounds may still need more than a thread's usual stack.
const STACK_BYTES: usize = 16 << 20;
/// Contents that come from the repository are fetched for this many files at a time.
const BATCH: usize = 256;

/// Analyses one file's content: its path in findings, its bytes.
pub(crate) type Engine = fn(&str, &[u8]) -> Analysis;

/// Analyses files of one project.
#[derive(Clone, Copy)]
pub(crate) struct Scanner<'a> {
    pub(crate) system: &'a dyn System,
    pub(crate) project: &'a Project,
    pub(crate) config: &'a Config,
    pub(crate) engine: Engine,
    /// No progress bar.
    pub(crate) quiet: bool,
}

impl Scanner<'_> {
    /// Analyses every file of `selection`.
    ///
    /// # Errors
    /// When git or the machine's threads fail; what fails in one file is an unknown.
    pub(crate) fn scan(self, selection: Selection) -> anyhow::Result<Scanned> {
        let is_single = selection.targets.len() <= 1;
        let pool = rayon::ThreadPoolBuilder::new()
            .stack_size(STACK_BYTES)
            // A thread without a file costs more than it helps. 0 stands for one for each core.
            .num_threads(usize::from(is_single))
            .start_handler(move |_| {
                if is_single {
                    heap::reserve();
                }
            })
            .build()
            .context("the threads for the analysis could not be started")?;
        let progress = Progress::new(selection.targets.len(), self.quiet);
        let mut scanned = Scanned { complete: selection.complete, ..Scanned::default() };
        scanned.analysis.unknowns = selection.unknowns;
        for targets in selection.targets.chunks(BATCH) {
            let contents = self.contents(targets)?;
            let outcomes: Vec<Outcome> = pool.install(|| {
                let files = targets.par_iter().zip(contents);
                files.map(|(target, content)| self.outcome(target, content, &progress)).collect()
            });
            let befores = self.befores(targets, &outcomes)?;
            let outcomes: Vec<Outcome> = pool.install(|| {
                let files = targets.par_iter().zip(outcomes).zip(befores);
                files.map(|((target, outcome), before)| self.introduced(target, outcome, before)).collect()
            });
            for (target, outcome) in targets.iter().zip(outcomes) {
                scanned.add(target, outcome);
            }
        }
        progress.finish();
        scanned.slight_beside_tests();
        scanned.analysis.sort();
        Ok(scanned)
    }

    /// The contents that come from the repository; `None` for a file on disk.
    fn contents(self, targets: &[Target]) -> anyhow::Result<Vec<Option<Blob>>> {
        let id = |target: &Target| match &target.content {
            Content::Blob(id) => Some(id.clone()),
            Content::Disk(_) => None,
        };
        self.blobs(&targets.iter().map(id).collect::<Vec<_>>())
    }

    /// The earlier contents of the files in which something was found.
    fn befores(self, targets: &[Target], outcomes: &[Outcome]) -> anyhow::Result<Vec<Option<Blob>>> {
        let has_findings =
            |outcome: &Outcome| matches!(outcome, Outcome::Analysed { analysis, .. } if !analysis.findings.is_empty());
        let files = targets.iter().zip(outcomes);
        self.blobs(&files.map(|(target, it)| target.before.clone().filter(|_| has_findings(it))).collect::<Vec<_>>())
    }

    fn blobs(self, ids: &[Option<String>]) -> anyhow::Result<Vec<Option<Blob>>> {
        let wanted: Vec<&str> = ids.iter().flatten().map(String::as_str).collect();
        if wanted.is_empty() {
            return Ok(vec![None; ids.len()]);
        }
        let mut found = repository(self.system, self.project)?.blobs(&wanted, MAX_FILE_BYTES)?.into_iter();
        Ok(ids.iter().map(|id| id.as_ref().and_then(|_| found.next())).collect())
    }

    fn outcome(self, target: &Target, blob: Option<Blob>, progress: &Progress) -> Outcome {
        let outcome = self.examined(target, blob);
        progress.step();
        outcome
    }

    fn examined(self, target: &Target, blob: Option<Blob>) -> Outcome {
        let is_code = Language::of_path(&target.name).is_some();
        let left_out = |role: Role| {
            let is_ours = target.named || role.is_written_here();
            (!is_ours).then_some(if is_code { Outcome::Skipped } else { Outcome::NotApplicable })
        };
        // By its name alone first: what is left out need not be read.
        let by_name = left_out(role_below(&target.name, &target.base, &[]));
        if let Some(outcome) = by_name.or_else(|| is_binary_name(&target.name).then_some(Outcome::NotApplicable)) {
            return outcome;
        }
        let bytes = match content(self.system, target, blob) {
            Ok(bytes) => bytes,
            Err(UnknownReason::TooLarge { .. }) if !is_code => return Outcome::NotApplicable,
            Err(reason) => return Outcome::Failed(reason),
        };
        if !is_code && !is_short_text(&bytes) {
            return Outcome::NotApplicable;
        }
        let role = role_below(&target.name, &target.base, &bytes[..bytes.len().min(HEAD_BYTES)]);
        if let Some(outcome) = left_out(role) {
            return outcome;
        }
        let mut analysis = self.analyse(&target.name, &bytes);
        analysis.findings.retain(|finding| !self.config.disables(&finding.rule));
        let runs = role == Role::Test && forge_project::runs_tests(&target.name, &bytes);
        match role {
            Role::Test if runs => analysis.findings.iter_mut().for_each(slight_in_test),
            Role::Test => analysis.findings.iter_mut().for_each(lower_in_test),
            Role::Example => analysis.findings.iter_mut().for_each(lower_in_example),
            _ => {}
        }
        let text = if analysis.findings.is_empty() { None } else { String::from_utf8(bytes).ok() };
        let part = match role {
            Role::Test if runs => Part::Tests,
            Role::Test => Part::BesideTests,
            _ => Part::Other,
        };
        Outcome::Analysed { analysis, text, part }
    }

    /// Leaves only what the earlier content did not have: the multiset difference of fingerprints.
    fn introduced(self, target: &Target, mut outcome: Outcome, before: Option<Blob>) -> Outcome {
        if let (Outcome::Analysed { analysis, .. }, Some(Blob::Content(before))) = (&mut outcome, before) {
            // Under its new name: a renamed file is compared with itself.
            let earlier = self.analyse(&target.name, &before);
            retain_new(&mut analysis.findings, &earlier.findings);
        }
        outcome
    }

    fn analyse(self, name: &str, bytes: &[u8]) -> Analysis {
        guarded(name, || (self.engine)(name, bytes))
    }
}

/// What became of one file.
enum Outcome {
    /// Not of a kind that is analysed.
    NotApplicable,
    /// Generated or vendored.
    Skipped,
    /// Not readable; whether a person named it is the target's to say.
    Failed(UnknownReason),
    /// Analysed; the text is kept when there are findings to show in it.
    Analysed { analysis: Analysis, text: Option<String>, part: Part },
}

/// What a file does for tests.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    /// It runs some.
    Tests,
    /// Its place is that of tests, and it runs none.
    BesideTests,
    /// Nothing.
    Other,
}

impl Scanned {
    fn add(&mut self, target: &Target, outcome: Outcome) {
        match outcome {
            Outcome::NotApplicable => {}
            Outcome::Skipped => self.skipped += 1,
            Outcome::Failed(reason) => {
                self.complete &= !(target.named && matches!(reason, UnknownReason::Unreadable(_)));
                self.analysis.unknowns.push(Unknown { path: target.name.clone(), reason });
            }
            Outcome::Analysed { analysis, text, part } => {
                self.files += 1;
                match part {
                    Part::Tests => self.suites.extend(test_directory(&target.name).map(str::to_owned)),
                    Part::BesideTests if !analysis.findings.is_empty() => self.beside_tests.push(target.name.clone()),
                    _ => {}
                }
                if let (Some(text), false) = (text, analysis.findings.is_empty()) {
                    self.texts.insert(target.name.clone(), text);
                }
                self.analysis.merge(analysis);
            }
        }
    }

    /// What lies where tests run is there for them: an application to be tried out, a server that plays another.
    fn slight_beside_tests(&mut self) {
        let suites = &self.suites;
        let for_tests: BTreeSet<String> = std::mem::take(&mut self.beside_tests)
            .into_iter()
            .filter(|name| test_directory(name).is_some_and(|directory| suites.contains(directory)))
            .collect();
        let findings = self.analysis.findings.iter_mut();
        findings.filter(|finding| for_tests.contains(&finding.path)).for_each(slight_in_test);
    }
}

/// A test's flaw is nobody's way in. Its secrets are as good as any.
fn lower_in_test(finding: &mut Finding) {
    if class(finding) != Some(RuleClass::Secret) {
        finding.severity = finding.severity.lower();
    }
}

/// What a test does it does to see what comes of it, with credentials of its own unless their format says otherwise.
fn slight_in_test(finding: &mut Finding) {
    if class(finding) != Some(RuleClass::Secret) || finding.confidence < Confidence::High {
        (finding.severity, finding.confidence) = (Severity::Low, Confidence::Low);
    }
}

/// People copy an example's flows, but put settings of their own in the place of its: keys, cookies, debug modes. A key
/// in it is made up unless its format says otherwise.
fn lower_in_example(finding: &mut Finding) {
    let class = class(finding);
    if matches!(class, Some(RuleClass::Flow(_))) && finding.tier == Some(Tier::Stored) {
        // Its store is its own.
        (finding.severity, finding.confidence) = (finding.severity.lower(), Confidence::Low);
    }
    if class == Some(RuleClass::Local) {
        finding.severity = finding.severity.lower();
    }
    if matches!(class, Some(RuleClass::Local | RuleClass::Secret)) && finding.confidence < Confidence::High {
        (finding.severity, finding.confidence) = (Severity::Low, Confidence::Low);
    }
}

fn class(finding: &Finding) -> Option<RuleClass> {
    forge_rules::rule(&finding.rule).map(|rule| rule.class)
}

fn content(system: &dyn System, target: &Target, blob: Option<Blob>) -> Result<Vec<u8>, UnknownReason> {
    let too_large = |bytes| UnknownReason::TooLarge { bytes, limit: MAX_FILE_BYTES };
    match (&target.content, blob) {
        (Content::Disk(path), _) => Ok(system.read(path, MAX_FILE_BYTES)?),
        (Content::Blob(_), Some(Blob::Content(bytes))) => Ok(bytes),
        (Content::Blob(_), Some(Blob::TooLarge(bytes))) => Err(too_large(bytes)),
        (Content::Blob(_), Some(Blob::Missing) | None) => Err(ReadError::NotFound.into()),
    }
}

fn retain_new(findings: &mut Vec<Finding>, earlier: &[Finding]) {
    let mut known: BTreeMap<&str, usize> = BTreeMap::new();
    for finding in earlier {
        *known.entry(&finding.fingerprint.0).or_default() += 1;
    }
    findings.retain(|finding| match known.get_mut(finding.fingerprint.0.as_str()) {
        Some(count) if *count > 0 => {
            *count -= 1;
            false
        }
        _ => true,
    });
}

/// Whether the content is text that may hold a secret, rather than data.
fn is_short_text(bytes: &[u8]) -> bool {
    bytes.len() <= LARGEST_OTHER && !bytes.contains(&0) && std::str::from_utf8(bytes).is_ok()
}

/// Whether a file of this name is surely data that no program reads as text.
fn is_binary_name(name: &str) -> bool {
    const EXTENSIONS: [&str; 48] = [
        "png", "jpg", "jpeg", "gif", "webp", "avif", "ico", "bmp", "tiff", "psd", "woff", "woff2", "ttf", "otf", "eot",
        "pdf", "zip", "gz", "tgz", "bz2", "xz", "zst", "7z", "rar", "jar", "war", "whl", "egg", "tar", "mp3", "mp4",
        "mov", "avi", "webm", "ogg", "wav", "flac", "exe", "dll", "so", "dylib", "o", "a", "class", "pyc", "wasm",
        "sqlite", "db",
    ];
    let extension = name.rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase());
    extension.is_some_and(|extension| EXTENSIONS.contains(&extension.as_str()))
}

thread_local! {
    /// Inside a guarded call: what a panic said. Outside: `None`, and a panic is told as usual.
    static GUARD: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// Runs `work` on the file `path`; a panic in it is told nowhere but in the analysis.
fn guarded(path: &str, work: impl FnOnce() -> Analysis) -> Analysis {
    static HOOK: Once = Once::new();
    HOOK.call_once(|| {
        let usual = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            let is_guarded =
                GUARD.with_borrow_mut(|guard| guard.as_mut().map(|told| *told = described(info)).is_some());
            if !is_guarded {
                usual(info);
            }
        }));
    });
    GUARD.set(Some(String::new()));
    let result = panic::catch_unwind(AssertUnwindSafe(work));
    let told = GUARD.take().unwrap_or_default();
    result.unwrap_or_else(|_| {
        let reason = UnknownReason::Crashed(told);
        Analysis { findings: Vec::new(), unknowns: vec![Unknown { path: path.to_owned(), reason }] }
    })
}

/// What a panic says and where in our code, without what it may quote of the file that was analysed.
fn described(info: &panic::PanicHookInfo<'_>) -> String {
    let message = info.payload_as_str().unwrap_or("it panicked");
    let message = message.split(['`', '\n', '"']).next().unwrap_or_default().trim_end_matches([' ', ':']);
    let message = &message[..message.floor_char_boundary(120)];
    match info.location() {
        Some(place) => {
            let file = place.file().rsplit(['/', '\\']).next().unwrap_or_default();
            format!("{message} ({file}:{})", place.line())
        }
        None => message.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use forge_model::{Confidence, Fingerprint, Position, Severity, Span};
    use forge_project::MemorySystem;

    fn finding(fingerprint: &str, at: usize) -> Finding {
        Finding {
            rule: "some-rule".to_owned(),
            path: "a.js".to_owned(),
            span: Span::new(at, at + 1),
            start: Position::default(),
            end: Position::default(),
            message: String::new(),
            severity: Severity::High,
            confidence: Confidence::High,
            cwe: vec![],
            tier: None,
            kind: None,
            flow: vec![],
            function: None,
            fingerprint: Fingerprint(fingerprint.to_owned()),
            proven: false,
        }
    }

    #[test]
    fn new_is_what_there_is_more_of_than_before() {
        let mut findings = vec![finding("a", 1), finding("a", 5), finding("b", 9), finding("c", 12)];
        retain_new(&mut findings, &[finding("a", 40), finding("c", 41), finding("d", 42)]);
        let left: Vec<_> = findings.iter().map(|it| (it.fingerprint.0.as_str(), it.span.start)).collect();
        assert_eq!(left, [("a", 5), ("b", 9)]);
    }

    #[test]
    fn a_panic_is_an_unknown_of_its_file_and_quotes_nothing() {
        let analysis = guarded("src/a.js", || panic!("byte index 3 is not a char boundary: `s\u{e9}cret`"));
        assert_eq!(analysis.findings, []);
        let [unknown] = analysis.unknowns.as_slice() else { panic!("one unknown") };
        assert_eq!(unknown.path, "src/a.js");
        let UnknownReason::Crashed(why) = &unknown.reason else { panic!("crashed") };
        assert!(why.starts_with("byte index 3 is not a char boundary (analysis.rs:"), "{why}");
    }

    /// Finds every line that is "BAD", and panics at "CRASH".
    fn engine(path: &str, bytes: &[u8]) -> Analysis {
        let text = String::from_utf8_lossy(bytes);
        assert!(!text.contains("CRASH"), "crashed");
        let found = text.match_indices("BAD").map(|(at, _)| Finding { path: path.to_owned(), ..finding("bad", at) });
        Analysis { findings: found.collect(), unknowns: vec![] }
    }

    fn scanned(system: &MemorySystem, named: &[&str]) -> Scanned {
        let paths: Vec<camino::Utf8PathBuf> = named.iter().map(Into::into).collect();
        let project = crate::selection::project_of(system, &paths).unwrap();
        let config = Config::default();
        let selection = crate::selection::of_paths(system, &project, &config, &paths).unwrap();
        let scanner = Scanner { system, project: &project, config: &config, engine, quiet: true };
        scanner.scan(selection).unwrap()
    }

    #[test]
    fn findings_come_in_order_with_their_texts_and_lower_in_tests() {
        let system = MemorySystem::new("/w")
            .with("src/b.js", "BAD\nBAD\n")
            .with("src/a.js", "fine\n")
            .with("src/a.test.js", "BAD\n")
            .with("src/crash.js", "CRASH\n");
        let all = scanned(&system, &[]);
        let told: Vec<_> =
            all.analysis.findings.iter().map(|it| (it.path.as_str(), it.span.start, it.severity)).collect();
        assert_eq!(
            told,
            [("src/a.test.js", 0, Severity::Medium), ("src/b.js", 0, Severity::High), ("src/b.js", 4, Severity::High)]
        );
        assert_eq!(all.texts.keys().collect::<Vec<_>>(), ["src/a.test.js", "src/b.js"]);
        let [unknown] = all.analysis.unknowns.as_slice() else { panic!("one unknown") };
        assert_eq!(unknown.path, "src/crash.js");
        assert_eq!((all.files, all.complete), (4, true));
    }

    #[test]
    fn an_application_that_tests_try_out_is_slight_and_a_directory_without_tests_is_not() {
        let system = MemorySystem::new("/w")
            .with("a/tests/apps/fake.py", "BAD\n")
            .with("a/tests/test_app.py", "import pytest\n")
            .with("b/tests/apps/real.py", "BAD\n");
        let all = scanned(&system, &[]);
        let told: Vec<_> = all.analysis.findings.iter().map(|it| (it.path.as_str(), it.severity)).collect();
        assert_eq!(told, [("a/tests/apps/fake.py", Severity::Low), ("b/tests/apps/real.py", Severity::Medium)]);
    }

    #[test]
    fn files_that_are_not_ours_are_counted_and_left_out() {
        let system = MemorySystem::new("/w")
            .with("src/a.js", "let a = 1;\n")
            .with("node_modules/b/index.js", "let b = 1;\n")
            .with("gen.py", "# @generated\n")
            .with("node_modules/b/logo.svg", "<svg/>")
            .with("logo.png", "not looked at");
        let all = scanned(&system, &[]);
        assert_eq!((all.files, all.skipped, all.complete), (1, 2, true));
        let directory = scanned(&system, &["node_modules/b"]);
        assert_eq!((directory.files, directory.skipped), (2, 0));
        let file = scanned(&system, &["gen.py"]);
        assert_eq!((file.files, file.skipped), (1, 0));
    }

    #[test]
    fn what_cannot_be_read_is_unknown_and_the_rest_is_scanned() {
        let system = MemorySystem::new("/w")
            .with("a.js", "let a = 1;\n")
            .with("big.js", vec![b' '; MAX_FILE_BYTES as usize + 1])
            .with("big.txt", vec![b' '; MAX_FILE_BYTES as usize + 1])
            .with("data.bin", [0, 1, 2])
            .with_unreadable("locked.py");
        let all = scanned(&system, &[]);
        let unknowns: Vec<String> = all.analysis.unknowns.iter().map(ToString::to_string).collect();
        assert_eq!(
            unknowns,
            [
                "big.js has 4194305 bytes, more than the 4194304 that are analysed",
                "locked.py could not be read: permission denied"
            ]
        );
        assert_eq!((all.files, all.complete), (1, true), "nobody named the file that could not be read");
        assert!(!scanned(&system, &["a.js", "locked.py"]).complete);
    }
}
