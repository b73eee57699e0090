//! The security engine: taint flows, local rules and secrets over one file at a time. It has no rule content.

mod flow;
pub mod secrets;

use forge_catalogue::Catalogue;
use forge_model::{Analysis, Confidence, Finding, Language, LineIndex, RuleClass, RuleMeta, Unknown, UnknownReason};
use forge_syntax::Limits;
pub use forge_syntax::{Aside, Work};
use secrets::Scanner;
use std::sync::OnceLock;

/// The content that the engine works with.
pub struct Content<'c> {
    /// Every rule, sorted by id.
    pub rules: &'c [RuleMeta],
    /// The catalogue of JavaScript and TypeScript.
    pub javascript: &'static Catalogue<'static>,
    /// The catalogue of Python.
    pub python: &'static Catalogue<'static>,
}

/// Analyses `bytes`, the content of the file called `path` (relative to the project, `/` between its parts).
///
/// Pure: the same input gives the same analysis. A file of a kind that is not analysed gives an empty one; one that
/// could not be analysed gives an unknown.
pub fn scan(path: &str, bytes: &[u8]) -> Analysis {
    let catalogue = |language: Language| forge_rules::catalogue(language.family());
    analyse(path, bytes, &Limits::default(), &catalogue, &forge_rules::rules)
}

/// As [`scan`], in a process that looks at this file alone and ends soon: the thread `aside` helps, and memory is not
/// freed.
pub fn scan_alone(path: &str, bytes: &[u8], aside: &dyn Aside) -> Analysis {
    let catalogue = |language: Language| forge_rules::catalogue(language.family());
    let limits = Limits { aside: Some(aside), ..Limits::default() };
    analyse(path, bytes, &limits, &catalogue, &forge_rules::rules)
}

/// As [`scan`], with other content than this binary carries.
pub fn scan_with(path: &str, bytes: &[u8], content: &Content<'_>) -> Analysis {
    let catalogue = |language: Language| if language == Language::Python { content.python } else { content.javascript };
    analyse(path, bytes, &Limits::default(), &catalogue, &|| content.rules)
}

fn analyse<'r>(
    path: &str,
    bytes: &[u8],
    limits: &Limits<'_>,
    catalogue: &dyn Fn(Language) -> &'static Catalogue<'static>,
    rules: &dyn Fn() -> &'r [RuleMeta],
) -> Analysis {
    let mut analysis = Analysis::default();
    let unknown = |reason: UnknownReason| Unknown { path: path.to_owned(), reason };
    let language = Language::of_path(path);
    let Ok(text) = std::str::from_utf8(bytes) else {
        if language.is_some() {
            analysis.unknowns.push(unknown(UnknownReason::NotUtf8));
        }
        return analysis;
    };
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if let Some(language) = language {
        match forge_syntax::parse(language, path, text, limits) {
            Ok(parsed) => {
                analysis.unknowns.extend(parsed.gap.map(unknown));
                let python = language == Language::Python;
                let flow = flow::Flow::new(&parsed.tree, text, path, python, catalogue(language)).analyse();
                if flow.is_exhausted() {
                    analysis.unknowns.push(unknown(UnknownReason::OutOfBudget));
                }
                // Rules are only looked at when there is something to say.
                if flow.found_anything() {
                    analysis.findings = flow::findings(&flow, rules());
                }
                limits.dispose(flow);
                limits.dispose(parsed.tree);
            }
            Err(reason) => analysis.unknowns.push(unknown(reason)),
        }
    }
    let leaked = leaked_secrets(path, text, rules);
    // The detector of a format says more than the rule about names that fired on the same line.
    analysis.findings.retain(|finding| {
        !finding.cwe.contains(&HARD_CODED) || !leaked.iter().any(|leak| leak.start.line == finding.start.line)
    });
    analysis.findings.extend(leaked);
    analysis.sort();
    analysis
}

/// CWE-798: use of hard-coded credentials.
const HARD_CODED: u32 = 798;

fn leaked_secrets<'r>(path: &str, text: &str, rules: &dyn Fn() -> &'r [RuleMeta]) -> Vec<Finding> {
    static SCANNER: OnceLock<Option<Scanner<'static>>> = OnceLock::new();
    if !secrets::applies(path) {
        return Vec::new();
    }
    let Some(scanner) = SCANNER.get_or_init(|| Scanner::new(forge_rules::secrets())) else { return Vec::new() };
    let matches = scanner.scan(path, text);
    if matches.is_empty() {
        return Vec::new();
    }
    let Some(rule) = rules().iter().find(|rule| rule.class == RuleClass::Secret) else { return Vec::new() };
    let lines = LineIndex::new(text);
    let found = matches.into_iter().map(|found| {
        let secret = text.get(found.span.range()).unwrap_or_default();
        Finding {
            rule: rule.id.clone(),
            path: path.to_owned(),
            span: found.span,
            start: lines.position(text, found.span.start),
            end: lines.position(text, found.span.end),
            message: format!("{}: {} ({})", found.provider, found.title, found.redacted),
            severity: found.severity,
            confidence: if found.certain { Confidence::High } else { Confidence::Medium },
            cwe: rule.cwe.clone(),
            tier: None,
            kind: None,
            flow: Vec::new(),
            function: None,
            fingerprint: flow::fingerprint(&[&rule.id, found.detector, secret]),
            proven: found.certain && rule.denies,
        }
    });
    found.collect()
}
