//! The security engine: taint flows, local rules and secrets over one file at a time. It has no rule content.

mod flow;
pub mod secrets;

use forge_catalogue::Catalogue;
use forge_model::{Analysis, Language, RuleMeta, Unknown, UnknownReason};
use forge_syntax::Limits;

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
    analyse(path, bytes, &catalogue, &forge_rules::rules)
}

/// As [`scan`], with other content than this binary carries.
pub fn scan_with(path: &str, bytes: &[u8], content: &Content<'_>) -> Analysis {
    let catalogue = |language: Language| if language == Language::Python { content.python } else { content.javascript };
    analyse(path, bytes, &catalogue, &|| content.rules)
}

fn analyse<'r>(
    path: &str,
    bytes: &[u8],
    catalogue: &dyn Fn(Language) -> &'static Catalogue<'static>,
    rules: &dyn Fn() -> &'r [RuleMeta],
) -> Analysis {
    let mut analysis = Analysis::default();
    let unknown = |reason: UnknownReason| Unknown { path: path.to_owned(), reason };
    let Some(language) = Language::of_path(path) else { return analysis };
    let Ok(text) = std::str::from_utf8(bytes) else {
        analysis.unknowns.push(unknown(UnknownReason::NotUtf8));
        return analysis;
    };
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let parsed = match forge_syntax::parse(language, path, text, &Limits::default()) {
        Ok(parsed) => parsed,
        Err(reason) => {
            analysis.unknowns.push(unknown(reason));
            return analysis;
        }
    };
    analysis.unknowns.extend(parsed.gap.map(unknown));
    let python = language == Language::Python;
    let (flow, exhausted) = flow::Flow::new(&parsed.tree, text, path, python, catalogue(language)).analyse();
    if exhausted {
        analysis.unknowns.push(unknown(UnknownReason::OutOfBudget));
    }
    // Rules are only looked at when there is something to say.
    if flow.found_anything() {
        analysis.findings = flow::findings(&flow, rules());
    }
    analysis.sort();
    analysis
}
