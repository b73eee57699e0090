//! Findings as terminal text, JSON, SARIF, GitHub annotations and JUnit: one file per format.
//!
//! A format is a pure function from a [`Report`] to text: the same report gives the same bytes.

mod catalogue;
mod github;
mod json;
mod junit;
mod report;
mod sarif;
mod secrecy;
mod terminal;
mod view;

pub use catalogue::{rule_table, rule_text, rules_json};
pub use report::{Report, Sources};
pub use terminal::{Look, Mistake, printable};

use std::io::{self, Write};

/// A form in which findings are reported.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// For people: the source with the flow drawn into it.
    Terminal,
    /// For programs: everything that is known, in a schema of our own that stays compatible.
    Json,
    /// For code scanning services: SARIF 2.1.0.
    Sarif,
    /// For GitHub Actions: workflow commands that become annotations.
    Github,
    /// For test reporters: JUnit XML.
    Junit,
}

/// Writes `report` in `format`; `look` matters to the terminal only.
///
/// # Errors
/// What `out` returns.
pub fn write(
    format: Format,
    report: &Report<'_>,
    sources: Sources<'_>,
    look: Look,
    out: &mut dyn Write,
) -> io::Result<()> {
    match format {
        Format::Terminal => terminal::write(report, sources, look, out),
        Format::Json => json::write(report, out),
        Format::Sarif => sarif::write(report, out),
        Format::Github => github::write(report, out),
        Format::Junit => junit::write(report, out),
    }
}

/// One finding as the terminal shows it, ending in a newline.
pub fn finding(report: &Report<'_>, finding: &forge_model::Finding, sources: Sources<'_>, look: Look) -> String {
    terminal::finding(report, finding, sources, look)
}

/// Mistakes in the text of the file `path`, each with a caret below it.
pub fn mistakes(path: &str, text: &str, mistakes: &[Mistake<'_>], look: Look) -> String {
    terminal::mistakes(path, text, mistakes, look)
}
